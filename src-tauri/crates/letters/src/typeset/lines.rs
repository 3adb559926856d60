//! Lines: the cheapest way to cut a flow into lines of a given measure, and
//! the place of every glyph on them.

use super::breaks;
use super::glue::{Glue, Kind, between};
use super::shape::{Cluster, Shaped};
use crate::display::{Glyph, GlyphRun};

/// How lines fill their measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// Both edges straight; gaps between characters give way.
    Justify,
    /// Left edge straight.
    Start,
    /// Centred, lines of like length.
    Centre,
}

/// A set line; its runs start at x = 0 on a baseline at y = 0.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) runs: Vec<GlyphRun>,
    /// Width from the first to the last visible edge.
    pub(super) width: f32,
}

/// Cost of a paragraph's last line that holds one or two signs only.
const LONELY: f32 = 500.0;
/// Beyond this ratio a line is left ragged: holes look worse than an edge.
const MAX_RATIO: f32 = 5.0;
/// Rounding slack in points.
const SLACK: f32 = 0.001;

/// Cuts `shaped` into lines. The first line is `indent` shorter.
pub(super) fn set_lines(shaped: &Shaped, measure: f32, indent: f32, align: Align) -> Vec<Line> {
    if shaped.clusters.is_empty() {
        return Vec::new();
    }
    let ruler = Ruler::new(shaped);
    let mut penalties = breaks::opportunities(shaped);
    let width_at = |start: usize| {
        if start == 0 {
            measure - indent
        } else {
            measure
        }
    };
    let mut cuts = cheapest(&ruler, &penalties, align, &width_at);
    if cuts.is_none() {
        breaks::force(shaped, measure - indent.max(0.0), &mut penalties);
        cuts = cheapest(&ruler, &penalties, align, &width_at);
    }
    let cuts = cuts.unwrap_or_else(|| {
        breaks::force_all(&mut penalties);
        // Only a measure narrower than one glyph is left without an answer.
        let each = || (0..shaped.clusters.len()).collect();
        cheapest(&ruler, &penalties, align, &width_at).unwrap_or_else(each)
    });
    let mut lines = Vec::with_capacity(cuts.len());
    let mut start = 0;
    for (number, &end) in cuts.iter().enumerate() {
        let room = if number == 0 {
            measure - indent
        } else {
            measure
        };
        let last = number + 1 == cuts.len();
        if let Some(span) = ruler.span(start, end) {
            lines.push(place(
                shaped,
                &ruler,
                span,
                room,
                align == Align::Justify && !last,
            ));
        }
        start = end + 1;
    }
    lines
}

/// Sums over clusters and gaps, so that any line is measured in O(1).
struct Ruler {
    kinds: Vec<Kind>,
    size: f32,
    widths: Vec<f32>,
    gaps: Vec<Glue>,
    /// Glue of the gap after each cluster, in points.
    gap: Vec<Glue>,
}

/// A line's clusters without the spaces at its edges, and its measures.
#[derive(Clone, Copy)]
struct Span {
    start: usize,
    end: usize,
    natural: f32,
    stretch: f32,
    shrink: f32,
}

impl Ruler {
    fn new(shaped: &Shaped) -> Self {
        let size = shaped.style.size;
        let clusters = &shaped.clusters;
        let mut widths = vec![0.0];
        let mut gaps = vec![Glue::default()];
        let mut gap = Vec::with_capacity(clusters.len());
        let (mut width, mut sum) = (0.0, Glue::default());
        for (index, cluster) in clusters.iter().enumerate() {
            width += cluster.width;
            widths.push(width);
            let glue = clusters
                .get(index + 1)
                .map_or_else(Glue::default, |next| between(cluster.kind, next.kind));
            let glue = Glue {
                natural: glue.natural * size,
                stretch: glue.stretch * size,
                shrink: glue.shrink * size,
            };
            gap.push(glue);
            sum = Glue {
                natural: sum.natural + glue.natural,
                stretch: sum.stretch + glue.stretch,
                shrink: sum.shrink + glue.shrink,
            };
            gaps.push(sum);
        }
        let kinds = clusters.iter().map(|cluster| cluster.kind).collect();
        Self {
            kinds,
            size,
            widths,
            gaps,
            gap,
        }
    }

    /// The line from cluster `start` to `end`, both included; `None` if it is
    /// all spaces.
    fn span(&self, start: usize, end: usize) -> Option<Span> {
        let visible = |index: &usize| self.kinds[*index] != Kind::Space;
        let start = (start..=end).find(visible)?;
        let end = (start..=end).rev().find(visible)?;
        let trim = self.kinds[start].trim_start() + self.kinds[end].trim_end();
        let (from, to) = (self.gaps[start], self.gaps[end]);
        Some(Span {
            start,
            end,
            natural: self.widths[end + 1] - self.widths[start] + to.natural
                - from.natural
                - trim * self.size,
            stretch: to.stretch - from.stretch,
            shrink: to.shrink - from.shrink,
        })
    }
}

