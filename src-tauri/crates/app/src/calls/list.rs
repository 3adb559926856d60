//! What is open about calls that stand in several sources.

use std::collections::{BTreeSet, HashMap};

use domain::{Contact, ContactId, SourceKind, Tri};
use intake::Question;

use super::{CallLacking, CallQuery, CallQuestion, CallQuestions};
use crate::view::View;
use crate::{App, Error};

const PAGE: u32 = 50;
const LARGEST_PAGE: u32 = 200;
const LACKING: usize = 200;

/// The open questions, newest calls first.
///
/// # Errors
/// Locked.
pub fn list(app: &App, query: CallQuery) -> Result<CallQuestions, Error> {
    app.view(|view| {
        let limit = match query.limit {
            0 => PAGE,
            limit => limit.min(LARGEST_PAGE),
        };
        let all = &view.calls.questions;
        let mut open: Vec<&Question> = all.iter().collect();
        open.sort_by_cached_key(|question| {
            std::cmp::Reverse(view.logged_row(&question.one).map(|row| row.at))
        });
        let rows = open
            .into_iter()
            .skip(query.offset as usize)
            .take(limit as usize)
            .filter_map(|question| described(view, question))
            .collect();
        let files = files(view);
        let mut lacking: Vec<CallLacking> = view
            .calls
            .lacking
            .iter()
            .filter_map(|lacking| {
                let (file, kind) = files.get(lacking.sha256.as_str())?;
                Some(CallLacking {
                    contact: view.logged_row(&lacking.contact)?.clone(),
                    file: (*file).to_owned(),
                    kind: *kind,
                })
            })
            .collect();
        lacking.sort_by_key(|row| std::cmp::Reverse(row.contact.at));
        lacking.truncate(LACKING);
        Ok(CallQuestions {
            rows,
            total: count(all.len()),
            lacking,
            lacking_total: count(view.calls.lacking.len()),
        })
    })
}

/// The questions about the call of one contact.
pub(crate) fn about(view: &View, id: &ContactId) -> Vec<CallQuestion> {
    let here = |row: &ContactId| view.contact(row).is_some_and(|found| found.id == *id);
    view.calls
        .questions
        .iter()
        .filter(|question| here(&question.one) || here(&question.other))
        .filter_map(|question| described(view, question))
        .collect()
}

/// The files that should have the call of one contact and have not.
pub(crate) fn lacking_of(view: &View, contact: &Contact) -> Vec<String> {
    if view.calls.lacking.is_empty() {
        return Vec::new();
    }
    let files = files(view);
    let names: BTreeSet<&str> = view
        .calls
        .lacking
        .iter()
        .filter(|lacking| {
            let found = view.contact(&lacking.contact);
            found.is_some_and(|found| found.id == contact.id)
        })
        .filter_map(|lacking| Some(files.get(lacking.sha256.as_str())?.0))
        .collect();
    names.into_iter().map(str::to_owned).collect()
}

/// Rows of which the user said that they are not the call of this contact.
pub(crate) fn apart(view: &View, contact: &Contact) -> Vec<Contact> {
    let here = |row: &ContactId| {
        view.contact(row)
            .is_some_and(|found| found.id == contact.id)
    };
    let said = view.case.same_calls.iter();
    let others = said.filter(|said| said.same == Tri::No).filter_map(|said| {
        match (here(&said.one), here(&said.other)) {
            (true, false) => Some(&said.other),
            (false, true) => Some(&said.one),
            _ => None,
        }
    });
    let others: BTreeSet<&ContactId> = others.collect();
    others
        .into_iter()
        .filter_map(|id| view.logged_row(id).cloned())
        .collect()
}

fn described(view: &View, question: &Question) -> Option<CallQuestion> {
    let held = [&question.one, &question.other]
        .into_iter()
        .find(|id| view.calls.held.contains(*id));
    let plain = |id: &ContactId| {
        let row = view.logged_row(id)?;
        Some(Contact {
            witnesses: Vec::new(),
            ..row.clone()
        })
    };
    Some(CallQuestion {
        one: plain(&question.one)?,
        other: plain(&question.other)?,
        conflict: question.conflict,
        held: held.cloned(),
    })
}

/// Name and kind of each source, by its hash.
fn files(view: &View) -> HashMap<&str, (&str, SourceKind)> {
    let sources = view.logged().filter_map(|row| row.source.as_ref());
    sources
        .map(|source| (source.sha256.as_str(), (source.file.as_str(), source.kind)))
        .collect()
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
