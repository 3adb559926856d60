//! Blocks to paragraphs and tables.

use domain::Lang;

use super::escaped;
use super::styles::{MEASURE, Sheet};
use crate::document::{Block, Document, Field, Inline, Table};
use crate::normalise::clean;

/// The blocks of a letter as XML, and how many numbered lists there are.
pub(super) fn body(document: &Document, sheet: &Sheet) -> (String, usize) {
    let mut xml = String::new();
    let mut lists = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        let next = document.blocks.get(index + 1);
        if let Block::Numbered(_) = block {
            lists += 1;
        }
        write_block(&mut xml, block, next, sheet, lists);
    }
    (xml, lists)
}

fn write_block(xml: &mut String, block: &Block, next: Option<&Block>, sheet: &Sheet, list: usize) {
    // A page must not hold the close or the signature alone.
    let keep = matches!(next, Some(Block::Closing(_) | Block::Signature(_)))
        || next.is_some_and(|next| block.announces(next));
    match block {
        Block::Title(text) => xml.push_str(&paragraph("Title", false, "", &words(text))),
        Block::Addressee(text) => xml.push_str(&paragraph("Salutation", false, "", &words(text))),
        Block::Heading(text) => xml.push_str(&paragraph("Heading1", false, "", &words(text))),
        Block::Paragraph(text) => xml.push_str(&paragraph("BodyText", keep, "", &words(text))),
        Block::Numbered(items) => {
            let number =
                format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>");
            for (index, item) in items.iter().enumerate() {
                let keep = keep && index + 1 == items.len();
                xml.push_str(&paragraph("ListNumber", keep, &number, &words(item)));
            }
        }
        Block::Fields(fields) | Block::Attachments(fields) => {
            write_fields(xml, fields, sheet, keep);
        }
        Block::Table(table) => {
            // A note on a table belongs under it.
            let keep = keep || matches!(next, Some(Block::Paragraph(_)));
            write_table(xml, table, keep);
        }
        Block::Closing(closing) => {
            xml.push_str(&paragraph("Closing", false, "", &words(&closing.lead)));
            if !closing.wish.is_empty() {
                xml.push_str(&paragraph("Wish", false, "", &words(&closing.wish)));
            }
        }
        Block::Signature(fields) => write_signature(xml, fields, sheet),
    }
}

/// A paragraph; `more` are further properties, in the order of the schema.
fn paragraph(style: &str, keep_next: bool, more: &str, runs: &str) -> String {
    let keep = if keep_next { "<w:keepNext/>" } else { "" };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{keep}{more}</w:pPr>{runs}</w:p>")
}

/// A run of plain text, or nothing.
pub(super) fn runs(text: &str) -> String {
    let text = escaped(text);
    if text.is_empty() {
        return text;
    }
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn words(text: &Inline) -> String {
    runs(&text.text())
}

fn label(text: &Inline) -> String {
    let text = escaped(&text.text());
    format!(
        "<w:r><w:rPr><w:rStyle w:val=\"Label\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
    )
}

/// Labels hang in a column as wide as the widest of them.
fn write_fields(xml: &mut String, fields: &[Field], sheet: &Sheet, keep: bool) {
    // Ten twentieths of a point are half a point.
    let em = sheet.body.size * 10;
    let widest = fields
        .iter()
        .map(|field| width(&field.label, em))
        .max()
        .unwrap_or_default();
    let column = (widest + em).min(MEASURE * 2 / 5);
    for (index, Field { label: name, value }) in fields.iter().enumerate() {
        let before = if index == 0 { em / 2 } else { 0 };
        let more = format!(
            "<w:spacing w:before=\"{before}\"/><w:ind w:left=\"{column}\" w:hanging=\"{column}\"/>"
        );
        let keep = keep && index + 1 == fields.len();
        let runs = format!("{}<w:r><w:tab/></w:r>{}", label(name), words(value));
        xml.push_str(&paragraph("Field", keep, &more, &runs));
    }
}

/// About how wide a text is: a hanzi takes one em, a Latin letter a little more
/// than half of one where it is bold.
fn width(text: &Inline, em: u32) -> u32 {
    let chars = clean(&text.text());
    let width = |c: char| if c.is_ascii() { em * 11 / 20 } else { em };
    chars.chars().map(width).sum()
}

/// Kept on one page; an empty value leaves room to sign.
fn write_signature(xml: &mut String, fields: &[Field], sheet: &Sheet) {
    let space = if sheet.lang == Lang::En { " " } else { "" };
    for (index, field) in fields.iter().enumerate() {
        let style = if field.value.is_empty() {
            "SigningRoom"
        } else {
            "Signature"
        };
        let more = if index == 0 {
            format!("<w:spacing w:before=\"{}\"/>", sheet.body.size * 10)
        } else {
            String::new()
        };
        let keep = index + 1 < fields.len();
        let text = format!("{}{space}{}", field.label.text(), field.value.text());
        xml.push_str(&paragraph(style, keep, &more, &runs(text.trim_end())));
    }
}

fn write_table(xml: &mut String, table: &Table, keep_with_next: bool) {
    let columns = table.head.len();
    if columns == 0 {
        return;
    }
    let share = |column: usize| u32::from(table.widths.get(column).copied().unwrap_or(1).max(1));
    let total: u32 = (0..columns).map(share).sum();
    let widths: Vec<u32> = (0..columns)
        .map(|column| MEASURE * share(column) / total.max(1))
        .collect();
    xml.push_str(&format!(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"LetterTable\"/><w:tblW w:w=\"{MEASURE}\" w:type=\"dxa\"/>\
         <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0620\" w:firstRow=\"1\" w:lastRow=\"0\" \
         w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
    ));
    for width in &widths {
        xml.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
    }
    xml.push_str("</w:tblGrid>");
    write_row(xml, table, &table.head, &widths, Row::Head);
    let count = table.rows.len();
    for (index, row) in table.rows.iter().enumerate() {
        // No row alone after the head, and none alone on the next page.
        let not_alone = count > 1 && (index == 0 || index + 2 == count);
        let last = index + 1 == count && keep_with_next;
        let keep = not_alone || last;
        write_row(xml, table, row, &widths, Row::Body { keep });
    }
    xml.push_str("</w:tbl>");
    // Two tables that touch would be one, and a letter must not end with a table.
    xml.push_str(&paragraph("AfterTable", keep_with_next, "", ""));
}

#[derive(Clone, Copy)]
enum Row {
    Head,
    Body { keep: bool },
}

fn write_row(xml: &mut String, table: &Table, cells: &[Inline], widths: &[u32], row: Row) {
    let (head, keep) = match row {
        Row::Head => ("<w:tblHeader/>", true),
        Row::Body { keep } => ("", keep),
    };
    xml.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>"));
    for (column, width) in widths.iter().enumerate() {
        let style = if table.amounts.contains(&column) {
            "AmountCell"
        } else {
            "Cell"
        };
        let text = match (cells.get(column), row) {
            (Some(cell), Row::Head) => label(cell),
            (Some(cell), Row::Body { .. }) => words(cell),
            (None, _) => String::new(),
        };
        xml.push_str(&format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{}</w:tc>",
            paragraph(style, keep, "", &text)
        ));
    }
    xml.push_str("</w:tr>");
}
