/**
 * Invented answers for `npm run dev` without a core, so that a screen can be
 * looked at. Never in a build. `?vault=none` or `?vault=locked` starts there.
 * Rules and people here are made up; no law is quoted.
 */
import { type Answers, type FakeHost, fakeHost, refusal } from './fake';
import type { FindingRow, LetterPages, LetterRow, Step, VaultStatus } from './generated/wire';

const today = '2026-11-21';

export function demoHost(): FakeHost {
  const asked = new URLSearchParams(location.search).get('vault');
  let status: VaultStatus = {
    state: asked === 'none' || asked === 'locked' ? asked : 'open',
    folder: '/home/example/Documents/Mingzhang',
    sample: asked === null,
    idle_minutes: 10,
    today,
  };
  let letters: LetterRow[] = [letter('l1', 'MZ-2026-0001', 'sent'), letter('l2', 'MZ-2026-0002')];
  const open = (sample: boolean) => {
    status = { ...status, state: 'open', sample };
    return status;
  };
  const find = (id: string) => {
    const row = letters.find((one) => one.id === id);
    if (!row) throw refusal('not_found', { what: 'letter' });
    return row;
  };

  const answers: Answers = {
    vault_status: () => status,
    vault_create: ({ passphrase }) => {
      if (passphrase.length < 8) throw refusal('passphrase_too_short', { min: '8' });
      open(false);
      return { recovery_words: [...'山川日月风云春秋江河湖海'] };
    },
    vault_open: ({ passphrase }) => {
      const code = passphrase === 'damaged' ? 'damaged_vault' : 'wrong_passphrase';
      if (passphrase !== 'open') throw refusal(code);
      return open(false);
    },
    vault_recover: () => {
      throw refusal('recovery_malformed');
    },
    vault_lock: () => {
      status = { ...status, state: asked === 'none' ? 'none' : 'locked', sample: false };
      return status;
    },
    vault_change_passphrase: () => ({}),
    sample_open: () => open(true),
    backup_list: () => [
      { name: 'b2', at: '2026-11-20T12:04:00Z', kb: 812 },
      { name: 'b1', at: '2026-11-18T01:30:00Z', kb: 790 },
    ],
    vault_backup: () => ({ name: 'b3', at: '2026-11-21T03:00:00Z', kb: 815 }),
    backup_restore: () => status,
    settings_get: () => ({ idle_minutes: status.idle_minutes }),
    settings_set: (settings) => {
      status = { ...status, ...settings };
      return settings;
    },
    about_get: () => ({
      version: '0.1.0',
      packs: [pack],
      journal_rows: 1284,
      journal_head: '9f2c41d07be85a63c1d4e7f80912ab34cd56ef7890ab12cd34ef56ab78cd90ef',
      journal_sound: true,
    }),
    week_get: () => ({
      today,
      steps,
      debts: 2,
      contacts: 143,
      contacts_week: 31,
      night_week: 4,
      findings: { flagged: 4, clear: 96, not_applicable: 12, needs_facts: 3, not_covered: 1 },
      days: Array.from({ length: 28 }, (_, i) => ({
        day: new Date(Date.UTC(2026, 9, 25 + i)).toISOString().slice(0, 10),
        contacts: (i * 7 + (i % 5) * 3) % 11,
        flagged: i % 6 === 3 ? 2 : 0,
      })),
    }),
    borrower_get: () => ({ name: '张示例', phones: ['13800000001'], address: '示例市示例路 1 号' }),
    borrower_save: (borrower) => borrower,
    debt_list: () => [
      {
        debt: {
          id: 'd1',
          lender: 'p1',
          lender_type: 'bank_card',
          product: '示例信用卡',
          currency: 'CNY',
          principal: '32000.00',
          online: 'no',
          stage: 'negotiate',
          chain: [],
          balances: [],
        },
        lender_name: '示例银行',
        cba_member: 'unknown',
        nifa_member: 'unknown',
        chain_names: [],
        balance_names: [],
        agreements: [],
        contacts: 120,
        flagged: 3,
        questions: 2,
      },
    ],
    finding_list: () => ({
      findings: [finding('f1', '夜间拨打电话', 3), finding('f2', '联系没有义务还款的人', 1, true)],
      questions: [],
      counts: { flagged: 2, clear: 96, not_applicable: 12, needs_facts: 3, not_covered: 1 },
      packs: [pack],
    }),
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
        requests: [
          { code: 'stop', words: { 'zh-CN': '停止信中所述做法', en: 'Stop what is described' } },
          { code: 'plan', words: { 'zh-CN': '协商个性化分期还款', en: 'Agree on instalments' } },
        ],
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
    letter_preview: (draft) => pages(draft.findings),
    letter_save: (draft) => {
      const row = letter(draft.id ?? `l${letters.length + 1}`, `MZ-2026-000${letters.length + 1}`);
      letters = [...letters.filter((one) => one.id !== row.id), row];
      return row;
    },
    letter_send: ({ id, sent_on }) => {
      const row: LetterRow = { ...find(id), state: 'sent', sent_on };
      letters = letters.map((one) => (one.id === id ? row : one));
      return row;
    },
    letter_export: ({ path }) => ({ file: path, kb: 131, sha256: '00' }),
    letter_discard: ({ id }) => {
      letters = letters.filter((one) => one.id !== id);
      return {};
    },
    case_export: ({ path }) => ({ file: path, kb: 96, sha256: '00' }),
    case_import: () => ({ debts: 2, contacts: 143 }),
  };
  return fakeHost(answers);
}

