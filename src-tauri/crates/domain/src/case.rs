//! A whole case: the documented exchange form (`mingzhang-cli schema case`) and
//! the one thing rules look at.

use std::collections::{HashMap, HashSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Account, Agreement, Answer, Borrower, Budget, Channel, Contact, Debt, FieldProblem,
    LedgerEntry, LimitationRecord, Notice, NumberEntry, Party, Payment, Person, ProblemCode,
    Proceeding, SameCall, beijing_day, known_zone,
};

/// Name and version of the case file format.
pub const CASE_FORMAT: &str = "mingzhang-case/1";

/// Everything known about one borrower's debts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Always `mingzhang-case/1`.
    pub format: String,
    /// The person the case is about.
    #[serde(default)]
    pub borrower: Borrower,
    /// Organisations.
    #[serde(default)]
    pub parties: Vec<Party>,
    /// Other people.
    #[serde(default)]
    pub people: Vec<Person>,
    /// Debts.
    #[serde(default)]
    pub debts: Vec<Debt>,
    /// The number book.
    #[serde(default)]
    pub numbers: Vec<NumberEntry>,
    /// Contacts, in any order. Superseded rows may be present.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// What the user said about rows that may be one call.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<SameCall>>", optional)]
    pub same_calls: Vec<SameCall>,
    /// Payments.
    #[serde(default)]
    pub payments: Vec<Payment>,
    /// Agreed plans.
    #[serde(default)]
    pub agreements: Vec<Agreement>,
    /// Terms of the debts' accounts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Account>>", optional)]
    pub accounts: Vec<Account>,
    /// Entries of the debts' accounts, beside payments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<LedgerEntry>>", optional)]
    pub entries: Vec<LedgerEntry>,
    /// What may have moved the limitation of a debt.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<LimitationRecord>>", optional)]
    pub limitation: Vec<LimitationRecord>,
    /// The household's month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub budget: Option<Budget>,
    /// What the borrower told collectors.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Notice>>", optional)]
    pub notices: Vec<Notice>,
    /// Proceedings and what happened in them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Proceeding>>", optional)]
    pub proceedings: Vec<Proceeding>,
    /// Answers to questions the rules asked.
    #[serde(default)]
    pub answers: Vec<Answer>,
}

impl Default for Case {
    fn default() -> Self {
        Self {
            format: CASE_FORMAT.to_owned(),
            borrower: Borrower::default(),
            parties: Vec::new(),
            people: Vec::new(),
            debts: Vec::new(),
            numbers: Vec::new(),
            contacts: Vec::new(),
            same_calls: Vec::new(),
            payments: Vec::new(),
            agreements: Vec::new(),
            accounts: Vec::new(),
            entries: Vec::new(),
            limitation: Vec::new(),
            budget: None,
            notices: Vec::new(),
            proceedings: Vec::new(),
            answers: Vec::new(),
        }
    }
}

/// Longest free text a row may hold, in characters.
const MAX_TEXT: usize = 20_000;

/// Room to keep for a list of `rows` that grows by one row at a time: without it
/// the first row more moves the whole list, and its writer waits.
pub fn with_room(rows: usize) -> usize {
    rows + rows / 2 + 1024
}

impl Case {
    /// Makes room for contacts that are added one at a time.
    pub fn make_room(&mut self) {
        let rows = self.contacts.len();
        self.contacts.reserve_exact(with_room(rows) - rows);
    }

