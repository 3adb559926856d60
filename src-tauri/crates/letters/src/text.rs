//! The same letter as plain text: for a complaint form, a message, a diff.

use crate::document::{Block, Document, Field, Inline};
use crate::normalise::clean;
use domain::Lang;

/// The letter as plain text, one block after another, lines ending in `\n`.
///
/// Header and footer are left out: they belong to paper.
pub fn to_text(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        let before = match block {
            Block::Title(_) => "",
            Block::Paragraph(_) if document.lang == Lang::ZhCn => "",
            _ => "\n",
        };
        if !out.is_empty() {
            out.push_str(before);
        }
        write_block(&mut out, block, document.lang);
    }
    out
}

fn write_block(out: &mut String, block: &Block, lang: Lang) {
    let mut line = |text: &str| {
        out.push_str(text.trim_end());
        out.push('\n');
    };
    let text = |inline: &Inline| clean(&inline.text());
    match block {
        Block::Title(inline)
        | Block::Addressee(inline)
        | Block::Heading(inline)
        | Block::Paragraph(inline) => line(&text(inline)),
        Block::Numbered(items) => {
            for (index, item) in items.iter().enumerate() {
                line(&format!("{}. {}", index + 1, text(item)));
            }
        }
        Block::Fields(fields) | Block::Signature(fields) | Block::Attachments(fields) => {
            let space = if lang == Lang::En { " " } else { "" };
            for Field { label, value } in fields {
                line(&format!("{}{space}{}", text(label), text(value)));
            }
        }
        Block::Table(table) => {
            for row in std::iter::once(&table.head).chain(&table.rows) {
                line(&row.iter().map(text).collect::<Vec<_>>().join(" | "));
            }
        }
        Block::Closing(closing) => {
            line(&text(&closing.lead));
            if !closing.wish.is_empty() {
                line(&text(&closing.wish));
            }
        }
    }
}
