import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { applyPrefs, prefs } from '../../frame/prefs.svelte';
import { follow } from '../../frame/router.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, fakeHost } from '../../ipc/fake';
import { caseAnswers } from '../../ipc/fake/case';
import { deadlineAnswers } from '../../ipc/fake/deadlines';
import { faultsOf } from '../../test-axe';
import { told } from './marks';
import Screen from './Screen.svelte';

async function open(hash: string, answers: Answers = {}) {
  const host = fakeHost({ ...caseAnswers(), ...deadlineAnswers({ empty: true }), ...answers });
  setHost(host);
  location.hash = hash;
  follow();
  return { host, screen: await render(Screen) };
}

test('which paper is in hand is told in words and can be searched', async () => {
  const { screen } = await open('#/papers');
  await expect.element(screen.getByRole('link', { name: '传票' })).toBeVisible();
  await expect.element(screen.getByText('示例：写明到庭的日子。')).toBeVisible();
  await screen.getByLabelText(/查找/).fill('案号');
  await expect.element(screen.getByRole('link', { name: '骗局' })).not.toBeInTheDocument();
  await screen.getByLabelText(/查找/).fill('没有的东西');
  await expect.element(screen.getByText('没有这样的文书。换一个词，或看全部。')).toBeVisible();
  await screen.getByLabelText(/查找/).fill('');
  await screen.getByRole('link', { name: '传票' }).click();
  await expect.element(screen.getByRole('heading', { level: 1 })).toHaveTextContent('传票');
});

test('marks are checked one by one and never give a verdict', async () => {
  const { screen } = await open('#/papers/summons');
  await expect.element(screen.getByText(/还没有核对/)).toBeVisible();
  await screen.getByRole('radio', { name: /有，打电话能核实/ }).click();
  await expect.element(screen.getByText(/仍以法院或机构的答复为准/)).toBeVisible();
  await screen.getByRole('radio', { name: /没有，只有手机号/ }).click();
  await expect.element(screen.getByText(/有 1 项像假的。核实之前，不转账/)).toBeVisible();
});

test('what is real carries its ground, advice says that it is advice', async () => {
  const { screen } = await open('#/papers/summons');
  await expect
    .element(screen.getByRole('listitem').filter({ hasText: '示例后果' }))
    .toHaveTextContent(/示例办法（示例〔2026〕1号）第一条.*A · 见过原文/);
  await expect
    .element(screen.getByRole('listitem').filter({ hasText: '示例建议' }))
    .toHaveTextContent('建议，不是法条');
  await expect.element(screen.getByText('请自行核对')).toBeVisible();
  await expect.element(screen.getByText('期限只剩几天')).toBeVisible();
  await expect
    .element(screen.getByRole('link', { name: '写投诉书' }))
    .toHaveAttribute('href', '#/letters/new?template=complaint-lender');
});

test('counting begins from the day the paper came', async () => {
  const procedures = (await deadlineAnswers().procedure_list?.({})) ?? [];
  const { host, screen } = await open('#/papers/summons', {
    procedure_list: () => procedures.map((one) => ({ ...one, begins_with: ['sent', 'served'] })),
  });
  await screen.getByRole('button', { name: '从我收到那天开始数' }).click();
  await expect.element(screen.getByLabelText('哪一天')).toHaveFocus();
  await screen.getByLabelText('哪一天').fill('2026-11-19');
  await screen.getByRole('button', { name: '从我收到那天开始数' }).click();
  await expect
    .poll(() => host.calls.find((call) => call.cmd === 'proceeding_save')?.payload)
    .toMatchObject({
      procedure: 'example-answer',
      events: [{ kind: 'served', day: '2026-11-19' }],
    });
  await expect.poll(() => location.hash).toBe('#/deadlines/g1');
});

test('a procedure that does not begin with the paper says with what it begins', async () => {
  const { screen } = await open('#/papers/summons');
  await expect.element(screen.getByRole('combobox', { name: '发生了什么' })).toHaveValue('sent');
  await expect.element(screen.getByRole('button', { name: '开始数', exact: true })).toBeVisible();
});

test('a paper without a clock has nothing to count', async () => {
  const { screen } = await open('#/papers/scam');
  await expect.element(screen.getByText('这一种没有要数的法定期限。')).toBeVisible();
  expect(screen.getByRole('button', { name: /开始数/ }).query()).toBeNull();
});

test('the strictest answer is told first', () => {
  expect(told([])).toEqual({ tone: 'none', count: 0 });
  expect(told(['real', '', 'unknown'])).toEqual({ tone: 'unknown', count: 1 });
  expect(told(['bluff', 'unknown', 'bluff'])).toEqual({ tone: 'bluff', count: 2 });
});

test.each(['zh-CN', 'en'] as const)(
  'nothing WCAG forbids, all in one language, in %s',
  async (lang) => {
    prefs.lang = lang;
    applyPrefs();
    for (const hash of ['#/papers', '#/papers/summons', '#/papers/scam', '#/papers/nothing']) {
      const { screen } = await open(hash);
      await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
      await expect.poll(() => screen.container.querySelectorAll('h2').length).toBeGreaterThan(0);
      const text = screen.container.textContent ?? '';
      expect(text, hash).not.toMatch(/\{\{|papers:|undefined/);
      if (lang === 'en') {
        const named = [...screen.container.querySelectorAll('h1, h2, h3, button, label, legend')];
        expect(named.map((one) => one.textContent).join(' '), hash).not.toMatch(/[\u4e00-\u9fff]/);
      }
      expect(await faultsOf(screen.container), hash).toEqual([]);
      screen.unmount();
    }
  },
);
