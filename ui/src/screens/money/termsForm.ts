/** The form of what was agreed. */
import type { AccountTerms, FieldProblem, Part, Rate, RatePeriod } from '../../ipc/generated/wire';
import { readPercent } from '../../parts/money/percent';

/** Costs, interest, principal; what the core takes unless another order was agreed. */
export const statutoryOrder: readonly Part[] = [
  'fee',
  'interest',
  'penalty',
  'principal',
  'damages',
];

export interface TermsForm {
  open: boolean;
  percent: string;
  per: RatePeriod;
  penalty_percent: string;
  penalty_per: RatePeriod;
  compound: boolean;
  day_count: AccountTerms['day_count'];
  order: 'statutory' | 'agreed';
  parts: Part[];
}

export function fromTerms(terms: AccountTerms): TermsForm {
  return {
    open: false,
    percent: terms.rate?.percent ?? '',
    per: terms.rate?.per ?? 'year',
    penalty_percent: terms.penalty_rate?.percent ?? '',
    penalty_per: terms.penalty_rate?.per ?? 'year',
    compound: terms.compound,
    day_count: terms.day_count,
    order: terms.order ? 'agreed' : 'statutory',
    parts: [...(terms.order ?? statutoryOrder)],
  };
}

export function check(form: TermsForm): FieldProblem[] {
  const found: FieldProblem[] = [];
  for (const [field, typed] of [
    ['terms.rate', form.percent],
    ['terms.penalty_rate', form.penalty_percent],
  ] as const) {
    if (typed.trim() !== '' && readPercent(typed) === null)
      found.push({ field, code: 'malformed' });
  }
  return found;
}

export function toTerms(form: TermsForm): AccountTerms {
  const rate = (typed: string, per: RatePeriod): Rate | undefined => {
    const percent = readPercent(typed);
    return percent === null ? undefined : { percent, per };
  };
  return {
    rate: rate(form.percent, form.per),
    penalty_rate: rate(form.penalty_percent, form.penalty_per),
    compound: form.compound,
    day_count: form.day_count,
    order: form.order === 'agreed' ? [...form.parts] : undefined,
  };
}

/** The same list with one member a place higher or lower. */
export function moved(list: readonly Part[], at: number, by: -1 | 1): Part[] {
  const next = [...list];
  const [taken] = next.splice(at, 1);
  if (taken !== undefined) next.splice(Math.min(Math.max(at + by, 0), next.length), 0, taken);
  return next;
}
