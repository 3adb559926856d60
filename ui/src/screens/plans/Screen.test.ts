import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { applyPrefs, prefs } from '../../frame/prefs.svelte';
import { follow } from '../../frame/router.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, type FakeHost, fakeHost } from '../../ipc/fake';
import { caseAnswers } from '../../ipc/fake/case';
import { planAnswers } from '../../ipc/fake/plans';
import type {
  AccountInput,
  AgreementInput,
  BudgetInput,
  Computation,
  Computed,
} from '../../ipc/generated/wire';
import { forgetReads } from '../../ipc/query.svelte';
import { faultsOf } from '../../test-axe';
import Screen from './Screen.svelte';

const all = (size: Parameters<typeof planAnswers>[0] = {}): Answers => ({
  ...caseAnswers({ empty: size?.empty ?? false }),
  ...planAnswers(size),
});

async function open(hash: string, answers: Answers = all()) {
  const host: FakeHost = fakeHost(answers);
  setHost(host);
  location.hash = hash;
  const stop = follow();
  const screen = await render(Screen);
  return { host, screen, stop };
}

const sent = <T>(host: FakeHost, cmd: string) =>
  host.calls.filter((call) => call.cmd === cmd).at(-1)?.payload as T;

test('the budget is saved whole, and what comes first goes back into its account', async () => {
  const { host, screen } = await open('#/plans');
  await screen.getByLabelText('交通').fill('１２０元');
  await screen.getByLabelText('一次能拿出的钱').fill('');
  await screen.getByRole('textbox', { name: '示例银行 · 示例信用卡' }).fill('250');
  await screen.getByRole('checkbox', { name: '残疾证' }).click();
  await screen.getByRole('textbox', { name: '残疾证：说明' }).fill('在家');
  await screen.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => sent<BudgetInput>(host, 'budget_save')).toBeTruthy();
  const whole = sent<BudgetInput>(host, 'budget_save');
  const { budget } = whole;
  expect(budget.income).toEqual([
    { group: 'wage', amount: '5600.00' },
    { group: 'benefit', amount: '300.00' },
  ]);
  expect(budget.expenses).toEqual([
    { group: 'housing', amount: '1500.00' },
    { group: 'utilities', amount: '260.00' },
    { group: 'food', amount: '1600.00' },
    { group: 'transport', amount: '120' },
    { group: 'medical', amount: '180.50' },
  ]);
  expect(budget.savings).toBeUndefined();
  expect(budget.hardship).toEqual([
    { proof: 'income', at_hand: true, note: '六月至十一月工资单' },
    { proof: 'illness', at_hand: false, note: '向医院补开诊断证明' },
    { proof: 'disability', at_hand: true, note: '在家' },
  ]);
  // Only the priority that changed, in the same call.
  expect(whole.priority).toEqual([{ debt: 'd1', monthly: '250' }]);
  expect(host.calls.some((call) => call.cmd === 'account_save')).toBe(false);
  // 5900 less 3660.50 of costs, less 250 and 400 that come first.
  await expect.element(screen.getByText('¥1,589.50', { exact: true })).toBeVisible();
});

test('what is no amount stands at its row, takes focus, and nothing is sent', async () => {
  const { host, screen, stop } = await open('#/plans');
  await screen.getByLabelText('交通').fill('一百');
  await screen.getByRole('button', { name: '保存' }).click();
  await expect.element(screen.getByLabelText('交通')).toHaveFocus();
  await expect.element(screen.getByLabelText('交通')).toHaveAttribute('aria-invalid', 'true');
  expect(host.calls.some((call) => call.cmd === 'budget_save')).toBe(false);
  // Nothing typed is lost by going elsewhere.
  screen.unmount();
  stop();
  const again = await open('#/plans');
  await expect.element(again.screen.getByLabelText('交通')).toHaveValue('一百');
});

test('a deficit is said in words, without red, and no offer is shown', async () => {
  const { screen, stop } = await open('#/plans', all({ short: true }));
  await expect.element(screen.getByText('每月还缺 ¥1,340.50，现在拿不出钱还款')).toBeVisible();
  await expect.element(screen.getByText(/先保住吃住/)).toBeVisible();
  await expect.element(screen.getByText(/债务还在/)).toBeVisible();
  expect(screen.container.querySelector('.due')).toBeNull();
  screen.unmount();
  stop();
  forgetReads();
  const offers = await open('#/plans/offers', all({ short: true }));
  await expect.element(offers.screen.getByText(/现在拿不出钱还款/)).toBeVisible();
  expect(offers.screen.getByRole('table').query()).toBeNull();
});

