/**
 * Procedures, proceedings and working days behind the typed commands. Everything in
 * it is invented: lengths, clauses and notices are made up and quote no law.
 */
import type { Answers } from '../fake';
import { refusal } from '../fake';
import type {
  BystanderCard,
  DeadlineCard,
  EventKind,
  Ground,
  HolidaysView,
  HolidayYearRow,
  LetterName,
  OpenDeadline,
  PaperCard,
  ProcedureCard,
  ProcedureName,
  ProceedingDetail,
  ProceedingEvent,
  ProceedingList,
  ProceedingOffer,
  ProceedingRow,
  Receipt,
  ReceiptLine,
  RecourseCard,
  StageCard,
  StateCard,
  Wording,
} from '../generated/wire';

const today = '2026-11-21';

interface Case {
  /** No proceeding yet, and no letter that begins one. */
  empty?: boolean;
}

export function deadlineAnswers({ empty = false }: Case = {}): Answers {
  let kept: ProceedingDetail[] = empty ? [] : [waiting(), late(), unknown(), over()];
  let offers: ProceedingOffer[] = empty ? [] : [offer()];
  let own: HolidayYearRow[] = [];

  const find = (id: string) => {
    const found = kept.find((one) => one.row.id === id);
    if (!found) throw refusal('not_found', { what: 'proceeding' });
    return found;
  };
  const put = (next: ProceedingDetail) => {
    kept = kept.some((one) => one.row.id === next.row.id)
      ? kept.map((one) => (one.row.id === next.row.id ? next : one))
      : [...kept, next];
    return next;
  };
  const list = (): ProceedingList => ({
    today,
    calendar_to: own.length > 0 ? '2027-12-31' : '2026-12-31',
    proceedings: kept
      .map((one) => one.row)
      .sort((a, b) => Number(a.stands?.state.ends) - Number(b.stands?.state.ends)),
    offers,
  });
  const holidays = (): HolidaysView => ({
    from: '2026-01-01',
    to: own.length > 0 ? '2027-12-31' : '2026-12-31',
    years: [year(2026, false), ...own],
    unsound: [],
  });

  return {
    procedure_list: () => procedures,
    proceeding_list: list,
    proceeding_get: ({ id }) => find(id),
    proceeding_save: ({ id, procedure, debt, events, note, deliberately }) => {
      const card = procedures.find((one) => one.id === procedure);
      if (!card) throw invalid('procedure', 'unknown_reference');
      if (events.length === 0) throw invalid('events', 'required');
      const before = card.first[0];
      const asked = kept.some((one) => one.row.procedure.id === before?.procedure.id);
      if (!id && before && !asked && !deliberately)
        throw refusal('comes_first', {
          first: before.procedure.id,
          first_zh: before.procedure.title['zh-CN'],
          first_en: before.procedure.title.en,
          reason_zh: before.reason['zh-CN'],
          reason_en: before.reason.en,
        });
      offers = offers.filter((one) => one.procedure.id !== procedure);
      return put(
        begun(id ?? `g${kept.length + 1}`, card, events, {
          debt,
          note,
          deliberately: deliberately && !asked,
        }),
      );
    },
    proceeding_events: ({ id, events }) => {
      let one = find(id);
      for (const [at, event] of events.entries()) {
        if (event.day > today) throw invalid(`events[${at}].day`, 'in_future');
        const step = one.possible.find((possible) => possible.event === event.kind);
        if (!step) throw invalid(`events[${at}].kind`, 'contradiction');
        one = moved(one, [...one.events, event]);
      }
      return put(one);
    },
    proceeding_event_remove: ({ id, event }) => {
      const one = find(id);
      const events = one.events.filter((at) => at.kind !== event.kind || at.day !== event.day);
      if (events.length === one.events.length) throw refusal('not_found', { what: 'event' });
      if (events.length === 0) throw invalid('event', 'required');
      return put(moved(one, events));
    },
    proceeding_remove: ({ id }) => {
      find(id);
      kept = kept.filter((one) => one.row.id !== id);
      return {};
    },
    deadlines_export: ({ path }) => ({
      file: path.split('/').pop() ?? path,
      kb: 2,
      sha256: 'c'.repeat(64),
    }),
    holidays_list: holidays,
    holidays_add: ({ text, path }) => {
      if (!text && !path) throw invalid('text', 'required');
      if (text && !text.includes('year ='))
        return {
          issues: [
            {
              file: 'notice.toml',
              line: 1,
              code: 'unreadable',
              detail: 'missing field `year`',
            },
            {
              file: 'notice.toml',
              line: 6,
              code: 'not_a_weekend',
              detail: '2027-02-17',
            },
          ],
          moved: [],
        };
      own = [year(2027, true)];
      const one = kept.find((detail) => detail.row.id === 'g3');
      const counted = one && put(known(one));
      return {
        year: 2027,
        issues: [],
        moved: counted
          ? [
              {
                proceeding: 'g3',
                procedure: counted.row.procedure,
                debt: 'd2',
                rule: 'example-forwarding.forward',
                title: forward.title,
                now: '2027-01-05',
              },
            ]
          : [],
      };
    },
    holidays_remove: ({ year: gone }) => {
      if (!own.some((one) => one.year === gone)) throw refusal('not_found', { what: 'holidays' });
      own = [];
      return { year: gone, issues: [], moved: [] };
    },
    paper_list: () => papers,
    bystander_list: () => halves,
    stage_guide: ({ stage }) => ({ ...guide, stage }),
    recourse_find: ({ problem }) =>
      problem === 'legal_advice' ? {} : { recourse: { ...recourse, id: `example-${problem}` } },
  };
}

