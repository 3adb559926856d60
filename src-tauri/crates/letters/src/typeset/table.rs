//! Tables: horizontal rules only. Rows are kept whole, and so is a table, unless
//! taller than half a page.

use super::Setter;
use super::blocks::{Column, Slab, keep_whole, keep_widows, set, shift, stack};
use super::lines::Align;
use super::sheet::{BOTTOM, HAIRLINE, LEFT, MEASURE, Style, TABLE_RULE, TOP};
use crate::display::{Item, Mark, Role};
use crate::document::{Inline, Table};

const PAD_X: f32 = 4.0;
const PAD_Y: f32 = 3.5;
const SPACE_AFTER: f32 = 5.0;

/// Sets a table; `id` tells its strips from another table's.
pub(super) fn set_table(setter: &mut Setter<'_>, table: &Table, id: usize) -> Vec<Slab> {
    let sheet = setter.sheet;
    let node = setter.node(Role::Table, 0);
    let mut all = row(setter, table, &table.head, node, Role::Th, sheet.cell_head);
    for slab in &mut all {
        slab.head_of = Some(id);
        slab.keep_next = true;
    }
    if let Some(first) = all.first_mut() {
        first.items.push(rule(0.0, TABLE_RULE));
        first.before += 5.0;
    }
    if let Some(last) = all.last_mut() {
        last.items.push(rule(last.height, HAIRLINE));
    }
    let count = table.rows.len();
    for (index, cells) in table.rows.iter().enumerate() {
        let mut slabs = row(setter, table, cells, node, Role::Td, sheet.cell);
        let height: f32 = slabs.iter().map(|slab| slab.height).sum();
        if height > (BOTTOM - TOP) / 2.0 {
            keep_widows(&mut slabs);
        } else {
            keep_whole(&mut slabs);
        }
        if let Some(last) = slabs.last_mut() {
            let thickness = if index + 1 == count {
                TABLE_RULE
            } else {
                HAIRLINE
            };
            last.items.push(rule(last.height, thickness));
        }
        for slab in &mut slabs {
            slab.body_of = Some(id);
            // No row alone after the head, and none alone on the next page.
            slab.keep_next |= count > 1 && (index == 0 || index + 2 == count);
        }
        all.extend(slabs);
    }
    let height: f32 = all.iter().map(|slab| slab.before + slab.height).sum();
    if height <= (BOTTOM - TOP) / 2.0 {
        keep_whole(&mut all);
    }
    if let Some(last) = all.last_mut() {
        last.height += SPACE_AFTER;
    }
    all
}

fn row(
    setter: &mut Setter<'_>,
    table: &Table,
    cells: &[Inline],
    parent: usize,
    role: Role,
    style: Style,
) -> Vec<Slab> {
    let total: f32 = table.widths.iter().map(|&width| f32::from(width)).sum();
    let parent = setter.node(Role::Tr, parent);
    let mut x = LEFT;
    let mut columns = Vec::with_capacity(cells.len());
    for (index, (cell, &width)) in cells.iter().zip(&table.widths).enumerate() {
        let width = MEASURE * f32::from(width) / total.max(1.0);
        let node = setter.node(role, parent);
        let measure = width - 2.0 * PAD_X;
        let mut lines = set(setter, cell, style, measure, 0.0, Align::Start);
        if table.amounts.contains(&index) {
            for line in &mut lines {
                let by = measure - line.width;
                shift(line, by);
            }
        }
        columns.push(Column {
            lines,
            x: x + PAD_X,
            node,
        });
        x += width;
    }
    let mut slabs = stack(columns, style);
    if let Some(first) = slabs.first_mut() {
        first.height += PAD_Y;
        for item in &mut first.items {
            if let Mark::Glyphs(run) = &mut item.mark {
                run.y += PAD_Y;
            }
        }
    }
    if let Some(last) = slabs.last_mut() {
        last.height += PAD_Y;
    }
    slabs
}

fn rule(y: f32, thickness: f32) -> Item {
    Item {
        node: None,
        mark: Mark::Rule {
            x: LEFT,
            y,
            width: MEASURE,
            thickness,
        },
    }
}
