/** The form of a contact: what is typed, and the request it becomes. */
import { beijingDay, clock } from '../../i18n/format';
import type {
  Channel,
  Conduct,
  Connection,
  Contact,
  ContactInput,
  Direction,
  Disclosure,
  FieldProblem,
  Purpose,
  Relation,
  Tri,
  VisitPlace,
  Voice,
  Voicemail,
} from '../../ipc/generated/wire';
import { beijing } from '../../kit/when';

export interface ContactForm {
  channel: Channel;
  direction: Direction;
  day: string;
  time: string;
  number: string;
  connection: Connection;
  /** `m:ss` or seconds. */
  duration: string;
  voice: Voice;
  purpose: Purpose;
  called_number: string;
  debt: string;
  party: string;
  claimed_identity: string;
  relation: Relation;
  person: string;
  conducts: Conduct[];
  noConduct: boolean;
  disclosed: Disclosure[];
  noDisclosure: boolean;
  refused: Tri;
  said: string;
  visit: VisitForm;
  voicemail: Voicemail | 'unknown';
  /** Debts it discussed; none ticked: the one of the contact, unless `noneDiscussed`. */
  discussed: string[];
  noneDiscussed: boolean;
  sent_to: string;
  sent_day: string;
  sent_time: string;
  /** It brought validation information. */
  validation: boolean;
  dispute_until: string;
}

export interface VisitForm {
  place: VisitPlace;
  people: string;
  id_shown: Tri;
  recorded: Tri;
  entered: Tri;
  entry_consented: Tri;
  others_told: Tri;
}

/** The plain case, so that most of it need not be touched: a call that came in just now. */
export function emptyContact(now: string): ContactForm {
  return {
    channel: 'call',
    direction: 'incoming',
    day: beijingDay(now),
    time: clock(now),
    number: '',
    connection: 'unknown',
    duration: '',
    voice: 'unknown',
    purpose: 'collection',
    called_number: '',
    debt: '',
    party: '',
    claimed_identity: '',
    relation: 'borrower',
    person: '',
    conducts: [],
    noConduct: false,
    disclosed: [],
    noDisclosure: false,
    refused: 'unknown',
    said: '',
    visit: emptyVisit(),
    voicemail: 'unknown',
    discussed: [],
    noneDiscussed: false,
    sent_to: '',
    sent_day: '',
    sent_time: '',
    validation: false,
    dispute_until: '',
  };
}

export function fromContact(contact: Contact): ContactForm {
  const { visit } = contact;
  return {
    channel: contact.channel,
    direction: contact.direction,
    day: beijingDay(contact.at),
    time: clock(contact.at),
    number: contact.number ?? '',
    connection: contact.connection,
    duration: contact.duration_s === undefined ? '' : spelt(contact.duration_s),
    voice: contact.voice,
    purpose: contact.purpose,
    called_number: contact.called_number ?? '',
    debt: contact.debt ?? '',
    party: contact.party ?? '',
    claimed_identity: contact.claimed_identity ?? '',
    relation: contact.reached.relation,
    person: contact.reached.person ?? '',
    conducts: contact.conducts ?? [],
    noConduct: contact.conducts?.length === 0,
    disclosed: contact.disclosed ?? [],
    noDisclosure: contact.disclosed?.length === 0,
    refused: contact.refused,
    said: contact.said ?? '',
    visit: visit
      ? { ...visit, people: visit.people === undefined ? '' : String(visit.people) }
      : emptyVisit(),
    voicemail: contact.voicemail ?? 'unknown',
    discussed: contact.debts_discussed ?? [],
    noneDiscussed: contact.debts_discussed?.length === 0,
    sent_to: contact.sent_to ?? '',
    sent_day: contact.sent_at ? beijingDay(contact.sent_at) : '',
    sent_time: contact.sent_at ? clock(contact.sent_at) : '',
    validation: contact.validation !== undefined,
    dispute_until: contact.validation?.dispute_until ?? '',
  };
}

