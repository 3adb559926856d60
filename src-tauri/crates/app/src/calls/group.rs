//! Which rows are one call, which may be, and which row speaks for a call.
//!
//! [`intake::merge`] finds the calls from what the rows say alone. Which of its
//! rows a call is named by is decided here: the one that was logged first, so
//! that a witness more changes no identifier a finding or a letter holds; or the
//! one the user said is right. A row that may be a call already logged is held
//! back until somebody says: counted twice it would be a false finding.

use domain::{Contact, ContactId, MergeReason, SameCall, Tri};
use intake::{Answers, Lacking, MergePlan, Question, merge};
use rustc_hash::FxHashMap;

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It speaks for its call.
    Lead,
    /// Another record of the call of the row at `of`.
    Witness {
        of: usize,
        with: ContactId,
        reason: MergeReason,
    },
    /// It may be the call of the row at `of`; not counted until somebody says.
    Held { of: usize },
}

/// Rows sorted by what they are.
pub(crate) struct Grouped {
    /// One for each row.
    pub(crate) places: Vec<Place>,
    pub(crate) questions: Vec<Question>,
    pub(crate) lacking: Vec<Lacking>,
}

/// Sorts `rows`: rows as they were imported, in the order they were logged.
pub(crate) fn group(rows: &[&Contact], said: &[SameCall]) -> Grouped {
    let mut answers = Answers::default();
    for said in said {
        let pair = (said.one.clone(), said.other.clone());
        match said.same {
            Tri::Yes => answers.together.push(pair),
            Tri::No => answers.apart.push(pair),
            Tri::Unknown => {}
        }
    }
    let MergePlan {
        merged,
        questions,
        lacking,
    } = merge(rows, &answers);
    let by_id: FxHashMap<&ContactId, usize> =
        rows.iter().enumerate().map(|(i, c)| (&c.id, i)).collect();
    let right: Vec<usize> = said
        .iter()
        .filter(|said| said.same == Tri::Yes)
        .filter_map(|said| by_id.get(said.right.as_ref()?).copied())
        .collect();
    let mut places = vec![Place::Lead; rows.len()];
    // Of each row, the one that speaks for it.
    let mut lead: Vec<usize> = (0..rows.len()).collect();
    for call in &merged {
        let members: Vec<usize> = call
            .witnesses
            .iter()
            .filter_map(|id| by_id.get(id).copied())
            .collect();
        let said = right.iter().rev().find(|row| members.contains(row));
        let Some(of) = said.or(members.iter().min()).copied() else {
            continue;
        };
        for row in members.into_iter().filter(|row| *row != of) {
            lead[row] = of;
            let id = &rows[row].id;
            let link = call
                .links
                .iter()
                .find(|link| link.one == *id || link.other == *id);
            if let Some(link) = link {
                let with = if link.one == *id {
                    &link.other
                } else {
                    &link.one
                };
                places[row] = Place::Witness {
                    of,
                    with: with.clone(),
                    reason: link.reason,
                };
            }
        }
    }
    hold(&by_id, &questions, &lead, &mut places);
    Grouped {
        places,
        questions,
        lacking,
    }
}

/// Of each question about two calls, holds back the one logged later. A call
/// has part in one such pair at most: a source lists a call once, so of two rows
/// that may each be a third, one at least is a call of its own. Questions come
/// in an order that does not depend on the order of imports, so neither does the
/// number of calls.
fn hold(
    by_id: &FxHashMap<&ContactId, usize>,
    questions: &[Question],
    lead: &[usize],
    places: &mut [Place],
) {
    let mut paired = vec![false; places.len()];
    for question in questions {
        let of = |id| by_id.get(id).map(|row: &usize| lead[*row]);
        let (Some(one), Some(other)) = (of(&question.one), of(&question.other)) else {
            continue;
        };
        if one == other || paired[one] || paired[other] {
            continue;
        }
        (paired[one], paired[other]) = (true, true);
        let (kept, held) = (one.min(other), one.max(other));
        places[held] = Place::Held { of: kept };
    }
    // What witnesses a call that is held back is held back with it.
    for (row, lead) in lead.iter().enumerate() {
        if let Some(held @ Place::Held { .. }) = places.get(*lead).cloned() {
            places[row] = held;
        }
    }
}
