/** The fields of a contact as label and value, in one order; fields nobody filled in are left out. */
import { count, day } from '../../i18n/format';
import { t } from '../../i18n/index.svelte';
import type { Contact } from '../../ipc/generated/wire';
import { lasting, when } from '../../parts/contact/words';
import { term } from '../../parts/term/term';

export interface FactLine {
  readonly id: string;
  readonly label: string;
  readonly value: string;
}

/** What the ids in a contact are called. */
export interface Names {
  debt: (id: string) => string;
  party: (id: string) => string;
  person: (id: string) => string;
}

export function factLines(contact: Contact, names: Names): FactLine[] {
  const call = contact.channel === 'call';
  const { visit, reached } = contact;
  const lines: (FactLine | undefined)[] = [
    line('at', t('contacts:time'), when(contact.at)),
    line('channel', t('contacts:channel'), term('channel', contact.channel)),
    line('direction', t('contacts:direction'), term('direction', contact.direction)),
    call
      ? line('connection', t('contacts:connection'), term('connection', contact.connection))
      : undefined,
    line(
      'duration',
      t('contacts:form.duration'),
      contact.duration_s === undefined ? '' : lasting(contact.duration_s),
    ),
    line('number', t('contacts:form.number'), contact.number ?? t('contacts:noNumber')),
    line('called', t('contacts:form.called'), contact.called_number ?? ''),
    line('party', t('contacts:form.party'), contact.party ? names.party(contact.party) : ''),
    line('claimed', t('contacts:form.claimed'), contact.claimed_identity ?? ''),
    line(
      'reached',
      t('contacts:reached'),
      [term('relation', reached.relation), reached.person ? names.person(reached.person) : '']
        .filter(Boolean)
        .join(' · '),
    ),
    line('debt', t('debts:one'), contact.debt ? names.debt(contact.debt) : ''),
    line('purpose', t('contacts:form.purpose'), term('purpose', contact.purpose)),
    call ? line('voice', t('contacts:form.voice'), term('voice', contact.voice)) : undefined,
    line('refused', t('contacts:form.refused'), term('tri', contact.refused)),
    line(
      'conducts',
      t('contacts:form.whatHappened'),
      looked(contact.conducts?.map((c) => term('conduct', c))),
    ),
    line(
      'disclosed',
      t('contacts:form.whatDisclosed'),
      looked(contact.disclosed?.map((d) => term('disclosure', d))),
    ),
    line('said', t('contacts:form.said'), contact.said ?? ''),
    line(
      'voicemail',
      t('contacts:details.voicemail'),
      contact.voicemail ? term('voicemail', contact.voicemail) : '',
    ),
    line(
      'discussed',
      t('contacts:details.discussed'),
      contact.debts_discussed?.length === 0
        ? t('contacts:details.noneDiscussed')
        : (contact.debts_discussed ?? []).map(names.debt).join(t('findings:listComma')),
    ),
    line('sent_to', t('contacts:details.sentTo'), contact.sent_to ?? ''),
    line('sent_at', t('contacts:details.sentAt'), contact.sent_at ? when(contact.sent_at) : ''),
    line('validation', t('contacts:details.validation'), validated(contact)),
  ];
  if (visit) {
    lines.push(
      line('place', t('contacts:visit.place'), term('visit_place', visit.place)),
      line(
        'people',
        t('contacts:visit.people'),
        visit.people === undefined ? '' : count(visit.people),
      ),
      ...(['id_shown', 'recorded', 'entered', 'entry_consented', 'others_told'] as const).map(
        (field) => line(field, t(`contacts:visit.${field}`), term('tri', visit[field])),
      ),
    );
  }
  return lines.filter((one) => one !== undefined && one.value !== '') as FactLine[];
}

function line(id: string, label: string, value: string): FactLine {
  return { id, label, value };
}

/** That it brought validation information, and until when it lets one dispute. */
function validated({ validation }: Contact): string {
  if (validation === undefined) return '';
  return validation.dispute_until
    ? t('contacts:details.disputeDay', { day: day(validation.dispute_until) })
    : term('tri', 'yes');
}

/** Not looked at is not the same as nothing found. */
function looked(words: string[] | undefined): string {
  if (words === undefined) return t('contacts:detail.notLooked');
  return words.length > 0 ? words.join(t('findings:listComma')) : t('contacts:detail.lookedNone');
}
