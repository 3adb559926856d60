//! Proceedings as a person lives through them.

use super::*;
use deadlines::{
    Actor, DeadlineState, EventKind as E, MayStart, OpenDeadline, Procedure, Refusal as R,
    Standing, may_start, moved, standing,
};
use domain::LenderType;

fn of(id: &str) -> &'static Procedure {
    law().proceeding(id).unwrap()
}

fn at(id: &str, events: &[ProceedingEvent], today: &str) -> Standing {
    standing(law(), of(id), events, day(today)).unwrap()
}

fn refused(id: &str, events: &[ProceedingEvent], today: &str) -> Vec<(String, R)> {
    let error = standing(law(), of(id), events, day(today)).unwrap_err();
    error
        .problems
        .into_iter()
        .map(|p| (p.field, p.why))
        .collect()
}

fn open<'a>(standing: &'a Standing, rule: &str) -> &'a OpenDeadline {
    let name = format!("{}.{rule}", standing.proceeding);
    standing
        .deadlines
        .iter()
        .find(|open| open.rule == name)
        .unwrap()
}

fn nexts(standing: &Standing) -> Vec<&str> {
    standing
        .next
        .iter()
        .map(|next| next.proceeding.as_str())
        .collect()
}

fn complaint() -> Vec<ProceedingEvent> {
    vec![
        event(E::Sent, "2026-03-02"),
        event(E::Delivered, "2026-03-04"),
    ]
}

#[test]
fn a_complaint_that_is_not_answered_opens_the_way_to_the_regulator() {
    let standing = at("complaint-lender", &complaint(), "2026-03-10");
    assert_eq!(
        (standing.state.as_str(), standing.waits),
        ("waiting", Actor::Them)
    );
    let decide = open(&standing, "decide");
    assert_eq!(decide.state, DeadlineState::Open);
    assert_eq!(decide.end, Some(day("2026-03-19")));
    assert_eq!(
        decide
            .receipt
            .as_ref()
            .unwrap()
            .basis
            .as_ref()
            .unwrap()
            .clause,
        "第十八条"
    );
    assert!(!nexts(&standing).contains(&"complaint-regulator"));

    let late = at("complaint-lender", &complaint(), "2026-03-20");
    assert_eq!(open(&late, "decide").state, DeadlineState::Overdue);
    let right = late
        .next
        .iter()
        .find(|n| n.proceeding == "complaint-regulator")
        .unwrap();
    assert_eq!(right.overdue, ["complaint-lender.decide"]);
}

#[test]
fn an_extension_that_was_told_gives_thirty_and_then_sixty_days_in_all() {
    let mut events = complaint();
    events.push(event(E::Extended, "2026-03-18"));
    let standing = at("complaint-lender", &events, "2026-03-25");
    assert_eq!(
        open(&standing, "decide-complex").end,
        Some(day("2026-04-03"))
    );
    assert_eq!(standing.deadlines.len(), 1);
    events.push(event(E::ExtendedAgain, "2026-04-01"));
    let standing = at("complaint-lender", &events, "2026-04-10");
    // Sixty days from 4 March end on Sunday 3 May, in the holidays of May: 6 May.
    assert_eq!(
        open(&standing, "decide-special").end,
        Some(day("2026-05-06"))
    );
    assert_eq!(standing.deadlines.len(), 1);
}

#[test]
fn a_stopped_clock_has_no_end_until_it_goes_on() {
    let mut events = complaint();
    events.push(event(E::Suspended, "2026-03-10"));
    let standing = at("complaint-lender", &events, "2026-04-20");
    let decide = open(&standing, "decide");
    assert_eq!(decide.state, DeadlineState::NoDay);
    let since = day("2026-03-10");
    assert_eq!(decide.refusal, Some(R::Suspended { since, counted: 5 }));
    events.push(event(E::Resumed, "2026-03-20"));
    let standing = at("complaint-lender", &events, "2026-03-25");
    // The 10th to the 19th do not count: ten days more.
    assert_eq!(
        open(&standing, "decide").receipt.as_ref().unwrap().nominal,
        day("2026-03-29")
    );
    events.push(event(E::NewFacts, "2026-03-24"));
    let standing = at("complaint-lender", &events, "2026-03-25");
    assert_eq!(
        open(&standing, "decide").receipt.as_ref().unwrap().nominal,
        day("2026-04-08")
    );
}

