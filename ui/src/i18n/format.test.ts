import { expect, test } from 'vitest';
import { beijingDay, bytes, clock, day, moment, money, month, namedDay } from './format';
import { setLang } from './index.svelte';

test('money is grouped without ever being a number', () => {
  expect(money('12345.6')).toBe('¥12,345.60');
  expect(money('-1000')).toBe('−¥1,000.00');
  expect(money('99999999999999999999.99')).toBe('¥99,999,999,999,999,999,999.99');
  expect(money('n/a')).toBe('n/a');
});

test('days are written as the reader writes them', () => {
  expect(day('2026-11-05')).toBe('2026年11月5日');
  setLang('en');
  expect(day('2026-11-05')).toBe('5 Nov 2026');
});

test('a month is written as the reader writes it', () => {
  expect(month('2026-11-30')).toBe('2026年11月');
  setLang('en');
  expect(month('2026-11-30')).toBe('Nov 2026');
  expect(month('soon')).toBe('soon');
});

test('a weekday stands where the reader expects it', () => {
  expect(namedDay('2026-11-21')).toBe('2026年11月21日 周六');
  setLang('en');
  expect(namedDay('2026-11-21')).toBe('Sat 21 Nov 2026');
});

test('instants are told in Beijing time, on the Beijing day', () => {
  expect(clock('2026-11-20T16:30:00Z')).toBe('00:30');
  expect(beijingDay('2026-11-20T16:30:00Z')).toBe('2026-11-21');
  expect(moment('2026-11-20T22:30:00+08:00')).toBe('2026年11月20日 22:30');
});

test('sizes', () => {
  expect(bytes(900)).toBe('900 B');
  expect(bytes(131 * 1024)).toBe('131 KB');
  expect(bytes(3.5 * 1024 * 1024)).toBe('3.5 MB');
});
