//! The directory.

use std::collections::BTreeSet;

use chrono::Months;
use deadlines::{Procedures, RecourseStop};
use domain::{Day, Party, Recipient};

use super::{Freshness, RecipientOrigin, RecipientRow};
use crate::{App, Empty, Error, Words};

/// Every organisation a letter can go to: the user's own entries, those of the case,
/// then the kinds of authority the finder knows.
///
/// # Errors
/// Locked.
pub fn list(app: &App, _: Empty) -> Result<Vec<RecipientRow>, Error> {
    let (law, today) = (app.law(), app.today());
    app.with(|session| {
        let own = session.vault.read(|reader| reader.recipients())?;
        let mut rows: Vec<RecipientRow> = own.iter().map(|one| own_row(one, today)).collect();
        rows.extend(session.view.case.parties.iter().map(case_row));
        rows.extend(authorities(&law, today));
        Ok(rows)
    })
}

/// An entry of the user's own, as it is listed.
pub(super) fn own_row(entry: &Recipient, today: Day) -> RecipientRow {
    RecipientRow {
        key: format!("own/{}", entry.id),
        origin: RecipientOrigin::Own,
        name: same(&entry.name),
        department: entry.department.clone(),
        address: entry.address.clone(),
        postcode: entry.postcode.clone(),
        source: entry.source.clone(),
        grade: None,
        verified_on: entry.verified_on,
        freshness: freshness(entry.verified_on, today),
        id: Some(entry.id.clone()),
    }
}

fn case_row(party: &Party) -> RecipientRow {
    RecipientRow {
        key: format!("case/{}", party.id),
        origin: RecipientOrigin::Case,
        name: same(&party.name),
        department: None,
        address: party.address.clone().filter(|text| !text.is_empty()),
        postcode: None,
        source: None,
        grade: None,
        verified_on: None,
        freshness: Freshness::Never,
        id: None,
    }
}

/// The authorities among the finder's stops, each once.
fn authorities(law: &Procedures, today: Day) -> Vec<RecipientRow> {
    let mut seen = BTreeSet::new();
    let mut rows = Vec::new();
    for recourse in law.recourses() {
        let stops = recourse.first.iter().chain(&recourse.then);
        for stop in stops.filter(|stop: &&RecourseStop| stop.authority) {
            if !seen.insert(stop.whom.zh.clone()) {
                continue;
            }
            let sources = law.sources().iter();
            let titles: Vec<&str> = sources
                .filter(|source| recourse.sources.contains(&source.id))
                .map(|source| source.title.as_str())
                .collect();
            let verified_on = Some(law.checked_on());
            rows.push(RecipientRow {
                key: format!("finder/{}", stop.whom.zh),
                origin: RecipientOrigin::Finder,
                name: Words {
                    zh: stop.whom.zh.clone(),
                    en: stop.whom.en.clone(),
                },
                department: None,
                address: None,
                postcode: None,
                source: Some(titles.join("; ")),
                grade: Some(recourse.grade),
                verified_on,
                freshness: freshness(verified_on, today),
                id: None,
            });
        }
    }
    rows
}

fn same(name: &str) -> Words {
    Words {
        zh: name.to_owned(),
        en: name.to_owned(),
    }
}

/// Fresh for a year: on the same day a year later it still is.
fn freshness(verified_on: Option<Day>, today: Day) -> Freshness {
    match verified_on.map(|day| day.checked_add_months(Months::new(12))) {
        None => Freshness::Never,
        Some(until) if until.is_none_or(|until| today <= until) => Freshness::Fresh,
        Some(_) => Freshness::Old,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_fresh_for_a_year() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let told = |on: &str| freshness(Some(day(on)), day("2026-11-21"));
        assert_eq!(told("2025-11-21"), Freshness::Fresh);
        assert_eq!(told("2025-11-20"), Freshness::Old);
        assert_eq!(freshness(None, day("2026-11-21")), Freshness::Never);
        // 29 February has no day of its own in the next year.
        let leap = freshness(Some(day("2024-02-29")), day("2025-02-28"));
        assert_eq!(leap, Freshness::Fresh);
    }
}
