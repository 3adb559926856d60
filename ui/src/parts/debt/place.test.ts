import { expect, test } from 'vitest';
import { debtAbroad, debts } from '../../ipc/fake/rows';
import { homeZone, isAbroad } from './place';

const here = debts();
const there = debtAbroad();

test('a debt is abroad where it says so', () => {
  expect(isAbroad([...here, there], there.debt.id)).toBe(true);
  expect(isAbroad([...here, there], 'd1')).toBe(false);
});

test('about no debt in particular, only a case that is abroad altogether is', () => {
  expect(isAbroad([])).toBe(false);
  expect(isAbroad([...here, there])).toBe(false);
  const british = { ...there, debt: { ...there.debt, jurisdiction: 'GB' as const } };
  expect(isAbroad([there, british])).toBe(true);
  expect(isAbroad([there], 'gone')).toBe(true);
});

test('the first zone is home; none, or one nobody here knows, is Beijing', () => {
  const of = (...time_zones: string[]) => homeZone({ name: '', phones: [], time_zones });
  expect(of('America/Chicago', 'America/New_York')).toBe('America/Chicago');
  expect(of()).toBe('Asia/Shanghai');
  expect(of('Nowhere/Atall')).toBe('Asia/Shanghai');
  expect(homeZone(undefined)).toBe('Asia/Shanghai');
});