#[test]
fn a_decision_starts_the_time_for_the_review() {
    let mut events = complaint();
    events.push(event(E::Decided, "2026-03-23"));
    let standing = at("complaint-lender", &events, "2026-03-24");
    assert_eq!(open(&standing, "decide").state, DeadlineState::MetLate);
    let review = open(&standing, "review");
    assert_eq!(
        (review.who, review.end),
        (Actor::Me, Some(day("2026-04-22")))
    );
    events.push(event(E::ReviewAsked, "2026-04-22"));
    let standing = at("complaint-lender", &events, "2026-04-23");
    assert_eq!(open(&standing, "review").state, DeadlineState::Met);
    assert_eq!(open(&standing, "review-decide").state, DeadlineState::Open);
}

#[test]
fn what_cannot_have_happened_is_named_with_what_is_missing() {
    let delivered = [event(E::Delivered, "2026-03-04")];
    assert_eq!(
        refused("complaint-lender", &delivered, "2026-03-10"),
        [(
            "events[0].kind".to_owned(),
            R::OutOfOrder { needs: E::Sent }
        )]
    );
    // Delivered before it was sent, entered in either order.
    let reversed = [
        event(E::Sent, "2026-03-04"),
        event(E::Delivered, "2026-03-02"),
    ];
    assert_eq!(
        refused("complaint-lender", &reversed, "2026-03-10"),
        [(
            "events[1].kind".to_owned(),
            R::OutOfOrder { needs: E::Sent }
        )]
    );
    let odd = [event(E::JudgmentServed, "2026-03-04")];
    let said = refused("complaint-lender", &odd, "2026-03-10").remove(0).1;
    let possible = vec![E::Sent, E::Withdrawn];
    assert_eq!(
        said,
        R::NotPossible {
            state: "draft".to_owned(),
            possible
        }
    );
    let future = [event(E::Sent, "2026-03-11")];
    assert_eq!(
        refused("complaint-lender", &future, "2026-03-10"),
        [("events[0].day".to_owned(), R::InFuture)]
    );
    let hearing = [
        event(E::Served, "2026-03-02"),
        event(E::HearingSet, "2026-03-05"),
    ];
    assert_eq!(
        refused("lawsuit", &hearing, "2026-03-10"),
        [("events[1].until".to_owned(), R::UntilMissing)]
    );
}

#[test]
fn a_lawsuit_has_its_fifteen_days_and_the_day_of_the_hearing() {
    let hearing = ProceedingEvent {
        until: Some(day("2026-04-20")),
        ..event(E::HearingSet, "2026-03-12")
    };
    let events = [event(E::Served, "2026-03-02"), hearing.clone()];
    let standing = at("lawsuit", &events, "2026-03-13");
    assert_eq!(open(&standing, "answer").end, Some(day("2026-03-17")));
    assert_eq!(open(&standing, "jurisdiction").end, Some(day("2026-03-17")));
    let day_in_court = open(&standing, "hearing");
    assert_eq!(
        (day_in_court.end, day_in_court.refusal.clone()),
        (Some(day("2026-04-20")), None)
    );
    // The court lets the defence come later, and puts off the hearing.
    let put_off = |rule: &str, until: &str| ProceedingEvent {
        until: Some(day(until)),
        rule: Some(rule.to_owned()),
        ..event(E::Postponed, "2026-03-14")
    };
    let mut events = events.to_vec();
    events.push(put_off("answer", "2026-03-27"));
    events.push(put_off("hearing", "2026-05-08"));
    let standing = at("lawsuit", &events, "2026-03-20");
    assert_eq!(open(&standing, "answer").end, Some(day("2026-03-27")));
    assert_eq!(
        open(&standing, "jurisdiction").state,
        DeadlineState::Overdue
    );
    assert_eq!(open(&standing, "hearing").end, Some(day("2026-05-08")));
    events.push(put_off("defence", "2026-05-08"));
    let said = refused("lawsuit", &events, "2026-03-20");
    assert_eq!(
        said,
        [(
            "events[4].rule".to_owned(),
            R::UnknownRule { suggestion: None }
        )]
    );
}

