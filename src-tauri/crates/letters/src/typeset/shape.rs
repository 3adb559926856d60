//! Text to clusters: the smallest pieces a line may be made of.

use harfrust::{Buffer, Direction, GlyphId, ShapeOptions, shape as harfrust_shape};

use super::glue::Kind;
use super::itemise::itemise;
use super::sheet::Style;
use super::{Flow, Setter};
use crate::fonts::{Face, FaceId};

/// A shaped flow of text, before lines are known.
#[derive(Debug)]
pub(super) struct Shaped {
    pub(super) text: String,
    pub(super) style: Style,
    pub(super) clusters: Vec<Cluster>,
    pub(super) glyphs: Vec<RawGlyph>,
}

/// One unbreakable piece: usually one character.
#[derive(Debug)]
pub(super) struct Cluster {
    /// Byte range in the text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Range of its glyphs.
    pub(super) first_glyph: usize,
    pub(super) end_glyph: usize,
    /// Advance in points, as shaped.
    pub(super) width: f32,
    pub(super) face: FaceId,
    pub(super) kind: Kind,
    pub(super) sentence: Option<usize>,
}

/// A glyph within its cluster.
#[derive(Debug)]
pub(super) struct RawGlyph {
    pub(super) id: u16,
    /// Offset from the start of the cluster, in points.
    pub(super) x: f32,
    /// `hmtx` advance in font units.
    pub(super) advance: i32,
}

/// Shapes a flow; characters without a glyph go to the setter's list.
pub(super) fn shape(setter: &mut Setter<'_>, flow: Flow, style: Style) -> Shaped {
    let Flow { text, sentences } = flow;
    let stretches = itemise(
        &text,
        style.family,
        setter.lang,
        setter.fonts,
        &mut setter.missing,
    );
    let mut shaped = Shaped {
        text,
        style,
        clusters: Vec::new(),
        glyphs: Vec::new(),
    };
    for stretch in stretches {
        if let Some(face) = setter.fonts.face(stretch.face) {
            shape_stretch(&mut shaped, face, stretch.range.start, stretch.range.end);
        }
    }
    let mut marks = sentences.iter().peekable();
    for cluster in &mut shaped.clusters {
        while marks.next_if(|(end, _)| *end <= cluster.start).is_some() {}
        cluster.sentence = marks.peek().and_then(|(_, place)| *place);
    }
    shaped
}

fn shape_stretch(shaped: &mut Shaped, face: &Face, start: usize, end: usize) {
    let size = shaped.style.size;
    let scale = size / f32::from(face.upem);
    let piece = shaped.text.get(start..end).unwrap_or_default();
    let (script, language) = face.id.shaping();
    let mut buffer = Buffer::new();
    buffer.push_str(piece);
    buffer.set_direction(Direction::LeftToRight);
    buffer.set_script(Some(script));
    buffer.set_language(language);
    let shaper = face.shaper();
    let (plan, features) = face.plan();
    let options = ShapeOptions::new().plan(Some(plan)).features(features);
    // The plan was made for this very direction, script and language.
    if harfrust_shape(&shaper, &mut buffer, options).is_err() {
        return;
    }
    let infos = buffer.glyph_infos();
    let mut at = 0;
    while let Some(info) = infos.get(at) {
        let same = infos[at..]
            .iter()
            .take_while(|next| next.cluster == info.cluster)
            .count();
        let from = start + info.cluster as usize;
        let to = infos
            .get(at + same)
            .map_or(end, |next| start + next.cluster as usize);
        let first_glyph = shaped.glyphs.len();
        let mut pen = 0.0;
        for (info, position) in infos
            .iter()
            .zip(buffer.glyph_positions())
            .skip(at)
            .take(same)
        {
            shaped.glyphs.push(RawGlyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                x: pen + position.x_offset as f32 * scale,
                advance: shaper.glyph_h_advance(GlyphId::new(info.glyph_id)),
            });
            pen += position.x_advance as f32 * scale;
        }
        let text = shaped.text.get(from..to).unwrap_or_default();
        shaped.clusters.push(Cluster {
            start: from,
            end: to,
            first_glyph,
            end_glyph: shaped.glyphs.len(),
            width: pen,
            face: face.id,
            kind: Kind::of(text, pen > 0.9 * size),
            sentence: None,
        });
        at += same;
    }
}
