/** What the letters screen asks of the core, and the shape of a letter being written. */
import { beijingDay } from '../../i18n/format';
import type { FindingRow, LetterDraft, TemplateCard } from '../../ipc/generated/wire';

/** A new letter, from the address it was opened with. */
export function freshDraft(
  template: TemplateCard | undefined,
  debt: string,
  findings: readonly string[],
  lang: LetterDraft['lang'],
  today: string,
): LetterDraft {
  return {
    template: template?.id ?? '',
    lang,
    debt,
    findings: [...findings],
    requests: template?.requests.map((request) => request.code) ?? [],
    day: today,
  };
}

/** The findings a letter about a debt can rest on: flags of that debt, and flags of none. */
export function usable(findings: readonly FindingRow[], debt: string): FindingRow[] {
  return findings.filter(
    (finding) =>
      finding.verdict === 'flagged' && (finding.debt === undefined || finding.debt === debt),
  );
}

/** The days of a finding's contacts, first and last, in Beijing; null when it names none. */
export function span(finding: FindingRow): { from: string; to: string } | null {
  const days = finding.events.map((event) => beijingDay(event.at)).sort();
  const [from, to] = [days[0], days.at(-1)];
  return from !== undefined && to !== undefined ? { from, to } : null;
}

/** `on` in a list when `yes`, at its end; keeps the order of the rest. */
export function withMember(list: readonly string[], member: string, yes: boolean): string[] {
  const rest = list.filter((one) => one !== member);
  return yes ? [...rest, member] : rest;
}
