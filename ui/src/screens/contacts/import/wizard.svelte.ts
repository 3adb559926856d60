/**
 * One import from file to log. It outlives the screen, so that one may look
 * something up while a long file is being read. Nothing is saved before
 * `commit`.
 */
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { onChange, rpc, wireError } from '../../../ipc/client';
import type {
  ImportDone,
  ImportPlan,
  JobStatus,
  Mapping,
  NumberAssign,
  Relation,
  WireError,
} from '../../../ipc/generated/wire';
import { sound } from './sound.svelte';

const POLL_MS = 200;

export type Phase = 'choose' | 'reading' | 'check' | 'done';

class Wizard {
  phase = $state<Phase>('choose');
  status = $state.raw<JobStatus>();
  plan = $state.raw<ImportPlan>();
  error = $state.raw<WireError>();
  busy = $state(false);
  /** What the last import added. */
  done = $state.raw<ImportDone>();
  /** Whose phone the log comes from. */
  whose = $state<Relation>('borrower');
  /** Indices of the doubtful rows to take as well. */
  readonly take = new SvelteSet<string>();
  /** What was said about numbers; told to the core once the rows are in. */
  readonly named = new SvelteMap<string, NumberAssign>();
  /** Whether recordings are kept as files of their calls once the rows are in. */
  keepSound = $state(false);
  /** The debt each payment was for, as far as the user said so. */
  readonly paid = new SvelteMap<number, string>();
  #job = '';
  #paths: readonly string[] = [];
  /** What the columns of tables are, as said in this import. */
  #mappings: Mapping[] = [];

  /** Whether something was read or is being read that new files would wipe away. */
  get inHand(): boolean {
    return this.busy || this.phase === 'reading' || this.phase === 'check';
  }

  async read(paths: readonly string[], mappings: Mapping[] = []): Promise<void> {
    this.reset();
    // What was kept of an earlier import is told where it was asked for; keeping goes on.
    if (sound.phase !== 'running') sound.reset();
    this.#paths = paths;
    this.#mappings = mappings;
    this.phase = 'reading';
    try {
      this.#job = (await rpc('import_read', { paths: [...paths], mappings })).job;
      await this.#follow();
    } catch (caught) {
      this.#stop(wireError(caught));
    }
  }

  /** Reads the same files once more, now that the columns of a table are known. */
  async map(mapping: Mapping): Promise<void> {
    const others = this.#mappings.filter((one) => one.signature !== mapping.signature);
    await this.read(this.#paths, [...others, mapping]);
  }

  async cancel(): Promise<void> {
    try {
      await rpc('job_cancel', { job: this.#job });
    } catch (caught) {
      this.#stop(wireError(caught));
    }
  }

  /** Saves the rows in one go, then the names of their numbers. */
  async commit(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = undefined;
    try {
      const take = [...this.take].map(Number).sort((a, b) => a - b);
      const payments = [...this.paid].map(([index, debt]) => ({ index, debt }));
      this.done = await rpc('import_commit', {
        job: this.#job,
        take,
        whose: this.whose,
        payments,
      });
      this.phase = 'done';
      if (this.keepSound && this.done.recordings.length > 0) void sound.keep(this.done.recordings);
      for (const assign of this.named.values()) {
        await rpc('number_assign', assign);
        this.named.delete(assign.number);
      }
    } catch (caught) {
      this.error = wireError(caught);
    }
    this.busy = false;
  }

  reset(): void {
    this.phase = 'choose';
    this.status = undefined;
    this.plan = undefined;
    this.error = undefined;
    this.whose = 'borrower';
    this.take.clear();
    this.named.clear();
    this.paid.clear();
    this.keepSound = false;
    this.#job = '';
  }

  async #follow(): Promise<void> {
    const job = this.#job;
    while (this.phase === 'reading' && job === this.#job) {
      const status = await rpc('job_status', { job });
      this.status = status;
      if (status.state === 'done') {
        this.plan = await rpc('import_plan', { job });
        this.phase = 'check';
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

export const wizard = new Wizard();

// Another vault, or none: what was read for the last one must not stay.
onChange((tags) => {
  if (tags.includes('vault') && tags.includes('contacts')) wizard.reset();
});
