import { afterEach, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import App from './App.svelte';
import { setHost } from './ipc/client';
import { type Answers, fakeHost } from './ipc/fake';
import { fileAnswers } from './ipc/fake/files';
import { importAnswers } from './ipc/fake/imports';
import type { VaultStatus } from './ipc/generated/wire';
import { say } from './kit/toast.svelte';
import { screens } from './routes';
import { wizard } from './screens/contacts/import/wizard.svelte';
import { faultsOf } from './test-axe';

function open(more: Answers = {}, state: VaultStatus['state'] = 'open') {
  wizard.reset();
  let status: VaultStatus = {
    state,
    folder: '/tmp/example',
    sample: false,
    idle_minutes: 5,
    today: '2026-11-21',
  };
  const host = fakeHost({
    vault_status: () => status,
    vault_lock: () => {
      status = { ...status, state: 'locked' };
      return status;
    },
    week_get: () => ({
      today: '2026-11-21',
      steps: [],
      nothing_due: true,
      debts: 0,
      contacts: 0,
      contacts_week: 0,
      night_week: 0,
      findings: { flagged: 0, clear: 0, not_applicable: 0, needs_facts: 0, not_covered: 0 },
      days: [],
    }),
    letter_list: () => [],
    template_list: () => [],
    ...more,
  });
  setHost(host);
  return host;
}

afterEach(() => vi.useRealTimers());

test('Escape twice hides everything behind a calendar and locks', async () => {
  const host = open();
  const screen = await render(App);
  await expect.element(screen.getByRole('heading', { name: '此周' })).toBeVisible();
  say('已保存：示例银行.pdf');
  await userEvent.keyboard('{Escape}{Escape}');
  await expect.element(screen.getByRole('table')).toBeVisible();
  expect(document.title).toBe('月历');
  expect(document.body.textContent).not.toMatch(/明账|示例银行/);
  expect(host.calls.map((call) => call.cmd)).toContain('vault_lock');

  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByRole('heading', { name: '打开保险库' })).toBeVisible();
});

test('locking asks the core for nothing more', async () => {
  const host = open();
  const screen = await render(App);
  await expect.element(screen.getByRole('heading', { name: '此周' })).toBeVisible();
  await screen.getByRole('button', { name: '锁定' }).click();
  await expect.element(screen.getByRole('heading', { name: '打开保险库' })).toBeVisible();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const cmds = host.calls.map((call) => call.cmd);
  expect(cmds.slice(cmds.indexOf('vault_lock') + 1).every((cmd) => cmd === 'vault_status')).toBe(
    true,
  );
});

test('idle time locks', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date', 'performance'] });
  const host = open();
  await render(App);
  await vi.waitUntil(() => document.querySelector('nav'));
  vi.advanceTimersByTime(4 * 60_000);
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
  vi.advanceTimersByTime(4 * 60_000);
  expect(host.calls.map((call) => call.cmd)).not.toContain('vault_lock');
  // The clocks are looked at every five seconds.
  vi.advanceTimersByTime(66_000);
  expect(host.calls.map((call) => call.cmd)).toContain('vault_lock');
});

test('files dropped on any screen are tried out, as from the dialog', async () => {
  const host = open({ ...importAnswers(), debt_list: () => [], import_list: () => [] });
  const screen = await render(App);
  await expect.element(screen.getByRole('heading', { name: '此周' })).toBeVisible();
  host.drag({ kind: 'over' });
  await expect
    .element(screen.getByRole('status').getByText('松开鼠标，试读这些文件'))
    .toBeVisible();
  expect(document.querySelector('[popover]')?.matches(':popover-open')).toBe(true);
  expect(await faultsOf(screen.container)).toEqual([]);
  host.drag({ kind: 'dropped', paths: ['/home/example/calls.xml', '/home/example/phone'] });
  await expect.element(screen.getByRole('heading', { name: '试读结果，还没有保存' })).toBeVisible();
  expect(document.querySelector('[popover]')?.matches(':popover-open')).toBe(false);
  expect(host.calls.find((call) => call.cmd === 'import_read')?.payload).toEqual({
    paths: ['/home/example/calls.xml', '/home/example/phone'],
    mappings: [],
  });
  expect(host.calls.map((call) => call.cmd)).not.toContain('import_commit');

  // What was read and not saved yet is not wiped away by the next drop.
  host.drag({ kind: 'dropped', paths: ['/home/example/more.xml'] });
  await expect.element(screen.getByText(/上一次导入还没有做完/)).toBeVisible();
  expect(host.calls.filter((call) => call.cmd === 'import_read')).toHaveLength(1);
});

