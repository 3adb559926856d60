/** Where each contact of a week stands in the picture, in its own units. Pure. */
import type { Channel, WeekItem } from '../../ipc/generated/wire';

export const AXIS = 46;
export const HEAD = 40;
export const COLUMN = 130;
export const HOUR = 24;
export const WIDTH = AXIS + 7 * COLUMN;
export const HEIGHT = HEAD + 24 * HOUR;

const SIZE = 14;
const STEP = 19;
const LANES = Math.floor((COLUMN - 8) / STEP);

export interface Mark {
  readonly item: WeekItem;
  /** Centre. */
  readonly x: number;
  readonly y: number;
}

/** Marks that would cover each other stand side by side. */
export function place(items: readonly WeekItem[]): Mark[] {
  const ends = Array.from({ length: 7 }, () => Array.from({ length: LANES }, () => -SIZE * 2));
  return [...items]
    .sort((a, b) => a.minute - b.minute)
    .map((item) => {
      const y = HEAD + (item.minute / 60) * HOUR;
      const lanes = ends[item.weekday] ?? [];
      const free = lanes.findIndex((end) => y - end >= SIZE + 2);
      const lane = free === -1 ? LANES - 1 : free;
      lanes[lane] = y;
      return { item, x: AXIS + item.weekday * COLUMN + 12 + lane * STEP, y };
    });
}

/** One shape per channel, around the origin, 14 units across. */
export const shapes: Record<Channel, string> = {
  call: 'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z',
  sms: 'M-5.5-5.5h11v11h-11z',
  chat: 'M0-7 7 0 0 7-7 0z',
  email: 'M-6.5 5.5 0-6.5 6.5 5.5z',
  letter: 'M-7-4h14v8h-14z',
  visit: 'M-6 6v-7l6-6 6 6v7z',
  public: 'M-2.5-7h5v4.5h4.5v5h-4.5v4.5h-5v-4.5h-4.5v-5h4.5z',
};

export interface DaySum {
  readonly weekday: number;
  readonly contacts: number;
  readonly connected: number;
  readonly rang: number;
  readonly night: number;
  readonly flagged: number;
}

/** The numbers beside the picture, one line per day from Monday. */
export function sums(items: readonly WeekItem[]): DaySum[] {
  return Array.from({ length: 7 }, (_, weekday) => {
    const day = items.filter((item) => item.weekday === weekday);
    const of = (test: (item: WeekItem) => boolean) => day.filter(test).length;
    return {
      weekday,
      contacts: day.length,
      connected: of((item) => item.connection === 'connected'),
      rang: of((item) => item.connection === 'rang_only'),
      night: of((item) => item.night),
      flagged: of((item) => item.flags > 0),
    };
  });
}

/** `HH:MM` of a minute of the day. */
export function clockOf(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
