//! Saving what a finished job has read: all of it in one transaction.

use std::collections::HashSet;

use domain::{Contact, ContactId, Direction, ImportId};
use store::Import;

use super::plan::sort;
use super::{ImportCommit, ImportDone};
use crate::action::Action;
use crate::{App, Error};

/// Saves the new rows, and the doubtful ones the user takes.
///
/// # Errors
/// Locked; not found; saving failed: then nothing was saved.
pub fn commit(app: &App, request: ImportCommit) -> Result<ImportDone, Error> {
    let result = app.jobs.find(&request.job)?.result()?;
    let read = result.read()?;
    let now = app.now();
    let take: HashSet<u32> = request.take.into_iter().collect();
    let sorted = app.view(|view| Ok(sort(view, read)))?;
    let mut wanted: HashSet<u32> = sorted.new.into_iter().collect();
    let (taken, left): (Vec<_>, Vec<_>) = sorted
        .doubtful
        .into_iter()
        .map(|(row, ..)| row)
        .partition(|row| take.contains(row));
    wanted.extend(taken);
    let left: HashSet<u32> = left.into_iter().collect();

    let mut done = ImportDone {
        imports: Vec::new(),
        added: 0,
    };
    app.change(Action::Imported, |writer, _| {
        let mut first = 0u32;
        for file in &read.files {
            let id = ImportId::from(app.new_id('i'));
            let end = first.saturating_add(file.summary.rows);
            let indexed = || (first..end).zip(&file.rows);
            let rows: Vec<Contact> = indexed()
                .filter(|(index, _)| wanted.contains(index))
                .map(|(_, row)| {
                    let id = ContactId::from(app.new_id('c'));
                    let mut contact = row.clone().into_contact(id, &file.summary);
                    if contact.direction == Direction::Incoming {
                        contact.reached.relation = request.whose;
                    }
                    contact
                })
                .collect();
            let added = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            let doubtful =
                u32::try_from(indexed().filter(|(index, _)| left.contains(index)).count())
                    .unwrap_or(u32::MAX);
            writer.put_import(&Import {
                id: id.clone(),
                file: file.summary.file.clone(),
                sha256: file.summary.sha256.clone(),
                added,
                same: file
                    .summary
                    .rows
                    .saturating_sub(added)
                    .saturating_sub(doubtful),
                doubtful,
                rejected: file.summary.rejects,
                at: now,
                undone_at: None,
            })?;
            writer.add_imported(&rows, &id)?;
            done.imports.push(id);
            done.added += added;
            first = end;
        }
        Ok(())
    })?;
    app.jobs.drop(&request.job);
    Ok(done)
}
