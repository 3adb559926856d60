//! What is written down about a file. The file itself never changes.

use domain::Attachment;

use super::{AttachmentInput, AttachmentRow, row, unknown};
use crate::action::Action;
use crate::{App, Error};

/// Replaces what is written down about a file.
///
/// # Errors
/// Locked; not found; fields that are wrong; saving failed.
pub fn save(app: &App, input: AttachmentInput) -> Result<AttachmentRow, Error> {
    let trimmed = |text: &str| text.trim().to_owned();
    app.beside(Action::AttachmentSaved, |writer, case| {
        let kept = writer.attachment(&input.id)?;
        let before = kept.attachment.about.clone();
        let mut timed_notes = input.timed_notes;
        timed_notes.sort_by_key(|timed| timed.at_s);
        let attachment = Attachment {
            about: input.about,
            note: input
                .note
                .as_deref()
                .map(trimmed)
                .filter(|note| !note.is_empty()),
            timed_notes,
            checks: input.checks,
            ..kept.attachment
        };
        let mut problems = attachment.problems();
        problems.extend(unknown("about", &attachment.about, &before, writer, case)?);
        if !problems.is_empty() {
            return Err(Error::invalid(problems));
        }
        writer.describe_attachment(&attachment)?;
        let all = writer.attachments()?;
        Ok(row(&writer.attachment(&input.id)?, &all))
    })
}
