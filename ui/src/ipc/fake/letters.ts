/** Two letters and one template behind the typed commands; what they say is made up. */
import { type Answers, refusal } from '../fake';
import type { LetterNote, LetterPages, LetterRow } from '../generated/wire';

const today = '2026-11-21';

export function letterAnswers(): Answers {
  let letters: LetterRow[] = [letter('l1', 'MZ-2026-0001', 'sent'), letter('l2', 'MZ-2026-0002')];
  const find = (id: string) => {
    const row = letters.find((one) => one.id === id);
    if (!row) throw refusal('not_found', { what: 'letter' });
    return row;
  };

  return {
    template_list: () => [
      {
        id: 'complaint',
        title: { 'zh-CN': '投诉书（致出借人）', en: 'Complaint to the lender' },
        purpose: {
          'zh-CN': '请出借人核实催收中的问题、停止不当做法，并书面答复。',
          en: 'Asks the lender to look into how the debt is collected, to stop what is wrong, and to answer in writing.',
        },
        when: { 'zh-CN': '记录里已有发现时。', en: 'When the record shows findings.' },
        when_not: { 'zh-CN': '只是想协商还款时。', en: 'When you only want to negotiate.' },
        enclose: { 'zh-CN': '通话记录的截图。', en: 'Screenshots of the call log.' },
        audience: 'lender',
        takes_findings: true,
        needs_findings: true,
        needs_gap_sheet: false,
        offers_full_id: false,
        plans: [],
        asks: [],
        choices: [],
        requests: [
          {
            code: 'stop',
            words: { 'zh-CN': '停止信中所述做法', en: 'Stop what is described' },
            reasoned: true,
          },
          {
            code: 'plan',
            words: { 'zh-CN': '协商个性化分期还款', en: 'Agree on instalments' },
            reasoned: false,
          },
        ],
      },
      {
        id: 'instalments',
        title: { 'zh-CN': '分期还款申请', en: 'Request for instalments' },
        purpose: { 'zh-CN': '提出分期方案。', en: 'Proposes instalments.' },
        when: { 'zh-CN': '愿意按月还时。', en: 'When you want to pay by the month.' },
        when_not: { 'zh-CN': '账没有对清时。', en: 'When the account is not checked.' },
        enclose: { 'zh-CN': '收入证明。', en: 'Proof of income.' },
        audience: 'lender',
        takes_findings: false,
        needs_findings: false,
        needs_gap_sheet: false,
        offers_full_id: false,
        plans: ['instalments', 'reduction'],
        asks: [],
        choices: [],
        requests: [
          {
            code: 'written',
            words: { 'zh-CN': '书面协议', en: 'A written agreement' },
            reasoned: false,
          },
        ],
      },
      {
        id: 'objection',
        title: { 'zh-CN': '支付令异议书', en: 'Objection to a payment order' },
        purpose: { 'zh-CN': '对支付令提出异议。', en: 'Objects to a payment order.' },
        when: { 'zh-CN': '收到支付令时。', en: 'When a payment order arrived.' },
        when_not: { 'zh-CN': '只是没有钱时。', en: 'When you only lack the money.' },
        enclose: { 'zh-CN': '支付令复印件。', en: 'A copy of the order.' },
        audience: 'court',
        takes_findings: false,
        needs_findings: false,
        needs_gap_sheet: false,
        offers_full_id: true,
        plans: [],
        asks: [
          {
            name: 'court',
            label: { 'zh-CN': '法院名称', en: 'Court' },
            hint: { 'zh-CN': '照支付令上写的。', en: 'As on the order.' },
            form: 'recipient',
            optional: false,
          },
          {
            name: 'received',
            label: { 'zh-CN': '收到日期', en: 'Received on' },
            hint: { 'zh-CN': '', en: '' },
            form: 'day',
            optional: true,
          },
        ],
        choices: [
          {
            label: { 'zh-CN': '异议理由', en: 'Grounds' },
            needed: true,
            single: false,
            options: [
              {
                code: 'amount',
                words: { 'zh-CN': '金额不对', en: 'The amount is wrong' },
                reasoned: false,
              },
              {
                code: 'paid',
                words: { 'zh-CN': '还款没有计入', en: 'Payments were not counted' },
                reasoned: false,
              },
            ],
          },
        ],
        requests: [],
      },
    ],
    recipient_list: () => [
      {
        key: 'own/q1',
        origin: 'own',
        name: { 'zh-CN': '示例区人民法院', en: '示例区人民法院' },
        department: '立案庭',
        address: '示例市示例路2号',
        postcode: '100000',
        source: '应诉通知书',
        verified_on: '2025-01-05',
        freshness: 'old',
        id: 'q1',
      },
      {
        key: 'case/p1',
        origin: 'case',
        name: { 'zh-CN': '示例银行', en: '示例银行' },
        freshness: 'never',
      },
      {
        key: 'finder/regulator',
        origin: 'finder',
        name: { 'zh-CN': '金融监管总局派出机构', en: 'The branch of the financial regulator' },
        source: 'Channel table',
        grade: 'B',
        verified_on: today,
        freshness: 'fresh',
      },
    ],
    letter_list: () => letters,
    letter_get: ({ id }) => ({
      row: find(id),
      draft: {
        id,
        template: 'complaint',
        lang: 'zh-CN',
        debt: 'd1',
        findings: ['f1'],
        requests: ['stop'],
        day: today,
      },
      pages: pages(['f1']),
    }),
    letter_preview: (draft) => ({
      ...pages(draft.findings),
      notes: notes(draft.own_words ?? ''),
      enclosed: draft.enclose?.map(({ attachment, original }, place) => ({
        number: draft.findings.length + place + 1,
        asked: attachment,
        attachment: original ? attachment : `${attachment}-copy`,
        name: attachment,
        sha256: '00',
        paged: attachment !== 'f2',
      })),
    }),
    letter_save: (draft) => {
      const row = letter(draft.id ?? `l${letters.length + 1}`, `MZ-2026-000${letters.length + 1}`);
      letters = [...letters.filter((one) => one.id !== row.id), row];
      return row;
    },
    letter_finish: ({ id }) => {
      const row: LetterRow = { ...find(id), state: 'final' };
      letters = letters.map((one) => (one.id === id ? row : one));
      return row;
    },
    letter_send: (posting) => {
      const state = posting.answered_on ? 'answered' : posting.delivered_on ? 'delivered' : 'sent';
      const row: LetterRow = { ...find(posting.letter), state, posting };
      letters = letters.map((one) => (one.id === row.id ? row : one));
      return row;
    },
    attachment_list: () => ({ rows: [] }),
    letter_versions: () => [],
    recipient_save: (entry) => ({
      key: 'own/q1',
      origin: 'own',
      freshness: 'fresh',
      ...entry,
      name: { 'zh-CN': entry.name, en: entry.name },
    }),
    letter_batch: () => ({ job: 'j1' }),
    job_status: () => ({
      state: 'done',
      done_kb: 2,
      total_kb: 2,
      rows: 1,
      outcome: {
        kind: 'letters',
        files: [{ id: 'l2', debt: 'd1', file: { file: 'MZ-1.pdf', kb: 60, sha256: '00' } }],
        lacking: [
          { debt: 'd2', lender_name: '乙银行', problems: [{ code: 'no_finding', detail: '' }] },
        ],
      },
    }),
    letter_exhibits: () => ({ job: 'j-exhibits' }),
    letter_envelope: ({ path }) => ({ file: path, kb: 12, sha256: '00' }),
    letter_export: ({ path }) => ({ file: path, kb: 131, sha256: '00' }),
    letter_discard: ({ id }) => {
      letters = letters.filter((one) => one.id !== id);
      return {};
    },
  };
}

