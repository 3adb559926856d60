import { expect, test } from 'vitest';
import type { HourCell } from '../../../ipc/generated/wire';
import { isNight, keyOf, lastDay, most, rows, SHADES, shade } from './hours';

function cell(weekday: number, hour: number, contacts: number): HourCell {
  return { weekday, hour, contacts, connected: 0, rang: 0, flagged: 0 };
}

test('one contact is never drawn as none, and the most is the darkest', () => {
  expect(shade(0, 400)).toBe(0);
  expect(shade(1, 400)).toBe(1);
  expect(shade(400, 400)).toBe(SHADES);
  expect(shade(1, 1)).toBe(SHADES);
});

test('every hour has a line, with its seven days and their sum', () => {
  const lines = rows([cell(0, 7, 2), cell(6, 7, 3), cell(3, 23, 1)]);
  expect(lines).toHaveLength(24);
  expect(lines[7]).toEqual({ hour: 7, total: 5, days: [2, 0, 0, 0, 0, 0, 3] });
  expect(lines[23]?.days[3]).toBe(1);
  expect(lines[8]?.total).toBe(0);
});

test('the night ends at eight and begins at ten', () => {
  expect([7, 8, 21, 22].map(isNight)).toEqual([true, false, false, true]);
});

test('a stretch ends on its own last day', () => {
  expect(lastDay('2026-02-02', 'week')).toBe('2026-02-08');
  expect(lastDay('2024-02-01', 'month')).toBe('2024-02-29');
  expect(lastDay('2026-12-01', 'month')).toBe('2026-12-31');
  expect(lastDay('2026-12-01', 'day')).toBe('2026-12-01');
});

test('collectors are told apart by what they are known by', () => {
  const keys = [
    keyOf({ of: 'party', id: 'p1' }),
    keyOf({ of: 'number', id: '01000000001' }),
    keyOf({ of: 'unknown' }),
  ];
  expect(new Set(keys).size).toBe(3);
});

test('nothing at all has a greatest too', () => {
  expect(most([])).toBe(1);
  expect(most([cell(0, 0, 9), cell(1, 1, 4)])).toBe(9);
});
