/** The accounts of several debts, read one after another: for lists over all of them. */
import { SvelteMap } from 'svelte/reactivity';
import { rpc } from '../../ipc/client';
import type { AccountView, DebtRow } from '../../ipc/generated/wire';

/** Fills while the calling component lives, anew for every reading of the debts. */
export function accountsOf(rows: () => readonly DebtRow[]): ReadonlyMap<string, AccountView> {
  const found = new SvelteMap<string, AccountView>();
  $effect(() => {
    const asked = rows().map((row) => row.debt.id);
    let live = true;
    const fetchAll = async () => {
      for (const debt of asked) {
        try {
          const view = await rpc('account_get', { debt });
          if (!live) return;
          found.set(debt, view);
        } catch {
          // Its page says why; here the cell stays empty.
          found.delete(debt);
        }
      }
    };
    void fetchAll();
    return () => {
      live = false;
    };
  });
  return found;
}
