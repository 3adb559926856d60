//! Marking a letter as sent: from then on it never changes.

use chrono::NaiveTime;
use domain::{FieldProblem, ProblemCode, beijing};

use super::list::{draft_of, find, row};
use super::print::{complete, pages, pdf, prepared};
use super::{LetterRow, LetterSend};
use crate::action::Action;
use crate::{App, Error, ErrorCode};

/// Freezes a letter with its words, its PDF and the findings it rests on.
///
/// # Errors
/// Locked; not found; sent already; incomplete; a day to come; saving failed.
pub fn send(app: &App, request: LetterSend) -> Result<LetterRow, Error> {
    if request.sent_on > app.today() {
        let field = FieldProblem::new("sent_on", ProblemCode::InFuture);
        return Err(Error::invalid(vec![field]));
    }
    let (printable, findings) = app.with(|session| {
        let letter = find(session, &request.id)?;
        if letter.sent.is_some() {
            return Err(ErrorCode::LetterFrozen.into());
        }
        let draft = draft_of(&letter).ok_or(ErrorCode::DamagedVault)?;
        if request.sent_on < draft.day {
            let field = FieldProblem::new("sent_on", ProblemCode::BeforeStart);
            return Err(Error::invalid(vec![field]));
        }
        let findings: Vec<_> = draft
            .findings
            .iter()
            .filter_map(|key| session.view.finding(&app.packs(), key))
            .collect();
        Ok((prepared(app, session, &draft, &letter.reference)?, findings))
    })?;
    let bytes = pdf(app.fonts()?, &printable)?;
    let text = letters::to_text(complete(&printable)?);
    let mut shown = pages(app.fonts()?, printable)?;
    // The writer kept what was noted; a letter that went out is not argued with.
    shown.notes.clear();
    let mut document = serde_json::to_value(shown).map_err(|_| ErrorCode::Bug)?;
    document["text"] = text.into();
    let findings = serde_json::to_value(findings).map_err(|_| ErrorCode::Bug)?;
    let noon = request
        .sent_on
        .and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default());
    let sent_at = noon
        .and_local_timezone(beijing())
        .single()
        .unwrap_or_else(|| app.now());
    app.change(Action::LetterSent, |writer, _| {
        writer.freeze_letter(&request.id, document, findings, &bytes, sent_at)?;
        Ok(())
    })?;
    app.with(|session| row(&session.view, &find(session, &request.id)?))
}
