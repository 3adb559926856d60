//! What the columns of a table are, kept in the vault by its header row, so that
//! the next file of the same source needs no question.

use domain::{FieldProblem, ProblemCode};
use intake::Mapping;
use store::{Reader, Writer};

use crate::Error;

const PREFIX: &str = "mapping.";

/// The mappings of the vault.
pub(super) fn kept(reader: &Reader<'_>) -> Result<Vec<Mapping>, Error> {
    let settings = reader.settings()?;
    let mappings = settings.iter().filter(|(key, _)| key.starts_with(PREFIX));
    // One of a newer program's making is no use here; the user is asked again.
    Ok(mappings
        .filter_map(|(_, value)| serde_json::from_str(value).ok())
        .collect())
}

/// Keeps mappings.
pub(super) fn keep<'m>(
    writer: &Writer<'_>,
    mappings: impl Iterator<Item = &'m Mapping>,
) -> Result<(), Error> {
    for mapping in mappings {
        if let Ok(text) = serde_json::to_string(mapping) {
            writer.set_setting(&format!("{PREFIX}{}", mapping.signature), &text)?;
        }
    }
    Ok(())
}

/// What mappings lack, each with its place.
pub(super) fn problems(mappings: &[Mapping]) -> Vec<FieldProblem> {
    let lacking = mappings.iter().enumerate().flat_map(|(i, mapping)| {
        let lacks = mapping.lacks().into_iter();
        lacks.map(move |role| {
            let field = format!("mappings[{i}].{}", role.code());
            FieldProblem::new(field, ProblemCode::Required)
        })
    });
    lacking.collect()
}
