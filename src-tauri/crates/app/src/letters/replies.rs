//! How the other side will probably answer what a letter tells, and whether the
//! record meets it. It judges no chances: it names what would be missing first.

use std::collections::BTreeSet;

use domain::{Channel, Connection, Contact, DebtId, FactKey, Subject, Tri};
use rules::{Finding, Pack, Rank, TraceStep};

use super::reasons::kind_of;
use super::{LikelyReply, LikelyReplyCode as Code};
use crate::findings::events;
use crate::view::View;

/// What the other side will probably say, in the order of the letter's weight.
pub(super) fn likely_replies(
    packs: &[Pack],
    view: &View,
    debt: &DebtId,
    picked: &[&Finding],
) -> Vec<LikelyReply> {
    let told = Told {
        packs,
        view,
        debt,
        picked,
    };
    if picked.is_empty() {
        return Vec::new();
    }
    // The letter says first that the debt will be paid: that answer is met.
    let debt_is_true = LikelyReply {
        code: Code::DebtIsTrue,
        met: true,
        rows: Vec::new(),
    };
    let mut out = vec![debt_is_true];
    let hours = told.of(|kind| kind == "contact_in_quiet_hours");
    out.extend(told.lacking(Code::WithinHours, &hours, |contact| {
        contact.source.is_some()
    }));
    out.extend(told.asked(Code::TimeWasAgreed, &hours, FactKey::HoursAgreed));
    let counted = told.of(|kind| COUNTED.contains(&kind));
    out.extend(told.lacking(Code::NotConnected, &counted, |contact| {
        contact.channel != Channel::Call || contact.connection != Connection::Unknown
    }));
    out.extend(told.asked(Code::NumberWasAgreed, &counted, FactKey::FrequencyAgreed));
    out.extend(told.lacking(Code::NotOurAgency, picked, |contact| told.is_known(contact)));
    let third = told.of(|kind| THIRD.contains(&kind));
    out.extend(told.unreachable(&third));
    let said = told.of(|kind| SAID.contains(&kind));
    out.extend(told.lacking(Code::NeverSaid, &said, |contact| {
        contact.source.is_some() && contact.channel != Channel::Call
    }));
    out.extend(told.recommended());
    out
}

/// Kinds that count calls.
const COUNTED: &[&str] = &[
    "too_many_connected_calls",
    "too_many_effective_calls",
    "too_many_unanswered_tries",
];

/// Kinds about people who owe nothing.
const THIRD: &[&str] = &[
    "contact_with_person_not_owing",
    "third_party_without_unreachable",
    "beyond_passing_a_message",
];

/// Kinds that rest on what was said or done.
const SAID: &[&str] = &["prohibited_means", "disclosure_to_other"];

struct Told<'a> {
    packs: &'a [Pack],
    view: &'a View,
    debt: &'a DebtId,
    picked: &'a [&'a Finding],
}

impl<'a> Told<'a> {
    /// The findings of some kinds of rule.
    fn of(&self, fits: impl Fn(&str) -> bool) -> Vec<&'a Finding> {
        let picked = self.picked.iter().copied();
        picked
            .filter(|found| fits(kind_of(self.packs, found)))
            .collect()
    }

    /// Met when every contact of the findings shows it; else with those that lack it.
    fn lacking(
        &self,
        code: Code,
        findings: &[&Finding],
        shows: impl Fn(&Contact) -> bool,
    ) -> Option<LikelyReply> {
        let contacts = findings.iter().flat_map(|found| events(self.view, found));
        let lacking = contacts.filter(|contact| !shows(contact));
        let rows: BTreeSet<_> = lacking.map(|contact| contact.id.clone()).collect();
        (!findings.is_empty()).then(|| LikelyReply {
            code,
            met: rows.is_empty(),
            rows: rows.into_iter().collect(),
        })
    }

    /// Met when the record has the answer that nothing of the kind was agreed.
    fn asked(&self, code: Code, findings: &[&Finding], key: FactKey) -> Option<LikelyReply> {
        (!findings.is_empty()).then(|| LikelyReply {
            code,
            met: self.denied(key),
            rows: Vec::new(),
        })
    }

    fn denied(&self, key: FactKey) -> bool {
        let about = Subject::Debt(self.debt.clone());
        let answers = self.view.case.answers.iter().rev();
        let mut newest = answers.filter(|one| one.fact.key == key && one.fact.subject == about);
        newest.next().is_some_and(|one| one.value == Tri::No)
    }

    /// Does the record connect a contact with the lender or somebody who acts for it?
    fn is_known(&self, contact: &Contact) -> bool {
        let entry = contact
            .number
            .as_ref()
            .and_then(|number| self.view.entry(number));
        contact.party.is_some()
            || entry.is_some_and(|entry| entry.party.is_some())
            || contact
                .claimed_identity
                .as_deref()
                .is_some_and(|claimed| !claimed.trim().is_empty())
    }

    /// “You could not be reached”: met by a finding that shows the contrary, or by
    /// the answer.
    fn unreachable(&self, findings: &[&Finding]) -> Option<LikelyReply> {
        let shown = findings
            .iter()
            .flat_map(|found| &found.trace)
            .any(|step| matches!(step, TraceStep::BorrowerReachable));
        (!findings.is_empty()).then(|| LikelyReply {
            code: Code::CouldNotReachYou,
            met: shown || self.denied(FactKey::BorrowerUnreachable),
            rows: Vec::new(),
        })
    }

    /// “The standard is only recommended”: met where a law or regulation stands
    /// beside it.
    fn recommended(&self) -> Option<LikelyReply> {
        let rank = |rank: Rank| move |found: &&&Finding| found.rank == rank;
        let softer = self
            .picked
            .iter()
            .filter(|found| found.rank != Rank::SuspectedBreach);
        let harder = self.picked.iter().filter(rank(Rank::SuspectedBreach));
        (softer.count() > 0).then(|| LikelyReply {
            code: Code::OnlyRecommended,
            met: harder.count() > 0,
            rows: Vec::new(),
        })
    }
}
