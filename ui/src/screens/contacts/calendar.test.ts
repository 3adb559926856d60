import { expect, test } from 'vitest';
import type { WeekItem } from '../../ipc/generated/wire';
import { COLUMN, clockOf, HEAD, HOUR, place, sums } from './calendar';

function item(id: string, weekday: number, minute: number, more: Partial<WeekItem> = {}): WeekItem {
  return {
    id,
    weekday,
    minute,
    channel: 'call',
    direction: 'incoming',
    connection: 'connected',
    label: '示例',
    night: minute < 480 || minute >= 1320,
    flags: 0,
    ...more,
  };
}

test('a mark stands at its hour in the column of its day', () => {
  const [mark] = place([item('a', 2, 22 * 60)]);
  expect(mark?.y).toBe(HEAD + 22 * HOUR);
  expect(Math.floor(((mark?.x ?? 0) - 46) / COLUMN)).toBe(2);
});

test('calls within minutes of each other do not cover each other', () => {
  const marks = place([0, 5, 10, 15, 20].map((m, i) => item(`a${i}`, 0, 600 + m)));
  for (const a of marks) {
    for (const b of marks) {
      if (a === b) continue;
      const apart = Math.hypot(a.x - b.x, a.y - b.y);
      expect(apart, `${a.item.id} ${b.item.id}`).toBeGreaterThanOrEqual(12);
    }
  }
});

test('the numbers beside the picture count each thing apart', () => {
  const [monday, tuesday] = sums([
    item('a', 0, 1330, { flags: 2 }),
    item('b', 0, 700, { connection: 'rang_only' }),
    item('c', 0, 720, { connection: 'unknown' }),
  ]);
  expect(monday).toEqual({ weekday: 0, contacts: 3, connected: 1, rang: 1, night: 1, flagged: 1 });
  expect(tuesday?.contacts).toBe(0);
  expect(clockOf(65)).toBe('01:05');
});
