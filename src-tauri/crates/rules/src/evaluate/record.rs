//! The case, indexed: who is who, whose number is whose, what was answered.
//! From it each row becomes an [`Item`], with what the row leaves open filled in
//! from the answers and the number book.

use std::cmp::Ordering;

use domain::{
    Case, Channel, Conduct, Connection, Contact, Debt, Direction, Disclosure, FactKey, NumberEntry,
    NumberKind, Party, PartyRole, Phone, Purpose, Relation, Tri, Voice, beijing_day,
};
use rustc_hash::FxHashMap;

use super::answers::{About, Answers};
use super::codes::Codes;
use super::item::{Item, third};
use super::known::Known;
use super::place;

/// The whole case, indexed. It borrows the case and is cheap to make anew.
pub(crate) struct Record<'a> {
    pub(crate) case: &'a Case,
    pub(crate) answers: Answers<'a>,
    /// The borrower has more than one number on record.
    pub(crate) several_phones: bool,
    parties: FxHashMap<&'a str, usize>,
    people: FxHashMap<&'a str, usize>,
    numbers: FxHashMap<&'a Phone, &'a NumberEntry>,
    owners: FxHashMap<&'a Phone, (Relation, Option<usize>)>,
    debts: FxHashMap<&'a str, usize>,
}