function letter(id: string, reference: string, state: LetterRow['state'] = 'draft'): LetterRow {
  return {
    id,
    template: 'complaint',
    title: { 'zh-CN': '投诉书（致出借人）', en: 'Complaint to the lender' },
    lang: 'zh-CN',
    debt: 'd1',
    lender_name: '示例银行',
    recipient: '示例银行',
    state,
    may_decide: true,
    attachments: 0,
    reference,
    day: today,
    created_at: '2026-11-21T02:10:00Z',
    findings: 2,
    ...(state === 'sent' && {
      posting: { letter: id, sent_on: '2026-11-20', method: 'ems' as const },
      pdf_sha256: 'ab'.repeat(32),
    }),
  };
}

function pages(findings: readonly string[]): LetterPages {
  const lines = Array.from(
    { length: 24 },
    (_, i) => `<rect x="70" y="${150 + i * 24}" width="${i % 6 === 5 ? 240 : 455}" height="7"/>`,
  ).join('');
  const page = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842"><g fill="#999"><rect x="220" y="80" width="155" height="18" fill="#222"/>${lines}</g></svg>`;
  return {
    pages: [page],
    sections: ['一、还款意愿', '二、事实'],
    sentences: [
      { text: '本人愿意还款。', rows: [] },
      { text: '2026年11月3日22:20，贵行人员来电。', rows: ['f1-c1'] },
      { text: '本人自述：三月起收入减少。', rows: [], own: true },
    ],
    spots: [0, 1, 1, 2].map((sentence, line) => ({
      sentence,
      page: 0,
      x: 1200,
      y: 2000 + line * 300,
      width: 7000,
      height: 200,
    })),
    rows: [
      {
        contact: {
          id: 'f1-c1',
          at: '2026-11-03T22:20:00+08:00',
          channel: 'call',
          direction: 'incoming',
          connection: 'connected',
          number: '01000000001',
        },
        sources: [{ file: '通话.csv', position: 7 }],
      },
    ],
    problems: findings.length > 0 ? [] : [{ code: 'no_finding', detail: '' }],
    notes: [],
    unsaid: [],
    remarks: [],
    replies:
      findings.length > 0
        ? [
            { code: 'debt_is_true', met: true, rows: [] },
            { code: 'within_hours', met: false, rows: ['f1-c1'] },
          ]
        : [],
  };
}

/** One made-up wrong claim: that the example measures set a number. */
function notes(own: string): LetterNote[] {
  const quoted = own.split('。').find((one) => one.includes('示例办法规定每天'));
  if (quoted === undefined) return [];
  return [
    {
      quoted,
      claim: { 'zh-CN': '示例办法规定每天次数', en: 'The example measures set a number a day' },
      correction: { 'zh-CN': '示例办法没有数字。', en: 'The example measures have no figures.' },
    },
  ];
}
