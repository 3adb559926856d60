/** What the way in asks of the core, and what it checks itself. */

import { go } from '../../frame/router.svelte';
import { detain, setStatus } from '../../frame/session.svelte';
import { rpc } from '../../ipc/client';
import type { VaultCreated } from '../../ipc/generated/wire';

/** Makes a vault. The screens wait until the words were seen. */
export async function createVault(passphrase: string): Promise<VaultCreated> {
  detain(true);
  try {
    return await rpc('vault_create', { passphrase });
  } catch (error) {
    detain(false);
    throw error;
  }
}

export async function openVault(passphrase: string): Promise<void> {
  setStatus(await rpc('vault_open', { passphrase }));
}

export async function recoverVault(words: string, passphrase: string): Promise<void> {
  setStatus(await rpc('vault_recover', { words, passphrase }));
}

export async function bringVault(folder: string, passphrase: string): Promise<void> {
  setStatus(await rpc('vault_bring', { folder, passphrase }));
}

export async function openSample(): Promise<void> {
  setStatus(await rpc('sample_open', {}));
  go('week');
}

/** Three different places, from 0, in order; `random` yields numbers from 0 up to 1. */
export function placesToAsk(count: number, random: () => number = Math.random): number[] {
  const places = new Set<number>();
  while (places.size < Math.min(3, count)) places.add(Math.floor(random() * count));
  return [...places].sort((a, b) => a - b);
}
