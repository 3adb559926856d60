import { expect, test } from 'vitest';
import type { OpenDeadline, ProceedingList, ProceedingRow } from '../../ipc/generated/wire';
import {
  byDay,
  myNextDay,
  nextDeadline,
  nextMonth,
  restful,
  sortDay,
  standing,
  weeksOf,
} from './data';

const words = { 'zh-CN': '示例', en: 'Example' };

function deadline(more: Partial<OpenDeadline>): OpenDeadline {
  return {
    rule: 'example.rule',
    title: words,
    who: 'me',
    force: 'statutory',
    grade: 'A',
    state: 'open',
    since: '2026-11-01',
    ...more,
  };
}

function row(deadlines: OpenDeadline[], ends = false): ProceedingRow {
  return {
    id: 'g1',
    procedure: { id: 'example', title: words },
    deliberately: false,
    not_open: false,
    problems: [],
    stands: {
      state: { id: 's', title: words, todo: words, waits: 'me', letters: [], ends },
      deadlines,
      next: [],
    },
  };
}

function list(...proceedings: ProceedingRow[]): ProceedingList {
  return { today: '2026-11-21', proceedings, offers: [] };
}

test('my day is the one nobody disputes, theirs the last', () => {
  const both = { end: '2026-12-07', act_by: '2026-12-05' };
  expect(sortDay(row([deadline(both)]))).toBe('2026-12-05');
  expect(sortDay(row([deadline({ ...both, who: 'court' })]))).toBe('2026-12-07');
});

test('the earliest day comes first, one without a day only when alone', () => {
  const unknown = deadline({ rule: 'none', state: 'no_day' });
  const late = deadline({ rule: 'late', end: '2026-12-31' });
  const soon = deadline({ rule: 'soon', end: '2026-11-30' });
  expect(nextDeadline(row([unknown, late, soon]))?.rule).toBe('soon');
  expect(nextDeadline(row([unknown]))?.rule).toBe('none');
  expect(nextDeadline(row([]))).toBeUndefined();
  expect([row([unknown, late]), row([unknown]), row([])].map(standing)).toEqual([
    'running',
    'noDay',
    'none',
  ]);
});

test('one may rest only while nothing of one’s own is due within a week, passed, or without a day', () => {
  const end = (day: string) => row([deadline({ end: day })]);
  expect(restful(list())).toBe(true);
  expect(restful(list(end('2026-11-29')))).toBe(true);
  expect(restful(list(end('2026-11-28')))).toBe(false);
  expect(restful(list(row([deadline({ end: '2026-11-20', state: 'overdue' })])))).toBe(false);
  expect(restful(list(row([deadline({ state: 'no_day' })])))).toBe(false);
  expect(restful(list(row([deadline({ end: '2026-11-20', who: 'them' })])))).toBe(true);
  expect(restful(list(row([deadline({ end: '2026-11-22' })], true)))).toBe(true);
  expect(myNextDay(list(end('2027-01-05'), end('2026-12-05')))).toBe('2026-12-05');
});

test('days of what has ended are not in the month', () => {
  const at = deadline({ end: '2026-11-30' });
  expect(
    [...byDay([row([at]), row([at], true)])].map(([day, items]) => [day, items.length]),
  ).toEqual([['2026-11-30', 1]]);
});

test('a month is whole weeks from Monday, over the ends of years and Februaries', () => {
  const november = weeksOf('2026-11');
  expect(november[0]).toEqual([...Array.from({ length: 6 }, () => undefined), '2026-11-01']);
  expect(november.flat().filter(Boolean).length).toBe(30);
  expect(weeksOf('2028-02').flat().filter(Boolean).at(-1)).toBe('2028-02-29');
  expect(weeksOf('2027-02').length).toBe(4);
  expect(nextMonth('2026-12', 1)).toBe('2027-01');
  expect(nextMonth('2026-01', -1)).toBe('2025-12');
});