#[test]
fn a_judgment_gives_fifteen_days_and_a_ruling_ten() {
    let way = [
        event(E::Served, "2026-03-02"),
        event(E::Objected, "2026-03-10"),
        event(E::RulingServed, "2026-04-01"),
    ];
    let standing = at("lawsuit", &way, "2026-04-02");
    assert_eq!(open(&standing, "jurisdiction").state, DeadlineState::Met);
    assert_eq!(
        open(&standing, "appeal-ruling")
            .receipt
            .as_ref()
            .unwrap()
            .nominal,
        day("2026-04-11")
    );
    let way = [
        event(E::Served, "2026-03-02"),
        event(E::Answered, "2026-03-10"),
        event(E::Heard, "2026-04-01"),
        event(E::JudgmentServed, "2026-06-01"),
    ];
    let standing = at("lawsuit", &way, "2026-06-02");
    assert_eq!(open(&standing, "appeal").end, Some(day("2026-06-16")));
}

#[test]
fn what_was_not_verified_has_no_day_but_a_name() {
    let events = [
        event(E::Sent, "2026-03-02"),
        event(E::Delivered, "2026-03-04"),
    ];
    let standing = at("report-violation", &events, "2026-09-01");
    let accept = open(&standing, "accept");
    assert_eq!((accept.state, accept.end), (DeadlineState::NoDay, None));
    assert_eq!(accept.refusal, Some(R::NoLength));
}

#[test]
fn working_days_past_the_calendar_leave_the_proceeding_standing() {
    let events = [
        event(E::Sent, "2026-12-28"),
        event(E::Delivered, "2026-12-29"),
    ];
    let standing = at("complaint-regulator", &events, "2027-01-20");
    let forward = open(&standing, "forward");
    assert_eq!(forward.state, DeadlineState::NoDay);
    assert_eq!(
        forward.refusal,
        Some(R::NotCovered {
            from: day("2027-01-01")
        })
    );
}

#[test]
fn a_new_notice_moves_what_is_open_and_says_so() {
    let text = r#"
year = 2027
verified_to = "2027-12-31"
[[notice]]
title = "样本通知"
[[holiday]]
name = { zh = "元旦", en = "New Year's Day" }
from = "2027-01-01"
to = "2027-01-03"
"#;
    let wider = law().with_year(deadlines::read_notice("2027.toml", text).unwrap());
    let events = [
        event(E::Sent, "2026-12-14"),
        event(E::Delivered, "2026-12-17"),
    ];
    let today = day("2026-12-20");
    let before = standing(law(), of("complaint-lender"), &events, today).unwrap();
    assert_eq!(before.deadlines[0].end, Some(day("2027-01-01")));
    let after = standing(&wider, of("complaint-lender"), &events, today).unwrap();
    let moves = moved(&before, &after);
    assert_eq!(moves.len(), 1);
    assert_eq!(moves[0].rule, "complaint-lender.decide");
    assert_eq!(
        (moves[0].was, moves[0].now),
        (Some(day("2027-01-01")), Some(day("2027-01-04")))
    );
    assert!(moved(&after, &after).is_empty());
}

#[test]
fn the_lender_comes_first_unless_it_is_skipped_on_purpose() {
    let bank = Some(LenderType::BankCard);
    let regulator = |past: &[Standing], skip| {
        may_start(law(), "complaint-regulator", bank, past, skip).unwrap()
    };
    let MayStart::First { first } = regulator(&[], false) else {
        panic!("the lender comes first");
    };
    assert_eq!(
        (first[0].proceeding.as_str(), first[0].started),
        ("complaint-lender", false)
    );
    assert!(!first[0].reason.zh.is_empty());
    assert!(
        first[0]
            .ground
            .as_ref()
            .unwrap()
            .clause
            .contains("第十二条")
    );
    assert!(matches!(regulator(&[], true), MayStart::Skipped { .. }));
    // Sent, but not answered yet and not overdue.
    let waiting = at("complaint-lender", &complaint(), "2026-03-10");
    let MayStart::First { first } = regulator(&[waiting], false) else {
        panic!("it is still being dealt with");
    };
    assert!(first[0].started);
    let overdue = at("complaint-lender", &complaint(), "2026-03-20");
    assert_eq!(regulator(&[overdue], false), MayStart::Ready);
    let mut events = complaint();
    events.push(event(E::Decided, "2026-03-12"));
    let decided = at("complaint-lender", &events, "2026-03-13");
    assert_eq!(regulator(&[decided], false), MayStart::Ready);
    assert_eq!(
        may_start(law(), "complaint-lender", bank, &[], false).unwrap(),
        MayStart::Ready
    );
    let unknown = may_start(law(), "nothing", bank, &[], false).unwrap_err();
    assert_eq!(unknown.problems[0].why, R::UnknownProceeding);
}

