//! Small figures of procedure: what a court fee becomes, whether a claim is a
//! small claim, and until when negative credit data may be kept.
//!
//! The bracket table of the court fee is not in the figures: the full fee is what
//! the court's notice says, and is an argument. So is the province's wage.

use domain::{Day, Money};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day_count::{days_after, years_after};
use crate::error::{Check, MoneyCode, Result};
use crate::figures::{Basis, Figures};
use crate::number::{HUNDRED, div, mul, to_fen};

/// How the case goes on, as far as the fee depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum FeeCourse {
    /// 普通程序: the full fee.
    Ordinary,
    /// 简易程序
    Summary,
    /// 调解结案
    Mediated,
    /// 撤诉
    Withdrawn,
    /// 支付令
    PaymentOrder,
}

/// A court fee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CourtFeeRequest {
    /// The full acceptance fee, as the court's notice or table says.
    pub full_fee: Money,
    /// How the case goes on.
    pub course: FeeCourse,
}

/// A court fee with its ground.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CourtFeeAnswer {
    /// What is payable; rounded to the fen.
    pub fee: Money,
    /// Highest fee after a reduction for hardship, if the court grants one.
    pub reduced_at_most: Money,
    /// The texts.
    pub basis: Vec<Basis>,
}

/// What the full fee becomes.
///
/// # Errors
/// A fee that is not above zero.
pub fn court_fee(figures: &Figures, request: &CourtFeeRequest) -> Result<CourtFeeAnswer> {
    let mut check = Check::default();
    check.positive(request.full_fee, "full_fee");
    check.done()?;
    let slug = match request.course {
        FeeCourse::Ordinary => None,
        FeeCourse::Summary | FeeCourse::Mediated | FeeCourse::Withdrawn => Some("court-fee-half"),
        FeeCourse::PaymentOrder => Some("court-fee-third"),
    };
    let divisor = match slug {
        Some(slug) => figures.value(slug)?.decimal(),
        None => Decimal::ONE,
    };
    let fee = to_fen(div(request.full_fee.decimal(), divisor)?)?;
    let relief = figures.value("court-fee-relief")?.decimal();
    let kept = mul(fee.decimal(), HUNDRED - relief)?;
    let mut basis = vec![figures.basis("court-fee-relief")?];
    if let Some(slug) = slug {
        basis.insert(0, figures.basis(slug)?);
    }
    Ok(CourtFeeAnswer {
        fee,
        reduced_at_most: to_fen(div(kept, HUNDRED)?)?,
        basis,
    })
}

/// A claim and the wage it is measured by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SmallClaimRequest {
    /// What is claimed.
    pub claim: Money,
    /// Average annual wage of the employed in the province, of the year before.
    pub average_annual_wage: Money,
}

/// Whether the small-claims procedure is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SmallClaim {
    /// It applies; one instance only.
    Applies,
    /// Only if both sides agree.
    IfAgreed,
    /// Not for this amount.
    No,
}

/// The small-claims lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SmallClaimAnswer {
    /// Whether it is open.
    pub small_claim: SmallClaim,
    /// Up to this amount it applies.
    pub applies_up_to: Money,
    /// Up to this amount it may be agreed.
    pub agreed_up_to: Money,
    /// The texts.
    pub basis: Vec<Basis>,
}

/// Whether a claim is a small claim; the lines themselves are within.
///
/// # Errors
/// Amounts that are not above zero.
pub fn small_claim(figures: &Figures, request: &SmallClaimRequest) -> Result<SmallClaimAnswer> {
    let mut check = Check::default();
    check.positive(request.claim, "claim");
    check.positive(request.average_annual_wage, "average_annual_wage");
    check.done()?;
    let line = |slug: &str| {
        let percent = figures.value(slug)?.decimal();
        let wage = request.average_annual_wage.decimal();
        to_fen(div(mul(wage, percent)?, HUNDRED)?)
    };
    let (applies_up_to, agreed_up_to) = (line("lit-small-auto")?, line("lit-small-optin")?);
    Ok(SmallClaimAnswer {
        small_claim: if request.claim <= applies_up_to {
            SmallClaim::Applies
        } else if request.claim <= agreed_up_to {
            SmallClaim::IfAgreed
        } else {
            SmallClaim::No
        },
        applies_up_to,
        agreed_up_to,
        basis: vec![
            figures.basis("lit-small-auto")?,
            figures.basis("lit-small-optin")?,
        ],
    })
}

/// A default on the credit report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct CreditReportRequest {
    /// Day the default ended: everything overdue was paid. Absent while it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub ended: Option<Day>,
    /// The day the question is asked for.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub as_of: Day,
}

/// Until when it may be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct CreditReportAnswer {
    /// Last day it may be kept; absent while the default goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub kept_to: Option<Day>,
    /// First day it has to be gone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub gone_from: Option<Day>,
    /// Is that day reached on `as_of`?
    pub should_be_gone: bool,
    /// The text.
    pub basis: Basis,
}

/// Until when negative data may be kept: five years from the end of the default.
///
/// # Errors
/// `after_end` for an end later than `as_of`.
pub fn credit_report(
    figures: &Figures,
    request: &CreditReportRequest,
) -> Result<CreditReportAnswer> {
    let mut check = Check::default();
    check.that(
        request.ended.is_none_or(|ended| ended <= request.as_of),
        "ended",
        MoneyCode::AfterEnd,
    );
    check.done()?;
    let years = figures.whole("cr-5y")?;
    let kept_to = request
        .ended
        .map(|ended| years_after(ended, years))
        .transpose()?;
    let gone_from = kept_to.map(|last| days_after(last, 1)).transpose()?;
    Ok(CreditReportAnswer {
        kept_to,
        gone_from,
        should_be_gone: gone_from.is_some_and(|day| day <= request.as_of),
        basis: figures.basis("cr-5y")?,
    })
}
