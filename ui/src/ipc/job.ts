/** Waiting for long work of the core. */
import { RpcError, rpc } from './client';
import type { JobOutcome, JobStatus } from './generated/wire';

/** Often enough to look alive, seldom enough to cost nothing. */
const POLL_MS = 200;

/**
 * What came of a job, once it is done. `tell` hears of its progress.
 * @throws the error it failed with; `cancelled` when it was stopped, or when `gone`
 * says that nobody waits any more.
 */
export async function outcome(
  job: string,
  tell?: (status: JobStatus) => void,
  gone?: AbortSignal,
): Promise<JobOutcome | undefined> {
  for (;;) {
    if (gone?.aborted) throw stopped();
    const status = await rpc('job_status', { job });
    tell?.(status);
    if (status.state === 'done') return status.outcome;
    if (status.state !== 'running') {
      throw status.error ? new RpcError(status.error) : stopped();
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** What a job that was stopped has to say. */
export function stopped(): RpcError {
  return new RpcError({ code: 'cancelled', params: {}, fields: [] });
}
