//! The LPR as far as it is verified, and later quotes the user read themself.

use domain::{FieldProblem, ProblemCode};
use money::OwnLpr;

use super::{LprInput, LprView};
use crate::action::Action;
use crate::{App, Empty, Error, ErrorCode};

/// The setting that holds the user's own quotes.
const KEY: &str = "own_lpr";

/// How far the series goes, and the user's own quotes.
///
/// # Errors
/// Locked.
pub fn lpr(app: &App, _: Empty) -> Result<LprView, Error> {
    Ok(LprView {
        verified_to: app.figures()?.lpr().verified_to(),
        own: own_lpr(app)?,
    })
}

/// Replaces the user's own quotes.
///
/// # Errors
/// Locked; invalid fields; saving failed.
pub fn save_lpr(app: &App, input: LprInput) -> Result<LprView, Error> {
    let verified_to = app.figures()?.lpr().verified_to();
    let mut problems = Vec::new();
    let mut add = |field: String, code| problems.push(FieldProblem::new(field, code));
    for (i, quote) in input.own.iter().enumerate() {
        let day = || format!("own[{i}].day");
        if quote.day <= verified_to {
            add(day(), ProblemCode::Contradiction);
        }
        if quote.day > app.today() {
            add(day(), ProblemCode::InFuture);
        }
        if i > 0 && input.own[i - 1].day >= quote.day {
            add(day(), ProblemCode::BeforeStart);
        }
        let percent = quote.percent.decimal();
        if percent.is_zero() || percent.is_sign_negative() || percent > 100.into() {
            add(format!("own[{i}].percent"), ProblemCode::OutOfRange);
        }
    }
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    let text = serde_json::to_string(&input.own).map_err(|_| ErrorCode::Bug)?;
    app.change(Action::SettingSaved, |writer, _| {
        writer.set_setting(KEY, &text)?;
        Ok(())
    })?;
    lpr(app, Empty {})
}

/// The user's own quotes.
///
/// # Errors
/// Locked.
pub(crate) fn own_lpr(app: &App) -> Result<Vec<OwnLpr>, Error> {
    app.with(|session| {
        let text = session.vault.read(|reader| reader.setting(KEY))?;
        // Only this file writes it.
        Ok(text
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    })
}
