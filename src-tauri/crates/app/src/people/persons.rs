//! People other than the borrower.

use crate::action::Action;
use domain::{FieldProblem, Person, PersonId, ProblemCode};

use super::PersonInput;
use crate::{App, Empty, Error};

/// All people of the case.
///
/// # Errors
/// Locked.
pub fn list(app: &App, _: Empty) -> Result<Vec<Person>, Error> {
    app.view(|view| Ok(view.case.people.clone()))
}

/// Saves a person.
///
/// # Errors
/// Locked; invalid fields; not found; saving failed.
pub fn save(app: &App, input: PersonInput) -> Result<Person, Error> {
    if input.name.trim().is_empty() {
        return Err(Error::invalid(vec![FieldProblem::new(
            "name",
            ProblemCode::Required,
        )]));
    }
    app.change(Action::PersonSaved, |writer, case| {
        let id = match input.id {
            Some(id) if case.people.iter().any(|p| p.id == id) => id,
            Some(_) => return Err(Error::not_found("person")),
            None => PersonId::from(app.new_id('p')),
        };
        let person = Person {
            id,
            name: input.name.trim().to_owned(),
            relation: input.relation,
            phones: input.phones,
        };
        writer.put_person(&person)?;
        Ok(person)
    })
}
