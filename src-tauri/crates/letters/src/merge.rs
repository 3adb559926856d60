//! A template and the values of a case become a document.
//!
//! Values are text and nothing else: braces and brackets in them are printed
//! as they are. A value that is not there is a problem with its place, never
//! an empty space; an assertion that rests on no row is a problem too.

use std::collections::{BTreeMap, BTreeSet};

use domain::Lang;
use serde::Deserialize;

use crate::document::{Block, Closing, Document, Field, Inline, Sentence, Table};
use crate::template::Template;
use crate::template::source::{Condition, Element, Line, Mark, Piece};

/// Text for a letter and the rows it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "RawValue")]
pub struct Value {
    /// The words.
    pub text: String,
    /// References of the rows the words rest on.
    pub rows: Vec<String>,
    /// Are they the writer's own, and not the record's?
    pub own: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawValue {
    Plain(String),
    WithRows { text: String, rows: Vec<String> },
}

impl From<RawValue> for Value {
    fn from(raw: RawValue) -> Self {
        match raw {
            RawValue::Plain(text) => Self {
                text,
                ..Self::default()
            },
            RawValue::WithRows { text, rows } => Self {
                text,
                rows,
                own: false,
            },
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }
}

/// Everything a template may ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Values {
    /// Values by name.
    pub text: BTreeMap<String, Value>,
    /// Switches that are on.
    pub flags: BTreeSet<String>,
    /// Lists by name.
    pub lists: BTreeMap<String, Vec<Values>>,
}

/// Why a letter cannot be written yet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {}: {name}", .code.code())]
pub struct MergeProblem {
    /// The template text.
    pub file: String,
    /// Its line, from 1; 0 if it concerns the whole text.
    pub line: u32,
    /// What is wrong.
    pub code: MergeCode,
    /// The value or list concerned.
    pub name: String,
}

/// What can keep a letter from being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeCode {
    /// The values lack this name.
    MissingValue,
    /// The values lack this list.
    MissingList,
    /// The sentence asserts a fact and rests on no row.
    NeedsEvidence,
}

impl MergeCode {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::MissingValue => "missing_value",
            Self::MissingList => "missing_list",
            Self::NeedsEvidence => "needs_evidence",
        }
    }
}

/// Writes a letter. The caller sets [`Document::date`] and
/// [`Document::chain_head`], which are not words of the template.
///
/// # Errors
/// Every missing value and every assertion without evidence.
pub fn merge(
    template: &Template,
    lang: Lang,
    values: &Values,
) -> Result<Document, Vec<MergeProblem>> {
    let body = template.body(lang);
    let mut merger = Merger {
        file: &body.file,
        lang,
        scopes: vec![values],
        blocks: Vec::new(),
        open: false,
        widths: Vec::new(),
        problems: Vec::new(),
    };
    merger.elements(&body.elements);
    let manifest = &template.manifest;
    let author = merger.header_value(&manifest.author);
    let reference = merger.header_value(&manifest.reference);
    let Merger {
        blocks, problems, ..
    } = merger;
    if !problems.is_empty() {
        return Err(problems);
    }
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(title) => Some(title.text()),
        _ => None,
    });
    Ok(Document {
        lang,
        title: title.unwrap_or_else(|| manifest.title.get(lang).to_owned()),
        author,
        subject: manifest.purpose.get(lang).to_owned(),
        reference,
        date: None,
        chain_head: None,
        seal: None,
        blocks,
    })
}

struct Merger<'a> {
    file: &'a str,
    lang: Lang,
    /// Values in sight, the innermost last.
    scopes: Vec<&'a Values>,
    blocks: Vec<Block>,
    /// Whether the next line may join the last block.
    open: bool,
    widths: Vec<u16>,
    problems: Vec<MergeProblem>,
}

impl<'a> Merger<'a> {
    fn report(&mut self, line: u32, code: MergeCode, name: &str) {
        self.problems.push(MergeProblem {
            file: self.file.to_owned(),
            line,
            code,
            name: name.to_owned(),
        });
    }

