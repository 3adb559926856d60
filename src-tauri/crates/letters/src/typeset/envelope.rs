//! An envelope as a page: sender, recipient, and the boxes of the postcode.
//!
//! Places are those customary on Chinese envelopes; a domestic one has the
//! recipient's postcode at the top left and the sender at the bottom right.
//! Elsewhere the sender stands at the top left. Not here: stamps, bar codes.

use domain::Lang;

use super::blocks::set_flow;
use super::lines::Align;
use super::sheet::{Family, Style};
use super::{Flow, Setter, TypesetError};
use crate::display::{Frame, Item, Mark, Meta, Page, Pages, Role};
use crate::fonts::Fonts;
use crate::normalise::clean;

/// A millimetre in points.
const MM: f32 = 72.0 / 25.4;

/// The kinds of envelope there are sheets for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnvelopeSize {
    /// 229 × 162 mm (ISO 269): A4 folded once.
    C5,
    /// 220 × 110 mm (ISO 269): A4 folded twice.
    Dl,
    /// 220 × 110 mm with a window of 90 × 45 mm, 20 mm from the left and 15 mm
    /// from the foot. What is printed is the sheet behind it.
    DlWindow,
}

/// Sender or recipient.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Party {
    /// Who.
    pub name: String,
    /// Where, as one text.
    pub address: String,
    /// Six digits, if known.
    pub postcode: Option<String>,
}

/// What goes on an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Which envelope.
    pub size: EnvelopeSize,
    /// Chinese or English arrangement.
    pub lang: Lang,
    /// Who sends it.
    pub sender: Party,
    /// Who gets it.
    pub recipient: Party,
}

/// Why an envelope cannot be set.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// A character without a glyph.
    #[error(transparent)]
    Typeset(#[from] TypesetError),
    /// An address has no room on this envelope.
    #[error("an address is too long for this envelope")]
    TooLong,
}

impl EnvelopeError {
    /// The stable code of this error.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Typeset(error) => error.code(),
            Self::TooLong => "envelope_too_long",
        }
    }
}

const fn style(size: f32, leading: f32, family: Family) -> Style {
    Style {
        size,
        leading,
        family,
        grey: 0.0,
    }
}

const RECIPIENT: Style = style(14.0, 22.0, Family::Body);
const RECIPIENT_NAME: Style = style(16.0, 26.0, Family::Strong);
const SENDER: Style = style(10.5, 15.0, Family::Body);
const IN_WINDOW: Style = style(11.0, 15.5, Family::Body);
const BACK_ADDRESS: Style = style(7.0, 10.0, Family::Body);
const DIGIT: Style = style(16.0, 20.0, Family::Sans);

/// A box of the postcode, and the distance from one to the next, in millimetres.
const BOX: (f32, f32) = (7.0, 9.0);
const BOX_PITCH: f32 = 9.0;

/// Sets an envelope on one page of its own size.
///
/// # Errors
/// A character without a glyph, or an address that does not fit.
pub fn envelope(envelope: &Envelope, fonts: &Fonts) -> Result<Pages, EnvelopeError> {
    let mut setter = Setter::new(envelope.lang, fonts);
    let (width, height) = match envelope.size {
        EnvelopeSize::C5 => (229.0, 162.0),
        EnvelopeSize::Dl | EnvelopeSize::DlWindow => (220.0, 110.0),
    };
    let mut desk = Desk {
        setter: &mut setter,
        items: Vec::new(),
        fits: true,
    };
    match (envelope.size, envelope.lang) {
        (EnvelopeSize::DlWindow, _) => desk.window(envelope),
        (_, Lang::ZhCn) => desk.chinese(envelope, width, height),
        (_, Lang::En) => desk.english(envelope, width, height),
    }
    let Desk { items, fits, .. } = desk;
    if !fits {
        return Err(EnvelopeError::TooLong);
    }
    if !setter.missing.is_empty() {
        setter.missing.sort_unstable();
        setter.missing.dedup();
        return Err(TypesetError::MissingGlyphs(setter.missing).into());
    }
    let title = match envelope.lang {
        Lang::ZhCn => "信封",
        Lang::En => "Envelope",
    };
    Ok(Pages {
        meta: Meta {
            lang: envelope.lang,
            title: title.to_owned(),
            author: clean(&envelope.sender.name),
            subject: clean(&envelope.recipient.name),
            date: None,
        },
        width: width * MM,
        height: height * MM,
        pages: vec![Page { items }],
        tree: setter.tree,
        bookmarks: Vec::new(),
        pictures: Vec::new(),
    })
}

struct Desk<'a, 'f> {
    setter: &'a mut Setter<'f>,
    items: Vec<Item>,
    fits: bool,
}

