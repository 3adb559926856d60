//! What a person writes down of the money of a debt: terms, the account's entries,
//! what moved its limitation, how a difference is explained, plans to compare.
//! What follows from it is computed elsewhere and never stored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::vocabulary::vocabulary;
use crate::{
    Day, DayConvention, DebtId, EntryId, FieldProblem, LimitationId, Money, ProblemCode, Rate,
};

vocabulary! {
    /// A part of what is owed.
    Part {
        /// 本金
        Principal = "principal",
        /// 利息
        Interest = "interest",
        /// 罚息、复利
        Penalty = "penalty",
        /// 违约金
        Damages = "damages",
        /// 费用
        Fee = "fee",
    }
}

impl Part {
    /// Costs, interest, principal (民法典 561); penalty interest is interest.
    pub const STATUTORY_ORDER: [Self; 5] = [
        Self::Fee,
        Self::Interest,
        Self::Penalty,
        Self::Principal,
        Self::Damages,
    ];
}

/// What the parties agreed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AccountTerms {
    /// Contract rate; without one nothing accrues but what is charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rate: Option<Rate>,
    /// Rate on overdue principal; the contract rate goes on unless agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub penalty_rate: Option<Rate>,
    /// Does interest that is due and unpaid bear the penalty rate (复利)? Only if
    /// agreed.
    #[serde(default)]
    pub compound: bool,
    /// How days are counted.
    #[serde(default)]
    pub day_count: DayConvention,
    /// Agreed order of set-off, all five parts; the statutory one unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub order: Option<Vec<Part>>,
}

vocabulary! {
    /// What happened.
    EntryKind {
        /// Money handed over: the amount on paper.
        Disbursement = "disbursement",
        /// A payment.
        Payment = "payment",
        /// Interest kept back from it.
        InterestWithheld = "interest_withheld",
        /// A fee kept back from it or paid at once.
        UpfrontFee = "upfront_fee",
        /// Interest the lender charges as an amount.
        Interest = "interest",
        /// Penalty interest the lender charges as an amount.
        Penalty = "penalty",
        /// Liquidated damages.
        Damages = "damages",
        /// A fee.
        Fee = "fee",
        /// Principal falls due: `amount`.
        Due = "due",
        /// All principal falls due at once.
        Acceleration = "acceleration",
        /// The contract rate from this day on: `rate`.
        RateChange = "rate_change",
        /// The lender gives up `amount` of `part`.
        Waiver = "waiver",
    }
}

/// One line of the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AccountEntry {
    /// The day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// What happened.
    pub kind: EntryKind,
    /// How much; every kind but `rate_change` and `acceleration`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub amount: Option<Money>,
    /// The part that is waived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub part: Option<Part>,
    /// The new rate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rate: Option<Rate>,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub evidence: Option<String>,
}

