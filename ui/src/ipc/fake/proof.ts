/** An invented proof pack: what would go in, and what was made. */
import type { Answers } from '../fake';
import type { JobOutcome } from '../generated/wire';

/** What came of the job that made it. */
export const packed: JobOutcome = {
  kind: 'packed',
  file: 'proof.zip',
  kb: 320,
  files: 5,
  reference: 'MZ-20261121-0001',
  seal: '5ea1'.repeat(16),
  head: 'c0de'.repeat(16),
  head_seq: 40,
};

export function proofAnswers(): Answers {
  return {
    proof_outline: ({ letters, without }) => ({
      files: [
        { kind: 'index' },
        ...letters.map(() => ({
          kind: 'letter' as const,
          title: { 'zh-CN': '投诉书（致出借人）', en: 'Complaint to the lender' },
          reference: 'MZ-2026-0001',
        })),
        ...(without.includes('f1') ? [] : [{ kind: 'redacted' as const, name: '短信截图■.png' }]),
        { kind: 'table' },
        { kind: 'rows' },
        { kind: 'verifier' },
      ],
      rows: 12,
      chain: 40,
      offered: [{ id: 'f1', name: '短信截图.png', redacted: true }],
      journal: [{ seq: 3, at: '2026-11-20T02:00:00Z', records: 20, of_pack: 12 }],
    }),
    proof_make: () => ({ job: 'p1' }),
  };
}
