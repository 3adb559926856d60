/**
 * Invented answers for `npm run dev` without a core, so that a screen can be
 * looked at. Never in a build. `?vault=none` or `?vault=locked` starts there.
 * Rules and people here are made up; no law is quoted.
 */
import { type Answers, type FakeHost, fakeHost, refusal } from './fake';
import { caseAnswers } from './fake/case';
import { deadlineAnswers } from './fake/deadlines';
import { fileAnswers } from './fake/files';
import { importAnswers } from './fake/imports';
import { letterAnswers } from './fake/letters';
import { moneyAnswers } from './fake/money';
import { planAnswers } from './fake/plans';
import { proofAnswers } from './fake/proof';
import type { JobStatus, Step, VaultStatus } from './generated/wire';

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
  const open = (sample: boolean) => {
    status = { ...status, state: 'open', sample };
    return status;
  };
  const answers: Answers = {
    vault_status: () => status,
    vault_create: ({ passphrase }) => {
      if (passphrase.length < 8) throw refusal('passphrase_too_short', { min: '8' });
      open(false);
      return {
        recovery_words: [...'山川日月风云春秋江河湖海'],
        recovery_words_en:
          'hill brook sun moon wind cloud spring autumn river stream lake sea'.split(' '),
      };
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
    settings_get: () => ({ idle_minutes: status.idle_minutes, reminders: false }),
    settings_set: (settings) => {
      status = { ...status, ...settings };
      return settings;
    },
    about_get: () => ({
      version: '0.1.0',
      packs: [pack],
      journal_rows: 1284,
      journal_head: '9f2c41d07be85a63c1d4e7f80912ab34cd56ef7890ab12cd34ef56ab78cd90ef',
    }),
    pack_list: () => ({ packs: [pack], unsound: [] }),
    pack_add: () => ({ pack: { ...pack, id: 'mine', added: true }, issues: [] }),
    pack_remove: () => ({}),
    week_get: () => ({
      today,
      nothing_due: false,
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
    case_export: ({ path }) => ({ file: path, kb: 96, sha256: '00' }),
    case_import: () => ({ debts: 2, contacts: 143 }),
  };
  const empty = new URLSearchParams(location.search).get('case') === 'empty';
  const files = fileAnswers({ empty });
  const imports = importAnswers();
  // One list of jobs in the core; here each part knows its own.
  const jobs: Answers = {
    job_status: (ref) =>
      (ref.job.startsWith('files-') ? files : imports).job_status?.(ref) as JobStatus,
  };
  const host = fakeHost({
    ...answers,
    ...caseAnswers({ empty }),
    ...imports,
    ...letterAnswers(),
    ...moneyAnswers(),
    ...deadlineAnswers({ empty }),
    ...proofAnswers(),
    ...planAnswers({
      empty,
      short: new URLSearchParams(location.search).get('budget') === 'short',
    }),
    ...files,
    ...jobs,
  });
  host.picks.push('/home/example/calls-20261120.xml');
  return host;
}

const pack = {
  id: 'demo',
  title: { 'zh-CN': '示例规定', en: 'Example rules' },
  version: '0.0.1',
  checked_on: '2026-11-01',
  stale: false,
  added: false,
  rules: 21,
};

const steps: Step[] = [
  { code: 'answer_questions', params: { count: '3' } },
  { code: 'write_complaint', params: { count: '4' } },
  { code: 'send_letter', params: { reference: 'MZ-2026-0002' }, id: 'l2', due: '2026-11-23' },
  { code: 'name_numbers', params: { count: '2' } },
  { code: 'add_balance', params: { lender: '示例银行' }, id: 'd1' },
];
