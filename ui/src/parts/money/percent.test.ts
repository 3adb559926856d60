import { expect, test } from 'vitest';
import { percent, readPercent } from './percent';

test('percents are read as typed', () => {
  expect(readPercent('18.25')).toBe('18.25');
  expect(readPercent('１８．２５ %')).toBe('18.25');
  for (const wrong of ['', '-1', '1e2', '一成', '12345'])
    expect(readPercent(wrong), wrong).toBeNull();
});

test('percents are shown to two places and never cut short', () => {
  expect(percent('24')).toBe('24%');
  expect(percent('20')).toBe('20%');
  expect(percent('15.40')).toBe('15.4%');
  expect(percent('19.8862134')).toBe('19.89%');
  expect(percent('0.0497')).toBe('0.05%');
  expect(percent('99.995')).toBe('100%');
  expect(percent('-3.456')).toBe('−3.46%');
});
