//! Every number in the log, with what is known of it.

use std::collections::HashMap;

use domain::{Connection, Contact, Instant, NumberEntry, Phone};

use super::NumberRow;
use crate::view::View;
use crate::{App, Empty, Error};

/// Numbers, most contacts first.
///
/// # Errors
/// Locked.
pub fn list(app: &App, _: Empty) -> Result<Vec<NumberRow>, Error> {
    app.view(|view| Ok(rows(view)))
}

pub(super) fn rows(view: &View) -> Vec<NumberRow> {
    let mut seen: HashMap<&Phone, Vec<&Contact>> = HashMap::new();
    for contact in view.standing() {
        if let Some(number) = &contact.number {
            seen.entry(number).or_default().push(contact);
        }
    }
    for entry in &view.case.numbers {
        seen.entry(&entry.number).or_default();
    }
    let mut rows: Vec<NumberRow> = seen
        .into_iter()
        .map(|(number, contacts)| row(view, number, &contacts))
        .collect();
    rows.sort_by(|a, b| {
        b.contacts
            .cmp(&a.contacts)
            .then_with(|| a.number.cmp(&b.number))
    });
    rows
}

fn row(view: &View, number: &Phone, contacts: &[&Contact]) -> NumberRow {
    let entry: Option<NumberEntry> = view.entry(number).cloned();
    let mut claimed: Vec<String> = contacts
        .iter()
        .filter_map(|c| c.claimed_identity.clone())
        .collect();
    claimed.sort();
    claimed.dedup();
    let text = |at: Option<&Instant>| at.map(Instant::to_rfc3339).unwrap_or_default();
    let connected = contacts
        .iter()
        .filter(|c| c.connection == Connection::Connected)
        .count();
    NumberRow {
        number: number.clone(),
        party_name: entry
            .as_ref()
            .and_then(|entry| entry.party.as_ref())
            .and_then(|id| view.case.party(id))
            .map(|party| party.name.clone()),
        entry,
        claimed,
        contacts: u32::try_from(contacts.len()).unwrap_or(u32::MAX),
        connected: u32::try_from(connected).unwrap_or(u32::MAX),
        first: text(contacts.iter().map(|c| &c.at).min()),
        last: text(contacts.iter().map(|c| &c.at).max()),
    }
}
