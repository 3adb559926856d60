/**
 * What was typed and not yet saved. It lives in memory only, survives a change
 * of screen, and is never written anywhere: beside the vault nothing may be
 * readable.
 */
const drafts = new Map<string, object>();

/** The draft of a form, from its last state or from `initial`. */
export function draft<T extends object>(name: string, initial: () => T): T {
  const kept = drafts.get(name);
  if (kept) return kept as T;
  const fresh = $state(initial());
  drafts.set(name, fresh);
  return fresh;
}

/** Forgets one draft, after it was saved or given up. */
export function dropDraft(name: string): void {
  drafts.delete(name);
}

/** Forgets everything typed, when another vault is opened. */
export function dropDrafts(): void {
  drafts.clear();
}
