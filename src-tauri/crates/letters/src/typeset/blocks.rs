//! Blocks to slabs: strips of a page as high as one line, with what must stay
//! together said on each.

use super::lines::{Align, Line, set_lines};
use super::shape::shape;
use super::sheet::{LEFT, MEASURE, SIGNING_ROOM, Style};
use super::{Flow, Setter, table};
use crate::display::{Item, Mark, Role};
use crate::document::{Block, Closing, Document, Field, Inline};

/// A strip of the page. Items are placed from the strip's top.
#[derive(Clone, Debug, Default)]
pub(super) struct Slab {
    pub(super) height: f32,
    /// Space above; none at the top of a page.
    pub(super) before: f32,
    pub(super) items: Vec<Item>,
    /// Begins a page.
    pub(super) new_page: bool,
    /// Must stand on the same page as the next strip.
    pub(super) keep_next: bool,
    /// The table this strip is a body row of.
    pub(super) body_of: Option<usize>,
    /// The table this strip is the head of.
    pub(super) head_of: Option<usize>,
    pub(super) bookmark: Option<String>,
}

/// Lines of one column of a row.
pub(super) struct Column {
    pub(super) lines: Vec<Line>,
    pub(super) x: f32,
    pub(super) node: usize,
}

/// Sets every block of a document.
pub(super) fn set_blocks(setter: &mut Setter<'_>, document: &Document) -> Vec<Slab> {
    let mut slabs: Vec<Slab> = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        if let Block::Closing(_) | Block::Signature(_) = block {
            // A page must not hold the signature alone.
            for slab in slabs.iter_mut().rev().take(2) {
                slab.keep_next = true;
            }
        }
        let after_table = index > 0 && matches!(document.blocks[index - 1], Block::Table(_));
        if after_table
            && matches!(block, Block::Paragraph(_))
            && let Some(slab) = slabs.last_mut()
        {
            // A note on a table belongs under it.
            slab.keep_next = true;
        }
        let before = index
            .checked_sub(1)
            .and_then(|before| document.blocks.get(before));
        if before.is_some_and(|before| before.announces(block))
            && let Some(slab) = slabs.last_mut()
        {
            slab.keep_next = true;
        }
        slabs.extend(set_block(setter, block, index));
    }
    slabs
}

fn set_block(setter: &mut Setter<'_>, block: &Block, index: usize) -> Vec<Slab> {
    let sheet = setter.sheet;
    match block {
        Block::Title(text) => {
            let mut slabs = heading(setter, text, sheet.title, Role::H1, Align::Centre);
            space(&mut slabs, 0.0, 14.0);
            slabs
        }
        Block::Addressee(text) => {
            let node = setter.node(Role::P, 0);
            let lines = set(setter, text, sheet.label, MEASURE, 0.0, Align::Start);
            let mut slabs = stack(
                vec![Column {
                    lines,
                    x: LEFT,
                    node,
                }],
                sheet.label,
            );
            space(&mut slabs, 0.0, 4.0);
            slabs
        }
        Block::Heading(text) => {
            let mut slabs = heading(setter, text, sheet.heading, Role::H2, Align::Start);
            space(&mut slabs, 9.0, 1.0);
            slabs
        }
        Block::Paragraph(text) => {
            let node = setter.node(Role::P, 0);
            let mut lines = set(
                setter,
                text,
                sheet.body,
                MEASURE,
                sheet.indent,
                Align::Justify,
            );
            if let Some(first) = lines.first_mut() {
                shift(first, sheet.indent);
            }
            let mut slabs = stack(
                vec![Column {
                    lines,
                    x: LEFT,
                    node,
                }],
                sheet.body,
            );
            keep_widows(&mut slabs);
            space(&mut slabs, sheet.paragraph_gap, 0.0);
            slabs
        }
        Block::Numbered(items) => numbered(setter, items),
        Block::Fields(fields) | Block::Attachments(fields) => labelled(setter, fields),
        Block::Table(table) => table::set_table(setter, table, index),
        Block::Closing(closing) => set_closing(setter, closing),
        Block::Signature(fields) => signature(setter, fields),
    }
}

