//! Taking the notice of a year out again.

use super::add::moved;
use super::{HolidaysChanged, HolidaysRef};
use crate::action::Action;
use crate::{App, Error};

/// Removes a notice the user entered. What the app carries for the year counts again.
///
/// # Errors
/// Locked; not found; saving failed.
pub fn remove(app: &App, HolidaysRef { year }: HolidaysRef) -> Result<HolidaysChanged, Error> {
    let before = app.law();
    app.change_holidays(Action::HolidaysRemoved, |writer| {
        writer.delete_holidays(&year.to_string())?;
        Ok(())
    })?;
    Ok(HolidaysChanged {
        year: Some(year),
        issues: Vec::new(),
        moved: moved(app, &before)?,
    })
}
