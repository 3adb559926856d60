//! The log as a list, and one contact in full.

use chrono::Timelike;
use domain::{Contact, Instant, Party, Phone, Purpose, beijing_day, beijing_time};

use super::{ContactDetail, ContactPage, ContactQuery, ContactRef, ContactRow, ContactSort};
use crate::view::View;
use crate::{App, Error};

/// Rows of a page unless asked otherwise, and at most.
const PAGE: u32 = 100;
const LARGEST_PAGE: u32 = 500;

/// A page of the log.
///
/// # Errors
/// Locked.
pub fn list(app: &App, query: ContactQuery) -> Result<ContactPage, Error> {
    app.view(|view| {
        let asked = ContactQuery {
            offset: 0,
            limit: 0,
            ..query.clone()
        };
        let found = view.found(&asked, || find(view, &asked));
        let limit = if query.limit == 0 {
            PAGE
        } else {
            query.limit.min(LARGEST_PAGE)
        };
        let rows = found
            .iter()
            .skip(query.offset as usize)
            .take(limit as usize)
            .filter_map(|at| Some(row(view, view.at(*at)?)))
            .collect();
        Ok(ContactPage {
            rows,
            total: u32::try_from(found.len()).unwrap_or(u32::MAX),
        })
    })
}

/// The rows a query finds, in its order.
fn find(view: &View, query: &ContactQuery) -> Vec<usize> {
    let text = query.text.as_deref().map(str::trim).unwrap_or_default();
    let said = (!text.is_empty()).then(|| holding(view, text));
    let of = |row: usize| view.at(row);
    let mut rows: Vec<usize> = view
        .by_time()
        .iter()
        .copied()
        .filter(|row| {
            said.as_ref()
                .is_none_or(|rows| rows.get(*row) == Some(&true))
                && (!query.flagged_only || view.flags_at(*row) > 0)
                && of(*row).is_some_and(|contact| matches(view, contact, query))
        })
        .collect();
    // Every sort is stable: what is the same stays in the order of time.
    match query.sort {
        ContactSort::At => {}
        ContactSort::Number => rows.sort_by_key(|row| of(*row).map(|c| c.number.as_ref())),
        ContactSort::Channel => rows.sort_by_key(|row| of(*row).map(|c| c.channel)),
        ContactSort::Duration => rows.sort_by_key(|row| of(*row).map(|c| c.duration_s)),
        ContactSort::Flags => rows.sort_by_key(|row| view.flags_at(*row)),
    }
    if !query.ascending {
        rows.reverse();
    }
    rows
}

/// Which rows hold a text in what was said, in who it was said to be, in the number,
/// or in the name of the organisation behind it.
fn holding(view: &View, text: &str) -> Vec<bool> {
    let text = text.to_lowercase();
    let mut rows = view.rows_with(&text);
    let number = Phone::parse(&text).filter(|number| number.as_str() != text);
    if let Some(number) = number {
        let with = view.rows_with(number.as_str());
        for (row, holds) in rows.iter_mut().zip(with) {
            *row |= holds;
        }
    }
    let named = |party: &Party| party.name.to_lowercase().contains(&text);
    if view.case.parties.iter().any(named) {
        for (row, holds) in rows.iter_mut().enumerate() {
            let party = view.at(row).and_then(|contact| view.party_of(contact));
            *holds |= party.is_some_and(named);
        }
    }
    rows
}

/// One contact with its earlier versions and the findings that rest on it.
///
/// # Errors
/// Locked; not found.
pub fn get(app: &App, ContactRef { id }: ContactRef) -> Result<ContactDetail, Error> {
    app.view(|view| {
        let contact = view
            .contact(&id)
            .ok_or_else(|| Error::not_found("contact"))?;
        let mut history = Vec::new();
        let mut next = contact.supersedes.as_ref();
        while let Some(older) = next.and_then(|id| view.contact(id)) {
            history.push(older.clone());
            next = older.supersedes.as_ref();
        }
        Ok(ContactDetail {
            row: row(view, contact),
            history,
            findings: view
                .findings_of(&app.packs(), &id)
                .iter()
                .map(|found| crate::findings::row(&app.packs(), view, found))
                .collect(),
            call_questions: crate::calls::about(view, &contact.id),
            apart: crate::calls::apart(view, contact),
            lacking: crate::calls::lacking_of(view, contact),
        })
    })
}

/// Between 22:00 and 08:00 in Beijing, the band most rules speak of. What a
/// rule says about it is the pack's matter; this only shades the calendar.
pub(crate) fn is_night(at: &Instant) -> bool {
    !(8..22).contains(&beijing_time(at).hour())
}

/// A contact with what the list shows beside it.
pub(crate) fn row(view: &View, contact: &Contact) -> ContactRow {
    ContactRow {
        party_name: view.party_of(contact).map(|party| party.name.clone()),
        debt: view.debt_of(contact).cloned(),
        night: is_night(&contact.at),
        flags: view.flags(&contact.id),
        questions: view.questions(&contact.id),
        call_open: view.calls.open.contains(&contact.id),
        contact: contact.clone(),
    }
}

fn matches(view: &View, contact: &Contact, query: &ContactQuery) -> bool {
    let day = || beijing_day(&contact.at);
    query
        .number
        .as_ref()
        .is_none_or(|number| contact.number.as_ref() == Some(number))
        && query
            .channel
            .is_none_or(|channel| contact.channel == channel)
        && query
            .connection
            .is_none_or(|connection| contact.connection == connection)
        && query.from.is_none_or(|from| day() >= from)
        && query.to.is_none_or(|to| day() <= to)
        && (!query.night_only || is_night(&contact.at))
        && query
            .debt
            .as_ref()
            .is_none_or(|debt| view.debt_of(contact) == Some(debt))
        && (!query.collection_only
            || !(contact.purpose == Purpose::Other || view.unrelated(contact)))
}
