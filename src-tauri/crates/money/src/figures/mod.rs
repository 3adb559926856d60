//! The dated figures of the law as this build carries them: instruments,
//! provisions, ceilings, the LPR series. The only place that reads their files.
//!
//! Every figure names its instrument, clause, force and grade. What stands on
//! memory alone (grade C) is not in the data, and the reader has no word for it.

mod load;
mod lpr;

pub use load::{FiguresError, embedded};
pub use lpr::{OwnLpr, Published, QuoteOrigin, RateQuote, Tenor};

use domain::{ChargeKind, Day, LenderType};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{MoneyCode, MoneyError, Result};
use crate::number::Number;

/// How binding the text is that a figure stands in.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum FigureForce {
    /// 法律
    Law,
    /// 行政法规、部门规章
    Regulation,
    /// 司法解释、司法规范性文件
    Judicial,
    /// 规范性文件
    NormativeDocument,
    /// 未公布的窗口指导: nobody has to apply it.
    Guidance,
    /// 公布的利率
    PublishedSeries,
}

/// How well a figure was verified.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
pub enum FigureGrade {
    /// The text itself, or an official statement of it, was read.
    A,
    /// Consistent secondary sources were read.
    B,
}

/// Words in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FigureWords {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A text figures stand in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FigureInstrument {
    /// Id.
    pub id: String,
    /// Name as it is written in Chinese.
    pub name: String,
    /// What it is called in English; a description, not an official title.
    pub name_en: String,
    /// How binding it is.
    pub force: FigureForce,
    /// How well it was verified.
    pub grade: FigureGrade,
    /// First day in force, where it was verified.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub effective: Option<Day>,
    /// Last day in force, if it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub repealed: Option<Day>,
    /// What is not settled about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<FigureWords>,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// Where a figure was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct FigureSource {
    /// Id.
    pub id: String,
    /// The work or address.
    pub title: String,
}

/// A period, factor or order with its clause.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// Permanent name.
    pub slug: String,
    /// What it says, in our words.
    pub title: FigureWords,
    /// Id of its instrument.
    pub instrument: String,
    /// The clause; empty where it was not verified.
    pub clause: String,
    /// First day, where it is not the instrument's.
    pub from: Option<Day>,
    /// How well it was verified.
    pub grade: FigureGrade,
    /// Is it to be marked 待核?
    #[serde(default)]
    pub to_verify: bool,
    /// The figure, if it has one.
    pub value: Option<Number>,
    /// What the figure counts.
    pub unit: Option<String>,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// What happens to the part above a ceiling.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum AboveEffect {
    /// The court does not support it.
    NotSupported,
    /// The court reduces it if the borrower asks, not by itself.
    ReducedOnRequest,
    /// The agreement about it is void.
    Void,
    /// What was paid can be claimed back.
    Refundable,
    /// What was paid of one's own will is not returned.
    NotRefundable,
    /// No text that was read settles it.
    NotSettled,
    /// It may not be charged at all.
    MayNotBeCharged,
    /// The lender is above its supervisor's line; a matter for a complaint.
    AboveSupervisoryLine,
    /// No rule; something to point to in negotiation.
    NegotiatingReference,
}

/// The line a ceiling draws.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Line {
    /// A fixed percent a year; zero means not at all.
    Percent {
        /// The percent.
        percent: Number,
    },
    /// A multiple of the one-year LPR of a day.
    LprMultiple {
        /// The multiple.
        lpr_multiple: Number,
        /// Of which day.
        at: LprDay,
    },
    /// No number: the court weighs fairness.
    Fairness {
        /// Always true.
        fairness: bool,
    },
}

/// The day whose LPR counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LprDay {
    /// The day the contract was made.
    Contract,
    /// The day the case was filed.
    Filing,
}

/// A ceiling on charges: for whom, when, how high, and what being above means.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CeilingRule {
    /// Permanent name.
    pub slug: String,
    /// What it says, in our words.
    pub title: FigureWords,
    /// Id of its instrument.
    pub instrument: String,
    /// The clause; empty where it was not verified.
    pub clause: String,
    /// How well it was verified.
    pub grade: FigureGrade,
    /// Is it to be marked 待核?
    #[serde(default)]
    pub to_verify: bool,
    /// Ids of its sources.
    pub sources: Vec<String>,
    /// Kinds of lender.
    pub lenders: Vec<LenderType>,
    /// Only for loans that came through a facilitation platform.
    #[serde(default)]
    pub facilitated: bool,
    /// Contract made on or after.
    pub contract_from: Option<Day>,
    /// Contract made on or before.
    pub contract_to: Option<Day>,
    /// Case filed on or after.
    pub filing_from: Option<Day>,
    /// Case filed on or before.
    pub filing_to: Option<Day>,
    /// First day of interest it speaks about.
    pub interest_from: Option<Day>,
    /// Last day of interest it speaks about.
    pub interest_to: Option<Day>,
    /// The only charges it speaks about; empty: all of them together.
    #[serde(default)]
    pub charges: Vec<ChargeKind>,
    /// Charges it says belong to the cost of the loan.
    #[serde(default)]
    pub counts: Vec<ChargeKind>,
    /// The line.
    pub line: Line,
    /// What happens to an unpaid part above it.
    pub unpaid: AboveEffect,
    /// What happens to a paid part above it.
    pub paid: AboveEffect,
}

