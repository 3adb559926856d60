//! The contents page of a pack: the letter, then every exhibit, each with the
//! page it begins on at the end of a line of dots.

use domain::Lang;

use super::blocks::{Column, Slab, keep_whole, set, set_flow, space, stack};
use super::exhibits::number_of;
use super::lines::Align;
use super::sheet::{LEFT, MEASURE};
use super::{Flow, Setter};
use crate::display::{Glyph, Item, Mark, Role};
use crate::document::Inline;
use crate::pack::Exhibit;

/// Room kept for page numbers at the right.
const NUMBER_ROOM: f32 = 42.0;
/// Between the dots of a leader.
const DOT_PITCH: f32 = 6.0;

/// The contents, without page numbers: these are known only when all is set.
pub(super) struct Contents {
    pub(super) slabs: Vec<Slab>,
    /// Of each line: its strip, and its node.
    entries: Vec<(usize, usize)>,
}

/// Sets the contents: the letter itself, then every exhibit.
pub(super) fn contents(setter: &mut Setter<'_>, title: &str, exhibits: &[Exhibit]) -> Contents {
    let sheet = setter.sheet;
    let name = match setter.lang {
        Lang::ZhCn => "目录",
        Lang::En => "Contents",
    };
    let heading = Inline::plain(name);
    let node = setter.node(Role::H1, 0);
    let lines = set(setter, &heading, sheet.title, MEASURE, 0.0, Align::Start);
    let x = LEFT;
    let mut slabs = stack(vec![Column { lines, x, node }], sheet.title);
    space(&mut slabs, 0.0, 8.0);
    keep_with_next(&mut slabs);
    if let Some(first) = slabs.first_mut() {
        first.new_page = true;
        first.bookmark = Some(name.to_owned());
    }
    let list = setter.node(Role::Toc, 0);
    let lang = setter.lang;
    let numbered = exhibits
        .iter()
        .map(|exhibit| (number_of(exhibit, lang), exhibit.name.as_str()));
    let numbered: Vec<(String, &str)> = numbered.collect();
    let set_number = |setter: &mut Setter<'_>, text: &str| {
        set_flow(setter, text.into(), sheet.body, MEASURE, 0.0, Align::Start)
    };
    let widest = numbered
        .iter()
        .flat_map(|(number, _)| set_number(setter, number))
        .map(|line| line.width)
        .fold(0.0_f32, f32::max);
    let names = widest + sheet.body.size;
    let mut entries = Vec::with_capacity(numbered.len() + 1);
    let letter = (String::new(), title);
    for (number, name) in std::iter::once(letter).chain(numbered) {
        let entry = setter.node(Role::Toci, list);
        let node = setter.node(Role::P, entry);
        let indent = if number.is_empty() { 0.0 } else { names };
        let room = MEASURE - indent - NUMBER_ROOM;
        let lines = set_flow(setter, name.into(), sheet.body, room, 0.0, Align::Start);
        let number = Column {
            lines: set_number(setter, &number),
            x: LEFT,
            node,
        };
        let name = Column {
            lines,
            x: LEFT + indent,
            node,
        };
        let mut set = stack(vec![number, name], sheet.body);
        keep_whole(&mut set);
        space(&mut set, 0.0, 2.0);
        slabs.extend(set);
        entries.push((slabs.len().saturating_sub(1), node));
    }
    Contents { slabs, entries }
}

impl Contents {
    /// Adds the page numbers, one for each line, and the leaders to them.
    pub(super) fn number(&mut self, setter: &mut Setter<'_>, pages: &[usize]) {
        let style = setter.sheet.body;
        let dot = set_flow(setter, ".".into(), style, MEASURE, 0.0, Align::Start);
        let dot = dot.into_iter().flat_map(|line| line.runs).next();
        for (&(index, node), page) in self.entries.iter().zip(pages) {
            let Some(slab) = self.slabs.get_mut(index) else {
                continue;
            };
            let number = Flow::from(page.to_string().as_str());
            let lines = set_flow(setter, number, style, NUMBER_ROOM, 0.0, Align::Start);
            let Some(line) = lines.into_iter().next() else {
                continue;
            };
            let right = LEFT + MEASURE;
            let baseline = style.leading / 2.0 + 0.38 * style.size;
            let left = slab.items.iter().map(end_of).fold(LEFT, f32::max);
            if let Some(dot) = &dot {
                let mut leader = dot.clone();
                leader.grey = 0.45;
                leader.y = baseline;
                // Counted from the right edge, so that dots stand in columns.
                let last = (right - line.width - 6.0 - left - 4.0) / DOT_PITCH;
                let start = right - ((right - left - 4.0) / DOT_PITCH).floor() * DOT_PITCH;
                leader.x = start;
                let glyph = leader.glyphs.pop();
                leader.glyphs = (0..last.max(0.0) as u16)
                    .filter_map(|step| {
                        let x = f32::from(step) * DOT_PITCH;
                        glyph.clone().map(|glyph| Glyph { x, ..glyph })
                    })
                    .collect();
                if !leader.glyphs.is_empty() {
                    slab.items.push(Item {
                        node: None,
                        mark: Mark::Glyphs(leader),
                    });
                }
            }
            for mut run in line.runs {
                run.x += right - line.width;
                run.y = baseline;
                slab.items.push(Item {
                    node: Some(node),
                    mark: Mark::Glyphs(run),
                });
            }
        }
    }
}

/// Where a run of glyphs ends, near enough for a leader.
fn end_of(item: &Item) -> f32 {
    match &item.mark {
        Mark::Glyphs(run) => run.glyphs.last().map_or(run.x, |last| {
            run.x + last.x + last.advance as f32 * run.size / 1000.0
        }),
        _ => 0.0,
    }
}

fn keep_with_next(slabs: &mut [Slab]) {
    for slab in slabs {
        slab.keep_next = true;
    }
}
