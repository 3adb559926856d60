import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { follow, here } from '../../frame/router.svelte';
import { setStatus } from '../../frame/session.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, fakeHost, refusal } from '../../ipc/fake';
import type {
  JobOutcome,
  JobStatus,
  PackRow,
  TemplateCard,
  VaultStatus,
} from '../../ipc/generated/wire';
import { faultsOf } from '../../test-axe';
import { idleChoice, shortHash } from './data';
import Screen from './Screen.svelte';

const status: VaultStatus = {
  state: 'open',
  folder: '/tmp/example',
  sample: false,
  idle_minutes: 10,
  today: '2026-11-21',
};

const demo: PackRow = {
  id: 'demo',
  title: { 'zh-CN': '示例规定', en: 'Example rules' },
  version: '1',
  checked_on: '2026-01-05',
  stale: true,
  added: false,
  rules: 21,
};
const mine: PackRow = {
  ...demo,
  id: 'mine',
  title: { 'zh-CN': '自编规则', en: 'Rules of my own' },
  stale: false,
  added: true,
};

const none = { 'zh-CN': '', en: '' };
const ready: TemplateCard = {
  id: 'ask',
  title: { 'zh-CN': '索要账目的函', en: 'Request for a statement' },
  purpose: none,
  when: none,
  when_not: none,
  enclose: none,
  audience: 'lender',
  takes_findings: false,
  needs_findings: false,
  needs_gap_sheet: false,
  offers_full_id: false,
  plans: [],
  asks: [],
  choices: [],
  requests: [],
};

function show(more: Answers = {}, sample = false) {
  setStatus({ ...status, sample });
  let minutes = 10;
  let reminders = false;
  let packs = [demo];
  let own: TemplateCard[] = [];
  const host = fakeHost({
    settings_get: () => ({ idle_minutes: minutes, reminders }),
    settings_set: (settings) => {
      minutes = settings.idle_minutes;
      reminders = settings.reminders;
      return settings;
    },
    attachment_list: () => ({ rows: [] }),
    backup_list: () => [{ name: 'b1', at: '2026-11-20T12:04:00Z', kb: 812 }],
    backup_restore: () => status,
    vault_backup: () => ({ name: 'b2', at: '2026-11-21T12:04:00Z', kb: 812 }),
    vault_change_passphrase: () => ({}),
    pack_list: () => ({ packs, unsound: [] }),
    pack_add: () => {
      packs = [...packs, mine];
      return { pack: mine, issues: [] };
    },
    pack_remove: ({ id }) => {
      packs = packs.filter((one) => one.id !== id);
      return {};
    },
    template_list: () => [ready],
    template_own: () => ({ templates: own, unsound: [] }),
    template_add: () => {
      own = [{ ...ready, id: 'my-ask', own: true }];
      return { template: own[0], problems: [] };
    },
    template_remove: () => {
      own = [];
      return {};
    },
    template_start: () => ({ folder: 'my-ask' }),
    about_get: () => ({
      version: '0.1.0',
      packs: [],
      journal_rows: 1284,
      journal_head: 'ab'.repeat(32),
    }),
    ...more,
  });
  setHost(host);
  return { host, screen: render(Screen) };
}

test('look: theme and size take effect at once and are kept', async () => {
  const screen = await show().screen;
  await screen.getByRole('radio', { name: '深色' }).click();
  await screen.getByRole('radio', { name: '更大' }).click();
  expect(document.documentElement.dataset.theme).toBe('dark');
  expect(getComputedStyle(document.documentElement).fontSize).toBe('22px');
  expect(localStorage.getItem('look')).toContain('"theme":"dark"');
  expect(await faultsOf()).toEqual([]);
});

