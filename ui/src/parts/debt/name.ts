/** What a debt is called where there is one line for it. */
import { lang } from '../../i18n/index.svelte';
import type { DebtRow } from '../../ipc/generated/wire';

interface Named {
  lender_name: string;
  product: string;
}

/** Lender and product in one line. */
export function debtName(debt: Named): string {
  return [debt.lender_name, debt.product].filter(Boolean).join(' · ');
}

/** The same for a row of the register. */
export function rowName({ lender_name, debt }: Pick<DebtRow, 'lender_name' | 'debt'>): string {
  return debtName({ lender_name, product: debt.product });
}

/** Several debts in one sentence, as the language of the moment lists them. */
export function debtNames(debts: readonly Named[]): string {
  return new Intl.ListFormat(lang()).format(debts.map(debtName));
}