vocabulary! {
    /// What a charge is for. Codes are permanent.
    ChargeKind {
        /// 手续费、服务费
        ServiceFee = "service_fee",
        /// 担保费、增信服务费
        Guarantee = "guarantee",
        /// 保险费
        Insurance = "insurance",
        /// 会员费、权益费
        Membership = "membership",
        /// 滞纳金
        LateFee = "late_fee",
        /// 超限费
        OverlimitFee = "overlimit_fee",
        /// 对违约金、年费、手续费计收的利息
        InterestOnFees = "interest_on_fees",
        /// 《综合融资成本明示表》之外的项目
        NotOnCostStatement = "not_on_cost_statement",
        /// 利息
        Interest = "interest",
        /// 复利
        CompoundInterest = "compound_interest",
        /// 罚息
        PenaltyInterest = "penalty_interest",
        /// 违约金
        LiquidatedDamages = "liquidated_damages",
        /// 其他
        Other = "other",
    }
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

vocabulary! {
    /// What may move a period.
    LimitationEventKind {
        /// A demand in writing or as data arrived.
        DemandArrived = "demand_arrived",
        /// A demand was signed by the debtor.
        DemandSigned = "demand_signed",
        /// The debtor promised to pay.
        Promise = "promise",
        /// A part was paid.
        PartPayment = "part_payment",
        /// The debtor asked for time.
        ExtensionRequested = "extension_requested",
        /// The debtor offered a plan.
        PlanOffered = "plan_offered",
        /// A new agreement about the debt.
        NewAgreement = "new_agreement",
        /// Security was given.
        SecurityGiven = "security_given",
        /// A card reminder to the reserved contact.
        CardReminder = "card_reminder",
        /// A debit that was agreed beforehand.
        AgreedDebit = "agreed_debit",
        /// Notice of assignment arrived.
        AssignmentNotice = "assignment_notice",
        /// Suit.
        Lawsuit = "lawsuit",
        /// Arbitration.
        Arbitration = "arbitration",
        /// A public notice.
        PublicNotice = "public_notice",
        /// Interrupted against another joint debtor.
        JointDebtor = "joint_debtor",
        /// An obstacle that kept the creditor from claiming, from `day` to `until`.
        Obstacle = "obstacle",
    }
}

impl LimitationEventKind {
    /// Does it last, and so may have a last day?
    pub const fn lasts(self) -> bool {
        matches!(self, Self::Obstacle | Self::Lawsuit | Self::Arbitration)
    }

    /// Is it an act of the debtor that amounts to consent?
    pub const fn is_consent(self) -> bool {
        matches!(
            self,
            Self::PartPayment
                | Self::Promise
                | Self::ExtensionRequested
                | Self::PlanOffered
                | Self::SecurityGiven
                | Self::DemandSigned
                | Self::NewAgreement
        )
    }
}

/// An event that may move a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LimitationEvent {
    /// Its day: when a demand arrived, a suit was filed, an obstacle began.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// What it was.
    pub kind: LimitationEventKind,
    /// Last day of an obstacle; day a suit or arbitration ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub until: Option<Day>,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub evidence: Option<String>,
}

/// The five parts of what is owed, as one side states them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Parts {
    /// Principal.
    pub principal: Money,
    /// Interest.
    pub interest: Money,
    /// Penalty interest.
    pub penalty: Money,
    /// Liquidated damages.
    pub damages: Money,
    /// Fees.
    pub fee: Money,
}

impl Parts {
    /// One part.
    pub const fn of(&self, part: Part) -> Money {
        match part {
            Part::Principal => self.principal,
            Part::Interest => self.interest,
            Part::Penalty => self.penalty,
            Part::Damages => self.damages,
            Part::Fee => self.fee,
        }
    }
}

vocabulary! {
    /// Why the lender's figure differs from ours.
    GapReason {
        /// 付款未入账
        PaymentNotCredited = "payment_not_credited",
        /// 减免未入账
        WaiverNotCredited = "waiver_not_credited",
        /// 利息预先扣除: principal is counted on paper, not as handed over.
        InterestWithheld = "interest_withheld",
        /// 抵充顺序不同
        OrderOfSetOff = "order_of_set_off",
        /// 利率与合同不同
        RateDiffers = "rate_differs",
        /// 计息天数或基数不同
        DaysDiffer = "days_differ",
        /// 超过适用上限的部分
        AboveCeiling = "above_ceiling",
        /// 没有约定的收费
        ChargeNotAgreed = "charge_not_agreed",
        /// 对费用或违约金计息
        InterestOnFees = "interest_on_fees",
        /// 没有约定的复利
        CompoundNotAgreed = "compound_not_agreed",
        /// 四舍五入
        Rounding = "rounding",
        /// 其他
        Other = "other",
    }
}

/// An explained piece of the difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct GapPiece {
    /// The part it is in.
    pub part: Part,
    /// Why.
    pub reason: GapReason,
    /// By how much the lender's figure is higher for it; negative if lower.
    pub amount: Money,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub evidence: Option<String>,
}

