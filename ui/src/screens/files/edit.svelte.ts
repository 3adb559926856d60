/**
 * What is written down about a file is saved whole. So changes wait for each
 * other, and each starts from what the one before left.
 */
import { rpc, wireError } from '../../ipc/client';
import type { Attachment, AttachmentInput, WireError } from '../../ipc/generated/wire';

export class Editing {
  busy = $state(false);
  error = $state.raw<WireError>();
  #latest: Attachment | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** A fresher reading. */
  know(file: Attachment): void {
    if (!this.busy) this.#latest = file;
  }

  /** Saves with `change`; false when it did not come about. */
  save(file: Attachment, change: Partial<Omit<AttachmentInput, 'id'>>): Promise<boolean> {
    const done = this.#turn.then(async () => {
      const { id, about, note, timed_notes, checks } = this.#latest ?? file;
      this.busy = true;
      this.error = undefined;
      try {
        const whole = { id, about, note, timed_notes, checks, ...change };
        this.#latest = (await rpc('attachment_save', whole)).attachment;
        return true;
      } catch (caught) {
        this.error = wireError(caught);
        return false;
      } finally {
        this.busy = false;
      }
    });
    this.#turn = done;
    return done;
  }
}
