//! Taking a file out of the record.

use super::AttachmentRef;
use crate::action::Action;
use crate::letters::encloses;
use crate::{App, Done, Error, ErrorCode};

/// Removes a file. The journal keeps its name and hash; its content is gone, also for
/// backups made before: after a restore they name it, and the check says that it is
/// missing.
///
/// # Errors
/// Locked; not found; still referenced: by its copy, or by a finished letter that
/// encloses it; saving failed.
pub fn remove(app: &App, AttachmentRef { id }: AttachmentRef) -> Result<Done, Error> {
    app.beside(Action::AttachmentRemoved, |writer, _| {
        let referenced = |what| Error::new(ErrorCode::StillReferenced).with("what", what);
        let copy = |kept: &store::KeptFile| kept.attachment.copy_of.as_ref() == Some(&id);
        if writer.attachments()?.iter().any(copy) {
            return Err(referenced("copy"));
        }
        let letters = writer.letters()?;
        let mut finished = letters.iter().filter(|letter| letter.frozen.is_some());
        if finished.any(|letter| encloses(letter, &id)) {
            return Err(referenced("letter"));
        }
        writer.delete_attachment(&id)?;
        Ok(Done {})
    })
}
