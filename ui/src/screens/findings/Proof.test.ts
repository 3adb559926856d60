import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { applyPrefs, prefs } from '../../frame/prefs.svelte';
import { follow } from '../../frame/router.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, fakeHost, refusal } from '../../ipc/fake';
import { caseAnswers } from '../../ipc/fake/case';
import { letterAnswers } from '../../ipc/fake/letters';
import { packed, proofAnswers } from '../../ipc/fake/proof';
import type { ProofMake } from '../../ipc/generated/wire';
import { faultsOf } from '../../test-axe';
import { maker } from './proof.svelte';
import Screen from './Screen.svelte';

const done = {
  state: 'done' as const,
  done_kb: 320,
  total_kb: 320,
  rows: 0,
  outcome: packed,
};

beforeEach(() => maker.reset());

async function open(hash: string, more: Answers = {}) {
  const host = fakeHost({
    ...caseAnswers(),
    ...letterAnswers(),
    ...proofAnswers(),
    job_status: () => done,
    ...more,
  });
  setHost(host);
  location.hash = hash;
  follow();
  const made = () => host.calls.find((call) => call.cmd === 'proof_make')?.payload as ProofMake;
  return { host, made, screen: await render(Screen) };
}

test('what goes in is listed before it is made, masked unless asked', async () => {
  const { host, made, screen } = await open('#/findings/proof');
  await expect.element(screen.getByText('12 条记录')).toBeVisible();
  await expect.element(screen.getByText('核对网页（verify.html）')).toBeVisible();
  host.picks.push('/tmp/proof.zip');
  await screen.getByRole('button', { name: '保存为压缩包' }).click();
  await expect.element(screen.getByRole('heading', { name: '证明材料包做好了' })).toHaveFocus();
  await expect.element(screen.getByText('c0de'.repeat(16))).toBeVisible();
  expect(made()).toMatchObject({ form: 'zip', path: '/tmp/proof.zip' });
  expect(made().draft).toMatchObject({ unmasked: false, disclose: [], letters: [] });
  expect(made().draft.findings?.length).toBeGreaterThan(0);
});

test('letters, full numbers and the text of a row go in only when chosen', async () => {
  const { host, made, screen } = await open('#/findings/proof');
  await screen.getByRole('checkbox', { name: /MZ-2026-0001/ }).click();
  await screen.getByRole('checkbox', { name: /显示完整号码/ }).click();
  await screen.getByText('公开部分记录的原文').click();
  await screen.getByRole('checkbox', { name: /第 3 条/ }).click();
  host.picks.push('/tmp/proof');
  await screen.getByRole('button', { name: '保存为文件夹' }).click();
  await expect.element(screen.getByRole('heading', { name: '证明材料包做好了' })).toBeVisible();
  expect(made()).toMatchObject({
    form: 'folder',
    draft: { letters: ['l1'], unmasked: true, disclose: [3] },
  });
});

test('files about the rows go in unless they are to stay out', async () => {
  const { host, made, screen } = await open('#/findings/proof');
  await expect.element(screen.getByText('短信截图■.png')).toBeVisible();
  await screen.getByRole('checkbox', { name: /短信截图.png/ }).click();
  await expect.element(screen.getByText('短信截图■.png')).not.toBeInTheDocument();
  expect(await faultsOf(screen.container)).toEqual([]);
  host.picks.push('/tmp/proof.zip');
  await screen.getByRole('button', { name: '保存为压缩包' }).click();
  await expect.element(screen.getByRole('heading', { name: '证明材料包做好了' })).toBeVisible();
  expect(made().draft.without).toEqual(['f1']);
});

test('without anything chosen there is nothing to make', async () => {
  const { host, screen } = await open('#/findings/proof');
  await expect.element(screen.getByText('12 条记录')).toBeVisible();
  for (const box of screen.getByRole('group', { name: '哪些发现' }).getByRole('checkbox').all()) {
    await box.click();
  }
  await expect.element(screen.getByText('请至少选一项发现或一封信函。')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: /保存为/ })).not.toBeInTheDocument();
  expect(host.calls.some((call) => call.cmd === 'proof_make')).toBe(false);
});

test('a place that holds something is told, and what was chosen stays', async () => {
  const { host, screen } = await open('#/findings/proof', {
    proof_make: () => {
      throw refusal('folder_not_empty', { file: '材料' });
    },
  });
  await screen.getByRole('checkbox', { name: /显示完整号码/ }).click();
  host.picks.push('/tmp/材料');
  await screen.getByRole('button', { name: '保存为文件夹' }).click();
  await expect.element(screen.getByText(/“材料”已经存在/)).toBeVisible();
  await expect.element(screen.getByRole('checkbox', { name: /显示完整号码/ })).toBeChecked();
});

test('while it is made it can be stopped', async () => {
  let stopped = false;
  const running = { state: 'running' as const, done_kb: 1, total_kb: 4, rows: 0 };
  const { host, screen } = await open('#/findings/proof', {
    job_status: () => (stopped ? { ...running, state: 'cancelled' as const } : running),
    job_cancel: () => {
      stopped = true;
      return running;
    },
  });
  host.picks.push('/tmp/proof.zip');
  await screen.getByRole('button', { name: '保存为压缩包' }).click();
  await expect.element(screen.getByText('正在制作证明材料包')).toBeVisible();
  await screen.getByRole('button', { name: '取消' }).click();
  await expect.element(screen.getByRole('alert')).toBeVisible();
  await expect.element(screen.getByRole('button', { name: '保存为压缩包' })).toBeVisible();
});

test('the screens are accessible in both languages', async () => {
  for (const lang of ['zh-CN', 'en'] as const) {
    prefs.lang = lang;
    applyPrefs();
    const { host, screen } = await open('#/findings/proof');
    await expect.element(screen.getByRole('button', { name: /zip|压缩包/ })).toBeVisible();
    expect(await faultsOf(screen.container), lang).toEqual([]);
    host.picks.push('/tmp/proof.zip');
    await screen.getByRole('button', { name: /zip|压缩包/ }).click();
    await expect.element(screen.getByText('5ea1'.repeat(16))).toBeVisible();
    expect(await faultsOf(screen.container), lang).toEqual([]);
    await screen.unmount();
    maker.reset();
  }
  prefs.lang = 'zh-CN';
  applyPrefs();
});
