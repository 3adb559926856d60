/** The form of a notice: what is typed, and the request it becomes. */
import { clock, dayIn } from '../../i18n/format';
import type {
  Channel,
  FieldProblem,
  Notice,
  NoticeInput,
  NoticeKind,
  Tri,
  VisitPlace,
} from '../../ipc/generated/wire';
import { instantIn } from '../../kit/when';

/** What only some kinds say more about. */
export type Detail = 'medium' | 'address' | 'place' | 'hours' | 'until' | 'direct';

const details: Record<NoticeKind, readonly Detail[]> = {
  stop_contact: [],
  refuse_to_pay: [],
  dispute: [],
  original_creditor_request: [],
  stop_medium: ['medium'],
  stop_address: ['address'],
  inconvenient_time: ['hours', 'until'],
  convenient_time: ['hours', 'until'],
  inconvenient_place: ['place'],
  employer_forbids: [],
  attorney: [],
  consent: ['medium', 'address', 'until', 'direct'],
  revocation: [],
};

export interface NoticeForm {
  open: boolean;
  id: string;
  kind: NoticeKind | '';
  /** About every debt of the case. */
  every: boolean;
  party: string;
  channel: Channel | '';
  sent_day: string;
  sent_time: string;
  received_day: string;
  received_time: string;
  medium: Channel | '';
  address: string;
  place: VisitPlace | '';
  from_time: string;
  to_time: string;
  until: string;
  direct: Tri;
  note: string;
}

export function emptyNotice(): NoticeForm {
  return {
    open: false,
    id: '',
    kind: '',
    every: false,
    party: '',
    channel: '',
    sent_day: '',
    sent_time: '',
    received_day: '',
    received_time: '',
    medium: '',
    address: '',
    place: '',
    from_time: '',
    to_time: '',
    until: '',
    direct: 'unknown',
    note: '',
  };
}

/** `zone`: by whose clocks days and times are read and shown. */
export function fromNotice(notice: Notice, zone: string): NoticeForm {
  const { received_at: received } = notice;
  return {
    open: true,
    id: notice.id,
    kind: notice.kind,
    every: notice.debt === undefined,
    party: notice.party ?? '',
    channel: notice.channel,
    sent_day: dayIn(notice.sent_at, zone),
    sent_time: clock(notice.sent_at, zone),
    received_day: received ? dayIn(received, zone) : '',
    received_time: received ? clock(received, zone) : '',
    medium: notice.medium ?? '',
    address: notice.address ?? '',
    place: notice.place ?? '',
    from_time: notice.from_time?.slice(0, 5) ?? '',
    to_time: notice.to_time?.slice(0, 5) ?? '',
    until: notice.until ?? '',
    direct: notice.direct,
    note: notice.note ?? '',
  };
}

/** Does a notice of this kind say this? */
export function says(kind: NoticeKind | '', detail: Detail): boolean {
  return kind !== '' && details[kind].includes(detail);
}

/** What is said arrives as it is said. */
export function spoken(channel: Channel | ''): boolean {
  return channel === 'call' || channel === 'visit';
}

/** What the form itself can tell is wrong; the rest is the core's to say. `today`: in the zone. */
export function check(form: NoticeForm, today: string): FieldProblem[] {
  const found: FieldProblem[] = [];
  const need = (field: string, value: string) => {
    if (value.trim() === '') found.push({ field, code: 'required' });
  };
  need('kind', form.kind);
  need('channel', form.channel);
  need('sent_at', form.sent_day);
  // The end of today is still to come.
  if (spoken(form.channel) || form.sent_day === today) need('sent_time', form.sent_time);
  if (!spoken(form.channel)) {
    if (form.received_day === today) need('received_time', form.received_time);
    if (form.received_time) need('received_at', form.received_day);
  }
  if (form.kind === 'stop_medium') need('medium', form.medium);
  if (form.kind === 'stop_address') need('address', form.address);
  if (says(form.kind, 'place')) need('place', form.place);
  if (says(form.kind, 'hours')) {
    need('from_time', form.from_time);
    need('to_time', form.to_time);
  }
  return found;
}

/**
 * `was`: the notice being changed; its instants keep their seconds unless day
 * or time was changed, and what its kind does not ask for stays.
 */
export function toInput(form: NoticeForm, debt: string, zone: string, was?: Notice): NoticeInput {
  const asked = <T>(detail: Detail, typed: T, kept: T): T | undefined => {
    if (says(form.kind, detail)) return typed;
    return was?.kind === form.kind ? kept : undefined;
  };
  const at = (day: string, time: string, old: string | undefined) =>
    old && dayIn(old, zone) === day && clock(old, zone) === time
      ? old
      : instantIn(zone, day, time || LAST);
  const arrival = () => {
    if (spoken(form.channel)) return was?.channel === form.channel ? was.received_at : undefined;
    if (!form.received_day) return undefined;
    return at(form.received_day, form.received_time, was?.received_at);
  };
  return {
    id: form.id || undefined,
    kind: form.kind || 'stop_contact',
    debt: form.every ? undefined : (was?.debt ?? debt),
    party: form.party || undefined,
    channel: form.channel || 'letter',
    sent_at: at(form.sent_day, form.sent_time, was?.sent_at),
    received_at: arrival(),
    medium: asked('medium', form.medium || undefined, was?.medium),
    address: asked('address', form.address.trim() || undefined, was?.address),
    place: asked('place', form.place || undefined, was?.place),
    from_time: asked('hours', wall(form.from_time), was?.from_time),
    to_time: asked('hours', wall(form.to_time), was?.to_time),
    until: asked('until', form.until || undefined, was?.until),
    direct: asked<Tri>('direct', form.direct, was?.direct ?? 'unknown') ?? 'unknown',
    note: form.note.trim() || undefined,
  };
}

/** A time nobody knows is the last of its day: no right is dated earlier than it may be. */
const LAST = '23:59';

function wall(time: string): string | undefined {
  return time ? `${time}:00` : undefined;
}
