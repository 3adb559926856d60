import { expect, test } from 'vitest';
import { readAmount, sumAmounts } from './amount';

test('amounts are read as people type them, and never rounded', () => {
  expect(readAmount('12,345.6')).toBe('12345.6');
  expect(readAmount('￥１２３４５．６０元')).toBe('12345.60');
  expect(readAmount(' 0 ')).toBe('0');
  for (const wrong of ['', '1.005', '-5', '1e3', '3万', '12345678901234']) {
    expect(readAmount(wrong), wrong).toBeNull();
  }
});

test('sums are exact to the fen', () => {
  expect(sumAmounts(['0.1', '0.2'])).toBe('0.30');
  expect(sumAmounts(['999999999999.99', '0.01'])).toBe('1000000000000.00');
  expect(sumAmounts(['5', '-5.05'])).toBe('-0.05');
  expect(sumAmounts([])).toBe('0.00');
});
