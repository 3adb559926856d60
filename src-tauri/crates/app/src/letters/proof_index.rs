//! The index of a proof pack: which files are in it, what the rows in it are said
//! to show, and the exhibits as pages. It prints the seal of the manifest.

use std::io;

use ::proof::Role;
use domain::{Attachment, Day, Lang};
use letters::document::Field;
use letters::merge::Values;
use letters::{
    Block, Document, Exhibit, Fonts, Inline, Originals, PackError, PdfError, Table, TypesetError,
};
use rules::{Finding, Pack};
use sha2::{Digest, Sha256};

use super::compose::{by_events, when};
use super::exhibits::{COLUMNS, Exhibits, WIDTHS};
use super::mask::digits;
use super::phrases::{Phrases, day};
use crate::findings::{events, row};
use crate::view::View;
use crate::{Error, ErrorCode, Words};

/// Digits of a file's hash in the table of files; the manifest has them all.
const DIGITS: usize = 16;

/// Everything of an index but what only the manifest knows.
pub(crate) struct ProofIndex {
    lang: Lang,
    author: String,
    reference: String,
    day: Option<Day>,
    /// The number of the first stored file.
    pub(crate) first_file: usize,
    facts: Vec<Vec<Inline>>,
    exhibits: Vec<Vec<Inline>>,
    pages: Vec<(String, String, String)>,
}

impl ProofIndex {
    /// The facts of findings and their exhibits, stored files last, each with its pages; long numbers masked if `masked`.
    pub(crate) fn new<'a>(
        packs: &[Pack],
        view: &'a View,
        found: &'a [Finding],
        stored: impl IntoIterator<Item = (&'a Attachment, Option<u32>)>,
        lang: Lang,
        fonts: Option<&Fonts>,
        masked: bool,
    ) -> Self {
        let shown = |text: String| if masked { digits(&text) } else { text };
        let told: Vec<&Finding> = found.iter().collect();
        let facts = by_events(&told);
        let exhibits = Exhibits::of(view, &facts, stored).counted(view, &facts, lang, fonts);
        let phrases = Phrases::of(lang);
        let rows = (1..).zip(&facts).flat_map(|(n, fact): (usize, _)| {
            let contacts: Vec<_> = fact
                .first()
                .into_iter()
                .flat_map(|first| events(view, first))
                .collect();
            let law_date = fact.first().and_then(|first| first.law_date);
            let (when, named) = (when(&contacts, law_date, lang), exhibits.names(n, phrases));
            // A line for each rule: one cell of many rules nobody reads.
            let lines = fact.iter().enumerate().map(|(at, found)| {
                let of_first = |text: &str| {
                    if at == 0 {
                        text.to_owned()
                    } else {
                        String::new()
                    }
                };
                [
                    n.to_string(),
                    of_first(&when),
                    ground(packs, view, found, lang),
                    of_first(&named),
                ]
                .map(Inline::plain)
                .to_vec()
            });
            lines.collect::<Vec<_>>()
        });
        let listed = exhibits.list(lang);
        let cell = |values: &Values, name: &str| {
            let value = values.text.get(name).map(|value| value.text.clone());
            let value = value.unwrap_or_default();
            // Digits of a hash are nobody's number.
            Inline::plain(match name {
                "hash8" => value,
                _ => shown(value),
            })
        };
        Self {
            lang,
            author: view.case.borrower.name.clone(),
            reference: String::new(),
            day: None,
            first_file: exhibits.first_file(),
            facts: rows.collect(),
            exhibits: listed
                .iter()
                .map(|row| COLUMNS.map(|name| cell(row, name)).to_vec())
                .collect(),
            pages: exhibits
                .named(lang)
                .into_iter()
                .zip(exhibits.texts(view, &facts, lang))
                .map(|((name, source), text)| (shown(name), shown(source), shown(text)))
                .collect(),
        }
    }

    /// Dated, and with the reference of its pack.
    pub(crate) fn on(mut self, day: Day, reference: &str) -> Self {
        self.day = Some(day);
        self.reference = reference.to_owned();
        self
    }