const halves: BystanderCard[] = (['family', 'employer'] as const).map((who) => ({
  who,
  title: both('示例半页', 'Example half page'),
  about: both('示例：有人打电话来。', 'An example: somebody calls.'),
  script: [{ when: both('先问', 'Ask first'), say: both('示例问话', 'An example question') }],
  write_down: [both('示例时间', 'The example time')],
  may_not: [{ text: both('示例行为', 'An example of conduct'), rules: ['example-rule'] }],
  avoid: [both('不做示例的事', 'Do nothing of the example')],
  letter: { id: `${who}-statement`, title: both('示例说明', 'Example statement') },
}));

function invalid(
  field: string,
  code: 'required' | 'in_future' | 'contradiction' | 'unknown_reference',
) {
  return { ...refusal('invalid'), fields: [{ field, code }] };
}

function both(zh: string, en: string): Wording {
  return { 'zh-CN': zh, en };
}

const ground: Ground = {
  slug: 'example-answer.decide',
  title: both('示例期限', 'Example period'),
  name: '示例办法（示例〔2026〕1号）',
  name_en: 'Example Measures (Order 1 of 2026)',
  clause: '第一条',
  grade: 'A',
};

const complaintLetter: LetterName = {
  id: 'complaint-lender',
  title: both('投诉书', 'Complaint to the lender'),
};

const decide: DeadlineCard = {
  rule: 'example-answer.decide',
  title: both('机构作出示例答复', 'The lender gives the example answer'),
  who: 'them',
  after: 'delivered',
  unit: 'days',
  length: 10,
  force: 'statutory',
  grade: 'A',
  ground,
};

const review: DeadlineCard = {
  rule: 'example-answer.review',
  title: both('请求示例复查', 'Ask for the example review'),
  who: 'me',
  after: 'decided',
  unit: 'days',
  length: 20,
  force: 'reminder',
  grade: 'C',
  note: both('示例提醒，不是法定期限', 'An example reminder, no period of law'),
};

const forward: DeadlineCard = {
  rule: 'example-forwarding.forward',
  title: both('部门作出示例转送', 'The authority passes on the example'),
  who: 'authority',
  after: 'accepted',
  unit: 'workdays',
  length: 5,
  force: 'statutory',
  grade: 'B',
  ground: { ...ground, slug: 'example-forwarding.forward', grade: 'B' },
};

const answer: ProcedureName = {
  id: 'example-answer',
  title: both('示例答复程序', 'Example answer'),
};

const forwarding: ProcedureName = {
  id: 'example-forwarding',
  title: both('示例转送程序', 'Example forwarding'),
};

function state(id: string, zh: string, en: string, more: Partial<StateCard> = {}): StateCard {
  return {
    id,
    title: both(zh, en),
    letters: [],
    todo: both('把日期记下来，留好凭证。', 'Write down the day and keep the proof.'),
    waits: 'them',
    ends: false,
    ...more,
  };
}

const states = {
  draft: state('draft', '准备', 'Preparing', { waits: 'me', letters: [complaintLetter] }),
  sent: state('sent', '已寄出', 'Sent'),
  waiting: state('waiting', '等待答复', 'Waiting for the answer'),
  decided: state('decided', '收到答复', 'Answer received', { waits: 'me' }),
  closed: state('closed', '已结束', 'Closed', { waits: 'nobody', ends: true }),
} satisfies Record<string, StateCard>;

