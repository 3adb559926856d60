//! The questions the rules ask, each once, the most useful first.

use std::cmp::Reverse;

use domain::{ContactId, Fact, FactKey, Subject};
use rules::{Finding, Pack, Verdict};
use rustc_hash::FxHashMap;

use super::list::brief;
use super::{AnswerKind, Question};
use crate::view::View;

/// More than this helps nobody; answering brings up the next ones.
const MOST: usize = 100;

/// Rows looked at per open finding, the newest: people remember yesterday
/// better than last year, and answering brings up the next ones.
const ROWS: usize = 200;

#[derive(Default)]
struct Waiting<'a> {
    rules: Vec<&'a str>,
    /// Contacts it would settle.
    settles: u32,
    /// The newest of them.
    example: Option<&'a ContactId>,
}

/// Open questions. What settles many contacts at once (a number, a lender)
/// comes before what settles one; of equals the order is that of the facts.
pub(crate) fn questions(packs: &[Pack], view: &View) -> Vec<Question> {
    let open = view.findings(packs, Verdict::NeedsFacts, Some(ROWS));
    let mut waiting: FxHashMap<&Fact, Waiting<'_>> = FxHashMap::default();
    for finding in &open {
        for fact in &finding.missing {
            let entry = waiting.entry(fact).or_default();
            if !entry.rules.contains(&finding.rule.as_str()) {
                entry.rules.push(&finding.rule);
            }
            entry.settles = entry.settles.max(settles(view, finding, &fact.subject));
            // The newest row comes last.
            let mut rows = finding.events.iter().rev();
            entry.example = entry
                .example
                .or_else(|| rows.find(|id| about(view, id, &fact.subject)));
        }
    }
    let mut ordered: Vec<(&Fact, Waiting<'_>)> = waiting.into_iter().collect();
    let rank = |(fact, waiting): &(&Fact, Waiting<'_>)| {
        let single = matches!(fact.subject, Subject::Contact(_));
        (
            single,
            Reverse(waiting.settles),
            Reverse(waiting.rules.len()),
        )
    };
    let order = |a: &(&Fact, Waiting<'_>), b: &(&Fact, Waiting<'_>)| {
        rank(a).cmp(&rank(b)).then_with(|| a.0.cmp(b.0))
    };
    // A long log waits for thousands of facts; only the first ones are put in order.
    if ordered.len() > MOST {
        ordered.select_nth_unstable_by(MOST, order);
        ordered.truncate(MOST);
    }
    ordered.sort_by(order);
    ordered
        .into_iter()
        .map(|(fact, waiting)| question(view, fact, &waiting))
        .collect()
}

fn question(view: &View, fact: &Fact, waiting: &Waiting<'_>) -> Question {
    let example = match &fact.subject {
        Subject::Contact(id) => Some(id),
        _ => waiting.example,
    };
    Question {
        fact: fact.clone(),
        kind: kind(fact.key),
        subject: subject_name(view, &fact.subject),
        rules: waiting.rules.iter().map(|&rule| rule.to_owned()).collect(),
        contacts: waiting.settles,
        example: example
            .and_then(|id| view.contact(id))
            .map(|contact| brief(view, contact)),
    }
}

/// How many contacts of a finding an answer would settle.
fn settles(view: &View, finding: &Finding, subject: &Subject) -> u32 {
    match subject {
        Subject::Contact(_) => 1,
        Subject::Number(number) => view.calls_from(number),
        Subject::Person(_) => {
            let rows = finding.events.iter();
            let mine = rows.filter(|id| about(view, id, subject)).count();
            u32::try_from(mine).unwrap_or(u32::MAX)
        }
        Subject::Debt(_) | Subject::Party(_) => finding.event_count,
    }
    .max(1)
}

/// Does this contact belong to the number, debt, organisation or person asked about?
fn about(view: &View, id: &ContactId, subject: &Subject) -> bool {
    let Some(contact) = view.contact(id) else {
        return false;
    };
    match subject {
        Subject::Contact(own) => own == id,
        Subject::Number(number) => contact.number.as_ref() == Some(number),
        Subject::Person(person) => contact.reached.person.as_ref() == Some(person),
        // A lender's or debt's question stands behind every contact of the finding.
        Subject::Debt(_) | Subject::Party(_) => true,
    }
}

/// How a fact is answered.
pub(super) fn kind(key: FactKey) -> AnswerKind {
    match key {
        FactKey::WhoReached => AnswerKind::Relation,
        FactKey::WhichConducts => AnswerKind::Conducts,
        FactKey::WhatDisclosed => AnswerKind::Disclosures,
        FactKey::WhichDebt => AnswerKind::Debt,
        FactKey::VisitorCount => AnswerKind::Count,
        FactKey::WhichNumberCalled => AnswerKind::Number,
        FactKey::VisitPlace | FactKey::ReachedAt => AnswerKind::Place,
        FactKey::IsCollection
        | FactKey::WasConnected
        | FactKey::IsNotification
        | FactKey::HoursAgreed
        | FactKey::FrequencyAgreed
        | FactKey::CbaMember
        | FactKey::NifaMember
        | FactKey::IsNetworkCredit
        | FactKey::BorrowerUnreachable
        | FactKey::PersonOwes
        | FactKey::RefusedBefore
        | FactKey::AgreementKept
        | FactKey::ToldOfAgency
        | FactKey::AgencyListed
        | FactKey::VisitIdShown
        | FactKey::VisitRecorded
        | FactKey::VisitEntered
        | FactKey::EntryConsented
        | FactKey::VisitOthersTold
        | FactKey::IdentityStated
        | FactKey::IsDebtCollector
        | FactKey::SentOutsideHours
        | FactKey::NoticeReceived
        | FactKey::MediumAccepted
        | FactKey::PermittedAnyway
        | FactKey::ConsentDirect
        | FactKey::SameAddress
        | FactKey::IsWorkEmail
        | FactKey::WorkEmailAllowed
        | FactKey::OnSocialMedia
        | FactKey::DebtTimeBarred
        | FactKey::ValidationInTime
        | FactKey::PeriodLongEnough
        | FactKey::DisputedInTime
        | FactKey::VerificationSent
        | FactKey::ToldBeforeReport => AnswerKind::YesNo,
    }
}

fn subject_name(view: &View, subject: &Subject) -> String {
    let party = |id| view.case.party(id).map(|party| party.name.clone());
    let name = match subject {
        Subject::Contact(id) => view.contact(id).and_then(|contact| {
            view.party_of(contact)
                .map(|party| party.name.clone())
                .or_else(|| contact.number.clone().map(String::from))
        }),
        Subject::Number(number) => Some(number.as_str().to_owned()),
        Subject::Debt(id) => view.case.debt(id).and_then(|debt| {
            let lender = party(&debt.lender)?;
            Some(if debt.product.is_empty() {
                lender
            } else {
                format!("{lender} · {}", debt.product)
            })
        }),
        Subject::Party(id) => party(id),
        Subject::Person(id) => view
            .case
            .people
            .iter()
            .find(|p| p.id == *id)
            .map(|person| person.name.clone()),
    };
    name.unwrap_or_default()
}