#[test]
fn a_proceeding_is_not_open_against_every_lender_unless_it_is_begun_on_purpose() {
    let micro = Some(LenderType::MicroLoan);
    let of = |id: &str, lender, skip| may_start(law(), id, lender, &[], skip).unwrap();
    let MayStart::NotOpen { lenders } = of("complaint-lender", micro, false) else {
        panic!("the measures do not cover micro-lenders");
    };
    assert!(lenders.contains(&LenderType::BankCard) && !lenders.contains(&LenderType::MicroLoan));
    // It goes before the order: nothing is led up to that leads nowhere.
    assert!(matches!(
        of("complaint-regulator", micro, false),
        MayStart::NotOpen { .. }
    ));
    assert_eq!(
        of("complaint-lender", micro, true),
        MayStart::Skipped { first: Vec::new() }
    );
    // About no single debt, or one that is open to all.
    assert_eq!(of("complaint-lender", None, false), MayStart::Ready);
    for lender in LenderType::ALL {
        assert_eq!(of("police-report", Some(*lender), false), MayStart::Ready);
    }
}

#[test]
fn a_settlement_of_enforcement_that_is_broken_leaves_two_years_to_resume() {
    let mut events = vec![
        event(E::Happened, "2023-03-01"),
        event(E::Served, "2023-04-03"),
        event(E::Agreed, "2023-05-04"),
        event(E::Paid, "2023-06-05"),
    ];
    let kept = at("enforcement", &events, "2023-07-01");
    assert_eq!((kept.state.as_str(), kept.ended), ("settlement", false));
    events.push(event(E::Broken, "2024-02-29"));
    let broken = at("enforcement", &events, "2024-03-01");
    assert_eq!(open(&broken, "resume").end, Some(day("2026-02-28")));
    assert_eq!(open(&broken, "resume").who, Actor::Them);
    events.push(event(E::Served, "2025-01-06"));
    let resumed = at("enforcement", &events, "2025-01-06");
    assert_eq!(resumed.state, "notified");
    assert_eq!(open(&resumed, "resume").state, DeadlineState::Met);
}

#[test]
fn a_payment_order_that_is_not_served_within_thirty_days_lapses() {
    let issued = [event(E::Happened, "2026-03-02")];
    let order = at("payment-order", &issued, "2026-04-10");
    let lapse = open(&order, "lapse");
    assert_eq!(
        (lapse.end, lapse.who, lapse.state),
        (
            Some(day("2026-04-01")),
            Actor::Court,
            DeadlineState::Overdue
        )
    );
}

#[test]
fn a_deadline_without_its_trigger_has_not_started() {
    let standing = at(
        "complaint-lender",
        &[event(E::Sent, "2026-03-02")],
        "2026-06-01",
    );
    assert!(standing.deadlines.is_empty());
    let error = deadlines::trigger(
        law(),
        "complaint-lender.decide",
        &[event(E::Sent, "2026-03-02")],
    );
    let why = error.unwrap_err().problems.remove(0).why;
    assert_eq!(
        why,
        R::NoTrigger {
            event: E::Delivered
        }
    );
    let found = deadlines::trigger(law(), "complaint-lender.decide", &complaint());
    assert_eq!(found.unwrap(), day("2026-03-04"));
}

#[test]
fn past_the_calendar_nobody_is_called_late_for_certain() {
    let events = [
        event(E::Sent, "2026-12-14"),
        event(E::Delivered, "2026-12-17"),
    ];
    let standing = at("complaint-lender", &events, "2027-01-02");
    assert_eq!(open(&standing, "decide").end, Some(day("2027-01-01")));
    assert_eq!(open(&standing, "decide").state, DeadlineState::Unsure);
    assert!(!nexts(&standing).contains(&"complaint-regulator"));
}

#[test]
fn a_limit_that_was_missed_has_ten_days() {
    let standing = at(
        "missed-limit",
        &[event(E::Happened, "2026-03-02")],
        "2026-03-03",
    );
    assert_eq!(open(&standing, "apply").end, Some(day("2026-03-12")));
}