const procedures: ProcedureCard[] = [
  {
    ...answer,
    purpose: both('示例：向机构提出请求。', 'An example: asking the lender for something.'),
    trigger: both('有能说清时间和方式的事', 'Something that can be told by time and means'),
    begins_with: ['sent'],
    lenders: [],
    evidence: [both('示例通话记录', 'An example call log')],
    traps: [both('按自然日数，不按工作日', 'Natural days are counted, not working days')],
    dead_ends: [both('同一请求反复提', 'The same request again')],
    first: [],
    states: Object.values(states),
    steps: [
      { event: 'sent', by: 'me', from: ['draft'], to: 'sent' },
      { event: 'delivered', by: 'them', from: ['sent'], to: 'waiting' },
      { event: 'decided', by: 'them', from: ['waiting'], to: 'decided' },
      { event: 'settled', by: 'me', from: ['waiting', 'decided'], to: 'closed' },
      { event: 'withdrawn', by: 'me', from: ['sent', 'waiting', 'decided'], to: 'closed' },
    ],
    deadlines: [decide, review],
    next: [
      {
        procedure: forwarding,
        why: both('逾期没有答复的，可以请部门转送', 'Unanswered, it can be passed on'),
      },
    ],
    letters: [complaintLetter],
  },
  {
    ...forwarding,
    purpose: both('示例：请部门转送。', 'An example: asking an authority to pass it on.'),
    trigger: both('机构没有按期答复', 'The lender did not answer in time'),
    begins_with: ['accepted'],
    lenders: ['bank_card', 'consumer_finance'],
    evidence: [both('寄给机构的凭证', 'Proof that the lender was asked')],
    traps: [],
    dead_ends: [],
    first: [
      {
        procedure: answer,
        reason: both(
          '示例：先向机构提出，部门才转送。',
          'An example: the lender is asked before the authority passes it on.',
        ),
        ground,
      },
    ],
    states: [
      state('waiting', '等待转送', 'Waiting to be passed on', { waits: 'authority' }),
      states.closed,
    ],
    steps: [{ event: 'forwarded', by: 'authority', from: ['waiting'], to: 'closed' }],
    deadlines: [forward],
    next: [],
    letters: [],
  },
];

/** Every natural day from `from` to `to`, the first of them not counted. */
function lines(from: string, to: string): ReceiptLine[] {
  const out: ReceiptLine[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    const day = new Date(at).toISOString().slice(0, 10);
    const number = out.length;
    out.push({
      from: day,
      to: day,
      what: number === 0 ? 'start' : 'counted',
      ...(number > 0 && { number }),
    });
  }
  return out;
}

function receipt(card: DeadlineCard, start: string, end: string): Receipt {
  const days = lines(start, end);
  return {
    rule: card.rule,
    force: card.force,
    basis: card.ground,
    start,
    periods: [`${card.unit ?? 'days'}:${card.length ?? 1}`],
    nominal: end,
    end,
    act_by: end,
    counted: days.length - 1,
    lines: days,
    steps: [
      { kind: 'start_not_counted', day: start, ground },
      { kind: 'ends_at_midnight', day: end, ground },
    ],
    notes: [{ code: 'before_closing' }],
    edition: 'cn 示例',
    calendar_to: '2026-12-31',
    calendar: [
      {
        year: 2026,
        notices: [{ title: '示例放假安排', number: '示例〔2025〕9号', day: '2025-11-01' }],
        grade: 'A',
      },
    ],
  };
}

function open(
  card: DeadlineCard,
  since: string,
  end: string,
  at: OpenDeadline['state'],
): OpenDeadline {
  return {
    rule: card.rule,
    title: card.title,
    who: card.who,
    force: card.force,
    grade: card.grade,
    state: at,
    since,
    end,
    act_by: end,
    receipt: receipt(card, since, end),
  };
}

function bare(deadline: OpenDeadline): OpenDeadline {
  const { receipt: _, ...rest } = deadline;
  return rest;
}