impl<'a> Record<'a> {
    pub(crate) fn new(case: &'a Case) -> Self {
        fn places<'a>(ids: impl Iterator<Item = &'a str>) -> FxHashMap<&'a str, usize> {
            ids.enumerate().map(|(i, id)| (id, i)).collect()
        }
        let mut owners = FxHashMap::default();
        for (i, person) in case.people.iter().enumerate() {
            owners.extend(
                person
                    .phones
                    .iter()
                    .map(|n| (n, (person.relation, Some(i)))),
            );
        }
        let own = case.borrower.phones.iter();
        owners.extend(own.map(|n| (n, (Relation::Borrower, None))));
        Self {
            case,
            answers: Answers::new(&case.answers),
            several_phones: case.borrower.phones.len() > 1,
            parties: places(case.parties.iter().map(|p| p.id.as_str())),
            people: places(case.people.iter().map(|p| p.id.as_str())),
            numbers: case.numbers.iter().map(|n| (&n.number, n)).collect(),
            owners,
            debts: places(case.debts.iter().map(|d| d.id.as_str())),
        }
    }

    /// The row of an item, which was made from this case or one it grew from.
    pub(crate) fn contact(&self, item: &Item) -> &'a Contact {
        &self.case.contacts[item.row]
    }

    /// By time, then by id, whatever the order of the rows.
    pub(super) fn order(&self, a: &Item, b: &Item) -> Ordering {
        let id = |item| &self.contact(item).id;
        a.at.cmp(&b.at).then_with(|| id(a).cmp(id(b)))
    }

    pub(crate) fn debt(&self, index: usize) -> Option<&'a Debt> {
        self.case.debts.get(index)
    }

    pub(crate) fn party(&self, id: &domain::PartyId) -> Option<&'a Party> {
        self.case.parties.get(*self.parties.get(id.as_str())?)
    }

    /// The organisation behind a contact, from the row or the number book.
    pub(crate) fn party_of(&self, item: &Item) -> Option<&'a Party> {
        self.case.parties.get(item.party?)
    }

    /// The borrower's number that was called, as far as known.
    pub(crate) fn called(&self, item: &Item) -> Option<&'a str> {
        let contact = self.contact(item);
        let row = contact.called_number.as_ref().map(Phone::as_str);
        row.or_else(|| {
            let here = [About::Contact(contact.id.as_str())];
            let choices = self.answers.choices(FactKey::WhichNumberCalled, here)?;
            choices.first().map(String::as_str)
        })
    }

    /// What to ask `key` of, for `item`: the broadest subject that settles it.
    /// `None` when there is nothing to ask it of, such as the debt of a contact
    /// whose debt is itself open.
    pub(crate) fn subject(
        &self,
        key: FactKey,
        item: &Item,
        debt: Option<usize>,
    ) -> Option<About<'a>> {
        let row = self.contact(item);
        let contact = About::Contact(row.id.as_str());
        let number = row.number.as_ref().map(|n| About::Number(n.as_str()));
        let debt = debt.or(item.debt).and_then(|i| self.debt(i));
        Some(match key {
            FactKey::IsCollection | FactKey::IsNotification | FactKey::WhichDebt => {
                number.unwrap_or(contact)
            }
            FactKey::HoursAgreed
            | FactKey::FrequencyAgreed
            | FactKey::IsNetworkCredit
            | FactKey::BorrowerUnreachable
            | FactKey::AgreementKept
            | FactKey::ToldOfAgency
            | FactKey::MediumAccepted
            | FactKey::ConsentDirect
            | FactKey::WorkEmailAllowed
            | FactKey::DebtTimeBarred
            | FactKey::DisputedInTime
            | FactKey::ToldBeforeReport => About::Debt(debt?.id.as_str()),
            FactKey::IsDebtCollector => self.party_of(item).map_or_else(
                || number.unwrap_or(contact),
                |p| About::Party(p.id.as_str()),
            ),
            FactKey::CbaMember | FactKey::NifaMember => About::Party(debt?.lender.as_str()),
            FactKey::AgencyListed => About::Party(self.party_of(item)?.id.as_str()),
            FactKey::PersonOwes => self.person(item.person).map_or(contact, About::Person),
            FactKey::WasConnected
            | FactKey::WhoReached
            | FactKey::WhichConducts
            | FactKey::WhatDisclosed
            | FactKey::RefusedBefore
            | FactKey::VisitorCount
            | FactKey::VisitIdShown
            | FactKey::VisitRecorded
            | FactKey::VisitEntered
            | FactKey::EntryConsented
            | FactKey::IdentityStated
            | FactKey::WhichNumberCalled
            | FactKey::VisitPlace
            | FactKey::VisitOthersTold
            | FactKey::ReachedAt
            | FactKey::SentOutsideHours
            | FactKey::NoticeReceived
            | FactKey::PermittedAnyway
            | FactKey::SameAddress
            | FactKey::IsWorkEmail
            | FactKey::OnSocialMedia
            | FactKey::ValidationInTime
            | FactKey::PeriodLongEnough
            | FactKey::VerificationSent => contact,
        })
    }

    /// The id of a person of the case.
    pub(crate) fn person(&self, index: Option<usize>) -> Option<&'a str> {
        self.case.people.get(index?).map(|p| p.id.as_str())
    }

    fn here(&self, item: &Item) -> [About<'a>; 1] {
        [About::Contact(self.contact(item).id.as_str())]
    }

    /// The answer about one contact.
    pub(crate) fn contact_tri(&self, key: FactKey, item: &Item) -> Tri {
        self.answers.tri(key, self.here(item))
    }

    /// The choices of the answer about one contact.
    pub(crate) fn contact_choices(&self, key: FactKey, item: &Item) -> Option<&'a [String]> {
        self.answers.choices(key, self.here(item))
    }

    /// The answer about a contact, or about the debt as a whole.
    pub(crate) fn debt_tri(&self, key: FactKey, item: &Item, debt: Option<usize>) -> Tri {
        let debt = debt
            .and_then(|i| self.debt(i))
            .map(|d| About::Debt(d.id.as_str()));
        self.answers
            .tri(key, self.here(item).into_iter().chain(debt))
    }

    /// The row as the checks see it.
    pub(super) fn item(&self, row: usize) -> Option<Item> {
        let contact = self.case.contacts.get(row)?;
        let here = About::Contact(contact.id.as_str());
        let number = contact.number.as_ref();
        let both = || {
            [Some(here), number.map(|n| About::Number(n.as_str()))]
                .into_iter()
                .flatten()
        };
        let entry = number.and_then(|n| self.numbers.get(n)).copied();
        let party = contact
            .party
            .as_ref()
            .or_else(|| entry.and_then(|e| e.party.as_ref()))
            .and_then(|id| self.parties.get(id.as_str()).copied());
        let (relation, person) = self.reached(contact, here);
        let owes = self.answers.tri(
            FactKey::PersonOwes,
            [Some(here), self.person(person).map(About::Person)]
                .into_iter()
                .flatten(),
        );
        let conducts = contact
            .conducts
            .as_deref()
            .map(Codes::conducts)
            .or_else(|| {
                let choices = self.answers.choices(FactKey::WhichConducts, [here])?;
                let read: Vec<_> = choices
                    .iter()
                    .filter_map(|c| Conduct::from_code(c))
                    .collect();
                Some(Codes::conducts(&read))
            });
        let disclosed = contact
            .disclosed
            .as_deref()
            .map(Codes::disclosures)
            .or_else(|| {
                let choices = self.answers.choices(FactKey::WhatDisclosed, [here])?;
                let read: Vec<_> = choices
                    .iter()
                    .filter_map(|d| Disclosure::from_code(d))
                    .collect();
                Some(Codes::disclosures(&read))
            });
        let debt = self.which_debt(contact, entry, party, both());
        let clock = place::clock(self.case, debt, &contact.at);
        // A conversation about several debts is one about each.
        let mut also: Vec<usize> = contact
            .debts_discussed
            .iter()
            .flatten()
            .filter_map(|id| self.debts.get(id.as_str()).copied())
            .filter(|other| debt != Some(*other))
            .collect();
        also.sort_unstable();
        also.dedup();
        Some(Item {
            row,
            at: contact.at,
            channel: contact.channel,
            incoming: contact.direction == Direction::Incoming,
            day: clock.date(),
            filed: beijing_day(&contact.at),
            time: clock.time(),
            debt,
            also,
            party,
            refused: contact.refused,
            collection: self.collection(contact, entry, conducts, both()),
            connected: self.connected(contact, here),
            notification: match contact.voice {
                Voice::Notification => Known::Yes,
                Voice::Interactive => Known::No,
                Voice::Unknown => Known::from_tri(
                    self.answers.tri(FactKey::IsNotification, both()),
                    FactKey::IsNotification,
                ),
            },
            relation,
            person,
            third: third(contact.channel, relation, owes),
            conducts,
            disclosed,
        })
    }

    fn which_debt(
        &self,
        contact: &Contact,
        entry: Option<&NumberEntry>,
        party: Option<usize>,
        about: impl Iterator<Item = About<'a>>,
    ) -> Option<usize> {
        let known = |id: &str| self.debts.get(id).copied();
        if let Some(debt) = &contact.debt {
            return known(debt.as_str());
        }
        if let Some(debt) = contact.debts_discussed.iter().flatten().next() {
            return known(debt.as_str());
        }
        if let Some(debt) = self
            .answers
            .choices(FactKey::WhichDebt, about)
            .and_then(<[_]>::first)
        {
            return known(debt);
        }
        if let Some(debt) = entry.and_then(|e| e.debt.as_ref()) {
            return known(debt.as_str());
        }
        let only = |mut found: Vec<usize>| if found.len() == 1 { found.pop() } else { None };
        if let Some(party) = party.and_then(|i| self.case.parties.get(i)) {
            let mine =
                |d: &Debt| d.lender == party.id || d.chain.iter().any(|a| a.party == party.id);
            let debts = self.case.debts.iter().enumerate();
            if let Some(debt) = only(debts.filter(|(_, d)| mine(d)).map(|(i, _)| i).collect()) {
                return Some(debt);
            }
        }
        (self.case.debts.len() == 1).then_some(0)
    }

    fn collection(
        &self,
        contact: &Contact,
        entry: Option<&NumberEntry>,
        conducts: Option<Codes>,
        about: impl Iterator<Item = About<'a>>,
    ) -> Known {
        match contact.purpose {
            Purpose::Collection => return Known::Yes,
            Purpose::Other => return Known::No,
            Purpose::Unknown => {}
        }
        match self.answers.tri(FactKey::IsCollection, about) {
            Tri::Yes => return Known::Yes,
            Tri::No => return Known::No,
            Tri::Unknown => {}
        }
        match entry.map(|e| e.kind) {
            Some(NumberKind::Collector) => return Known::Yes,
            Some(NumberKind::Own | NumberKind::Unrelated) => return Known::No,
            // A lender's official line also advertises and serves.
            Some(NumberKind::LenderOfficial) | None => {}
        }
        let role = contact
            .party
            .as_ref()
            .and_then(|id| self.party(id))
            .map(|p| p.role);
        let collects = role.is_some_and(|role| {
            matches!(
                role,
                PartyRole::Lender
                    | PartyRole::Platform
                    | PartyRole::FundingBank
                    | PartyRole::Guarantor
                    | PartyRole::Agency
                    | PartyRole::Assignee
                    | PartyRole::LawFirm
            )
        });
        if collects || conducts.is_some_and(|c| !c.is_empty()) {
            return Known::Yes;
        }
        Known::ask(FactKey::IsCollection)
    }

    fn connected(&self, contact: &Contact, here: About<'a>) -> Known {
        if contact.channel != Channel::Call || contact.duration_s.is_some_and(|s| s > 0) {
            return Known::Yes;
        }
        match contact.connection {
            Connection::Connected => Known::Yes,
            Connection::RangOnly | Connection::NotConnected => Known::No,
            Connection::Unknown => Known::from_tri(
                self.answers.tri(FactKey::WasConnected, [here]),
                FactKey::WasConnected,
            ),
        }
    }

    /// The relation of whoever was reached, and the person when known: from the
    /// row, the answers, or the number that was called.
    fn reached(&self, contact: &'a Contact, here: About<'a>) -> (Relation, Option<usize>) {
        let named = contact.reached.person.as_ref();
        let person = named.and_then(|id| self.people.get(id.as_str()).copied());
        if contact.reached.relation != Relation::Unknown {
            return (contact.reached.relation, person);
        }
        let answered = self
            .answers
            .choices(FactKey::WhoReached, [here])
            .and_then(<[_]>::first);
        if let Some(relation) = answered.and_then(|code| Relation::from_code(code)) {
            return (relation, person);
        }
        if let Some(known) = person.and_then(|i| self.case.people.get(i)) {
            return (known.relation, person);
        }
        let owner = contact
            .called_number
            .as_ref()
            .and_then(|n| self.owners.get(n));
        owner.copied().unwrap_or((Relation::Unknown, person))
    }
}