test('the idle time is saved and shown as saved', async () => {
  const { host, screen: rendering } = show();
  const screen = await rendering;
  await screen.getByLabelText('没有操作多久后锁定').selectOptions('30 分钟');
  await expect.element(screen.getByLabelText('没有操作多久后锁定')).toHaveValue('30');
  expect(host.calls).toContainEqual({
    cmd: 'settings_set',
    payload: { idle_minutes: 30, reminders: false },
  });
  // Reminders are off until asked for, and leave the rest as it is.
  const remind = screen.getByRole('checkbox', { name: '有日子快到时，在桌面上提醒' });
  await expect.element(remind).not.toBeChecked();
  await remind.click();
  await expect
    .poll(() => host.calls)
    .toContainEqual({ cmd: 'settings_set', payload: { idle_minutes: 30, reminders: true } });
});

test('a passphrase is changed only when both new ones agree', async () => {
  const { host, screen: rendering } = show();
  const screen = await rendering;
  await screen.getByText('更换密码').click();
  await screen.getByLabelText('现在的密码').fill('旧的密码');
  await screen.getByLabelText('新密码').fill('新的长密码');
  await screen.getByLabelText('再输入一次').fill('写错的密码');
  await screen.getByRole('button', { name: '更换', exact: true }).click();
  await expect.element(screen.getByText('两次输入不一样。')).toBeVisible();
  expect(host.calls.some((call) => call.cmd === 'vault_change_passphrase')).toBe(false);

  await screen.getByLabelText('再输入一次').fill('新的长密码');
  await screen.getByRole('button', { name: '更换', exact: true }).click();
  await expect
    .poll(() => host.calls.find((call) => call.cmd === 'vault_change_passphrase')?.payload)
    .toEqual({ old: '旧的密码', new: '新的长密码' });
});

test('restoring says what it does before it does it', async () => {
  const { host, screen: rendering } = show();
  const screen = await rendering;
  await screen.getByRole('button', { name: '恢复', exact: true }).click();
  const dialog = screen.getByRole('dialog');
  await expect.element(dialog).toHaveTextContent('2026年11月20日 20:04');
  expect(host.calls.some((call) => call.cmd === 'backup_restore')).toBe(false);
  await dialog.getByRole('button', { name: '恢复', exact: true }).click();
  await expect.poll(() => host.calls.some((call) => call.cmd === 'backup_restore')).toBe(true);
});

test('a case file that cannot be read says where', async () => {
  const { host, screen: rendering } = show({
    case_import: () => {
      throw {
        ...refusal('case_malformed', { line: '12', column: '4' }),
        fields: [{ field: 'contacts[3].at', code: 'malformed' }],
      };
    },
  });
  host.picks.push('/tmp/case.json');
  const screen = await rendering;
  await screen.getByRole('button', { name: '导入案件' }).click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('第 12 行第 4 列');
  await expect.element(screen.getByText('contacts[3].at')).toBeVisible();
});

test('a cancelled dialog does nothing', async () => {
  const { host, screen: rendering } = show();
  const screen = await rendering;
  await screen.getByRole('button', { name: '导出案件' }).click();
  expect(host.calls.some((call) => call.cmd === 'case_export')).toBe(false);
});

test('stale law is told', async () => {
  const screen = await show().screen;
  await expect.element(screen.getByText('超过180天，可能已过时')).toBeVisible();
  expect(await faultsOf()).toEqual([]);
});

test('a pack is added from a folder and removed when confirmed', async () => {
  const { host, screen: rendering } = show();
  const screen = await rendering;
  const row = screen.getByRole('row', { name: /自编规则/ });
  await expect.element(screen.getByRole('row', { name: /示例规定.*随软件提供/ })).toBeVisible();
  host.picks.push('/tmp/mine');
  await screen.getByRole('button', { name: '从文件夹添加' }).click();
  await expect.element(row).toBeVisible();
  expect(host.calls).toContainEqual({ cmd: 'pack_add', payload: { path: '/tmp/mine' } });
  expect(await faultsOf()).toEqual([]);

  await row.getByRole('button', { name: '移除' }).click();
  const dialog = screen.getByRole('dialog');
  await expect.element(dialog).toHaveTextContent('自编规则');
  expect(host.calls.some((call) => call.cmd === 'pack_remove')).toBe(false);
  await dialog.getByRole('button', { name: '移除' }).click();
  await expect.poll(() => row.query()).toBeNull();
  expect(host.calls).toContainEqual({ cmd: 'pack_remove', payload: { id: 'mine' } });
});

