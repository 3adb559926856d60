//! Settings of one vault.

use crate::action::Action;
use domain::{FieldProblem, ProblemCode};

use super::Settings;
use crate::session::Session;
use crate::{App, Empty, Error};

const IDLE_MINUTES: &str = "idle_minutes";
const DEFAULT_IDLE_MINUTES: u32 = 10;
const LONGEST_IDLE_MINUTES: u32 = 240;

/// The settings.
///
/// # Errors
/// Locked.
pub fn get(app: &App, _: Empty) -> Result<Settings, Error> {
    app.with(|session| read(session))
}

/// Saves the settings.
///
/// # Errors
/// Locked; invalid fields; saving failed.
pub fn set(app: &App, settings: Settings) -> Result<Settings, Error> {
    if settings.idle_minutes > LONGEST_IDLE_MINUTES {
        return Err(Error::invalid(vec![FieldProblem::new(
            IDLE_MINUTES,
            ProblemCode::OutOfRange,
        )]));
    }
    app.change(Action::SettingSaved, |writer, _| {
        writer.set_setting(IDLE_MINUTES, &settings.idle_minutes.to_string())?;
        Ok(())
    })?;
    Ok(settings)
}

pub(crate) fn read(session: &Session) -> Result<Settings, Error> {
    let stored = session.vault.read(|reader| reader.setting(IDLE_MINUTES))?;
    let idle_minutes = stored
        .and_then(|text| text.parse().ok())
        .unwrap_or(DEFAULT_IDLE_MINUTES);
    Ok(Settings { idle_minutes })
}
