/**
 * What was typed and not yet saved. It lives in memory only, survives a change
 * of screen, and is never written anywhere: beside the vault nothing may be
 * readable.
 */
import { untrack } from 'svelte';

interface Kept {
  readonly form: Record<string, unknown>;
  /** Each field as it was before anyone typed. */
  readonly base: Record<string, string>;
}

const drafts = new Map<string, Kept>();

/**
 * The draft of a form. Fields that were touched come from its last state, the
 * others from `initial`, so that what changed elsewhere is never overwritten.
 */
export function draft<T extends object>(name: string, initial: () => T): T {
  return untrack(() => {
    const start = initial() as Record<string, unknown>;
    const base = Object.fromEntries(
      Object.entries(start).map(([field, value]) => [field, JSON.stringify(value)]),
    );
    const form = $state({ ...start, ...touched(drafts.get(name)) });
    drafts.set(name, { form, base });
    return form as T;
  });
}

/** Forgets one draft, after it was saved or given up. */
export function dropDraft(name: string): void {
  drafts.delete(name);
}

/** Forgets everything typed, when another vault is opened. */
export function dropDrafts(): void {
  drafts.clear();
}

function touched(kept: Kept | undefined): Record<string, unknown> {
  const entries = Object.entries(kept?.form ?? {});
  return Object.fromEntries(
    entries.filter(([field, value]) => JSON.stringify(value) !== kept?.base[field]),
  );
}