test('a refused pack says every reason with its place', async () => {
  const { host, screen: rendering } = show({
    pack_add: () => ({
      issues: [
        { file: 'mine/pack.toml', line: 2, code: 'words_missing', detail: 'title' },
        {
          file: 'mine/rules/a.toml',
          line: 12,
          code: 'unknown_code',
          detail: 'micro_laon',
          suggestion: 'micro_loan',
        },
      ],
    }),
  });
  host.picks.push('/tmp/mine');
  const screen = await rendering;
  await screen.getByRole('button', { name: '从文件夹添加' }).click();
  const told = screen.getByRole('alert');
  await expect.element(told).toHaveTextContent('规则包没有添加，原因有 2 处');
  await expect.element(told).toHaveTextContent('mine/pack.toml:2 两种语言中有一种是空的。');
  await expect.element(told).toHaveTextContent('mine/rules/a.toml:12');
  await expect.element(told).toHaveTextContent('是否想写 micro_loan？');
  expect(await faultsOf()).toEqual([]);
});

test('a pack that is not sound any more is told and can go', async () => {
  const { host, screen: rendering } = show({
    pack_list: () => ({
      packs: [demo],
      unsound: [
        {
          id: 'old',
          issues: [{ file: 'old/pack.toml', line: 1, code: 'unreadable', detail: 'x' }],
        },
      ],
    }),
  });
  const screen = await rendering;
  await expect.element(screen.getByText(/规则包 old 仍保存着/)).toBeVisible();
  await screen.getByRole('button', { name: '移除' }).click();
  await screen.getByRole('dialog').getByRole('button', { name: '移除' }).click();
  await expect
    .poll(() => host.calls)
    .toContainEqual({ cmd: 'pack_remove', payload: { id: 'old' } });
});

test('the sample has no passphrase, no backups and no import', async () => {
  const screen = await show({}, true).screen;
  await expect.element(screen.getByText(/锁定即离开示例/)).toBeVisible();
  expect(screen.getByRole('heading', { name: '备份' }).query()).toBeNull();
  expect(screen.getByRole('button', { name: '导入案件' }).query()).toBeNull();
});

test('an unlisted idle time is shown as the next shorter one', () => {
  expect(idleChoice(0)).toBe('0');
  expect(idleChoice(12)).toBe('10');
  expect(idleChoice(600)).toBe('60');
});

test('hashes are shortened for the eye', () => {
  expect(shortHash('0123456789abcdef0123')).toBe('0123 4567 89ab cdef');
});

test('the vault is carried into a folder, and what to do there is said', async () => {
  let carrying: JobStatus = { state: 'running', done_kb: 30, total_kb: 120, rows: 0 };
  const { host, screen: rendering } = show({
    vault_carry: () => ({ job: 'carry' }),
    job_status: () => carrying,
    job_cancel: () => {
      carrying = { ...carrying, state: 'cancelled' };
      return carrying;
    },
  });
  host.picks.push(null, '/media/stick');
  const screen = await rendering;
  const carry = screen.getByRole('button', { name: '复制到文件夹' });
  await carry.click();
  expect(host.calls.some((call) => call.cmd === 'vault_carry')).toBe(false);
  await carry.click();
  await expect.element(screen.getByRole('progressbar')).toHaveAttribute('value', '0.25');
  expect(await faultsOf()).toEqual([]);
  await screen.getByRole('button', { name: '取消' }).click();
  await expect.element(screen.getByRole('progressbar')).not.toBeInTheDocument();
  expect(host.calls).toContainEqual({ cmd: 'job_cancel', payload: { job: 'carry' } });
  expect(screen.getByText(/已复制到文件夹/).query()).toBeNull();

  carrying = {
    ...carrying,
    state: 'done',
    outcome: { kind: 'carried', folder: 'vault-20261121' },
  };
  host.picks.push('/media/stick');
  await carry.click();
  await expect.element(screen.getByText(/已复制到文件夹 vault-20261121/)).toBeVisible();
  expect(host.calls).toContainEqual({ cmd: 'vault_carry', payload: { folder: '/media/stick' } });
});

