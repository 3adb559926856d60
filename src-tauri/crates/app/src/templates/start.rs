//! A template of the app as a folder to edit.

use std::fs;
use std::path::Path;

use letters::template::blank_of;

use super::{TemplateStart, TemplateStarted};
use crate::files::unwritable;
use crate::{App, Error};

/// Writes a template of the app under a new id into a folder of its own, which takes
/// a name that is not there yet; with it what its author has to look up.
///
/// # Errors
/// Not found; the folder cannot be written, of which nothing stays then.
pub fn start(_: &App, request: TemplateStart) -> Result<TemplateStarted, Error> {
    let within = Path::new(&request.path);
    let id = free(within, &request.id);
    let files = blank_of(&request.id, &id).ok_or_else(|| Error::not_found("template"))?;
    // Written beside and renamed, so that a full disk leaves no half of a template.
    let partial = within.join(format!(".{id}.part"));
    let place = |file: &str| partial.join(file.strip_prefix(&format!("{id}/")).unwrap_or(file));
    let written = files.iter().try_for_each(|(file, text)| {
        let path = place(file);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)
    });
    let written = written.and_then(|()| fs::rename(&partial, within.join(&id)));
    if let Err(error) = written {
        // The partial folder may not even exist.
        let _ = fs::remove_dir_all(&partial);
        return Err(unwritable(&error, &id));
    }
    Ok(TemplateStarted { folder: id })
}

/// `my-` and the id, with a number if that is there.
fn free(within: &Path, id: &str) -> String {
    let name = format!("my-{id}");
    let numbered = (2_u32..).map(|n| format!("{name}-{n}"));
    let mut names = std::iter::once(name.clone()).chain(numbered);
    names
        .find(|name| !within.join(name).exists())
        .unwrap_or(name)
}
