//! The case as the checks see it: every standing contact once, in order of
//! time, with what its row leaves open filled in from the answers and the
//! number book. Built once per evaluation, before any rule is looked at.

use std::collections::HashMap;

use domain::{
    Case, Channel, Conduct, Connection, Contact, Day, Debt, Direction, Disclosure, FactKey,
    NumberEntry, NumberKind, Party, PartyRole, PersonId, Phone, Purpose, Relation, Tri, Voice,
};

use super::answers::{About, Answers};
use super::codes::Codes;
use super::item::{Item, third};
use super::known::Known;
use super::place;

/// The whole case, indexed.
pub(crate) struct Record<'a> {
    pub(crate) case: &'a Case,
    pub(crate) answers: Answers<'a>,
    /// Standing contacts up to the as-of day, by time, then id.
    pub(crate) items: Vec<Item<'a>>,
    /// Items of each debt, in order.
    pub(crate) by_debt: Vec<Vec<usize>>,
    /// Items whose debt is open, in order.
    pub(crate) loose: Vec<usize>,
    /// The borrower has more than one number on record.
    pub(crate) several_phones: bool,
    parties: HashMap<&'a str, &'a Party>,
    people: HashMap<&'a str, Relation>,
    numbers: HashMap<&'a Phone, &'a NumberEntry>,
    owners: HashMap<&'a Phone, (Relation, Option<&'a str>)>,
    debts: HashMap<&'a str, usize>,
}

impl<'a> Record<'a> {
    pub(crate) fn new(case: &'a Case, as_of: Option<Day>) -> Self {
        let mut owners: HashMap<_, _> = case
            .people
            .iter()
            .flat_map(|p| {
                p.phones
                    .iter()
                    .map(move |n| (n, (p.relation, Some(p.id.as_str()))))
            })
            .collect();
        owners.extend(
            case.borrower
                .phones
                .iter()
                .map(|n| (n, (Relation::Borrower, None))),
        );
        let mut record = Self {
            case,
            answers: Answers::new(&case.answers),
            items: Vec::new(),
            by_debt: vec![Vec::new(); case.debts.len()],
            loose: Vec::new(),
            several_phones: case.borrower.phones.len() > 1,
            parties: case.parties.iter().map(|p| (p.id.as_str(), p)).collect(),
            people: case
                .people
                .iter()
                .map(|p| (p.id.as_str(), p.relation))
                .collect(),
            numbers: case.number_book(),
            owners,
            debts: case
                .debts
                .iter()
                .enumerate()
                .map(|(i, d)| (d.id.as_str(), i))
                .collect(),
        };
        let mut rows = case.standing_contacts();
        rows.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        let items: Vec<_> = rows
            .into_iter()
            .map(|contact| record.item(contact))
            .filter(|item| as_of.is_none_or(|last| item.day <= last))
            .collect();
        for (i, item) in items.iter().enumerate() {
            match item.debt.and_then(|debt| record.by_debt.get_mut(debt)) {
                Some(list) => list.push(i),
                None => record.loose.push(i),
            }
            // A conversation about several debts is one about each.
            for debt in item.contact.debts_discussed.iter().flatten() {
                if let Some(debt) = record.debts.get(debt.as_str()).copied()
                    && item.debt != Some(debt)
                    && let Some(list) = record.by_debt.get_mut(debt)
                    && list.last() != Some(&i)
                {
                    list.push(i);
                }
            }
        }
        record.items = items;
        record
    }

    pub(crate) fn debt(&self, index: usize) -> Option<&'a Debt> {
        self.case.debts.get(index)
    }

    pub(crate) fn party(&self, id: &domain::PartyId) -> Option<&'a Party> {
        self.parties.get(id.as_str()).copied()
    }

    /// What to ask `key` of, for `item`: the broadest subject that settles it.
    /// `None` when there is nothing to ask it of, such as the debt of a contact
    /// whose debt is itself open.
    pub(crate) fn subject(
        &self,
        key: FactKey,
        item: &Item<'a>,
        debt: Option<usize>,
    ) -> Option<About<'a>> {
        let contact = About::Contact(item.contact.id.as_str());
        let number = item
            .contact
            .number
            .as_ref()
            .map(|n| About::Number(n.as_str()));
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
            FactKey::IsDebtCollector => item.party.map_or_else(
                || number.unwrap_or(contact),
                |p| About::Party(p.id.as_str()),
            ),
            FactKey::CbaMember | FactKey::NifaMember => About::Party(debt?.lender.as_str()),
            FactKey::AgencyListed => About::Party(item.party?.id.as_str()),
            FactKey::PersonOwes => item.person.map_or(contact, About::Person),
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

    /// The answer about one contact.
    pub(crate) fn contact_tri(&self, key: FactKey, contact: &'a Contact) -> Tri {
        self.answers.tri(key, [About::Contact(contact.id.as_str())])
    }

    /// The answer about a contact, or about the debt as a whole.
    pub(crate) fn debt_tri(&self, key: FactKey, item: &Item<'a>, debt: Option<usize>) -> Tri {
        let contact = [About::Contact(item.contact.id.as_str())];
        let debt = debt
            .and_then(|i| self.debt(i))
            .map(|d| About::Debt(d.id.as_str()));
        self.answers.tri(key, contact.into_iter().chain(debt))
    }

    fn item(&self, contact: &'a Contact) -> Item<'a> {
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
            .and_then(|id| self.party(id));
        let (relation, person) = self.reached(contact, here);
        let owes = self.answers.tri(
            FactKey::PersonOwes,
            [Some(here), person.map(About::Person)]
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
        let called = contact
            .called_number
            .as_ref()
            .map(Phone::as_str)
            .or_else(|| {
                let choices = self.answers.choices(FactKey::WhichNumberCalled, [here])?;
                choices.first().map(String::as_str)
            });
        let debt = self.which_debt(contact, entry, party, both());
        let clock = place::clock(self.case, debt, &contact.at);
        Item {
            contact,
            id: contact.id.clone(),
            channel: contact.channel,
            incoming: contact.direction == Direction::Incoming,
            day: clock.date(),
            time: clock.time(),
            debt,
            party,
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
            called,
        }
    }

    fn which_debt(
        &self,
        contact: &Contact,
        entry: Option<&NumberEntry>,
        party: Option<&Party>,
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
        if let Some(party) = party {
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
    fn reached(&self, contact: &'a Contact, here: About<'a>) -> (Relation, Option<&'a str>) {
        let person = contact.reached.person.as_ref().map(PersonId::as_str);
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
        if let Some(relation) = person.and_then(|id| self.people.get(id)) {
            return (*relation, person);
        }
        let owner = contact
            .called_number
            .as_ref()
            .and_then(|n| self.owners.get(n));
        owner.copied().unwrap_or((Relation::Unknown, person))
    }
}
