import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { applyPrefs, prefs } from '../../frame/prefs.svelte';
import { follow } from '../../frame/router.svelte';
import { setHost } from '../../ipc/client';
import { type Answers, type FakeHost, fakeHost } from '../../ipc/fake';
import { caseAnswers } from '../../ipc/fake/case';
import { moneyAnswers } from '../../ipc/fake/money';
import type { AccountInput, EntryInput, EventInput, LprInput } from '../../ipc/generated/wire';
import { faultsOf } from '../../test-axe';
import Screen from './Screen.svelte';

const answers = (given: Parameters<typeof moneyAnswers>[0] = {}): Answers => ({
  ...caseAnswers(),
  ...moneyAnswers(given),
});

async function open(hash: string, given: Answers = answers()) {
  const host: FakeHost = fakeHost(given);
  setHost(host);
  location.hash = hash;
  const stop = follow();
  const screen = await render(Screen);
  return { host, screen, stop };
}

/** The payload of the only call of a command. */
async function sent<T>(host: FakeHost, cmd: string): Promise<T> {
  const calls = () => host.calls.filter((call) => call.cmd === cmd);
  await expect.poll(() => calls().length).toBe(1);
  return calls()[0]?.payload as T;
}

test('the list sets our balance beside the one stated, each with its day', async () => {
  const { screen } = await open('#/money');
  await expect.element(screen.getByRole('link', { name: '示例银行' })).toBeVisible();
  await expect.element(screen.getByText('¥32,348.45')).toBeVisible();
  await expect.element(screen.getByText('¥34,452.65')).toBeVisible();
  await expect.element(screen.getByText('截至 2026年11月21日')).toBeVisible();
  await expect.element(screen.getByText('正在进行')).toBeVisible();
  await expect.element(screen.getByRole('link', { name: /还没有记账/ })).toBeVisible();
});

test('without a debt the first step is to add one', async () => {
  const { screen } = await open('#/money', { ...caseAnswers({ empty: true }), ...moneyAnswers() });
  const link = screen.getByRole('link', { name: '添加一笔债务' });
  await expect.element(link).toHaveAttribute('href', '#/debts/new');
});

test('an entry is sent with what its kind asks for, and nothing else', async () => {
  const { host, screen } = await open('#/money/d1');
  await screen.getByRole('button', { name: '记一笔' }).click();
  const kind = screen.getByRole('combobox', { name: '发生了什么' }).last();
  await kind.selectOptions('payment');
  await screen.getByLabelText('付给了谁').fill('示例银行');
  await kind.selectOptions('waiver');
  await screen.getByLabelText('日期').fill('2026-11-02');
  await screen.getByLabelText('金额').fill('1,200');
  await screen.getByRole('button', { name: '保存' }).click();
  // A waiver says of what.
  const part = screen.getByLabelText('哪一部分');
  await expect.element(part).toHaveFocus();
  expect(host.calls.some((call) => call.cmd === 'entry_save')).toBe(false);
  await part.selectOptions('penalty');
  await screen.getByRole('button', { name: '保存' }).click();
  expect(await sent<EntryInput>(host, 'entry_save')).toEqual({
    debt: 'd1',
    entry: { day: '2026-11-02', kind: 'waiver', amount: '1200', part: 'penalty' },
  });
  await expect.element(screen.getByRole('button', { name: '记一笔' })).toHaveFocus();
});

test('what is missing is said as a sentence, and the register fills in what it knows', async () => {
  const fresh = answers();
  const { account_get } = fresh;
  const { screen } = await open('#/money/d1', {
    ...fresh,
    account_get: async (query) => {
      const view = await account_get?.({ ...query, debt: 'd2' });
      if (!view) throw new Error('no account');
      return { ...view, account: { ...view.account, debt: 'd1' } };
    },
  });
  await expect
    .element(screen.getByText('请先写下放款的日期和金额。', { exact: true }))
    .toBeVisible();
  await expect.element(screen.getByLabelText('金额')).toHaveValue('32000.00');
  await expect.element(screen.getByLabelText('日期')).toHaveValue('2023-05-06');
  expect(screen.container.textContent).not.toContain('required');
});