    /// Everything that is wrong with the case, each with its place. Empty: sound.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut out = Problems::default();
        if self.format != CASE_FORMAT {
            out.add("format", ProblemCode::Malformed);
        }
        let parties = out.ids("parties", self.parties.iter().map(|p| p.id.as_str()));
        let people = out.ids("people", self.people.iter().map(|p| p.id.as_str()));
        let debts = out.ids("debts", self.debts.iter().map(|d| d.id.as_str()));
        let contacts = out.ids("contacts", self.contacts.iter().map(|c| c.id.as_str()));
        out.ids("payments", self.payments.iter().map(|p| p.id.as_str()));
        out.ids("agreements", self.agreements.iter().map(|a| a.id.as_str()));
        out.ids("entries", self.entries.iter().map(|e| e.id.as_str()));
        out.ids("limitation", self.limitation.iter().map(|l| l.id.as_str()));
        out.ids("notices", self.notices.iter().map(|n| n.id.as_str()));
        out.ids(
            "proceedings",
            self.proceedings.iter().map(|p| p.id.as_str()),
        );
        for (i, zone) in self.borrower.time_zones.iter().enumerate() {
            if !known_zone(zone) {
                out.add(format!("borrower.time_zones[{i}]"), ProblemCode::Malformed);
            }
        }
        for (i, debt) in self.debts.iter().enumerate() {
            out.known(&parties, debt.lender.as_str(), || {
                format!("debts[{i}].lender")
            });
            for (j, link) in debt.chain.iter().enumerate() {
                out.known(&parties, link.party.as_str(), || {
                    format!("debts[{i}].chain[{j}].party")
                });
                if let (Some(from), Some(to)) = (link.from, link.to)
                    && to < from
                {
                    out.add(
                        format!("debts[{i}].chain[{j}].to"),
                        ProblemCode::BeforeStart,
                    );
                }
            }
            for (j, balance) in debt.balances.iter().enumerate() {
                if let Some(party) = &balance.said_by {
                    out.known(&parties, party.as_str(), || {
                        format!("debts[{i}].balances[{j}].said_by")
                    });
                }
            }
        }
        for (i, entry) in self.numbers.iter().enumerate() {
            if let Some(party) = &entry.party {
                out.known(&parties, party.as_str(), || format!("numbers[{i}].party"));
            }
            if let Some(debt) = &entry.debt {
                out.known(&debts, debt.as_str(), || format!("numbers[{i}].debt"));
            }
        }
        for (i, contact) in self.contacts.iter().enumerate() {
            let at = |field: &str| format!("contacts[{i}].{field}");
            if let Some(debt) = &contact.debt {
                out.known(&debts, debt.as_str(), || at("debt"));
            }
            for (j, debt) in contact.debts_discussed.iter().flatten().enumerate() {
                out.known(&debts, debt.as_str(), || {
                    at(&format!("debts_discussed[{j}]"))
                });
            }
            if let Some(party) = &contact.party {
                out.known(&parties, party.as_str(), || at("party"));
            }
            if let Some(person) = &contact.reached.person {
                out.known(&people, person.as_str(), || at("reached.person"));
            }
            if let Some(old) = &contact.supersedes {
                out.known(&contacts, old.as_str(), || at("supersedes"));
                if *old == contact.id {
                    out.add(at("supersedes"), ProblemCode::Contradiction);
                }
            }
            for problem in contact.problems() {
                out.add(at(&problem.field), problem.code);
            }
        }
        out.ids("same_calls", self.same_calls.iter().map(|s| s.id.as_str()));
        for (i, said) in self.same_calls.iter().enumerate() {
            let at = |field: &str| format!("same_calls[{i}].{field}");
            out.known(&contacts, said.one.as_str(), || at("one"));
            out.known(&contacts, said.other.as_str(), || at("other"));
            let pair = [&said.one, &said.other];
            if said.one == said.other || said.right.as_ref().is_some_and(|id| !pair.contains(&id)) {
                out.add(at("right"), ProblemCode::Contradiction);
            }
        }
        for (i, payment) in self.payments.iter().enumerate() {
            out.known(&debts, payment.debt.as_str(), || {
                format!("payments[{i}].debt")
            });
        }
        for (i, agreement) in self.agreements.iter().enumerate() {
            out.known(&debts, agreement.debt.as_str(), || {
                format!("agreements[{i}].debt")
            });
            if agreement
                .broken_on
                .is_some_and(|day| day < agreement.agreed_on)
            {
                out.add(
                    format!("agreements[{i}].broken_on"),
                    ProblemCode::BeforeStart,
                );
            }
        }
        for (i, account) in self.accounts.iter().enumerate() {
            let at = || format!("accounts[{i}].debt");
            out.known(&debts, account.debt.as_str(), at);
            if self.accounts[..i].iter().any(|a| a.debt == account.debt) {
                out.add(at(), ProblemCode::Duplicate);
            }
        }
        for (i, entry) in self.entries.iter().enumerate() {
            out.known(&debts, entry.debt.as_str(), || format!("entries[{i}].debt"));
            for problem in entry.problems() {
                out.add(format!("entries[{i}].{}", problem.field), problem.code);
            }
        }
        for (i, record) in self.limitation.iter().enumerate() {
            out.known(&debts, record.debt.as_str(), || {
                format!("limitation[{i}].debt")
            });
            if record
                .event
                .until
                .is_some_and(|until| until < record.event.day)
            {
                out.add(
                    format!("limitation[{i}].event.until"),
                    ProblemCode::BeforeStart,
                );
            }
        }
        for (i, notice) in self.notices.iter().enumerate() {
            let at = |field: &str| format!("notices[{i}].{field}");
            if let Some(debt) = &notice.debt {
                out.known(&debts, debt.as_str(), || at("debt"));
            }
            if let Some(party) = &notice.party {
                out.known(&parties, party.as_str(), || at("party"));
            }
            for problem in notice.problems() {
                out.add(at(&problem.field), problem.code);
            }
        }
        for (i, proceeding) in self.proceedings.iter().enumerate() {
            let at = |field: &str| format!("proceedings[{i}].{field}");
            if let Some(debt) = &proceeding.debt {
                out.known(&debts, debt.as_str(), || at("debt"));
            }
            for problem in proceeding.problems() {
                out.add(at(&problem.field), problem.code);
            }
        }
        out.0
    }

    /// The rows that stand: superseded rows are left out; order is kept.
    pub fn standing_contacts(&self) -> Vec<&Contact> {
        let replaced: HashSet<_> = self
            .contacts
            .iter()
            .filter_map(|c| c.supersedes.as_ref())
            .collect();
        self.contacts
            .iter()
            .filter(|c| !replaced.contains(&c.id))
            .collect()
    }

    /// The party with this id.
    pub fn party(&self, id: &crate::PartyId) -> Option<&Party> {
        self.parties.iter().find(|p| p.id == *id)
    }

    /// The debt with this id.
    pub fn debt(&self, id: &crate::DebtId) -> Option<&Debt> {
        self.debts.iter().find(|d| d.id == *id)
    }

    /// The account of a debt.
    pub fn account(&self, debt: &crate::DebtId) -> Option<&Account> {
        self.accounts.iter().find(|a| a.debt == *debt)
    }

    /// The number book by number.
    pub fn number_book(&self) -> HashMap<&crate::Phone, &NumberEntry> {
        self.numbers
            .iter()
            .map(|entry| (&entry.number, entry))
            .collect()
    }
}

