/**
 * Whether a vault is open. The window follows this: no vault, a locked one, or
 * the screens. Idle time locks it, and so does leaving in a hurry.
 */
import { onChange, rpc, wireError } from '../ipc/client';
import type { VaultStatus, WireError } from '../ipc/generated/wire';
import { forgetReads } from '../ipc/query.svelte';
import { dropDrafts } from '../kit/draft.svelte';
import { hush } from '../kit/toast.svelte';
import { Idle } from './idle';

let status = $state.raw<VaultStatus>();
let error = $state.raw<WireError>();
let away = $state(false);
let detained = $state(false);

export const session = {
  /** Undefined until the core has answered. */
  get status() {
    return status;
  },
  get error() {
    return error;
  },
  /** The neutral screen is showing. */
  get away() {
    return away;
  },
  /** The vault is open, but something must be seen first: the recovery words. */
  get detained() {
    return detained;
  },
};

export function detain(on: boolean): void {
  detained = on;
}

/** Takes what a command said about the vault, and drops what was read when it is shut. */
export function setStatus(next: VaultStatus): void {
  // What was typed into the sample is none of the vault's, and the reverse.
  if (status && status.sample !== next.sample) dropDrafts();
  status = next;
  error = undefined;
  if (next.state !== 'open') {
    detained = false;
    forgetReads();
    hush();
  }
}

export async function refresh(): Promise<void> {
  try {
    setStatus(await rpc('vault_status', {}));
  } catch (caught) {
    error = wireError(caught);
  }
}

/** Locks the vault; also closes the sample case. */
export async function lock(): Promise<void> {
  try {
    setStatus(await rpc('vault_lock', {}));
  } catch {
    await refresh();
  }
}

/** The neutral screen first, the lock behind it: what is in view goes at once. */
export async function leaveQuickly(): Promise<void> {
  away = true;
  hush();
  await lock();
}

export function comeBack(): void {
  away = false;
  void refresh();
}

/** How often the clocks are looked at, in milliseconds. */
const LOOK = 5_000;

/**
 * Locks after `minutes` without a key or a pointer (0: never), and at once when
 * the machine has slept, until the returned function is called.
 */
export function lockWhenIdle(minutes: number): () => void {
  const clocks = () => ({ wall: Date.now(), steady: performance.now() });
  const idle = new Idle(minutes, clocks());
  const sign = () => idle.sign(clocks());
  const timer = window.setInterval(() => {
    if (idle.over(clocks())) void lock();
  }, LOOK);
  const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
  for (const kind of signs) addEventListener(kind, sign, { passive: true });
  return () => {
    clearInterval(timer);
    for (const kind of signs) removeEventListener(kind, sign);
  };
}

/** Keeps the session in step with commands that open, shut or set the vault. */
export function followVault(): () => void {
  return onChange((tags) => {
    if (tags.includes('vault')) void refresh();
  });
}
