/** What the letters screen asks of the core, and the shape of a letter being written. */
import { beijingDay } from '../../i18n/format';
import type { FindingRow, LetterChoice, LetterDraft, TemplateCard } from '../../ipc/generated/wire';

/** A new letter, from the address it was opened with. */
export function freshDraft(
  template: TemplateCard | undefined,
  debt: string,
  findings: readonly FindingRow[],
  lang: LetterDraft['lang'],
  today: string,
): LetterDraft {
  return {
    template: template?.id ?? '',
    lang,
    debt,
    findings: template?.needs_findings ? findings.map((finding) => finding.key) : [],
    requests: fitting(template, findings),
    day: today,
  };
}

/**
 * Everything the letter can ask for until the writer says less; what answers something that
 * happened, only where a finding gives reason for it.
 */
export function fitting(
  template: TemplateCard | undefined,
  findings: readonly FindingRow[],
): string[] {
  const reasons = new Set(findings.flatMap((finding) => finding.requests));
  const offered = (template?.requests ?? []).filter(
    (one) => !one.reasoned || reasons.has(one.code),
  );
  return offered.map((one) => one.code);
}

/** What was chosen of a choice, in its order. */
export function chosenOf(choice: LetterChoice, requests: readonly string[]): string[] {
  return choice.options.map((one) => one.code).filter((code) => requests.includes(code));
}

/** The requests with another choice; the rest stays as it was. */
export function withChosen(
  choice: LetterChoice,
  requests: readonly string[],
  chosen: readonly string[],
): string[] {
  const offered = choice.options.map((one) => one.code);
  return [...requests.filter((code) => !offered.includes(code)), ...chosen];
}

/** Whom letters are for, in the order they are listed. */
export const audiences = ['lender', 'authority', 'court', 'people'] as const;

/** The findings a letter about a debt can rest on: flags of that debt, and flags of none. */
export function usable(findings: readonly FindingRow[], debt: string): FindingRow[] {
  return findings.filter(
    (finding) =>
      finding.verdict === 'flagged' && (finding.debt === undefined || finding.debt === debt),
  );
}

/** Findings of one rule together, in the order the rules first appear. */
export function byRule(findings: readonly FindingRow[]): [FindingRow, ...FindingRow[]][] {
  const groups = new Map<string, [FindingRow, ...FindingRow[]]>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group) group.push(finding);
    else groups.set(finding.rule, [finding]);
  }
  return [...groups.values()];
}

/** The days of the findings' contacts, first and last, in Beijing; null when they name none. */
export function span(findings: readonly FindingRow[]): { from: string; to: string } | null {
  const days = findings
    .flatMap((finding) => finding.events.map((event) => beijingDay(event.at)))
    .sort();
  const [from, to] = [days[0], days.at(-1)];
  return from !== undefined && to !== undefined ? { from, to } : null;
}

/** The list with these members at its end, or without them; keeps the order of the rest. */
export function withMembers(
  list: readonly string[],
  members: readonly string[],
  yes: boolean,
): string[] {
  const rest = list.filter((one) => !members.includes(one));
  return yes ? [...rest, ...members] : rest;
}
