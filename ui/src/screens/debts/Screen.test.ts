import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { applyPrefs, prefs } from '../../frame/prefs.svelte';
import { follow } from '../../frame/router.svelte';
import { rpc, setHost } from '../../ipc/client';
import { type Answers, type FakeHost, fakeHost } from '../../ipc/fake';
import { caseAnswers } from '../../ipc/fake/case';
import { deadlineAnswers } from '../../ipc/fake/deadlines';
import type { BorrowerInput, DebtInput } from '../../ipc/generated/wire';
import { forgetReads } from '../../ipc/query.svelte';
import { faultsOf } from '../../test-axe';
import Screen from './Screen.svelte';

async function open(hash: string, answers: Answers = caseAnswers()) {
  const host: FakeHost = fakeHost(answers);
  setHost(host);
  location.hash = hash;
  follow();
  return { host, screen: await render(Screen) };
}

test('the list names who said what when, and adds up per currency', async () => {
  const { screen } = await open('#/debts');
  await expect.element(screen.getByRole('link', { name: '示例银行' })).toBeVisible();
  await expect.element(screen.getByText(/截至 2026年11月1日，示例银行所述/)).toBeVisible();
  await expect.element(screen.getByText('人民币合计')).toBeVisible();
  await expect.element(screen.getByText('还没有记录余额')).toBeVisible();
});

test('an empty list says what to do first', async () => {
  const { screen } = await open('#/debts', caseAnswers({ empty: true }));
  await expect.element(screen.getByRole('heading', { name: '还没有债务' })).toBeVisible();
  expect(await faultsOf(screen.container)).toEqual([]);
});

test('faults stand at their fields, and the first one takes focus', async () => {
  const { host, screen } = await open('#/debts/new', caseAnswers({ empty: true }));
  await screen.getByLabelText('借款本金').fill('一万');
  await screen.getByRole('button', { name: '保存' }).click();
  const lender = screen.getByRole('combobox', { name: '出借人', exact: true });
  await expect.element(lender).toHaveFocus();
  await expect.element(lender).toHaveAttribute('aria-invalid', 'true');
  await expect.element(screen.getByLabelText('借款本金')).toHaveAttribute('aria-invalid', 'true');
  expect(host.calls.some((call) => call.cmd === 'debt_save')).toBe(false);
});

test('a debt with a balance is sent as decimals, and the total is shown while typing', async () => {
  const { host, screen } = await open('#/debts/new', caseAnswers({ empty: true }));
  await screen.getByRole('combobox', { name: '出借人', exact: true }).fill('示例银行');
  await screen.getByLabelText('出借人类型').selectOptions('bank_card');
  await screen.getByRole('button', { name: '添加一条余额' }).click();
  await screen.getByLabelText('截至哪一天').fill('2026年11月1日');
  await screen.getByRole('textbox', { name: /^本金/ }).fill('32,000');
  await screen.getByRole('textbox', { name: /^利息/ }).fill('0.1');
  await screen.getByRole('textbox', { name: /^费用/ }).fill('0.2');
  await expect.element(screen.getByText('¥32,000.30')).toBeVisible();
  await screen.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => host.calls.find((call) => call.cmd === 'debt_save')).toBeTruthy();
  const sent = host.calls.find((call) => call.cmd === 'debt_save')?.payload as DebtInput;
  expect(sent.balances).toEqual([
    { as_of: '2026-11-01', principal: '32000', interest: '0.1', penalty: '0', fee: '0.2' },
  ]);
  expect(sent.cba_member).toBe('unknown');
});