test('removing the vault lists what goes, and asks for a word and the passphrase', async () => {
  const { host, screen: rendering } = show({
    vault_holdings: () => ({
      debts: 2,
      contacts: 143,
      letters: 0,
      proceedings: 1,
      files: 7,
      backups: 3,
      kb: 2048,
    }),
    vault_remove: ({ passphrase }) => {
      if (passphrase !== 'the right one') throw refusal('wrong_passphrase');
      return { job: 'remove' };
    },
    job_status: () => ({ state: 'done', done_kb: 9, total_kb: 9, rows: 9 }),
    vault_status: () => ({ ...status, state: 'none' }),
  });
  const screen = await rendering;
  await screen.getByRole('button', { name: '删除保险库' }).click();
  const dialog = screen.getByRole('dialog');
  for (const line of ['2 笔债务', '143 条联系记录', '1 个程序', '7 个证据文件', '3 个备份']) {
    await expect.element(dialog.getByText(line)).toBeVisible();
  }
  await expect.element(dialog.getByText('封信函')).not.toBeInTheDocument();
  const confirm = dialog.getByRole('button', { name: '全部删除' });
  await expect.element(confirm).toBeDisabled();
  expect(await faultsOf(screen.container)).toEqual([]);
  await dialog.getByRole('textbox', { name: /全部删除/ }).fill('全部删除');
  await dialog.getByLabelText('密码', { exact: true }).fill('not it');
  await confirm.click();
  await expect.element(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabelText('密码', { exact: true }).fill('the right one');
  await confirm.click();
  await expect
    .poll(() => host.calls.findLast((call) => call.cmd === 'vault_remove')?.payload)
    .toEqual({ passphrase: 'the right one' });
  // Only now does the way in come into view.
  await expect.poll(() => host.calls.some((call) => call.cmd === 'vault_status')).toBe(true);
});

test('a template of one’s own starts from one of the app, is added and removed', async () => {
  const { host, screen: rendering } = show();
  const screen = await rendering;
  await expect.element(screen.getByText(/还没有自己的模板/)).toBeVisible();
  host.picks.push('/tmp/letters');
  await screen.getByRole('combobox', { name: /^模板/ }).selectOptions('索要账目的函');
  await screen.getByRole('button', { name: '另存为文件夹' }).click();
  await expect
    .poll(() => host.calls)
    .toContainEqual({ cmd: 'template_start', payload: { id: 'ask', path: '/tmp/letters' } });
  host.picks.push('/tmp/letters/my-ask');
  await screen.getByRole('button', { name: '添加自己的模板' }).click();
  const row = screen.getByRole('row', { name: /索要账目的函.*my-ask/ });
  await expect.element(row).toBeVisible();
  expect(await faultsOf()).toEqual([]);
  await row.getByRole('button', { name: '移除' }).click();
  await screen.getByRole('dialog').getByRole('button', { name: '移除' }).click();
  await expect.poll(() => row.query()).toBeNull();
});

test('a refused template says every reason with its place', async () => {
  const { host, screen: rendering } = show({
    template_add: () => ({
      problems: [
        {
          file: 'my-ask/zh-CN.txt',
          line: 3,
          code: 'template_unknown_name',
          detail: 'lender_nam',
          suggestion: 'lender_name',
        },
        { file: 'my-ask/letter.toml', line: 0, code: 'template_embedded_id', detail: 'ask' },
      ],
    }),
  });
  host.picks.push('/tmp/my-ask');
  const screen = await rendering;
  await screen.getByRole('button', { name: '添加自己的模板' }).click();
  const told = screen.getByRole('alert');
  await expect.element(told).toHaveTextContent('模板没有添加，原因有 2 处');
  await expect.element(told).toHaveTextContent('my-ask/zh-CN.txt:3');
  await expect.element(told).toHaveTextContent('是否想写 lender_name？');
  expect(await faultsOf()).toEqual([]);
});

const sound: JobOutcome = {
  kind: 'checked',
  at: '2026-11-21T10:00:00+08:00',
  rows: 1284,
  altered: 0,
  faults: [],
  files: { files: 0, faults: [] },
};

function checked(outcome: JobOutcome, state: JobStatus['state'] = 'done') {
  return () => ({ state, done_kb: 5, total_kb: 10, rows: 0, outcome });
}

test('when the record was last checked, and that it is sound, is told; it is checked again on demand', async () => {
  const { host, screen: rendering } = show({
    job_status: checked(sound),
    vault_check: () => ({ job: 'j2' }),
  });
  setStatus({ ...status, check: 'j1' });
  const screen = await rendering;
  await expect.element(screen.getByText(/上次核对：2026年11月21日 10:00/)).toBeVisible();
  await expect.element(screen.getByText('1,284 条操作前后相连，没有被改动')).toBeVisible();
  await screen.getByRole('button', { name: '现在核对' }).click();
  await expect.poll(() => host.calls.some((call) => call.cmd === 'vault_check')).toBe(true);
});

test('every row that was altered is named, with what to do, while the files are still read', async () => {
  const altered: JobOutcome = {
    ...sound,
    altered: 3,
    faults: [
      { entry: 12, at: '2026-11-03T22:20:00+08:00', table: 'contacts', key: 'c12' },
      { table: 'settings', key: 'x' },
      { entry: 40 },
    ],
  };
  const { host, screen: rendering } = show({
    job_status: checked(altered, 'running'),
    job_cancel: checked(altered, 'cancelled'),
  });
  setStatus({ ...status, check: 'j1' });
  const screen = await rendering;
  await expect
    .element(screen.getByText(/操作日志第 12 条（2026年11月3日 22:20）写下的“联系记录”/))
    .toBeVisible();
  await expect.element(screen.getByText('c12')).toBeVisible();
  await expect.element(screen.getByText(/有一行“设置”不是通过明账写下的/)).toBeVisible();
  await expect.element(screen.getByText(/操作日志从第 40 条起前后不相连/)).toBeVisible();
  await expect.element(screen.getByText(/请不要删除任何文件/)).toBeVisible();
  expect(await faultsOf()).toEqual([]);
  await screen.getByRole('button', { name: '取消' }).click();
  await expect.poll(() => host.calls).toContainEqual({ cmd: 'job_cancel', payload: { job: 'j1' } });
});

const held = { debts: 2, contacts: 1, letters: 0, proceedings: 0, files: 3, backups: 2, kb: 2048 };
const chosen = [...'山川日月风云春秋江河湖海'];

/** The page on which the key is changed. */
async function keyPage(more: Answers = {}) {
  location.hash = '#/settings/key';
  const unfollow = follow();
  let state: JobStatus['state'] = 'done';
  const job = () => ({ state, done_kb: 1, total_kb: 4, rows: 0 });
  const { host, screen: rendering } = show({
    vault_holdings: () => held,
    vault_rekey: ({ passphrase }) => {
      if (passphrase !== 'the right one') throw refusal('wrong_passphrase');
      return { job: 'key' };
    },
    job_status: job,
    job_cancel: () => {
      state = 'cancelled';
      return job();
    },
    vault_rekey_words: () => ({ recovery_words: chosen, recovery_words_en: chosen }),
    vault_rekey_switch: () => ({ ...status, check: 'j9' }),
    ...more,
  });
  const sent = (cmd: string) => host.calls.findLast((call) => call.cmd === cmd)?.payload;
  return {
    host,
    sent,
    stop: async () => {
      location.hash = '#/settings';
      await expect.poll(() => here().rest).toEqual([]);
      unfollow();
    },
    screen: await rendering,
    set: (next: typeof state) => {
      state = next;
    },
  };
}

test('the key is changed only after the new words were written down', async () => {
  const { screen, sent, stop } = await keyPage();
  await expect.element(screen.getByText(/只换密码不够/)).toBeVisible();
  await expect.element(screen.getByText(/大约需要 2.0 MB 的空闲空间/)).toBeVisible();
  expect(await faultsOf()).toEqual([]);
  await screen.getByLabelText('现在的密码').fill('not it');
  await screen.getByRole('button', { name: '开始' }).click();
  await expect.element(screen.getByRole('alert')).toHaveTextContent('密码不对');
  await screen.getByLabelText('现在的密码').fill('the right one');
  await screen.getByLabelText('新密码').fill('四个新的词');
  await screen.getByLabelText('再输入一次').fill('写错的词');
  await screen.getByRole('button', { name: '开始' }).click();
  await expect.element(screen.getByText('两次输入不一样。')).toBeVisible();
  await screen.getByLabelText('再输入一次').fill('四个新的词');
  await screen.getByRole('radio', { name: /全部删除/ }).click();
  await screen.getByRole('button', { name: '开始' }).click();
  await expect.element(screen.getByRole('heading', { name: '恢复词' })).toBeVisible();
  expect(sent('vault_rekey')).toEqual({
    passphrase: 'the right one',
    new: '四个新的词',
    backups: 'remove',
  });
  expect(await faultsOf()).toEqual([]);
  await screen.getByRole('button', { name: '我抄好了' }).click();
  await screen.getByRole('button', { name: '切换到新密钥' }).click();
  await expect.element(screen.getByText(/和显示的不一样/).first()).toBeVisible();
  expect(sent('vault_rekey_switch')).toBeUndefined();
  for (const label of document.querySelectorAll<HTMLLabelElement>('form label')) {
    const place = Number(/\d+/.exec(label.textContent ?? '')?.[0]);
    await screen.getByLabelText(`第 ${place} 个词`).fill(chosen[place - 1] ?? '');
  }
  await screen.getByRole('button', { name: '切换到新密钥' }).click();
  await expect.poll(() => sent('vault_rekey_switch')).toEqual({ job: 'key' });
  await expect.poll(() => location.hash).toBe('#/settings');
  // It was used, and is not thrown away.
  expect(sent('job_cancel')).toBeUndefined();
  await stop();
});

test('a change of key can be stopped, and given up with the words in view', async () => {
  const { screen, sent, stop, set } = await keyPage();
  set('running');
  await screen.getByLabelText('现在的密码').fill('the right one');
  await screen.getByRole('button', { name: '开始' }).click();
  await expect.element(screen.getByRole('progressbar')).toHaveAttribute('value', '0.25');
  await screen.getByRole('button', { name: '取消' }).click();
  await expect.element(screen.getByRole('progressbar')).not.toBeInTheDocument();
  expect(screen.getByRole('alert').query()).toBeNull();
  expect(sent('vault_rekey')).toEqual({ passphrase: 'the right one', backups: 'encrypt' });

  set('done');
  await screen.getByRole('button', { name: '开始' }).click();
  await screen.getByRole('button', { name: '不换了' }).click();
  await expect.element(screen.getByRole('button', { name: '开始' })).toBeVisible();
  expect(sent('job_cancel')).toEqual({ job: 'key' });
  expect(sent('vault_rekey_switch')).toBeUndefined();
  await stop();
});

test('a stored file that is missing is named', async () => {
  const { screen: rendering } = show({
    job_status: checked({
      ...sound,
      files: { files: 2, faults: [{ id: 'f1', name: '短信截图.png', what: 'missing' }] },
    }),
  });
  setStatus({ ...status, check: 'j1' });
  const screen = await rendering;
  await expect.element(screen.getByRole('link', { name: '短信截图.png' })).toBeVisible();
  await expect.element(screen.getByText('不在了')).toBeVisible();
});
