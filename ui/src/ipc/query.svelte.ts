/**
 * Reads that keep themselves fresh. Which write makes which read stale comes
 * from the command list, so a screen never refetches by hand.
 */
import { SvelteMap } from 'svelte/reactivity';
import { type Command, onChange, type Req, type Res, rpc, wireError } from './client';
import { commandTags, type Tag, type WireError } from './generated/wire';

/** How often each tag went stale. */
const versions = new SvelteMap<Tag, number>();
const cache = new Map<string, { stamp: string; data: unknown }>();

// A turn later: whoever wrote hears first, so that a lock takes the screens
// away before they ask again for what is no longer theirs to see.
onChange((tags) => {
  setTimeout(() => {
    for (const tag of tags) versions.set(tag, (versions.get(tag) ?? 0) + 1);
  });
});

export interface Read<T> {
  /** The last answer; kept while a fresher one is on its way. */
  readonly data: T | undefined;
  readonly error: WireError | undefined;
  readonly pending: boolean;
  retry(): void;
}

/**
 * Reads while the calling component lives. `req` is tracked: when what it
 * returns changes, the read runs again; null means not yet.
 */
export function read<K extends Command>(cmd: K, req: () => Req<K> | null): Read<Res<K>> {
  let data = $state.raw<Res<K>>();
  let error = $state.raw<WireError>();
  let pending = $state(true);
  let tries = $state(0);
  let turn = 0;

  $effect(() => {
    void tries;
    const asked = req();
    const stamp = (commandTags[cmd].reads ?? []).map((tag) => versions.get(tag) ?? 0).join();
    if (asked === null) return;
    // Whatever is still on its way was asked for something else.
    turn += 1;
    const mine = turn;
    const name = `${cmd} ${JSON.stringify(asked)}`;
    const kept = cache.get(name);
    if (kept) data = kept.data as Res<K>;
    if (kept?.stamp === stamp && stamp !== '') {
      error = undefined;
      pending = false;
      return;
    }
    pending = true;
    rpc(cmd, asked).then(
      (answer) => {
        if (mine !== turn) return;
        cache.set(name, { stamp, data: answer });
        data = answer;
        error = undefined;
        pending = false;
      },
      (caught) => {
        if (mine !== turn) return;
        error = wireError(caught);
        pending = false;
      },
    );
  });

  return {
    get data() {
      return data;
    },
    get error() {
      return error;
    },
    get pending() {
      return pending;
    },
    retry() {
      tries += 1;
    },
  };
}

/** Forgets every answer: what was read must not outlive the lock. */
export function forgetReads(): void {
  cache.clear();
}