impl Desk<'_, '_> {
    /// Boxes at the top left, the recipient in the middle, the sender at the
    /// bottom right with the postcode below.
    fn chinese(&mut self, envelope: &Envelope, width: f32, height: f32) {
        let Envelope {
            sender, recipient, ..
        } = envelope;
        if let Some(postcode) = postcode(recipient) {
            self.boxes(postcode, 12.0, 10.0);
        }
        let left = width * 0.22;
        let room = width * 0.66;
        let name = format!("{}（收）", recipient.name);
        let lines = [
            (recipient.address.as_str(), RECIPIENT),
            (&name, RECIPIENT_NAME),
        ];
        let foot = self.lines(&lines, left, height * 0.34, room);
        let mut lines = vec![(sender.address.as_str(), SENDER), (&sender.name, SENDER)];
        let digits = postcode(sender).map(|digits| format!("邮政编码 {digits}"));
        if let Some(digits) = &digits {
            lines.push((digits, SENDER));
        }
        let room = width * 0.46;
        let rows = self.count(&lines, room) as f32;
        let top = height - 10.0 - rows * SENDER.leading / MM;
        self.fits &= foot <= top;
        self.lines(&lines, width - 12.0 - room, top, room);
    }

    fn english(&mut self, envelope: &Envelope, width: f32, height: f32) {
        let Envelope {
            sender, recipient, ..
        } = envelope;
        let with_code = |party: &Party| {
            let code = party.postcode.as_deref().unwrap_or_default();
            format!("{} {code}", party.address).trim().to_owned()
        };
        let (from, to) = (with_code(sender), with_code(recipient));
        let lines = [(sender.name.as_str(), SENDER), (&from, SENDER)];
        let foot = self.lines(&lines, 12.0, 10.0, width * 0.4);
        let top = height * 0.42;
        self.fits &= foot <= top;
        let lines = [(recipient.name.as_str(), RECIPIENT_NAME), (&to, RECIPIENT)];
        let foot = self.lines(&lines, width * 0.42, top, width * 0.5);
        self.fits &= foot <= height - 10.0;
    }

    /// All within the window, the sender as one small line.
    fn window(&mut self, envelope: &Envelope) {
        let Envelope {
            lang,
            sender,
            recipient,
            ..
        } = envelope;
        let (left, top, width, height) = (20.0 + 4.0, 50.0 + 4.0, 90.0 - 8.0, 45.0 - 8.0);
        let back = format!("{} · {}", sender.name, sender.address);
        let code = postcode(recipient).unwrap_or_default();
        let with_code = format!("{} {code}", recipient.address);
        let name = match lang {
            Lang::ZhCn => format!("{}（收）", recipient.name),
            Lang::En => recipient.name.clone(),
        };
        let back = (back.as_str(), BACK_ADDRESS);
        let set = |text| (text, IN_WINDOW);
        let lines = match lang {
            Lang::ZhCn => vec![back, set(code), set(&recipient.address), set(&name)],
            Lang::En => vec![back, set(&name), set(&with_code)],
        };
        let foot = self.lines(&lines, left, top, width);
        self.fits &= foot <= top + height;
    }

    /// Paragraphs one below the other; all measures in millimetres. Returns the
    /// foot of the last.
    fn lines(&mut self, texts: &[(&str, Style)], left: f32, top: f32, room: f32) -> f32 {
        let mut y = top * MM;
        for &(text, style) in texts {
            let flow = Flow::from(text);
            if flow.text.trim().is_empty() {
                continue;
            }
            let node = self.setter.node(Role::P, 0);
            for line in set_flow(self.setter, flow, style, room * MM, 0.0, Align::Start) {
                for mut run in line.runs {
                    run.x += left * MM;
                    run.y = y + style.leading / 2.0 + 0.38 * style.size;
                    self.items.push(Item {
                        node: Some(node),
                        mark: Mark::Glyphs(run),
                    });
                }
                y += style.leading;
            }
        }
        y / MM
    }

    fn count(&mut self, texts: &[(&str, Style)], room: f32) -> usize {
        let mut set = |text: &str, style| {
            set_flow(
                self.setter,
                text.into(),
                style,
                room * MM,
                0.0,
                Align::Start,
            )
            .len()
        };
        texts.iter().map(|&(text, style)| set(text, style)).sum()
    }

    /// A digit in each box. To a reader they are one word.
    fn boxes(&mut self, digits: &str, left: f32, top: f32) {
        let node = self.setter.node(Role::P, 0);
        for (index, digit) in digits.chars().enumerate() {
            let x = left + index as f32 * BOX_PITCH;
            let frame = Frame {
                x: x * MM,
                y: top * MM,
                width: BOX.0 * MM,
                height: BOX.1 * MM,
            };
            self.items.push(Item {
                node: None,
                mark: Mark::Outline {
                    frame,
                    thickness: 0.7,
                },
            });
            let flow = Flow::from(digit.to_string().as_str());
            for line in set_flow(self.setter, flow, DIGIT, frame.width, 0.0, Align::Start) {
                for mut run in line.runs {
                    run.x += frame.x + (frame.width - line.width) / 2.0;
                    run.y = frame.y + frame.height / 2.0 + 0.36 * DIGIT.size;
                    self.items.push(Item {
                        node: Some(node),
                        mark: Mark::Glyphs(run),
                    });
                }
            }
        }
        // Decoration first, as on every page.
        self.items
            .sort_by_key(|item| item.node.map_or(0, |node| node + 1));
    }
}

