/** Invented rules, and findings and questions over invented contacts. No law is quoted. */
import type {
  Contact,
  EventBrief,
  FindingRow,
  PackRow,
  Question,
  Rank,
  RuleCard,
  RuleWords,
  VerdictCode,
  Words,
} from '../generated/wire';

export const pack: PackRow = {
  id: 'demo',
  title: both('示例规定', 'Example rules'),
  version: '0.0.1',
  checked_on: '2026-11-01',
  stale: false,
  added: false,
  rules: 4,
};

const night = words('夜间联系', 'Contact at night');
const other = words('联系没有还款义务的人', 'Contact with someone who owes nothing');
const often = words('一天内次数过多', 'Too often on one day');

export const rules: RuleCard[] = [
  card('example-night', 'national_standard', night, false),
  {
    ...card('example-other', 'law', other, false),
    history: [
      {
        rule: 'example-other-old',
        instrument: both('《旧示例办法》', 'Old Example Measures'),
        clause: both('旧条', 'old article'),
        from: '2020-01-01',
        to: '2024-12-31',
      },
      {
        rule: 'example-other',
        instrument: both('《示例办法》', 'Example Measures'),
        clause: both('示例条', 'example article'),
        from: '2025-01-01',
      },
    ],
  },
  card('example-often', 'self_regulation', often, true),
  {
    ...card('example-look', 'law', words('请人看一看', 'For a person to look at'), false),
    engine: 'manual',
  },
];

export function findings(contacts: readonly Contact[]): FindingRow[] {
  const nightly = contacts.filter((one) => one.at.slice(11, 13) === '22');
  const family = contacts.filter((one) => one.reached.relation === 'family');
  return [
    ...nightly
      .slice(0, 3)
      .map((one, i) => finding(`n${i}`, 'example-night', 'flagged', [one], night)),
    finding('o1', 'example-other', 'flagged', family.slice(0, 5), other),
    finding('m1', 'example-often', 'needs_facts', contacts.slice(0, 4), often),
    finding('k1', 'example-night', 'clear', contacts.slice(4, 5), night),
    finding('k2', 'example-often', 'not_applicable', contacts.slice(5, 6), often),
  ].filter((one) => one.events.length > 0);
}

export function questions(): Question[] {
  const example: EventBrief = {
    id: 'c002',
    at: '2026-11-20T22:41:10+08:00',
    channel: 'call',
    direction: 'incoming',
    connection: 'connected',
    duration_s: 94,
    number: '4000000000',
  };
  return [
    {
      fact: { key: 'is_collection', subject: { of: 'number', id: '4000000000' } },
      kind: 'yes_no',
      subject: '4000000000',
      rules: ['example-night', 'example-often'],
      contacts: 24,
      example,
    },
    {
      fact: { key: 'who_reached', subject: { of: 'contact', id: 'c002' } },
      kind: 'relation',
      subject: '4000000000',
      rules: ['example-other'],
      contacts: 1,
      example,
    },
    {
      fact: { key: 'which_conducts', subject: { of: 'contact', id: 'c003' } },
      kind: 'conducts',
      subject: '示例催收公司',
      rules: ['example-other'],
      contacts: 1,
      example: { ...example, id: 'c003' },
    },
  ];
}

/** A contact as a finding shows it. */
export function brief(contact: Contact): EventBrief {
  const { id, at, channel, direction, connection, duration_s, number } = contact;
  return { id, at, channel, direction, connection, duration_s, number };
}

function finding(
  key: string,
  rule: string,
  verdict: VerdictCode,
  contacts: readonly Contact[],
  texts: RuleWords,
): FindingRow {
  const { rank, unverified, instrument, clause, grade } = rules.find(
    (one) => one.rule === rule,
  ) as RuleCard;
  const day = contacts[0]?.at.slice(0, 10);
  return {
    key,
    rule,
    pack: 'demo',
    pack_version: '0.0.1',
    verdict,
    why: verdict === 'not_applicable' ? 'not_member' : undefined,
    manual: false,
    rank,
    grade,
    unverified,
    instrument,
    clause,
    law_date: day,
    debt: 'd1',
    events: contacts.map(brief),
    event_count: contacts.length,
    missing: [],
    trace: [
      { code: 'in_force', params: { day: day ?? '', from: '2025-01-01' } },
      { code: 'collection', params: {} },
      ...(rule === 'example-night'
        ? [{ code: 'time', params: { time: '22:41:10', from: '22:00', to: '08:00' } }]
        : [{ code: 'reached', params: { relation: 'family' } }]),
    ],
    texts,
    letters: [],
    requests: [],
  };
}

function card(rule: string, rank: Rank, texts: RuleWords, unverified: boolean): RuleCard {
  return {
    rule,
    pack: 'demo',
    engine: 'auto',
    rank,
    grade: unverified ? 'B2' : 'B1',
    unverified,
    instrument: both('《示例办法》', 'Example Measures'),
    clause: both('示例条', 'example article'),
    from: '2025-01-01',
    texts,
    history: [],
  };
}

function words(zh: string, en: string): RuleWords {
  return {
    title: both(zh, en),
    why: both('示例说明：为什么这样规定。', 'An invented reason why this is ruled so.'),
    allowed: both(
      '白天正常提醒还款，如实告知后果。',
      'Remind by day and tell the truth about consequences.',
    ),
    limits: both('示例：端点如何计算没有写明。', 'Invented: how the ends are counted is not said.'),
    evidence: both('通话记录截图和录音。', 'Screenshots of the call log and recordings.'),
    tell: both('先向出借人投诉，再向监管部门反映。', 'The lender first, then the regulator.'),
  };
}

function both(zh: string, en: string): Words {
  return { 'zh-CN': zh, en };
}
