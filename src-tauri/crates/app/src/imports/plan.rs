//! What saving a finished job would do.

use std::collections::HashMap;

use domain::{Connection, Contact, ContactId, Phone};

use super::read::OneFile;
use super::sort::{Fate, Sorted, index_of, sort};
use super::{
    DoubtfulRow, FilesRead, ImportFile, ImportNumber, ImportPlan, RejectRow, payments, recordings,
    sort,
};
use crate::jobs::JobRef;
use crate::view::View;
use crate::{App, Error};

const PREVIEW: usize = 50;
const REJECTS: usize = 500;
const NUMBERS: usize = 200;
const ASKED: usize = 200;
const PAYMENTS: usize = 1000;

/// The dry run of a finished job against the log as it is now.
///
/// # Errors
/// Locked; not found: the job is unknown or has not finished.
pub fn plan(app: &App, JobRef { job }: JobRef) -> Result<ImportPlan, Error> {
    let result = app.jobs.find(&job)?.result()?;
    let read = result.read()?;
    app.view(|view| Ok(describe(view, read)))
}

fn describe(view: &View, read: &FilesRead) -> ImportPlan {
    let sorted = sort(view, read);
    let new: Vec<&Contact> = sorted
        .rows
        .iter()
        .zip(&sorted.fates)
        .filter(|(_, fate)| **fate == Fate::New)
        .map(|(row, _)| row)
        .collect();
    let payments = payments::choices(&view.case, read, PAYMENTS);
    let to_come = sorted.rows.iter().zip(&sorted.fates);
    let to_come = to_come.filter(|(_, fate)| matches!(fate, Fate::New));
    let calls = view.standing().chain(to_come.map(|(row, _)| row));
    let mut recordings = recordings::matched(&read.recordings, calls);
    for call in recordings.iter_mut().flat_map(|row| &mut row.calls) {
        call.contact = shown(&call.contact);
    }
    ImportPlan {
        files: read.files.iter().map(file).collect(),
        skipped: read.skipped.clone(),
        tables: read.tables.clone(),
        new: count(new.len()),
        witnesses: sorted.count(|fate| *fate == Fate::Witness),
        same: sorted.count(|fate| *fate == Fate::Same),
        doubtful: doubtful(view, &sorted).collect(),
        asked: asked(view, &sorted).take(ASKED).collect(),
        asked_total: sorted.count(|fate| matches!(fate, Fate::Asked { .. })),
        payments: payments.rows,
        payments_total: payments.total,
        payments_same: payments.same,
        recordings,
        rejects: read.files.iter().flat_map(rejects).take(REJECTS).collect(),
        rejected: read
            .files
            .iter()
            .map(|file| count(file.rejects.len()))
            .sum(),
        preview: new.iter().take(PREVIEW).map(|row| shown(row)).collect(),
        numbers: numbers(view, new.into_iter()),
    }
}

/// As the dry run shows a contact: a row to come has no id yet.
fn shown(contact: &Contact) -> Contact {
    let id = match index_of(&contact.id) {
        Some(_) => ContactId::from(""),
        None => contact.id.clone(),
    };
    Contact {
        id,
        ..contact.clone()
    }
}

fn doubtful(view: &View, sorted: &Sorted) -> impl Iterator<Item = DoubtfulRow> {
    let rows = (0..).zip(sorted.rows.iter().zip(&sorted.fates));
    rows.filter_map(|(index, (row, fate))| {
        let Fate::Doubtful { existing, reason } = fate else {
            return None;
        };
        Some(DoubtfulRow {
            index,
            contact: shown(row),
            existing: existing.clone(),
            beside: view.logged_row(existing)?.clone(),
            reason: reason.clone(),
        })
    })
}

fn asked(view: &View, sorted: &Sorted) -> impl Iterator<Item = DoubtfulRow> {
    let rows = (0..).zip(sorted.rows.iter().zip(&sorted.fates));
    rows.filter_map(|(index, (row, fate))| {
        let Fate::Asked { beside, reason } = fate else {
            return None;
        };
        let beside = match beside {
            sort::Row::Logged(id) => view.contact(id)?,
            sort::Row::ToCome(other) => sorted.rows.get(*other as usize)?,
        };
        let beside = shown(beside);
        Some(DoubtfulRow {
            index,
            contact: shown(row),
            existing: beside.id.clone(),
            beside,
            reason: reason.clone(),
        })
    })
}

fn file(file: &OneFile) -> ImportFile {
    ImportFile {
        file: file.summary.file.clone(),
        format: file.summary.format.code().to_owned(),
        known_by: file.summary.known_by.clone(),
        unread: file.summary.unread.clone(),
        sha256: file.summary.sha256.clone(),
        rows: file.summary.rows.saturating_add(file.summary.payments),
        repaired: file.summary.repaired.saturating_add(file.summary.lost),
    }
}

fn rejects(file: &OneFile) -> impl Iterator<Item = RejectRow> {
    file.rejects.iter().map(|reject| RejectRow {
        file: file.summary.file.clone(),
        position: reject.position,
        code: reject.code.code().to_owned(),
        field: reject.field.map(str::to_owned),
    })
}

fn numbers<'a>(view: &View, rows: impl Iterator<Item = &'a Contact>) -> Vec<ImportNumber> {
    let mut seen: HashMap<&Phone, (u32, u32)> = HashMap::new();
    for contact in rows {
        if let Some(number) = &contact.number {
            let entry = seen.entry(number).or_default();
            entry.0 += 1;
            entry.1 += u32::from(contact.connection == Connection::Connected);
        }
    }
    let mut out: Vec<ImportNumber> = seen
        .into_iter()
        .map(|(number, (contacts, connected))| ImportNumber {
            number: number.clone(),
            contacts,
            connected,
            known: view.entry(number).is_some(),
        })
        .collect();
    out.sort_by(|a, b| {
        b.contacts
            .cmp(&a.contacts)
            .then_with(|| a.number.cmp(&b.number))
    });
    out.truncate(NUMBERS);
    out
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
