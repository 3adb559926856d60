/** What the proceedings come to, row by row and day by day. Pure. */
import type {
  DebtId,
  OpenDeadline,
  ProceedingId,
  ProceedingList,
  ProceedingRow,
} from '../../ipc/generated/wire';
import { shift } from '../../kit/when';
import { keyDay } from '../../parts/deadline/words';

/** Is it over? One whose events do not fit together is not. */
export function isOver(row: ProceedingRow): boolean {
  return row.stands?.state.ends ?? false;
}

/** The deadline that comes first; one without a day only when no other is left. */
export function nextDeadline(row: ProceedingRow): OpenDeadline | undefined {
  const all = row.stands?.deadlines ?? [];
  const dated = all.filter((one) => keyDay(one) !== undefined);
  const [first] = dated.toSorted((a, b) => (keyDay(a) ?? '').localeCompare(keyDay(b) ?? ''));
  return first ?? all[0];
}

/** To sort by: the day, and whatever has none at the end. */
export function sortDay(row: ProceedingRow): string {
  const next = nextDeadline(row);
  return (next && keyDay(next)) ?? '9999';
}

/** How a row stands, for the filter. */
export function standing(row: ProceedingRow): 'overdue' | 'running' | 'noDay' | 'none' {
  const all = row.stands?.deadlines ?? [];
  if (all.some((one) => one.state === 'overdue' || one.state === 'unsure')) return 'overdue';
  if (all.some((one) => one.state === 'open')) return 'running';
  return all.length > 0 ? 'noDay' : 'none';
}

/**
 * May one rest? Nothing of one's own has passed or comes within a week, and nothing of
 * one's own is without a day, which could be any.
 */
export function restful({ proceedings, today }: ProceedingList): boolean {
  const soon = shift(today, 7);
  return mine(proceedings).every((one) => (keyDay(one) ?? '') > soon);
}

/** The next day something of one's own is due. */
export function myNextDay({ proceedings }: ProceedingList): string | undefined {
  return mine(proceedings)
    .map(keyDay)
    .filter((day) => day !== undefined)
    .sort()[0];
}

function mine(rows: readonly ProceedingRow[]): OpenDeadline[] {
  return rows
    .filter((row) => !isOver(row))
    .flatMap((row) => row.stands?.deadlines ?? [])
    .filter((one) => one.who === 'me');
}

export interface DayItem {
  readonly proceeding: ProceedingId;
  readonly debt: DebtId | undefined;
  readonly lender: string | undefined;
  readonly deadline: OpenDeadline;
}

/** The deadlines of all proceedings by their day. */
export function byDay(rows: readonly ProceedingRow[]): Map<string, DayItem[]> {
  const days = new Map<string, DayItem[]>();
  for (const row of rows.filter((one) => !isOver(one))) {
    for (const deadline of row.stands?.deadlines ?? []) {
      const day = keyDay(deadline);
      if (day === undefined) continue;
      const item = { proceeding: row.id, debt: row.debt, lender: row.lender_name, deadline };
      days.set(day, [...(days.get(day) ?? []), item]);
    }
  }
  return days;
}

/** The weeks of a month, `2026-11`, from Monday; days of other months are undefined. */
export function weeksOf(month: string): (string | undefined)[][] {
  const first = `${month}-01`;
  const next = nextMonth(month, 1);
  const before = (new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7;
  const days: (string | undefined)[] = Array.from({ length: before }, () => undefined);
  for (let day = first; day < `${next}-01`; day = shift(day, 1)) days.push(day);
  while (days.length % 7 > 0) days.push(undefined);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** The month `by` months after `2026-11`. */
export function nextMonth(month: string, by: number): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + by);
  return at.toISOString().slice(0, 7);
}

/** Is it a month, `2026-11`? */
export function isMonth(text: string | undefined): text is string {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text ?? '');
}
