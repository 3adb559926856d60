import { expect, test } from 'vitest';
import { contactsOf } from '../../ipc/fake/rows';
import { findings } from '../../ipc/fake/rules';
import type { FindingRow } from '../../ipc/generated/wire';
import { byDay, byRule, extent, holds, letters, tasks } from './data';

const rows = findings(contactsOf()).filter((one) => one.verdict === 'flagged');
const about = (key: string, debt?: string): FindingRow => ({
  ...(rows[0] as FindingRow),
  key,
  debt,
});

test('grouping keeps every finding once', () => {
  for (const groups of [byRule(rows), byDay(rows)]) {
    expect(groups.flatMap((group) => group.findings.map((f) => f.key)).sort()).toEqual(
      rows.map((f) => f.key).sort(),
    );
  }
  // What binds most stands first.
  expect(byRule(rows).map((group) => group.findings[0]?.rank)).toEqual([
    'law',
    'national_standard',
  ]);
  const days = byDay(rows).map((group) => group.id);
  expect(days).toEqual([...days].sort().reverse());
});

test('a conduct law forbids goes into the complaint with the standards about it', () => {
  const of = (key: string, topic: FindingRow['topic'], rank: FindingRow['rank']): FindingRow => ({
    ...about(key),
    rule: key,
    topic,
    rank,
  });
  const made = tasks([
    of('night-trade', 'time', 'self_regulation'),
    of('night-standard', 'time', 'national_standard'),
    of('others-standard', 'third_persons', 'national_standard'),
    of('others-law', 'third_persons', 'law'),
    of('nameless', undefined, 'self_regulation'),
  ]);
  expect(
    made.map((task) => [task.id, task.groups.map((g) => [g.topic, g.findings.map((f) => f.key)])]),
  ).toEqual([
    ['complaint', [['third_persons', ['others-law', 'others-standard']]]],
    [
      'mention',
      [
        ['time', ['night-standard', 'night-trade']],
        [undefined, ['nameless']],
      ],
    ],
  ]);
  expect(tasks([])).toEqual([]);
  expect(extent(rows)).toEqual({
    rules: new Set(rows.map((row) => row.rule)).size,
    contacts: new Set(rows.flatMap((row) => row.events.map((event) => event.id))).size,
  });
});

test('a letter is about one debt; what is tied to none goes into each', () => {
  expect(letters([about('a', 'd1'), about('b', 'd2'), about('c')])).toEqual([
    { debt: 'd1', keys: ['a', 'c'] },
    { debt: 'd2', keys: ['b', 'c'] },
  ]);
  expect(letters([about('c')])).toEqual([{ debt: '', keys: ['c'] }]);
  expect(letters([])).toEqual([]);
});

test('search looks into words of both languages and into numbers', () => {
  const [first] = rows;
  expect(first && holds(first, '夜间')).toBe(true);
  expect(first && holds(first, 'NIGHT')).toBe(true);
  expect(first && holds(first, '0100000')).toBe(true);
  expect(first && holds(first, '不存在的话')).toBe(false);
});