/** Is one of the details said that only the law of other places asks for? */
export function hasDetails(form: ContactForm): boolean {
  return (
    (form.channel === 'call' && form.voicemail !== 'unknown') ||
    form.discussed.length > 0 ||
    form.noneDiscussed ||
    form.sent_to !== '' ||
    form.sent_day !== '' ||
    form.sent_time !== '' ||
    form.validation
  );
}

/** What the form itself can tell is wrong; the rest is the core's to say. */
export function check(form: ContactForm): FieldProblem[] {
  const found: FieldProblem[] = [];
  if (form.day === '') found.push({ field: 'day', code: 'required' });
  if (form.time === '') found.push({ field: 'at', code: 'required' });
  if (form.channel === 'call' && form.duration.trim() && readDuration(form.duration) === null) {
    found.push({ field: 'duration_s', code: 'malformed' });
  }
  if (form.channel === 'visit' && form.visit.people.trim() && readPeople(form) === undefined) {
    found.push({ field: 'visit.people', code: 'malformed' });
  }
  // A message is judged by the hour it was sent: none is made up.
  if (form.sent_day && !form.sent_time) found.push({ field: 'sent_time', code: 'required' });
  if (form.sent_time && !form.sent_day) found.push({ field: 'sent_day', code: 'required' });
  return found;
}

/** `was`: the contact being corrected; its instants keep their seconds unless day or time was changed. */
export function toInput(form: ContactForm, was?: Contact): ContactInput {
  const call = form.channel === 'call';
  return {
    channel: form.channel,
    direction: form.direction,
    at: at(form.day, form.time, was?.at),
    debt: form.debt || undefined,
    duration_s: call ? (readDuration(form.duration) ?? undefined) : undefined,
    // Whatever is not a call has arrived.
    connection: call ? form.connection : 'connected',
    voice: call ? form.voice : 'unknown',
    purpose: form.purpose,
    number: form.number.trim() || undefined,
    called_number: form.called_number.trim() || undefined,
    party: form.party || undefined,
    claimed_identity: form.claimed_identity.trim() || undefined,
    reached: { relation: form.relation, person: form.person || undefined },
    conducts: ticked(form.conducts, form.noConduct),
    disclosed: ticked(form.disclosed, form.noDisclosure),
    refused: form.refused,
    said: form.said.trim() || undefined,
    visit: form.channel === 'visit' ? { ...form.visit, people: readPeople(form) } : undefined,
    // Only a call leaves a message on a machine.
    voicemail: call && form.voicemail !== 'unknown' ? form.voicemail : undefined,
    debts_discussed: ticked(form.discussed, form.noneDiscussed),
    sent_to: form.sent_to.trim() || undefined,
    sent_at: form.sent_day ? at(form.sent_day, form.sent_time, was?.sent_at) : undefined,
    validation: form.validation ? { dispute_until: form.dispute_until || undefined } : undefined,
  };
}

/** The instant typed; the old one, with its seconds, when nothing of it was changed. */
function at(day: string, time: string, old: string | undefined): string {
  const same = old !== undefined && beijingDay(old) === day && clock(old) === time;
  return same ? old : beijing(day, time);
}

/** Seconds from `95`, `1:35`, `1分35秒`, `2分`; null when it is no length of time. */
export function readDuration(typed: string): number | null {
  const text = typed.normalize('NFKC').replace(/\s/g, '');
  const found =
    /^(?<s>\d{1,5})秒?$/.exec(text) ??
    /^(?<m>\d{1,4})(?::|分钟?|m)(?:(?<s>\d{1,2})[秒s]?)?$/.exec(text);
  if (!found?.groups) return null;
  return Number(found.groups.m ?? 0) * 60 + Number(found.groups.s ?? 0);
}

function spelt(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function readPeople(form: ContactForm): number | undefined {
  const text = form.visit.people.normalize('NFKC').trim();
  return /^[1-9]\d?$/.test(text) ? Number(text) : undefined;
}

function ticked<T>(values: T[], none: boolean): T[] | undefined {
  return values.length > 0 || none ? [...values] : undefined;
}

function emptyVisit(): VisitForm {
  return {
    place: 'home',
    people: '',
    id_shown: 'unknown',
    recorded: 'unknown',
    entered: 'unknown',
    entry_consented: 'unknown',
    others_told: 'unknown',
  };
}
