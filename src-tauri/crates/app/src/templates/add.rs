//! Adding a template: it is read, checked whole, and kept, or refused whole with every
//! reason.

use std::path::Path;

use letters::template::{TemplateCode, TemplateProblem, check_own};
use store::StoredTemplate;

use super::{TemplateAdded, TemplateFolder};
use crate::action::Action;
use crate::folder::{self, FolderFault, Limits};
use crate::letters::own_card;
use crate::{App, Error};

/// The largest template there is takes a twentieth of this.
const LIMITS: Limits = Limits {
    endings: &[".toml", ".txt"],
    bytes: 1024 * 1024,
    files: 200,
};

/// Adds the template in a folder to this vault. One of the same id that was added
/// before is replaced; one that comes with the app is not.
///
/// # Errors
/// Locked; the folder cannot be read; saving failed. A template with faults is an
/// answer, not an error.
pub fn add(app: &App, request: TemplateFolder) -> Result<TemplateAdded, Error> {
    app.view(|_| Ok(()))?;
    let mut found = folder::read(Path::new(&request.path), &LIMITS)?;
    // What else is there to read, such as notes, is not a part of the template.
    let id = found.id;
    let own = |file: &str| {
        let file = file.strip_prefix(&id).unwrap_or(file);
        ["/letter.toml", "/zh-CN.txt", "/en.txt"].contains(&file) || file.starts_with("/samples/")
    };
    found.files.retain(|file, _| own(file));
    let mut problems: Vec<TemplateProblem> = found
        .faults
        .iter()
        .filter(|(file, fault)| *fault == FolderFault::TooLarge || own(file))
        .map(|(file, fault)| problem(file, *fault))
        .collect();
    let checked = check_own(&id, &borrowed(&found.files));
    let template = match checked {
        Ok(template) if problems.is_empty() => own_card(&template),
        Ok(_) => return Ok(refused(problems)),
        Err(found) => {
            problems.extend(found);
            return Ok(refused(problems));
        }
    };
    let stored = StoredTemplate {
        id,
        files: found.files,
    };
    app.change_templates(Action::TemplateAdded, |writer| {
        writer.put_template(&stored)?;
        Ok(())
    })?;
    Ok(TemplateAdded {
        template: Some(template),
        problems: Vec::new(),
    })
}

fn refused(mut problems: Vec<TemplateProblem>) -> TemplateAdded {
    problems.sort();
    TemplateAdded {
        template: None,
        problems,
    }
}

fn problem(file: &str, fault: FolderFault) -> TemplateProblem {
    let (code, detail) = match fault {
        FolderFault::TooLarge => (
            TemplateCode::TooLarge,
            format!("{}, {}", LIMITS.files, LIMITS.bytes),
        ),
        FolderFault::NotText => (TemplateCode::NotText, "UTF-8".to_owned()),
    };
    TemplateProblem::new(file, 0, code, detail)
}

/// The files as the loader takes them.
pub(super) fn borrowed(files: &std::collections::BTreeMap<String, String>) -> Vec<(String, &str)> {
    files
        .iter()
        .map(|(file, text)| (file.clone(), text.as_str()))
        .collect()
}
