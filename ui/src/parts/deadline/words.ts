/** What the engine answers, as sentences. */
import { day } from '../../i18n/format';
import { lang, t } from '../../i18n/index.svelte';
import type {
  DeadlineCard,
  OpenDeadline,
  Receipt,
  ReceiptLine,
  ReceiptNote,
  Refusal,
} from '../../ipc/generated/wire';
import { said, term } from '../term/term';

/** Why something has no day, or cannot have happened. */
export function refusal(why: Refusal): string {
  switch (why.code) {
    case 'not_covered':
      return t('deadlines:refusal.not_covered', { from: day(why.from) });
    case 'suspended':
      return t('deadlines:refusal.suspended', { since: day(why.since), counted: why.counted });
    case 'no_trigger':
      return t('deadlines:refusal.no_trigger', { event: term('event_kind', why.event) });
    case 'out_of_order':
      return t('deadlines:refusal.out_of_order', { needs: term('event_kind', why.needs) });
    case 'not_possible':
      return t('deadlines:refusal.not_possible', {
        possible: list(why.possible.map((one) => term('event_kind', one))),
      });
    default:
      return t(`deadlines:refusal.${why.code}`);
  }
}

/** What to know beside a count. */
export function note(one: ReceiptNote): string {
  switch (one.code) {
    case 'last_day_not_covered':
      return t('deadlines:note.last_day_not_covered', { from: day(one.from) });
    case 'next_notice_may_move':
    case 'own_notice':
      return t(`deadlines:note.${one.code}`, { year: one.year });
    // `_one` would be a singular.
    case 'added_one_for_one':
      return t('deadlines:note.added_days');
    default:
      return t(`deadlines:note.${one.code}`);
  }
}

/** A length as the core writes it, `workdays:7`. */
export function period(text: string): string {
  const [unit, length] = text.split(':');
  const count = Number(length);
  switch (unit) {
    case 'days':
    case 'workdays':
    case 'months':
    case 'years':
      return Number.isNaN(count) ? text : t(`deadlines:period.${unit}`, { count });
    default:
      return text;
  }
}

/** A deadline of a procedure in one line. */
export function clock(card: DeadlineCard): string {
  const facts = { title: said(card.title), who: term('actor', card.who) };
  if (card.unit && card.length !== undefined)
    return t('deadlines:clock.length', {
      ...facts,
      event: term('event_kind', card.after),
      period: period(`${card.unit}:${card.length}`),
    });
  return t(card.force === 'given' ? 'deadlines:clock.given' : 'deadlines:clock.open', facts);
}

/** The day a reader has to keep: one's own to the last nobody disputes, theirs to the last. */
export function keyDay(deadline: OpenDeadline): string | undefined {
  return deadline.who === 'me' ? (deadline.act_by ?? deadline.end) : deadline.end;
}

/** What a line of a receipt says of its day. */
export function lineWords(line: ReceiptLine): string {
  return [term('line_kind', line.what), line.holiday && said(line.holiday)]
    .filter(Boolean)
    .join(t('findings:listComma'));
}

/** Whether what was done was in time. */
export function doneWords({ done }: Receipt): string | undefined {
  if (!done) return undefined;
  const key = `${done.by_post ? 'posted' : 'done'}${done.in_time ? '' : 'Late'}` as const;
  return t(`deadlines:receipt.${key}`, { day: day(done.day) });
}

/** Several things in one sentence. */
export function list(items: readonly string[]): string {
  return new Intl.ListFormat(lang()).format(items);
}
