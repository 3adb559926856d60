/** Fields and words that several calculators share. */
import { beijingDay, day, money } from '../../../i18n/format';
import { t } from '../../../i18n/index.svelte';
import {
  type DayConvention,
  dayConventions,
  type LenderType,
  lenderTypes,
  type Rate,
  type RatePeriod,
} from '../../../ipc/generated/wire';
import { ratePeriods } from '../../../parts/money/vocab';
import { options } from '../../../parts/term/term';
import type { CalcForm, Field, Reader } from './fields';

/** A rate, as a percent and its period: `rate` or `ordinary.rate`. */
export function rateFields(name: string, when?: (form: CalcForm) => boolean): Field[] {
  return [
    {
      name: `${name}.percent`,
      also: [name],
      kind: 'percent',
      label: t('debts:rate'),
      hint: t('debts:rateHint'),
      ...(when && { when }),
    },
    {
      name: `${name}.per`,
      kind: 'choice',
      label: t('debts:ratePer'),
      options: ratePeriods.map((value) => ({ value, label: t(`debts:per.${value}`) })),
      start: 'year',
      ...(when && { when }),
    },
  ];
}

export function rateOf(one: Reader, name: string): Rate {
  return { percent: one.percent(`${name}.percent`), per: one.pick<RatePeriod>(`${name}.per`) };
}

export function dayCountField(when?: (form: CalcForm) => boolean): Field {
  return {
    name: 'day_count',
    kind: 'select',
    label: t('plans:calc.dayCount'),
    options: options('day_convention', dayConventions),
    start: 'actual_365',
    ...(when && { when }),
  };
}

export function dayCountOf(one: Reader): DayConvention {
  return one.pick<DayConvention>('day_count');
}

export function lenderField(when?: (form: CalcForm) => boolean): Field {
  return {
    name: 'lender',
    kind: 'select',
    label: t('debts:type'),
    hint: t('plans:calc.lenderHint'),
    options: options('lender_type', lenderTypes),
    optional: true,
    ...(when && { when }),
  };
}

export function lenderOf(one: Reader): LenderType | undefined {
  return one.given('lender') as LenderType | undefined;
}

/** The day a question is asked for: today, unless changed. */
export function asOfField(): Field {
  return {
    name: 'as_of',
    kind: 'day',
    label: t('plans:calc.asOf'),
    start: beijingDay(new Date().toISOString()),
  };
}

/** A percent for reading: at most four decimals of what the core holds exactly. */
export function percent(value: string | undefined): string {
  if (value === undefined) return '';
  const read = Number(value);
  if (!Number.isFinite(read)) return `${value}%`;
  return `${read.toFixed(4).replace(/\.?0+$/, '')}%`;
}

export function amountOrNone(value: string | undefined): string {
  return value === undefined ? '' : money(value);
}

export function dayOrNone(value: string | undefined): string {
  return value === undefined ? '' : day(value);
}
