/** A finding in words: never more than its rank allows. */
import { day } from '../../i18n/format';
import { t } from '../../i18n/index.svelte';
import type { Key } from '../../i18n/resources';
import zhFindings from '../../i18n/zh-CN/findings.json';
import zhTerms from '../../i18n/zh-CN/terms.json';
import type {
  FindingRow,
  Rank,
  RuleCard,
  Topic,
  TraceLine,
  VerdictCode,
} from '../../ipc/generated/wire';
import { said, term } from '../term/term';

export const verdicts: readonly VerdictCode[] = [
  'flagged',
  'needs_facts',
  'clear',
  'not_applicable',
  'not_covered',
];

/** What binds most first. */
export const ranks: readonly Rank[] = ['law', 'national_standard', 'self_regulation'];

/** Conducts in the reader's order, which is that of their words. */
export const topics = Object.keys(zhTerms.topic) as readonly Topic[];

/** The conduct a rule is about; rules of a pack that does not say stand together. */
export function topicWords(topic: Topic | undefined): string {
  return topic ? term('topic', topic) : t('findings:otherTopic');
}

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

type Explained = Pick<
  FindingRow,
  'verdict' | 'why' | 'kind' | 'given' | 'from' | 'to' | 'law_date' | 'missing' | 'trace'
>;

/**
 * Why the answer is what it is, in whole sentences for a lay person: the
 * reason first, then the facts, windows and counts it rests on.
 */
export function reasons(finding: Explained): string[] {
  const steps = finding.trace.map((line) =>
    finding.verdict === 'clear' &&
    line.code === 'counted' &&
    line.params.possible === line.params.count
      ? t('findings:trace.counted_clear', {
          day: day(line.params.day ?? ''),
          count: line.params.count ?? '',
          limit: line.params.limit ?? '',
        })
      : step(line),
  );
  return [...reason(finding), ...steps];
}

function reason({ verdict, why, kind, given, from, to, law_date, missing }: Explained): string[] {
  if (why === 'not_in_force' && law_date && from) {
    const days = { day: day(law_date), from: day(from), to: to ? day(to) : '' };
    return [t(to ? 'findings:whyNot.not_in_force_ended' : 'findings:whyNot.not_in_force', days)];
  }
  if (why) return [whyWords(why)];
  if (verdict === 'not_covered') {
    return law_date
      ? [t('findings:whyNot.not_covered', { day: day(law_date) })]
      : [t('findings:whyNot.not_covered_days')];
  }
  if (verdict === 'needs_facts' && missing.length > 0) {
    return [t('findings:whyNot.needs', { count: missing.length, shown: missing.length })];
  }
  if (verdict === 'clear') {
    const words = Object.fromEntries(
      Object.entries(given).map(([name, values]) => [name, worded(name, values.join(','))]),
    );
    const known = kind in zhFindings.clear ? kind : 'other';
    return [t(`findings:clear.${known}` as Key, words)];
  }
  return [];
}

/** Why a rule does not apply. */
function whyWords(code: string): string {
  return code in zhFindings.why
    ? t(`findings:why.${code}` as Key)
    : t('findings:trace.unknown', { code });
}

/** How long a rule is, was or will be in force. */
export function force({ from, to }: Pick<RuleCard, 'from' | 'to'>): string {
  const since = from ? day(from) : '';
  if (to) return t('findings:force.until', { from: since, to: day(to) });
  return since ? t('findings:force.since', { from: since }) : t('findings:force.unknown');
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
      if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return day(value);
      // A clock time to the minute, when its seconds say nothing.
      return value.replace(/^(\d{2}:\d{2}):00$/, '$1');
  }
}