/// Shapes and breaks a text.
pub(super) fn set(
    setter: &mut Setter<'_>,
    text: &Inline,
    style: Style,
    measure: f32,
    indent: f32,
    align: Align,
) -> Vec<Line> {
    let flow = setter.flow(text);
    set_flow(setter, flow, style, measure, indent, align)
}

pub(super) fn set_flow(
    setter: &mut Setter<'_>,
    flow: Flow,
    style: Style,
    measure: f32,
    indent: f32,
    align: Align,
) -> Vec<Line> {
    let shaped = shape(setter, flow, style);
    set_lines(&shaped, measure, indent, align)
}

/// Columns side by side become one strip per line.
pub(super) fn stack(columns: Vec<Column>, style: Style) -> Vec<Slab> {
    let count = columns
        .iter()
        .map(|column| column.lines.len())
        .max()
        .unwrap_or(0);
    let mut slabs: Vec<Slab> = Vec::new();
    slabs.resize_with(count, || Slab {
        height: style.leading,
        ..Slab::default()
    });
    // The middle of a hanzi stands 0.38 em above the baseline.
    let baseline = style.leading / 2.0 + 0.38 * style.size;
    for column in columns {
        for (slab, line) in slabs.iter_mut().zip(column.lines) {
            for mut run in line.runs {
                run.x += column.x;
                run.y = baseline;
                slab.items.push(Item {
                    node: Some(column.node),
                    mark: Mark::Glyphs(run),
                });
            }
        }
    }
    slabs
}

/// Two lines at least on either side of a page break.
pub(super) fn keep_widows(slabs: &mut [Slab]) {
    let count = slabs.len();
    if count > 1 {
        slabs[0].keep_next = true;
        slabs[count - 2].keep_next = true;
    }
}

pub(super) fn keep_whole(slabs: &mut [Slab]) {
    if let Some((_, all_but_last)) = slabs.split_last_mut() {
        for slab in all_but_last {
            slab.keep_next = true;
        }
    }
}

pub(super) fn space(slabs: &mut [Slab], before: f32, after: f32) {
    if let Some(first) = slabs.first_mut() {
        first.before += before;
    }
    if let Some(last) = slabs.last_mut() {
        last.height += after;
    }
}

pub(super) fn shift(line: &mut Line, by: f32) {
    for run in &mut line.runs {
        run.x += by;
    }
}

fn heading(
    setter: &mut Setter<'_>,
    text: &Inline,
    style: Style,
    role: Role,
    align: Align,
) -> Vec<Slab> {
    let node = setter.node(role, 0);
    let mut lines = set(setter, text, style, MEASURE, 0.0, align);
    if align == Align::Centre {
        for line in &mut lines {
            let by = (MEASURE - line.width) / 2.0;
            shift(line, by);
        }
    }
    let mut slabs = stack(
        vec![Column {
            lines,
            x: LEFT,
            node,
        }],
        style,
    );
    for slab in &mut slabs {
        slab.keep_next = true;
    }
    if let Some(first) = slabs.first_mut() {
        first.bookmark = Some(crate::normalise::clean(&text.text()));
    }
    slabs
}

