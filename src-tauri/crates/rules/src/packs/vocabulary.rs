//! The words of a rule file: how binding a text is, how well it was verified,
//! and what the program does with it. Codes are permanent.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How binding the text is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Force {
    /// 法律
    Law,
    /// 行政法规、部门规章
    Regulation,
    /// 规范性文件
    NormativeDocument,
    /// 司法解释、司法规范性文件
    Judicial,
    /// 推荐性国家标准: encouraged, not compulsory.
    NationalStandard,
    /// 行业自律: binds the members of an association among themselves.
    SelfRegulation,
}

impl Force {
    /// The words a finding under this force may be given.
    pub const fn rank(self) -> Rank {
        match self {
            Self::Law | Self::Regulation | Self::NormativeDocument | Self::Judicial => {
                Rank::SuspectedBreach
            }
            Self::NationalStandard => Rank::BelowStandard,
            Self::SelfRegulation => Rank::BelowSelfRegulation,
        }
    }
}

/// How a finding may be worded. Only a court or an authority says more.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// 涉嫌违反
    SuspectedBreach,
    /// 不符合国家推荐性标准
    BelowStandard,
    /// 不符合行业自律
    BelowSelfRegulation,
}

/// How well the text was verified.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
pub enum Grade {
    /// The article itself was read.
    A1,
    /// A numbered reprint or translation was read.
    A2,
    /// Quoted sentence by sentence by several sources; the original was not seen.
    B1,
    /// One or weak source, or the article number is not verified: shown as 待核.
    B2,
    /// From memory only. Never shown, never active.
    C,
}

impl Grade {
    /// Must it be marked 待核 (to be verified)?
    pub const fn to_verify(self) -> bool {
        matches!(self, Self::B2 | Self::C)
    }
}

/// What the program does with a rule.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Engine {
    /// Decided from the rows.
    Auto,
    /// Pointed out when its triggers are ticked; a person decides.
    Manual,
    /// For the library only: a right, or a duty no row can show.
    Info,
    /// Kept so that nobody adds it again; never used.
    Off,
}

/// What kind of rule it is: how much a count or a tick can show.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// On one side of the line or the other.
    BrightLine,
    /// The law presumes, and both sides may show otherwise.
    Presumption,
    /// Judged by a person from all the circumstances.
    Standard,
    /// A day by which something must, or before which it must not, be done.
    Deadline,
}

/// The conduct a rule is about, so that what several instruments say of one
/// conduct stands together for the reader. The order is the reader's.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// When somebody may be contacted.
    Time,
    /// How often.
    Frequency,
    /// Contact with people other than the borrower.
    ThirdPersons,
    /// What is done with personal data and private matters.
    PersonalData,
    /// Violence, threats, abuse and their like.
    Means,
    /// Pretending to be somebody else, forging, misleading.
    Deception,
    /// Fees, private accounts, amounts beyond the ceiling.
    Charges,
    /// Visits, and entering homes and workplaces.
    Visits,
    /// Who collects: identity, authority, notices, the channel used.
    Notice,
    /// Verifying and disputing the debt.
    Dispute,
    /// When collection must stop.
    Stopping,
    /// Records, complaints and duties of the institution.
    Duties,
}

impl Topic {
    /// Every topic, in the reader's order.
    pub const ALL: &'static [Self] = &[
        Self::Time,
        Self::Frequency,
        Self::ThirdPersons,
        Self::PersonalData,
        Self::Means,
        Self::Deception,
        Self::Charges,
        Self::Visits,
        Self::Notice,
        Self::Dispute,
        Self::Stopping,
        Self::Duties,
    ];
}

/// An association whose self-discipline binds its members only.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Membership {
    /// 中国银行业协会
    Cba,
    /// 中国互联网金融协会
    Nifa,
}

/// Whose contact a rule looks at.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
    TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Whoever was reached.
    #[default]
    Anyone,
    /// The borrower or a co-borrower.
    Borrower,
    /// Somebody who does not owe the debt.
    NotOwing,
}
