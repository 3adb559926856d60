//! From values to pages, PDF and text: one document, several forms.

use domain::{FieldProblem, LimitationEventKind, ProblemCode};
use letters::template::Manifest;
use letters::{Document, Fonts, FormText, MergeCode, Pages, Remark, RemarkCode};
use money::ActEffect;

use super::annex::gap_sheet;
use super::compose::{Composed, Earlier, Sources, compose, misquotations, problem};
use super::enclosures::{Going, going};
use super::filled::known_numbers;
use super::own;
use super::sentences::{sentences, spots, supporting};
use super::templates::{find, is_about_gap, words};
use super::{
    Enclosed, LetterDraft, LetterForm, LetterNote, LetterPages, LetterProblem,
    LetterProblemCode as Code, LetterRemark, LetterRemarkCode, LikelyReply, SupportingRow,
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
    pub(super) own_template: bool,
    /// The contacts its sentences rest on.
    pub(super) rows: Vec<SupportingRow>,
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
    let found = find(sources.own, &draft.template);
    let (template, own_template) = found.ok_or_else(|| Error::not_found("template"))?;
    let Composed {
        values,
        mut problems,
        mut notes,
        unsaid,
        replies,
        annex,
        enclosed,
    } = compose(sources, template, draft, reference)?;
    let mut remarks = Vec::new();
    if let (Some(first), None) = (&template.manifest.follows, &sources.earlier)
        && let Some((first, _)) = find(sources.own, first)
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
            // The app's own words were read by its makers; these by nobody.
            if own_template {
                notes.extend(misquotations(sources.packs, &letters::to_text(&document)));
                notes.dedup();
            }
            let known = known_numbers(sources.view, &template.manifest, draft);
            let found = letters::proofread(&document, &known);
            remarks.extend(found.into_iter().map(remark));
            let rows = supporting(sources.view, &document);
            Ok(Printable {
                rows,
                document: Some(document),
                problems,
                notes,
                unsaid,
                replies,
                remarks,
                act: None,
                enclosed,
                going: Vec::new(),
                own_template,
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
                rows: Vec::new(),
                document: None,
                problems,
                notes,
                unsaid,
                replies,
                remarks,
                act: None,
                enclosed,
                going: Vec::new(),
                own_template,
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
    let own = app.own_templates();
    let Some((template, _)) = find(&own, &draft.template) else {
        return Ok(Printable::without(problem(Code::TemplateGone, "")));
    };
    let manifest = &template.manifest;
    let head = session.vault.read(|reader| reader.journal_head())?;
    let view = &session.view;
    let packs = app.packs();
    let fonts = app.fonts().ok().map(|fonts| &**fonts);
    let (mut going, gone) = going(&session.vault.read(|reader| reader.attachments())?, draft);
    if !going.is_empty() {
        let files = session.vault.files()?;
        for one in &mut going {
            let counts = &session.page_counts;
            one.pages = counts.of_file(&files, &one.kept, draft.lang, fonts);
        }
    }
    let sources = Sources {
        packs: &packs,
        figures: app.figures()?,
        view,
        own: &own,
        earlier: earlier(session, manifest, draft)?,
        going: &going,
        fonts,
    };
    let mut printable = prepare(&sources, Some(head.hash), draft, reference)?;
    if gone > 0 {
        printable.problems.push(problem(Code::EnclosureGone, ""));
    }
    printable.going = going;
    if manifest.acknowledges {
        let act = LimitationEventKind::Promise;
        printable.act = act_on(
            app.figures()?,
            &app.law(),
            &view.case,
            &draft.debt,
            act,
            draft.day,
        );
    }
    Ok(printable)
}

impl Printable {
    /// A letter of which nothing can be said but this.
    fn without(problem: LetterProblem) -> Self {
        Self {
            document: None,
            problems: vec![problem],
            notes: Vec::new(),
            unsaid: Vec::new(),
            replies: Vec::new(),
            remarks: Vec::new(),
            act: None,
            enclosed: Vec::new(),
            going: Vec::new(),
            own_template: true,
            rows: Vec::new(),
        }
    }
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
        .read(|reader| Ok::<_, store::Error>((reader.letter_heads()?, reader.postings()?)))?;
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
            RemarkCode::OthersPhone => LetterRemarkCode::OthersPhone,
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
        own_template,
        rows,
    } = printable;
    let Some(document) = document else {
        return Ok(LetterPages {
            pages: Vec::new(),
            sections: Vec::new(),
            sentences: Vec::new(),
            spots: Vec::new(),
            rows: Vec::new(),
            problems,
            notes,
            unsaid,
            replies,
            remarks,
            act,
            enclosed,
            own_template,
        });
    };
    let (pages, spots) = match set(fonts, &document) {
        Ok(pages) => (
            letters::to_svg(&pages, fonts),
            spots(&document, &pages, fonts),
        ),
        Err(error) if error.code == ErrorCode::MissingGlyph => {
            let detail = error.params.get("character").cloned().unwrap_or_default();
            problems.push(problem(Code::MissingGlyph, detail));
            (Vec::new(), Vec::new())
        }
        Err(error) => return Err(error),
    };
    Ok(LetterPages {
        pages,
        sections: own::sections(&document),
        sentences: sentences(&document),
        spots,
        rows,
        problems,
        notes,
        unsaid,
        replies,
        remarks,
        act,
        enclosed,
        own_template,
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
