/** An invented import: a job that takes a few looks to finish, and its plan. */
import type { Answers } from '../fake';
import type { Contact, ImportPlan, ImportRow, JobStatus } from '../generated/wire';
import { contactsOf } from './rows';

/** The exhibits of a letter, written at once. */
const written: JobStatus = {
  state: 'done',
  done_kb: 2,
  total_kb: 2,
  rows: 1,
  outcome: { kind: 'written', file: 'exhibits.pdf', kb: 64, sha256: '00' },
};

export function importAnswers(): Answers {
  let looks = 0;
  let cancelled = false;
  let past: ImportRow[] = [];
  const status = () => {
    const done = looks >= 3;
    return {
      state: cancelled ? ('cancelled' as const) : done ? ('done' as const) : ('running' as const),
      done_kb: Math.min(looks, 3) * 400,
      total_kb: 1200,
      rows: looks * 310,
    };
  };
  return {
    import_read: () => {
      looks = 0;
      cancelled = false;
      return { job: 'j1' };
    },
    job_status: ({ job }) => {
      if (job === 'j-exhibits') return written;
      looks += 1;
      return status();
    },
    job_cancel: () => {
      cancelled = true;
      return status();
    },
    import_plan: () => plan(),
    import_commit: ({ take, payments }) => {
      const added = plan().new + take.length;
      past = [
        ...past,
        {
          id: `i${past.length + 1}`,
          file: 'calls-20261120.xml',
          sha256: 'ab12cd34'.repeat(8),
          at: '2026-11-21T03:00:00Z',
          added,
          payments: payments?.length ?? 0,
          undone: false,
        },
      ];
      return {
        imports: past.map((one) => one.id),
        added,
        witnesses: plan().witnesses,
        asked: plan().asked_total,
        payments: payments?.length ?? 0,
        recordings: [],
      };
    },
    import_list: () => past,
    import_undo: ({ id }) => {
      past = past.map((one) => (one.id === id ? { ...one, undone: true } : one));
      return {};
    },
  };
}

function plan(): ImportPlan {
  const rows = contactsOf(60);
  return {
    files: [
      {
        file: 'calls-20261120.xml',
        format: 'sms_backup_restore_calls',
        known_by: ['<calls>'],
        unread: ['备忘'],
        sha256: 'ab12cd34'.repeat(8),
        rows: 930,
        repaired: 2,
      },
    ],
    tables: [],
    new: 912,
    witnesses: 31,
    same: 14,
    doubtful: [0, 1].map((index) => ({
      index,
      contact: rows[index] as Contact,
      existing: 'c001',
      beside: rows[3] as Contact,
      reason: index === 0 ? 'near_in_time' : 'eight_hours',
    })),
    asked: [
      {
        index: 5,
        contact: { ...(rows[5] as Contact), id: '' },
        existing: 'c001',
        beside: rows[4] as Contact,
        reason: 'length_differs',
      },
    ],
    asked_total: 1,
    payments: paid(),
    payments_total: 2,
    payments_same: 1,
    recordings: [
      {
        path: '/example/01000000001_20261120091220.amr',
        file: '01000000001_20261120091220.amr',
        at: '2026-11-20T09:12:20+08:00',
        number: '01000000001',
        calls: [{ contact: rows[0] as Contact, apart_s: 12, same_number: true }],
      },
    ],
    rejects: [
      { file: 'calls-20261120.xml', position: 17, code: 'bad_value', field: 'date' },
      { file: 'calls-20261120.xml', position: 202, code: 'unknown_type', field: 'type' },
    ],
    rejected: 2,
    // As the core hands them out: not saved, so without an id or a source.
    preview: rows.slice(2, 52).map((row) => ({ ...row, id: '', source: undefined })),
    numbers: [
      { number: '01000000001', contacts: 96, connected: 31, known: true },
      { number: '4000000000', contacts: 24, connected: 9, known: false },
      { number: '01000000009', contacts: 11, connected: 0, known: false },
    ],
  };
}

function paid(): ImportPlan['payments'] {
  const row = {
    day: '2026-10-08',
    amount: '1200.00',
    flow: 'out' as const,
    state: 'settled' as const,
    position: 3,
    raw: '2026-10-08,示例银行,1200.00',
  };
  return [
    {
      index: 0,
      file: 'wechat.csv',
      row: { ...row, counterparty: '示例银行股份有限公司' },
      suggested: 'd1',
      because: '示例银行',
    },
    {
      index: 1,
      file: 'wechat.csv',
      row: { ...row, amount: '36.50', counterparty: '菜市场', position: 4 },
    },
  ];
}
