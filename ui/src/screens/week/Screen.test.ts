import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { setLang } from '../../i18n/index.svelte';
import { setHost } from '../../ipc/client';
import { fakeHost } from '../../ipc/fake';
import type { Step, StepCode, ThisWeek } from '../../ipc/generated/wire';
import { daysUntil } from '../../kit/when';
import { faultsOf } from '../../test-axe';
import { stepHref } from './data';
import Screen from './Screen.svelte';

const today = '2026-11-21';
const codes: StepCode[] = [
  'add_debt',
  'add_contacts',
  'name_numbers',
  'answer_questions',
  'name_borrower',
  'write_complaint',
  'send_letter',
  'await_reply',
  'add_balance',
  'pay_agreed',
  'ask_authorisation',
  'deadline_due',
  'deadline_overdue',
  'deadline_unsure',
  'enter_holidays',
  'use_right',
  'await_them',
  'begin_counting',
];

function show(week: Partial<ThisWeek>) {
  setHost(
    fakeHost({
      week_get: () => ({
        today,
        steps: [],
        nothing_due: true,
        debts: 1,
        contacts: 12,
        contacts_week: 4,
        night_week: 1,
        findings: { flagged: 2, clear: 8, not_applicable: 0, needs_facts: 3, not_covered: 0 },
        days: [
          { day: '2026-11-20', contacts: 3, flagged: 1 },
          { day: '2026-11-21', contacts: 1, flagged: 0 },
        ],
        ...week,
      }),
    }),
  );
  return render(Screen);
}

const all: Step[] = codes.map((code) => ({
  code,
  params: {
    count: '3',
    reference: 'MZ-1',
    sent_on: today,
    lender: '示例银行',
    amount: '800.00',
    agency: '示例公司',
    title_zh: '请求核查',
    title_en: 'Ask for a review',
    procedure_zh: '向机构投诉',
    procedure_en: 'Complaint to the lender',
    why_zh: '逾期没有答复',
    why_en: 'No answer in time',
    from: '2027-01-01',
    day: today,
    debt: 'd1',
  },
  id: 'x',
}));

test.each(['zh-CN', 'en'] as const)('every step is worded in full in %s', async (lang) => {
  setLang(lang);
  const screen = await show({ steps: all });
  await expect.element(screen.getByRole('heading', { level: 1 })).toBeVisible();
  const text = document.body.textContent ?? '';
  expect(text).not.toMatch(/\{\{|week:/);
  expect(document.querySelectorAll('ol > li').length).toBe(codes.length - 1);
  expect(await faultsOf()).toEqual([]);
});

test('the most useful step comes first and leads to its place', async () => {
  const screen = await show({ steps: [{ code: 'write_complaint', params: { count: '4' } }] });
  const go = screen.getByRole('link', { name: '写投诉书' });
  await expect.element(go).toHaveAttribute('href', '#/letters/new');
});

test('every step leads somewhere of its own kind', () => {
  const places = all.map(stepHref);
  expect(
    places.every((place) =>
      /^#\/(debts|contacts|findings|letters|plans|deadlines)(\/|$)/.test(place),
    ),
  ).toBe(true);
});

test('nothing to do says so, and nothing recorded shows no figures', async () => {
  const screen = await show({ contacts: 0, debts: 0, days: [] });
  await expect.element(screen.getByText('这周没有要做的事')).toBeVisible();
  expect(document.querySelector('dl')).toBeNull();
  expect(document.querySelector('svg[role="img"]')).toBeNull();
});

test('red is for what is really due', async () => {
  const steps = ['2026-11-24', '2026-11-25', '2026-11-20'].map(
    (due, i): Step => ({ code: 'send_letter', params: { reference: `R${i}` }, id: `${i}`, due }),
  );
  await show({ steps });
  await expect.poll(() => document.querySelectorAll('span.due').length).toBe(2);
  expect(document.body.textContent).toContain('还有 4 天');
  expect(document.body.textContent).toContain('已过 1 天');
});

test('the picture is told in words and as a table', async () => {
  const screen = await show({});
  await expect
    .element(screen.getByRole('img', { name: '四周共 4 次，其中 1 次有发现' }))
    .toBeVisible();
  await screen.getByText('看成表格').click();
  await expect.element(screen.getByRole('cell', { name: '2026年11月20日' })).toBeVisible();
});

test('days are counted over the end of a month', () => {
  expect(daysUntil('2026-12-01', '2026-11-30')).toBe(1);
  expect(daysUntil('2026-11-21', '2026-11-21')).toBe(0);
});