vocabulary! {
    /// The kind of plan.
    PlanKind {
        /// 展期: everything after some months, with interest if any.
        Extension = "extension",
        /// 分期
        Instalments = "instalments",
        /// 减免后分期或一次付清
        Reduction = "reduction",
        /// 一次性结清
        LumpSum = "lump_sum",
    }
}

/// One way to settle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PlanOption {
    /// Its kind.
    pub kind: PlanKind,
    /// Months: of the extension, or number of instalments, at most 60. One for a
    /// lump sum.
    #[serde(default = "one")]
    pub months: u32,
    /// Interest on the principal while the plan runs; none unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rate: Option<Rate>,
    /// What the lender gives up.
    #[serde(default)]
    pub waived: Parts,
    /// The lump sum; the rest is given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub amount: Option<Money>,
    /// First due day; a month after `as_of` unless given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub first_due: Option<Day>,
}

fn one() -> u32 {
    1
}

/// The money of one debt beside its entries: what was agreed and what the
/// borrower wants worked out. One for each debt that has any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// The debt.
    pub debt: DebtId,
    /// Rates, day count and order of set-off.
    pub terms: AccountTerms,
    /// Last day to perform; with instalments of one debt, of the last instalment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub last_due: Option<Day>,
    /// Is it one debt in instalments?
    #[serde(default)]
    pub instalments: bool,
    /// Did a facilitation platform (助贷平台) arrange it?
    #[serde(default)]
    pub facilitated: bool,
    /// Day the lender filed suit, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub filed_on: Option<Day>,
    /// What has to be paid on it a month before all others, if it comes first: the
    /// home, heat, a livelihood or a child's support hangs on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub priority_monthly: Option<Money>,
    /// What explains the difference to the lender's figure.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gap: Vec<GapPiece>,
    /// Plans to compare.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub plans: Vec<PlanOption>,
}

impl Account {
    /// An account about which nothing is known yet.
    pub fn new(debt: DebtId) -> Self {
        Self {
            debt,
            terms: AccountTerms::default(),
            last_due: None,
            instalments: false,
            facilitated: false,
            filed_on: None,
            priority_monthly: None,
            gap: Vec::new(),
            plans: Vec::new(),
        }
    }
}

/// One entry of a debt's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LedgerEntry {
    /// Identifier.
    pub id: EntryId,
    /// The debt.
    pub debt: DebtId,
    /// What was entered. Payments are kept as [`crate::Payment`].
    pub entry: AccountEntry,
    /// What a fee is for; unknown if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub charge: Option<ChargeKind>,
}

impl LedgerEntry {
    /// What is wrong within the entry itself; how it sits among the others is for
    /// the account to say.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut out = Vec::new();
        let mut add =
            |field: &str, code| out.push(FieldProblem::new(format!("entry.{field}"), code));
        let entry = &self.entry;
        let bare = matches!(entry.kind, EntryKind::RateChange | EntryKind::Acceleration);
        match entry.amount {
            _ if entry.kind == EntryKind::Payment => add("kind", ProblemCode::Contradiction),
            Some(_) if bare => add("amount", ProblemCode::Contradiction),
            Some(amount) if amount <= Money::ZERO => add("amount", ProblemCode::OutOfRange),
            None if !bare => add("amount", ProblemCode::Required),
            _ => {}
        }
        match (entry.kind == EntryKind::Waiver, entry.part.is_some()) {
            (true, false) => add("part", ProblemCode::Required),
            (false, true) => add("part", ProblemCode::Contradiction),
            _ => {}
        }
        match (entry.kind == EntryKind::RateChange, entry.rate) {
            (true, None) => add("rate", ProblemCode::Required),
            (false, Some(_)) => add("rate", ProblemCode::Contradiction),
            (true, Some(rate)) if rate.percent.is_sign_negative() => {
                add("rate", ProblemCode::OutOfRange);
            }
            _ => {}
        }
        out
    }
}

/// Something that may have moved the limitation of a debt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LimitationRecord {
    /// Identifier.
    pub id: LimitationId,
    /// The debt.
    pub debt: DebtId,
    /// What happened.
    pub event: LimitationEvent,
}
