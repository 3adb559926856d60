//! The notices of the case.

use domain::Notice;

use crate::{App, Empty, Error};

/// All notices, in the order they were first written down.
///
/// # Errors
/// Locked.
pub fn list(app: &App, _: Empty) -> Result<Vec<Notice>, Error> {
    app.view(|view| Ok(view.case.notices.clone()))
}