test('files dropped where files are kept stay there, unless they are to be imported', async () => {
  const host = open({
    ...importAnswers(),
    debt_list: () => [],
    import_list: () => [],
    ...fileAnswers(),
  });
  location.hash = '#/files';
  const screen = await render(App);
  await expect.element(screen.getByRole('heading', { name: '证据文件' })).toBeVisible();
  host.drag({ kind: 'over' });
  await expect
    .element(screen.getByRole('status').getByText('松开鼠标，添加这些文件'))
    .toBeVisible();
  host.drag({ kind: 'dropped', paths: ['/home/example/shot.png'] });
  await expect.element(screen.getByText('这些文件还没有保存')).toBeVisible();
  await screen.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  host.drag({ kind: 'dropped', paths: ['/home/example/calls.xml'] });
  await screen.getByRole('button', { name: '试读，导入联系记录' }).click();
  await expect.poll(() => location.hash).toBe('#/contacts/import');
  expect(host.calls.find((call) => call.cmd === 'import_read')?.payload).toEqual({
    paths: ['/home/example/calls.xml'],
    mappings: [],
  });
});

test('a drag that leaves takes its hint with it', async () => {
  const host = open();
  const screen = await render(App);
  await expect.element(screen.getByRole('heading', { name: '此周' })).toBeVisible();
  host.drag({ kind: 'over' });
  await expect.poll(() => document.querySelector(':popover-open')).not.toBeNull();
  host.drag({ kind: 'left' });
  await expect.poll(() => document.querySelector(':popover-open')).toBeNull();
});

test('without an open vault a drop reads nothing and says what to do', async () => {
  const host = open({}, 'locked');
  const screen = await render(App);
  await expect.element(screen.getByRole('heading', { name: '打开保险库' })).toBeVisible();
  host.drag({ kind: 'over' });
  await expect.element(screen.getByText('现在什么都不会读。')).toBeVisible();
  host.drag({ kind: 'dropped', paths: ['/home/example/calls.xml'] });
  await expect.element(screen.getByText(/没有读任何文件。请先打开保险库/)).toBeVisible();
  expect(host.calls.map((call) => call.cmd)).not.toContain('import_read');
});

test('the calendar that hides everything knows nothing of dropped files', async () => {
  const host = open();
  const screen = await render(App);
  await expect.element(screen.getByRole('heading', { name: '此周' })).toBeVisible();
  await userEvent.keyboard('{Escape}{Escape}');
  await expect.element(screen.getByRole('table')).toBeVisible();
  host.drag({ kind: 'over' });
  host.drag({ kind: 'dropped', paths: ['/home/example/calls.xml'] });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(document.querySelector(':popover-open')).toBeNull();
  expect(document.body.textContent).not.toMatch(/保险库|文件/);
  expect(host.calls.map((call) => call.cmd)).not.toContain('import_read');
  await userEvent.keyboard('{Enter}');
  await expect.element(screen.getByRole('heading', { name: '打开保险库' })).toBeVisible();
});

test('changing the screen moves focus to its title and marks the place', async () => {
  open();
  const screen = await render(App);
  await expect.element(screen.getByRole('heading', { name: '此周' })).toBeVisible();
  await screen.getByRole('link', { name: '信函' }).click();
  const title = screen.getByRole('heading', { name: '信函', level: 1 });
  await expect.element(title).toHaveFocus();
  await expect
    .element(screen.getByRole('link', { name: '信函', exact: true }))
    .toHaveAttribute('aria-current', 'page');
  expect(document.title).toContain('信函');
});

test('the keys are listed, one for every screen', async () => {
  open();
  const screen = await render(App);
  await expect.element(screen.getByRole('heading', { name: '此周' })).toBeVisible();
  await userEvent.keyboard('?');
  const dialog = screen.getByRole('dialog', { name: '快捷键' });
  await expect.element(dialog).toBeVisible();
  expect(dialog.element().querySelectorAll('dt').length).toBe(screens.length + 4);
});

test('every screen has its own key and its own address', () => {
  for (const field of ['id', 'key', 'name'] as const) {
    expect(new Set(screens.map((screen) => screen[field])).size).toBe(screens.length);
  }
});

test('a host that does not answer says so and can be asked again', async () => {
  let works = false;
  const host = open();
  const call = host.call;
  setHost({
    ...host,
    call: (cmd, payload) => (works ? call(cmd, payload) : Promise.reject(new Error('gone'))),
  });
  const screen = await render(App);
  await expect.element(screen.getByRole('alert')).toHaveTextContent('程序出了故障');
  works = true;
  await screen.getByRole('button', { name: '再试一次' }).click();
  await expect.element(screen.getByRole('heading', { name: '此周' })).toBeVisible();
});

test('a clock that was set back is told calmly, with the time in question', async () => {
  open({
    vault_status: () => ({
      state: 'open',
      folder: '/tmp/example',
      sample: false,
      idle_minutes: 5,
      today: '2026-11-21',
      written_ahead: '2026-12-03T09:30:00+08:00',
    }),
  });
  const screen = await render(App);
  const told = screen.getByRole('status').filter({ hasText: '电脑的时间可能不对' });
  await expect.element(told).toHaveTextContent(/12月3日.*09:30/);
});
