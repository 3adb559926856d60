import { expect, test } from 'vitest';
import { setLang } from '../../i18n/index.svelte';
import type { AccountProblem } from '../../ipc/generated/wire';
import { problemWords } from './problems';

const problem = (given: Partial<AccountProblem>): AccountProblem => ({
  section: 'balance',
  field: 'entries',
  code: 'required',
  ...given,
});

test('a problem says what to do, in both languages', () => {
  expect(problemWords(problem({}))).toBe('请先写下放款的日期和金额。');
  setLang('en');
  expect(problemWords(problem({}))).toContain('when the money was handed over');
});

test('which entry of the list it is does not matter for the sentence', () => {
  const late = problem({ field: 'entries[12].day', code: 'before_start' });
  expect(problemWords(late)).toContain('早于放款日');
});

test('a field nobody worded is told by its code', () => {
  expect(problemWords(problem({ field: 'surplus' }))).toBe('还缺一项内容。补上以后就能算。');
});