impl Contact {
    /// What is wrong within the row itself; references are the case's matter.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut out = Problems::default();
        let year = chrono::Datelike::year(&beijing_day(&self.at));
        if !(1990..=2099).contains(&year) {
            out.add("at", ProblemCode::OutOfRange);
        }
        if self.visit.is_some() && self.channel != Channel::Visit {
            out.add("visit", ProblemCode::Contradiction);
        }
        if self.duration_s.is_some() && self.channel != Channel::Call {
            out.add("duration_s", ProblemCode::Contradiction);
        }
        if self.duration_s.is_some_and(|s| s > 86_400) {
            out.add("duration_s", ProblemCode::OutOfRange);
        }
        if self.connection == crate::Connection::RangOnly && self.duration_s.is_some_and(|s| s > 0)
        {
            out.add("connection", ProblemCode::Contradiction);
        }
        if self.voicemail.is_some() && self.channel != Channel::Call {
            out.add("voicemail", ProblemCode::Contradiction);
        }
        if self.sent_at.is_some_and(|sent| sent > self.at) {
            out.add("sent_at", ProblemCode::Contradiction);
        }
        for (field, text) in [
            ("said", &self.said),
            ("claimed_identity", &self.claimed_identity),
        ] {
            if text.as_ref().is_some_and(|t| t.chars().count() > MAX_TEXT) {
                out.add(field, ProblemCode::TooLong);
            }
        }
        out.0
    }
}

#[derive(Default)]
struct Problems(Vec<FieldProblem>);

impl Problems {
    fn add(&mut self, field: impl Into<String>, code: ProblemCode) {
        self.0.push(FieldProblem::new(field, code));
    }

