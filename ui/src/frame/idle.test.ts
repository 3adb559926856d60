import { expect, test } from 'vitest';
import { Idle } from './idle';

const MINUTE = 60_000;
/** Both clocks `minutes` after the start, the machine having slept for some of them. */
const at = (minutes: number, slept = 0) => ({
  wall: 1_000_000 + minutes * MINUTE,
  steady: (minutes - slept) * MINUTE,
});

test('nobody for so many minutes is enough, and a sign begins them anew', () => {
  const idle = new Idle(10, at(0));
  expect(idle.over(at(9.9))).toBe(false);
  idle.sign(at(9.9));
  expect(idle.over(at(19.8))).toBe(false);
  expect(idle.over(at(19.9))).toBe(true);
});

test('a machine that slept is locked, however short its time was to run', () => {
  const idle = new Idle(60, at(0));
  expect(idle.over(at(1))).toBe(false);
  expect(idle.over(at(4, 2))).toBe(true);
  // Told once; the next look finds it awake.
  expect(idle.over(at(5, 2))).toBe(false);
});

test('never on its own still means: after a sleep', () => {
  const idle = new Idle(0, at(0));
  expect(idle.over(at(600))).toBe(false);
  expect(idle.over(at(620, 15))).toBe(true);
});

test('a timer that comes late is no sleep', () => {
  const idle = new Idle(60, at(0));
  expect(idle.over(at(30))).toBe(false);
});

test('a clock set back does not keep it open', () => {
  const idle = new Idle(10, at(100));
  expect(idle.over({ wall: at(10).wall, steady: at(110).steady })).toBe(true);
});
