/** Percents as people type them and as they are shown; text throughout, never a float. */

/** `18.25` from `18.25`, `18.25%` or full-width digits; null when it is no percent. */
export function readPercent(typed: string): string | null {
  const text = typed.normalize('NFKC').replace(/[\s%]/g, '');
  return /^\d{1,4}(\.\d{1,10})?$/.test(text) ? text : null;
}

/** A percent to at most two places, halves away from zero: `19.8862` as 19.89%. */
export function percent(value: string): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!parts) return value;
  const [, sign = '', whole = '0', fraction = ''] = parts;
  const kept = BigInt(`${whole}${fraction.slice(0, 2).padEnd(2, '0')}`);
  const digits = String(kept + ((fraction[2] ?? '0') >= '5' ? 1n : 0n)).padStart(3, '0');
  const shown = `${digits.slice(0, -2)}.${digits.slice(-2)}`.replace(/\.?0+$/, '');
  return `${sign && '−'}${shown}%`;
}
