//! The volume of exhibits that goes with a letter: a list, a contents page, and
//! what each exhibit holds of the letter's facts, and the files the letter encloses. It stands beside the letter, so
//! that a finished letter stays what it was.

use std::io;
use std::path::Path;
use std::sync::Arc;

use domain::LetterId;
use letters::document::Field;
use letters::{Block, Document, Exhibit, Fonts, Inline, Originals, PackError, PdfError};
use rules::Finding;
use sha2::{Digest, Sha256};
use store::{Files, KeptFile};

use super::compose::by_events;
use super::enclosures::{enclosed_with, going, is_paged};
use super::exhibits::Exhibits;
use super::list::{draft_of, find};
use super::phrases::Phrases;
use super::{LetterDraft, LetterVolume};
use crate::attachments::unusable;
use crate::files::{Out, stream_new};
use crate::jobs::{Job, JobRef, JobResult};
use crate::session::Session;
use crate::view::View;
use crate::{App, Error, ErrorCode};

/// The content of one exhibit.
enum Content {
    /// What the log holds, as it is printed.
    Text(String),
    /// A file, read when it is wanted and let go again.
    File(Box<KeptFile>),
}

/// The exhibits while they are set and written: how far it is, and whether to go on.
struct Contents<'j> {
    all: Vec<Content>,
    files: Files,
    job: &'j Job,
    /// How many were set before the writing began.
    set: usize,
    /// What was wrong with a file, for the one who waits.
    fault: Option<Error>,
}

impl Originals for Contents<'_> {
    fn read(&mut self, exhibit: usize) -> io::Result<Vec<u8>> {
        match self.all.get(exhibit).ok_or(io::ErrorKind::NotFound)? {
            Content::Text(text) => Ok(text.as_bytes().to_vec()),
            Content::File(kept) => self.files.read(kept).map_err(|fault| {
                self.fault = Some(unusable(fault, &kept.attachment.name));
                io::ErrorKind::InvalidData.into()
            }),
        }
    }

    fn length(&mut self, exhibit: usize) -> Option<usize> {
        match self.all.get(exhibit)? {
            Content::Text(text) => Some(text.len()),
            Content::File(kept) => usize::try_from(kept.attachment.size).ok(),
        }
    }

    fn proceed(&mut self, done: usize, of: usize) -> bool {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let all = self.all.len() * 2;
        let so_far = self.set + done.min(of);
        self.job.progress(count(so_far), count(all), count(done));
        !self.job.stopped()
    }
}

/// What is needed to write the volume of a letter, without the vault.
struct Volume {
    document: Document,
    exhibits: Vec<Exhibit>,
    all: Vec<Content>,
    files: Files,
}

/// Writes the exhibits of a letter as one PDF. The job has it when it is done.
///
/// # Errors
/// Locked; not found; the letter tells no facts and encloses no files. The job fails
/// for a character without a glyph, for a file that is missing or was altered, or
/// when the place cannot be written; then nothing is left there.
pub fn exhibits(app: &App, request: LetterVolume) -> Result<JobRef, Error> {
    let fonts = Arc::clone(app.fonts()?);
    let volume = app.with(|session| volume(app, session, &request.id, &fonts))?;
    app.jobs.start(app.new_id('j'), move |job| {
        let Volume {
            document,
            exhibits,
            all,
            files,
        } = volume;
        let mut contents = Contents {
            all,
            files,
            job,
            set: 0,
            fault: None,
        };
        let set = letters::typeset_pack(&document, &exhibits, &fonts, &mut contents);
        let set = set.map_err(|error| contents.fault.take().unwrap_or_else(|| pack(error)))?;
        contents.set = exhibits.len();
        let file = stream_new(Path::new(&request.path), |out| {
            let done = letters::write_pdf(&set.pages, &fonts, &mut contents, out);
            done.map_err(|error| {
                let fault = contents.fault.take();
                fault.unwrap_or_else(|| written(error, out))
            })
        })?;
        Ok(JobResult::Written(file))
    })
}

