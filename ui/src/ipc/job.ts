/** Waiting for long work of the core. */
import { rpc } from './client';
import type { JobOutcome, JobStatus } from './generated/wire';

/** Often enough to look alive, seldom enough to cost nothing. */
const POLL_MS = 200;

/**
 * What came of a job, once it is done. `tell` hears of its progress.
 * @throws the error it failed with; `cancelled` when it was stopped.
 */
export async function outcome(
  job: string,
  tell?: (status: JobStatus) => void,
): Promise<JobOutcome | undefined> {
  for (;;) {
    const status = await rpc('job_status', { job });
    tell?.(status);
    if (status.state === 'done') return status.outcome;
    if (status.state !== 'running') {
      throw status.error ?? { code: 'cancelled', params: {}, fields: [] };
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