test('an entry that is not payment cannot become one, and removal is asked first', async () => {
  const { host, screen } = await open('#/money/d1');
  const damages = screen.getByRole('row').filter({ hasText: '对方计收的违约金' });
  await damages.getByRole('button', { name: '修改' }).click();
  const kinds = screen.getByRole('combobox', { name: '发生了什么' }).last().element();
  const offered = [...(kinds as HTMLSelectElement).options].map((option) => option.value);
  expect(offered).toContain('waiver');
  expect(offered).not.toContain('payment');
  await screen.getByRole('button', { name: '取消' }).click();
  await damages.getByRole('button', { name: '删除' }).click();
  await expect.element(screen.getByText(/将删除：2026年7月18日 对方计收的违约金/)).toBeVisible();
  expect(host.calls.some((call) => call.cmd === 'entry_remove')).toBe(false);
  await screen.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  expect(await sent(host, 'entry_remove')).toEqual({ id: 'e4' });
});

test('what was typed outlives leaving the page, after a save too', async () => {
  const given = answers();
  const first = await open('#/money/d1', given);
  await first.screen.getByRole('button', { name: '记一笔' }).click();
  const kind = first.screen.getByRole('combobox', { name: '发生了什么' }).last();
  await kind.selectOptions('acceleration');
  await first.screen.getByLabelText('日期').fill('2026-11-01');
  await first.screen.getByRole('button', { name: '保存' }).click();
  await sent(first.host, 'entry_save');
  await first.screen.getByRole('button', { name: '记一笔' }).click();
  await expect.element(first.screen.getByLabelText('日期')).toHaveValue('');
  await first.screen.getByLabelText('证据').fill('半张回单');
  first.screen.unmount();
  first.stop();
  const { screen } = await open('#/money/d1', given);
  await expect.element(screen.getByLabelText('证据')).toHaveValue('半张回单');
});

test('an agreed order is put together with buttons; the rest of the account goes along', async () => {
  const { host, screen } = await open('#/money/d1');
  await screen.getByRole('button', { name: '修改约定' }).click();
  await screen.getByRole('radio', { name: /按约定的顺序/ }).click();
  await screen.getByRole('button', { name: '本金往前移' }).click();
  await expect.element(screen.getByRole('button', { name: '本金往前移' })).toHaveFocus();
  await screen.getByRole('button', { name: '保存' }).click();
  const input = await sent<AccountInput>(host, 'account_save');
  expect(input.terms).toEqual({
    rate: { percent: '18.25', per: 'year' },
    penalty_rate: { percent: '0.05', per: 'day' },
    compound: false,
    day_count: 'actual_365',
    order: ['fee', 'interest', 'principal', 'penalty', 'damages'],
  });
  expect(input).toMatchObject({
    last_due: '2026-06-18',
    instalments: true,
    priority_monthly: '1200.00',
    gap: [],
  });
  expect(input.plans).toHaveLength(1);
});

test('the working is told as sums, and leads to the entry it comes from', async () => {
  const { screen } = await open('#/money/d1');
  await screen.getByText(/看算式/).click();
  await expect
    .element(screen.getByText('¥32,000.00 × 18.25 × 366 天 ÷ (100 × 365) = 5856'))
    .toBeVisible();
  await screen.getByRole('link', { name: '2026年7月18日 对方计收的违约金' }).click();
  await expect.element(screen.getByRole('heading', { name: '修改这一笔' })).toBeVisible();
  await expect.element(screen.getByLabelText('金额')).toHaveValue('300.00');
  await screen.getByRole('button', { name: '取消' }).click();
  await expect.element(screen.getByRole('button', { name: '记一笔' })).toHaveFocus();
});

test('another day is asked for as it is typed', async () => {
  const { host, screen } = await open('#/money/d1');
  await screen.getByLabelText('看哪一天的账').fill('2026-08-31');
  await expect.element(screen.getByText('截至 2026年8月31日')).toBeVisible();
  expect(host.calls.at(-1)?.payload).toEqual({ debt: 'd1', as_of: '2026-08-31' });
});

