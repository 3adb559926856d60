/**
 * A household's month, plans and agreements behind the typed commands. The
 * arithmetic is the plainest that keeps figures in step; no law is quoted.
 */
import type { Answers } from '../fake';
import { refusal } from '../fake';
import type {
  Account,
  Agreement,
  AgreementRow,
  Budget,
  BudgetDebt,
  BudgetView,
  PlanOption,
  PlanOutcome,
} from '../generated/wire';
import { compute, ground } from './calculators';
import { fen, sum, yuan } from './fen';

const today = '2026-11-21';

interface Case {
  /** Nothing written down yet. */
  empty?: boolean;
  /** Living costs above the income. */
  short?: boolean;
}

export function planAnswers({ empty = false, short = false }: Case = {}): Answers {
  let budget: Budget = empty ? { income: [], expenses: [] } : sampleBudget(short);
  const accounts = new Map<string, Account>(
    empty ? [] : ['d1', 'd2'].map((id) => [id, sampleAccount(id)]),
  );
  let agreements: AgreementRow[] = empty ? [] : [sampleAgreement()];

  const debts = (): BudgetDebt[] =>
    empty
      ? []
      : [
          {
            id: 'd1',
            lender_name: '示例银行',
            product: '示例信用卡',
            balance: '34452.65',
            balance_from: 'stated',
            priority_monthly: accounts.get('d1')?.priority_monthly,
          },
          {
            id: 'd2',
            lender_name: '示例小额贷款公司',
            product: '示例贷',
            balance_from: undefined,
            priority_monthly: accounts.get('d2')?.priority_monthly,
          },
        ];

  const view = (): BudgetView => {
    const income = sum(budget.income.map((line) => line.amount));
    const expenses = sum(budget.expenses.map((line) => line.amount));
    const all = debts();
    let left = income - expenses;
    const priority = all.flatMap(({ id, priority_monthly: monthly }) => {
      if (monthly === undefined) return [];
      const paid = clamp(left, 0n, fen(monthly));
      left -= fen(monthly);
      return [{ id, paid: yuan(paid), short: yuan(fen(monthly) - paid) }];
    });
    const surplus = left > 0n ? left : 0n;
    const shared = all.filter((debt) => debt.balance && !debt.priority_monthly);
    return {
      budget,
      answer: {
        income: yuan(income),
        expenses: yuan(expenses),
        priority,
        surplus: yuan(surplus),
        deficit: yuan(left < 0n ? -left : 0n),
      },
      offers:
        shared.length === 0
          ? undefined
          : {
              offers: shared.map(({ id, balance = '0' }) => ({
                id,
                balance,
                offer: yuan(surplus),
                months: surplus > 0n ? Number(fen(balance) / surplus) + 1 : undefined,
              })),
              total: yuan(surplus),
            },
      debts: all,
      problems: shared.length > 0 ? [] : [{ section: 'offers', field: 'debts', code: 'required' }],
    };
  };

  return {
    budget_get: view,
    budget_save: (next) => {
      budget = next.budget;
      for (const { debt, monthly } of next.priority ?? []) {
        const account = accounts.get(debt);
        if (account) accounts.set(debt, { ...account, priority_monthly: monthly });
      }
      return view();
    },
    account_get: ({ debt }) => {
      const account = accounts.get(debt);
      if (!account) throw refusal('not_found', { what: 'debt' });
      return {
        as_of: today,
        lender_name: '示例银行',
        account,
        entries: [],
        working: [],
        months: [],
        charges: [],
        limitation:
          debt === 'd1'
            ? {
                state: 'running',
                expires: '2029-06-18',
                days_left: 940,
                steps: [],
                act_today: { effect: 'restarts', expires: '2029-11-21' },
                proceedings_open: false,
                basis: [ground],
              }
            : undefined,
        events: [],
        problems: [],
      };
    },
    account_save: (input) => {
      accounts.set(input.debt, input);
      return {};
    },
    plan_compare: ({ debt, options }) => {
      const known = debt === 'd1';
      const problems = options.flatMap(({ months }, at) =>
        months < 1 || months > 60
          ? [
              {
                section: 'plans' as const,
                field: `options[${at}].months`,
                code: 'out_of_range' as const,
              },
            ]
          : [],
      );
      if (!known) {
        return {
          as_of: today,
          problems: [...problems, { section: 'plans', field: 'balance', code: 'not_positive' }],
        };
      }
      const { answer } = view();
      return {
        as_of: today,
        balance: {
          principal: '32000.00',
          interest: '1840.25',
          penalty: '612.40',
          damages: '0.00',
          fee: '0.00',
        },
        balance_day: '2026-10-31',
        balance_from: 'stated',
        surplus: answer?.surplus,
        savings: budget.savings,
        answer:
          problems.length > 0
            ? undefined
            : {
                today: '34452.65',
                outcomes: options.map((option, at) => outcome(option, at, answer?.surplus)),
                basis: { ...ground, to_verify: true, grade: 'B' },
              },
        problems,
      };
    },
    agreement_list: () => agreements,
    agreement_save: (input) => {
      const saved: Agreement = { ...input, id: input.id ?? `a${agreements.length + 2}` };
      const rows = (saved.payments ?? []).map((payment) => ({
        ...payment,
        paid: '0.00',
        state: 'ahead' as const,
      }));
      agreements = [
        ...agreements.filter((row) => row.agreement.id !== saved.id),
        {
          agreement: saved,
          lender_name: '示例银行',
          rows,
          agreed: yuan(sum(rows.map((row) => row.amount))),
          paid: '0.00',
          next: rows[0],
        },
      ];
      return saved;
    },
    money_compute: compute,
  };
}

