/** A finding in words: never more than its rank allows. */
import { day } from '../../i18n/format';
import { t } from '../../i18n/index.svelte';
import type { Key } from '../../i18n/resources';
import zhFindings from '../../i18n/zh-CN/findings.json';
import type { FindingRow, Rank, TraceLine, VerdictCode } from '../../ipc/generated/wire';
import { said, term } from '../term/term';

export const verdicts: readonly VerdictCode[] = [
  'flagged',
  'needs_facts',
  'clear',
  'not_applicable',
  'not_covered',
];

/** 涉嫌违反 …, and so on: the only words a rank may be given. */
export function rankWords(rank: Rank): string {
  return t(`findings:rank.${rank}`);
}

/** Instrument and clause. */
export function cite(finding: Pick<FindingRow, 'instrument' | 'clause'>): string {
  return [said(finding.instrument), said(finding.clause)].filter(Boolean).join(' ');
}

/** One step of the reasoning for a lay person; the bare code when the pack is newer than these words. */
export function step(line: TraceLine): string {
  const { code } = line;
  const params = Object.fromEntries(
    Object.entries(line.params).map(([name, value]) => [name, worded(name, value)]),
  );
  if (code === 'counted' && line.params.possible !== line.params.count) {
    return t('findings:trace.counted_open', params);
  }
  if (code === 'counted_window' && line.params.possible !== line.params.count) {
    return t('findings:trace.counted_window_open', params);
  }
  if (code === 'visitors' && line.params.max === '0')
    return t('findings:trace.visitors_open', params);
  if (code in zhFindings.trace) return t(`findings:trace.${code}` as Key, params);
  return t('findings:trace.unknown', { code });
}

/** Why a rule does not apply. */
export function why(code: string): string {
  return code in zhFindings.why
    ? t(`findings:why.${code}` as Key)
    : t('findings:trace.unknown', { code });
}

/** Codes inside a step become words, days the reader's form. */
function worded(name: string, value: string): string {
  const list = value.split(/[,、]\s*/).filter(Boolean);
  switch (name) {
    case 'lender_type':
      return term('lender_type', value as 'other');
    case 'relation':
      return term('relation', value as 'unknown');
    case 'kind':
      return term('notice_kind', value as 'dispute');
    case 'place':
      return term('visit_place', value as 'home');
    case 'conducts':
      return list.map((code) => term('conduct', code as 'insult')).join(t('findings:listComma'));
    case 'sources':
      return list.map((code) => term('source_kind', code as 'other')).join(t('findings:listComma'));
    case 'disclosed':
      return list.map((code) => term('disclosure', code as 'photo')).join(t('findings:listComma'));
    default:
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? day(value) : value;
  }
}
