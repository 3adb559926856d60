/**
 * Amounts as people type them and sums of them, in whole fen and big integers:
 * no float ever touches money.
 */

/** `12345.60` from `12,345.6`, `￥12345.6` or `12345.60元`; null when it is no amount to the fen. */
export function readAmount(typed: string): string | null {
  const text = typed.normalize('NFKC').replace(/[\s,¥$£]|元$/g, '');
  return /^\d{1,12}(\.\d{1,2})?$/.test(text) ? text : null;
}

/** The exact sum of decimal texts of at most two places. */
export function sumAmounts(amounts: readonly string[]): string {
  const fen = amounts.reduce((sum, amount) => sum + toFen(amount), 0n);
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function toFen(amount: string): bigint {
  const parts = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(amount);
  if (!parts) return 0n;
  const [, sign, whole = '0', fraction = ''] = parts;
  const fen = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  return sign === '-' ? -fen : fen;
}
