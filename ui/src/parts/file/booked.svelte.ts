/** What is booked in the accounts of all debts, as files can be about it: payments and entries. */
import { money } from '../../i18n/format';
import type { AttachedTo } from '../../ipc/generated/wire';
import { read } from '../../ipc/query.svelte';
import { rowName } from '../debt/name';
import { entryName } from '../money/account';
import { accountsOf } from '../money/accounts.svelte';

export interface Booked {
  readonly about: AttachedTo & { kind: 'payment' | 'entry' };
  readonly debt: string;
  readonly name: string;
}

/** Newest first; nothing is read while it is not `wanted`. */
export function booked(wanted: () => boolean): { readonly all: readonly Booked[] } {
  const debts = read('debt_list', () => (wanted() ? {} : null));
  const accounts = accountsOf(() => (wanted() ? (debts.data ?? []) : []));
  const all = $derived(
    (debts.data ?? [])
      .flatMap((row) =>
        (accounts.get(row.debt.id)?.entries ?? []).map((each) => ({
          day: each.entry.day,
          about: {
            kind: each.entry.kind === 'payment' ? ('payment' as const) : ('entry' as const),
            id: each.id,
          },
          debt: row.debt.id,
          name: [
            entryName(each),
            each.entry.amount && money(each.entry.amount, row.debt.currency),
            rowName(row),
          ]
            .filter(Boolean)
            .join(' · '),
        })),
      )
      .sort((a, b) => b.day.localeCompare(a.day)),
  );
  return {
    get all() {
      return all;
    },
  };
}
