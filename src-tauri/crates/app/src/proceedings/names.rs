//! Procedures and letters by their names.

use deadlines::{Procedures, Wording};

use super::{LetterName, ProcedureName};
use crate::letters::template_title;

/// What a procedure is called. One that a newer version knows has only its id.
pub(crate) fn procedure_name(law: &Procedures, id: &str) -> ProcedureName {
    let title = law.proceeding(id).map(|one| one.title.clone());
    ProcedureName {
        id: id.to_owned(),
        title: title.unwrap_or_else(|| Wording {
            zh: id.to_owned(),
            en: id.to_owned(),
        }),
    }
}

/// The letters of these templates, each once. A template that is not there is left
/// out: nothing could be done with its name.
pub(crate) fn letter_names<'a>(ids: impl IntoIterator<Item = &'a String>) -> Vec<LetterName> {
    let mut out: Vec<LetterName> = Vec::new();
    for id in ids {
        if let Some(title) = template_title(id)
            && !out.iter().any(|letter| letter.id == *id)
        {
            out.push(LetterName {
                id: id.clone(),
                title,
            });
        }
    }
    out
}
