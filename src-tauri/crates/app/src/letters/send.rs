//! Finishing a letter and recording how it went out: once finished it never
//! changes.

use domain::{FieldProblem, Instant, Posting, ProblemCode};
use store::{Letter, Writer};

use super::enclosures::FROZEN;
use super::list::{draft_of, fields_of, find, row};
use super::print::{complete, pages, pdf, prepared};
use super::{LetterDraft, LetterRef, LetterRow};
use crate::action::Action;
use crate::proceedings::{carried, may_decide, proceeding_of};
use crate::{App, Error, ErrorCode};

/// A letter as it will never change again.
struct Finished {
    letter: Letter,
    document: serde_json::Value,
    findings: serde_json::Value,
    pdf: Vec<u8>,
}

impl Finished {
    fn write(self, writer: &Writer<'_>, at: Instant) -> Result<(), Error> {
        let Self {
            letter,
            document,
            findings,
            pdf,
        } = self;
        writer.put_letter(&letter)?;
        writer.freeze_letter(&letter.id, document, findings, &pdf, at)?;
        Ok(())
    }
}

/// Finishes a letter: its words, its PDF and the findings it rests on are frozen,
/// so that what is printed is what is kept.
///
/// # Errors
/// Locked; not found; finished already; incomplete; saving failed.
pub fn finish(app: &App, LetterRef { id }: LetterRef) -> Result<LetterRow, Error> {
    let (letter, draft) = known(app, &id)?;
    if letter.frozen.is_some() {
        return Err(ErrorCode::LetterFrozen.into());
    }
    let finished = finished(app, &letter, &draft)?;
    app.change(Action::LetterFinished, |writer, _| {
        finished.write(writer, app.now())
    })?;
    app.with(|session| row(app, session, &find(session, &id)?))
}

/// Records how a letter went out, arrived and was answered; finishes a draft
/// first. The proceeding it belongs to is given the same days.
///
/// # Errors
/// Locked; not found; incomplete; days that cannot be; saving failed.
pub fn send(app: &App, mut posting: Posting) -> Result<LetterRow, Error> {
    let (letter, draft) = known(app, &posting.letter)?;
    let trimmed = |text: Option<String>| {
        let text = text.map(|text| text.trim().to_owned());
        text.filter(|text| !text.is_empty())
    };
    posting.tracking = trimmed(posting.tracking);
    posting.answer = trimmed(posting.answer);
    // A kind without a day says nothing.
    posting.reply = posting.reply.filter(|_| posting.answered_on.is_some());
    let problems = problems(app, &draft, &posting);
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    let finished = match letter.frozen {
        Some(_) => None,
        None => Some(finished(app, &letter, &draft)?),
    };
    let (law, today) = (app.law(), app.today());
    app.change(Action::LetterSent, |writer, case| {
        if let Some(finished) = finished {
            finished.write(writer, app.now())?;
        }
        writer.put_posting(&posting)?;
        // The proceeding it belongs to learns its days in the same stroke.
        let one = proceeding_of(case, &posting.letter, draft.proceeding.as_ref());
        let changed = one.and_then(|one| carried(&law, one, &letter.template, &posting, today));
        if let Some(proceeding) = changed {
            writer.put_proceeding(&proceeding)?;
        }
        Ok(())
    })?;
    app.with(|session| row(app, session, &find(session, &posting.letter)?))
}

fn known(app: &App, id: &domain::LetterId) -> Result<(Letter, LetterDraft), Error> {
    let letter = app.with(|session| find(session, id))?;
    let draft = draft_of(&letter.fields).ok_or(ErrorCode::DamagedVault)?;
    Ok((letter, draft))
}

/// Days that cannot be: to come, or before what they follow; an answer nobody said
/// the kind of, where it matters.
fn problems(app: &App, draft: &LetterDraft, posting: &Posting) -> Vec<FieldProblem> {
    let days = [
        ("sent_on", Some(posting.sent_on), draft.day),
        ("delivered_on", posting.delivered_on, posting.sent_on),
        ("answered_on", posting.answered_on, posting.sent_on),
    ];
    let wrong = days.into_iter().filter_map(|(field, day, earliest)| {
        let code = match day? {
            day if day > app.today() => ProblemCode::InFuture,
            day if day < earliest => ProblemCode::BeforeStart,
            _ => return None,
        };
        Some(FieldProblem::new(field, code))
    });
    let mut wrong: Vec<_> = wrong.collect();
    // Days are counted from a decision, and from nothing less.
    let unsaid = posting.answered_on.is_some() && posting.reply.is_none();
    if unsaid && may_decide(&app.law(), &draft.template) {
        wrong.push(FieldProblem::new("reply", ProblemCode::Required));
    }
    wrong
}

fn finished(app: &App, letter: &Letter, draft: &LetterDraft) -> Result<Finished, Error> {
    let (printable, findings) = app.with(|session| {
        let findings: Vec<_> = draft
            .findings
            .iter()
            .filter_map(|key| session.view.finding(&app.packs(), key))
            .collect();
        Ok((prepared(app, session, draft, &letter.reference)?, findings))
    })?;
    let bytes = pdf(app.fonts()?, &printable)?;
    let going: Vec<_> = printable.going.iter().map(|one| &one.kept).collect();
    let going = serde_json::to_value(going).map_err(|_| ErrorCode::Bug)?;
    let text = letters::to_text(complete(&printable)?);
    let mut shown = pages(app.fonts()?, printable)?;
    // The writer kept what was noted; a finished letter is not argued with.
    shown.notes.clear();
    shown.remarks.clear();
    shown.unsaid.clear();
    shown.replies.clear();
    let mut document = serde_json::to_value(shown).map_err(|_| ErrorCode::Bug)?;
    document["text"] = text.into();
    // What goes with it stays what it is, whatever is written down about it later.
    document[FROZEN] = going;
    // A template of the user's own may have another title since it was saved.
    let fields = fields_of(app, draft).ok_or_else(|| Error::not_found("template"))?;
    Ok(Finished {
        letter: Letter {
            fields,
            ..letter.clone()
        },
        document,
        findings: serde_json::to_value(findings).map_err(|_| ErrorCode::Bug)?,
        pdf: bytes,
    })
}
