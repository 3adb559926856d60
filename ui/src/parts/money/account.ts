/** The account of a debt as it is sent back: always whole, with what was changed replaced. */
import { day } from '../../i18n/format';
import { t } from '../../i18n/index.svelte';
import { rpc } from '../../ipc/client';
import type { Account, AccountInput, AccountView, EntryRow } from '../../ipc/generated/wire';
import { term } from '../term/term';

/** Everything the account holds, with some of it replaced. */
export function changed(account: Account, change: Partial<AccountInput>): AccountInput {
  return { ...account, gap: account.gap ?? [], plans: account.plans ?? [], ...change };
}

/** Changes a part of a debt's account, from its newest state. */
export async function changeAccount(
  debt: string,
  change: (account: Account) => Partial<AccountInput>,
): Promise<void> {
  const { account } = await rpc('account_get', { debt });
  await rpc('account_save', changed(account, change(account)));
}

/** What an entry is called where another place speaks of it. */
export function entryName(row: EntryRow): string {
  return t('money:entry.name', {
    day: day(row.entry.day),
    kind: term('entry_kind', row.entry.kind),
  });
}

/** The name of an entry by its id. */
export function nameById(view: AccountView): (id: string) => string | undefined {
  return (id) => {
    const row = view.entries.find((one) => one.id === id);
    return row && entryName(row);
  };
}

/** A decimal text that is not zero. */
export function some(amount: string): boolean {
  return /[1-9]/.test(amount);
}
