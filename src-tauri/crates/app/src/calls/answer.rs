//! What the user says about two rows: one call, two calls, or no longer either.

use domain::{ContactId, FieldProblem, ProblemCode, SameCall, SameCallId, Tri};

use super::CallAnswer;
use crate::action::Action;
use crate::contacts::ContactRef;
use crate::view::View;
use crate::{App, Error};

/// Keeps what is said about two rows, and says under which contact the first is
/// found now. Said of a witness, “two calls” takes it out of its call.
///
/// # Errors
/// Locked; not found: a row that was not imported; invalid; saving failed.
pub fn answer(app: &App, request: CallAnswer) -> Result<ContactRef, Error> {
    let CallAnswer {
        one,
        other,
        same,
        right,
    } = request;
    let said = app.view(|view| {
        let root = |id: &ContactId| root(view, id).ok_or_else(|| Error::not_found("contact"));
        let (one, other) = (root(&one)?, root(&other)?);
        let right = right.as_ref().map(root).transpose()?;
        let wrong = |field| Err(Error::invalid(vec![contradiction(field)]));
        if one == other {
            return wrong("other");
        }
        if let Some(right) = &right
            && *right != one
            && *right != other
        {
            return wrong("right");
        }
        let (mine, theirs) = (members(view, &one), members(view, &other));
        // Taken out of a call, a row is not that of any other of its rows.
        let (mine, theirs) = if mine == theirs {
            let rest = mine.into_iter().filter(|id| *id != other).collect();
            (rest, vec![other.clone()])
        } else {
            (mine, theirs)
        };
        let mut said = Vec::new();
        for one in &mine {
            for other in &theirs {
                let before = before(view, one, other);
                let was = before.map_or(Tri::Unknown, |said| said.same);
                // One pair is enough to join two calls; to keep them apart, or to
                // know nothing again, it takes all of them.
                let says = match same {
                    Tri::Yes => (was == Tri::No).then_some(Tri::Unknown),
                    Tri::No => Some(Tri::No),
                    Tri::Unknown => (was != Tri::Unknown).then_some(Tri::Unknown),
                };
                said.extend(says.map(|says| pair(app, before, (one, other), says, None)));
            }
        }
        if same == Tri::Yes {
            said.retain(|pair| !is_of(pair, &one, &other));
            let before = before(view, &one, &other);
            said.push(pair(app, before, (&one, &other), same, right));
        }
        Ok(said)
    })?;
    app.change(Action::CallAnswered, |writer, _| {
        said.iter()
            .try_for_each(|said| writer.put_same_call(said).map_err(Error::from))
    })?;
    app.view(|view| {
        let found = view.contact(&one).map(|found| found.id.clone());
        Ok(ContactRef {
            id: found.unwrap_or(one),
        })
    })
}

fn contradiction(field: &str) -> FieldProblem {
    FieldProblem::new(field, ProblemCode::Contradiction)
}

fn pair(
    app: &App,
    before: Option<&SameCall>,
    (one, other): (&ContactId, &ContactId),
    same: Tri,
    right: Option<ContactId>,
) -> SameCall {
    SameCall {
        id: before.map_or_else(
            || SameCallId::from(app.new_id('w')),
            |before| before.id.clone(),
        ),
        one: one.clone(),
        other: other.clone(),
        same,
        right,
    }
}

fn before<'v>(view: &'v View, one: &ContactId, other: &ContactId) -> Option<&'v SameCall> {
    let mut said = view.case.same_calls.iter();
    said.find(|said| is_of(said, one, other))
}

fn is_of(said: &SameCall, one: &ContactId, other: &ContactId) -> bool {
    (said.one == *one && said.other == *other) || (said.one == *other && said.other == *one)
}

/// The imported row behind an id: of a correction, the row it corrects.
fn root(view: &View, id: &ContactId) -> Option<ContactId> {
    let mut row = view.logged_row(id)?;
    // A chain is as long as somebody had second thoughts.
    while let Some(older) = row.supersedes.as_ref().and_then(|id| view.logged_row(id)) {
        row = older;
    }
    row.source.as_ref().map(|_| row.id.clone())
}

/// The imported rows of the call a row is found under, in order.
fn members(view: &View, root_id: &ContactId) -> Vec<ContactId> {
    let held = view.calls.held.contains(root_id);
    let Some(lead) = view.contact(root_id).filter(|_| !held) else {
        return vec![root_id.clone()];
    };
    let others = lead.witnesses.iter().map(|witness| witness.id.clone());
    let mut all: Vec<ContactId> = others.chain(root(view, &lead.id)).collect();
    all.sort();
    all
}