test('offers name each share and their sum, and what to do where nothing is known', async () => {
  const answers = all();
  const view = await answers.budget_get?.({});
  if (!view) throw new Error('no budget');
  const { screen } = await open('#/plans/offers', {
    ...answers,
    budget_get: () => ({
      ...view,
      debts: [
        { ...view.debts[0], id: 'd1', lender_name: '甲银行', product: '', balance: '30000.00' },
        {
          id: 'd3',
          lender_name: '乙公司',
          product: '',
          balance: '10000.00',
          balance_from: 'account',
        },
        { id: 'd4', lender_name: '丙公司', product: '' },
      ],
      offers: {
        offers: [
          { id: 'd1', balance: '30000.00', offer: '1469.63', months: 21 },
          { id: 'd3', balance: '10000.00', offer: '489.87', months: 21 },
        ],
        total: '1959.50',
      },
    }),
  });
  const row = screen.getByRole('row', { name: /乙公司/ });
  await expect.element(row).toHaveTextContent('¥489.87');
  await expect.element(row).toHaveTextContent('自己的账目');
  await expect.element(screen.getByText('欠款 ¥40,000.00')).toBeVisible();
  await expect.element(screen.getByText('每月 ¥1,959.50', { exact: true })).toBeVisible();
  await expect
    .element(screen.getByRole('link', { name: '丙公司' }))
    .toHaveAttribute('href', '#/debts/d4');
});

test('adding a plan sends the account whole and shows what the plan comes to', async () => {
  const { host, screen } = await open('#/plans/compare/d1');
  await screen.getByRole('button', { name: '添加一个方案' }).click();
  await screen.getByRole('radio', { name: /个性化分期还款/ }).click();
  await screen.getByLabelText('分几期').fill('61');
  await screen.getByRole('button', { name: '保存' }).click();
  // Found by the core before anything is saved.
  await expect.element(screen.getByLabelText('分几期')).toHaveAttribute('aria-invalid', 'true');
  await expect.element(screen.getByLabelText('分几期')).toHaveFocus();
  expect(host.calls.some((call) => call.cmd === 'account_save')).toBe(false);

  await screen.getByLabelText('分几期').fill('60');
  await screen.getByLabelText('期间利率（%）').fill('4.5%');
  await screen.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => sent<AccountInput>(host, 'account_save')).toBeTruthy();
  const account = sent<AccountInput>(host, 'account_save');
  expect(account.plans).toHaveLength(4);
  expect(account.plans[3]).toEqual({
    kind: 'instalments',
    months: 60,
    rate: { percent: '4.5', per: 'year' },
    waived: { principal: '0', interest: '0', penalty: '0', damages: '0', fee: '0' },
  });
  expect(account).toMatchObject({ last_due: '2026-06-18', instalments: true, facilitated: false });
  expect(account.terms.rate).toEqual({ percent: '18.25', per: 'year' });
  expect(account.gap).toHaveLength(1);
  const table = screen.getByRole('group', { name: '并排比较' });
  await expect
    .element(table.getByRole('columnheader', { name: /方案 4：分 60 期，年利率 4.5%/ }))
    .toBeVisible();
  await expect.element(table.getByRole('row', { name: /付几次/ })).toHaveTextContent('60');
  await expect.element(screen.getByText(/对方可以同意，也可以不同意/)).toBeVisible();
});

test('the picture of the plans has every number beneath, summed to the fen', async () => {
  const { screen } = await open('#/plans/compare/d1');
  const numbers = screen.getByRole('group', { name: '到每个月底一共付了多少：数字' });
  const last = numbers.getByRole('row', { name: /^36 个月后/ });
  await expect.element(last).toHaveTextContent('¥34,452.65');
  await expect.element(last).toHaveTextContent('¥33,840.25');
  await expect.element(numbers.getByRole('row', { name: /^本月/ })).toHaveTextContent('¥0.00');
  await expect
    .element(numbers.getByRole('row', { name: /^1 个月后/ }))
    .toHaveTextContent('¥24,000.00');
});

