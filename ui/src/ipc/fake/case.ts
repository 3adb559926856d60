/**
 * An invented case behind the typed commands: two debts, a month of contacts,
 * findings and questions that react to answers. For component tests and for
 * looking at screens; rules here are made up and quote no law.
 */
import type { Answers } from '../fake';
import { refusal } from '../fake';
import type {
  Borrower,
  CallQuestion,
  Contact,
  ContactDetail,
  ContactRow,
  DebtRow,
  Notice,
  NumberRow,
  Party,
  Person,
  Question,
} from '../generated/wire';
import {
  callPairs,
  contactsOf,
  debtAbroad,
  debts,
  notices,
  numbers,
  parties,
  people,
} from './rows';
import { brief, findings, pack, page, questions, rules, search } from './rules';

interface Size {
  /** Nothing noted yet. */
  empty?: boolean;
  contacts?: number;
  /** One more debt, in the United States, and what was told about it. */
  abroad?: boolean;
}

export function caseAnswers({
  empty = false,
  contacts: size = 140,
  abroad = false,
}: Size = {}): Answers {
  let debtRows: DebtRow[] = [...(empty ? [] : debts()), ...(abroad ? [debtAbroad()] : [])];
  let told: Notice[] = abroad ? notices() : [];
  let contacts: Contact[] = empty ? [] : contactsOf(size);
  let book: NumberRow[] = empty ? [] : numbers();
  let asked: Question[] = empty ? [] : questions();
  let persons: Person[] = empty ? [] : people();
  let borrower: Borrower = empty
    ? { name: '', phones: [] }
    : {
        name: '张示例',
        id_number: '110101190001011234',
        phones: ['13800000001'],
        address: '示例市示例路 1 号',
      };
  let orgs: Party[] = empty ? [] : parties();
  const history = new Map<string, Contact[]>();
  const found = () => (empty ? [] : findings(contacts));

  const row = (contact: Contact): ContactRow => {
    const known = book.find((one) => one.number === contact.number);
    const hour = Number(contact.at.slice(11, 13));
    return {
      contact,
      party_name: known?.party_name,
      debt: contact.debt ?? known?.entry?.debt,
      night: hour >= 22 || hour < 8,
      flags: found().filter(
        (f) => f.verdict === 'flagged' && f.events.some((e) => e.id === contact.id),
      ).length,
      questions: asked.some((q) => q.example?.id === contact.id) ? 1 : 0,
      call_open: pairs.some((q) => q.one.id === contact.id),
    };
  };
  let pairs: CallQuestion[] = empty ? [] : callPairs(contacts);
  const get = (id: string) => {
    const contact = contacts.find((one) => one.id === id);
    if (!contact) throw refusal('not_found');
    return contact;
  };

  return {
    party_list: () => orgs,
    person_list: () => persons,
    person_save: (input) => {
      const person = { ...input, id: input.id ?? `q${persons.length + 1}` };
      persons = [...persons.filter((one) => one.id !== person.id), person];
      return person;
    },
    borrower_get: () => borrower,
    borrower_save: (next) => {
      borrower = { ...next, time_zones: next.time_zones ?? borrower.time_zones };
      return borrower;
    },
    debt_list: () => debtRows,
    debt_save: (input) => {
      const id = input.id ?? `d${debtRows.length + 1}`;
      const { lender_name, lender_address, cba_member, nifa_member, chain, balances, ...rest } =
        input;
      orgs = [
        ...orgs,
        { id: `p-${id}`, name: lender_name, role: 'lender', cba_member, nifa_member },
      ];
      const saved: DebtRow = {
        debt: {
          ...rest,
          jurisdiction: rest.jurisdiction ?? 'CN',
          id,
          lender: `p-${id}`,
          chain: chain.map(({ name: _, ...link }) => ({ ...link, party: 'p2' })),
          balances: balances.map(({ said_by: _, ...balance }) => balance),
        },
        lender_name,
        lender_address,
        cba_member,
        nifa_member,
        chain_names: chain.map((link) => link.name),
        balance_names: balances.map((balance) => balance.said_by ?? ''),
        agreements: [],
        contacts: 0,
        flagged: 0,
        questions: 0,
      };
      debtRows = [...debtRows.filter((one) => one.debt.id !== id), saved];
      return saved;
    },
    debt_remove: ({ id }) => {
      debtRows = debtRows.filter((one) => one.debt.id !== id);
      return {};
    },
    notice_list: () => told,
    notice_save: (input) => {
      const notice: Notice = { ...input, id: input.id ?? `n${told.length + 1}` };
      told = [...told.filter((one) => one.id !== notice.id), notice];
      return notice;
    },
    notice_remove: ({ id }) => {
      told = told.filter((one) => one.id !== id);
      return {};
    },
    agreement_save: (input) => ({ ...input, id: input.id ?? 'a1' }),
    contact_list: (query) => {
      const matching = contacts
        .map(row)
        .filter(
          (one) =>
            (!query.debt || one.debt === query.debt) &&
            (!query.number || one.contact.number === query.number) &&
            (!query.channel || one.contact.channel === query.channel) &&
            (!query.connection || one.contact.connection === query.connection) &&
            (!query.text || `${one.party_name}${one.contact.number}`.includes(query.text)) &&
            (!query.night_only || one.night) &&
            (!query.flagged_only || one.flags > 0),
        )
        .sort((a, b) => (a.contact.at < b.contact.at ? -1 : 1) * (query.ascending ? 1 : -1));
      return {
        rows: matching.slice(query.offset, query.offset + (query.limit || 100)),
        total: matching.length,
      };
    },
    contact_get: ({ id }): ContactDetail => ({
      row: row(get(id)),
      history: history.get(id) ?? [],
      findings: found().filter((f) => f.events.some((event) => event.id === id)),
      call_questions: pairs.filter((q) => q.one.id === id),
      apart: [],
      lacking: id === 'c000' ? ['mobile-bill.csv'] : [],
    }),
    call_questions: () => ({
      rows: pairs,
      total: pairs.length,
      lacking: contacts.slice(0, 1).map((contact) => ({
        contact,
        file: 'mobile-bill.csv',
        kind: 'carrier_bill' as const,
      })),
      lacking_total: Math.min(contacts.length, 1),
    }),
    sheet_export: ({ form }) => ({ file: `list.${form}`, kb: 12, sha256: 'ab12cd34'.repeat(8) }),
    call_answer: ({ one, other }) => {
      pairs = pairs.filter((q) => q.one.id !== one || q.other.id !== other);
      return { id: one };
    },
    contact_add: (input) => {
      const contact: Contact = { ...input, id: `c-new-${contacts.length}` };
      contacts = [...contacts, contact];
      const night = row(contact).night;
      const flagged = found().find((f) => f.verdict === 'flagged');
      return {
        row: row(contact),
        findings:
          night && flagged ? [{ ...flagged, events: [brief(contact)], event_count: 1 }] : [],
      };
    },
    contact_correct: ({ id, contact: input }) => {
      const old = get(id);
      const next: Contact = { ...input, id: `${id}+`, supersedes: id, source: old.source };
      contacts = [...contacts.filter((one) => one.id !== id), next];
      history.set(next.id, [old, ...(history.get(id) ?? [])]);
      return { row: row(next), findings: [] };
    },
    contact_week: ({ day }) => {
      const days = contacts.map((one) => one.at.slice(0, 10)).sort();
      const [first, last] = [days[0], days.at(-1)];
      const monday = mondayOf(day ?? last ?? '2026-11-16');
      const end = shift(monday, 7);
      return {
        monday,
        first,
        last,
        items: contacts
          .filter((one) => one.at.slice(0, 10) >= monday && one.at.slice(0, 10) < end)
          .map((one) => ({
            id: one.id,
            weekday: weekdayOf(one.at),
            minute: Number(one.at.slice(11, 13)) * 60 + Number(one.at.slice(14, 16)),
            channel: one.channel,
            direction: one.direction,
            connection: one.connection,
            duration_s: one.duration_s,
            label: row(one).party_name ?? one.number ?? '',
            night: row(one).night,
            flags: row(one).flags,
          })),
      };
    },
    contact_hours: ({ collector, from, to }) => {
      const all = contacts.filter((one) => one.direction === 'incoming');
      const days = all.map((one) => one.at.slice(0, 10)).sort();
      const [first, last] = [days[0], days.at(-1)];
      const asked = all.filter(
        ({ at }) => (!from || at.slice(0, 10) >= from) && (!to || at.slice(0, 10) <= to),
      );
      const collectors = Map.groupBy(asked, (one) => row(one).party_name ?? one.number ?? '');
      const shown = asked.filter(
        (one) => collector?.of !== 'number' || one.number === collector.id,
      );
      const night = (some: Contact[]) => some.filter((one) => row(one).night).length;
      const through = (some: Contact[]) =>
        some.filter((one) => one.connection === 'connected').length;
      const cells = Map.groupBy(
        shown,
        (one) => weekdayOf(one.at) * 24 + Number(one.at.slice(11, 13)),
      );
      const spans = Map.groupBy(shown, (one) => one.at.slice(0, 7));
      return {
        first,
        last,
        total: shown.length,
        night: night(shown),
        cells: [...cells].map(([at, some]) => ({
          weekday: Math.floor(at / 24),
          hour: at % 24,
          contacts: some.length,
          connected: through(some),
          rang: some.filter((one) => one.connection === 'rang_only').length,
          flagged: some.filter((one) => row(one).flags > 0).length,
        })),
        collectors: [...collectors].map(([label, some]) => ({
          who: { of: 'number', id: some[0]?.number ?? '' },
          label,
          contacts: some.length,
          connected: through(some),
          night: night(some),
          first: some.map((one) => one.at.slice(0, 10)).sort()[0] ?? '',
          last:
            some
              .map((one) => one.at.slice(0, 10))
              .sort()
              .at(-1) ?? '',
          hours: Array.from(
            { length: 24 },
            (_, hour) => some.filter((one) => Number(one.at.slice(11, 13)) === hour).length,
          ),
        })),
        step: 'month',
        spans: [...spans].sort().map(([month, some]) => ({
          from: `${month}-01`,
          contacts: some.length,
          connected: through(some),
          night: night(some),
        })),
      };
    },
    number_list: () => book,
    number_assign: ({ number, kind, party_name, debt }) => {
      const was = book.find((one) => one.number === number);
      const at = contacts.find((one) => one.number === number)?.at ?? '2026-11-01T09:00:00+08:00';
      const next: NumberRow = {
        ...(was ?? { number, claimed: [], contacts: 0, connected: 0, first: at, last: at }),
        entry: { number, kind, debt },
        party_name,
      };
      book = [...book.filter((one) => one.number !== number), next];
      return next;
    },
    finding_list: ({ debt, verdict }) => {
      const all = found().filter((f) => !debt || f.debt === undefined || f.debt === debt);
      const of = (code: string) => all.filter((f) => f.verdict === code).length;
      return {
        findings: all.filter((f) => f.verdict === (verdict ?? 'flagged')),
        questions: asked,
        counts: {
          flagged: of('flagged'),
          clear: of('clear'),
          not_applicable: of('not_applicable'),
          needs_facts: of('needs_facts'),
          not_covered: of('not_covered'),
        },
        packs: [pack],
      };
    },
    fact_answer: ({ fact }) => {
      asked = asked.filter((one) => JSON.stringify(one.fact) !== JSON.stringify(fact));
      return { flagged: 3, clear: 1, not_applicable: 1, needs_facts: asked.length, not_covered: 0 };
    },
    rule_list: () => rules,
    rule_search: (query) => search(query),
    rule_get: (ref) => page(ref, found()),
    // Files have answers of their own, in files.ts; here there are none.
    attachment_list: () => ({ rows: [] }),
    contact_rules: ({ id }) => found().filter((f) => f.events.some((event) => event.id === id)),
  };
}

function mondayOf(day: string): string {
  return shift(day, -weekdayOf(day));
}

function shift(day: string, by: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(0, 10);
}

/** 0 Monday … 6 Sunday. */
function weekdayOf(at: string): number {
  return (new Date(`${at.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
}
