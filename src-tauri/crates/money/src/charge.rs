//! The kinds of charge a lender may ask for beside the principal.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a charge is for. Codes are permanent.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum ChargeKind {
    /// 利息
    Interest,
    /// 复利
    CompoundInterest,
    /// 罚息
    PenaltyInterest,
    /// 违约金
    LiquidatedDamages,
    /// 手续费、服务费
    ServiceFee,
    /// 担保费、增信服务费
    Guarantee,
    /// 保险费
    Insurance,
    /// 会员费、权益费
    Membership,
    /// 滞纳金
    LateFee,
    /// 超限费
    OverlimitFee,
    /// 对违约金、年费、手续费计收的利息
    InterestOnFees,
    /// 《综合融资成本明示表》之外的项目
    NotOnCostStatement,
    /// 其他
    Other,
}

impl ChargeKind {
    /// Does it arise only when a payment is late? Such charges are no part of the
    /// cost of a loan that is kept.
    pub const fn for_lateness(self) -> bool {
        matches!(
            self,
            Self::CompoundInterest
                | Self::PenaltyInterest
                | Self::LiquidatedDamages
                | Self::LateFee
                | Self::InterestOnFees
        )
    }
}
