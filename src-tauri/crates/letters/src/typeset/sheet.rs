//! The sheet: every measure of the page in one place, in points.

use domain::Lang;

use crate::fonts::FaceId;

/// A4 (ISO 216), 210 × 297 mm.
pub(super) const PAGE_WIDTH: f32 = 595.276;
/// A4 height.
pub(super) const PAGE_HEIGHT: f32 = 841.89;
/// Text width: 37 characters of 12 pt, so that full Chinese lines need no
/// stretching at all.
pub(super) const MEASURE: f32 = 444.0;
/// Left edge of the text.
pub(super) const LEFT: f32 = (PAGE_WIDTH - MEASURE) / 2.0;
/// Top of the text; the header stands above it.
pub(super) const TOP: f32 = 80.0;
/// Bottom of the text; the footer stands below it.
pub(super) const BOTTOM: f32 = PAGE_HEIGHT - 78.0;
/// Baseline of the header.
pub(super) const HEADER_BASELINE: f32 = 50.0;
/// Baseline of the footer.
pub(super) const FOOTER_BASELINE: f32 = PAGE_HEIGHT - 46.0;
/// Room left to sign, seal or leave a fingerprint.
pub(super) const SIGNING_ROOM: f32 = 52.0;
/// Hairlines.
pub(super) const HAIRLINE: f32 = 0.4;
/// Outer rules of a table.
pub(super) const TABLE_RULE: f32 = 0.9;

/// How a piece of text is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    /// Size in points.
    pub(super) size: f32,
    /// Distance between baselines.
    pub(super) leading: f32,
    /// Which faces it uses.
    pub(super) family: Family,
    /// 0 black, 1 white.
    pub(super) grey: f32,
}

/// A pair of faces, one for hanzi and one for Latin letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Body,
    Strong,
    Sans,
}

impl Family {
    pub(super) const fn han(self) -> FaceId {
        match self {
            Self::Body => FaceId::HanSerif,
            Self::Strong => FaceId::HanSerifBold,
            Self::Sans => FaceId::SansBold,
        }
    }

    pub(super) const fn latin(self) -> FaceId {
        match self {
            Self::Body => FaceId::LatinSerif,
            Self::Strong => FaceId::LatinSerifBold,
            Self::Sans => FaceId::SansBold,
        }
    }
}

/// The styles and distances of one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sheet {
    pub(super) title: Style,
    pub(super) heading: Style,
    pub(super) body: Style,
    pub(super) label: Style,
    pub(super) cell: Style,
    pub(super) cell_head: Style,
    pub(super) furniture: Style,
    /// First-line indent of a paragraph.
    pub(super) indent: f32,
    /// Space before a paragraph.
    pub(super) paragraph_gap: f32,
    /// Where the text of a numbered item starts.
    pub(super) list_text: f32,
    /// Where its number starts.
    pub(super) list_number: f32,
}

impl Sheet {
    pub(super) const fn of(lang: Lang) -> Self {
        const fn style(size: f32, leading: f32, family: Family) -> Style {
            Style {
                size,
                leading,
                family,
                grey: 0.0,
            }
        }
        const fn grey(size: f32, leading: f32) -> Style {
            Style {
                size,
                leading,
                family: Family::Body,
                grey: 0.35,
            }
        }
        match lang {
            Lang::ZhCn => Self {
                title: style(20.0, 30.0, Family::Sans),
                heading: style(12.5, 21.0, Family::Sans),
                body: style(12.0, 20.5, Family::Body),
                label: style(12.0, 20.5, Family::Strong),
                cell: style(10.0, 15.0, Family::Body),
                cell_head: style(10.0, 15.0, Family::Strong),
                furniture: grey(8.5, 12.0),
                indent: 24.0,
                paragraph_gap: 0.0,
                list_number: 24.0,
                list_text: 42.0,
            },
            Lang::En => Self {
                title: style(18.0, 24.0, Family::Sans),
                heading: style(11.5, 17.0, Family::Sans),
                body: style(11.0, 15.6, Family::Body),
                label: style(11.0, 15.6, Family::Strong),
                cell: style(9.5, 13.0, Family::Body),
                cell_head: style(9.5, 13.0, Family::Strong),
                furniture: grey(8.5, 12.0),
                indent: 0.0,
                paragraph_gap: 5.0,
                list_number: 0.0,
                list_text: 18.0,
            },
        }
    }
}
