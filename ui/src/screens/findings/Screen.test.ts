import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { applyPrefs, prefs } from '../../frame/prefs.svelte';
import { follow } from '../../frame/router.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, type FakeHost, fakeHost } from '../../ipc/fake';
import { caseAnswers } from '../../ipc/fake/case';
import type { FactAnswer } from '../../ipc/generated/wire';
import { faultsOf } from '../../test-axe';
import Screen from './Screen.svelte';

async function open(hash: string, answers: Answers = caseAnswers()) {
  const host: FakeHost = fakeHost(answers);
  setHost(host);
  location.hash = hash;
  follow();
  return { host, screen: await render(Screen) };
}

function answered(host: FakeHost): FactAnswer | undefined {
  return host.calls.findLast((call) => call.cmd === 'fact_answer')?.payload as FactAnswer;
}

test('a flag says its rank, its source, what is allowed beside it, and its rows', async () => {
  const { screen } = await open('#/findings');
  await expect.element(screen.getByText('不符合国家推荐性标准').first()).toBeVisible();
  await expect.element(screen.getByText('涉嫌违反')).toBeVisible();
  await expect.element(screen.getByText('《示例办法》 示例条').first()).toBeVisible();
  await expect.element(screen.getByText('对方可以这样做').first()).toBeVisible();
  const row = screen.getByRole('link', { name: /22:41/ }).first();
  await expect.element(row).toHaveAttribute('href', expect.stringContaining('#/contacts/c'));
});

test('the trace is told in words, without a bare code', async () => {
  const { screen } = await open('#/findings');
  await screen
    .getByText(/怎么得出的/)
    .last()
    .click();
  await expect.element(screen.getByText('这是催收联系。').last()).toBeVisible();
  await expect
    .element(screen.getByText('北京时间 22:41:10，在 22:00 至 08:00 之间。').last())
    .toBeVisible();
});

test('chosen findings lead to a letter about their debt', async () => {
  const { screen } = await open('#/findings');
  const boxes = screen.getByRole('checkbox');
  await boxes.first().click();
  await boxes.last().click();
  await expect.element(screen.getByText('已选 2 条')).toBeVisible();
  const link = screen.getByRole('link', { name: '用这些写投诉书' });
  await expect.element(link).toHaveAttribute('href', '#/letters/new?debt=d1&findings=n2%2Co1');
});

test('findings can be looked at by day', async () => {
  const { screen } = await open('#/findings');
  await screen.getByRole('button', { name: '按日期' }).click();
  await expect
    .element(screen.getByRole('heading', { level: 2, name: /2026年11月19日/ }))
    .toBeVisible();
});

test('a question is answered on the spot, and the next one is at hand', async () => {
  const { host, screen } = await open('#/findings/questions');
  await expect.element(screen.getByText('还有 3 个问题')).toBeVisible();
  await expect.element(screen.getByText(/夜间联系、一天内次数过多/)).toBeVisible();
  await screen.getByRole('button', { name: '是', exact: true }).click();
  await expect.element(screen.getByText('还有 2 个问题')).toHaveFocus();
  expect(answered(host)).toEqual({
    fact: { key: 'is_collection', subject: { of: 'number', id: '4000000000' } },
    value: 'yes',
  });
  await screen.getByLabelText('与债务的关系').selectOptions('colleague');
  await screen.getByRole('button', { name: '保存回答' }).first().click();
  await expect.poll(() => answered(host)?.choices).toEqual(['colleague']);
});

test('nothing of the kind is an answer; no tick at all is not', async () => {
  const { host, screen } = await open('#/findings/questions');
  const save = screen.getByRole('button', { name: '保存回答' }).last();
  await save.click();
  expect(answered(host)).toBeUndefined();
  await screen.getByLabelText('看过了，以下情形都没有').click();
  await save.click();
  await expect.poll(() => answered(host)?.choices).toEqual([]);
});

test('what is not known is set aside, and never answered as no', async () => {
  const { host, screen } = await open('#/findings/questions');
  await screen.getByRole('button', { name: '现在不知道' }).first().click();
  await expect.element(screen.getByText('还有 2 个问题')).toBeVisible();
  await expect.element(screen.getByText('先放着的 1 个')).toBeVisible();
  expect(answered(host)).toBeUndefined();
});

test('other verdicts say why, and the rules can be searched', async () => {
  const first = await open('#/findings/not_applicable');
  await expect.element(first.screen.getByText('出借人不是该协会的会员。')).toBeVisible();
  first.screen.unmount();
  const { screen } = await open('#/findings/rules');
  await expect.element(screen.getByText('4 条中的 4 条')).toBeVisible();
  await screen.getByRole('searchbox').fill('夜间');
  await expect.element(screen.getByText('4 条中的 1 条')).toBeVisible();
});

test('a rule shows what applied to the same conduct before it', async () => {
  const { screen } = await open('#/findings/rules');
  await screen.getByText('同一行为历年适用的规定').click();
  await expect.element(screen.getByText('《旧示例办法》 旧条')).toBeVisible();
  await expect.element(screen.getByText(/2020年1月1日 至 2024年12月31日/)).toBeVisible();
});

test.each(['zh-CN', 'en'] as const)('nothing WCAG forbids, in %s', async (lang) => {
  prefs.lang = lang;
  applyPrefs();
  for (const hash of ['', '/questions', '/clear', '/needs_facts', '/rules']) {
    const { screen } = await open(`#/findings${hash}`, caseAnswers({ contacts: 30 }));
    await expect
      .poll(() => screen.container.querySelectorAll('.card, table').length)
      .toBeGreaterThan(0);
    for (const closed of screen.container.querySelectorAll('details')) closed.open = true;
    expect(await faultsOf(screen.container), hash).toEqual([]);
    screen.unmount();
  }
});
