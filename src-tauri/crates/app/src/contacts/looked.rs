//! Which rules looked at one contact, and what each of them says.

use std::collections::BTreeMap;

use chrono::Days;
use domain::{Case, Contact, beijing_day};
use rules::{Finding, Verdict};

use super::ContactRef;
use crate::findings::{FindingRow, row};
use crate::view::View;
use crate::{App, Error};

/// Days before a contact that a count may run over; the longest window of any kind.
const WINDOW: Days = Days::new(7);

/// What every rule that looked at a contact says about it.
///
/// Flags and open questions are those of the whole record. A rule that says
/// neither is quiet, and quiet findings over a long log name only their first
/// rows; so for these the contact is judged once more, among those of the days
/// a count can reach.
///
/// # Errors
/// Locked; not found.
pub fn rules(app: &App, ContactRef { id }: ContactRef) -> Result<Vec<FindingRow>, Error> {
    let packs = app.packs();
    app.view(|view| {
        let contact = view
            .contact(&id)
            .ok_or_else(|| Error::not_found("contact"))?;
        let loud = view.findings_of(&packs, &id);
        let near = rules::evaluate(&packs, &around(view, contact), None);
        let settled = |found: &Finding| {
            let same = |one: &Finding| one.pack == found.pack && one.rule == found.rule;
            loud.iter().any(same)
        };
        // A contact of no known debt is counted with each creditor's: a rule that
        // says several things of it is heard with the one that says most.
        let mut quiet: BTreeMap<(String, String), Finding> = BTreeMap::new();
        for found in near.findings {
            let debt = || found.debt.is_some() && found.debt.as_ref() == view.debt_of(contact);
            // A rule that leaves a whole debt aside names no contact.
            let about = found.events.contains(&id) || (found.events.is_empty() && debt());
            let is_quiet = !matches!(found.verdict, Verdict::Flagged | Verdict::NeedsFacts);
            if !is_quiet || !about || settled(&found) {
                continue;
            }
            let rule = (found.pack.clone(), found.rule.clone());
            let kept = quiet.get(&rule).map(|kept| kept.verdict);
            if kept.is_none_or(|kept| kept < found.verdict) {
                quiet.insert(rule, found);
            }
        }
        let quiet = quiet.into_values().map(|found| Finding {
            events: vec![id.clone()],
            event_count: 1,
            law_date: Some(beijing_day(&contact.at)),
            ..found
        });
        Ok(loud
            .iter()
            .map(|found| row(&packs, view, found))
            .chain(quiet.map(|found| row(&packs, view, &found)))
            .collect())
    })
}

/// The case with only the contacts that a count over this one can take in.
fn around(view: &View, contact: &Contact) -> Case {
    let last = beijing_day(&contact.at);
    let first = last.checked_sub_days(WINDOW).unwrap_or(last);
    let mut near = view.case.clone();
    near.contacts = view
        .standing()
        .filter(|one| (first..=last).contains(&beijing_day(&one.at)))
        .cloned()
        .collect();
    near
}
