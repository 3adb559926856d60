/** Invented rules, and findings and questions over invented contacts. No law is quoted. */
import { refusal } from '../fake';
import type {
  Contact,
  EventBrief,
  FindingRow,
  PackRow,
  Question,
  Rank,
  RuleCard,
  RulePage,
  RuleQuery,
  RuleRef,
  RuleSearch,
  RuleWords,
  SnippetPiece,
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
  rules: 6,
};

const night = words('夜间联系', 'Contact at night');
const other = words('联系没有还款义务的人', 'Contact with someone who owes nothing');
const often = words('一天内次数过多', 'Too often on one day');

export const rules: RuleCard[] = [
  card('example-night', 'national_standard', night, false),
  card('example-other', 'law', other, false),
  card('example-often', 'self_regulation', often, true),
  {
    ...card('example-look', 'law', words('请人看一看', 'For a person to look at'), false),
    engine: 'manual',
  },
  {
    ...card('example-right', 'law', words('查阅自己的信息', 'See your own data'), false),
    topic: 'personal_data',
    engine: 'info',
  },
  {
    ...card('example-past', 'law', words('旧的规定', 'An old rule'), false),
    to: '2025-12-31',
    in_force: false,
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

/** The library as the core would search it: every word somewhere in a rule. */
export function search(query: RuleQuery): RuleSearch {
  const wanted = query.text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const texts = (card: RuleCard, side: keyof Words) =>
    [card.instrument, ...Object.values(card.texts)].map((one) => one[side]);
  const marked = (card: RuleCard, side: keyof Words): SnippetPiece[] => {
    for (const text of texts(card, side)) {
      const at = text.toLocaleLowerCase().indexOf(wanted[0] ?? '\0');
      const end = at + (wanted[0] ?? '').length;
      if (at < 0) continue;
      return [
        { text: text.slice(0, at), hit: false },
        { text: text.slice(at, end), hit: true },
        { text: text.slice(end), hit: false },
      ];
    }
    return [];
  };
  const holds = (card: RuleCard) => {
    const all = [...texts(card, 'zh-CN'), ...texts(card, 'en')].join('\n').toLocaleLowerCase();
    return wanted.every((word) => all.includes(word));
  };
  const hits = rules
    .filter(holds)
    .filter((card) => query.topic === undefined || card.topic === query.topic)
    .filter((card) => query.rank === undefined || card.rank === query.rank)
    .filter((card) => query.engine === undefined || card.engine === query.engine)
    .filter((card) => query.in_force === undefined || card.in_force === query.in_force)
    .map((card) => ({
      card,
      found: { 'zh-CN': marked(card, 'zh-CN'), en: marked(card, 'en') },
    }));
  return { hits, total: rules.length };
}

export function page({ rule }: RuleRef, all: readonly FindingRow[]): RulePage {
  const found = rules.find((one) => one.rule === rule);
  if (!found) throw refusal('not_found', { what: 'rule' });
  const step = (one: RuleCard, here: boolean) => ({
    ...one,
    title: one.texts.title,
    here,
  });
  return {
    card: found,
    instrument: {
      name: found.instrument,
      issuer: '示例机关',
      doc_no: '示例〔2025〕1号',
      promulgated: '2024-11-01',
      effective: '2025-01-01',
      force: found.rank === 'law' ? 'law' : found.rank,
      grade: found.grade,
      unverified: found.unverified,
    },
    scope: {
      lenders: ['bank_card'],
      network_credit: false,
      third_party_collector: false,
      channels: [],
      reached: 'anyone',
    },
    history:
      rule === 'example-night'
        ? [
            step(
              {
                ...found,
                rule: 'example-night-old',
                from: '2020-01-01',
                to: '2024-12-31',
                texts: words('夜间联系（旧）', 'Contact at night (old)'),
              },
              false,
            ),
            step(found, true),
          ]
        : [],
    sources: [{ id: 'S1', title: '示例来源' }],
    findings: all.filter((one) => one.rule === rule),
  };
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
  const { rank, unverified, instrument, clause, grade, topic, from } = rules.find(
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
    topic,
    kind: rule === 'example-night' ? 'contact_in_quiet_hours' : 'contact_with_person_not_owing',
    given: rule === 'example-night' ? { from: ['22:00:00'], to: ['08:00:00'] } : {},
    from,
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
    topic: rule === 'example-other' ? 'third_persons' : 'time',
    engine: 'auto',
    rank,
    grade: unverified ? 'B2' : 'B1',
    unverified,
    instrument: both('《示例办法》', 'Example Measures'),
    clause: both('示例条', 'example article'),
    from: '2025-01-01',
    in_force: true,
    texts,
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
