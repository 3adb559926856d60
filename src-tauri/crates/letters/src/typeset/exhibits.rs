//! The exhibits of a pack. Each has a strip with its number and name, repeated on
//! its further pages, and a caption that says where it comes from.

use domain::Lang;

use super::blocks::{Column, Slab, keep_whole, labelled, set_flow, space, stack};
use super::lines::Align;
use super::sheet::{BOTTOM, HAIRLINE, LEFT, MEASURE, Style, TOP};
use super::{Flow, Setter, itemise};
use crate::display::{Frame, Item, Mark, Part, Picture, Role};
use crate::document::{Field, Inline};
use crate::pack::{Content, Exhibit, Shown};
use crate::picture::Image;

/// What is stored of a picture is never finer than this, in pixels an inch.
const MOST_DPI: f32 = 300.0;
/// A small picture is not blown up beyond this, in pixels an inch.
const LEAST_DPI: f32 = 72.0;
/// Least height of a picture, in points.
const LEAST_ROOM: f32 = 72.0;
/// Rounding slack of a full page, in points.
const SLACK: f32 = 0.5;

/// Words of this part of a page, by language.
struct Words {
    source: &'static str,
    file: &'static str,
    size: &'static str,
    hash: &'static str,
    short_hash: &'static str,
    symbols: &'static str,
    listed: &'static str,
    between: &'static str,
}

const fn words(lang: Lang) -> Words {
    match lang {
        Lang::ZhCn => Words {
            source: "来源：",
            file: "文件：",
            size: "大小：",
            hash: "SHA-256：",
            short_hash: "SHA-256 前8位：",
            symbols: "方括号内为本字体没有的符号的编码",
            listed: "此文件不便印在纸上，以电子文件随附。",
            between: "；",
        },
        Lang::En => Words {
            source: "Source: ",
            file: "File: ",
            size: "Size: ",
            hash: "SHA-256: ",
            short_hash: "SHA-256 begins: ",
            symbols: "square brackets give the codes of symbols these fonts lack",
            listed: "This file cannot be shown on paper; it is enclosed as a file.",
            between: "; ",
        },
    }
}

/// What a letter calls an exhibit.
pub(super) fn number_of(exhibit: &Exhibit, lang: Lang) -> String {
    match lang {
        Lang::ZhCn => format!("证据{}", exhibit.number),
        Lang::En => format!("Exhibit {}", exhibit.number),
    }
}

/// Number and name: the heading of an exhibit, and its bookmark.
fn label(exhibit: &Exhibit, lang: Lang) -> String {
    let between = match lang {
        Lang::ZhCn => "　",
        Lang::En => ": ",
    };
    format!("{}{between}{}", number_of(exhibit, lang), exhibit.name)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// One exhibit as strips, and how it is shown. A list of files shares its pages.
pub(super) fn exhibit(
    setter: &mut Setter<'_>,
    exhibit: &Exhibit,
    content: Content,
    place: Place,
) -> (Vec<Slab>, Shown) {
    let mut all = strip(setter, exhibit, place.id);
    let listed = matches!(content, Content::Listed(_));
    if let Some(first) = all.first_mut() {
        first.new_page = !(listed && place.after_list);
        first.before = 12.0;
    }
    let head: f32 = all.iter().map(|slab| slab.height).sum();
    let name = label(exhibit, setter.lang);
    let words = words(setter.lang);
    let shown = match content {
        Content::Picture(image) => {
            let slices = image.slices();
            for (number, &slice) in slices.iter().enumerate() {
                let which = of_slices(setter.lang, number, slices.len());
                let alt = [std::slice::from_ref(&name), &which].concat();
                let figure = figure(setter, alt.join(words.between));
                let caption = caption(setter, exhibit, &which);
                let most = room(head, &caption);
                let (part, size) = photograph(&image, slice, most);
                let mut page = picture(setter, figure, place, part, size);
                page.new_page = number > 0;
                page.body_of = Some(place.id);
                all.push(page);
                all.extend(caption);
            }
            Shown::Picture
        }
        Content::Pages(sizes) => {
            let count = sizes.len();
            for (number, size) in sizes.into_iter().enumerate() {
                let which = of_pages(setter.lang, number, count);
                let figure = figure(setter, format!("{name}{}{which}", words.between));
                let caption = caption(setter, exhibit, &[which]);
                let most = room(head, &caption);
                let size = fit(size, (MEASURE, most), None);
                let mut page = picture(setter, figure, place, Part::Page(number), size);
                page.new_page = number > 0;
                page.body_of = Some(place.id);
                all.push(page);
                all.extend(caption);
            }
            Shown::Pages(count)
        }
        Content::Text(text) => {
            all.extend(text_lines(setter, exhibit, &text, place.id));
            Shown::Text
        }
        Content::Listed(why) => {
            all.extend(list_entry(setter, exhibit, place.bytes));
            Shown::Listed(why)
        }
    };
    (all, shown)
}

/// Where an exhibit is in its pack.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Its index.
    pub(super) index: usize,
    /// Tells its strips from those of tables.
    pub(super) id: usize,
    /// Length of its content.
    pub(super) bytes: usize,
    /// SHA-256 of its content.
    pub(super) sha256: [u8; 32],
    /// The exhibit before it was listed.
    pub(super) after_list: bool,
}

