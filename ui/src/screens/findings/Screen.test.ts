import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { applyPrefs, prefs } from '../../frame/prefs.svelte';
import { follow } from '../../frame/router.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, type FakeHost, fakeHost } from '../../ipc/fake';
import { caseAnswers } from '../../ipc/fake/case';
import type { FactAnswer, FindingList } from '../../ipc/generated/wire';
import { faultsOf } from '../../test-axe';
import Screen from './Screen.svelte';

const RULE = '/rules/demo/example-night';

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
  await expect.element(screen.getByText('涉嫌违反', { exact: true })).toBeVisible();
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

test('findings stand by what to do, conduct by conduct, each with its next step', async () => {
  const { screen } = await open('#/findings', {
    ...caseAnswers(),
    finding_list: (query) => {
      const list = caseAnswers().finding_list?.(query) as FindingList;
      const [first] = list.findings;
      if (query.verdict === 'needs_facts' && first) {
        return { ...list, findings: [{ ...first, key: 'look', manual: true }] };
      }
      return list;
    },
  });
  const title = (name: string) => screen.getByRole('heading', { level: 2, name });
  await expect.element(title('写进投诉书')).toBeVisible();
  await expect.element(title('作为不符合标准一并说明')).toBeVisible();
  await expect.element(title('先回答问题')).toBeVisible();
  await expect.element(title('请和人一起看')).toBeVisible();
  await expect.element(title('暂时不用做什么')).toBeVisible();
  // The conduct, then its rules.
  const conduct = screen.getByRole('heading', { level: 3, name: /联系其他人/ });
  await expect.element(conduct).toHaveTextContent('1 条规则');
  await expect
    .element(screen.getByRole('link', { name: '全部选中，写投诉书' }))
    .toHaveAttribute('href', '#/letters/new?debt=d1&findings=o1');
  await expect
    .element(screen.getByRole('link', { name: '去回答' }))
    .toHaveAttribute('href', '#/findings/questions');
  // A long list hides the later things: there is a way to each.
  await screen.getByRole('button', { name: /请和人一起看/ }).click();
  await expect.element(title('请和人一起看')).toHaveFocus();
  // What nobody decided is not called a breach.
  const look = title('请和人一起看').element().closest('section');
  expect(look?.textContent).not.toMatch(/涉嫌违反|不符合/);
});

test('the name of a rule leads to its page, with its source, its history and this case', async () => {
  const { screen } = await open('#/findings/rules/demo/example-night');
  await expect.element(screen.getByRole('heading', { level: 1, name: '夜间联系' })).toBeVisible();
  await expect.element(screen.getByText('示例〔2025〕1号')).toBeVisible();
  await expect.element(screen.getByText('2024年11月1日')).toBeVisible();
  await expect.element(screen.getByText('2020年1月1日 至 2024年12月31日 有效')).toBeVisible();
  await expect
    .element(screen.getByRole('link', { name: '夜间联系（旧）' }))
    .toHaveAttribute('href', '#/findings/rules/demo/example-night-old');
  await expect.element(screen.getByText('示例来源')).toBeVisible();
  await expect
    .element(screen.getByText('这些联系不在 22:00 至 08:00（北京时间）之间', { exact: false }))
    .toBeVisible();
  await expect.element(screen.getByRole('link', { name: '回到规则与权利' })).toBeVisible();
});

test('what is not verified says so on its page, and what is gone says where to look', async () => {
  const first = await open('#/findings/rules/demo/example-often');
  await expect.element(first.screen.getByText(/没有见到原件，只凭转述/)).toBeVisible();
  first.screen.unmount();
  const { screen } = await open('#/findings/rules/demo/no-such-rule');
  await expect
    .element(screen.getByRole('heading', { level: 1, name: /没有这条规则/ }))
    .toBeVisible();
  await expect.element(screen.getByRole('link', { name: '回到规则与权利' })).toBeVisible();
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
  await expect.element(screen.getByText('6 条中的 6 条')).toBeVisible();
  // Rights have a shelf of their own, and it is the first.
  await expect
    .poll(() => screen.container.querySelector('[role=tabpanel] h3')?.textContent)
    .toContain('您的权利');
  await screen.getByRole('searchbox').fill('夜间');
  await expect.element(screen.getByText('6 条中的 1 条')).toBeVisible();
  await expect.element(screen.getByText('夜间', { exact: true })).toBeVisible();
  await screen.getByRole('searchbox').fill('停车场');
  await expect.element(screen.getByRole('heading', { name: '没有找到' })).toBeVisible();
  await screen.getByRole('button', { name: '清除查找和筛选' }).last().click();
  await screen.getByRole('combobox', { name: '施行' }).selectOptions('notNow');
  await expect.element(screen.getByText('6 条中的 1 条')).toBeVisible();
  await expect.element(screen.getByRole('link', { name: '旧的规定' })).toBeVisible();
});

test.each(['zh-CN', 'en'] as const)('nothing WCAG forbids, in %s', async (lang) => {
  prefs.lang = lang;
  applyPrefs();
  for (const hash of ['', '/questions', '/clear', '/needs_facts', '/rules', RULE]) {
    const { screen } = await open(`#/findings${hash}`, caseAnswers({ contacts: 30 }));
    await expect
      .poll(() => screen.container.querySelectorAll('.card, table').length)
      .toBeGreaterThan(0);
    for (const closed of screen.container.querySelectorAll('details')) closed.open = true;
    expect(await faultsOf(screen.container), hash).toEqual([]);
    screen.unmount();
  }
});
