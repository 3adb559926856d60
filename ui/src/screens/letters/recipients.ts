/** Names of recipients as a letter says them, and where they are from. */
import type { Key } from '../../i18n/resources';
import type { RecipientOrigin, RecipientRow } from '../../ipc/generated/wire';
import { said } from '../../parts/term/term';

export const origins: Record<RecipientOrigin, Key> = {
  own: 'letters:recipients.own',
  case: 'letters:recipients.case',
  finder: 'letters:recipients.finder',
};

/** The organisation and its department, on one line. */
export function nameOf(row: RecipientRow): string {
  return [said(row.name), row.department].filter(Boolean).join(' ');
}

/** The entry a name was taken from; the reader's own first, as they are listed. */
export function entryOf(rows: readonly RecipientRow[], name: string): RecipientRow | undefined {
  const wanted = name.trim();
  return rows.find((row) => nameOf(row) === wanted);
}
