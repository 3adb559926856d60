/** A contact in words: when, how long, by whom, which way. */
import { beijingDay, clock, day, weekday } from '../../i18n/format';
import { t } from '../../i18n/index.svelte';
import type { Channel, Connection, Direction } from '../../ipc/generated/wire';
import { term } from '../term/term';

/** Day, weekday and clock time in Beijing. */
export function when(instant: string): string {
  const on = beijingDay(instant);
  return `${day(on)} ${weekday(on)} ${clock(instant)}`;
}

/** A length of time: 35 秒, 2 分 5 秒. */
export function lasting(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60;
  if (minutes === 0) return t('contacts:seconds', { s: rest });
  return rest === 0
    ? t('contacts:minutes', { m: minutes })
    : t('contacts:minutesSeconds', { m: minutes, s: rest });
}

/** Whose contact it was, as far as known. */
export function whose(contact: { party_name?: string; number?: string }): string {
  return contact.party_name ?? contact.number ?? t('contacts:noNumber');
}

/** Whether it came through; only a call can ring in vain. */
export function throughWords(contact: { channel: Channel; connection: Connection }): string {
  return contact.channel === 'call' ? term('connection', contact.connection) : '';
}

/** Channel, direction and whether it came through, in one line. */
export function way(contact: {
  channel: Channel;
  direction: Direction;
  connection: Connection;
}): string {
  return [
    term('channel', contact.channel),
    term('direction', contact.direction),
    throughWords(contact),
  ]
    .filter(Boolean)
    .join(' · ');
}
