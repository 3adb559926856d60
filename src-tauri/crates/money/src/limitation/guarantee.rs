//! The guarantee period: neither suspended nor interrupted (民法典 692).

use domain::Day;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::day_count::{months_after, years_after};
use crate::error::{Check, MoneyCode, Result};
use crate::figures::{Basis, Figures};

/// The kind of guarantee.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum GuaranteeKind {
    /// 一般保证
    General,
    /// 连带责任保证
    Joint,
    /// Not stated, or unclear: a general one.
    #[default]
    NotStated,
}

/// How the creditor acted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum GuaranteeClaimHow {
    /// Sued the debtor, or went to arbitration against the debtor.
    SuedDebtor,
    /// Demanded payment from the guarantor.
    DemandedFromGuarantor,
}

/// An act of the creditor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct GuaranteeClaim {
    /// Its day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// What it was.
    pub how: GuaranteeClaimHow,
}

/// A guarantee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct GuaranteeRequest {
    /// Its kind.
    #[serde(default)]
    pub kind: GuaranteeKind,
    /// Day the debt falls due.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub due: Day,
    /// Last day of the agreed period. Leave it out if none was agreed or it is
    /// unclear (“until everything is paid” is unclear).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub agreed_until: Option<Day>,
    /// What the creditor did.
    #[serde(default)]
    pub claims: Vec<GuaranteeClaim>,
    /// The day the question is asked for.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub as_of: Day,
}

/// Where a guarantee stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum GuaranteeState {
    /// The period runs and the creditor has not acted in the way that counts.
    Open,
    /// The creditor acted in time.
    Claimed,
    /// The period is over without it: the guarantor is free.
    Lapsed,
}

/// A guarantee period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GuaranteeAnswer {
    /// The kind that applies.
    pub kind: GuaranteeKind,
    /// Last day of the period.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub ends: Day,
    /// Where it stands.
    pub state: GuaranteeState,
    /// Last day of limitation of a joint guarantee that was claimed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub limitation_expires: Option<Day>,
    /// The texts.
    pub basis: Vec<Basis>,
}

/// Where a guarantee stands on a day.
///
/// # Errors
/// An agreed end that is not after the due day.
pub fn guarantee(figures: &Figures, request: &GuaranteeRequest) -> Result<GuaranteeAnswer> {
    let mut check = Check::default();
    check.that(
        request.agreed_until.is_none_or(|end| end > request.due),
        "agreed_until",
        MoneyCode::BeforeStart,
    );
    check.done()?;
    let mut basis = vec![figures.basis("guar-period")?, figures.basis("guar-lapse")?];
    let kind = match request.kind {
        GuaranteeKind::NotStated => {
            basis.push(figures.basis("guar-default")?);
            GuaranteeKind::General
        }
        stated => stated,
    };
    let ends = match request.agreed_until {
        Some(end) => end,
        None => months_after(request.due, figures.whole("guar-period")?)?,
    };
    let counts = match kind {
        GuaranteeKind::Joint => GuaranteeClaimHow::DemandedFromGuarantor,
        GuaranteeKind::General | GuaranteeKind::NotStated => GuaranteeClaimHow::SuedDebtor,
    };
    let claimed = request
        .claims
        .iter()
        .filter(|claim| claim.how == counts && claim.day <= ends && claim.day <= request.as_of)
        .map(|claim| claim.day)
        .min();
    let limitation_expires = match (kind, claimed) {
        (GuaranteeKind::Joint, Some(day)) => {
            basis.push(figures.basis("guar-debt-limitation")?);
            Some(years_after(day, figures.whole("lim-3y")?)?)
        }
        _ => None,
    };
    Ok(GuaranteeAnswer {
        kind,
        ends,
        state: match claimed {
            Some(_) => GuaranteeState::Claimed,
            None if request.as_of <= ends => GuaranteeState::Open,
            None => GuaranteeState::Lapsed,
        },
        limitation_expires,
        basis,
    })
}
