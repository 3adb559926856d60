/**
 * Days, times and money as the reader writes them. Values arrive as text (ISO
 * days, RFC 3339 instants, decimals) and stay text: nothing here does
 * arithmetic on money.
 */
import { lang } from './index.svelte';

export const BEIJING = 'Asia/Shanghai';

/** An ISO day, `2026-11-21`, as 2026年11月21日 or 21 Nov 2026. */
export function day(iso: string, form: 'long' | 'short' = 'long'): string {
  const at = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return iso;
  const options: Intl.DateTimeFormatOptions =
    form === 'long'
      ? { year: 'numeric', month: english() ? 'short' : 'long', day: 'numeric' }
      : { month: english() ? 'short' : 'long', day: 'numeric' };
  return new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(at);
}

/** The month of an ISO day: 2026年11月, Nov 2026. */
export function month(iso: string): string {
  const at = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return iso;
  const form = { year: 'numeric', month: english() ? 'short' : 'long', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale(), form).format(at);
}

/** The weekday of an ISO day, short: 周六 or Sat. */
export function weekday(iso: string): string {
  const at = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return '';
  return new Intl.DateTimeFormat(locale(), { weekday: 'short', timeZone: 'UTC' }).format(at);
}

/** An ISO day with its weekday, in the reader's order: 2026年11月21日 周六, Sat 21 Nov 2026. */
export function namedDay(iso: string): string {
  return english() ? `${weekday(iso)} ${day(iso)}` : `${day(iso)} ${weekday(iso)}`;
}

/** An instant's day in Beijing, as ISO. */
export function beijingDay(instant: string): string {
  return dayIn(instant, BEIJING);
}

/** An instant's day in a time zone, as ISO. */
export function dayIn(instant: string, timeZone: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant.slice(0, 10);
  return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);
}

/** An instant's clock time, 24 hours, in Beijing unless said otherwise: 22:05. */
export function clock(instant: string, timeZone = BEIJING): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return instant;
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(at);
}

/** Day and time of an instant, in Beijing time. */
export function moment(instant: string): string {
  return `${day(beijingDay(instant))} ${clock(instant)}`;
}

const SYMBOLS: Record<string, string> = { CNY: '¥', USD: 'US$', GBP: '£' };

/** A decimal amount with its currency and grouping: ¥12,345.60. */
export function money(amount: string, currency = 'CNY'): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount);
  if (!parts) return amount;
  const [, sign = '', whole = '', fraction = ''] = parts;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${sign && '−'}${SYMBOLS[currency] ?? `${currency} `}${grouped}.${fraction.padEnd(2, '0')}`;
}

/** A whole number with grouping. */
export function count(value: number): string {
  return new Intl.NumberFormat(locale()).format(value);
}

/** Size of a file, in the nearest unit. */
export function bytes(value: number): string {
  if (value < 1024) return `${value} B`;
  if (value < 1024 * 1024) return `${Math.round(value / 1024)} KB`;
  return `${(value / 1024 / 1024).toFixed(1)} MB`;
}

function english(): boolean {
  return lang() === 'en';
}

function locale(): string {
  return english() ? 'en-GB' : 'zh-CN';
}