    /// A value with no words in it is not there.
    fn value(&self, name: &str) -> Option<&'a Value> {
        let found = |scope: &&'a Values| scope.text.get(name);
        let value = self.scopes.iter().rev().find_map(found);
        value.filter(|value| !value.text.trim().is_empty())
    }

    fn header_value(&mut self, name: &str) -> String {
        let Some(value) = self.value(name) else {
            self.report(0, MergeCode::MissingValue, name);
            return String::new();
        };
        value.text.clone()
    }

    fn list(&self, name: &str) -> Option<&'a Vec<Values>> {
        self.scopes
            .iter()
            .rev()
            .find_map(|scope| scope.lists.get(name))
    }

    fn holds(&self, condition: &Condition) -> bool {
        match condition {
            Condition::Flag { name, wanted } => {
                self.scopes.iter().any(|scope| scope.flags.contains(name)) == *wanted
            }
            Condition::Has { name, wanted } => {
                let text = self.value(name).is_some();
                let list = self.list(name).is_some_and(|list| !list.is_empty());
                (text || list) == *wanted
            }
        }
    }

    fn elements(&mut self, elements: &[Element]) {
        for element in elements {
            match element {
                Element::Blank => self.open = false,
                Element::Line(line) => self.line(line),
                Element::If {
                    condition, body, ..
                } => {
                    if self.holds(condition) {
                        self.elements(body);
                    }
                }
                Element::Each { line, list, body } => match self.list(list) {
                    None => self.report(*line, MergeCode::MissingList, list),
                    Some(items) => {
                        for item in items {
                            self.scopes.push(item);
                            self.elements(body);
                            self.scopes.pop();
                        }
                    }
                },
            }
        }
    }

    fn line(&mut self, line: &Line) {
        if let Mark::Widths(widths) = &line.mark {
            self.widths.clone_from(widths);
            return;
        }
        let mut cells: Vec<Sentence> = line
            .cells
            .iter()
            .map(|cell| self.sentence(line.number, cell))
            .collect();
        if line.assertion && cells.iter().all(|cell| cell.rows.is_empty()) {
            self.report(line.number, MergeCode::NeedsEvidence, "^");
        }
        let mut take = |index: usize| cells.get_mut(index).map(std::mem::take).unwrap_or_default();
        match line.mark {
            Mark::Title => self.block(Block::Title(inline(take(0)))),
            Mark::Addressee => self.block(Block::Addressee(inline(take(0)))),
            Mark::Heading => self.block(Block::Heading(inline(take(0)))),
            Mark::Closing => {
                let (lead, wish) = (inline(take(0)), inline(take(1)));
                self.block(Block::Closing(Closing { lead, wish }));
            }
            Mark::Text | Mark::More => self.text(take(0)),
            Mark::Item => self.item(inline(take(0))),
            Mark::Field | Mark::Attachment | Mark::Signature => {
                let (label, value) = (inline(take(0)), inline(take(1)));
                self.field(&line.mark, Field { label, value });
            }
            Mark::Row => self.row(cells),
            Mark::Widths(_) => {}
        }
    }

    /// A block that no later line joins.
    fn block(&mut self, block: Block) {
        self.blocks.push(block);
        self.open = false;
    }

    fn last_open(&mut self) -> Option<&mut Block> {
        if self.open {
            self.blocks.last_mut()
        } else {
            None
        }
    }

    fn text(&mut self, sentence: Sentence) {
        if sentence.text.trim().is_empty() {
            return;
        }
        let lang = self.lang;
        match self.last_open() {
            Some(Block::Paragraph(inline)) => append(inline, sentence, lang),
            Some(Block::Numbered(items)) => {
                if let Some(inline) = items.last_mut() {
                    append(inline, sentence, lang);
                }
            }
            _ => self.blocks.push(Block::Paragraph(inline(sentence))),
        }
        self.open = true;
    }

    fn item(&mut self, item: Inline) {
        match self.last_open() {
            Some(Block::Numbered(items)) => items.push(item),
            _ => self.blocks.push(Block::Numbered(vec![item])),
        }
        self.open = true;
    }

    fn field(&mut self, mark: &Mark, field: Field) {
        match (mark, self.last_open()) {
            (Mark::Field, Some(Block::Fields(fields)))
            | (Mark::Attachment, Some(Block::Attachments(fields)))
            | (Mark::Signature, Some(Block::Signature(fields))) => fields.push(field),
            (Mark::Field, _) => self.blocks.push(Block::Fields(vec![field])),
            (Mark::Attachment, _) => self.blocks.push(Block::Attachments(vec![field])),
            _ => self.blocks.push(Block::Signature(vec![field])),
        }
        self.open = true;
    }

    fn row(&mut self, cells: Vec<Sentence>) {
        let cells: Vec<Inline> = cells.into_iter().map(inline).collect();
        let widths = self.widths.clone();
        match self.last_open() {
            Some(Block::Table(table)) => table.rows.push(cells),
            _ => self.blocks.push(Block::Table(Table {
                widths,
                amounts: Vec::new(),
                head: cells,
                rows: Vec::new(),
            })),
        }
        self.open = true;
    }

    fn sentence(&mut self, line: u32, pieces: &[Piece]) -> Sentence {
        let mut sentence = Sentence::default();
        self.pieces(line, pieces, &mut sentence);
        sentence.rows.sort_unstable();
        sentence.rows.dedup();
        sentence
    }

    fn pieces(&mut self, line: u32, pieces: &[Piece], sentence: &mut Sentence) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => sentence.text.push_str(text),
                Piece::Value(name) => match self.value(name) {
                    Some(value) => {
                        sentence.text.push_str(&value.text);
                        sentence.rows.extend(value.rows.iter().cloned());
                        sentence.own |= value.own;
                    }
                    None => self.report(line, MergeCode::MissingValue, name),
                },
                Piece::If { condition, body } => {
                    if self.holds(condition) {
                        self.pieces(line, body, sentence);
                    }
                }
            }
        }
    }
}

fn inline(sentence: Sentence) -> Inline {
    Inline {
        sentences: vec![sentence],
    }
}

/// Sentences follow each other directly in Chinese, after a space in English.
fn append(inline: &mut Inline, mut sentence: Sentence, lang: Lang) {
    if lang == Lang::En && !inline.is_empty() {
        sentence.text.insert(0, ' ');
    }
    inline.sentences.push(sentence);
}
