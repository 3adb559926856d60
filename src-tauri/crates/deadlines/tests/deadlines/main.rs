//! Deadlines as their callers see them: worked periods with their derivation, what holds
//! of every count, every proceeding walked to each of its ends, and what bad input does.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "nothing here is but tests"
)]

mod bad_input;
mod calendar;
mod files;
mod graph;
mod ics;
mod periods;
mod proceedings;
mod properties;
mod questions;
mod wayfinding;

use std::sync::OnceLock;

use deadlines::{
    DeadlineError, EventKind, Period, PeriodChange, Procedures, ProceedingEvent, Receipt, Refusal,
};
use domain::Day;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn law() -> &'static Procedures {
    static LAW: OnceLock<Procedures> = OnceLock::new();
    LAW.get_or_init(|| deadlines::embedded().procedures)
}

fn count(start: &str, period: &str, changes: &[PeriodChange]) -> Result<Receipt, DeadlineError> {
    let period: Period = period.parse().unwrap();
    deadlines::count(law(), day(start), period, changes)
}

/// Where the count ends, and the last day.
fn ends(start: &str, period: &str) -> (String, String) {
    let receipt = count(start, period, &[]).unwrap();
    (receipt.nominal.to_string(), receipt.end.to_string())
}

fn why(result: Result<Receipt, DeadlineError>) -> Refusal {
    result.unwrap_err().problems.remove(0).why
}

fn event(kind: EventKind, on: &str) -> ProceedingEvent {
    ProceedingEvent::new(kind, day(on))
}
