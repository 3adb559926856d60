/** An account is saved whole: what this screen does not change goes back as it came. */
import { lang } from '../../i18n/index.svelte';
import { rpc } from '../../ipc/client';
import type { Account } from '../../ipc/generated/wire';

/** Changes a part of a debt's account, from its newest state. */
export async function changeAccount(
  debt: string,
  change: (account: Account) => Partial<Account>,
): Promise<void> {
  const { account } = await rpc('account_get', { debt });
  const { gap = [], plans = [], ...rest } = account;
  await rpc('account_save', { ...rest, gap, plans, ...change(account) });
}

/** A debt in one line. */
export function debtName(debt: { lender_name: string; product: string }): string {
  return [debt.lender_name, debt.product].filter(Boolean).join(' · ');
}

/** Several debts in one sentence, as the language of the moment lists them. */
export function debtNames(debts: readonly { lender_name: string; product: string }[]): string {
  return new Intl.ListFormat(lang()).format(debts.map(debtName));
}

/** Is a decimal amount anything but nothing? */
export function isSome(amount: string): boolean {
  return /[1-9]/.test(amount);
}
