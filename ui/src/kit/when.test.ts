import { describe, expect, test } from 'vitest';
import { beijing, instantIn, readDay, readTime, shift } from './when';

const today = '2026-11-21';

describe('a day, as people type it', () => {
  test.each([
    ['2026-11-21', '2026-11-21'],
    ['2026/1/5', '2026-01-05'],
    ['20261105', '2026-11-05'],
    ['２０２６－１１－０５', '2026-11-05'],
    ['2026年3月8日', '2026-03-08'],
    ['11-20', '2026-11-20'],
    ['1120', '2026-11-20'],
    ['11月2日', '2026-11-02'],
    ['今天', '2026-11-21'],
    ['昨天', '2026-11-20'],
    ['前天', '2026-11-19'],
    ['Yesterday', '2026-11-20'],
  ])('%s is %s', (typed, iso) => expect(readDay(typed, today)).toBe(iso));

  test('a month and day still to come were last year', () => {
    expect(readDay('12-30', today)).toBe('2025-12-30');
  });

  test.each(['2026-02-30', '2026-13-01', '31', '99', 'soon', '', '2026', '20261'])(
    '%s is no day',
    (typed) => expect(readDay(typed, today)).toBeNull(),
  );
});

describe('a time, as people type it', () => {
  test.each([
    ['21:05', '21:05'],
    ['2105', '21:05'],
    ['905', '09:05'],
    ['9', '09:00'],
    ['９：３０', '09:30'],
    ['9点5分', '09:05'],
    ['晚上9点', '21:00'],
    ['下午3:20', '15:20'],
    ['9:05pm', '21:05'],
    ['0:00', '00:00'],
  ])('%s is %s', (typed, time) => expect(readTime(typed)).toBe(time));

  test.each(['25:00', '21:60', '2460', 'noon', '', '12345'])('%s is no time', (typed) =>
    expect(readTime(typed)).toBeNull(),
  );
});

test('a Beijing instant keeps its zone', () => {
  expect(new Date(beijing('2026-11-21', '08:00')).toISOString()).toBe('2026-11-21T00:00:00.000Z');
});

test('shifting crosses months and years', () => {
  expect(shift('2026-12-31', 1)).toBe('2027-01-01');
  expect(shift('2028-03-01', -1)).toBe('2028-02-29');
});

test.each([
  ['Asia/Shanghai', '2026-03-08', '12:00', '2026-03-08T12:00:00+08:00'],
  ['America/New_York', '2026-03-07', '12:00', '2026-03-07T12:00:00-05:00'],
  ['America/New_York', '2026-03-09', '12:00', '2026-03-09T12:00:00-04:00'],
  // The clocks went forward at two that night; around it each side has its own offset.
  ['America/New_York', '2026-03-08', '01:59', '2026-03-08T01:59:00-05:00'],
  ['America/New_York', '2026-03-08', '03:01', '2026-03-08T03:01:00-04:00'],
  ['America/New_York', '2026-11-01', '00:30', '2026-11-01T00:30:00-04:00'],
  ['America/New_York', '2026-11-01', '02:30', '2026-11-01T02:30:00-05:00'],
  ['Asia/Kolkata', '2026-01-01', '00:00', '2026-01-01T00:00:00+05:30'],
  ['America/St_Johns', '2026-01-01', '23:59', '2026-01-01T23:59:00-03:30'],
])('%s, %s %s', (zone, day, time, instant) => {
  expect(instantIn(zone, day, time)).toBe(instant);
});

test('an hour the clocks leave out is still an instant', () => {
  const skipped = instantIn('America/New_York', '2026-03-08', '02:30');
  expect(['2026-03-08T02:30:00-04:00', '2026-03-08T02:30:00-05:00']).toContain(skipped);
});