    /// The PDF. `go_on` is asked before each exhibit.
    ///
    /// # Errors
    /// A character without a glyph; cancelled.
    pub(crate) fn pdf(
        &self,
        fonts: &Fonts,
        manifest: &::proof::Manifest,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Vec<u8>, Error> {
        let exhibits: Vec<Exhibit> = (1..)
            .zip(&self.pages)
            .map(|(number, (name, source, text))| Exhibit {
                number,
                name: name.clone(),
                file: String::new(),
                source: source.clone(),
                sha256: Sha256::digest(text.as_bytes()).into(),
                listed_only: false,
            })
            .collect();
        let mut texts = Texts {
            pages: &self.pages,
            go_on,
        };
        let document = self.document(manifest);
        let mut bytes = Vec::new();
        if exhibits.is_empty() {
            let pages = letters::typeset(&document, fonts).map_err(unset)?;
            letters::write_pdf(&pages, fonts, &mut texts, &mut bytes).map_err(unwritten)?;
        } else {
            let pack =
                letters::typeset_pack(&document, &exhibits, fonts, &mut texts).map_err(unpacked)?;
            letters::write_pdf(&pack.pages, fonts, &mut texts, &mut bytes).map_err(unwritten)?;
        }
        Ok(bytes)
    }

    fn document(&self, manifest: &::proof::Manifest) -> Document {
        let phrases = Phrases::of(self.lang);
        let word = |code: &str| phrases.get("proof", code).to_owned();
        let head = |codes: &[&str]| codes.iter().map(|code| Inline::plain(word(code))).collect();
        let field = |code: &str, value: &str| Field {
            label: Inline::plain(word(code)),
            value: Inline::plain(value),
        };
        let newest = manifest.head();
        let mut entries: Vec<_> = manifest.entries.iter().collect();
        // A copy stands where its original would.
        entries.sort_by_key(|entry| match entry.role {
            Role::Original | Role::Redacted => (Role::Original, entry.exhibit),
            role => (role, entry.exhibit),
        });
        let files = entries.into_iter().map(|entry| {
            let what = ::proof::words::role(self.lang, entry.role);
            let number = entry.exhibit.map_or_else(String::new, |n| format!(" {n}"));
            [
                entry.path.clone(),
                format!("{what}{number}"),
                entry.size.to_string(),
                entry.sha256.get(..DIGITS).unwrap_or_default().to_owned(),
            ]
            .map(Inline::plain)
            .to_vec()
        });
        let mut blocks = vec![
            Block::Title(Inline::plain(word("title"))),
            Block::Fields(vec![
                field("by", &self.author),
                field(
                    "day",
                    &self.day.map(|on| day(self.lang, on)).unwrap_or_default(),
                ),
                field("seal", &manifest.seal),
                field("head", newest.map_or("", |row| &row.hash)),
                field("head_seq", &newest.map_or(0, |row| row.seq).to_string()),
            ]),
            Block::Paragraph(Inline::plain(word("how"))),
            Block::Heading(Inline::plain(word("files"))),
            Block::Table(Table {
                widths: vec![34, 24, 16, 26],
                amounts: vec![2],
                head: head(&["file", "what", "size", "hash"]),
                rows: files.collect(),
            }),
        ];
        if !self.facts.is_empty() {
            blocks.extend([
                Block::Heading(Inline::plain(word("facts"))),
                Block::Table(Table {
                    widths: vec![8, 23, 50, 19],
                    amounts: Vec::new(),
                    head: head(&["number", "when", "ground", "exhibits"]),
                    rows: self.facts.clone(),
                }),
                Block::Heading(Inline::plain(word("exhibit_list"))),
                Block::Table(Table {
                    widths: WIDTHS.to_vec(),
                    amounts: Vec::new(),
                    head: COLUMNS
                        .map(|code| Inline::plain(phrases.get("volume", code)))
                        .to_vec(),
                    rows: self.exhibits.clone(),
                }),
            ]);
        }
        if manifest.masked {
            blocks.push(Block::Paragraph(Inline::plain(word("masked"))));
        }
        blocks.push(Block::Paragraph(Inline::plain(word("note"))));
        Document {
            lang: self.lang,
            title: word("title"),
            author: self.author.clone(),
            subject: word("title"),
            reference: self.reference.clone(),
            date: self.day,
            chain_head: None,
            seal: Some(manifest.seal.clone()),
            blocks,
        }
    }
}

/// A rule and what its finding may be called.
fn ground(packs: &[Pack], view: &View, found: &Finding, lang: Lang) -> String {
    let phrases = Phrases::of(lang);
    let row = row(packs, view, found);
    let of = |words: &Words| match lang {
        Lang::ZhCn => words.zh.clone(),
        Lang::En => words.en.clone(),
    };
    let unverified = if row.unverified {
        phrases.fill(
            "proof",
            "unverified",
            &[("note", phrases.get("note", "unverified"))],
        )
    } else {
        String::new()
    };
    let (title, instrument, clause) = (of(&row.texts.title), of(&row.instrument), of(&row.clause));
    let values = [
        ("title", title.as_str()),
        ("rank", phrases.get("rank", row.rank.code())),
        ("instrument", &instrument),
        ("clause", &clause),
        ("unverified", &unverified),
    ];
    phrases.fill("proof", "ground_of", &values)
}

/// The exhibits' texts, held while they are set and written.
struct Texts<'a> {
    pages: &'a [(String, String, String)],
    go_on: &'a mut dyn FnMut() -> bool,
}

impl Originals for Texts<'_> {
    fn read(&mut self, exhibit: usize) -> io::Result<Vec<u8>> {
        let (_, _, text) = self.pages.get(exhibit).ok_or(io::ErrorKind::NotFound)?;
        Ok(text.as_bytes().to_vec())
    }

    fn proceed(&mut self, _: usize, _: usize) -> bool {
        (self.go_on)()
    }
}

fn unset(error: TypesetError) -> Error {
    let TypesetError::MissingGlyphs(missing) = error;
    Error::new(ErrorCode::MissingGlyph).with("character", missing.iter().collect::<String>())
}

fn unpacked(error: PackError) -> Error {
    match error {
        PackError::Typeset(error) => unset(error),
        PackError::Cancelled => ErrorCode::Cancelled.into(),
        PackError::Unreadable { .. } | PackError::Changed(_) => ErrorCode::Bug.into(),
    }
}

fn unwritten(error: PdfError) -> Error {
    match error {
        PdfError::Cancelled => ErrorCode::Cancelled.into(),
        _ => ErrorCode::Bug.into(),
    }
}
