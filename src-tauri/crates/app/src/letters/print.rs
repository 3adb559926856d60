//! From values to pages, PDF and text: one document, several forms.

use domain::LimitationEventKind;
use letters::{Document, Fonts, Pages};
use money::{ActEffect, Figures};
use rules::Pack;

use super::annex::gap_sheet;
use super::compose::{Composed, compose};
use super::templates::is_about_gap;
use super::{
    LetterDraft, LetterNote, LetterPages, LetterProblem, LetterProblemCode as Code, SentenceRows,
};
use crate::accounts::act_on;
use crate::session::Session;
use crate::view::View;
use crate::{App, Error, ErrorCode};

/// A letter ready to print, or the reasons why not.
pub(super) struct Printable {
    pub(super) document: Option<Document>,
    pub(super) problems: Vec<LetterProblem>,
    pub(super) notes: Vec<LetterNote>,
    pub(super) act: Option<ActEffect>,
}

/// Merges a draft with the record.
///
/// # Errors
/// Not found: the template or the debt.
pub(super) fn prepare(
    packs: &[Pack],
    figures: &Figures,
    view: &View,
    chain_head: Option<String>,
    draft: &LetterDraft,
    reference: &str,
) -> Result<Printable, Error> {
    let template = letters::template::templates()
        .iter()
        .find(|template| template.id() == draft.template)
        .ok_or_else(|| Error::not_found("template"))?;
    let Composed {
        values,
        mut problems,
        notes,
    } = compose(packs, figures, view, template, draft, reference)?;
    match letters::merge::merge(template, draft.lang, &values) {
        Ok(mut document) => {
            document.date = Some(draft.day);
            document.chain_head = chain_head;
            if draft.gap_sheet || is_about_gap(&template.manifest) {
                match gap_sheet(view, &draft.debt, draft.lang, draft.day) {
                    Ok(annex) => document.blocks.extend(annex),
                    Err(lacks) => {
                        problems.extend(lacks.problems.into_iter().map(|problem| LetterProblem {
                            code: Code::GapMissing,
                            detail: problem.field,
                        }))
                    }
                }
            }
            Ok(Printable {
                document: Some(document),
                problems,
                notes,
                act: None,
            })
        }
        Err(missing) => {
            problems.extend(missing.into_iter().map(|gap| LetterProblem {
                code: match gap.code {
                    letters::merge::MergeCode::NeedsEvidence => Code::NeedsEvidence,
                    letters::merge::MergeCode::MissingValue
                    | letters::merge::MergeCode::MissingList => Code::MissingValue,
                },
                detail: gap.name,
            }));
            Ok(Printable {
                document: None,
                problems,
                notes,
                act: None,
            })
        }
    }
}

/// [`prepare`] with the record of the open vault and the head of its journal.
///
/// # Errors
/// As [`prepare`]; reading the journal failed.
pub(super) fn prepared(
    app: &App,
    session: &Session,
    draft: &LetterDraft,
    reference: &str,
) -> Result<Printable, Error> {
    let head = session.vault.read(|reader| reader.journal_head())?;
    let view = &session.view;
    let mut printable = prepare(
        &app.packs(),
        app.figures()?,
        view,
        Some(head.hash),
        draft,
        reference,
    )?;
    // Every letter begins by saying that the writer wants to pay.
    let act = LimitationEventKind::Promise;
    printable.act = act_on(app.figures()?, &view.case, &draft.debt, act, draft.day);
    Ok(printable)
}

/// Sets a document on pages.
///
/// # Errors
/// A character without a glyph.
pub(super) fn set(fonts: &Fonts, document: &Document) -> Result<Pages, Error> {
    letters::typeset(document, fonts).map_err(|error| {
        let letters::TypesetError::MissingGlyphs(missing) = error;
        Error::new(ErrorCode::MissingGlyph).with("character", missing.iter().collect::<String>())
    })
}

/// The pages as the interface shows them.
///
/// # Errors
/// None yet beyond those of setting.
pub(super) fn pages(fonts: &Fonts, printable: Printable) -> Result<LetterPages, Error> {
    let Printable {
        document,
        mut problems,
        notes,
        act,
    } = printable;
    let Some(document) = document else {
        return Ok(LetterPages {
            pages: Vec::new(),
            sentences: Vec::new(),
            problems,
            notes,
            act,
        });
    };
    let pages = match set(fonts, &document) {
        Ok(pages) => letters::to_svg(&pages, fonts),
        Err(error) if error.code == ErrorCode::MissingGlyph => {
            let detail = error.params.get("character").cloned().unwrap_or_default();
            problems.push(LetterProblem {
                code: Code::MissingGlyph,
                detail,
            });
            Vec::new()
        }
        Err(error) => return Err(error),
    };
    let sentences = document
        .sentences()
        .filter(|sentence| !sentence.text.trim().is_empty())
        .map(|sentence| SentenceRows {
            text: sentence.text.trim().to_owned(),
            rows: sentence
                .rows
                .iter()
                .map(|row| row.as_str().into())
                .collect(),
        })
        .collect();
    Ok(LetterPages {
        pages,
        sentences,
        problems,
        notes,
        act,
    })
}

/// The PDF of a letter that has no problems.
///
/// # Errors
/// The letter is incomplete.
pub(super) fn pdf(fonts: &Fonts, printable: &Printable) -> Result<Vec<u8>, Error> {
    let document = complete(printable)?;
    let pages = set(fonts, document)?;
    letters::to_pdf(&pages, fonts).map_err(|_| ErrorCode::Bug.into())
}

/// The document of a letter that has no problems.
///
/// # Errors
/// The letter is incomplete.
pub(super) fn complete(printable: &Printable) -> Result<&Document, Error> {
    match (&printable.document, printable.problems.len()) {
        (Some(document), 0) => Ok(document),
        (_, problems) => Err(Error::new(ErrorCode::LetterIncomplete).with("problems", problems)),
    }
}
