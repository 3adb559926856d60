//! Periods that end a claim or a way to enforce it: limitation, enforcement,
//! guarantee.
//!
//! Every answer carries its receipt: from which day, by which event, to which day.
//! A period does not count the day it starts on and ends on the corresponding day
//! (民法典 201, 202). If that is a legal holiday it ends on the day after (203);
//! holidays are an argument, since no calendar is kept here.

mod clock;
mod guarantee;

pub use guarantee::{
    GuaranteeAnswer, GuaranteeClaim, GuaranteeClaimHow, GuaranteeKind, GuaranteeRequest,
    GuaranteeState, guarantee,
};

use domain::{Day, LimitationEvent, LimitationEventKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::Result;
use crate::figures::{Basis, Figures};

/// The provision that gives an event its effect within the period.
const fn slug_of(kind: LimitationEventKind) -> &'static str {
    use LimitationEventKind as K;
    match kind {
        K::DemandArrived | K::AgreedDebit | K::PublicNotice => "lim-interrupt-demand",
        K::CardReminder => "lim-interrupt-card",
        K::Lawsuit | K::Arbitration | K::NewAgreement | K::Promise => "lim-interrupt",
        K::PartPayment
        | K::ExtensionRequested
        | K::PlanOffered
        | K::SecurityGiven
        | K::DemandSigned => "lim-interrupt-ack",
        K::AssignmentNotice => "lim-interrupt-assign",
        K::JointDebtor => "lim-joint",
        K::Obstacle => "lim-suspend",
    }
}

/// A claim whose limitation is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LimitationRequest {
    /// Last day to perform; with instalments of one debt, of the last instalment.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub due: Day,
    /// Is it one debt in instalments?
    #[serde(default)]
    pub instalments: bool,
    /// What happened, in any order.
    #[serde(default)]
    pub events: Vec<LimitationEvent>,
    /// The day the question is asked for. Later events are left out.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub as_of: Day,
    /// Legal holidays a last day may fall on.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    #[ts(type = "string[]")]
    pub days_off: Vec<Day>,
}

/// A judgment whose enforcement period is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EnforcementRequest {
    /// Last day of the performance period, or of the settlement that was broken.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub perform_by: Day,
    /// What happened, in any order.
    #[serde(default)]
    pub events: Vec<LimitationEvent>,
    /// The day the question is asked for.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub as_of: Day,
    /// Legal holidays a last day may fall on.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    #[ts(type = "string[]")]
    pub days_off: Vec<Day>,
}

/// Where a period stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum LimitationState {
    /// Not due yet.
    NotStarted,
    /// Running.
    Running,
    /// An obstacle lasts.
    Suspended,
    /// Over; whoever owes may say so, the court will not.
    Expired,
    /// Over, but the debtor has given up the defence.
    DefenceWaived,
}

/// What a step of the receipt shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum LimitationStepKind {
    /// The period starts.
    Starts,
    /// It starts again.
    Restarts,
    /// It was suspended and ends later.
    Suspends,
    /// Its last day was a holiday.
    Rolls,
    /// The outer limit cut it short.
    OuterLimit,
    /// Before the period began: without effect on it.
    BeforeStart,
    /// After the period was over: without effect.
    TooLate,
    /// After the period was over, by the debtor: the defence is given up.
    Waives,
}

/// One step of the receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LimitationStep {
    /// What it shows.
    pub kind: LimitationStepKind,
    /// The day it is counted from; that day does not count.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// Last day of the period after this step; absent while an obstacle lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub expires: Option<Day>,
    /// Position in `events`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub event: Option<u32>,
    /// Its ground.
    pub basis: Basis,
}

/// What an act of the debtor would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", tag = "effect")]
pub enum ActEffect {
    /// Nothing: the period has not begun, or the defence is already given up.
    None,
    /// The period starts again and would end on this day.
    Restarts {
        /// The new last day.
        #[schemars(with = "String")]
        #[ts(type = "string")]
        expires: Day,
    },
    /// The period is over; the act would give up the defence.
    Waives,
}

/// A period with its receipt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LimitationAnswer {
    /// Where it stands on `as_of`.
    pub state: LimitationState,
    /// Its last day; absent while an obstacle lasts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub expires: Option<Day>,
    /// Days from `as_of` to the last day, while it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub days_left: Option<u32>,
    /// Day the twenty years end, for a claim.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub outer_limit: Option<Day>,
    /// How it was counted.
    pub steps: Vec<LimitationStep>,
    /// What a promise, a part payment or a signature on `as_of` would do; to be
    /// said before any of them is suggested.
    pub act_today: ActEffect,
    /// Is a suit or arbitration among the events whose end was not given? The
    /// period was then counted from the day it was filed.
    pub proceedings_open: bool,
    /// What follows from the state.
    pub basis: Vec<Basis>,
}

/// The limitation of a claim: three years, at most twenty.
///
/// # Errors
/// Events with an end before their start; an obstacle cannot be checked further.
pub fn limitation(figures: &Figures, request: &LimitationRequest) -> Result<LimitationAnswer> {
    clock::claim(figures, request)
}

/// The two years to apply for enforcement.
///
/// # Errors
/// As [`limitation`].
pub fn enforcement(figures: &Figures, request: &EnforcementRequest) -> Result<LimitationAnswer> {
    clock::enforcement(figures, request)
}

/// What `act` on `day` would do to a claim, everything else as in `request`.
///
/// # Errors
/// As [`limitation`].
pub fn act_effect(
    figures: &Figures,
    request: &LimitationRequest,
    act: LimitationEventKind,
    day: Day,
) -> Result<ActEffect> {
    clock::act(figures, request, act, day)
}