fn volume(app: &App, session: &Session, id: &LetterId, fonts: &Fonts) -> Result<Volume, Error> {
    let letter = find(session, id)?;
    let draft = draft_of(&letter.fields).ok_or(ErrorCode::DamagedVault)?;
    let told = told(app, session, &letter, &draft)?;
    let told: Vec<&Finding> = told.iter().collect();
    let enclosed = enclosed(session, &letter, &draft)?;
    if told.is_empty() && enclosed.is_empty() {
        return Err(Error::not_found("exhibits"));
    }
    let facts = by_events(&told);
    let files = session.vault.files()?;
    let attachments = enclosed.iter().map(|kept| {
        let counts = &session.page_counts;
        let pages = counts.of_file(&files, kept, draft.lang, Some(fonts));
        (&kept.attachment, pages)
    });
    let list = Exhibits::of(&session.view, &facts, attachments);
    let list = list.counted(&session.view, &facts, draft.lang, Some(fonts));
    let document = cover(&session.view, &draft, &letter.reference, &list);
    let texts = list.texts(&session.view, &facts, draft.lang);
    let texts = texts.into_iter().map(Content::Text);
    let stored = enclosed.iter().cloned().map(Box::new).map(Content::File);
    let all: Vec<Content> = texts.chain(stored).collect();
    let named = list.named(draft.lang).into_iter().zip(&all).enumerate();
    let exhibits = named
        .map(|(at, ((name, source), content))| {
            let (file, sha256, listed_only) = match content {
                Content::Text(text) => (
                    String::new(),
                    Some(Sha256::digest(text.as_bytes()).into()),
                    false,
                ),
                Content::File(kept) => (
                    kept.attachment.name.clone(),
                    digits(&kept.attachment.sha256),
                    !is_paged(&kept.attachment),
                ),
            };
            Some(Exhibit {
                number: at + 1,
                name,
                file,
                source,
                sha256: sha256?,
                listed_only,
            })
        })
        .collect::<Option<Vec<Exhibit>>>()
        .ok_or(ErrorCode::DamagedVault)?;
    Ok(Volume {
        document,
        exhibits,
        all,
        files,
    })
}

/// The files that go with a letter: as it was finished with, or as it stands.
fn enclosed(
    session: &Session,
    letter: &store::Letter,
    draft: &LetterDraft,
) -> Result<Vec<KeptFile>, Error> {
    if let Some(frozen) = &letter.frozen {
        return Ok(enclosed_with(&frozen.document));
    }
    let all = session.vault.read(|reader| reader.attachments())?;
    let (going, gone) = going(&all, draft);
    if gone > 0 {
        return Err(Error::new(ErrorCode::LetterIncomplete).with("problems", gone));
    }
    Ok(going.into_iter().map(|one| one.kept).collect())
}

/// A hash as its 32 bytes.
fn digits(hex: &str) -> Option<[u8; 32]> {
    let mut out = [0; 32];
    for (i, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * i..2 * i + 2)?, 16).ok()?;
    }
    Some(out)
}

/// What a letter tells: as it was finished with, or as it stands.
fn told(
    app: &App,
    session: &Session,
    letter: &store::Letter,
    draft: &LetterDraft,
) -> Result<Vec<Finding>, Error> {
    match &letter.frozen {
        Some(frozen) => serde_json::from_value(frozen.findings.clone())
            .map_err(|_| ErrorCode::DamagedVault.into()),
        None => {
            let packs = app.packs();
            let keys = draft.findings.iter();
            Ok(keys
                .filter_map(|key| session.view.finding(&packs, key))
                .collect())
        }
    }
}

/// The first page: what it goes with, and the list of exhibits.
fn cover(view: &View, draft: &LetterDraft, reference: &str, exhibits: &Exhibits<'_>) -> Document {
    let phrases = Phrases::of(draft.lang);
    let word = |code: &str| phrases.get("volume", code).to_owned();
    let field = |code: &str, value: &str| Field {
        label: Inline::plain(word(code)),
        value: Inline::plain(value),
    };
    Document {
        lang: draft.lang,
        title: word("title"),
        author: view.case.borrower.name.clone(),
        subject: word("title"),
        reference: reference.to_owned(),
        date: Some(draft.day),
        chain_head: None,
        seal: None,
        blocks: vec![
            Block::Title(Inline::plain(word("title"))),
            Block::Fields(vec![
                field("goes_with", reference),
                field("submitted_by", &view.case.borrower.name),
                field("day", &super::phrases::day(draft.lang, draft.day)),
            ]),
            Block::Table(exhibits.table(draft.lang)),
            Block::Paragraph(Inline::plain(word("note"))),
        ],
    }
}

fn pack(error: PackError) -> Error {
    match error {
        PackError::Typeset(letters::TypesetError::MissingGlyphs(missing)) => {
            Error::new(ErrorCode::MissingGlyph)
                .with("character", missing.iter().collect::<String>())
        }
        PackError::Cancelled => ErrorCode::Cancelled.into(),
        PackError::Unreadable { .. } | PackError::Changed(_) => ErrorCode::Bug.into(),
    }
}

fn written(error: PdfError, out: &Out) -> Error {
    match error {
        PdfError::Io(error) => out.fault(&error),
        PdfError::Cancelled => ErrorCode::Cancelled.into(),
        _ => ErrorCode::Bug.into(),
    }
}
