/**
 * What people type for a day or a time, read generously. Pure: today is an
 * argument. A reading that is not certain is none.
 */

/** An ISO day from `2026-11-21`, `20261121`, `2026年11月21日`, `11-21`, `1121`, `今天`, `yesterday`. */
export function readDay(typed: string, today: string): string | null {
  const text = half(typed);
  if (/^(今天|今|today|t)$/i.test(text)) return today;
  if (/^(昨天|昨|yesterday|y)$/i.test(text)) return shift(today, -1);
  if (/^(前天)$/.test(text)) return shift(today, -2);
  const year = today.slice(0, 4);
  const full = /^(\d{4})(?:[-/.年\s]\s*)?(\d{1,2})(?:[-/.月\s]\s*)?(\d{1,2})日?$/.exec(text);
  if (full && (text.length >= 8 || /\D/.test(text))) return iso(full[1], full[2], full[3]);
  const short = /^(\d{1,2})[-/.月\s]\s*(\d{1,2})日?$/.exec(text) ?? /^(\d{2})(\d{2})$/.exec(text);
  if (!short) return null;
  const guess = iso(year, short[1], short[2]);
  // A log looks back: 12-30 typed in January is last year's.
  if (guess !== null && guess > today) return iso(String(Number(year) - 1), short[1], short[2]);
  return guess;
}

/** `HH:MM` from `21:05`, `2105`, `9`, `9点5分`, `晚上9点`, `9:05pm`. */
export function readTime(typed: string): string | null {
  let text = half(typed).toLowerCase();
  const late = /^(下午|晚上|晚|傍晚)/.test(text) || /p\.?m\.?$/.test(text);
  text = text
    .replace(/^(凌晨|早上|上午|中午|下午|傍晚|晚上|晚)/, '')
    .replace(/\s*[ap]\.?m\.?$/, '');
  const found =
    /^(\d{1,2})$/.exec(text) ??
    /^(\d{1,2})[:.点时](\d{1,2})?(?:分)?$/.exec(text) ??
    /^(\d{1,2}?)(\d{2})$/.exec(text);
  if (!found) return null;
  let hour = Number(found[1]);
  const minute = Number(found[2] ?? '0');
  if (late && hour < 12) hour += 12;
  if (hour > 23 || minute > 59) return null;
  return `${pad(hour)}:${pad(minute)}`;
}

/** The instant of a Beijing day and time, as RFC 3339. */
export function beijing(day: string, time: string): string {
  return `${day}T${time}:00+08:00`;
}

/** The instant of a day and time by the clocks of a time zone, as RFC 3339 with their offset. */
export function instantIn(zone: string, day: string, time: string): string {
  const wall = Date.parse(`${day}T${time}:00Z`);
  // The offset is that of the instant sought: the second look has the right one.
  const ahead = aheadOf(zone, wall - aheadOf(zone, wall));
  const size = Math.abs(ahead) / 60_000;
  const offset = `${pad(Math.floor(size / 60))}:${pad(size % 60)}`;
  return `${day}T${time}:00${ahead < 0 ? '-' : '+'}${offset}`;
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function aheadOf(zone: string, at: number): number {
  const wall = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: zone,
  }).format(at);
  return Date.parse(`${wall.replace(' ', 'T')}Z`) - at;
}

/** The day `by` days after an ISO day. */
export function shift(day: string, by: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(0, 10);
}

/** Days from today to a day, negative when it has passed. Both ISO. */
export function daysUntil(day: string, today: string): number {
  return Math.round(
    (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000,
  );
}

function iso(year = '', month = '', date = ''): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const at = new Date(`${text}T00:00:00Z`);
  // Feb 30 would roll over; it is not a day.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : null;
}

function half(typed: string): string {
  return typed.trim().normalize('NFKC');
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
