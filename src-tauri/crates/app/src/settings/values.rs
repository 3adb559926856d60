//! Settings of one vault.

use crate::action::Action;
use domain::{FieldProblem, ProblemCode};

use super::Settings;
use crate::session::Session;
use crate::{App, Empty, Error};

const IDLE_MINUTES: &str = "idle_minutes";
const REMINDERS: &str = "reminders";
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
        writer.set_setting(REMINDERS, &settings.reminders.to_string())?;
        Ok(())
    })?;
    Ok(settings)
}

pub(crate) fn read(session: &Session) -> Result<Settings, Error> {
    let (idle, reminders) = session.vault.read(|reader| {
        Ok::<_, store::Error>((reader.setting(IDLE_MINUTES)?, reader.setting(REMINDERS)?))
    })?;
    Ok(Settings {
        idle_minutes: idle
            .and_then(|text| text.parse().ok())
            .unwrap_or(DEFAULT_IDLE_MINUTES),
        reminders: reminders.as_deref() == Some("true"),
    })
}
