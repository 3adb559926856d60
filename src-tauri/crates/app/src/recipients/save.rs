//! Making an entry, or changing one.

use domain::{FieldProblem, ProblemCode, Recipient, RecipientId};

use super::list::own_row;
use super::{RecipientInput, RecipientRow};
use crate::action::Action;
use crate::{App, Error};

/// Longest name, department, address or source, in characters.
const LONGEST: usize = 200;

/// Saves an entry of the directory.
///
/// # Errors
/// Locked; not found; fields that are wrong; saving failed.
pub fn save(app: &App, input: RecipientInput) -> Result<RecipientRow, Error> {
    let trimmed = |text: Option<String>| {
        let text = text.map(|text| text.trim().to_owned());
        text.filter(|text| !text.is_empty())
    };
    let is_new = input.id.is_none();
    let entry = Recipient {
        id: input
            .id
            .unwrap_or_else(|| RecipientId::from(app.new_id('q'))),
        name: input.name.trim().to_owned(),
        department: trimmed(input.department),
        address: trimmed(input.address),
        postcode: trimmed(input.postcode),
        source: trimmed(input.source),
        verified_on: input.verified_on,
    };
    let problems = problems(app, &entry);
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    app.change(Action::RecipientSaved, |writer, _| {
        if !is_new && !writer.recipients()?.iter().any(|one| one.id == entry.id) {
            return Err(Error::not_found("recipient"));
        }
        writer.put_recipient(&entry)?;
        Ok(())
    })?;
    Ok(own_row(&entry, app.today()))
}

fn problems(app: &App, entry: &Recipient) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let mut add = |field: &str, code| problems.push(FieldProblem::new(field, code));
    let long = |text: &str| text.chars().count() > LONGEST;
    if entry.name.is_empty() {
        add("name", ProblemCode::Required);
    } else if long(&entry.name) {
        add("name", ProblemCode::TooLong);
    }
    let texts = [
        ("department", &entry.department),
        ("address", &entry.address),
        ("source", &entry.source),
    ];
    for (field, text) in texts {
        if text.as_deref().is_some_and(long) {
            add(field, ProblemCode::TooLong);
        }
    }
    let is_postcode = |text: &str| text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit());
    if entry
        .postcode
        .as_deref()
        .is_some_and(|text| !is_postcode(text))
    {
        add("postcode", ProblemCode::Malformed);
    }
    // What it was compared with belongs to having compared it.
    if entry.verified_on.is_some() && entry.source.is_none() {
        add("source", ProblemCode::Required);
    }
    if entry.verified_on.is_some_and(|day| day > app.today()) {
        add("verified_on", ProblemCode::InFuture);
    }
    problems
}
