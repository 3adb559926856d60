/** A file in words: its times, its state, and lengths of recordings. */
import { day } from '../../i18n/format';
import { t } from '../../i18n/index.svelte';
import type { Attachment, FilesChecked } from '../../ipc/generated/wire';

/** What the device wrote, by its own clock; nothing is converted. */
export function takenWords(taken: string | undefined): string {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(.*)$/.exec(taken ?? '');
  if (!parts) return taken ?? '';
  const [, on = '', at = '', offset = ''] = parts;
  return [day(on), at, offset && `(${offset})`].filter(Boolean).join(' ');
}

/** How a file stands after the last check. */
export type FileState = 'checking' | 'sound' | 'missing' | 'altered' | 'unreadable' | 'unchecked';

export function stateOf(
  id: string,
  check: { running: boolean; found: FilesChecked | undefined },
): FileState {
  const fault = check.found?.faults.find((one) => one.id === id);
  if (fault) return fault.what;
  if (check.found) return 'sound';
  return check.running ? 'checking' : 'unchecked';
}

/** A moment of a recording: 1:23, 1:02:03. */
export function clockOf(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) =>
    String(part).padStart(2, '0'),
  );
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${parts.join(':')}` : parts.join(':').replace(/^0/, '');
}

/** What a copy hides, in one line; empty for an original. */
export function hiddenWords(file: Pick<Attachment, 'redaction'>): string {
  if (!file.redaction) return '';
  return file.redaction.kind === 'image'
    ? t('files:copies.hidden_image', { count: file.redaction.regions.length })
    : t('files:copies.hidden_text', { count: file.redaction.stretches.length });
}
