/** Which rows of the record are not as they were written, in words. */
import { moment } from '../i18n/format';
import { t } from '../i18n/index.svelte';
import type { Key } from '../i18n/resources';
import type { RecordFault } from './generated/wire';

const tables: Record<string, Key> = {
  accounts: 'vault:table.accounts',
  agreements: 'vault:table.agreements',
  answers: 'vault:table.answers',
  assignments: 'vault:table.assignments',
  attachments: 'vault:table.attachments',
  balances: 'vault:table.balances',
  borrower: 'vault:table.borrower',
  budget: 'vault:table.budget',
  contacts: 'vault:table.contacts',
  debts: 'vault:table.debts',
  holiday_notices: 'vault:table.holiday_notices',
  imports: 'vault:table.imports',
  ledger_entries: 'vault:table.ledger_entries',
  letters: 'vault:table.letters',
  limitation_events: 'vault:table.limitation_events',
  notices: 'vault:table.notices',
  numbers: 'vault:table.numbers',
  packs: 'vault:table.packs',
  parties: 'vault:table.parties',
  payments: 'vault:table.payments',
  people: 'vault:table.people',
  postings: 'vault:table.postings',
  proceedings: 'vault:table.proceedings',
  recipients: 'vault:table.recipients',
  same_calls: 'vault:table.same_calls',
  settings: 'vault:table.settings',
  templates: 'vault:table.templates',
};

/** One sentence that names the row. */
export function faultWords(fault: RecordFault): string {
  const { entry, table } = fault;
  const at = fault.at ? moment(fault.at) : '';
  if (table === undefined) return t('vault:fault.chain', { entry: entry ?? 0 });
  const what = t(tables[table] ?? 'vault:table.other');
  return entry === undefined
    ? t('vault:fault.foreign', { what })
    : t('vault:fault.row', { what, entry, at });
}
