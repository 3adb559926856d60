/**
 * The money of two invented debts behind the typed commands: one with an
 * account that reacts to what is entered, one nobody has written down yet. The
 * figures and the grounds are made up; no law is quoted.
 */
import { type Answers, refusal } from '../fake';
import type {
  Account,
  AccountBalance,
  AccountView,
  ActEffect,
  Basis,
  CeilingLine,
  EntryRow,
  EventRow,
  GapLine,
  GapPiece,
  GapView,
  LimitationAnswer,
  OwnLpr,
  Part,
  Working,
} from '../generated/wire';

const today = '2026-11-21';

interface Given {
  /** What a promise today would do. */
  act?: ActEffect;
  /** The LPR of the day is later than the series. */
  pastVerified?: boolean;
  /** Several rates make the flows balance. */
  severalRates?: boolean;
}

export function moneyAnswers({
  act = { effect: 'restarts', expires: '2029-11-21' },
  pastVerified = false,
  severalRates = false,
}: Given = {}): Answers {
  const accounts = new Map<string, Account>([['d1', kept()]]);
  let rows: (EntryRow & { debt: string })[] = entries().map((row) => ({ ...row, debt: 'd1' }));
  let noted: (EventRow & { debt: string })[] = [
    {
      debt: 'd1',
      id: 'm1',
      event: { day: '2026-10-08', kind: 'demand_arrived', evidence: '短信截图 3' },
    },
  ];
  let own: OwnLpr[] = [];

  const view = (debt: string, as_of: string): AccountView => {
    const account = accounts.get(debt) ?? fresh(debt);
    const mine = rows.filter((row) => row.debt === debt).sort(byDay);
    const events = [...noted.filter((row) => row.debt === debt), ...paid(mine)]
      .map(({ id, event }) => ({ id, event }))
      .sort((a, b) => a.event.day.localeCompare(b.event.day));
    const begun = mine.some((row) => row.entry.kind === 'disbursement');
    const base = {
      as_of,
      lender_name: debt === 'd1' ? '示例银行' : '示例小额贷款公司',
      account,
      entries: mine.map(({ debt: _, ...row }) => row),
      events,
    };
    if (!begun) {
      return {
        ...base,
        working: [],
        months: [],
        charges: [],
        problems: [
          { section: 'balance', field: 'entries', code: 'required' },
          { section: 'ceiling', field: 'contract_day', code: 'required' },
          { section: 'gap', field: 'balances', code: 'required' },
          ...(account.last_due
            ? []
            : [{ section: 'limitation', field: 'last_due', code: 'required' } as const]),
        ],
        limitation: account.last_due ? limitation(account.last_due, events, act, as_of) : undefined,
      };
    }
    return {
      ...base,
      balance: { ...balance, day: as_of },
      working: working(),
      months: months(),
      cost: severalRates ? { ...cost, rate: undefined, rates: several, sign_changes: 3 } : cost,
      ceiling:
        pastVerified && own.length === 0
          ? undefined
          : {
              lines: lines(own.at(-1)),
              filing_assumed: account.filed_on === undefined,
              uncovered: [{ from: '2023-05-06', to: '2023-06-01' }],
            },
      charges: [
        { kind: 'interest', amount: '9426.30', paid: '7900.00' },
        { kind: 'guarantee', amount: '600.00', paid: '600.00' },
        { kind: 'liquidated_damages', amount: '300.00', paid: '0.00' },
      ],
      gap: gap(account.gap ?? []),
      limitation: account.last_due ? limitation(account.last_due, events, act, as_of) : undefined,
      problems: [
        ...(pastVerified && own.length === 0
          ? [{ section: 'ceiling', field: 'as_of', code: 'past_verified' } as const]
          : []),
        ...(account.last_due
          ? []
          : [{ section: 'limitation', field: 'last_due', code: 'required' } as const]),
      ],
    };
  };

  return {
    account_get: ({ debt, as_of }) => view(debt, as_of ?? today),
    account_save: (input) => {
      accounts.set(input.debt, input);
      return {};
    },
    entry_save: ({ id, debt, entry, charge, payee }) => {
      const row = { id: id ?? `e${rows.length + 10}`, debt, entry, charge, payee };
      rows = [...rows.filter((one) => one.id !== row.id), row];
      return row;
    },
    entry_remove: ({ id }) => {
      if (!rows.some((row) => row.id === id)) throw refusal('not_found', { what: 'entry' });
      rows = rows.filter((row) => row.id !== id);
      return {};
    },
    limitation_save: ({ id, debt, event }) => {
      const row = { id: id ?? `m${noted.length + 1}`, debt, event };
      noted = [...noted.filter((one) => one.id !== row.id), row];
      return {};
    },
    limitation_remove: ({ id }) => {
      noted = noted.filter((row) => row.id !== id);
      return {};
    },
    lpr_get: () => ({ verified_to: '2026-07-20', own }),
    lpr_save: (input) => {
      own = input.own;
      return { verified_to: '2026-07-20', own };
    },
  };
}

