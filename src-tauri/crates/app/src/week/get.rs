//! What can I do this week.

use std::collections::BTreeMap;

use chrono::Days;
use domain::{
    Connection, Contact, Day, Direction, PartyRole, Posting, ReplyKind, Tri, beijing_day,
};
use rules::Pack;
use store::LetterHead;

use super::{DayCount, Step, StepCode, ThisWeek, deadlines};
use crate::budget::{AgreedState, tracked};
use crate::contacts::is_night;
use crate::proceedings::offers;
use crate::view::View;
use crate::{App, Empty, Error, findings};

const DAYS_SHOWN: u64 = 28;
const WEEK: u64 = 7;

/// The one screen over everything.
///
/// # Errors
/// Locked.
pub fn get(app: &App, _: Empty) -> Result<ThisWeek, Error> {
    let (law, today) = (app.law(), app.today());
    app.with(|session| {
        let out = session
            .vault
            .read(|reader| Ok::<_, store::Error>((reader.letter_heads()?, reader.postings()?)))?;
        let view = &session.view;
        let recent = |days: u64| {
            let from = today.checked_sub_days(Days::new(days - 1)).unwrap_or(today);
            view.standing().filter(move |contact| {
                let day = beijing_day(&contact.at);
                by_collector(view, contact) && day >= from && day <= today
            })
        };
        let offers = offers(&law, &view.case, &out.0, &out.1, today);
        let mut steps = steps(&app.packs(), view, &out, today);
        steps.extend(deadlines::steps(&law, &view.case, &offers, today));
        steps.sort_by_key(place);
        Ok(ThisWeek {
            today,
            nothing_due: !steps.iter().any(|step| is_due(step, today)),
            steps,
            debts: count(view.case.debts.len()),
            contacts: count(view.standing().count()),
            contacts_week: count(recent(WEEK).count()),
            night_week: count(recent(WEEK).filter(|c| is_night(&c.at)).count()),
            findings: findings::counts(view),
            days: days(view, today, recent(DAYS_SHOWN)),
        })
    })
}

/// What has a day first, by day; what others have to do last, by day.
fn place(step: &Step) -> (u8, Option<Day>) {
    match (step.code, step.due) {
        (StepCode::AwaitThem, day) => (2, day),
        (_, None) => (1, None),
        (_, day) => (0, day),
    }
}

/// Has it to be done within a week, or should it have been?
fn is_due(step: &Step, today: Day) -> bool {
    let last = today.checked_add_days(Days::new(WEEK)).unwrap_or(today);
    step.code != StepCode::AwaitThem && step.due.is_some_and(|day| day <= last)
}

fn by_collector(view: &View, contact: &Contact) -> bool {
    contact.direction == Direction::Incoming
        && contact.purpose != domain::Purpose::Other
        && !view.unrelated(contact)
}

fn days<'a>(view: &View, today: Day, recent: impl Iterator<Item = &'a Contact>) -> Vec<DayCount> {
    let mut by_day: BTreeMap<Day, DayCount> = (0..DAYS_SHOWN)
        .filter_map(|back| today.checked_sub_days(Days::new(back)))
        .map(|day| {
            (
                day,
                DayCount {
                    day,
                    contacts: 0,
                    flagged: 0,
                },
            )
        })
        .collect();
    for contact in recent {
        if let Some(entry) = by_day.get_mut(&beijing_day(&contact.at)) {
            entry.contacts += 1;
            entry.flagged += u32::from(view.flags(&contact.id) > 0);
        }
    }
    by_day.into_values().collect()
}

/// What to do, in the order a person would: first what the record lacks, then
/// what it allows, then what is awaited.
fn steps(
    packs: &[Pack],
    view: &View,
    (letters, postings): &(Vec<LetterHead>, Vec<Posting>),
    today: Day,
) -> Vec<Step> {
    let mut out = Vec::new();
    let mut add = |code, params: &[(&str, String)], id: Option<&str>, due| {
        out.push(Step {
            code,
            params: params
                .iter()
                .map(|(k, v)| ((*k).to_owned(), v.clone()))
                .collect(),
            id: id.map(str::to_owned),
            due,
        });
    };
    let case = &view.case;
    for row in tracked(case, today) {
        if let Some(next) = row.next
            && matches!(next.state, AgreedState::Missed | AgreedState::DueSoon)
        {
            let open = next.amount.minus(next.paid).to_string();
            let params = [("lender", row.lender_name), ("amount", open)];
            add(
                StepCode::PayAgreed,
                &params,
                Some(row.agreement.debt.as_str()),
                Some(next.due),
            );
        }
    }
    if case.debts.is_empty() {
        add(StepCode::AddDebt, &[], None, None);
    }
    if case.contacts.is_empty() {
        add(StepCode::AddContacts, &[], None, None);
    }
    let unnamed = unnamed_numbers(view);
    if unnamed > 0 {
        add(
            StepCode::NameNumbers,
            &[("count", unnamed.to_string())],
            None,
            None,
        );
    }
    let questions = findings::questions(packs, view).len();
    if questions > 0 {
        add(
            StepCode::AnswerQuestions,
            &[("count", questions.to_string())],
            None,
            None,
        );
    }
    let unused = findings::unused_flags(packs, view, letters);
    if unused > 0 {
        if case.borrower.name.is_empty() {
            add(StepCode::NameBorrower, &[], None, None);
        }
        add(
            StepCode::WriteComplaint,
            &[("count", unused.to_string())],
            None,
            None,
        );
    }
    for debt in &case.debts {
        if debt.balances.is_empty() {
            let lender = case
                .party(&debt.lender)
                .map(|p| p.name.clone())
                .unwrap_or_default();
            add(
                StepCode::AddBalance,
                &[("lender", lender)],
                Some(debt.id.as_str()),
                None,
            );
        }
        for link in &debt.chain {
            if link.role == PartyRole::Agency
                && link.to.is_none()
                && link.authorisation_shown != Tri::Yes
                && let Some(agency) = case.party(&link.party)
            {
                let name = agency.name.clone();
                add(
                    StepCode::AskAuthorisation,
                    &[("agency", name)],
                    Some(debt.id.as_str()),
                    None,
                );
            }
        }
    }
    for letter in letters {
        let reference = ("reference", letter.reference.clone());
        let id = Some(letter.id.as_str());
        match postings.iter().find(|one| one.letter == letter.id) {
            None => add(StepCode::SendLetter, &[reference], id, None),
            // Word of the way there is not what was waited for.
            Some(posting)
                if posting.answered_on.is_none() || posting.reply == Some(ReplyKind::Interim) =>
            {
                let day = ("sent_on", posting.sent_on.to_string());
                add(StepCode::AwaitReply, &[reference, day], id, None);
            }
            Some(_) => {}
        }
    }
    out
}

/// Numbers that called more than once and that nobody has named.
fn unnamed_numbers(view: &View) -> usize {
    let mut calls: BTreeMap<&domain::Phone, usize> = BTreeMap::new();
    for contact in view
        .standing()
        .filter(|c| c.direction == Direction::Incoming)
    {
        if let Some(number) = &contact.number
            && contact.party.is_none()
            && view.entry(number).is_none()
        {
            let weight = if contact.connection == Connection::Connected {
                2
            } else {
                1
            };
            *calls.entry(number).or_default() += weight;
        }
    }
    calls.values().filter(|&&weight| weight > 1).count()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
