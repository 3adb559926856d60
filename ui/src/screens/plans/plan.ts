/** The form of one plan to compare, and what plans come to month by month. */
import {
  type FieldProblem,
  type Part,
  type PlanKind,
  type PlanOption,
  type PlanOutcome,
  parts,
  type RatePeriod,
} from '../../ipc/generated/wire';
import { readAmount, sumAmounts } from '../../parts/debt/amount';

export const planKinds = [
  'instalments',
  'extension',
  'reduction',
  'lump_sum',
] as const satisfies readonly PlanKind[];

/** More lines than this cannot be told apart. */
export const MOST = 5;

export interface OptionForm {
  open: boolean;
  /** Position of the plan being changed; empty for a new one. */
  at: string;
  kind: PlanKind | '';
  months: string;
  percent: string;
  per: RatePeriod;
  waived: Record<Part, string>;
  amount: string;
  first_due: string;
}

export function emptyOption(): OptionForm {
  return {
    open: false,
    at: '',
    kind: '',
    months: '',
    percent: '',
    per: 'year',
    waived: { principal: '', interest: '', penalty: '', damages: '', fee: '' },
    amount: '',
    first_due: '',
  };
}

export function fromOption(option: PlanOption, at: number): OptionForm {
  return {
    open: true,
    at: String(at),
    kind: option.kind,
    months: String(option.months),
    percent: option.rate?.percent ?? '',
    per: option.rate?.per ?? 'year',
    waived: blankZeros(option.waived),
    amount: option.amount ?? '',
    first_due: option.first_due ?? '',
  };
}

function blankZeros(waived: Record<Part, string>): Record<Part, string> {
  const shown = { ...waived };
  for (const part of parts) if (!/[1-9]/.test(shown[part])) shown[part] = '';
  return shown;
}

/** Are parts waived in it? A lump sum gives up whatever it does not pay. */
export function waives(form: OptionForm): boolean {
  return (
    form.kind === 'reduction' ||
    (form.kind !== 'lump_sum' && parts.some((part) => form.waived[part].trim() !== ''))
  );
}

export function check(form: OptionForm): FieldProblem[] {
  const found: FieldProblem[] = [];
  const amount = (field: string, typed: string) => {
    if (typed.trim() !== '' && readAmount(typed) === null) found.push({ field, code: 'malformed' });
  };
  if (form.kind === '') return [{ field: 'kind', code: 'required' }];
  if (form.kind === 'lump_sum') {
    if (form.amount.trim() === '') found.push({ field: 'amount', code: 'required' });
    amount('amount', form.amount);
    return found;
  }
  if (form.months.trim() === '') found.push({ field: 'months', code: 'required' });
  else if (!/^\d{1,4}$/.test(form.months.trim()))
    found.push({ field: 'months', code: 'malformed' });
  if (form.percent.trim() !== '' && !isPercent(form.percent)) {
    found.push({ field: 'rate.percent', code: 'malformed' });
  }
  if (waives(form)) for (const part of parts) amount(`waived.${part}`, form.waived[part]);
  return found;
}

/** A plain percent: `18.25`, `0.05 %`. */
export function isPercent(typed: string): boolean {
  return /^\d{1,4}(\.\d{1,10})?$/.test(percentOf(typed));
}

export function percentOf(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s%]/g, '');
}

export function toOption(form: OptionForm): PlanOption {
  const lump = form.kind === 'lump_sum';
  const gives = waives(form);
  const given = (part: Part) => (gives && readAmount(form.waived[part])) || '0';
  return {
    kind: form.kind || 'instalments',
    months: lump ? 1 : Number(form.months),
    rate:
      !lump && form.percent.trim()
        ? { percent: percentOf(form.percent), per: form.per }
        : undefined,
    waived: {
      principal: given('principal'),
      interest: given('interest'),
      penalty: given('penalty'),
      damages: given('damages'),
      fee: given('fee'),
    },
    amount: lump ? (readAmount(form.amount) ?? undefined) : undefined,
    first_due: form.first_due || undefined,
  };
}

/** Paid in all up to the end of each month from `from` on, month 0 being its own. */
export function paidByMonth(outcome: PlanOutcome, from: string, months: number): string[] {
  return Array.from({ length: months + 1 }, (_, month) =>
    sumAmounts(
      outcome.rows.filter((row) => monthsBetween(from, row.due) <= month).map((row) => row.payment),
    ),
  );
}

/** Whole months from the month of one ISO day to that of another. */
export function monthsBetween(from: string, to: string): number {
  const months = (iso: string) => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7));
  return months(to) - months(from);
}
