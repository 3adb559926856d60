//! What saving a finished job would do.

use std::collections::HashMap;

use domain::{Connection, Contact, ContactId, Phone};

use super::read::OneFile;
use super::{DoubtfulRow, FilesRead, ImportFile, ImportNumber, ImportPlan, RejectRow};
use crate::jobs::JobRef;
use crate::view::View;
use crate::{App, Error};

const PREVIEW: usize = 50;
const REJECTS: usize = 500;
const NUMBERS: usize = 200;

/// The dry run of a finished job against the log as it is now.
///
/// # Errors
/// Locked; not found: the job is unknown or has not finished.
pub fn plan(app: &App, JobRef { job }: JobRef) -> Result<ImportPlan, Error> {
    let result = app.jobs.find(&job)?.result()?;
    let read = result.read()?;
    app.view(|view| Ok(describe(view, read)))
}

/// Rows of all files, named by one running index over their rows.
pub(super) struct Sorted {
    /// Indices of rows that are new.
    pub(super) new: Vec<u32>,
    /// Rows the user decides about.
    pub(super) doubtful: Vec<(u32, ContactId, String)>,
    /// Rows that are there already.
    pub(super) same: u32,
}

/// Sorts the rows of all files against the log; a row of a later file is also
/// compared with those of earlier files.
pub(super) fn sort(view: &View, read: &FilesRead) -> Sorted {
    let mut known: Vec<&Contact> = view.case.contacts.iter().collect();
    let mut out = Sorted {
        new: Vec::new(),
        doubtful: Vec::new(),
        same: 0,
    };
    let mut first = 0u32;
    for file in &read.files {
        let plan = intake::plan(&file.summary, &file.rows, &known);
        out.same += count(plan.same.len());
        out.new.extend(plan.new.iter().map(|row| first + row));
        out.doubtful.extend(plan.doubtful.into_iter().map(|doubt| {
            (
                first + doubt.row,
                doubt.existing,
                doubt.reason.code().to_owned(),
            )
        }));
        first += count(file.rows.len());
        known.extend(
            plan.new
                .iter()
                .filter_map(|&row| file.rows.get(row as usize).map(|row| &row.contact)),
        );
    }
    // A row that only resembles one of an earlier file has no saved contact to be
    // shown beside. Losing it would be worse than having both: it is new.
    let (doubtful, pending): (Vec<_>, Vec<_>) = out
        .doubtful
        .into_iter()
        .partition(|(_, existing, _)| !existing.as_str().is_empty());
    out.doubtful = doubtful;
    out.new.extend(pending.into_iter().map(|(row, ..)| row));
    out.new.sort_unstable();
    out
}

fn describe(view: &View, read: &FilesRead) -> ImportPlan {
    let sorted = sort(view, read);
    let rows: Vec<&Contact> = read
        .files
        .iter()
        .flat_map(|file| &file.rows)
        .map(|row| &row.contact)
        .collect();
    let row = |index: u32| rows.get(index as usize).map(|contact| (*contact).clone());
    let doubtful = sorted
        .doubtful
        .iter()
        .filter_map(|(index, existing, reason)| {
            Some(DoubtfulRow {
                index: *index,
                contact: row(*index)?,
                existing: existing.clone(),
                reason: reason.clone(),
            })
        })
        .collect();
    ImportPlan {
        files: read.files.iter().map(file).collect(),
        skipped: read.skipped.clone(),
        new: count(sorted.new.len()),
        same: sorted.same,
        doubtful,
        rejects: read.files.iter().flat_map(rejects).take(REJECTS).collect(),
        rejected: read
            .files
            .iter()
            .map(|file| count(file.rejects.len()))
            .sum(),
        preview: sorted
            .new
            .iter()
            .take(PREVIEW)
            .filter_map(|&index| row(index))
            .collect(),
        numbers: numbers(
            view,
            sorted
                .new
                .iter()
                .filter_map(|&i| rows.get(i as usize).copied()),
        ),
    }
}

fn file(file: &OneFile) -> ImportFile {
    ImportFile {
        file: file.summary.file.clone(),
        format: file.summary.format.code().to_owned(),
        sha256: file.summary.sha256.clone(),
        rows: file.summary.rows,
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