function detail(
  row: Omit<ProceedingRow, 'problems' | 'stands' | 'deliberately' | 'not_open'> & {
    deliberately?: boolean;
  },
  at: StateCard,
  events: ProceedingEvent[],
  deadlines: OpenDeadline[],
  possible: EventKind[],
): ProceedingDetail {
  const unmet = deadlines.filter((one) => !['met', 'met_late', 'done'].includes(one.state));
  const overdue = unmet.filter((one) => one.state === 'overdue' && one.who !== 'me');
  return {
    row: {
      deliberately: false,
      not_open: false,
      problems: [],
      ...row,
      stands: {
        state: at,
        deadlines: at.ends ? [] : unmet.map(bare),
        next:
          overdue.length > 0
            ? [
                {
                  procedure: forwarding,
                  why: both('逾期没有答复的，可以请部门转送', 'Unanswered, it can be passed on'),
                  overdue: overdue.map((one) => one.title),
                },
              ]
            : [],
      },
    },
    events,
    deadlines,
    possible: possible.map((event) => ({
      event,
      by: event === 'decided' || event === 'delivered' ? 'them' : 'me',
      to: event === 'decided' ? 'decided' : 'closed',
    })),
    edition: 'cn 示例',
    calendar_to: '2026-12-31',
  };
}

/** They have until next week. */
function waiting(): ProceedingDetail {
  return detail(
    { id: 'g1', procedure: answer, debt: 'd1', lender_name: '示例银行', started: '2026-11-13' },
    states.waiting,
    [
      { kind: 'sent', day: '2026-11-13' },
      { kind: 'delivered', day: '2026-11-16' },
    ],
    [open(decide, '2026-11-16', '2026-11-26', 'open')],
    ['decided', 'settled', 'withdrawn'],
  );
}

/** They did not answer in time. */
function late(): ProceedingDetail {
  return detail(
    {
      id: 'g2',
      procedure: answer,
      debt: 'd2',
      lender_name: '示例消费金融',
      started: '2026-10-20',
      note: '挂号信，回执在蓝色文件夹',
    },
    states.waiting,
    [
      { kind: 'sent', day: '2026-10-20' },
      { kind: 'delivered', day: '2026-10-23' },
    ],
    [open(decide, '2026-10-23', '2026-11-02', 'overdue')],
    ['decided', 'settled', 'withdrawn'],
  );
}

/** Its working days lie in a year nobody knows yet. */
function unknown(): ProceedingDetail {
  return detail(
    {
      id: 'g3',
      procedure: forwarding,
      debt: 'd2',
      lender_name: '示例消费金融',
      started: '2026-11-20',
      deliberately: true,
    },
    state('waiting', '等待转送', 'Waiting to be passed on', { waits: 'authority' }),
    [{ kind: 'accepted', day: '2026-11-20' }],
    [
      {
        rule: forward.rule,
        title: forward.title,
        who: forward.who,
        force: forward.force,
        grade: forward.grade,
        state: 'no_day',
        since: '2026-11-20',
        refusal: { code: 'not_covered', from: '2027-01-01' },
      },
    ],
    ['forwarded'],
  );
}

/** The same once the year's notice was entered. */
function known(one: ProceedingDetail): ProceedingDetail {
  const counted = open(forward, '2026-11-20', '2027-01-05', 'open');
  const stands = one.row.stands && { ...one.row.stands, deadlines: [bare(counted)] };
  return {
    ...one,
    row: { ...one.row, ...(stands && { stands }) },
    deadlines: [counted],
    calendar_to: '2027-12-31',
  };
}

function over(): ProceedingDetail {
  return detail(
    { id: 'g4', procedure: answer, debt: 'd1', lender_name: '示例银行', started: '2026-08-03' },
    states.closed,
    [
      { kind: 'sent', day: '2026-08-03' },
      { kind: 'delivered', day: '2026-08-05' },
      { kind: 'settled', day: '2026-08-12' },
    ],
    [open(decide, '2026-08-05', '2026-08-15', 'met')],
    [],
  );
}

function begun(
  id: string,
  card: ProcedureCard,
  events: ProceedingEvent[],
  more: { debt?: string; note?: string; deliberately: boolean },
): ProceedingDetail {
  const first = events.map((event) => event.day).sort()[0];
  const arrived = events.some((event) => event.kind === 'delivered');
  return detail(
    {
      id,
      procedure: { id: card.id, title: card.title },
      deliberately: more.deliberately,
      ...(more.debt && { debt: more.debt, lender_name: '示例银行' }),
      ...(more.note && { note: more.note }),
      ...(first && { started: first }),
    },
    arrived ? states.waiting : states.sent,
    events,
    arrived ? [open(decide, today, '2026-12-01', 'open')] : [],
    arrived ? ['decided', 'settled', 'withdrawn'] : ['delivered', 'withdrawn'],
  );
}

