/** What files are about, in words: the names of debts, payments, letters, contacts and the rest. */
import { SvelteMap } from 'svelte/reactivity';
import { href } from '../../frame/router.svelte';
import { t } from '../../i18n/index.svelte';
import { rpc } from '../../ipc/client';
import type { AttachedTo } from '../../ipc/generated/wire';
import { read } from '../../ipc/query.svelte';
import { when, whose } from '../contact/words';
import { rowName } from '../debt/name';
import { said } from '../term/term';
import { booked } from './booked.svelte';

/** Names for what `about` returns; asks the core only for what occurs in it. */
export function subjects(about: () => readonly AttachedTo[]) {
  const any = (kind: AttachedTo['kind']) => (about().some((one) => one.kind === kind) ? {} : null);
  const debts = read('debt_list', () => any('debt'));
  const letters = read('letter_list', () => any('posting'));
  const proceedings = read('proceeding_list', () => any('proceeding'));
  const accounts = booked(() => Boolean(any('payment') ?? any('entry')));
  const contacts = new SvelteMap<string, string>();
  const asked = new Set<string>();

  $effect(() => {
    for (const one of about()) {
      if (one.kind !== 'contact' || asked.has(one.id)) continue;
      asked.add(one.id);
      rpc('contact_get', { id: one.id }).then(
        ({ row }) =>
          contacts.set(
            one.id,
            `${when(row.contact.at)} ${whose({ party_name: row.party_name, number: row.contact.number })}`,
          ),
        // It keeps the name of its kind.
        () => {},
      );
    }
  });

  function found(one: AttachedTo): string | undefined {
    if (one.kind === 'contact') return contacts.get(one.id);
    if (one.kind === 'debt') {
      const row = debts.data?.find((each) => each.debt.id === one.id);
      return row && rowName(row);
    }
    if (one.kind === 'posting') {
      const row = letters.data?.find((each) => each.id === one.id);
      return row && `${said(row.title)} ${row.reference}`;
    }
    if (one.kind === 'proceeding') {
      const row = proceedings.data?.proceedings.find((each) => each.id === one.id);
      return row && said(row.procedure.title);
    }
    return bookedAs(one)?.name;
  }

  const bookedAs = (one: AttachedTo) =>
    accounts.all.find(({ about }) => about.kind === one.kind && about.id === one.id);

  /** The page where it stands; none while that is not known. */
  function address(one: AttachedTo): string | undefined {
    if (one.kind === 'payment' || one.kind === 'entry') {
      const debt = bookedAs(one)?.debt;
      return debt && href('money', [debt]);
    }
    return href(screen[one.kind], [one.id]);
  }

  return {
    name: (one: AttachedTo): string => found(one) ?? t(`files:about.kinds.${one.kind}`),
    address,
  };
}

const screen = {
  contact: 'contacts',
  debt: 'debts',
  posting: 'letters',
  proceeding: 'deadlines',
};
