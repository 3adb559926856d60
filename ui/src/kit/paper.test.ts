import { afterEach, expect, test } from 'vitest';
import { t } from '../i18n/index.svelte';
import { layOutFor, type Paper, print, setPrinter } from './paper';
import { hush, news } from './toast.svelte';

afterEach(() => {
  setPrinter(async () => false);
  hush();
});

test('a screen is printed on the sheet it is laid out for, and the next on the usual one', async () => {
  const sheets: Paper[] = [];
  setPrinter(async (paper) => sheets.push(paper) > 0);
  const usual = layOutFor({ size: 'A5', landscape: true, block: 8, inline: 9 });
  const rules = () => document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules]);
  expect(
    rules()
      .map((rule) => rule.cssText)
      .join('\n'),
  ).toContain('landscape');
  await print();
  usual();
  expect(rules()).toEqual([]);
  await print();
  expect(sheets).toEqual([
    { size: 'A5', landscape: true, block: 8, inline: 9 },
    { size: 'A4', landscape: false, block: 18, inline: 16 },
  ]);
});

test('a print that fails is told', async () => {
  setPrinter(() => Promise.reject(new Error('no such printer')));
  await print();
  expect(news()).toBe(t('common:notPrinted'));
});

test('what the page itself prints ends with the dialog', async () => {
  const real = window.print;
  let asked = false;
  window.print = () => {
    asked = true;
    queueMicrotask(() => dispatchEvent(new Event('afterprint')));
  };
  await print();
  window.print = real;
  expect(asked).toBe(true);
});
