import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import App from '../../App.svelte';
import { setLang } from '../../i18n/index.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, fakeHost, refusal } from '../../ipc/fake';
import type { ErrorCode, JobStatus, VaultStatus } from '../../ipc/generated/wire';
import { placesToAsk } from '../../parts/vault/words';
import { faultsOf } from '../../test-axe';

const words = [...'山川日月风云春秋江河湖海'];
const english = words.map((_, i) => `word${i + 1}`);

function host(state: VaultStatus['state'], more: Answers = {}) {
  let status: VaultStatus = {
    state,
    folder: '/tmp/example',
    sample: false,
    idle_minutes: 10,
    today: '2026-11-21',
  };
  const set = (next: Partial<VaultStatus>) => {
    status = { ...status, ...next };
    return status;
  };
  const made = fakeHost({
    vault_status: () => status,
    vault_create: () => {
      set({ state: 'open' });
      return { recovery_words: words, recovery_words_en: english };
    },
    vault_open: () => set({ state: 'open' }),
    vault_lock: () => set({ state: 'locked', sample: false }),
    vault_recover: () => set({ state: 'open' }),
    sample_open: () => set({ state: 'open', sample: true }),
    ...more,
  });
  setHost(made);
  return made;
}

test('a new vault shows its words, asks three back, and only then opens', async () => {
  host('none');
  const screen = await render(App);
  await screen.getByLabelText('密码', { exact: true }).fill('四个不相干的词');
  await screen.getByLabelText('再输入一次').fill('四个不相干的词');
  await screen.getByRole('button', { name: '新建' }).click();

  await expect.element(screen.getByRole('heading', { name: '恢复词' })).toBeVisible();
  const shown = [...document.querySelectorAll('.word')].map((word) => word.textContent);
  expect(shown).toEqual(words);
  expect(screen.getByRole('navigation').query()).toBeNull();

  await screen.getByRole('button', { name: '我抄好了' }).click();
  const fields = () => [...document.querySelectorAll<HTMLInputElement>('form input')];
  expect(fields().length).toBe(3);
  await screen.getByRole('button', { name: '完成' }).click();
  await expect.element(screen.getByText(/和显示的不一样/).first()).toBeVisible();
  expect(screen.getByRole('navigation').query()).toBeNull();

  for (const label of document.querySelectorAll<HTMLLabelElement>('form label')) {
    const place = Number(/\d+/.exec(label.textContent ?? '')?.[0]);
    await screen.getByLabelText(`第 ${place} 个词`).fill(words[place - 1] ?? '');
  }
  await screen.getByRole('button', { name: '完成' }).click();
  await expect.element(screen.getByRole('navigation', { name: '各页' })).toBeVisible();
});

test('an English reader gets the words in English', async () => {
  host('none');
  const screen = await render(App);
  setLang('en');
  await screen.getByLabelText('Passphrase').fill('four unrelated words');
  await screen.getByLabelText('Once more').fill('four unrelated words');
  await screen.getByRole('button', { name: 'Create' }).click();
  await expect.element(screen.getByRole('heading', { name: 'Recovery words' })).toBeVisible();
  expect([...document.querySelectorAll('.word')].map((word) => word.textContent)).toEqual(english);
});

test('two different passphrases make no vault', async () => {
  const fake = host('none');
  const screen = await render(App);
  await screen.getByLabelText('密码', { exact: true }).fill('第一个密码很长');
  await screen.getByLabelText('再输入一次').fill('第二个密码很长');
  await screen.getByRole('button', { name: '新建' }).click();
  await expect.element(screen.getByText('两次输入不一样。')).toBeVisible();
  expect(fake.calls.map((call) => call.cmd)).not.toContain('vault_create');
});

test('a refused passphrase leaves what was typed', async () => {
  host('none', {
    vault_create: () => {
      throw refusal('passphrase_too_short', { min: '8' });
    },
  });
  const screen = await render(App);
  await screen.getByLabelText('密码', { exact: true }).fill('短');
  await screen.getByLabelText('再输入一次').fill('短');
  await screen.getByRole('button', { name: '新建' }).click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('至少 8 个字符');
  await expect.element(screen.getByLabelText('密码', { exact: true })).toHaveValue('短');
});

