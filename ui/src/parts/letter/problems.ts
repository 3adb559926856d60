/** Words for what keeps a letter from being printed. A new code must be worded here. */
import { t } from '../../i18n/index.svelte';
import type { Key } from '../../i18n/resources';
import type { LetterProblem, LetterProblemCode, LetterRemarkCode } from '../../ipc/generated/wire';
import { said } from '../term/term';

export const problemWords: Record<LetterProblemCode, Key> = {
  borrower_name: 'letters:problem.borrower_name',
  no_finding: 'letters:problem.no_finding',
  finding_gone: 'letters:problem.finding_gone',
  finding_not_flagged: 'letters:problem.finding_not_flagged',
  needs_evidence: 'letters:problem.needs_evidence',
  missing_value: 'letters:problem.missing_value',
  missing_glyph: 'letters:problem.missing_glyph',
  forbidden_word: 'letters:problem.forbidden_word',
  day_before_event: 'letters:problem.day_before_event',
  plan_wrong: 'letters:problem.plan_wrong',
  gap_missing: 'letters:problem.gap_missing',
  debt_elsewhere: 'letters:problem.debt_elsewhere',
  filled_wrong: 'letters:problem.filled_wrong',
  nothing_chosen: 'letters:problem.nothing_chosen',
  chosen_twice: 'letters:problem.chosen_twice',
  not_in_force: 'letters:problem.not_in_force',
  enclosure_gone: 'letters:problem.enclosure_gone',
  template_gone: 'letters:problem.template_gone',
};

/** What keeps a letter from being printed, in words. */
export function problemText(problem: LetterProblem): string {
  const detail = problem.about ? said(problem.about) : problem.detail;
  return t(problemWords[problem.code], { detail });
}

/** Words for what proofreading finds. A new code must be worded here. */
export const remarkWords: Record<LetterRemarkCode, Key> = {
  unfilled: 'letters:remark.unfilled',
  alternative: 'letters:remark.alternative',
  strong_word: 'letters:remark.strong_word',
  long_sentence: 'letters:remark.long_sentence',
  unmasked_number: 'letters:remark.unmasked_number',
  repeated: 'letters:remark.repeated',
  others_phone: 'letters:remark.others_phone',
  no_earlier_letter: 'letters:remark.no_earlier_letter',
};
