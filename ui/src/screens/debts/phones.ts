/** Numbers as typed into one field, one a line or parted by commas; the core brings each into its normal form. */
export function numbersIn(typed: string): string[] {
  return typed
    .split(/[\n,;，；、]/)
    .map((number) => number.trim())
    .filter((number) => number !== '');
}