test('each way a vault can refuse to open has its own words, in both languages', async () => {
  const codes: ErrorCode[] = [
    'wrong_passphrase',
    'newer_vault',
    'damaged_vault',
    'vault_in_use',
    'read_only',
    'vault_gone',
    'disk_full',
    'no_vault',
    'io',
  ];
  let code: ErrorCode = 'bug';
  host('locked', {
    vault_open: () => {
      throw refusal(code);
    },
    backup_list: () => [],
  });
  const screen = await render(App);
  for (const lang of ['zh-CN', 'en'] as const) {
    setLang(lang);
    const told = new Set<string>();
    for (code of codes) {
      await screen.getByRole('button', { name: /^(打开|Open)$/ }).click();
      await expect.element(screen.getByRole('alert')).toBeVisible();
      told.add(screen.getByRole('alert').element().textContent ?? '');
    }
    expect(told.size).toBe(codes.length);
  }
});

test('a damaged vault offers its backups', async () => {
  const fake = host('locked', {
    vault_open: () => {
      throw refusal('damaged_vault');
    },
    backup_list: () => [{ name: 'b1', at: '2026-11-20T12:00:00Z', kb: 10 }],
    backup_restore: () => ({
      state: 'locked',
      folder: '',
      sample: false,
      idle_minutes: 0,
      today: '2026-11-21',
    }),
  });
  const screen = await render(App);
  await screen.getByLabelText('密码', { exact: true }).fill('long enough words');
  await screen.getByRole('button', { name: '打开', exact: true }).click();
  await screen.getByRole('button', { name: '恢复这一份' }).click();
  expect(fake.calls).toContainEqual({
    cmd: 'backup_restore',
    payload: { name: 'b1', passphrase: 'long enough words' },
  });
});

test('recovery words open the vault and set a new passphrase', async () => {
  const fake = host('locked');
  const screen = await render(App);
  await screen.getByRole('button', { name: /忘记密码/ }).click();
  await screen.getByLabelText('十二个恢复词').fill('山川 日月');
  await screen.getByLabelText('新密码').fill('另外四个词语');
  await screen.getByLabelText('再输入一次').fill('另外四个词语');
  await screen.getByRole('button', { name: '打开并换上新密码' }).click();
  await expect.element(screen.getByRole('navigation', { name: '各页' })).toBeVisible();
  expect(fake.calls).toContainEqual({
    cmd: 'vault_recover',
    payload: { words: '山川 日月', passphrase: '另外四个词语' },
  });
});

test('the sample is marked as one, and locking leaves it', async () => {
  host('none');
  const screen = await render(App);
  await screen.getByRole('button', { name: '先看示例案件' }).click();
  await expect.element(screen.getByText('示例案件。')).toBeVisible();
  await screen.getByRole('button', { name: '锁定' }).click();
  await expect.element(screen.getByRole('heading', { name: '打开保险库' })).toBeVisible();
});

test('the language switches at once', async () => {
  host('none');
  const screen = await render(App);
  await screen.getByLabelText('语言').selectOptions('en');
  await expect.element(screen.getByRole('heading', { name: 'Create a vault' })).toBeVisible();
  expect(document.documentElement.lang).toBe('en');
});

test.each(['none', 'locked'] as const)(
  'the way in (%s) has nothing WCAG forbids',
  async (state) => {
    host(state);
    const screen = await render(App);
    await expect.element(screen.getByLabelText('密码', { exact: true })).toBeVisible();
    expect(await faultsOf()).toEqual([]);
  },
);

test('three different places are asked for', () => {
  let seed = 0;
  const random = () => (seed = (seed + 0.31) % 1);
  const places = placesToAsk(12, random);
  expect(new Set(places).size).toBe(3);
  expect(places.every((place) => place >= 0 && place < 12)).toBe(true);
  expect(placesToAsk(2, random).length).toBe(2);
});

