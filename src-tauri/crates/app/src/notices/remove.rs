//! Taking a notice out again.

use super::NoticeRef;
use crate::action::Action;
use crate::{App, Done, Error};

/// Removes a notice. That it was there stays in the journal.
///
/// # Errors
/// Locked; not found; saving failed.
pub fn remove(app: &App, NoticeRef { id }: NoticeRef) -> Result<Done, Error> {
    app.change(Action::NoticeRemoved, |writer, case| {
        if !case.notices.iter().any(|n| n.id == id) {
            return Err(Error::not_found("notice"));
        }
        writer.delete_notice(&id)?;
        Ok(Done {})
    })
}