    fn ids<'a>(&mut self, list: &str, ids: impl Iterator<Item = &'a str>) -> HashSet<&'a str> {
        let mut seen = HashSet::new();
        for (i, id) in ids.enumerate() {
            if id.is_empty() || id.len() > 64 {
                self.add(format!("{list}[{i}].id"), ProblemCode::Malformed);
            } else if !seen.insert(id) {
                self.add(format!("{list}[{i}].id"), ProblemCode::Duplicate);
            }
        }
        seen
    }

    fn known(&mut self, ids: &HashSet<&str>, id: &str, field: impl FnOnce() -> String) {
        if !ids.contains(id) {
            self.add(field(), ProblemCode::UnknownReference);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ContactId, Direction, parse_instant};

    fn call(id: &str) -> Contact {
        Contact::new(
            ContactId::from(id),
            Channel::Call,
            Direction::Incoming,
            parse_instant("2026-03-01T22:30:00+08:00").unwrap(),
        )
    }

    #[test]
    fn a_superseded_row_no_longer_stands() {
        let mut second = call("c2");
        second.supersedes = Some(ContactId::from("c1"));
        let case = Case {
            contacts: vec![call("c1"), second],
            ..Case::default()
        };
        assert_eq!(case.problems(), vec![]);
        let standing: Vec<_> = case
            .standing_contacts()
            .iter()
            .map(|c| c.id.as_str())
            .collect();
        assert_eq!(standing, ["c2"]);
    }

    #[test]
    fn problems_name_the_place() {
        let mut wrong = call("c1");
        wrong.debt = Some(crate::DebtId::from("nowhere"));
        wrong.at = parse_instant("1969-12-31T23:00:00Z").unwrap();
        let case = Case {
            contacts: vec![call("c1"), wrong],
            ..Case::default()
        };
        let fields: Vec<_> = case
            .problems()
            .into_iter()
            .map(|p| (p.field, p.code))
            .collect();
        assert_eq!(
            fields,
            [
                ("contacts[1].id".to_owned(), ProblemCode::Duplicate),
                ("contacts[1].debt".to_owned(), ProblemCode::UnknownReference),
                ("contacts[1].at".to_owned(), ProblemCode::OutOfRange),
            ]
        );
    }

    #[test]
    fn a_case_file_round_trips() {
        let case = Case {
            contacts: vec![call("c1")],
            ..Case::default()
        };
        let text = serde_json::to_string(&case).unwrap();
        assert_eq!(serde_json::from_str::<Case>(&text).unwrap(), case);
    }

    #[test]
    fn what_is_new_in_the_form_may_be_left_out_and_is_checked_when_it_is_there() {
        let text = r#"{"format":"mingzhang-case/1",
            "borrower":{"name":"","time_zones":["America/Chicago","Nowhere/Atall"]},
            "parties":[{"id":"l","name":"示例","role":"lender"}],
            "debts":[{"id":"d","lender":"l","lender_type":"other"},
                     {"id":"e","lender":"l","lender_type":"other","jurisdiction":"US"}],
            "notices":[{"id":"n","kind":"stop_medium","debt":"x","channel":"letter",
                        "sent_at":"2026-03-02T10:00:00-05:00"}]}"#;
        let case: Case = serde_json::from_str(text).unwrap();
        let places: Vec<_> = case.debts.iter().map(|d| d.jurisdiction.code()).collect();
        assert_eq!(places, ["CN", "US"]);
        let fields: Vec<_> = case.problems().into_iter().map(|p| p.field).collect();
        assert_eq!(
            fields,
            [
                "borrower.time_zones[1]",
                "notices[0].debt",
                "notices[0].medium"
            ]
        );
        let refused = text.replace("\"kind\"", "\"kinds\"");
        assert!(serde_json::from_str::<Case>(&refused).is_err());
    }

    #[test]
    fn an_unknown_field_is_refused() {
        let text = r#"{"format":"mingzhang-case/1","contact":[]}"#;
        assert!(
            serde_json::from_str::<Case>(text)
                .unwrap_err()
                .to_string()
                .contains("contact")
        );
    }
}