const pack = {
  id: 'demo',
  title: { 'zh-CN': '示例规定', en: 'Example rules' },
  version: '0.0.1',
  checked_on: '2026-11-01',
  stale: false,
  rules: 21,
};

const steps: Step[] = [
  { code: 'answer_questions', params: { count: '3' } },
  { code: 'write_complaint', params: { count: '4' } },
  { code: 'send_letter', params: { reference: 'MZ-2026-0002' }, id: 'l2', due: '2026-11-23' },
  { code: 'name_numbers', params: { count: '2' } },
  { code: 'add_balance', params: { lender: '示例银行' }, id: 'd1' },
];

const none = { 'zh-CN': '', en: '' };

function finding(key: string, title: string, count: number, unverified = false): FindingRow {
  return {
    key,
    rule: key,
    pack: 'demo',
    pack_version: '0.0.1',
    verdict: 'flagged',
    manual: false,
    rank: unverified ? 'self_regulation' : 'law',
    grade: unverified ? 'B2' : 'A1',
    unverified,
    instrument: { 'zh-CN': '《示例办法》', en: 'Example Measures' },
    clause: { 'zh-CN': '某条', en: 'some article' },
    law_date: '2026-11-03',
    debt: 'd1',
    events: [
      {
        id: `${key}-c1`,
        at: '2026-11-03T14:20:00Z',
        channel: 'call',
        direction: 'incoming',
        connection: 'connected',
        duration_s: 48,
        number: '01000000001',
      },
    ],
    event_count: count,
    missing: [],
    trace: [],
    texts: {
      title: { 'zh-CN': title, en: `Example finding: ${title}` },
      why: none,
      allowed: none,
      limits: none,
      evidence: none,
      tell: none,
    },
    letters: [],
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
    state,
    reference,
    day: today,
    created_at: '2026-11-21T02:10:00Z',
    findings: 2,
    ...(state === 'sent' && { sent_on: '2026-11-20', pdf_sha256: 'ab'.repeat(32) }),
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
    sentences: [
      { text: '本人愿意还款。', rows: [] },
      { text: '2026年11月3日22:20，贵行人员来电。', rows: ['f1-c1'] },
    ],
    problems: findings.length > 0 ? [] : [{ code: 'no_finding', detail: '' }],
  };
}
