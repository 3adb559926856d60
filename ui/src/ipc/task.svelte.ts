/** A long job of one component: started, watched, stopped, and stopped too when the component goes. */
import { onDestroy } from 'svelte';
import { RpcError, rpc, wireError } from './client';
import type { JobOutcome, JobRef, JobStatus, WireError } from './generated/wire';
import { outcome } from './job';

export class Task {
  #job: string | undefined;
  #gone = new AbortController();
  #status = $state.raw<JobStatus>();
  #running = $state(false);
  #error = $state.raw<WireError>();

  constructor() {
    onDestroy(() => {
      this.#gone.abort();
      this.stop();
    });
  }

  get running(): boolean {
    return this.#running;
  }

  /** From 0 to 1; undefined while the end is not known. */
  get share(): number | undefined {
    const { done_kb = 0, total_kb = 0 } = this.#status ?? {};
    return total_kb > 0 ? done_kb / total_kb : undefined;
  }

  /** Why it failed; none when it was stopped. */
  get error(): WireError | undefined {
    return this.#error;
  }

  /** Runs a job to its end; false when it failed or was stopped. */
  async run(start: () => Promise<JobRef>): Promise<{ job: string; came?: JobOutcome } | false> {
    this.#running = true;
    this.#error = undefined;
    this.#status = undefined;
    try {
      const { job } = await start();
      this.#job = job;
      const came = await outcome(
        job,
        (status) => {
          this.#status = status;
        },
        this.#gone.signal,
      );
      return { job, ...(came && { came }) };
    } catch (caught) {
      const error = wireError(caught);
      if (error.code !== 'cancelled') this.#error = error;
      if (!(caught instanceof RpcError)) throw caught;
      return false;
    } finally {
      this.#running = false;
    }
  }

  /** Asks the job to stop; of one that is done, what it made ready is thrown away. */
  stop(): void {
    const job = this.#job;
    this.#job = undefined;
    // It may be over, or forgotten with the vault that was locked.
    if (job !== undefined) rpc('job_cancel', { job }).catch(() => {});
  }

  /** What it made ready was used: nothing is to be stopped any more. */
  done(): void {
    this.#job = undefined;
  }
}