function kept(): Account {
  return {
    debt: 'd1',
    terms: {
      rate: { percent: '18.25', per: 'year' },
      penalty_rate: { percent: '0.05', per: 'day' },
      compound: false,
      day_count: 'actual_365',
    },
    last_due: '2026-06-18',
    instalments: true,
    facilitated: false,
    priority_monthly: '1200.00',
    gap: [],
    plans: [
      {
        kind: 'instalments',
        months: 36,
        waived: {
          principal: '0.00',
          interest: '0.00',
          penalty: '0.00',
          damages: '0.00',
          fee: '0.00',
        },
      },
    ],
  };
}

function fresh(debt: string): Account {
  return {
    debt,
    terms: { compound: false, day_count: 'actual_365' },
    instalments: false,
    facilitated: false,
  };
}

function entries(): EntryRow[] {
  return [
    {
      id: 'e1',
      entry: {
        day: '2023-05-06',
        kind: 'disbursement',
        amount: '32000.00',
        evidence: '银行流水 2023-05',
      },
    },
    {
      id: 'e2',
      entry: { day: '2023-05-06', kind: 'upfront_fee', amount: '600.00' },
      charge: 'guarantee',
    },
    {
      id: 'y1',
      entry: { day: '2024-05-06', kind: 'payment', amount: '7720.00', evidence: '转账回单 1' },
      payee: '示例银行',
    },
    { id: 'e3', entry: { day: '2026-06-18', kind: 'acceleration' } },
    { id: 'e4', entry: { day: '2026-07-18', kind: 'damages', amount: '300.00' } },
    {
      id: 'y2',
      entry: { day: '2026-09-15', kind: 'payment', amount: '2060.00', evidence: '转账回单 2' },
      payee: '示例银行',
    },
  ];
}

const balance: AccountBalance = {
  day: today,
  principal: '30120.00',
  overdue_principal: '30120.00',
  interest: '1526.30',
  penalty: '402.15',
  damages: '300.00',
  fee: '0.00',
  total: '32348.45',
  overpaid: '0.00',
};

function months(): AccountBalance[] {
  return Array.from({ length: 18 }, (_, i) => {
    const day = new Date(Date.UTC(2025, 5 + i, 0)).toISOString().slice(0, 10);
    const interest = (380 + i * 62.5).toFixed(2);
    const penalty = (i > 13 ? (i - 13) * 90 : 0).toFixed(2);
    return {
      day,
      principal: i < 16 ? '32000.00' : '30120.00',
      overdue_principal: i > 13 ? '30120.00' : '0.00',
      interest,
      penalty,
      damages: i > 13 ? '300.00' : '0.00',
      fee: '0.00',
      total: (
        32000 -
        (i < 16 ? 0 : 1880) +
        Number(interest) +
        Number(penalty) +
        (i > 13 ? 300 : 0)
      ).toFixed(2),
      overpaid: '0.00',
    };
  });
}