test('every ceiling says how binding it is and what above it means; the principal is owed', async () => {
  const { host, screen } = await open('#/money/d1/ceilings');
  await expect.element(screen.getByText(/本金仍然要还/)).toBeVisible();
  const first = screen.getByRole('article').first();
  await expect.element(first.getByText('司法解释、司法规范性文件')).toBeVisible();
  await expect.element(first.getByText('待核')).toBeVisible();
  await expect.element(first.getByText('¥526.30')).toBeVisible();
  await expect.element(first.getByText(/借款人请求时，法院可以调减/)).toBeVisible();
  await expect.element(screen.getByText(/2023年5月6日 至 2023年6月1日 前一天/)).toBeVisible();
  await expect.element(screen.getByText(/还没有起诉。这里按假如/)).toBeVisible();
  expect(screen.container.textContent).not.toContain('涉嫌违反');
  await screen
    .getByRole('group', { name: /助贷平台/ })
    .getByText('是', { exact: true })
    .click();
  await screen.getByRole('button', { name: '保存' }).click();
  const input = await sent<AccountInput>(host, 'account_save');
  expect(input).toMatchObject({
    facilitated: true,
    last_due: '2026-06-18',
    plans: [{ months: 36 }],
  });
});

test('several rates are explained, and none is called the rate', async () => {
  const { screen } = await open('#/money/d1/ceilings', answers({ severalRates: true }));
  await expect.element(screen.getByText('能凑出 2 个利率')).toBeVisible();
  await expect.element(screen.getByText(/来回变了 3 次/)).toBeVisible();
  await expect.element(screen.getByText(/实际年化 114.91%/)).toBeVisible();
});

test('a later LPR can be entered, and is marked as one’s own', async () => {
  const { host, screen } = await open('#/money/d1/ceilings', answers({ pastVerified: true }));
  await expect.element(screen.getByText(/核对到 2026年7月20日/)).toBeVisible();
  await screen.getByLabelText('公布的日期').fill('2026-10-20');
  await screen.getByLabelText('一年期 LPR（%）').fill('2.9%');
  await screen.getByRole('button', { name: '加上这一条' }).click();
  expect(await sent<LprInput>(host, 'lpr_save')).toEqual({
    own: [{ day: '2026-10-20', percent: '2.9' }],
  });
  const second = screen.getByRole('article').nth(1);
  await expect.element(second.getByText('2.9%（2026年10月20日公布）')).toBeVisible();
  await expect.element(second.getByText('您自己填的，程序没有核对')).toBeVisible();
});

test('a suggested reason is taken over with the whole account', async () => {
  const { host, screen } = await open('#/money/d1/gap');
  await expect.element(screen.getByText(/由您决定/)).toBeVisible();
  await screen.getByRole('button', { name: '采用：本金' }).click();
  const input = await sent<AccountInput>(host, 'account_save');
  expect(input.gap).toEqual([{ part: 'principal', reason: 'order_of_set_off', amount: '1880.00' }]);
  expect(input).toMatchObject({
    debt: 'd1',
    terms: { rate: { percent: '18.25', per: 'year' } },
    last_due: '2026-06-18',
    instalments: true,
    priority_monthly: '1200.00',
    plans: [{ kind: 'instalments', months: 36 }],
  });
  await expect.element(screen.getByRole('button', { name: '去掉第 1 条' })).toBeVisible();
  expect(screen.getByRole('button', { name: '采用：本金' }).query()).toBeNull();
});

test('a reason added by hand may lower the figure', async () => {
  const { host, screen } = await open('#/money/d1/gap');
  await screen.getByRole('button', { name: '自己加一条说明' }).click();
  await screen.getByLabelText('哪一部分').selectOptions('penalty');
  await screen.getByRole('combobox', { name: '原因' }).selectOptions('waiver_not_credited');
  await screen.getByLabelText('金额').fill('67.60');
  await screen.getByRole('radio', { name: '更低' }).click();
  await screen.getByRole('button', { name: '保存' }).click();
  const input = await sent<AccountInput>(host, 'account_save');
  expect(input.gap).toEqual([{ part: 'penalty', reason: 'waiver_not_credited', amount: '-67.60' }]);
  await expect.element(screen.getByText(/减免没有入账，对方低 ¥67.60/)).toBeVisible();
});

