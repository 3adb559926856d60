/**
 * One proof pack from what was chosen to the file. It outlives the screen, so that
 * one may look something up while a long one is being written.
 */
import { onChange, rpc, wireError } from '../../ipc/client';
import type { JobStatus, ProofMade, ProofMake, WireError } from '../../ipc/generated/wire';
import { outcome } from '../../ipc/job';

class Maker {
  phase = $state<'choose' | 'making' | 'done'>('choose');
  status = $state.raw<JobStatus>();
  made = $state.raw<ProofMade>();
  error = $state.raw<WireError>();
  #job = '';

  async make(request: ProofMake): Promise<void> {
    this.reset();
    this.phase = 'making';
    try {
      const { job } = await rpc('proof_make', request);
      this.#job = job;
      const came = await outcome(job, (status) => {
        if (job === this.#job) this.status = status;
      });
      if (job !== this.#job) return;
      if (came?.kind === 'packed') this.made = came;
      this.phase = 'done';
    } catch (caught) {
      // After a reset nobody waits for it any more.
      if (this.phase === 'making') this.#stop(wireError(caught));
    }
  }

  async cancel(): Promise<void> {
    try {
      await rpc('job_cancel', { job: this.#job });
    } catch (caught) {
      this.#stop(wireError(caught));
    }
  }

  reset(): void {
    this.phase = 'choose';
    this.status = undefined;
    this.made = undefined;
    this.error = undefined;
    this.#job = '';
  }

  #stop(error: WireError): void {
    this.reset();
    this.error = error;
  }
}

export const maker = new Maker();

// Another vault, or none: what was made of the last one must not stay.
onChange((tags) => {
  if (tags.includes('vault') && tags.includes('findings')) maker.reset();
});