test('a vault of another computer is brought here with its passphrase', async () => {
  let bringing: JobStatus = { state: 'running', done_kb: 1, total_kb: 2, rows: 0 };
  const fake = host('none', {
    vault_bring: ({ folder, passphrase }) => {
      if (passphrase !== 'long enough words') throw refusal('wrong_passphrase');
      if (folder !== '/media/stick/vault-20261121') throw refusal('no_vault');
      return { job: 'bring' };
    },
    job_status: () => bringing,
    job_cancel: () => {
      bringing = { ...bringing, state: 'cancelled' };
      return bringing;
    },
  });
  fake.picks.push('/media/stick/vault-20261121');
  const screen = await render(App);
  await screen.getByRole('button', { name: '从另一台电脑搬来' }).click();
  await screen.getByRole('button', { name: '选择文件夹' }).click();
  await expect.element(screen.getByText('/media/stick/vault-20261121')).toBeVisible();
  await screen.getByLabelText('密码', { exact: true }).fill('not it, sorry');
  await screen.getByRole('button', { name: '搬来并打开' }).click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('密码');
  expect(await faultsOf(screen.container)).toEqual([]);
  await screen.getByLabelText('密码', { exact: true }).fill('long enough words');
  await screen.getByRole('button', { name: '搬来并打开' }).click();
  await expect
    .poll(() => fake.calls.findLast((call) => call.cmd === 'vault_bring')?.payload)
    .toEqual({ folder: '/media/stick/vault-20261121', passphrase: 'long enough words' });
  await expect.element(screen.getByRole('progressbar')).toHaveAttribute('value', '0.5');
  await screen.getByRole('button', { name: '取消' }).click();
  await expect.element(screen.getByRole('progressbar')).not.toBeInTheDocument();
  expect(fake.calls.some((call) => call.cmd === 'vault_open')).toBe(false);
  await screen.getByRole('button', { name: '改为新建' }).click();
  await expect.element(screen.getByRole('heading', { name: '新建保险库' })).toBeVisible();
  await screen.getByRole('button', { name: '从另一台电脑搬来' }).click();
  bringing = { ...bringing, state: 'done' };
  fake.picks.push('/media/stick/vault-20261121');
  await screen.getByRole('button', { name: '选择文件夹' }).click();
  await screen.getByLabelText('密码', { exact: true }).fill('long enough words');
  await screen.getByRole('button', { name: '搬来并打开' }).click();
  await expect
    .poll(() => fake.calls.findLast((call) => call.cmd === 'vault_open')?.payload)
    .toEqual({ passphrase: 'long enough words' });
});

test('a folder that is gone is named; a new vault is made only by who means it', async () => {
  let there = false;
  const gone: VaultStatus = {
    state: 'gone',
    folder: '/media/stick/vault',
    sample: false,
    idle_minutes: 10,
    today: '2026-11-21',
  };
  const fake = host('gone', {
    vault_status: () => (there ? { ...gone, state: 'locked' } : gone),
    vault_create: () => ({ recovery_words: words, recovery_words_en: english }),
  });
  const screen = await render(App);
  await expect
    .element(screen.getByRole('heading', { name: '找不到保险库所在的文件夹' }))
    .toBeVisible();
  await expect.element(screen.getByText('/media/stick/vault')).toBeVisible();
  expect(screen.getByLabelText('密码', { exact: true }).query()).toBeNull();
  expect(await faultsOf()).toEqual([]);
  await screen.getByRole('button', { name: '再试一次' }).click();
  await expect.element(screen.getByText('还是找不到。已试 1 次。')).toBeVisible();

  await screen.getByRole('button', { name: '新建一个空的保险库' }).click();
  await expect.element(screen.getByText(/找不回原来的记录/)).toBeVisible();
  await screen.getByRole('button', { name: '我知道，新建一个空的' }).click();
  await screen.getByLabelText('密码', { exact: true }).fill('四个不相干的词');
  await screen.getByLabelText('再输入一次').fill('四个不相干的词');
  await screen.getByRole('button', { name: '返回' }).click();
  expect(fake.calls.some((call) => call.cmd === 'vault_create')).toBe(false);

  there = true;
  await screen.getByRole('button', { name: '再试一次' }).click();
  await expect.element(screen.getByRole('heading', { name: '打开保险库' })).toBeVisible();
});

test('who means it makes a new vault in the place of one that is gone', async () => {
  const fake = host('gone');
  const screen = await render(App);
  await screen.getByRole('button', { name: '新建一个空的保险库' }).click();
  await screen.getByRole('button', { name: '我知道，新建一个空的' }).click();
  await screen.getByLabelText('密码', { exact: true }).fill('四个不相干的词');
  await screen.getByLabelText('再输入一次').fill('四个不相干的词');
  await screen.getByRole('button', { name: '新建', exact: true }).click();
  await expect.element(screen.getByRole('heading', { name: '恢复词' })).toBeVisible();
  expect(fake.calls.findLast((call) => call.cmd === 'vault_create')?.payload).toEqual({
    passphrase: '四个不相干的词',
    afresh: true,
  });
});
