/** What the list of debts adds up and says beside its rows. */
import { t } from '../../i18n/index.svelte';
import { type Currency, currencies, type DebtRow } from '../../ipc/generated/wire';
import { sumAmounts } from '../../parts/debt/amount';

/** Who stated the newest balance: an organisation, or the borrower. */
export function saidBy(row: DebtRow): string {
  const at = row.debt.balances.findIndex(
    (b) => b.as_of === row.latest?.as_of && b.said_by === row.latest?.said_by,
  );
  return row.balance_names[at] || t('debts:byUs');
}

/** The newest totals added up, one line per currency, never across currencies. */
export function totals(
  rows: readonly DebtRow[],
): { currency: Currency; amount: string; of: number }[] {
  return currencies.flatMap((currency) => {
    const known = rows.filter((row) => row.debt.currency === currency && row.latest_total);
    const amount = sumAmounts(known.map((row) => row.latest_total ?? '0'));
    return known.length > 0 ? [{ currency, amount, of: known.length }] : [];
  });
}

/** A text that sorts like the amount; no amount comes first. */
export function amountOrder(amount: string | undefined): string {
  return amount === undefined ? '' : amount.padStart(20, '0');
}
