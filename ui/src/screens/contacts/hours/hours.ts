/** What the picture of hours is made of. Pure. */
import type { Collector, HourCell, Span, SpanStep } from '../../../ipc/generated/wire';
import { shift } from '../../../kit/when';

/** Steps of shading above none. */
export const SHADES = 5;

/** 22:00 to 08:00, the band most rules speak of. */
export function isNight(hour: number): boolean {
  return hour < 8 || hour >= 22;
}

/** How dark an hour is, 0 (none) to SHADES (the most there is in any hour). */
export function shade(contacts: number, most: number): number {
  return contacts === 0 ? 0 : Math.max(1, Math.ceil((contacts / most) * SHADES));
}

export interface HourRow {
  readonly hour: number;
  readonly total: number;
  /** Contacts of each weekday from Monday. */
  readonly days: readonly number[];
}

/** One line for each hour of the day, seven numbers in each. */
export function rows(cells: readonly HourCell[]): HourRow[] {
  const at = new Map(cells.map((cell) => [cell.weekday * 24 + cell.hour, cell.contacts]));
  return Array.from({ length: 24 }, (_, hour) => {
    const days = Array.from({ length: 7 }, (_, weekday) => at.get(weekday * 24 + hour) ?? 0);
    return { hour, total: days.reduce((sum, n) => sum + n, 0), days };
  });
}

/** The last day of a stretch that starts on `from`. */
export function lastDay(from: string, step: SpanStep): string {
  if (step === 'day') return from;
  if (step === 'week') return shift(from, 6);
  return shift(`${nextMonth(from)}-01`, -1);
}

/** Can a stretch be looked at more closely? */
export function opens(step: SpanStep): boolean {
  return step !== 'day';
}

/** A collector as one text, to choose from a list by. */
export function keyOf(who: Collector): string {
  return who.of === 'unknown' ? '?' : `${who.of} ${who.id}`;
}

/** The greatest number of contacts of any stretch or hour; at least one. */
export function most(parts: readonly (Span | HourCell)[]): number {
  return Math.max(1, ...parts.map((part) => part.contacts));
}

function nextMonth(day: string): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  return `${next[0]}-${String(next[1]).padStart(2, '0')}`;
}
