/** Names of plans and rates, made from their data. */
import { day, money } from '../../i18n/format';
import { t } from '../../i18n/index.svelte';
import type { PlanOption, Rate } from '../../ipc/generated/wire';

/** 方案 1：分期 36 期，年利率 6% */
export function optionName(option: PlanOption, at: number): string {
  const what =
    option.kind === 'lump_sum'
      ? t('plans:option.lump_sum', { amount: money(option.amount ?? '') })
      : t(`plans:option.${option.kind}`, { months: option.months });
  const rate = option.rate ? t('plans:option.rate', { rate: rateWords(option.rate) }) : '';
  const from = option.first_due ? t('plans:option.from', { day: day(option.first_due) }) : '';
  return t('plans:option.name', { no: at + 1, what: `${what}${rate}${from}` });
}

/** 年利率 6% */
export function rateWords({ percent, per }: Rate): string {
  return t(`plans:rate.${per}`, { percent });
}
