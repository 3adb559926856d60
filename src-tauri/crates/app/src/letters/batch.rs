//! Several letters in one go: a file for each that lacks nothing, into a folder, as one
//! job. What the others lack is told; of a job that is stopped no file stays.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{DebtId, FieldProblem, LetterId, ProblemCode};
use letters::Fonts;

use super::compose::problem;
use super::export::sent_text;
use super::list::{draft_of, find};
use super::print::{Printable, Written, prepared, written};
use super::save::{keep, letter_of, reference};
use super::{
    Exported, LetterBatch, LetterDraft, LetterFile, LetterForm, LetterLacking, LetterProblemCode,
    LettersWritten,
};
use crate::action::Action;
use crate::files::write_new;
use crate::jobs::{Job, JobRef, JobResult};
use crate::session::Session;
use crate::{App, Error, ErrorCode};

/// Letters in one go at most.
const MOST: usize = 500;

/// One letter that will be written.
struct One {
    id: LetterId,
    draft: LetterDraft,
    reference: String,
    lender_name: String,
    content: Content,
}

/// What its file will hold.
enum Content {
    /// As it was frozen.
    Frozen(Vec<u8>),
    /// As it is set now.
    Draft(Box<Printable>),
}

/// Starts writing letters. New ones that lack nothing are kept as drafts at once, so
/// that every reference on paper is in the record.
///
/// # Errors
/// Locked; nothing to write, or too much; not found; fonts missing; no such folder; a
/// finished letter in a form that was not frozen with it; saving failed.
pub fn batch(app: &App, request: LetterBatch) -> Result<JobRef, Error> {
    let LetterBatch {
        letters,
        drafts,
        folder,
        form,
    } = request;
    let folder = PathBuf::from(folder);
    let mut problems = Vec::new();
    match letters.len() + drafts.len() {
        0 => problems.push(FieldProblem::new("letters", ProblemCode::Required)),
        1..=MOST => {}
        _ => problems.push(FieldProblem::new("letters", ProblemCode::OutOfRange)),
    }
    if !folder.is_dir() {
        problems.push(FieldProblem::new("folder", ProblemCode::UnknownReference));
    }
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    let fonts = Arc::clone(app.fonts()?);
    let mut lacking = Vec::new();
    let mut ready = app.with(|session| {
        let mut ready = Vec::with_capacity(letters.len());
        for id in &letters {
            ready.extend(kept(app, session, id, form, &mut lacking)?);
        }
        Ok(ready)
    })?;
    let new = new(app, drafts, &mut lacking)?;
    if !new.is_empty() {
        app.change(Action::LetterSaved, |writer, case| {
            for one in &new {
                let reference = one.reference.clone();
                let (draft, id) = (one.draft.clone(), one.id.clone());
                let letter = letter_of(app, case, draft, id, reference, app.now())?;
                keep(writer, case, &letter)?;
            }
            Ok(())
        })?;
    }
    ready.extend(new);
    app.jobs.start(app.new_id('j'), move |job| {
        let ready = set_all(job, ready, form, &fonts, &mut lacking)?;
        let files = write_all(job, &ready, form, &folder)?;
        Ok(JobResult::Letters(LettersWritten { files, lacking }))
    })
}

/// A letter there is, if it lacks nothing.
fn kept(
    app: &App,
    session: &Session,
    id: &LetterId,
    form: LetterForm,
    lacking: &mut Vec<LetterLacking>,
) -> Result<Option<One>, Error> {
    let letter = find(session, id)?;
    let draft = draft_of(&letter.fields).ok_or(ErrorCode::DamagedVault)?;
    let content = match (&letter.frozen, form) {
        (None, _) => {
            let printable = prepared(app, session, &draft, &letter.reference)?;
            Content::Draft(Box::new(printable))
        }
        (Some(_), LetterForm::Pdf) => {
            Content::Frozen(session.vault.read(|reader| reader.letter_pdf(id))?)
        }
        (Some(sent), LetterForm::Text) => Content::Frozen(sent_text(&sent.document)?),
        (Some(_), LetterForm::Docx | LetterForm::Form { .. }) => {
            return Err(ErrorCode::LetterFrozen.into());
        }
    };
    let one = One {
        id: id.clone(),
        lender_name: lender(session, &draft.debt),
        draft,
        reference: letter.reference,
        content,
    };
    Ok(whole(one, Some(id), lacking))
}

/// The new letters that lack nothing, each with its number.
fn new(
    app: &App,
    drafts: Vec<LetterDraft>,
    lacking: &mut Vec<LetterLacking>,
) -> Result<Vec<One>, Error> {
    app.with(|session| {
        let heads = session.vault.read(|reader| reader.letter_heads())?;
        let mut taken: BTreeSet<String> = heads.into_iter().map(|head| head.reference).collect();
        let mut ready = Vec::new();
        for draft in drafts {
            // Four characters tell two letters of a day apart, not hundreds.
            let mut fresh = std::iter::repeat_with(|| reference(app));
            let reference = fresh.find(|one| taken.insert(one.clone()));
            let reference = reference.unwrap_or_default();
            let printable = prepared(app, session, &draft, &reference)?;
            let one = One {
                id: LetterId::from(app.new_id('l')),
                lender_name: lender(session, &draft.debt),
                draft,
                reference,
                content: Content::Draft(Box::new(printable)),
            };
            ready.extend(whole(one, None, lacking));
        }
        Ok(ready)
    })
}