/// The height a page leaves to a picture; some, however long the name is.
fn room(head: f32, caption: &[Slab]) -> f32 {
    let caption: f32 = caption.iter().map(|slab| slab.before + slab.height).sum();
    (BOTTOM - TOP - head - caption - SLACK).max(LEAST_ROOM)
}

/// The heading strip: number and name over a rule.
fn strip(setter: &mut Setter<'_>, exhibit: &Exhibit, id: usize) -> Vec<Slab> {
    let style = setter.sheet.heading;
    let name = label(exhibit, setter.lang);
    let node = setter.node(Role::H2, 0);
    let flow = Flow::from(name.as_str());
    let lines = set_flow(setter, flow, style, MEASURE, 0.0, Align::Start);
    let x = LEFT;
    let mut slabs = stack(vec![Column { lines, x, node }], style);
    if let Some(last) = slabs.last_mut() {
        let y = last.height + 2.0;
        last.items.push(Item {
            node: None,
            mark: Mark::Rule {
                x: LEFT,
                y,
                width: MEASURE,
                thickness: HAIRLINE,
            },
        });
        last.height += 12.0;
    }
    for slab in &mut slabs {
        slab.keep_next = true;
        slab.head_of = Some(id);
    }
    if let Some(first) = slabs.first_mut() {
        first.bookmark = Some(name);
    }
    slabs
}

/// Source, and of a file its name and the start of its hash, with what else is to be said.
fn caption(setter: &mut Setter<'_>, exhibit: &Exhibit, more: &[String]) -> Vec<Slab> {
    let words = words(setter.lang);
    let mut parts = more.to_vec();
    if !exhibit.source.is_empty() {
        parts.push(format!("{}{}", words.source, exhibit.source));
    }
    if !exhibit.file.is_empty() {
        parts.push(format!("{}{}", words.file, exhibit.file));
        parts.push(format!("{}{}", words.short_hash, hex(&exhibit.sha256[..4])));
    }
    let text = parts.join(words.between);
    let style = setter.sheet.furniture;
    let node = setter.node(Role::P, 0);
    let flow = Flow::from(text.as_str());
    let lines = set_flow(setter, flow, style, MEASURE, 0.0, Align::Start);
    let x = LEFT;
    let mut slabs = stack(vec![Column { lines, x, node }], style);
    space(&mut slabs, 6.0, 0.0);
    keep_whole(&mut slabs);
    slabs
}

fn of_pages(lang: Lang, number: usize, count: usize) -> String {
    let number = number + 1;
    match lang {
        Lang::ZhCn => format!("原件第{number}页，共{count}页"),
        Lang::En => format!("page {number} of {count} of the original"),
    }
}

/// Which slice of a long picture; nothing if it is whole.
fn of_slices(lang: Lang, number: usize, count: usize) -> Vec<String> {
    let number = number + 1;
    match lang {
        _ if count == 1 => Vec::new(),
        Lang::ZhCn => vec![format!("长图第{number}段，共{count}段，段间略有重叠")],
        Lang::En => vec![format!("part {number} of {count}, overlapping a little")],
    }
}

/// The size on paper of something of this size, within `most`; `least` says how
/// large it may become.
fn fit(size: (f32, f32), most: (f32, f32), least: Option<f32>) -> (f32, f32) {
    let scale = (most.0 / size.0).min(most.1 / size.1);
    let scale = least.map_or(scale, |least| scale.min(least));
    (size.0 * scale, size.1 * scale)
}

