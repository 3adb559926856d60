import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { applyPrefs, prefs } from '../../frame/prefs.svelte';
import { follow } from '../../frame/router.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, type FakeHost, fakeHost } from '../../ipc/fake';
import { caseAnswers } from '../../ipc/fake/case';
import { type Files, fileAnswers } from '../../ipc/fake/files';
import { letterAnswers } from '../../ipc/fake/letters';
import type { AttachmentInput, RedactImage, RedactText } from '../../ipc/generated/wire';
import { handOver } from '../../parts/file/drops';
import { faultsOf } from '../../test-axe';
import Screen from './Screen.svelte';

async function open(hash: string, files: Files = {}, more: Answers = {}) {
  const host: FakeHost = fakeHost({
    ...caseAnswers(),
    ...letterAnswers(),
    ...fileAnswers(files),
    ...more,
  });
  setHost(host);
  location.hash = hash;
  follow();
  return { host, screen: await render(Screen) };
}

function sent<T>(host: FakeHost, cmd: string): T | undefined {
  return host.calls.findLast((call) => call.cmd === cmd)?.payload as T | undefined;
}

test('without files it says what belongs here', async () => {
  const { screen } = await open('#/files', { empty: true });
  await expect.element(screen.getByRole('heading', { name: '还没有证据文件' })).toBeVisible();
  await expect.element(screen.getByText(/短信和聊天的截图/)).toBeVisible();
  await expect.element(screen.getByRole('button', { name: '添加文件' })).toBeVisible();
});

test('the list tells what each file is about and how the check stands, and names what is wrong', async () => {
  const { host, screen } = await open('#/files', {
    faults: [{ id: 'f2', name: '通话.wav', what: 'altered' }],
  });
  const row = (name: string) => screen.getByRole('row').filter({ hasText: name });
  await expect.element(row('短信截图.svg').getByText('与收进来时一致')).toBeVisible();
  await expect.element(row('短信截图.svg').getByRole('link', { name: /09:12/ })).toBeVisible();
  await expect.element(row('通话.wav').getByText('被改动过')).toBeVisible();
  await expect.element(screen.getByText('1 个文件有问题')).toBeVisible();
  await screen.getByLabelText('类型').selectOptions('pdf');
  await expect.poll(() => screen.container.querySelectorAll('tbody tr').length).toBe(1);
  await screen.getByRole('button', { name: '核对全部文件' }).click();
  expect(sent(host, 'vault_check')).toEqual({});
});

test('files are taken in, looked over, and only then kept; what is there is not kept twice', async () => {
  const { host, screen } = await open('#/files');
  host.picks.push('/home/example/通话.wav');
  await screen.getByRole('button', { name: '添加文件' }).click();
  await expect.element(screen.getByText('这些文件还没有保存')).toBeVisible();
  expect(sent(host, 'attachment_keep')).toBeUndefined();
  expect(await faultsOf(screen.container)).toEqual([]);
  await screen.getByRole('button', { name: '保存 1 个文件' }).click();
  await expect.element(screen.getByText('已经有了')).toBeVisible();
  expect(sent(host, 'attachment_keep')).toEqual({ job: 'files-add', about: [] });
});

test('closing while files are read stops the reading', async () => {
  const { host, screen } = await open(
    '#/files',
    {},
    {
      job_status: () => ({ state: 'running', done_kb: 1, total_kb: 9, rows: 0 }),
    },
  );
  host.picks.push('/home/example/a.png');
  await screen.getByRole('button', { name: '添加文件' }).click();
  await expect.element(screen.getByText(/正在加密：1 \/ 9/)).toBeVisible();
  await screen.getByRole('dialog').getByRole('button', { name: '取消' }).click();
  await expect.poll(() => sent(host, 'job_cancel')).toEqual({ job: 'files-add' });
});

test('a dropped file that an import understands is asked about', async () => {
  const { host, screen } = await open('#/files');
  await expect.element(screen.getByRole('table')).toBeVisible();
  const imported = vi.fn();
  expect(handOver(['/home/example/calls.xml'], imported)).toBe(true);
  await expect.element(screen.getByText('这些文件要怎么用？')).toBeVisible();
  expect(sent(host, 'attachment_add')).toBeUndefined();
  await screen.getByRole('button', { name: '试读，导入联系记录' }).click();
  expect(imported).toHaveBeenCalledOnce();
  handOver(['/home/example/shot.png'], imported);
  await expect.element(screen.getByText('这些文件还没有保存')).toBeVisible();
  expect(imported).toHaveBeenCalledOnce();
});