test('before an act that restarts the period the new last day is said', async () => {
  const { screen } = await open('#/money/d1/limitation');
  await expect
    .element(screen.getByText(/时效会从头计算，最后一天变成 2029年11月21日/))
    .toBeVisible();
  await expect.element(screen.getByText(/债仍然要还，还款是您的权利/)).toBeVisible();
  await expect.element(screen.getByText('还有 1,052 天')).toBeVisible();
  // What moved nothing is there, but not in the way.
  const before = screen.getByText('2024年5月6日 还了一部分：发生在开始以前，没有影响');
  await expect.element(before).not.toBeVisible();
  await screen.getByText('没有影响的事（1 件）').click();
  await expect.element(before).toBeVisible();
  expect(screen.container.textContent).not.toContain('放弃');
});

test('once it is over, the defence that would be given up is said', async () => {
  const { screen } = await open('#/money/d1/limitation', answers({ act: { effect: 'waives' } }));
  await expect.element(screen.getByText(/就等于放弃时效届满的抗辩/)).toBeVisible();
  await expect.element(screen.getByText(/债仍然要还，还款是您的权利/)).toBeVisible();
  expect(screen.container.textContent).not.toContain('时效会从头计算');
});

test('only what lasts has an end, and what follows from a payment is not changed here', async () => {
  const { host, screen } = await open('#/money/d1/limitation');
  const paid = screen.getByRole('row').filter({ hasText: '转账回单 1' });
  await expect.element(paid.getByText('来自还款')).toBeVisible();
  expect(paid.getByRole('button').query()).toBeNull();
  await screen.getByRole('button', { name: '记一件事' }).click();
  const kind = screen.getByRole('combobox', { name: '发生了什么' });
  await kind.selectOptions('lawsuit');
  await screen.getByLabelText('结束的日期').fill('2026-11-10');
  await kind.selectOptions('promise');
  expect(screen.getByLabelText('结束的日期').query()).toBeNull();
  await screen.getByRole('textbox', { name: '日期', exact: true }).fill('2026-11-01');
  await screen.getByRole('button', { name: '保存' }).last().click();
  expect(await sent<EventInput>(host, 'limitation_save')).toEqual({
    debt: 'd1',
    event: { kind: 'promise', day: '2026-11-01' },
  });
});

test('no law of the mainland is told about a debt elsewhere', async () => {
  const given = { ...caseAnswers({ abroad: true }), ...moneyAnswers() };
  const { account_get } = given;
  const { screen } = await open('#/money/d-us/limitation', {
    ...given,
    account_get: (query) => {
      if (!account_get) throw new Error('no account');
      return account_get({ ...query, debt: 'd1' });
    },
  });
  await expect.element(screen.getByText(/目前只收录了中国大陆的规定/)).toBeVisible();
  expect(screen.container.textContent).not.toContain('时效会从头计算');
});

for (const lang of ['zh-CN', 'en'] as const) {
  test(`every part is open to everyone, ${lang}`, async () => {
    prefs.lang = lang;
    applyPrefs();
    const places = ['', '/d1', '/d1/ceilings', '/d1/gap', '/d1/limitation', '/d2'];
    for (const place of places) {
      const { screen, stop } = await open(`#/money${place}`, answers({ pastVerified: true }));
      await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
      await expect.poll(() => screen.container.querySelector('table, form')).not.toBeNull();
      for (const details of screen.container.querySelectorAll('details')) details.open = true;
      for (const name of [/^(记一|自己加|修改约定|Add an e|Change what)/]) {
        for (const button of screen.getByRole('button', { name }).elements()) {
          (button as HTMLElement).click();
        }
      }
      expect(await faultsOf(screen.container), place).toEqual([]);
      screen.unmount();
      stop();
    }
  });
}
