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
    import_commit: ({ take }) => {
      const added = plan().new + take.length;
      past = [
        ...past,
        {
          id: `i${past.length + 1}`,
          file: 'calls-20261120.xml',
          sha256: 'ab12cd34'.repeat(8),
          at: '2026-11-21T03:00:00Z',
          added,
          undone: false,
        },
      ];
      return { imports: past.map((one) => one.id), added };
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
        sha256: 'ab12cd34'.repeat(8),
        rows: 930,
        repaired: 2,
      },
    ],
    new: 912,
    same: 14,
    doubtful: [0, 1].map((index) => ({
      index,
      contact: rows[index] as Contact,
      existing: 'c001',
      reason: index === 0 ? 'near_in_time' : 'eight_hours',
    })),
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