/// The postcode, if it is one of mainland China: six digits.
fn postcode(party: &Party) -> Option<&str> {
    let digits = party.postcode.as_deref()?.trim();
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

#[cfg(test)]
mod tests {
    use domain::Lang;

    use super::{Envelope, EnvelopeSize, MM, Party, envelope};
    use crate::display::{Mark, Pages};
    use crate::fonts::test_fonts;

    fn sample(size: EnvelopeSize, lang: Lang) -> Envelope {
        Envelope {
            size,
            lang,
            sender: Party {
                name: "张示例".to_owned(),
                address: "上海市示例区样本镇示例路88号6号1102室".to_owned(),
                postcode: Some("200000".to_owned()),
            },
            recipient: Party {
                name: "示例银行股份有限公司信用卡中心".to_owned(),
                address: "北京市样本区示范大街100号示例大厦12层客户服务部".to_owned(),
                postcode: Some("100000".to_owned()),
            },
        }
    }

    /// Text, left edge and baseline of every run, in millimetres.
    fn runs(pages: &Pages) -> Vec<(String, f32, f32)> {
        let items = pages.pages[0].items.iter();
        items
            .filter_map(|item| match &item.mark {
                Mark::Glyphs(run) => {
                    let text = run.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
                    Some((text, run.x / MM, run.y / MM))
                }
                _ => None,
            })
            .collect()
    }

    fn boxes(pages: &Pages) -> usize {
        let items = pages.pages[0].items.iter();
        items
            .filter(|item| matches!(item.mark, Mark::Outline { .. }))
            .count()
    }

    #[test]
    fn a_chinese_envelope_has_its_parts_in_their_places() {
        for (size, height) in [(EnvelopeSize::C5, 162.0), (EnvelopeSize::Dl, 110.0)] {
            let pages = envelope(&sample(size, Lang::ZhCn), test_fonts()).unwrap();
            assert!((pages.height / MM - height).abs() < 0.01);
            assert_eq!(boxes(&pages), 6);
            let runs = runs(&pages);
            let at = |word: &str| {
                let found = runs.iter().find(|(text, ..)| text.contains(word));
                found
                    .map(|&(_, x, y)| (x, y))
                    .unwrap_or_else(|| panic!("{word}: {runs:?}"))
            };
            let digits: String = runs
                .iter()
                .take(6)
                .map(|(text, ..)| text.as_str())
                .collect();
            assert_eq!(digits, "100000");
            assert!(at("1").0 < 20.0 && at("1").1 < 20.0);
            let (to, from) = (at("信用卡中心（收）"), at("张示例"));
            assert!(to.1 > height * 0.34 && to.1 < from.1);
            assert!(from.0 > 100.0 && from.1 < height - 10.0);
            assert!(at("200000").1 > from.1);
        }
    }

    #[test]
    fn without_a_postcode_there_are_no_boxes() {
        for code in [None, Some("20000"), Some("abcdef")] {
            let mut given = sample(EnvelopeSize::C5, Lang::ZhCn);
            given.recipient.postcode = code.map(str::to_owned);
            assert_eq!(boxes(&envelope(&given, test_fonts()).unwrap()), 0);
        }
        let english = sample(EnvelopeSize::C5, Lang::En);
        assert_eq!(boxes(&envelope(&english, test_fonts()).unwrap()), 0);
    }

    #[test]
    fn behind_a_window_everything_can_be_seen_or_it_is_refused() {
        for lang in [Lang::ZhCn, Lang::En] {
            let mut given = sample(EnvelopeSize::DlWindow, lang);
            let pages = envelope(&given, test_fonts()).unwrap();
            let all: String = runs(&pages)
                .iter()
                .map(|(text, ..)| text.as_str())
                .collect();
            assert!(
                all.contains("客户服务部") && all.contains("张示例"),
                "{all}"
            );
            for (text, x, y) in runs(&pages) {
                assert!(
                    (20.0..110.0).contains(&x) && (50.0..95.0).contains(&y),
                    "{text}"
                );
            }
            given.recipient.address = "很长的地址".repeat(60);
            for size in [EnvelopeSize::C5, EnvelopeSize::Dl, EnvelopeSize::DlWindow] {
                given.size = size;
                let error = envelope(&given, test_fonts()).unwrap_err();
                assert_eq!(error.code(), "envelope_too_long", "{size:?}");
            }
        }
    }

    #[test]
    fn a_character_without_a_glyph_is_named() {
        let mut given = sample(EnvelopeSize::Dl, Lang::ZhCn);
        given.recipient.name.push('\u{1F600}');
        let error = envelope(&given, test_fonts()).unwrap_err();
        assert_eq!(error.code(), "missing_glyphs");
    }
}
