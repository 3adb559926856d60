//! The letter for the text box of a complaint form that takes so many
//! characters and no more.
//!
//! The form asks for the parties itself, so only what happened and what is asked
//! for goes in, and one line on the evidence. Not here: what any form's limit is.

use domain::Lang;

use crate::document::{Block, Document, Field, Inline, Table};
use crate::normalise::clean;

/// A letter for a form. Lengths are in Unicode scalar values, as forms count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormText {
    /// All of it fits.
    Whole(String),
    /// As much as fits.
    Cut {
        /// The text, never longer than the limit.
        text: String,
        /// Sentences that found no room; at least one.
        left_out: usize,
    },
    /// Not one sentence fits beside the line on the evidence.
    TooSmall {
        /// The least limit with which there is a text; more than was given.
        needed: usize,
    },
}

/// The letter's sections as plain text of at most `limit` characters, and the
/// evidence in one line at the end.
///
/// Addressee, parties, close, signature, tables and annexes are left out. What
/// does not fit is cut by whole sentences: the section that is longest gives up
/// its last one, again and again, so that facts and requests are both still
/// there; a section's first goes only when no section has a second. A sentence
/// that only leads to the next one (it ends in a colon) goes with it.
pub fn to_form(document: &Document, limit: usize) -> FormText {
    let evidence = evidence(document);
    let mut sections = sections(document);
    let empty = sections.is_empty();
    let mut left_out = 0;
    loop {
        let text = write(&sections, &evidence);
        let length = count(&text);
        if length <= limit {
            return match left_out {
                0 => FormText::Whole(text),
                left_out => FormText::Cut { text, left_out },
            };
        }
        let longest = sections
            .iter_mut()
            .max_by_key(|section| (section.units.len() > 1, section.length()));
        let given = longest.and_then(|section| section.units.pop());
        left_out += given.map_or(0, |unit| unit.sentences);
        sections.retain(|section| !section.units.is_empty());
        if sections.is_empty() || empty {
            return FormText::TooSmall { needed: length };
        }
    }
}

/// A heading and what is under it.
#[derive(Default)]
struct Section {
    heading: Option<String>,
    units: Vec<Unit>,
}

/// What is kept or cut as one.
struct Unit {
    /// Whether it starts a line.
    new_line: bool,
    text: String,
    sentences: usize,
}

impl Section {
    fn write(&self) -> String {
        let mut out = self.heading.clone().unwrap_or_default();
        for unit in &self.units {
            if unit.new_line && !out.is_empty() {
                out.push('\n');
            }
            // A sentence that starts a line brings no space of its own.
            out.push_str(if unit.new_line {
                unit.text.trim_start()
            } else {
                &unit.text
            });
        }
        out
    }

    fn length(&self) -> usize {
        count(&self.write())
    }
}

fn count(text: &str) -> usize {
    text.chars().count()
}

fn write(sections: &[Section], evidence: &str) -> String {
    let mut parts: Vec<String> = sections.iter().map(Section::write).collect();
    if !evidence.is_empty() {
        parts.push(evidence.to_owned());
    }
    parts.join("\n")
}

/// The letter up to its signature, as what may be cut.
fn sections(document: &Document) -> Vec<Section> {
    let signed = |block: &&Block| !matches!(block, Block::Signature(_));
    let mut sections = vec![Section::default()];
    for block in document.blocks.iter().take_while(signed) {
        if let Block::Heading(heading) = block {
            sections.push(Section {
                heading: Some(clean(&heading.text()).trim().to_owned()),
                units: Vec::new(),
            });
        }
        let Some(section) = sections.last_mut() else {
            continue;
        };
        match block {
            Block::Paragraph(text) => add(section, "", text),
            Block::Numbered(items) => {
                for (index, item) in items.iter().enumerate() {
                    add(section, &format!("{}. ", index + 1), item);
                }
            }
            _ => {}
        }
    }
    sections.retain(|section| !section.units.is_empty());
    sections
}

/// Adds a paragraph or an item to a section, sentence by sentence.
fn add(section: &mut Section, number: &str, text: &Inline) {
    let mut first = true;
    let pieces = text.sentences.iter().map(|sentence| clean(&sentence.text));
    for sentence in pieces.flat_map(|piece| split(&piece)) {
        if sentence.trim().is_empty() {
            continue;
        }
        let sentence = if first {
            format!("{number}{}", sentence.trim_start())
        } else {
            sentence
        };
        match section.units.last_mut() {
            Some(lead) if lead.text.trim_end().ends_with(['：', ':']) => {
                if first {
                    lead.text.push('\n');
                }
                lead.text.push_str(&sentence);
                lead.sentences += 1;
            }
            _ => section.units.push(Unit {
                new_line: first,
                text: sentence,
                sentences: 1,
            }),
        }
        first = false;
    }
}

/// A text at its full-width sentence ends. What is quoted or in brackets is part
/// of the sentence around it. A Latin full stop may as well end an abbreviation,
/// so nothing is split there: the sentences of a template come one by one.
fn split(text: &str) -> Vec<String> {
    let mut sentences = vec![String::new()];
    let mut depth = 0_usize;
    let mut ended = false;
    for c in text.chars() {
        let ends = matches!(c, '。' | '！' | '？');
        if ended && !ends {
            sentences.push(String::new());
        }
        match c {
            '“' | '‘' | '（' | '(' | '「' | '『' | '《' | '【' => depth += 1,
            // Also the apostrophe of “don’t”, which opens nothing.
            '”' | '’' | '）' | ')' | '」' | '』' | '》' | '】' => {
                depth = depth.saturating_sub(1)
            }
            _ => {}
        }
        ended = ends && depth == 0;
        if let Some(sentence) = sentences.last_mut() {
            sentence.push(c);
        }
    }
    sentences
}

/// What is enclosed, and the list of it where the letter has one, in one line.
/// A table of amounts is no such list.
fn evidence(document: &Document) -> String {
    let space = if document.lang == Lang::En { " " } else { "" };
    let enclosed = document.blocks.iter().rposition(is_enclosed);
    let Some((at, Block::Attachments(fields))) =
        enclosed.and_then(|at| Some((at, document.blocks.get(at)?)))
    else {
        return String::new();
    };
    let told = |field: &Field| {
        let (label, value) = (clean(&field.label.text()), clean(&field.value.text()));
        format!("{}{space}{}", label.trim(), value.trim())
    };
    let (stop, open, close) = match document.lang {
        Lang::ZhCn => ("；", "（", "）"),
        Lang::En => ("; ", " (", ")"),
    };
    let mut line = fields.iter().map(told).collect::<Vec<_>>().join(stop);
    let listed = document.blocks.iter().skip(at).find_map(list_of);
    let items: Vec<String> = listed
        .iter()
        .flat_map(|table| table.rows.iter())
        .map(|row| named(row))
        .collect();
    if !items.is_empty() {
        line.push_str(&format!("{open}{}{close}", items.join(stop)));
    }
    line
}

fn is_enclosed(block: &Block) -> bool {
    matches!(block, Block::Attachments(_))
}

fn list_of(block: &Block) -> Option<&Table> {
    match block {
        Block::Table(table) if table.amounts.is_empty() => Some(table),
        _ => None,
    }
}

/// Number and name of an enclosure: the first two cells of its row.
fn named(row: &[Inline]) -> String {
    let cells = row.iter().take(2).map(|cell| clean(&cell.text()));
    cells.collect::<Vec<_>>().join(" ").trim().to_owned()
}

#[cfg(test)]
mod tests;