test('on paper every plan stands month by month', async () => {
  const { screen } = await open('#/plans/compare/d1');
  await expect.element(screen.getByRole('heading', { name: '逐月明细' })).toBeVisible();
  const shown = () => [...screen.container.querySelectorAll('details')].map((one) => one.open);
  expect(shown().filter(Boolean)).toHaveLength(1);
  dispatchEvent(new Event('beforeprint'));
  // The numbers of the picture and three plans; the ground of the sixty months stays folded.
  expect(shown().filter(Boolean)).toHaveLength(4);
  dispatchEvent(new Event('afterprint'));
  await expect.poll(() => shown().filter(Boolean).length).toBe(1);
});

test('what proposing does to the period of limitation is said before anything is proposed', async () => {
  const { screen, stop } = await open('#/plans/compare/d1');
  await expect.element(screen.getByText(/重新计算.*2029年11月21日/)).toBeVisible();
  screen.unmount();
  stop();
  forgetReads();
  const answers = all();
  const { screen: over } = await open('#/plans/compare/d1', {
    ...answers,
    account_get: async (query) => {
      const view = await answers.account_get?.(query);
      if (!view?.limitation) throw new Error('no limitation');
      return { ...view, limitation: { ...view.limitation, act_today: { effect: 'waives' } } };
    },
  });
  await expect.element(over.getByText(/先问律师或法律援助/)).toBeVisible();
});

test('a plan that is taken over prefills the payments of the agreement', async () => {
  const { host, screen } = await open('#/plans/compare/d1');
  await screen.getByRole('button', { name: /^已谈成 方案 2/ }).click();
  const payments = screen.getByLabelText('每一笔还款');
  await expect.element(payments).toBeVisible();
  const lines = (payments.element() as HTMLTextAreaElement).value.split('\n');
  expect(lines).toHaveLength(12);
  expect(lines[0]).toBe('2026-12-21 2820.02');
  await screen.getByLabelText('生效日').fill('2026-11-20');
  await screen.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => sent<AgreementInput>(host, 'agreement_save')).toBeTruthy();
  const agreement = sent<AgreementInput>(host, 'agreement_save');
  expect(agreement).toMatchObject({ debt: 'd1', agreed_on: '2026-11-20', months: 12 });
  expect(agreement.payments).toHaveLength(12);
  expect(agreement.payments?.[11]).toEqual({ due: '2027-11-21', amount: '2820.03' });
});

test('payments are filled in month by month, and a line that cannot be read is named', async () => {
  const { host, screen } = await open('#/plans/agreements');
  await screen.getByRole('button', { name: '添加一份协议' }).click();
  await screen.getByLabelText('哪一笔债务').selectOptions('d1');
  await screen.getByLabelText('生效日').fill('2026-11-20');
  await screen.getByText('每月一样多？帮我填').click();
  await screen.getByLabelText('第一笔哪天').fill('2027-01-31');
  await screen.getByLabelText('几笔').fill('3');
  await screen.getByLabelText('每笔金额').fill('800');
  await screen.getByRole('button', { name: '填进去' }).click();
  const payments = screen.getByLabelText('每一笔还款');
  await expect.element(payments).toHaveValue('2027-01-31 800\n2027-02-28 800\n2027-03-31 800');
  await expect.element(screen.getByText(/读出 3 笔，共 ¥2,400.00/)).toBeVisible();
  await payments.fill('2027-01-31 800\n下个月再说');
  await screen.getByRole('button', { name: '保存' }).click();
  await expect.element(payments).toHaveFocus();
  await expect.element(screen.getByText(/看不懂第 2 行/)).toBeVisible();
  expect(host.calls.some((call) => call.cmd === 'agreement_save')).toBe(false);
});