/// The legal ground of a computed figure, ready to be printed beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Basis {
    /// Permanent name of the provision or ceiling.
    pub slug: String,
    /// What it says.
    pub title: FigureWords,
    /// Id of the instrument.
    pub instrument: String,
    /// Its name in Chinese.
    pub name: String,
    /// What it is called in English; a description, not an official title.
    pub name_en: String,
    /// The clause; empty where it was not verified.
    pub clause: String,
    /// How binding it is.
    pub force: FigureForce,
    /// How well it was verified.
    pub grade: FigureGrade,
    /// Is it to be marked 待核?
    pub to_verify: bool,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// Everything a build knows of the law of money.
#[derive(Clone, Debug)]
pub struct Figures {
    pub(crate) id: String,
    pub(crate) title: FigureWords,
    pub(crate) version: String,
    pub(crate) checked_on: Day,
    pub(crate) instruments: Vec<FigureInstrument>,
    pub(crate) sources: Vec<FigureSource>,
    pub(crate) provisions: Vec<Provision>,
    pub(crate) ceilings: Vec<CeilingRule>,
    pub(crate) lpr: Published,
}

impl Figures {
    /// Permanent id, the name of the folder.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Title.
    pub fn title(&self) -> &FigureWords {
        &self.title
    }

    /// Version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Day the figures were last checked against their sources.
    pub fn checked_on(&self) -> Day {
        self.checked_on
    }

    /// Every instrument.
    pub fn instruments(&self) -> &[FigureInstrument] {
        &self.instruments
    }

    /// Every source.
    pub fn sources(&self) -> &[FigureSource] {
        &self.sources
    }

    /// Every provision.
    pub fn provisions(&self) -> &[Provision] {
        &self.provisions
    }

    /// Every ceiling.
    pub fn ceilings(&self) -> &[CeilingRule] {
        &self.ceilings
    }

    /// The LPR and the benchmark rates before it.
    pub fn lpr(&self) -> &Published {
        &self.lpr
    }

    /// The ground `slug`, provision or ceiling.
    ///
    /// # Errors
    /// `figure_missing`, a fault of ours that the tests of the data exclude.
    pub fn basis(&self, slug: &str) -> Result<Basis> {
        let provision = self.provisions.iter().find(|p| p.slug == slug);
        let ceiling = self.ceilings.iter().find(|c| c.slug == slug);
        let of = |title: &FigureWords,
                  instrument: &str,
                  clause: &str,
                  grade,
                  verify,
                  sources: &[String]| {
            let text = self.instruments.iter().find(|i| i.id == instrument);
            let text = text.ok_or_else(missing)?;
            Ok(Basis {
                slug: slug.to_owned(),
                title: title.clone(),
                instrument: text.id.clone(),
                name: text.name.clone(),
                name_en: text.name_en.clone(),
                clause: clause.to_owned(),
                force: text.force,
                grade,
                to_verify: verify,
                sources: sources.to_vec(),
            })
        };
        match (provision, ceiling) {
            (Some(p), _) => of(
                &p.title,
                &p.instrument,
                &p.clause,
                p.grade,
                p.to_verify,
                &p.sources,
            ),
            (None, Some(c)) => of(
                &c.title,
                &c.instrument,
                &c.clause,
                c.grade,
                c.to_verify,
                &c.sources,
            ),
            (None, None) => Err(missing()),
        }
    }

    /// The figure of the provision `slug`.
    pub(crate) fn value(&self, slug: &str) -> Result<Number> {
        let found = self.provisions.iter().find(|p| p.slug == slug);
        found.and_then(|p| p.value).ok_or_else(missing)
    }

    /// The figure of the provision `slug` as a whole number of months, years ….
    pub(crate) fn whole(&self, slug: &str) -> Result<u32> {
        u32::try_from(self.value(slug)?.decimal()).map_err(|_| missing())
    }
}

fn missing() -> MoneyError {
    MoneyError::at(".", MoneyCode::FigureMissing)
}
