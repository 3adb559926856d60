import { expect, test } from 'vitest';
import { applyPrefs, prefs } from '../../frame/prefs.svelte';
import type { FindingRow } from '../../ipc/generated/wire';
import { reasons } from './words';

const base = {
  verdict: 'clear',
  kind: 'contact_in_quiet_hours',
  given: { from: ['22:00:00'], to: ['08:00:00'] },
  missing: [],
  trace: [],
} as const satisfies Partial<FindingRow>;

function said(finding: Partial<FindingRow>): string[] {
  return reasons({ ...base, ...finding } as FindingRow);
}

test.each(['zh-CN', 'en'] as const)('every quiet answer gives whole sentences, in %s', (lang) => {
  prefs.lang = lang;
  applyPrefs();
  const cases: Partial<FindingRow>[] = [
    {},
    { kind: 'of_a_newer_pack' },
    { verdict: 'not_applicable', why: 'lender_type' },
    { verdict: 'not_applicable', why: 'not_in_force', law_date: '2025-12-31', from: '2026-01-01' },
    { verdict: 'not_covered', law_date: '2017-01-01' },
    { verdict: 'not_covered' },
    {
      verdict: 'needs_facts',
      missing: [{ key: 'was_connected', subject: { of: 'contact', id: 'c' } }],
    },
  ];
  for (const one of cases) {
    const sentences = said(one);
    expect(sentences, JSON.stringify(one)).toHaveLength(1);
    for (const sentence of sentences) expect(sentence).toMatch(/^[^{}_]{8,}[。.]$/);
  }
});

test('the reason names the hours, the days and the counts it rests on', () => {
  prefs.lang = 'zh-CN';
  applyPrefs();
  expect(said({})[0]).toContain('22:00 至 08:00');
  const past = { verdict: 'not_applicable', why: 'not_in_force', law_date: '2026-01-01' } as const;
  expect(said({ ...past, from: '2006-03-01', to: '2025-12-31' })).toEqual([
    '2026年1月1日 那天这条规则不在施行期内：它只管 2006年3月1日 至 2025年12月31日 之间的事。',
  ]);
  const counted = { day: '2026-11-20', count: '2', possible: '2', limit: '3' };
  const kept = said({
    kind: 'too_many_effective_calls',
    given: { limit: ['3'] },
    trace: [{ code: 'counted', params: counted }],
  });
  expect(kept[0]).toContain('3 次');
  expect(kept[1]).toBe('数得最多的一天是 2026年11月20日，2 次，规则允许 3 次。');
});
