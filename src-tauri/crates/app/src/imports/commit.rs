//! Saving what a finished job has read: all of it in one transaction.

use std::collections::{HashMap, HashSet};

use domain::{Case, Contact, ContactId, DebtId, Direction, FieldProblem, ImportId, PaymentId};
use domain::{Payment, ProblemCode};
use store::Import;

use super::read::OneFile;
use super::sort::{Fate, Sorted, index_of, sort};
use super::{FilesRead, ImportCommit, ImportDone, RecordingLink, mappings, payments, recordings};
use crate::action::Action;
use crate::view::View;
use crate::{App, Error};

/// Saves what is new, every further record of a call, the doubtful rows the user
/// takes, and the payments they say the debts of.
///
/// # Errors
/// Locked; not found; a payment or debt that is not there; saving failed: then
/// nothing was saved.
pub fn commit(app: &App, request: ImportCommit) -> Result<ImportDone, Error> {
    let result = app.jobs.find(&request.job)?.result()?;
    let read = result.read()?;
    let now = app.now();
    let take: HashSet<u32> = request.take.iter().copied().collect();
    let (sorted, links) = app.view(|view| {
        let sorted = sort(view, read);
        let links = links(view, read, &sorted);
        Ok((sorted, links))
    })?;
    let saved = |index: u32| match sorted.fates.get(index as usize) {
        Some(Fate::New | Fate::Witness | Fate::Asked { .. }) => true,
        Some(Fate::Doubtful { .. }) => take.contains(&index),
        Some(Fate::Same) | None => false,
    };
    let wanted: HashMap<u32, DebtId> = request
        .payments
        .into_iter()
        .map(|taken| (taken.index, taken.debt))
        .collect();
    let ids: HashMap<u32, ContactId> = (0..)
        .zip(&sorted.rows)
        .filter(|(index, _)| saved(*index))
        .map(|(index, _)| (index, ContactId::from(app.new_id('c'))))
        .collect();
    let doubtful_taken = sorted.doubtful(saved);
    let mut done = ImportDone {
        imports: Vec::new(),
        added: sorted.count(|fate| *fate == Fate::New) + doubtful_taken,
        witnesses: sorted.count(|fate| *fate == Fate::Witness),
        asked: sorted.count(|fate| matches!(fate, Fate::Asked { .. })),
        payments: 0,
        recordings: Vec::new(),
    };
    app.change(Action::Imported, |writer, case| {
        let paid = taken(app, case, read, &wanted)?;
        let mut first = 0u32;
        for file in &read.files {
            let id = ImportId::from(app.new_id('i'));
            let end = first.saturating_add(file.summary.rows);
            let rows: Vec<Contact> = (first..end)
                .filter_map(|index| {
                    let mut contact = sorted.rows.get(index as usize)?.clone();
                    contact.id = ids.get(&index)?.clone();
                    if contact.direction == Direction::Incoming {
                        contact.reached.relation = request.whose;
                    }
                    Some(contact)
                })
                .collect();
            let mine = paid.iter().filter(|(of, _)| std::ptr::eq(*of, file));
            let mine: Vec<&Payment> = mine.map(|(_, payment)| payment).collect();
            let doubtful = (first..end).filter(|index| {
                let fate = sorted.fates.get(*index as usize);
                matches!(fate, Some(Fate::Doubtful { .. })) && !saved(*index)
            });
            let (added, doubtful) = (count(rows.len()), count(doubtful.count()));
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
                payments: mine.iter().map(|payment| payment.id.clone()).collect(),
                at: now,
                undone_at: None,
            })?;
            writer.add_imported(&rows, &id)?;
            for payment in &mine {
                writer.put_payment(payment)?;
            }
            done.payments += count(mine.len());
            done.imports.push(id);
            first = end;
        }
        mappings::keep(writer, read.files.iter().flat_map(|file| &file.mappings))
    })?;
    app.jobs.drop(&request.job);
    done.recordings = app.view(|view| {
        let found = links.into_iter().filter_map(|(path, id)| {
            let id = match index_of(&id) {
                Some(index) => ids.get(&index)?.clone(),
                None => id,
            };
            let contact = view.contact(&id)?.id.clone();
            Some(RecordingLink { path, contact })
        });
        Ok(found.collect())
    })?;
    Ok(done)
}

impl Sorted {
    /// How many doubtful rows are among those picked.
    fn doubtful(&self, picked: impl Fn(u32) -> bool) -> u32 {
        let rows = (0..).zip(&self.fates);
        count(
            rows.filter(|(index, fate)| matches!(fate, Fate::Doubtful { .. }) && picked(*index))
                .count(),
        )
    }
}

/// The recordings that are of one call alone.
fn links(view: &View, read: &FilesRead, sorted: &Sorted) -> Vec<(String, ContactId)> {
    let rows = sorted.rows.iter().zip(&sorted.fates);
    let new = rows.filter(|(_, fate)| **fate == Fate::New);
    let calls = view.standing().chain(new.map(|(row, _)| row));
    recordings::matched(&read.recordings, calls)
        .into_iter()
        .filter_map(|row| match row.calls.as_slice() {
            [call] => Some((row.path, call.contact.id.clone())),
            _ => None,
        })
        .collect()
}

/// The payments to save, each with the file it stands in.
fn taken<'r>(
    app: &App,
    case: &Case,
    read: &'r FilesRead,
    wanted: &HashMap<u32, DebtId>,
) -> Result<Vec<(&'r OneFile, Payment)>, Error> {
    let wrong = |index: u32, field: &str| {
        let field = format!("payments[{index}].{field}");
        Error::invalid(vec![FieldProblem::new(
            field,
            ProblemCode::UnknownReference,
        )])
    };
    let mut found = Vec::new();
    for (index, file, row) in payments::all(read) {
        let Some(debt) = wanted.get(&index) else {
            continue;
        };
        if case.debt(debt).is_none() {
            return Err(wrong(index, "debt"));
        }
        let id = PaymentId::from(app.new_id('y'));
        let moved = payments::went_through(row);
        let payment = payments::payment(id, debt.clone(), file, row).filter(|_| moved);
        found.push((file, payment.ok_or_else(|| wrong(index, "index"))?));
    }
    let known = found.len() == wanted.len();
    known.then_some(found).ok_or_else(|| wrong(0, "index"))
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
