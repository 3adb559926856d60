//! What may give way between two clusters: the half-blank of full-width
//! punctuation, the gap between hanzi and Latin, the space.
//!
//! Punctuation follows GB/T 15834-2011, 5.1.10 and the common practice of
//! squeezing adjacent marks and those at a line's edge to half width.

/// What a cluster is to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A hanzi or another full-width sign.
    Han,
    /// Full-width opening mark: blank in its left half.
    Open,
    /// Full-width closing mark or stop: blank in its right half.
    Close,
    /// —— and ……, which must stay joined.
    Dash,
    /// Letters and digits of proportional width.
    Latin,
    /// Proportional punctuation: it brings its own space.
    Mark,
    /// A space.
    Space,
}

pub(super) const OPEN: &str = "（《「『【〈〔“‘［｛";
pub(super) const CLOSE: &str = "）》」』】〉〕”’］｝，。、；：！？．";

impl Kind {
    /// The kind of a cluster with this text; `wide` if it fills a whole em.
    pub(super) fn of(text: &str, wide: bool) -> Self {
        let Some(c) = text.chars().next() else {
            return Self::Latin;
        };
        if c == ' ' || c == '\u{A0}' {
            Self::Space
        } else if !wide || c.is_ascii() {
            if c.is_alphanumeric() {
                Self::Latin
            } else {
                Self::Mark
            }
        } else if OPEN.contains(c) {
            Self::Open
        } else if CLOSE.contains(c) {
            Self::Close
        } else if c == '—' || c == '…' {
            Self::Dash
        } else {
            Self::Han
        }
    }

    const fn is_wide(self) -> bool {
        matches!(self, Self::Han | Self::Open | Self::Close | Self::Dash)
    }

    /// What a line start takes off this cluster, in em.
    pub(super) const fn trim_start(self) -> f32 {
        if matches!(self, Self::Open) { 0.5 } else { 0.0 }
    }

    /// What a line end takes off this cluster, in em.
    pub(super) const fn trim_end(self) -> f32 {
        if matches!(self, Self::Close) {
            0.5
        } else {
            0.0
        }
    }
}

/// The give of one gap, in em.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Glue {
    /// Added to the line's natural width; negative squeezes.
    pub(super) natural: f32,
    /// May grow by this much at ratio 1.
    pub(super) stretch: f32,
    /// May shrink by at most this much.
    pub(super) shrink: f32,
}

/// The glue between neighbouring clusters.
pub(super) fn between(left: Kind, right: Kind) -> Glue {
    use Kind::{Close, Dash, Han, Latin, Mark, Open, Space};
    const fn glue(natural: f32, stretch: f32, shrink: f32) -> Glue {
        Glue {
            natural,
            stretch,
            shrink,
        }
    }
    match (left, right) {
        (Dash, Dash) => glue(0.0, 0.0, 0.0),
        (Close, Close | Open) | (Open, Open) => glue(-0.5, 0.04, 0.0),
        // The right half of a stop and the left half of a bracket can be taken.
        (Close, Han | Latin | Mark | Dash) | (Han | Latin | Mark | Dash, Open) => {
            glue(0.0, 0.08, 0.3)
        }
        (Han, Latin) | (Latin, Han) => glue(0.22, 0.14, 0.12),
        (Space, _) => glue(0.0, 0.22, 0.08),
        (left, right) if left.is_wide() && right.is_wide() => glue(0.0, 0.08, 0.0),
        (Han, Mark) | (Mark, Han) => glue(0.0, 0.06, 0.0),
        _ => Glue::default(),
    }
}
