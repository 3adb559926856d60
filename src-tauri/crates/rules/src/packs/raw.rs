//! The files of a pack as they are written, before anything is checked.
//! Positions are kept, so that a problem points at its line.

use domain::Day;
use serde::Deserialize;
use toml::Spanned;

use super::rule::{Both, Instrument, Misquotation, RuleText, Source};
use super::vocabulary::{Engine, Force, Grade, Membership, Nature, Reach, Topic};

/// `pack.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPack {
    pub(super) id: Spanned<String>,
    pub(super) title: Spanned<Both>,
    pub(super) version: String,
    pub(super) jurisdiction: String,
    pub(super) checked_on: Spanned<Day>,
    pub(super) covers_from: Day,
    pub(super) covers_to: Option<Spanned<Day>>,
}

/// `sources.toml`
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSources {
    #[serde(default)]
    pub(super) source: Vec<Source>,
}

/// `instruments.toml`
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct RawInstruments {
    #[serde(default)]
    pub(super) instrument: Vec<Spanned<Instrument>>,
}

/// `misquotations.toml`
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMisquotations {
    #[serde(default)]
    pub(super) misquotation: Vec<Spanned<Misquotation>>,
}

/// `rules/<slug>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRule {
    pub(super) slug: Spanned<String>,
    pub(super) topic: Option<Topic>,
    pub(super) kind: Option<Spanned<String>>,
    pub(super) instrument: Spanned<String>,
    pub(super) clause: Spanned<String>,
    pub(super) clause_note: Option<Spanned<Both>>,
    pub(super) from: Option<Spanned<Day>>,
    pub(super) to: Option<Spanned<Day>>,
    pub(super) succeeds: Option<Spanned<String>>,
    pub(super) force: Force,
    pub(super) grade: Spanned<Grade>,
    pub(super) engine: Spanned<Engine>,
    pub(super) nature: Option<Nature>,
    pub(super) sources: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) scope: RawScope,
    pub(super) params: Option<Spanned<toml::Table>>,
    pub(super) zh: Option<Spanned<RuleText>>,
    pub(super) en: Option<Spanned<RuleText>>,
}

/// `[scope]` of a rule.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(super) struct RawScope {
    pub(super) lenders: Vec<Spanned<String>>,
    pub(super) network_credit: bool,
    pub(super) member_of: Option<Membership>,
    pub(super) channels: Vec<Spanned<String>>,
    pub(super) reached: Reach,
    pub(super) third_party_collector: bool,
}
