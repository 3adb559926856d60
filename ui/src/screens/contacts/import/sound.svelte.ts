/**
 * Recordings kept as files, each about its call. It outlives the screen, as the
 * import does: encrypting hours of sound takes a while.
 */
import { onChange, rpc, wireError } from '../../../ipc/client';
import type {
  AttachmentsKept,
  JobStatus,
  RecordingLink,
  WireError,
} from '../../../ipc/generated/wire';
import { outcome } from '../../../ipc/job';

class Sound {
  phase = $state<'idle' | 'running' | 'kept'>('idle');
  status = $state.raw<JobStatus>();
  kept = $state.raw<AttachmentsKept>();
  error = $state.raw<WireError>();
  #job = '';
  #gone = new AbortController();

  /** Takes the sound in and keeps it, in one go. */
  async keep(links: readonly RecordingLink[]): Promise<void> {
    this.reset();
    const { signal } = this.#gone;
    this.phase = 'running';
    try {
      this.#job = (await rpc('attachment_add', { paths: links.map(({ path }) => path) })).job;
      await outcome(
        this.#job,
        (now) => {
          if (!signal.aborted) this.status = now;
        },
        signal,
      );
      const each = links.map(({ contact }) => ({ kind: 'contact' as const, id: contact }));
      const kept = await rpc('attachment_keep', { job: this.#job, each });
      if (signal.aborted) return;
      this.kept = kept;
      this.phase = 'kept';
    } catch (caught) {
      if (signal.aborted) return;
      this.phase = 'idle';
      this.error = wireError(caught);
    }
  }

  async cancel(): Promise<void> {
    const job = this.#job;
    this.reset();
    // When the vault was closed meanwhile, there is nothing left to stop.
    await rpc('job_cancel', { job }).catch(() => {});
  }

  reset(): void {
    this.#gone.abort();
    this.#gone = new AbortController();
    this.phase = 'idle';
    this.status = undefined;
    this.kept = undefined;
    this.error = undefined;
  }
}

export const sound = new Sound();

// Another vault, or none: what is said here was of the last one.
onChange((tags) => {
  if (tags.includes('vault') && tags.includes('contacts')) sound.reset();
});
