//! The log as a list, and one contact in full.

use std::cmp::Ordering;

use chrono::Timelike;
use domain::{Contact, Instant, Phone, Purpose, beijing_day, beijing_time};

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
        let text = query
            .text
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty());
        let needle = text.map(|text| (text.to_lowercase(), Phone::parse(text)));
        let mut found: Vec<&Contact> = view
            .standing()
            .filter(|contact| matches(view, contact, &query))
            .filter(|contact| {
                needle
                    .as_ref()
                    .is_none_or(|(text, number)| holds(view, contact, text, number.as_ref()))
            })
            .collect();
        found.sort_by(|a, b| {
            let by = order(view, a, b, query.sort).then_with(|| a.at.cmp(&b.at));
            if query.ascending { by } else { by.reverse() }
        });
        let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let limit = if query.limit == 0 {
            PAGE
        } else {
            query.limit.min(LARGEST_PAGE)
        };
        let rows = found
            .into_iter()
            .skip(query.offset as usize)
            .take(limit as usize)
            .map(|contact| row(view, contact))
            .collect();
        Ok(ContactPage { rows, total })
    })
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
    let day = beijing_day(&contact.at);
    query
        .debt
        .as_ref()
        .is_none_or(|debt| view.debt_of(contact) == Some(debt))
        && query
            .number
            .as_ref()
            .is_none_or(|number| contact.number.as_ref() == Some(number))
        && query
            .channel
            .is_none_or(|channel| contact.channel == channel)
        && query
            .connection
            .is_none_or(|connection| contact.connection == connection)
        && query.from.is_none_or(|from| day >= from)
        && query.to.is_none_or(|to| day <= to)
        && (!query.flagged_only || view.flags(&contact.id) > 0)
        && (!query.night_only || is_night(&contact.at))
        && (!query.collection_only
            || !(contact.purpose == Purpose::Other || view.unrelated(contact)))
}

fn holds(view: &View, contact: &Contact, text: &str, number: Option<&Phone>) -> bool {
    let within =
        |field: Option<&str>| field.is_some_and(|field| field.to_lowercase().contains(text));
    within(contact.said.as_deref())
        || within(contact.claimed_identity.as_deref())
        || within(view.party_of(contact).map(|party| party.name.as_str()))
        || number.is_some_and(|number| {
            contact
                .number
                .as_ref()
                .is_some_and(|own| own.as_str().contains(number.as_str()))
        })
}

fn order(view: &View, a: &Contact, b: &Contact, sort: ContactSort) -> Ordering {
    match sort {
        ContactSort::At => a.at.cmp(&b.at),
        ContactSort::Number => a.number.cmp(&b.number),
        ContactSort::Channel => a.channel.cmp(&b.channel),
        ContactSort::Duration => a.duration_s.cmp(&b.duration_s),
        ContactSort::Flags => view.flags(&a.id).cmp(&view.flags(&b.id)),
    }
}
