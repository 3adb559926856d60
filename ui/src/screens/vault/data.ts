/** What the way in asks of the core, and what it checks itself. */

import { go } from '../../frame/router.svelte';
import { detain, setStatus } from '../../frame/session.svelte';
import { rpc } from '../../ipc/client';
import type { VaultCreated } from '../../ipc/generated/wire';

/**
 * Makes a vault; `afresh`: although the folder of the one there was is gone. The screens
 * wait until the words were seen.
 */
export async function createVault(passphrase: string, afresh: boolean): Promise<VaultCreated> {
  detain(true);
  try {
    return await rpc('vault_create', { passphrase, ...(afresh && { afresh }) });
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

export async function openSample(): Promise<void> {
  setStatus(await rpc('sample_open', {}));
  go('week');
}
