//! The templates a vault adds, and those of them that are not sound any more.

use letters::Template;
use letters::template::check_own;
use store::StoredTemplate;

use super::add::borrowed;
use super::{OwnTemplates, TemplateFaults};
use crate::letters::own_card;
use crate::{App, Empty, Error};

/// The templates of this vault: those in use and those kept but not used.
///
/// # Errors
/// Locked.
pub fn list(app: &App, _: Empty) -> Result<OwnTemplates, Error> {
    let stored = app.with(|session| Ok(session.vault.read(|reader| reader.templates())?))?;
    let mut out = OwnTemplates {
        templates: Vec::new(),
        unsound: Vec::new(),
    };
    for one in stored {
        match check_own(&one.id, &borrowed(&one.files)) {
            Ok(template) => out.templates.push(own_card(&template)),
            Err(problems) => out.unsound.push(TemplateFaults {
                id: one.id,
                problems,
            }),
        }
    }
    Ok(out)
}

/// The stored templates that can be used.
pub(crate) fn sound(stored: &[StoredTemplate]) -> Vec<Template> {
    stored
        .iter()
        .filter_map(|one| check_own(&one.id, &borrowed(&one.files)).ok())
        .collect()
}