function sampleBudget(short: boolean): Budget {
  return {
    income: [
      { group: 'wage', amount: '5600.00' },
      { group: 'benefit', amount: '300.00' },
    ],
    expenses: [
      { group: 'housing', amount: short ? '4800.00' : '1500.00' },
      { group: 'utilities', amount: '260.00' },
      { group: 'food', amount: '1600.00' },
      { group: 'medical', amount: '180.50' },
    ],
    savings: '6000.00',
    hardship: [
      { proof: 'income', at_hand: true, note: '六月至十一月工资单' },
      { proof: 'illness', at_hand: false, note: '向医院补开诊断证明' },
    ],
  };
}

function sampleAccount(debt: string): Account {
  return {
    debt,
    terms: {
      rate: { percent: '18.25', per: 'year' },
      compound: false,
      day_count: 'actual_365',
      order: ['fee', 'interest', 'principal', 'penalty', 'damages'],
    },
    last_due: '2026-06-18',
    instalments: true,
    facilitated: false,
    priority_monthly: debt === 'd2' ? '400.00' : undefined,
    gap: [{ part: 'interest', reason: 'rounding', amount: '0.01' }],
    plans:
      debt === 'd1'
        ? [
            { kind: 'instalments', months: 36, waived: none() },
            {
              kind: 'reduction',
              months: 12,
              waived: { ...none(), penalty: '612.40' },
              rate: { percent: '6', per: 'year' },
            },
            { kind: 'lump_sum', months: 1, waived: none(), amount: '24000.00' },
          ]
        : [],
  };
}

function sampleAgreement(): AgreementRow {
  const payments = [
    { due: '2026-10-15', amount: '800.00' },
    { due: '2026-11-15', amount: '800.00' },
    { due: '2026-11-26', amount: '800.00' },
    { due: '2026-12-15', amount: '800.00' },
  ];
  const missed = {
    due: '2026-11-15',
    amount: '800.00',
    paid: '300.00',
    state: 'missed' as const,
  };
  return {
    agreement: {
      id: 'a1',
      debt: 'd1',
      agreed_on: '2026-10-01',
      months: 4,
      kept: 'unknown',
      payments,
      breaks: '连续两期没有足额还款，剩余部分一次到期。',
      evidence: '盖章的协议，十月一日，抽屉里',
    },
    lender_name: '示例银行',
    rows: [
      {
        due: '2026-10-15',
        amount: '800.00',
        paid: '800.00',
        paid_on: '2026-10-17',
        state: 'paid_late',
      },
      missed,
      { due: '2026-11-26', amount: '800.00', paid: '0.00', state: 'due_soon' },
      { due: '2026-12-15', amount: '800.00', paid: '0.00', state: 'ahead' },
    ],
    agreed: '3200.00',
    paid: '1100.00',
    next: missed,
  };
}

/** Equal parts of what is left, without interest. */
function outcome(option: PlanOption, at: number, can: string | undefined): PlanOutcome {
  const owed = fen('34452.65');
  const waived = option.amount
    ? owed - fen(option.amount)
    : sum(Object.values(option.waived as unknown as Record<string, string>));
  const total = owed - waived;
  const once = option.kind === 'lump_sum' || option.kind === 'extension';
  const count = once ? 1 : option.months;
  const first =
    option.first_due ?? monthsLater(today, option.kind === 'extension' ? option.months : 1);
  const rows = Array.from({ length: count }, (_, i) => {
    const paid = (total * BigInt(i + 1)) / BigInt(count);
    const payment = paid - (total * BigInt(i)) / BigInt(count);
    return {
      n: i + 1,
      due: monthsLater(first, i),
      payment: yuan(payment),
      owed_today: yuan(payment),
      interest: '0.00',
      left: yuan(total - paid),
    };
  });
  const highest = rows.map((row) => fen(row.payment)).reduce((a, b) => (a > b ? a : b), 0n);
  return {
    option: at,
    rows,
    total: yuan(total),
    interest: '0.00',
    waived: yuan(waived),
    against_today: yuan(total - owed),
    highest: yuan(highest),
    ends: rows.at(-1)?.due ?? today,
    fits: can === undefined ? undefined : highest <= fen(can),
  };
}

function none() {
  return { principal: '0', interest: '0', penalty: '0', damages: '0', fee: '0' };
}

function clamp(value: bigint, low: bigint, high: bigint): bigint {
  return value < low ? low : value > high ? high : value;
}

function monthsLater(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, date)).toISOString().slice(0, 10);
}