test('what was typed outlives leaving the page; what changed elsewhere is not overwritten', async () => {
  const answers = caseAnswers();
  const first = await open('#/debts/d1', answers);
  await first.screen.getByLabelText('产品').fill('改过的产品');
  first.screen.unmount();

  // Meanwhile an answer elsewhere changed the debt; the old reading is shown first.
  const rows = await answers.debt_list?.({});
  const renewed = (rows ?? []).map((row) => ({ ...row, nifa_member: 'yes' as const }));
  const { host, screen } = await open('#/debts/d1', { ...answers, debt_list: () => renewed });
  await rpc('agreement_save', { debt: 'd1', agreed_on: '2026-10-01', kept: 'yes' });
  await expect.element(screen.getByLabelText('产品')).toHaveValue('改过的产品');
  await screen.getByRole('button', { name: '保存', exact: true }).first().click();
  await expect.poll(() => host.calls.find((call) => call.cmd === 'debt_save')).toBeTruthy();
  const sent = host.calls.find((call) => call.cmd === 'debt_save')?.payload as DebtInput;
  expect(sent.nifa_member).toBe('yes');
});

test('a debt is in mainland China unless said otherwise, and nothing foreign is asked there', async () => {
  const { host, screen } = await open('#/debts/new', caseAnswers({ empty: true }));
  await screen.getByRole('combobox', { name: '出借人', exact: true }).fill('示例银行');
  await screen.getByLabelText('出借人类型').selectOptions('bank_card');
  await expect.element(screen.getByRole('radio', { name: '中国大陆' })).toBeChecked();
  expect(screen.getByLabelText(/征信机构/).query()).toBeNull();
  await screen.getByRole('radio', { name: '英国' }).click();
  await expect.element(screen.getByText(/英国的规则还没有收录/)).toBeVisible();
  await screen.getByRole('radio', { name: '美国' }).click();
  expect(screen.getByText(/英国的规则还没有收录/).query()).toBeNull();
  await screen.getByLabelText(/征信机构/).fill('2026-10-05');
  await screen.getByRole('button', { name: '保存', exact: true }).click();
  await expect
    .poll(() => host.calls.find((call) => call.cmd === 'debt_save')?.payload)
    .toMatchObject({ jurisdiction: 'US', credit_reported_on: '2026-10-05' });
});

test('an emptied day of reporting is emptied; a debt that moves keeps what is not shown', async () => {
  const sent = async (change: (screen: Awaited<ReturnType<typeof open>>['screen']) => unknown) => {
    const { host, screen } = await open('#/debts/d-us', caseAnswers({ abroad: true }));
    await change(screen);
    await screen.getByRole('button', { name: '保存', exact: true }).first().click();
    await expect.poll(() => host.calls.find((call) => call.cmd === 'debt_save')).toBeTruthy();
    screen.unmount();
    forgetReads();
    return host.calls.find((call) => call.cmd === 'debt_save')?.payload as DebtInput;
  };
  const emptied = await sent((screen) => screen.getByLabelText(/征信机构/).fill(''));
  expect([emptied.jurisdiction, emptied.credit_reported_on]).toEqual(['US', undefined]);
  const moved = await sent((screen) => screen.getByRole('radio', { name: '中国大陆' }).click());
  expect([moved.jurisdiction, moved.credit_reported_on]).toEqual(['CN', '2026-10-05']);
});

test('time zones are asked for only when a debt is abroad', async () => {
  const here = await open('#/debts/people');
  await expect.element(here.screen.getByLabelText('身份证号')).toBeVisible();
  expect(here.screen.getByRole('button', { name: '添加一个时区' }).query()).toBeNull();
  here.screen.unmount();
  forgetReads();

  const { host, screen } = await open('#/debts/people', caseAnswers({ abroad: true }));
  const save = screen.getByRole('button', { name: '保存', exact: true });
  const sent = () =>
    (host.calls.findLast((call) => call.cmd === 'borrower_save')?.payload as BorrowerInput)
      ?.time_zones;
  await screen.getByRole('button', { name: '添加一个时区' }).click();
  await screen.getByRole('combobox', { name: '第 1 个时区' }).fill(' America/Chicago ');
  await screen.getByRole('button', { name: '添加一个时区' }).click();
  expect(await faultsOf(screen.container)).toEqual([]);
  await save.click();
  // The line nobody filled in is not sent.
  await expect.poll(sent).toEqual(['America/Chicago']);
  await screen.getByRole('button', { name: '移除第 1 个时区' }).click();
  await save.click();
  await expect.poll(sent).toEqual([]);
});

