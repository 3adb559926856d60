/**
 * Where debts are. Mainland China is the plain case; what only other laws ask
 * for is shown for debts elsewhere alone.
 */
import { BEIJING } from '../../i18n/format';
import type { Borrower, DebtRow } from '../../ipc/generated/wire';

/** Is the debt outside mainland China? Without one: are all debts of the case? */
export function isAbroad(rows: readonly DebtRow[], id?: string): boolean {
  const asked = rows.filter(({ debt }) => debt.id === id);
  const about = asked.length > 0 ? asked : rows;
  return about.length > 0 && about.every(({ debt }) => debt.jurisdiction !== 'CN');
}

/** The time zone the borrower lives in, as far as noted and known here; otherwise Beijing's. */
export function homeZone(borrower: Borrower | undefined): string {
  const zone = borrower?.time_zones?.[0];
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone ?? BEIJING }).resolvedOptions().timeZone;
  } catch {
    return BEIJING;
  }
}