function working(): Working[] {
  return [
    { kind: 'disbursed', day: '2023-05-06', amount: '32000.00', part: 'principal', entry: 0 },
    { kind: 'upfront_fee', day: '2023-05-06', amount: '600.00', part: 'fee', entry: 1 },
    {
      kind: 'accrued',
      day: '2023-05-06',
      to: '2024-05-06',
      days: 366,
      base: '32000.00',
      percent: '18.25',
      part: 'interest',
      exact: '5856.0000000000',
    },
    { kind: 'posted', day: '2024-05-06', amount: '5856.00', part: 'interest' },
    { kind: 'set_off', day: '2024-05-06', amount: '5840.00', part: 'interest', entry: 2 },
    { kind: 'set_off', day: '2024-05-06', amount: '1880.00', part: 'principal', entry: 2 },
    { kind: 'fell_due', day: '2026-06-18', amount: '30120.00', part: 'principal', entry: 3 },
    { kind: 'charged', day: '2026-07-18', amount: '300.00', part: 'damages', entry: 4 },
    { kind: 'set_off', day: '2026-09-15', amount: '2060.00', part: 'interest', entry: 5 },
  ];
}

const rate = {
  per_period_percent: '0.0497',
  nominal_annual_percent: '18.1405',
  effective_annual_percent: '19.8862134',
};
const cost = { rate, rates: [rate], sign_changes: 1, periods_per_year: 365 };
const several = [
  rate,
  {
    per_period_percent: '0.21',
    nominal_annual_percent: '76.65',
    effective_annual_percent: '114.91',
  },
];

function basis(given: Partial<Basis>): Basis {
  return {
    slug: 'demo',
    title: { zh: '示例规定', en: 'Example provision' },
    instrument: 'DEMO1',
    name: '《示例法》',
    name_en: 'Example Law',
    clause: '第一条',
    force: 'law',
    grade: 'A',
    to_verify: false,
    sources: ['D1'],
    ...given,
  };
}

function lines(quote: OwnLpr | undefined): CeilingLine[] {
  return [
    {
      basis: basis({
        slug: 'demo-24',
        title: {
          zh: '示例：各项收费合计超过年利率24%的部分',
          en: 'Example: charges above 24 % a year in total',
        },
        name: '《示例审判意见》',
        clause: '',
        force: 'judicial',
        grade: 'B',
        to_verify: true,
        sources: ['D1', 'D2'],
      }),
      percent: '24',
      charges: [],
      unpaid: 'reduced_on_request',
      paid: 'not_settled',
      rate_above: false,
      amounts: {
        allowed: '9800.00',
        charged: '10326.30',
        above: '526.30',
        above_unpaid: '326.30',
        above_paid: '200.00',
        items: [
          { charge: 0, charged: '9426.30', above: '480.43' },
          { charge: 1, charged: '600.00', above: '30.58' },
          { charge: 2, charged: '300.00', above: '15.29' },
        ],
      },
    },
    {
      basis: basis({
        slug: 'demo-lpr',
        title: { zh: '示例：一年期LPR的四倍', en: 'Example: four times the one-year LPR' },
        name: '《示例解释》',
        force: 'judicial',
      }),
      percent: '12',
      lpr: quote
        ? { percent: quote.percent, published: quote.day, origin: 'user' }
        : { percent: '3.0', published: '2026-06-22', origin: 'lpr', grade: 'A' },
      from: '2023-05-06',
      to: '2026-11-21',
      charges: ['interest'],
      unpaid: 'not_supported',
      paid: 'not_refundable',
      rate_above: true,
    },
    {
      basis: basis({
        slug: 'demo-fair',
        title: {
          zh: '示例：总额过高的，由法院衡量',
          en: 'Example: the court weighs an excessive total',
        },
        force: 'judicial',
      }),
      charges: [],
      unpaid: 'reduced_on_request',
      paid: 'not_settled',
    },
    {
      basis: basis({
        slug: 'demo-guide',
        title: { zh: '示例：窗口指导20%', en: 'Example: window guidance of 20 %' },
        name: '示例窗口指导（未公布）',
        clause: '',
        force: 'guidance',
        grade: 'B',
        to_verify: true,
      }),
      percent: '20',
      charges: [],
      unpaid: 'negotiating_reference',
      paid: 'negotiating_reference',
      rate_above: false,
    },
  ];
}

