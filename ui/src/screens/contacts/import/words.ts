/** Words for the codes of the readers; a newer reader's code is shown as it is. */
import { t } from '../../../i18n/index.svelte';
import type { Key } from '../../../i18n/resources';
import zhImport from '../../../i18n/zh-CN/import.json';

export function formatWords(code: string): string {
  return code in zhImport.format ? t(`import:format.${code}` as Key) : code;
}

export function rejectWords(code: string): string {
  return code in zhImport.reject ? t(`import:reject.${code}` as Key) : code;
}

export function doubtWords(code: string): string {
  return code in zhImport.doubt ? t(`import:doubt.${code}` as Key) : code;
}
