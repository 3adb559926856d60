//! The person the case is about.

use crate::action::Action;
use domain::{Borrower, FieldProblem, ProblemCode, known_zone};

use super::BorrowerInput;
use crate::{App, Empty, Error};

/// The borrower as entered so far.
///
/// # Errors
/// Locked.
pub fn borrower(app: &App, _: Empty) -> Result<Borrower, Error> {
    app.view(|view| Ok(view.case.borrower.clone()))
}

/// Saves the borrower.
///
/// # Errors
/// Locked; invalid fields; saving failed.
pub fn save_borrower(app: &App, input: BorrowerInput) -> Result<Borrower, Error> {
    let mut problems = Vec::new();
    let name = input.name.trim().to_owned();
    if name.chars().count() > 100 {
        problems.push(FieldProblem::new("name", ProblemCode::TooLong));
    }
    if input
        .id_number
        .as_deref()
        .is_some_and(|id| !plausible_id(id))
    {
        problems.push(FieldProblem::new("id_number", ProblemCode::Malformed));
    }
    for (i, zone) in input.time_zones.iter().flatten().enumerate() {
        if !known_zone(zone) {
            problems.push(FieldProblem::new(
                format!("time_zones[{i}]"),
                ProblemCode::Malformed,
            ));
        }
    }
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    app.change(Action::BorrowerSaved, |writer, case| {
        let borrower = Borrower {
            name,
            id_number: input.id_number,
            phones: input.phones,
            address: input.address,
            email: input.email,
            time_zones: input
                .time_zones
                .unwrap_or_else(|| case.borrower.time_zones.clone()),
        };
        writer.put_borrower(&borrower)?;
        Ok(borrower)
    })
}

/// Mainland numbers have 18 places, the last may be X; other documents are 5 to 20
/// letters and digits. Nothing more is checked: a wrong digit must not stop a letter.
fn plausible_id(text: &str) -> bool {
    (5..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
}
