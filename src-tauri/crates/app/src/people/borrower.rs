//! The person the case is about.

use crate::action::Action;
use domain::{Borrower, FieldProblem, ProblemCode, known_zone};

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
pub fn save_borrower(app: &App, mut borrower: Borrower) -> Result<Borrower, Error> {
    borrower.name = borrower.name.trim().to_owned();
    let mut problems = Vec::new();
    if borrower.name.chars().count() > 100 {
        problems.push(FieldProblem::new("name", ProblemCode::TooLong));
    }
    if borrower
        .id_number
        .as_deref()
        .is_some_and(|id| !plausible_id(id))
    {
        problems.push(FieldProblem::new("id_number", ProblemCode::Malformed));
    }
    if let Some(i) = borrower
        .time_zones
        .iter()
        .position(|zone| !known_zone(zone))
    {
        problems.push(FieldProblem::new(
            format!("time_zones[{i}]"),
            ProblemCode::Malformed,
        ));
    }
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    app.change(Action::BorrowerSaved, |writer, case| {
        // A form that does not show the places leaves them as they were.
        if borrower.time_zones.is_empty() {
            borrower.time_zones.clone_from(&case.borrower.time_zones);
        }
        writer.put_borrower(&borrower)?;
        Ok(borrower)
    })
}

/// Mainland numbers have 18 places, the last may be X; other documents are 5 to 20
/// letters and digits. Nothing more is checked: a wrong digit must not stop a letter.
fn plausible_id(text: &str) -> bool {
    (5..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric())
}