test('a picture is drawn, enlarged and turned by keys', async () => {
  const { screen } = await open('#/files/f1');
  const canvas = () => screen.container.querySelector('canvas');
  await expect.poll(() => canvas()?.width).toBe(40);
  expect(canvas()?.height).toBe(80);
  canvas()?.closest<HTMLElement>('[tabindex]')?.focus();
  await userEvent.keyboard('r');
  await expect.poll(() => canvas()?.width).toBe(80);
  await userEvent.keyboard('+');
  await expect.poll(() => canvas()?.width).toBe(100);
  await userEvent.keyboard('0');
  await expect.poll(() => canvas()?.width).toBe(80);
});

test('what the device wrote, the hash and what it is about stand beside it; each change saves the rest as it was', async () => {
  const { host, screen } = await open('#/files/f1');
  await expect.element(screen.getByText('2026年11月3日 22:20')).toBeVisible();
  await expect.element(screen.getByText('ab12cd34'.repeat(8))).toBeVisible();
  await screen.getByRole('group', { name: '设备显示的时间' }).getByLabelText('否').click();
  await expect.element(screen.getByText(/状态栏也在画面里/)).toBeVisible();
  expect(sent<AttachmentInput>(host, 'attachment_save')).toMatchObject({
    id: 'f1',
    about: [{ kind: 'contact', id: 'c000' }],
    checks: { number: 'unknown', device_time: 'no' },
  });
  await screen.getByRole('textbox', { name: '说明' }).fill('从旧手机导出');
  await screen.getByRole('button', { name: '保存', exact: true }).click();
  await expect
    .poll(() => sent<AttachmentInput>(host, 'attachment_save'))
    .toMatchObject({ note: '从旧手机导出', checks: { device_time: 'no' } });
  await screen.getByRole('button', { name: '写明' }).click();
  await screen.getByRole('radio', { name: '一笔债务' }).click();
  await screen.getByRole('combobox', { name: '一笔债务' }).selectOptions('d1');
  await screen.getByRole('dialog').getByRole('button', { name: '写明' }).click();
  await expect
    .poll(() => sent<AttachmentInput>(host, 'attachment_save')?.about)
    .toEqual([
      { kind: 'contact', id: 'c000' },
      { kind: 'debt', id: 'd1' },
    ]);
  await screen.getByRole('button', { name: /^去掉.*09:12/ }).click();
  await expect
    .poll(() => sent<AttachmentInput>(host, 'attachment_save')?.about)
    .toEqual([{ kind: 'debt', id: 'd1' }]);
});

test('a moment of a recording is noted by key and played from', async () => {
  const { host, screen } = await open('#/files/f2');
  await expect.element(screen.getByText('说要联系单位')).toBeVisible();
  await expect.poll(() => screen.container.querySelector('audio')?.readyState).toBeGreaterThan(0);
  const audio = screen.container.querySelector('audio') as HTMLAudioElement;
  expect(audio.src).toMatch(/^blob:/);
  expect(audio.preload).toBe('metadata');
  audio.currentTime = 1.4;
  await userEvent.keyboard('{Alt>}m{/Alt}');
  await expect.element(screen.getByRole('textbox', { name: '说了什么' })).toHaveFocus();
  await screen.getByRole('button', { name: '保存', exact: true }).last().click();
  await expect.element(screen.getByText('这一栏需要填写。')).toBeVisible();
  await screen.getByRole('textbox', { name: '说了什么' }).fill('报了工号');
  await screen.getByRole('button', { name: '保存', exact: true }).last().click();
  await expect
    .poll(() => sent<AttachmentInput>(host, 'attachment_save')?.timed_notes)
    .toEqual([
      { at_s: 1, note: '报了工号' },
      { at_s: 83, note: '说要联系单位' },
    ]);
  await screen.getByRole('button', { name: '从 0:01 播放' }).click();
  await expect.poll(() => audio.currentTime).toBeLessThan(1.4);
});

test('a PDF is turned page by page, and a locked one says so by name', async () => {
  const { host, screen } = await open('#/files/f3');
  await expect.element(screen.getByRole('status').getByText('第 1 页，共 3 页')).toBeVisible();
  await screen.getByRole('button', { name: '下一页' }).click();
  await expect.element(screen.getByRole('status').getByText('第 2 页，共 3 页')).toBeVisible();
  expect(sent(host, 'attachment_page')).toMatchObject({ id: 'f3', page: 2 });
  const locked = await open(
    '#/files/f3',
    {},
    {
      attachment_page: () => {
        throw { code: 'pdf_locked', params: {}, fields: [] };
      },
    },
  );
  await expect.element(locked.screen.getByText('这个 PDF 上了锁：催收函.pdf')).toBeVisible();
});