/** The same proceeding after other events; where it stands is the plainest there is. */
function moved(one: ProceedingDetail, events: ProceedingEvent[]): ProceedingDetail {
  const sorted = [...events].sort((a, b) => a.day.localeCompare(b.day));
  const last = sorted[sorted.length - 1]?.kind;
  const { stands: _, problems: __, ...row } = one.row;
  if (last === 'settled' || last === 'withdrawn' || last === 'forwarded')
    return detail(row, states.closed, sorted, one.deadlines, []);
  if (last === 'decided')
    return detail(
      row,
      states.decided,
      sorted,
      [
        ...one.deadlines.map((met) => ({ ...met, state: 'met' as const })),
        open(review, today, '2026-12-11', 'open'),
      ],
      ['settled', 'withdrawn'],
    );
  if (last === 'sent') return detail(row, states.sent, sorted, [], ['delivered', 'withdrawn']);
  return detail(
    row,
    states.waiting,
    sorted,
    one.deadlines.length > 0
      ? one.deadlines
          .filter(({ rule }) => rule !== review.rule)
          .map((again) => ({ ...again, state: (again.end ?? today) < today ? 'overdue' : 'open' }))
      : [open(decide, today, '2026-12-01', 'open')],
    ['decided', 'settled', 'withdrawn'],
  );
}

function offer(): ProceedingOffer {
  return {
    letter: 'l1',
    reference: 'MZ-2026-0001',
    procedure: answer,
    debt: 'd1',
    lender_name: '示例银行',
    events: [{ kind: 'sent', day: '2026-11-18' }],
    delivered: false,
  };
}

function year(number: number, own: boolean): HolidayYearRow {
  return {
    year: number,
    verified_to: `${number}-12-31`,
    ...(!own && { grade: 'A' as const }),
    own,
    notices: [{ title: '示例放假安排', number: own ? '' : '示例〔2025〕9号' }],
    holidays: [
      {
        name: both('示例假日', 'Example holiday'),
        from: `${number}-01-01`,
        to: `${number}-01-03`,
        work: own ? [] : [`${number}-01-04`],
      },
    ],
  };
}

const papers: PaperCard[] = [
  {
    kind: 'summons',
    title: both('传票', 'Summons'),
    about: both('示例：写明到庭的日子。', 'An example: it names a day to appear.'),
    marks: [
      {
        ask: both('上面有没有案号？', 'Does it have a case number?'),
        real: both('有，打电话能核实', 'It has, and it can be verified'),
        bluff: both('没有，只有手机号', 'It has none, only a mobile number'),
      },
    ],
    does: [
      { text: both('示例后果', 'An example consequence'), ground, grade: 'A' },
      { text: both('示例建议', 'Example advice') },
    ],
    does_not: [{ text: both('示例：它不做的事', 'An example of what it does not do') }],
    procedure: answer,
    clocks: [review],
    letters: [complaintLetter],
    todo: [both('拍照保存全部页和信封。', 'Photograph every page and the envelope.')],
    lawyer: [both('期限只剩几天', 'Only a few days are left')],
    numbers: [{ digits: '13800000001', whose: both('示例号码', 'An example number') }],
  },
  {
    kind: 'scam',
    title: both('骗局', 'Scam'),
    about: both('示例：装作文书的信息。', 'An example: a message dressed up as a paper.'),
    marks: [],
    does: [],
    does_not: [],
    clocks: [],
    letters: [],
    todo: [both('不转账，不点链接。', 'Pay nothing, follow no link.')],
    lawyer: [],
    numbers: [],
  },
];

const guide: StageCard = {
  stage: 'verify',
  usual: [both('示例：对方来电。', 'An example: they call.')],
  may: [both('示例：提醒还款', 'An example: remind you to pay')],
  may_not: [{ text: both('示例：深夜来电', 'An example: call late at night'), rules: ['night'] }],
  ask: [both('示例：请说明来历', 'An example: ask where it comes from')],
  script: [
    {
      when: both('接起电话', 'Picking up'),
      say: both('请问您代表哪家机构？', 'Which organisation do you act for?'),
    },
  ],
  write_down: [both('时间、号码、说了什么', 'Time, number, what was said')],
  procedures: [answer],
  letters: [complaintLetter],
};

const recourse: RecourseCard = {
  id: 'example',
  first: [{ whom: both('示例机构', 'The example lender'), procedure: answer }],
  next: [{ whom: both('示例部门', 'The example authority'), procedure: forwarding }],
  numbers: [{ digits: '13800000002', whose: both('示例号码', 'An example number') }],
  note: both('号码要自己核实', 'Confirm the number yourself'),
  grade: 'B',
};
