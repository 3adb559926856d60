/**
 * Saving a form: once at a time, faults at their fields, focus on the first.
 * What a form checks itself comes in the shape the core uses, so that there is
 * one table of words for both.
 */
import { tick } from 'svelte';
import { wireError } from './client';
import type { FieldProblem, WireError } from './generated/wire';

export class Submit {
  busy = $state(false);
  error = $state.raw<WireError>();

  /**
   * Does `work` unless a control inside `form` cannot read what was typed or
   * `check` finds something. Undefined when it did not come about.
   */
  async run<T>(
    form: HTMLElement | undefined,
    check: () => FieldProblem[],
    work: () => Promise<T>,
  ): Promise<T | undefined> {
    if (this.busy) return undefined;
    this.error = undefined;
    if (await toFirstFault(form)) return undefined;
    const fields = check();
    if (fields.length > 0) {
      this.error = { code: 'invalid', params: {}, fields };
      await toFirstFault(form);
      return undefined;
    }
    this.busy = true;
    try {
      return await work();
    } catch (caught) {
      this.error = wireError(caught);
      await toFirstFault(form);
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}

/** Puts focus on the first control that shows a fault; false when none does. */
async function toFirstFault(form: HTMLElement | undefined): Promise<boolean> {
  await tick();
  const found = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-fault] input');
  found?.focus();
  return found !== undefined && found !== null;
}
