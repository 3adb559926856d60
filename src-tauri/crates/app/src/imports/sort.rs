//! Which rows of the files are new, which the log has, and which another source
//! has too.

use domain::{Channel, Contact, ContactId, SourceKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::FilesRead;
use crate::calls::{Place, group, is_imported_call};
use crate::view::View;

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// A contact of its own.
    New,
    /// A further record of a call.
    Witness,
    /// It may be the call of another row; saved, and asked about.
    Asked { beside: Row, reason: String },
    /// It may be this contact; saved if the user says so.
    Doubtful { existing: ContactId, reason: String },
    /// It is there already.
    Same,
}

/// A row of the log, or one to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Row {
    Logged(ContactId),
    ToCome(u32),
}

/// The rows of all files, by one running index.
pub(super) struct Sorted {
    /// As they would be logged, each with its index for an id.
    pub(super) rows: Vec<Contact>,
    pub(super) fates: Vec<Fate>,
}

impl Sorted {
    pub(super) fn count(&self, is: impl Fn(&Fate) -> bool) -> u32 {
        u32::try_from(self.fates.iter().filter(|fate| is(fate)).count()).unwrap_or(u32::MAX)
    }
}

const MARK: char = '#';

fn to_come(index: usize) -> ContactId {
    ContactId::from(format!("{MARK}{index}"))
}

/// The index in the id of a row to come.
pub(super) fn index_of(id: &ContactId) -> Option<u32> {
    id.as_str().strip_prefix(MARK)?.parse().ok()
}

/// One record, wherever it is met again: a backup made later holds it once more
/// and proves nothing new.
#[derive(PartialEq, Eq, Hash)]
struct Record<'c> {
    kind: SourceKind,
    raw: &'c str,
    second: i64,
    number: Option<&'c str>,
}

impl<'c> Record<'c> {
    fn of(contact: &'c Contact) -> Option<Self> {
        let source = contact.source.as_ref()?;
        Some(Self {
            kind: source.kind,
            raw: &source.raw,
            second: contact.at.timestamp(),
            number: contact.number.as_ref().map(domain::Phone::as_str),
        })
    }
}

/// Sorts the rows of all files against the log, and those of a later file also
/// against those of earlier files.
///
/// Messages, and calls against what was written by hand, are compared one by one:
/// the same is left out, what resembles it is the user's to decide. Calls of
/// several sources are all kept; [`group`] says which are one.
pub(super) fn sort(view: &View, read: &FilesRead) -> Sorted {
    let mut rows: Vec<Contact> = Vec::new();
    for file in &read.files {
        let first = rows.len();
        let new = file.rows.iter().enumerate();
        rows.extend(
            new.map(|(i, row)| row.clone().into_contact(to_come(first + i), &file.summary)),
        );
    }
    let mut fates = vec![Fate::Same; rows.len()];
    compare(view, read, &rows, &mut fates);

    let roots = view
        .logged()
        .filter(|row| is_imported_call(row) && row.supersedes.is_none());
    let mut called: Vec<&Contact> = roots.collect();
    let logged = called.len();
    let candidates: Vec<usize> = (0..rows.len())
        .filter(|i| fates[*i] == Fate::New && rows[*i].channel == Channel::Call)
        .collect();
    called.extend(candidates.iter().map(|i| &rows[*i]));
    let grouped = group(&called, &view.case.same_calls);
    let name = |place: usize| match place.checked_sub(logged) {
        Some(at) => Row::ToCome(u32::try_from(candidates[at]).unwrap_or(u32::MAX)),
        None => Row::Logged(called[place].id.clone()),
    };
    let conflicts: FxHashMap<(&ContactId, &ContactId), &'static str> = grouped
        .questions
        .iter()
        .flat_map(|q| {
            let code = q.conflict.code();
            [((&q.one, &q.other), code), ((&q.other, &q.one), code)]
        })
        .collect();
    for (at, row) in candidates.iter().enumerate() {
        match &grouped.places[logged + at] {
            Place::Lead => {}
            Place::Witness { .. } => fates[*row] = Fate::Witness,
            Place::Held { of } => {
                let pair = (&rows[*row].id, &called[*of].id);
                let reason = conflicts.get(&pair).copied().unwrap_or("ambiguous");
                fates[*row] = Fate::Asked {
                    beside: name(*of),
                    reason: reason.to_owned(),
                };
            }
        }
    }
    Sorted { rows, fates }
}

/// Compares row by row: everything but calls of other sources.
fn compare(view: &View, read: &FilesRead, rows: &[Contact], fates: &mut [Fate]) {
    let mut known: Vec<&Contact> = view.logged().filter(|row| !is_imported_call(row)).collect();
    let calls = || view.logged().filter(|row| is_imported_call(row));
    let mut records: FxHashSet<Record<'_>> = calls().filter_map(Record::of).collect();
    let places: FxHashSet<(&str, u32)> = calls()
        .filter_map(|row| row.source.as_ref())
        .map(|source| (source.sha256.as_str(), source.position))
        .collect();
    let mut first = 0;
    for file in &read.files {
        let plan = intake::plan(&file.summary, &file.rows, &known);
        let end = first + file.rows.len();
        let mut kept = Vec::new();
        if let Some(fates) = fates.get_mut(first..end) {
            fates.fill(Fate::New);
        }
        for same in &plan.same {
            if let Some(fate) = fates.get_mut(first + same.row as usize) {
                *fate = Fate::Same;
            }
        }
        for doubt in &plan.doubtful {
            // A row that only resembles one of an earlier file has no saved contact
            // to be shown beside. Losing it would be worse than having both.
            if index_of(&doubt.existing).is_none()
                && let Some(fate) = fates.get_mut(first + doubt.row as usize)
            {
                *fate = Fate::Doubtful {
                    existing: doubt.existing.clone(),
                    reason: doubt.reason.code().to_owned(),
                };
            }
        }
        let mine = rows.iter().zip(&mut *fates).take(end).skip(first);
        for (contact, fate) in mine.filter(|(_, fate)| **fate == Fate::New) {
            if contact.channel != Channel::Call {
                kept.push(contact);
                continue;
            }
            let source = contact.source.as_ref();
            let here = source.is_some_and(|s| places.contains(&(s.sha256.as_str(), s.position)));
            let known = Record::of(contact).is_some_and(|record| !records.insert(record));
            if here || known {
                *fate = Fate::Same;
            }
        }
        known.extend(kept);
        first = end;
    }
}
