//! Where a debt is, and what the clock shows there. The law of mainland China
//! counts the days and hours of Beijing; that of the United States those of the
//! consumer's place, so that two packs over one case may count different days.

use chrono::NaiveDateTime;
use domain::{Case, Instant, Jurisdiction, beijing, local};

use crate::packs::Pack;

/// Where a debt is. A contact of no known debt is where all debts of the case
/// are, when they are all in one place, and otherwise where most cases are.
pub(crate) fn jurisdiction(case: &Case, debt: Option<usize>) -> Jurisdiction {
    match debt.and_then(|i| case.debts.get(i)) {
        Some(debt) => debt.jurisdiction,
        None if several(case) => Jurisdiction::default(),
        None => case
            .debts
            .first()
            .map_or_else(Jurisdiction::default, |debt| debt.jurisdiction),
    }
}

/// Are the debts of the case in more than one place?
pub(super) fn several(case: &Case) -> bool {
    let mut places = case.debts.iter().map(|debt| debt.jurisdiction);
    places
        .next()
        .is_some_and(|first| places.any(|place| place != first))
}

/// Is nothing of the case where the pack's law is?
pub(super) fn elsewhere(case: &Case, pack: &Pack) -> bool {
    if case.debts.is_empty() {
        return Jurisdiction::default().code() != pack.jurisdiction;
    }
    let here = |place: Jurisdiction| place.code() == pack.jurisdiction;
    !case.debts.iter().any(|debt| here(debt.jurisdiction))
}

/// The wall clock by which the law of the debt counts days and hours.
pub(crate) fn clock(case: &Case, debt: Option<usize>, at: &Instant) -> NaiveDateTime {
    match jurisdiction(case, debt) {
        Jurisdiction::Cn => at.with_timezone(&beijing()).naive_local(),
        Jurisdiction::Us | Jurisdiction::Gb => case
            .borrower
            .time_zones
            .first()
            .and_then(|zone| local(at, zone))
            .unwrap_or_else(|| at.naive_local()),
    }
}

/// The wall clock at every place on file for the borrower, with its name: the
/// recorded offset when there is none.
pub(crate) fn clocks(case: &Case, at: &Instant) -> Vec<(String, NaiveDateTime)> {
    let zones = &case.borrower.time_zones;
    let known: Vec<_> = zones
        .iter()
        .filter_map(|zone| Some((zone.clone(), local(at, zone)?)))
        .collect();
    if known.is_empty() {
        vec![(at.offset().to_string(), at.naive_local())]
    } else {
        known
    }
}