test('a file that a letter encloses is not deleted, and says why', async () => {
  const { screen } = await open('#/files/f3');
  await expect.element(screen.getByRole('link', { name: /MZ-2026-0001/ })).toBeVisible();
  await screen.getByRole('button', { name: '删除' }).click();
  await expect.element(screen.getByText(/“催收函.pdf”会从保险库里删掉/)).toBeVisible();
  await screen.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await expect.element(screen.getByRole('alert').getByText(/已经定稿的信附上了它/)).toBeVisible();
  expect(location.hash).toBe('#/files/f3');
});

test('parts of a picture are covered by keyboard alone, undone, and saved as a copy', async () => {
  const { host, screen } = await open('#/files/f1/cover');
  await screen.getByRole('button', { name: '存为副本' }).click();
  await expect.element(screen.getByText('先加至少一块。')).toBeVisible();
  await screen.getByRole('button', { name: '加一块' }).click();
  await expect.element(screen.getByRole('button', { name: '第 1 块', exact: true })).toHaveFocus();
  // A new one is 10 by 5 in the middle of 40 by 80.
  await userEvent.keyboard(
    '{ArrowLeft}{ArrowLeft}{ArrowUp}{Shift>}{ArrowRight}{ArrowDown}{/Shift}',
  );
  await userEvent.keyboard('{Alt>}{ArrowRight}{/Alt}');
  await screen.getByRole('button', { name: '加一块' }).click();
  await screen.getByRole('button', { name: '撤销' }).click();
  await expect.poll(() => screen.container.querySelectorAll('rect').length).toBe(1);
  await screen.getByRole('button', { name: '预览' }).click();
  expect(await faultsOf(screen.container)).toEqual([]);
  await screen.getByRole('button', { name: '存为副本' }).click();
  await expect
    .poll(() => sent<RedactImage>(host, 'attachment_redact_image'))
    .toEqual({ id: 'f1', regions: [{ x: 14, y: 37, width: 11, height: 6 }] });
  await expect.element(screen.getByText('遮盖后的副本', { exact: true })).toBeVisible();
  await expect.poll(() => screen.container.querySelectorAll('canvas').length).toBe(2);
  await expect.element(screen.getByText(/原件不改动，也不寄出/)).toBeVisible();
});

test('a rectangle is drawn with the mouse, in pixels of the picture', async () => {
  const { screen } = await open('#/files/f1/cover');
  await expect.poll(() => screen.container.querySelector('img')?.complete).toBe(true);
  const board = screen.container.querySelector('.board svg') as SVGSVGElement;
  const box = board.getBoundingClientRect();
  const at = (x: number, y: number) => ({
    bubbles: true,
    button: 0,
    pointerId: 1,
    clientX: box.left + (x / 40) * box.width,
    clientY: box.top + (y / 80) * box.height,
  });
  board.setPointerCapture = () => {};
  board.dispatchEvent(new PointerEvent('pointerdown', at(4, 10)));
  board.dispatchEvent(new PointerEvent('pointermove', at(34, 18)));
  board.dispatchEvent(new PointerEvent('pointerup', at(34, 18)));
  await expect.element(screen.getByLabelText('左')).toHaveValue(4);
  await expect.element(screen.getByLabelText('宽')).toHaveValue(30);
  await expect.element(screen.getByLabelText('高')).toHaveValue(8);
});

test('passages and words of a text are covered, counted in characters of the file', async () => {
  const { host, screen } = await open('#/files/f4/cover');
  const area = screen.getByRole('textbox', { name: '原文' });
  await expect.element(area).toBeVisible();
  const box = area.element() as HTMLTextAreaElement;
  // 😀 is two units in the area and one character in the file; \r\n is one and two.
  const from = box.value.indexOf('😀');
  box.setSelectionRange(from, from + 4);
  await screen.getByRole('button', { name: '遮盖选中的' }).click();
  await screen.getByRole('textbox', { name: /凡是出现/ }).fill('13800000001');
  await expect.element(screen.getByText(/对方■{11}说：■{3}去您单位/)).toBeVisible();
  expect(await faultsOf(screen.container)).toEqual([]);
  await screen.getByRole('button', { name: '存为副本' }).click();
  await expect
    .poll(() => sent<RedactText>(host, 'attachment_redact_text'))
    .toEqual({ id: 'f4', stretches: [{ from: 27, to: 30 }], words: ['13800000001'] });
});

for (const lang of ['zh-CN', 'en'] as const) {
  test(`each page of it is accessible: ${lang}`, async () => {
    prefs.lang = lang;
    applyPrefs();
    for (const hash of [
      '#/files',
      '#/files/f1',
      '#/files/f2',
      '#/files/f3',
      '#/files/f4',
      '#/files/f5',
      '#/files/f1/cover',
      '#/files/f4/cover',
    ]) {
      const { screen } = await open(hash);
      await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(await faultsOf(screen.container), hash).toEqual([]);
      await screen.unmount();
    }
  });
}