const stated: Record<Part, [string, string]> = {
  principal: ['32000.00', '30120.00'],
  interest: ['1840.25', '1450.10'],
  penalty: ['612.40', '680.00'],
  damages: ['0.00', '0.00'],
  fee: ['0.00', '0.00'],
};

function gap(pieces: GapPiece[]): GapView {
  const sheet: GapLine[] = Object.entries(stated).map(([part, [lender, ours]]) => {
    const mine = pieces.filter((piece) => piece.part === part);
    const difference = less(lender, ours);
    const unexplained = mine.reduce((left, piece) => less(left, piece.amount), difference);
    return { part: part as Part, lender, ours, difference, pieces: mine, unexplained };
  });
  const left = sheet.reduce((sum, line) => sum + Number(line.unexplained), 0);
  const proposed: GapPiece[] = [
    { part: 'principal', reason: 'order_of_set_off', amount: '1880.00' },
    { part: 'interest', reason: 'rate_differs', amount: '390.15' },
  ];
  return {
    said_by: '示例银行',
    sheet: {
      as_of: '2026-11-01',
      lines: sheet,
      lender: '34452.65',
      ours: '32250.10',
      difference: '2202.55',
      unexplained: left.toFixed(2),
    },
    proposed: proposed.filter((piece) =>
      sheet.some((line) => line.part === piece.part && line.unexplained === piece.amount),
    ),
  };
}

function limitation(
  due: string,
  events: EventRow[],
  act: ActEffect,
  as_of: string,
): LimitationAnswer {
  const over = act.effect === 'waives';
  const last = events.at(-1);
  return {
    state: over ? 'expired' : 'running',
    expires: over ? '2026-06-18' : '2029-10-08',
    days_left: over ? undefined : days(as_of, '2029-10-08'),
    outer_limit: `${Number(due.slice(0, 4)) + 20}${due.slice(4)}`,
    steps: [
      {
        kind: 'starts',
        day: due,
        expires: `${Number(due.slice(0, 4)) + 3}${due.slice(4)}`,
        basis: basis({ title: { zh: '示例：期间三年', en: 'Example: a period of three years' } }),
      },
      ...events.flatMap(({ event }, at) =>
        event.day <= due
          ? [{ kind: 'before_start' as const, day: event.day, event: at, basis: basis({}) }]
          : [],
      ),
      ...(last
        ? [
            {
              kind: 'restarts' as const,
              day: last.event.day,
              expires: '2029-10-08',
              event: events.length - 1,
              basis: basis({
                title: {
                  zh: '示例：催款送到，重新计算',
                  en: 'Example: a demand restarts the period',
                },
                clause: '第二条',
              }),
            },
          ]
        : []),
    ],
    act_today: act,
    proceedings_open: false,
    basis: [
      basis({
        title: { zh: '示例：届满以后可以抗辩', en: 'Example: a defence once it is over' },
        clause: '第三条',
      }),
    ],
  };
}

/** Payments and agreements move the period too; nobody enters them twice. */
function paid(rows: EntryRow[]): EventRow[] {
  return rows
    .filter((row) => row.entry.kind === 'payment')
    .map(({ entry }) => ({
      event: { day: entry.day, kind: 'part_payment', evidence: entry.evidence },
    }));
}

function byDay(a: EntryRow, b: EntryRow): number {
  return a.entry.day.localeCompare(b.entry.day);
}

function less(a: string, b: string): string {
  return (Number(a) - Number(b)).toFixed(2);
}

function days(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
