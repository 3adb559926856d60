/** Invented debts, people, numbers and a month of contacts. */
import type {
  CallQuestion,
  Contact,
  DebtRow,
  Notice,
  NumberRow,
  Party,
  Person,
} from '../generated/wire';

export function parties(): Party[] {
  return [
    { id: 'p1', name: '示例银行', role: 'lender', cba_member: 'yes', nifa_member: 'unknown' },
    { id: 'p2', name: '示例催收公司', role: 'agency', cba_member: 'no', nifa_member: 'unknown' },
    {
      id: 'p3',
      name: '示例小额贷款公司',
      role: 'lender',
      cba_member: 'no',
      nifa_member: 'unknown',
    },
  ];
}

export function people(): Person[] {
  return [{ id: 'q1', name: '母亲', relation: 'family', phones: ['13900000002'] }];
}

export function debts(): DebtRow[] {
  const bank = {
    as_of: '2026-11-01',
    principal: '32000.00',
    interest: '1840.25',
    penalty: '612.40',
    fee: '0.00',
    said_by: 'p1',
  };
  return [
    {
      debt: {
        id: 'd1',
        lender: 'p1',
        lender_type: 'bank_card',
        jurisdiction: 'CN',
        product: '示例信用卡',
        contract_no: '6200000000001234',
        opened: '2023-05-06',
        overdue_since: '2026-06-18',
        currency: 'CNY',
        principal: '32000.00',
        rate: { percent: '18.25', per: 'year' },
        online: 'no',
        stage: 'negotiate',
        chain: [
          {
            party: 'p2',
            role: 'agency',
            from: '2026-09-01',
            authorisation_shown: 'no',
            told_in_advance: 'unknown',
            on_published_list: 'unknown',
          },
        ],
        balances: [bank],
      },
      lender_name: '示例银行',
      cba_member: 'yes',
      nifa_member: 'unknown',
      chain_names: ['示例催收公司'],
      balance_names: ['示例银行'],
      latest: bank,
      latest_total: '34452.65',
      agreements: [{ id: 'a1', debt: 'd1', agreed_on: '2026-10-01', months: 24, kept: 'yes' }],
      contacts: 120,
      flagged: 3,
      questions: 2,
    },
    {
      debt: {
        id: 'd2',
        lender: 'p3',
        lender_type: 'micro_loan',
        jurisdiction: 'CN',
        product: '示例贷',
        overdue_since: '2026-08-02',
        currency: 'CNY',
        online: 'unknown',
        stage: 'verify',
        chain: [],
        balances: [],
      },
      lender_name: '示例小额贷款公司',
      cba_member: 'no',
      nifa_member: 'unknown',
      chain_names: [],
      balance_names: [],
      agreements: [],
      contacts: 23,
      flagged: 0,
      questions: 0,
    },
  ];
}

/** A debt in the United States. */
export function debtAbroad(): DebtRow {
  return {
    debt: {
      id: 'd-us',
      lender: 'p1',
      lender_type: 'bank_card',
      jurisdiction: 'US',
      credit_reported_on: '2026-10-05',
      product: 'Example Card',
      currency: 'USD',
      online: 'unknown',
      stage: 'verify',
      chain: [],
      balances: [],
    },
    lender_name: 'Example Bank',
    cba_member: 'unknown',
    nifa_member: 'unknown',
    chain_names: [],
    balance_names: [],
    agreements: [],
    contacts: 0,
    flagged: 0,
    questions: 0,
  };
}

/** What was told about that debt: by letter, not known to have arrived, and by telephone. */
export function notices(): Notice[] {
  return [
    {
      id: 'n1',
      kind: 'dispute',
      debt: 'd-us',
      party: 'p2',
      channel: 'letter',
      sent_at: '2026-10-12T15:30:00-05:00',
      direct: 'unknown',
      note: 'Certified mail',
    },
    {
      id: 'n2',
      kind: 'inconvenient_time',
      debt: 'd-us',
      channel: 'call',
      sent_at: '2026-10-20T09:05:40-05:00',
      from_time: '12:00:00',
      to_time: '17:30:00',
      direct: 'unknown',
    },
  ];
}

export function numbers(): NumberRow[] {
  return [
    {
      number: '01000000001',
      entry: { number: '01000000001', kind: 'collector', party: 'p2', debt: 'd1' },
      party_name: '示例催收公司',
      claimed: ['示例银行信用卡中心'],
      contacts: 96,
      connected: 31,
      first: '2026-09-03T09:12:00+08:00',
      last: '2026-11-20T22:41:10+08:00',
    },
    {
      number: '4000000000',
      claimed: [],
      contacts: 24,
      connected: 9,
      first: '2026-10-02T10:00:00+08:00',
      last: '2026-11-19T18:30:00+08:00',
    },
  ];
}

/** Twenty weeks, about one contact a day, three shapes of it; the last ones in the night. */
export function contactsOf(count = 140): Contact[] {
  const hours = [
    '09:12:20',
    '10:40:05',
    '14:05:31',
    '18:30:00',
    '20:15:44',
    '22:41:10',
    '07:20:00',
  ];
  return Array.from({ length: count }, (_, i) => {
    const at = new Date(Date.UTC(2026, 10, 20));
    at.setUTCDate(at.getUTCDate() - Math.floor(i / 4));
    const day = at.toISOString().slice(0, 10);
    const sms = i % 9 === 4;
    const rang = !sms && i % 3 !== 0;
    return {
      id: `c${String(i).padStart(3, '0')}`,
      channel: sms ? 'sms' : 'call',
      direction: 'incoming',
      at: `${day}T${hours[(i * 3) % hours.length]}+08:00`,
      duration_s: sms || rang ? undefined : 20 + ((i * 37) % 200),
      connection: rang ? 'rang_only' : 'connected',
      voice: 'unknown',
      purpose: 'collection',
      number: i % 5 === 2 ? '4000000000' : '01000000001',
      reached: { relation: i % 11 === 6 ? 'family' : 'borrower' },
      refused: 'unknown',
      said: sms ? '【示例】您的账单已逾期，请尽快处理。' : undefined,
      source: {
        file: 'calls-20261120.xml',
        sha256: 'ab12cd34'.repeat(8),
        position: count - i,
        raw: `<call number="01000000001" duration="${20 + i}" type="1" />`,
      },
    };
  });
}

/** Rows of a bill beside calls of the log: one a question, and a witness of the first call. */
export function callPairs(contacts: Contact[]): CallQuestion[] {
  const [first, second] = contacts;
  if (!first?.source || !second) return [];
  const bill = (position: number) => ({
    kind: 'carrier_bill' as const,
    file: 'mobile-bill.csv',
    sha256: 'cd34ab12'.repeat(8),
    position,
    raw: '2026-11-20 09:12:35,被叫,01000000001,48秒',
  });
  first.witnesses = [
    {
      id: 'b000',
      at: first.at,
      duration_s: 48,
      connection: 'connected',
      source: bill(7),
      with: first.id,
      reason: 'near_in_time',
    },
  ];
  return [
    {
      one: second,
      other: { ...second, id: 'b001', duration_s: 250, source: bill(8), witnesses: [] },
      conflict: 'length_differs',
      held: 'b001',
    },
  ];
}
