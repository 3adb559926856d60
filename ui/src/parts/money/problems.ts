/**
 * Why something cannot be worked out yet, as a whole sentence that says what to
 * do. A field that has no sentence of its own gets the one of its code.
 */
import { t } from '../../i18n/index.svelte';
import type { Key } from '../../i18n/resources';
import type { AccountProblem, AccountSection, MoneyCode } from '../../ipc/generated/wire';

interface Sentence {
  readonly words: Key;
  readonly code: MoneyCode | readonly MoneyCode[];
  /** Positions in lists are left out: `entries[].day`. */
  readonly field: string | readonly string[];
  /** Only in this part. */
  readonly section?: AccountSection;
}

const rates = [
  'terms.rate.percent',
  'terms.penalty_rate.percent',
  'entries[].rate.percent',
  'rate.percent',
];

/** The first that fits is said. */
const sentences: readonly Sentence[] = [
  { field: 'entries', code: 'required', words: 'money:problem.noDisbursement' },
  { field: 'entries[].day', code: 'before_start', words: 'money:problem.beforeDisbursement' },
  { field: 'days[]', code: 'before_start', words: 'money:problem.dayBeforeDisbursement' },
  { field: 'flows[].day', code: 'before_start', words: 'money:problem.beforeDisbursement' },
  { field: 'entries[].amount', code: 'required', words: 'money:problem.amountMissing' },
  { field: 'entries[].amount', code: 'not_positive', words: 'money:problem.amountZero' },
  { field: 'entries[].part', code: 'required', words: 'money:problem.partMissing' },
  { field: 'entries[].rate', code: 'required', words: 'money:problem.rateMissing' },
  { field: rates, code: ['negative', 'out_of_range'], words: 'money:problem.rateWrong' },
  { field: 'terms.order', code: 'contradiction', words: 'money:problem.order' },
  { field: 'flows', code: 'one_sided', words: 'money:problem.oneSided' },
  { field: 'flows', code: 'no_rate', words: 'money:problem.noRate' },
  { field: 'jurisdiction', code: 'not_covered', words: 'money:abroad' },
  { field: 'contract_day', code: 'required', words: 'money:problem.contractDay' },
  { field: 'contract_day', code: 'after_end', words: 'money:problem.contractDayLate' },
  { field: 'spans[].from', code: 'before_start', words: 'money:problem.beforeContract' },
  { field: 'contract_day', code: 'not_covered', words: 'money:problem.noCeiling' },
  { field: 'lender', code: 'not_covered', words: 'money:problem.lender' },
  { field: 'filing_day', code: 'before_start', words: 'money:problem.filing' },
  { field: 'balances', code: 'required', words: 'money:problem.noStated' },
  { field: 'last_due', code: 'required', words: 'money:problem.lastDue' },
  { field: 'debts', code: 'required', words: 'money:problem.noDebts' },
  { field: 'options', code: 'required', words: 'money:problem.noOptions' },
];

/** The sentence for one problem. */
export function problemWords(problem: AccountProblem): string {
  const field = problem.field.replace(/\[\d+\]/g, '[]');
  const found = sentences.find(
    (one) =>
      [one.field].flat().includes(field) &&
      [one.code].flat().includes(problem.code) &&
      (one.section === undefined || one.section === problem.section),
  );
  return t(found?.words ?? `money:problem.code.${problem.code}`);
}
