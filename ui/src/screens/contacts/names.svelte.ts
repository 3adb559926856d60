/** Names for the ids in contacts, while the calling component lives. */
import { read } from '../../ipc/query.svelte';
import type { Names } from './facts';

export function names(): Names {
  const debts = read('debt_list', () => ({}));
  const parties = read('party_list', () => ({}));
  const people = read('person_list', () => ({}));
  return {
    debt: (id) => {
      const row = debts.data?.find((one) => one.debt.id === id);
      return row ? [row.lender_name, row.debt.product].filter(Boolean).join(' · ') : '';
    },
    party: (id) => parties.data?.find((one) => one.id === id)?.name ?? '',
    person: (id) => people.data?.find((one) => one.id === id)?.name ?? '',
  };
}
