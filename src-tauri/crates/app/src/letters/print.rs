//! From values to pages, PDF and text: one document, several forms.

use domain::{FieldProblem, LimitationEventKind, ProblemCode};
use letters::template::Manifest;
use letters::{Document, Fonts, FormText, MergeCode, Pages, Remark, RemarkCode, Template};
use money::ActEffect;

use super::annex::gap_sheet;
use super::compose::{Composed, Earlier, Sources, compose, problem};
use super::enclosures::{Going, going};
use super::own;
use super::templates::{is_about_gap, words};
use super::{
    Enclosed, LetterDraft, LetterForm, LetterNote, LetterPages, LetterProblem,
    LetterProblemCode as Code, LetterRemark, LetterRemarkCode, LikelyReply, SentenceRows,
};
use crate::accounts::act_on;
use crate::session::Session;
use crate::{App, Error, ErrorCode, Words};

/// A letter ready to print, or the reasons why not.
pub(super) struct Printable {
    pub(super) document: Option<Document>,
    pub(super) problems: Vec<LetterProblem>,
    pub(super) notes: Vec<LetterNote>,
    pub(super) unsaid: Vec<Words>,
    pub(super) replies: Vec<LikelyReply>,
    pub(super) remarks: Vec<LetterRemark>,
    pub(super) act: Option<ActEffect>,
    /// Files that go with it, as they are told of …
    pub(super) enclosed: Vec<Enclosed>,
    /// … and as they are kept.
    pub(super) going: Vec<Going>,
}

