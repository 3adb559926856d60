import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { setStatus } from '../../frame/session.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, fakeHost, refusal } from '../../ipc/fake';
import type { PackRow, VaultStatus } from '../../ipc/generated/wire';
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

function show(more: Answers = {}, sample = false) {
  setStatus({ ...status, sample });
  let minutes = 10;
  let packs = [demo];
  const host = fakeHost({
    settings_get: () => ({ idle_minutes: minutes }),
    settings_set: (settings) => {
      minutes = settings.idle_minutes;
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
    about_get: () => ({
      version: '0.1.0',
      packs: [],
      journal_rows: 1284,
      journal_head: 'ab'.repeat(32),
      journal_sound: false,
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
  expect(host.calls).toContainEqual({ cmd: 'settings_set', payload: { idle_minutes: 30 } });
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

test('stale law and a broken journal are told', async () => {
  const screen = await show().screen;
  await expect.element(screen.getByText('超过180天，可能已过时')).toBeVisible();
  await expect.element(screen.getByText(/日志不连贯/)).toBeVisible();
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

test('a stored file that is missing is named', async () => {
  const { screen: rendering } = show({
    attachment_list: () => ({ rows: [], check: 'j1' }),
    job_status: () => ({
      state: 'done',
      done_kb: 1,
      total_kb: 1,
      rows: 2,
      outcome: {
        kind: 'checked',
        files: 2,
        faults: [{ id: 'f1', name: '短信截图.png', what: 'missing' }],
      },
    }),
  });
  const screen = await rendering;
  await expect.element(screen.getByRole('link', { name: '短信截图.png' })).toBeVisible();
  await expect.element(screen.getByText('不在了')).toBeVisible();
});