/// The cheapest cuts as the last cluster of each line, or `None` if some piece
/// fits nowhere.
fn cheapest(
    ruler: &Ruler,
    penalties: &[Option<f32>],
    align: Align,
    width_at: &dyn Fn(usize) -> f32,
) -> Option<Vec<usize>> {
    /// A way to reach the end of a line: its cost, and the node before.
    #[derive(Clone, Copy)]
    struct Node {
        next_start: usize,
        cost: f32,
        previous: usize,
    }
    let mut nodes = vec![Node {
        next_start: 0,
        cost: 0.0,
        previous: 0,
    }];
    let total = penalties.len();
    let widest = width_at(1).max(width_at(0));
    for (end, penalty) in penalties.iter().enumerate() {
        let Some(penalty) = penalty else { continue };
        let last = end + 1 == total;
        let mut best: Option<Node> = None;
        for (previous, node) in nodes.iter().enumerate().rev() {
            let Some(span) = ruler.span(node.next_start, end) else {
                continue;
            };
            if span.natural - span.shrink > widest + 2.0 * ruler.size {
                break;
            }
            let room = width_at(node.next_start);
            let Some(cost) = line_cost(&span, room, align, last) else {
                continue;
            };
            let cost = node.cost + cost + penalty;
            if best.is_none_or(|best| cost < best.cost) {
                best = Some(Node {
                    next_start: end + 1,
                    cost,
                    previous,
                });
            }
        }
        nodes.extend(best);
    }
    let end = nodes.last().filter(|node| node.next_start == total)?;
    let mut cuts = Vec::new();
    let mut node = *end;
    while node.next_start > 0 {
        cuts.push(node.next_start - 1);
        node = nodes[node.previous];
    }
    cuts.reverse();
    Some(cuts)
}

/// What a line costs, or `None` if it does not fit.
fn line_cost(span: &Span, room: f32, align: Align, last: bool) -> Option<f32> {
    let spare = room - span.natural;
    if spare < -(span.shrink + SLACK) {
        return None;
    }
    if spare < 0.0 {
        let ratio = spare / span.shrink.max(SLACK);
        return Some(10.0 - 100.0 * ratio * ratio * ratio);
    }
    let lonely = last && span.start > 0 && span.end < span.start + 2;
    let lonely = if lonely { LONELY } else { 0.0 };
    let ratio = match align {
        Align::Justify if last => 0.0,
        Align::Justify => (spare / span.stretch.max(0.1)).min(100.0),
        Align::Start if last => 0.0,
        Align::Start | Align::Centre => 3.0 * spare / room,
    };
    Some(10.0 + 100.0 * ratio * ratio * ratio + lonely)
}

/// Places the glyphs of a line.
fn place(shaped: &Shaped, ruler: &Ruler, span: Span, room: f32, justify: bool) -> Line {
    let spare = room - span.natural;
    let ratio = if spare < 0.0 {
        (spare / span.shrink.max(SLACK)).max(-1.0)
    } else if justify && span.stretch > 0.0 && spare <= MAX_RATIO * span.stretch {
        spare / span.stretch
    } else {
        0.0
    };
    let size = shaped.style.size;
    let mut runs: Vec<GlyphRun> = Vec::new();
    let mut pen = -ruler.kinds[span.start].trim_start() * size;
    let mut last: Option<&Cluster> = None;
    for index in span.start..=span.end {
        let cluster = &shaped.clusters[index];
        let same =
            last.is_some_and(|last| last.face == cluster.face && last.sentence == cluster.sentence);
        if !same {
            runs.push(GlyphRun {
                face: cluster.face,
                size,
                x: pen,
                y: 0.0,
                grey: shaped.style.grey,
                sentence: cluster.sentence,
                glyphs: Vec::new(),
            });
        }
        if let Some(run) = runs.last_mut() {
            push_glyphs(run, shaped, cluster, pen);
        }
        pen += cluster.width;
        if index < span.end {
            let glue = ruler.gap[index];
            let give = if ratio < 0.0 {
                glue.shrink
            } else {
                glue.stretch
            };
            pen += glue.natural + ratio * give;
        }
        last = Some(cluster);
    }
    Line {
        runs,
        width: pen - ruler.kinds[span.end].trim_end() * size,
    }
}

fn push_glyphs(run: &mut GlyphRun, shaped: &Shaped, cluster: &Cluster, pen: f32) {
    let text = shaped
        .text
        .get(cluster.start..cluster.end)
        .unwrap_or_default();
    // A no-break space shares its glyph with the space: one glyph, one text.
    let text = if text == "\u{A0}" { " " } else { text };
    let glyphs = shaped
        .glyphs
        .get(cluster.first_glyph..cluster.end_glyph)
        .unwrap_or_default();
    for (number, glyph) in glyphs.iter().enumerate() {
        run.glyphs.push(Glyph {
            id: glyph.id,
            x: pen - run.x + glyph.x,
            advance: glyph.advance,
            text: if number == 0 {
                text.to_owned()
            } else {
                String::new()
            },
        });
    }
}