fn numbered(setter: &mut Setter<'_>, items: &[Inline]) -> Vec<Slab> {
    let sheet = setter.sheet;
    let list = setter.node(Role::L, 0);
    let mut all = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let entry = setter.node(Role::Li, list);
        let label = setter.node(Role::Lbl, entry);
        let body = setter.node(Role::LBody, entry);
        let number = Inline::plain(format!("{}.", index + 1));
        let number = set(setter, &number, sheet.body, MEASURE, 0.0, Align::Start);
        let measure = MEASURE - sheet.list_text;
        let lines = set(setter, item, sheet.body, measure, 0.0, Align::Justify);
        let mut slabs = stack(
            vec![
                Column {
                    lines: number,
                    x: LEFT + sheet.list_number,
                    node: label,
                },
                Column {
                    lines,
                    x: LEFT + sheet.list_text,
                    node: body,
                },
            ],
            sheet.body,
        );
        keep_widows(&mut slabs);
        space(&mut slabs, sheet.paragraph_gap / 2.0, 0.0);
        all.extend(slabs);
    }
    all
}

/// Labels in a column of their own, as wide as the widest of them.
pub(super) fn labelled(setter: &mut Setter<'_>, fields: &[Field]) -> Vec<Slab> {
    let sheet = setter.sheet;
    let most = MEASURE * 0.4;
    let set_label = |setter: &mut Setter<'_>, field: &Field| {
        set(setter, &field.label, sheet.label, most, 0.0, Align::Start)
    };
    let labels: Vec<_> = fields
        .iter()
        .map(|field| set_label(setter, field))
        .collect();
    let widest = labels
        .iter()
        .flatten()
        .map(|line| line.width)
        .fold(0.0_f32, f32::max);
    let column = widest + sheet.body.size;
    let mut all = Vec::new();
    for (field, label) in fields.iter().zip(labels) {
        let node = setter.node(Role::P, 0);
        let lines = set(
            setter,
            &field.value,
            sheet.body,
            MEASURE - column,
            0.0,
            Align::Start,
        );
        let mut slabs = stack(
            vec![
                Column {
                    lines: label,
                    x: LEFT,
                    node,
                },
                Column {
                    lines,
                    x: LEFT + column,
                    node,
                },
            ],
            sheet.body,
        );
        keep_whole(&mut slabs);
        all.extend(slabs);
    }
    space(&mut all, sheet.body.size / 2.0, 0.0);
    all
}

fn set_closing(setter: &mut Setter<'_>, closing: &Closing) -> Vec<Slab> {
    let sheet = setter.sheet;
    let mut all = Vec::new();
    for (text, indent) in [(&closing.lead, sheet.indent), (&closing.wish, 0.0)] {
        if !text.is_empty() {
            let node = setter.node(Role::P, 0);
            let lines = set(
                setter,
                text,
                sheet.body,
                MEASURE - indent,
                0.0,
                Align::Start,
            );
            all.extend(stack(
                vec![Column {
                    lines,
                    x: LEFT + indent,
                    node,
                }],
                sheet.body,
            ));
        }
    }
    space(&mut all, sheet.body.size / 2.0, 0.0);
    for slab in &mut all {
        slab.keep_next = true;
    }
    all
}

/// In the right half, one strip per line; an empty value leaves room to sign.
fn signature(setter: &mut Setter<'_>, fields: &[Field]) -> Vec<Slab> {
    let sheet = setter.sheet;
    let x = LEFT + MEASURE * 0.46;
    let measure = MEASURE * 0.54;
    let mut all = Vec::new();
    for field in fields {
        let node = setter.node(Role::P, 0);
        let label = set(setter, &field.label, sheet.body, measure, 0.0, Align::Start);
        let width = label.last().map_or(0.0, |line| line.width) + 0.4 * sheet.body.size;
        let room = measure - width;
        let value = set(setter, &field.value, sheet.body, room, 0.0, Align::Start);
        let empty = value.is_empty();
        let mut slabs = stack(
            vec![
                Column {
                    lines: label,
                    x,
                    node,
                },
                Column {
                    lines: value,
                    x: x + width,
                    node,
                },
            ],
            sheet.body,
        );
        if empty {
            space(&mut slabs, 0.0, SIGNING_ROOM - sheet.body.leading);
        }
        all.extend(slabs);
    }
    space(&mut all, sheet.body.size, 0.0);
    keep_whole(&mut all);
    all
}
