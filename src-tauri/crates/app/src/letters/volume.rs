//! The volume of exhibits that goes with a letter: a list, a contents page, and
//! what each exhibit holds of the letter's facts. It stands beside the letter, so
//! that a finished letter stays what it was.

use std::io;

use letters::document::Field;
use letters::merge::Values;
use letters::{Block, Document, Exhibit, Inline, Originals, PackError, PdfError, Table};
use rules::Finding;
use sha2::{Digest, Sha256};

use super::compose::by_events;
use super::exhibits::Exhibits;
use super::list::{draft_of, find};
use super::phrases::Phrases;
use super::{Exported, LetterDraft, LetterVolume};
use crate::files::write_new;
use crate::session::Session;
use crate::view::View;
use crate::{App, Error, ErrorCode};

/// Texts of the exhibits, held while they are set and written.
struct Texts(Vec<String>);

impl Originals for Texts {
    fn read(&mut self, exhibit: usize) -> io::Result<Vec<u8>> {
        let text = self.0.get(exhibit).ok_or(io::ErrorKind::NotFound)?;
        Ok(text.as_bytes().to_vec())
    }

    fn proceed(&mut self, _: usize, _: usize) -> bool {
        true
    }
}

/// Writes the exhibits of a letter as one PDF.
///
/// # Errors
/// Locked; not found; the letter tells no facts; a character without a glyph; the
/// file cannot be written.
pub fn exhibits(app: &App, request: LetterVolume) -> Result<Exported, Error> {
    let fonts = app.fonts()?;
    let (document, exhibits, texts) = app.with(|session| {
        let letter = find(session, &request.id)?;
        let draft = draft_of(&letter.fields).ok_or(ErrorCode::DamagedVault)?;
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
    let mut texts = Texts(texts);
    let pack = letters::typeset_pack(&document, &exhibits, fonts, &mut texts).map_err(pack)?;
    let mut bytes = Vec::new();
    letters::write_pdf(&pack.pages, fonts, &mut texts, &mut bytes).map_err(written)?;
    write_new(std::path::Path::new(&request.path), &bytes)
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
        PackError::Unreadable { .. } | PackError::Changed(_) | PackError::Cancelled => {
            ErrorCode::Bug.into()
        }
    }
}

fn written(_: PdfError) -> Error {
    ErrorCode::Bug.into()
}
