/** How flagged findings are grouped and turned into letters. Pure. */
import { beijingDay } from '../../i18n/format';
import type { FindingRow, Question } from '../../ipc/generated/wire';
import { byTopic, type TopicGroup } from '../../parts/finding/byTopic';
import { ranks } from '../../parts/finding/words';

export interface Group {
  readonly id: string;
  readonly findings: FindingRow[];
}

export interface Task {
  /** What is to be done: put it into a complaint, or mention it there. */
  readonly id: 'complaint' | 'mention';
  readonly groups: readonly TopicGroup<FindingRow>[];
}

/**
 * What flagged findings are good for. A conduct that law forbids goes into a
 * complaint, and the standards about the same conduct go with it, each under
 * its own rank; a conduct only standards speak of is mentioned.
 */
export function tasks(findings: readonly FindingRow[]): Task[] {
  const groups = byTopic(findings);
  const unlawful = (group: TopicGroup<FindingRow>) => group.findings.some((f) => f.rank === 'law');
  const all: Task[] = [
    { id: 'complaint', groups: groups.filter(unlawful) },
    { id: 'mention', groups: groups.filter((group) => !unlawful(group)) },
  ];
  return all.filter((task) => task.groups.length > 0);
}

/** How many rules and how many contacts a group rests on. */
export function extent(findings: readonly FindingRow[]): { rules: number; contacts: number } {
  return {
    rules: new Set(findings.map((finding) => `${finding.pack} ${finding.rule}`)).size,
    contacts: new Set(findings.flatMap((finding) => finding.events.map((event) => event.id))).size,
  };
}

/** By rule, what binds most first, else as the core gave them. The first finding speaks for its rule. */
export function byRule(findings: readonly FindingRow[]): Group[] {
  const weight = ({ findings: [first] }: Group) => (first ? ranks.indexOf(first.rank) : 0);
  return group(findings, (finding) => `${finding.pack} ${finding.rule}`).sort(
    (a, b) => weight(a) - weight(b),
  );
}

/** By the Beijing day of the newest row, newest day first. */
export function byDay(findings: readonly FindingRow[]): Group[] {
  return group(findings, dayOf).sort((a, b) => (a.id < b.id ? 1 : -1));
}

function dayOf(finding: FindingRow): string {
  const days = finding.events.map((event) => beijingDay(event.at)).sort();
  return days.at(-1) ?? finding.law_date ?? '';
}

function group(findings: readonly FindingRow[], id: (finding: FindingRow) => string): Group[] {
  const groups = new Map<string, FindingRow[]>();
  for (const finding of findings) {
    const kept = groups.get(id(finding));
    if (kept) kept.push(finding);
    else groups.set(id(finding), [finding]);
  }
  return [...groups].map(([key, rows]) => ({ id: key, findings: rows }));
}

/**
 * The letters a choice of findings makes: one per debt, because a letter is
 * about one debt. Findings without a debt go into each.
 */
export function letters(chosen: readonly FindingRow[]): { debt: string; keys: string[] }[] {
  const debts = [...new Set(chosen.flatMap((finding) => finding.debt ?? []))];
  const loose = chosen.filter((finding) => finding.debt === undefined).map((f) => f.key);
  if (debts.length === 0) return loose.length > 0 ? [{ debt: '', keys: loose }] : [];
  return debts.map((debt) => ({
    debt,
    keys: [...chosen.filter((finding) => finding.debt === debt).map((f) => f.key), ...loose],
  }));
}

/** A stable name for a question, to keep the ones set aside apart. */
export function questionKey(question: Question): string {
  const { key, subject } = question.fact;
  return `${key} ${subject.of} ${subject.id}`;
}

/** Whether any text of a finding holds what is searched for. */
export function holds(finding: FindingRow, needle: string): boolean {
  const wanted = needle.trim().toLocaleLowerCase();
  if (wanted === '') return true;
  const { texts, instrument, clause } = finding;
  return [
    ...Object.values(texts),
    instrument,
    clause,
    ...finding.events.map((event) => ({
      'zh-CN': event.number ?? '',
      en: event.party_name ?? '',
    })),
  ]
    .flatMap((words) => [words['zh-CN'], words.en])
    .some((text) => text.toLocaleLowerCase().includes(wanted));
}
