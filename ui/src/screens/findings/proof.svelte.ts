/**
 * One proof pack from what was chosen to the file. It outlives the screen, so that
 * one may look something up while a long one is being written.
 */
import { onChange, rpc, wireError } from '../../ipc/client';
import type { JobStatus, ProofMade, ProofMake, WireError } from '../../ipc/generated/wire';

const POLL_MS = 200;

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
      this.#job = (await rpc('proof_make', request)).job;
      await this.#follow();
    } catch (caught) {
      this.#stop(wireError(caught));
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

  async #follow(): Promise<void> {
    const job = this.#job;
    while (this.phase === 'making' && job === this.#job) {
      const status = await rpc('job_status', { job });
      this.status = status;
      if (status.state === 'done') {
        this.made = await rpc('proof_made', { job });
        this.phase = 'done';
        return;
      }
      if (status.state !== 'running') {
        this.#stop(status.error ?? { code: 'cancelled', params: {}, fields: [] });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
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
