/**
 * The single table of how a code is told to a person: what happened, what to
 * do, and whether trying again can help. A code without a row does not compile.
 */

import { t } from '../i18n/index.svelte';
import type { Key } from '../i18n/resources';
import type { ErrorCode, FieldProblem, ProblemCode, WireError } from './generated/wire';

interface Words {
  readonly title: Key;
  readonly advice: Key;
  /** Trying the same again may help. */
  readonly retry: boolean;
}

const table: Record<ErrorCode, Words> = {
  invalid: words('invalid'),
  not_found: words('not_found'),
  still_referenced: words('still_referenced'),
  comes_first: words('comes_first'),
  not_open_to_lender: words('not_open_to_lender'),
  letter_frozen: words('letter_frozen'),
  locked: words('locked'),
  no_vault: words('no_vault'),
  vault_exists: words('vault_exists'),
  wrong_passphrase: words('wrong_passphrase'),
  wrong_recovery: words('wrong_recovery'),
  recovery_malformed: words('recovery_malformed'),
  passphrase_too_short: words('passphrase_too_short'),
  newer_vault: words('newer_vault'),
  damaged_vault: words('damaged_vault'),
  vault_in_use: words('vault_in_use', true),
  read_only: words('read_only', true),
  vault_gone: words('vault_gone', true),
  key_changed: words('key_changed'),
  disk_full: words('disk_full', true),
  io: words('io', true),
  cancelled: words('cancelled'),
  file_empty: words('file_empty'),
  file_truncated: words('file_truncated'),
  file_unknown_format: words('file_unknown_format'),
  file_binary: words('file_binary'),
  file_entity: words('file_entity'),
  file_zip_bomb: words('file_zip_bomb'),
  file_zip_encrypted: words('file_zip_encrypted'),
  file_zip_no_backup: words('file_zip_no_backup'),
  file_too_large: words('file_too_large'),
  folder_no_backup: words('folder_no_backup'),
  file_malformed: words('file_malformed'),
  attachment_altered: words('attachment_altered'),
  attachment_missing: words('attachment_missing'),
  cannot_redact: words('cannot_redact'),
  folder_not_empty: words('folder_not_empty'),
  pdf_locked: words('pdf_locked'),
  pdf_damaged: words('pdf_damaged'),
  pdf_too_heavy: words('pdf_too_heavy'),
  case_malformed: words('case_malformed'),
  letter_incomplete: words('letter_incomplete'),
  missing_glyph: words('missing_glyph'),
  fonts_missing: words('fonts_missing'),
  unknown_command: words('unknown_command'),
  bug: words('bug', true),
};

const problems: Record<ProblemCode, Key> = {
  required: 'errors:field.required',
  too_long: 'errors:field.too_long',
  out_of_range: 'errors:field.out_of_range',
  in_future: 'errors:field.in_future',
  before_start: 'errors:field.before_start',
  unknown_reference: 'errors:field.unknown_reference',
  duplicate: 'errors:field.duplicate',
  malformed: 'errors:field.malformed',
  contradiction: 'errors:field.contradiction',
};

export function errorWords(error: WireError): Words {
  return table[error.code] ?? table.bug;
}

/** The words for a field's fault, for `fault` of a control; undefined when it has none. */
export function faultOf(error: WireError | undefined, field: string): string | undefined {
  const problem = error?.fields.find((p: FieldProblem) => p.field === field);
  return problem && t(problems[problem.code]);
}

function words(code: ErrorCode, retry = false): Words {
  return { title: `errors:${code}.title`, advice: `errors:${code}.advice`, retry };
}