/// Merges a draft with the record.
///
/// # Errors
/// Not found: the template or the debt.
pub(super) fn prepare(
    sources: &Sources<'_>,
    chain_head: Option<String>,
    draft: &LetterDraft,
    reference: &str,
) -> Result<Printable, Error> {
    let template = template(&draft.template)?;
    let Composed {
        values,
        mut problems,
        notes,
        unsaid,
        replies,
        annex,
        enclosed,
    } = compose(sources, template, draft, reference)?;
    let mut remarks = Vec::new();
    if let (Some(first), None) = (&template.manifest.follows, &sources.earlier)
        && let Ok(first) = self::template(first)
    {
        remarks.push(LetterRemark {
            code: LetterRemarkCode::NoEarlierLetter,
            about: words(&first.manifest.title),
        });
    }
    match letters::merge::merge(template, draft.lang, &values) {
        Ok(mut document) => {
            document.date = Some(draft.day);
            document.chain_head = chain_head;
            own::insert(&mut document, &draft.paragraphs);
            if draft.gap_sheet || is_about_gap(&template.manifest) {
                match gap_sheet(sources.view, &draft.debt, draft.lang, draft.day) {
                    Ok(annex) => document.blocks.extend(annex),
                    Err(lacks) => {
                        let lacks = lacks.problems.into_iter();
                        problems.extend(lacks.map(|lack| problem(Code::GapMissing, lack.field)));
                    }
                }
            }
            document.blocks.extend(annex);
            remarks.extend(letters::proofread(&document).into_iter().map(remark));
            Ok(Printable {
                document: Some(document),
                problems,
                notes,
                unsaid,
                replies,
                remarks,
                act: None,
                enclosed,
                going: Vec::new(),
            })
        }
        Err(missing) => {
            for gap in missing {
                let code = match gap.code {
                    MergeCode::NeedsEvidence => Code::NeedsEvidence,
                    MergeCode::MissingValue | MergeCode::MissingList => Code::MissingValue,
                };
                let lack = LetterProblem {
                    about: needed(&template.manifest, &gap.name),
                    ..problem(code, gap.name)
                };
                if !problems.contains(&lack) {
                    problems.push(lack);
                }
            }
            // One entry of the record often fills several values; the one with words
            // says what to enter.
            let missing = |found: &LetterProblem| found.code == Code::MissingValue;
            if problems
                .iter()
                .any(|one| missing(one) && one.about.is_some())
            {
                problems.retain(|one| !missing(one) || one.about.is_some());
            }
            Ok(Printable {
                document: None,
                problems,
                notes,
                unsaid,
                replies,
                remarks,
                act: None,
                enclosed,
                going: Vec::new(),
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
    let manifest = &template(&draft.template)?.manifest;
    let packs = app.packs();
    let (going, gone) = going(&session.vault.read(|reader| reader.attachments())?, draft);
    let sources = Sources {
        packs: &packs,
        figures: app.figures()?,
        view,
        earlier: earlier(session, manifest, draft)?,
        going: &going,
    };
    let mut printable = prepare(&sources, Some(head.hash), draft, reference)?;
    if gone > 0 {
        printable.problems.push(problem(Code::EnclosureGone, ""));
    }
    printable.going = going;
    if manifest.acknowledges {
        let act = LimitationEventKind::Promise;
        printable.act = act_on(app.figures()?, &view.case, &draft.debt, act, draft.day);
    }
    Ok(printable)
}

/// The template of this name.
///
/// # Errors
/// Not found.
fn template(id: &str) -> Result<&'static Template, Error> {
    letters::template::templates()
        .iter()
        .find(|template| template.id() == id)
        .ok_or_else(|| Error::not_found("template"))
}

/// The newest letter about the same debt of the kind that usually comes first,
/// if one was sent by the day of this one.
fn earlier(
    session: &Session,
    manifest: &Manifest,
    draft: &LetterDraft,
) -> Result<Option<Earlier>, Error> {
    let Some(first) = &manifest.follows else {
        return Ok(None);
    };
    let (letters, postings) = session
        .vault
        .read(|reader| Ok::<_, store::Error>((reader.letters()?, reader.postings()?)))?;
    let sent = letters.into_iter().filter_map(|letter| {
        let fits = letter.template == *first && letter.debt.as_ref() == Some(&draft.debt);
        let sent_on = postings.iter().find(|one| one.letter == letter.id)?.sent_on;
        (fits && sent_on <= draft.day).then_some(Earlier {
            sent_on,
            reference: letter.reference,
        })
    });
    Ok(sent.max_by_key(|earlier| earlier.sent_on))
}

/// What has to be entered for a value, in words.
fn needed(manifest: &Manifest, name: &str) -> Option<Words> {
    let text = manifest.text.iter().find(|text| text.name == name)?;
    let asked = text.ask.as_ref().map(|ask| &ask.label);
    asked.or(text.needs.as_ref()).map(words)
}

fn remark(found: Remark) -> LetterRemark {
    LetterRemark {
        code: match found.code {
            RemarkCode::Unfilled => LetterRemarkCode::Unfilled,
            RemarkCode::Alternative => LetterRemarkCode::Alternative,
            RemarkCode::ForbiddenWord => LetterRemarkCode::StrongWord,
            RemarkCode::LongSentence => LetterRemarkCode::LongSentence,
            RemarkCode::UnmaskedNumber => LetterRemarkCode::UnmaskedNumber,
            RemarkCode::Repeated => LetterRemarkCode::Repeated,
        },
        about: Words {
            zh: found.sentence.clone(),
            en: found.sentence,
        },
    }
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
        unsaid,
        replies,
        remarks,
        act,
        enclosed,
        going: _,
    } = printable;
    let Some(document) = document else {
        return Ok(LetterPages {
            pages: Vec::new(),
            sections: Vec::new(),
            sentences: Vec::new(),
            problems,
            notes,
            unsaid,
            replies,
            remarks,
            act,
            enclosed,
        });
    };
    let pages = match set(fonts, &document) {
        Ok(pages) => letters::to_svg(&pages, fonts),
        Err(error) if error.code == ErrorCode::MissingGlyph => {
            let detail = error.params.get("character").cloned().unwrap_or_default();
            problems.push(problem(Code::MissingGlyph, detail));
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
        sections: own::sections(&document),
        sentences,
        problems,
        notes,
        unsaid,
        replies,
        remarks,
        act,
        enclosed,
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

/// A letter as the content of a file.
pub struct Written {
    /// The content.
    pub bytes: Vec<u8>,
    /// Sentences for which a form had no room; none: all are there.
    pub left_out: Option<u32>,
}

impl From<Vec<u8>> for Written {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            left_out: None,
        }
    }
}

/// A letter that has no problems in one of its forms; only the PDF takes fonts.
///
/// # Errors
/// The letter is incomplete; fonts missing; a character without a glyph; a limit
/// that not one sentence fits, as the field `limit` with what is `needed`.
pub(super) fn written<'f>(
    form: LetterForm,
    printable: &Printable,
    fonts: impl FnOnce() -> Result<&'f Fonts, Error>,
) -> Result<Written, Error> {
    let document = complete(printable)?;
    match form {
        LetterForm::Pdf => Ok(pdf(fonts()?, printable)?.into()),
        LetterForm::Text => Ok(letters::to_text(document).into_bytes().into()),
        LetterForm::Docx => {
            let bytes = letters::to_docx(document).map_err(|_| ErrorCode::Bug)?;
            Ok(bytes.into())
        }
        LetterForm::Form { limit } => {
            let limit = usize::try_from(limit).unwrap_or(usize::MAX);
            match letters::to_form(document, limit) {
                FormText::Whole(text) => Ok(text.into_bytes().into()),
                FormText::Cut { text, left_out } => Ok(Written {
                    bytes: text.into_bytes(),
                    left_out: u32::try_from(left_out).ok(),
                }),
                FormText::TooSmall { needed } => {
                    let problem = FieldProblem::new("limit", ProblemCode::OutOfRange);
                    Err(Error::invalid(vec![problem]).with("needed", needed))
                }
            }
        }
    }
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