test('a zone the core does not know is a fault at its line', async () => {
  const { screen } = await open('#/debts/people', {
    ...caseAnswers({ abroad: true }),
    borrower_save: () => {
      throw {
        code: 'invalid',
        params: {},
        fields: [{ field: 'time_zones[1]', code: 'malformed' }],
      };
    },
  });
  for (const zone of ['America/Chicago', 'Nowhere']) {
    await screen.getByRole('button', { name: '添加一个时区' }).click();
    await screen
      .getByRole('combobox', { name: /个时区/ })
      .last()
      .fill(zone);
  }
  await screen.getByRole('button', { name: '保存', exact: true }).click();
  const wrong = screen.getByRole('combobox', { name: '第 2 个时区' });
  await expect.element(wrong).toHaveAttribute('aria-invalid', 'true');
  await expect.element(wrong).toHaveFocus();
  await expect.element(wrong).toHaveValue('Nowhere');
});

test('identity numbers are masked until asked for', async () => {
  const { screen } = await open('#/debts/people');
  const field = screen.getByLabelText('身份证号');
  await expect.element(field).toHaveValue('**************1234');
  await screen.getByRole('button', { name: '显示' }).click();
  await expect.element(field).toHaveValue('110101190001011234');
});

test.each(['zh-CN', 'en'] as const)('nothing WCAG forbids, in %s', async (lang) => {
  prefs.lang = lang;
  applyPrefs();
  for (const hash of ['#/debts', '#/debts/new', '#/debts/d1', '#/debts/people']) {
    const { screen } = await open(hash, caseAnswers({ contacts: 30 }));
    await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
    await expect
      .poll(() => screen.container.querySelectorAll('input, table').length)
      .toBeGreaterThan(0);
    expect(await faultsOf(screen.container), hash).toEqual([]);
    screen.unmount();
  }
});

test('an agreement that is changed keeps its payments and its proof', async () => {
  const answers = caseAnswers();
  const [first, ...rest] = (await answers.debt_list?.({})) ?? [];
  if (!first) throw new Error('no debt');
  const kept = {
    payments: [{ due: '2026-12-05', amount: '800.00' }],
    breaks: '连续两期未还',
    evidence: '盖章的协议',
  };
  const agreements = first.agreements.map((one) => ({ ...one, ...kept }));
  const { host, screen } = await open('#/debts/d1', {
    ...answers,
    debt_list: () => [{ ...first, agreements }, ...rest],
  });
  await screen.getByRole('button', { name: '修改协议' }).click();
  await screen.getByLabelText('生效日').fill('2026-10-02');
  const form = screen.container.querySelector<HTMLFormElement>('form.card');
  form?.requestSubmit();
  await expect
    .poll(() => host.calls.find((call) => call.cmd === 'agreement_save')?.payload)
    .toMatchObject({ id: 'a1', agreed_on: '2026-10-02', ...kept });
});

test('the stage tells what is usual, what they may not do and what to say, once asked', async () => {
  const { host, screen } = await open('#/debts/d1', { ...caseAnswers(), ...deadlineAnswers() });
  const more = screen.getByText('这个阶段：会发生什么，能做什么');
  await expect.element(more).toBeVisible();
  expect(host.calls.some((call) => call.cmd === 'stage_guide')).toBe(false);
  await more.click();
  await expect.element(screen.getByRole('heading', { name: '对方不可以' })).toBeVisible();
  await expect.element(screen.getByText('请问您代表哪家机构？')).toBeVisible();
  await expect
    .element(screen.getByRole('link', { name: /看规定/ }))
    .toHaveAttribute('href', '#/findings/rules/cn-conduct/night');
  await expect
    .element(screen.getByRole('link', { name: '单独一页，便于打印' }))
    .toHaveAttribute('href', '#/deadlines/guide/negotiate');
  expect(await faultsOf(screen.container)).toEqual([]);
});