test('red is for what is due or missed, and for nothing else', async () => {
  const { screen } = await open('#/plans/agreements');
  await expect.element(screen.getByText(/没还清：2026年11月15日/)).toBeVisible();
  const tags = [...screen.container.querySelectorAll('td span')].map((tag) => [
    tag.textContent,
    tag.classList.contains('due'),
  ]);
  expect(tags).toEqual([
    ['晚了，已还清', false],
    ['过期没还清', true],
    ['7 天内到期', true],
    ['还没到期', false],
  ]);
  await expect
    .element(screen.getByRole('link', { name: '去记账' }))
    .toHaveAttribute('href', '#/money/d1');
});

test('an agreement that is changed keeps what it was', async () => {
  const { host, screen } = await open('#/plans/agreements');
  await screen.getByRole('button', { name: '修改与示例银行 · 示例信用卡的协议' }).click();
  await screen.getByLabelText(/^凭证/).fill('录音');
  await screen.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => sent<AgreementInput>(host, 'agreement_save')).toBeTruthy();
  const agreement = sent<AgreementInput>(host, 'agreement_save');
  expect(agreement).toMatchObject({ id: 'a1', debt: 'd1', evidence: '录音' });
  expect(agreement.breaks).toContain('连续两期');
  expect(agreement.payments).toHaveLength(4);
});

test('a second agreement being written is kept as the first was', async () => {
  const { host, screen, stop } = await open('#/plans/agreements');
  await screen.getByRole('button', { name: '修改与示例银行 · 示例信用卡的协议' }).click();
  await screen.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => sent<AgreementInput>(host, 'agreement_save')).toBeTruthy();
  await screen.getByRole('button', { name: '添加一份协议' }).click();
  await screen.getByLabelText(/^什么情况算违约/).fill('晚三天');
  screen.unmount();
  stop();
  const { screen: again } = await open('#/plans/agreements');
  await expect.element(again.getByLabelText(/^什么情况算违约/)).toHaveValue('晚三天');
});

test('a calculator’s problem stands at its field; what is missing never reaches the core', async () => {
  const { host, screen } = await open('#/plans/calculators/schedule');
  await screen.getByRole('button', { name: '计算' }).click();
  await expect.element(screen.getByLabelText('借款本金')).toHaveFocus();
  expect(host.calls.some((call) => call.cmd === 'money_compute')).toBe(false);

  await screen.getByLabelText('借款本金').fill('12,000');
  await screen.getByLabelText('合同利率（%）').fill('12');
  const periods = screen.getByLabelText('期数');
  await periods.fill('601');
  await screen.getByRole('button', { name: '计算' }).click();
  await expect.element(periods).toHaveAttribute('aria-invalid', 'true');
  await expect.element(periods).toHaveFocus();
  await expect.element(periods).toHaveAccessibleDescription(/超出了能算的范围/);

  await periods.fill('12');
  await screen.getByRole('button', { name: '计算' }).click();
  await expect.element(screen.getByRole('heading', { name: '结果' })).toHaveFocus();
  expect(sent<Computation>(host, 'money_compute')).toEqual({
    op: 'schedule',
    request: {
      principal: '12000',
      rate: { percent: '12', per: 'year' },
      periods: 12,
      method: 'equal_instalment',
      months_per_period: 1,
      interest_by: 'period',
      day_count: 'actual_365',
      in_advance: false,
    },
  });
  await expect.element(screen.getByText('¥12,780.00')).toBeVisible();
});

test('a problem of a row stands in that row; one of no field is said all the same', async () => {
  const computed: Computed = {
    problems: [
      { field: 'debts[1].balance', code: 'not_positive' },
      { field: 'figures', code: 'figure_missing' },
    ],
  };
  const { host, screen } = await open('#/plans/calculators/set-off', {
    ...all(),
    money_compute: () => computed,
  });
  const row = (no: number) => screen.getByRole('group', { name: `第 ${no} 笔债`, exact: true });
  await screen.getByLabelText('还了多少').fill('500');
  await screen.getByLabelText('哪天还的').fill('2026-11-20');
  for (const no of [1, 2]) {
    await row(no).getByLabelText('哪一笔').fill(`债 ${no}`);
    await row(no).getByLabelText('欠多少').fill('0');
    await row(no).getByLabelText('到期日').fill('2026-10-01');
    await row(no).getByLabelText('年利率（%）').fill('18');
  }
  await row(2).getByRole('checkbox').click();
  await screen.getByRole('button', { name: '计算' }).click();
  await expect.element(row(2).getByLabelText('欠多少')).toHaveAttribute('aria-invalid', 'true');
  await expect.element(row(1).getByLabelText('欠多少')).not.toHaveAttribute('aria-invalid');
  await expect.element(screen.getByRole('alert')).toHaveTextContent(/这是我们的错/);
  expect(sent<Computation>(host, 'money_compute')).toMatchObject({
    request: { designated: ['1'], debts: [{ id: '0' }, { id: '1' }] },
  });
});

