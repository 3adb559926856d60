//! The volume of exhibits that goes with a letter: a list, a contents page, and
//! what each exhibit holds of the letter's facts. It stands beside the letter, so
//! that a finished letter stays what it was.

use std::io;
use std::path::Path;
use std::sync::Arc;

use letters::document::Field;
use letters::merge::Values;
use letters::{Block, Document, Exhibit, Inline, Originals, PackError, PdfError, Table};
use rules::Finding;
use sha2::{Digest, Sha256};

use super::compose::by_events;
use super::exhibits::Exhibits;
use super::list::{draft_of, find};
use super::phrases::Phrases;
use super::{LetterDraft, LetterVolume};
use crate::files::{Out, stream_new};
use crate::jobs::{Job, JobRef, JobResult};
use crate::session::Session;
use crate::view::View;
use crate::{App, Error, ErrorCode};

/// The exhibits while they are set and written: how far it is, and whether to go on.
struct Contents<'j> {
    texts: Vec<String>,
    job: &'j Job,
    /// How many were set before the writing began.
    set: usize,
}

impl Originals for Contents<'_> {
    fn read(&mut self, exhibit: usize) -> io::Result<Vec<u8>> {
        let text = self.texts.get(exhibit).ok_or(io::ErrorKind::NotFound)?;
        Ok(text.as_bytes().to_vec())
    }

    fn proceed(&mut self, done: usize, of: usize) -> bool {
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let all = self.texts.len() * 2;
        self.job
            .progress(count(self.set + done.min(of)), count(all), count(done));
        !self.job.stopped()
    }
}

/// Writes the exhibits of a letter as one PDF. The job has it when it is done.
///
/// # Errors
/// Locked; not found; the letter tells no facts. The job fails for a character
/// without a glyph, or when the file cannot be written.
pub fn exhibits(app: &App, request: LetterVolume) -> Result<JobRef, Error> {
    let fonts = Arc::clone(app.fonts()?);
    let (document, exhibits, texts) = app.with(|session| {
        let letter = find(session, &request.id)?;
        let draft = draft_of(&letter).ok_or(ErrorCode::DamagedVault)?;
        let told = told(app, session, &letter, &draft)?;
        let told: Vec<&Finding> = told.iter().collect();
        if told.is_empty() {
            return Err(Error::not_found("exhibits"));
        }
        let facts = by_events(&told);
        let exhibits = Exhibits::of(&session.view, &facts);
        let document = cover(&session.view, &draft, &letter.reference, &exhibits);
        let texts = exhibits.texts(&session.view, &facts, draft.lang);
        Ok((document, exhibits.named(draft.lang), texts))
    })?;
    let exhibits: Vec<Exhibit> = exhibits
        .into_iter()
        .zip(&texts)
        .enumerate()
        .map(|(at, ((name, source), text))| Exhibit {
            number: at + 1,
            name,
            file: format!("{}.txt", at + 1),
            source,
            sha256: Sha256::digest(text.as_bytes()).into(),
            listed_only: false,
        })
        .collect();
    app.jobs.start(app.new_id('j'), move |job| {
        let mut contents = Contents { texts, job, set: 0 };
        let pack =
            letters::typeset_pack(&document, &exhibits, &fonts, &mut contents).map_err(pack)?;
        contents.set = exhibits.len();
        let file = stream_new(Path::new(&request.path), |out| {
            letters::write_pdf(&pack.pages, &fonts, &mut contents, out)
                .map_err(|error| written(error, out))
        })?;
        Ok(JobResult::Written(file))
    })
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
    let cell = |values: &Values, name: &str| {
        let value = values.text.get(name).map(|value| value.text.clone());
        Inline::plain(value.unwrap_or_default())
    };
    let columns = ["number", "name", "proves", "source", "hash8"];
    let rows = exhibits.list(draft.lang);
    let rows = rows
        .iter()
        .map(|row| columns.map(|name| cell(row, name)).to_vec());
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
        blocks: vec![
            Block::Title(Inline::plain(word("title"))),
            Block::Fields(vec![
                field("goes_with", reference),
                field("submitted_by", &view.case.borrower.name),
                field("day", &super::phrases::day(draft.lang, draft.day)),
            ]),
            Block::Table(Table {
                widths: vec![9, 25, 30, 22, 14],
                amounts: Vec::new(),
                head: columns.map(|name| Inline::plain(word(name))).to_vec(),
                rows: rows.collect(),
            }),
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