/// What is shown of a photograph, and how large.
fn photograph(image: &Image, slice: Option<(u32, u32)>, most: f32) -> (Part, (f32, f32)) {
    let rows = slice.map_or(image.height, |(_, rows)| rows);
    let (width, height) = (image.width as f32, rows as f32);
    let seen = if image.turn.is_sideways() {
        (height, width)
    } else {
        (width, height)
    };
    let size = fit(seen, (MEASURE, most), Some(72.0 / LEAST_DPI));
    let dpi = seen.0 * 72.0 / size.0;
    let keep = if image.fixed {
        1.0
    } else {
        (MOST_DPI / dpi).min(1.0)
    };
    let pixels = |count: f32| (count * keep).round().max(1.0) as u32;
    let part = Part::Image {
        slice,
        turn: image.turn,
        width: pixels(width),
        height: pixels(height),
    };
    (part, size)
}

/// The node of a picture, before that of its caption.
fn figure(setter: &mut Setter<'_>, alt: String) -> usize {
    let node = setter.node(Role::Figure, 0);
    setter.tree[node].alt = Some(crate::normalise::clean(&alt));
    node
}

/// A picture in the middle of the measure.
fn picture(
    setter: &mut Setter<'_>,
    figure: usize,
    place: Place,
    part: Part,
    (width, height): (f32, f32),
) -> Slab {
    setter.pictures.push(Picture {
        exhibit: place.index,
        sha256: place.sha256,
        part,
    });
    let frame = Frame {
        x: LEFT + (MEASURE - width) / 2.0,
        y: 0.0,
        width,
        height,
    };
    let picture = setter.pictures.len() - 1;
    Slab {
        height,
        items: vec![Item {
            node: Some(figure),
            mark: Mark::Picture { picture, frame },
        }],
        keep_next: true,
        ..Slab::default()
    }
}

fn text_lines(setter: &mut Setter<'_>, exhibit: &Exhibit, text: &str, id: usize) -> Vec<Slab> {
    let style = setter.sheet.cell;
    let (text, coded) = printable(setter, text, style);
    let mut all = Vec::new();
    for line in text.lines() {
        let flow = Flow::from(line);
        if flow.text.trim().is_empty() {
            all.push(Slab {
                height: style.leading * 0.6,
                ..Slab::default()
            });
            continue;
        }
        let node = setter.node(Role::P, 0);
        let lines = set_flow(setter, flow, style, MEASURE, 0.0, Align::Start);
        let x = LEFT;
        all.extend(stack(vec![Column { lines, x, node }], style));
    }
    let more = coded.then(|| words(setter.lang).symbols.to_owned());
    if let Some(last) = all.last_mut() {
        last.keep_next = true;
    }
    all.extend(caption(setter, exhibit, more.as_slice()));
    for slab in &mut all {
        slab.body_of = Some(id);
    }
    all
}

/// The text with symbols no face has written as their codes: what somebody sent
/// must not be changed silently, nor keep the pack from being printed.
fn printable(setter: &Setter<'_>, text: &str, style: Style) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let mut coded = false;
    for c in text.chars() {
        let clean = crate::normalise::clean(c.encode_utf8(&mut [0; 4]));
        let lost = |c| !itemise::is_covered(c, style.family, setter.fonts);
        if c != '\n' && clean.chars().any(lost) {
            out.push_str(&format!("[U+{:04X}]", c as u32));
            coded = true;
        } else {
            out.push(c);
        }
    }
    (out, coded)
}

/// What is known of a file that is not shown.
fn list_entry(setter: &mut Setter<'_>, exhibit: &Exhibit, bytes: usize) -> Vec<Slab> {
    let words = words(setter.lang);
    let size = match setter.lang {
        Lang::ZhCn => format!("{bytes} 字节"),
        Lang::En => format!("{bytes} bytes"),
    };
    let field = |label: &str, value: &str| Field {
        label: Inline::plain(label.trim_end()),
        value: Inline::plain(value),
    };
    let mut fields = vec![field(words.file, &exhibit.file)];
    if !exhibit.source.is_empty() {
        fields.push(field(words.source, &exhibit.source));
    }
    fields.push(field(words.size, &size));
    fields.push(field(words.hash, &hex(&exhibit.sha256)));
    let mut slabs = labelled(setter, &fields);
    let node = setter.node(Role::P, 0);
    let style = setter.sheet.body;
    let flow = Flow::from(words.listed);
    let lines = set_flow(setter, flow, style, MEASURE, 0.0, Align::Start);
    let x = LEFT;
    slabs.extend(stack(vec![Column { lines, x, node }], style));
    keep_whole(&mut slabs);
    slabs
}