/// The name of the lender of a debt.
fn lender(session: &Session, debt: &DebtId) -> String {
    let case = &session.view.case;
    let lender = case.debt(debt).and_then(|debt| case.party(&debt.lender));
    lender.map(|party| party.name.clone()).unwrap_or_default()
}

/// The letter, unless it lacks something, which is noted.
fn whole(one: One, id: Option<&LetterId>, lacking: &mut Vec<LetterLacking>) -> Option<One> {
    let problems = match &one.content {
        Content::Draft(printable) if !printable.problems.is_empty() => printable.problems.clone(),
        Content::Draft(_) | Content::Frozen(_) => return Some(one),
    };
    lacking.push(LetterLacking {
        id: id.cloned(),
        debt: one.draft.debt,
        lender_name: one.lender_name,
        problems,
    });
    None
}

/// A letter with the content of its file.
struct Ready {
    id: LetterId,
    debt: DebtId,
    reference: String,
    content: Written,
}

/// Sets every letter. One with a character no font has is noted and left out.
fn set_all(
    job: &Job,
    ready: Vec<One>,
    form: LetterForm,
    fonts: &Fonts,
    lacking: &mut Vec<LetterLacking>,
) -> Result<Vec<Ready>, Error> {
    let total = ready.len() * 2;
    let mut out = Vec::with_capacity(ready.len());
    for (done, one) in ready.into_iter().enumerate() {
        proceed(job)?;
        job.progress(count(done), count(total), 0);
        let content = match one.content {
            Content::Frozen(bytes) => Ok(Written::from(bytes)),
            Content::Draft(printable) => written(form, &printable, || Ok(fonts)),
        };
        match content {
            Ok(content) => out.push(Ready {
                id: one.id,
                debt: one.draft.debt,
                reference: one.reference,
                content,
            }),
            Err(error) if error.code == ErrorCode::MissingGlyph => {
                let character = error.params.get("character").cloned();
                let code = LetterProblemCode::MissingGlyph;
                lacking.push(LetterLacking {
                    id: Some(one.id),
                    debt: one.draft.debt,
                    lender_name: one.lender_name,
                    problems: vec![problem(code, character.unwrap_or_default())],
                });
            }
            Err(error) => return Err(error),
        }
    }
    Ok(out)
}

fn count(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// Writes the files; if one cannot be written, or the job is stopped, those that were
/// go again.
fn write_all(
    job: &Job,
    ready: &[Ready],
    form: LetterForm,
    folder: &Path,
) -> Result<Vec<LetterFile>, Error> {
    let names = names(ready, form, folder);
    let mut files = Vec::with_capacity(ready.len());
    for (done, (one, name)) in ready.iter().zip(&names).enumerate() {
        let path = folder.join(name);
        let file = proceed(job).and_then(|()| write_new(&path, &one.content.bytes));
        match file {
            Ok(file) => files.push(LetterFile {
                id: one.id.clone(),
                debt: one.debt.clone(),
                file: Exported {
                    left_out: one.content.left_out,
                    ..file
                },
            }),
            Err(error) => {
                for name in names.iter().take(done) {
                    // It may be gone already; what stopped the job is what is told.
                    let _ = fs::remove_file(folder.join(name));
                }
                return Err(error);
            }
        }
        let (done, all) = (done + 1, ready.len());
        job.progress(count(all + done), count(all * 2), count(done));
    }
    Ok(files)
}

fn proceed(job: &Job) -> Result<(), Error> {
    match job.stopped() {
        true => Err(ErrorCode::Cancelled.into()),
        false => Ok(()),
    }
}

/// A name for each file: the reference, which says nothing to who does not know it, and
/// a number where that is there already.
fn names(ready: &[Ready], form: LetterForm, folder: &Path) -> Vec<String> {
    let ending = match form {
        LetterForm::Pdf => "pdf",
        LetterForm::Docx => "docx",
        LetterForm::Text | LetterForm::Form { .. } => "txt",
    };
    let mut taken: BTreeSet<String> = BTreeSet::new();
    ready
        .iter()
        .map(|one| {
            let plain = std::iter::once(one.reference.clone());
            let numbered = (2_u32..).map(|n| format!("{}-{n}", one.reference));
            let free = |name: &String| !taken.contains(name) && !folder.join(name).exists();
            let mut all = plain.chain(numbered).map(|name| format!("{name}.{ending}"));
            let name = all.find(free).unwrap_or_default();
            taken.insert(name.clone());
            name
        })
        .collect()
}