test('what was typed into a calculator is there again, and its basis stands by the figure', async () => {
  const first = await open('#/plans/calculators/court-fee');
  await first.screen.getByLabelText('受理费全额').fill('50');
  await first.screen.getByLabelText('案件怎么走').selectOptions('summary');
  first.screen.unmount();
  first.stop();
  const { screen } = await open('#/plans/calculators/court-fee');
  await expect.element(screen.getByLabelText('受理费全额')).toHaveValue('50');
  await screen.getByRole('button', { name: '计算' }).click();
  await expect.element(screen.getByText('¥25.00')).toBeVisible();
  await expect.element(screen.getByText('示例规定第一条')).toBeVisible();
});

const places = [
  '#/plans',
  '#/plans/offers',
  '#/plans/compare/d1',
  '#/plans/agreements',
  '#/plans/calculators/schedule',
  '#/plans/calculators/apr',
  '#/plans/calculators/card',
  '#/plans/calculators/overdue',
  '#/plans/calculators/set-off',
  '#/plans/calculators/judgment',
  '#/plans/calculators/enforcement',
];

test('forms and answers hold WCAG AA too', async () => {
  const compare = await open('#/plans/compare/d1');
  await compare.screen.getByRole('button', { name: '添加一个方案' }).click();
  await compare.screen.getByRole('radio', { name: /减免后分期/ }).click();
  await compare.screen.getByRole('button', { name: '保存' }).click();
  await expect.element(compare.screen.getByLabelText('分几期')).toHaveFocus();
  expect(await faultsOf(compare.screen.container)).toEqual([]);
  compare.screen.unmount();
  compare.stop();
  const agreements = await open('#/plans/agreements');
  await agreements.screen.getByRole('button', { name: '添加一份协议' }).click();
  await agreements.screen.getByText('每月一样多？帮我填').click();
  await agreements.screen.getByRole('button', { name: '填进去' }).click();
  await expect.element(agreements.screen.getByLabelText('第一笔哪天')).toHaveFocus();
  expect(await faultsOf(agreements.screen.container)).toEqual([]);
  agreements.screen.unmount();
  agreements.stop();
  const { screen } = await open('#/plans/calculators/apr');
  await screen.getByLabelText('借款本金').fill('10000');
  await screen.getByLabelText('期数').fill('12');
  await screen.getByLabelText('每期本息').fill('900');
  await screen.getByRole('button', { name: '计算' }).click();
  // The exact figure of the core is shortened for reading only.
  await expect.element(screen.getByRole('cell', { name: '21.6%', exact: true })).toBeVisible();
  expect(await faultsOf(screen.container)).toEqual([]);
  expect(screen.container.querySelector('[style]')).toBeNull();
});

for (const lang of ['zh-CN', 'en'] as const) {
  test(`every tab holds WCAG AA in ${lang}, and no element carries a style`, async () => {
    prefs.lang = lang;
    applyPrefs();
    for (const [hash, answers] of [
      ...places.map((place) => [place, all()] as const),
      ['#/plans', all({ short: true })] as const,
      ['#/plans', all({ empty: true })] as const,
      ['#/plans/offers', all({ empty: true })] as const,
      ['#/plans/compare', all({ empty: true })] as const,
      ['#/plans/agreements', all({ empty: true })] as const,
    ]) {
      forgetReads();
      const { screen, stop } = await open(hash, answers);
      await expect
        .poll(() => screen.container.querySelector('[role="tabpanel"]')?.childElementCount)
        .toBeGreaterThan(0);
      await new Promise((done) => setTimeout(done, 60));
      expect(await faultsOf(screen.container), hash).toEqual([]);
      expect(screen.container.querySelector('[style]'), hash).toBeNull();
      screen.unmount();
      stop();
    }
  });
}
