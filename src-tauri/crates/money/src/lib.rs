//! What is owed, what may be charged, what can be paid.
//!
//! Floor 1, on `domain` alone. Every function takes plain data and gives plain
//! data: no clock (days are arguments), no database, no network, no interface
//! words beyond the names of the law that its figures bring. Every amount is
//! exact to the fen; where a quotient is rounded the function says so.
//!
//! Deliberately not here: which debt a row of the vault belongs to, what a letter
//! says about a figure, and any figure of law that was not read in a source.

mod budget;
mod ceiling;
mod court;
mod day_count;
mod error;
mod figures;
mod gap;
mod judgment;
mod ledger;
mod limitation;
mod number;
mod overdue;
mod plan;
mod rate;
mod schedule;
mod set_off;

pub use domain::{
    AccountEntry, AccountTerms, ChargeKind, DayConvention, EntryKind, ExpenseGroup, ExpenseLine,
    GapPiece, GapReason, IncomeGroup, IncomeLine, LimitationEvent, LimitationEventKind, Part,
    Parts, PlanKind, PlanOption,
};

pub use budget::{
    BudgetAnswer, BudgetRequest, Offer, OfferDebt, OffersAnswer, OffersRequest, PriorityDebt,
    PriorityPaid, budget, offers,
};
pub use ceiling::{
    AboveAmounts, CeilingAnswer, CeilingLine, CeilingRequest, ClaimedCharge, ItemAbove,
    PrincipalSpan, UncoveredSpan, ceiling,
};
pub use court::{
    CourtFeeAnswer, CourtFeeRequest, CreditReportAnswer, CreditReportRequest, FeeCourse,
    SmallClaim, SmallClaimAnswer, SmallClaimRequest, court_fee, credit_report, small_claim,
};
pub use day_count::{months_after, years_after};
pub use error::{MoneyCode, MoneyError, MoneyProblem, Result};
pub use figures::{
    AboveEffect, Basis, CeilingRule, FigureForce, FigureGrade, FigureInstrument, FigureSource,
    FigureWords, Figures, FiguresError, Line, LprDay, OwnLpr, Provision, Published, QuoteOrigin,
    RateQuote, Tenor, embedded,
};
pub use gap::{GapLine, GapRequest, GapSheet, explain, gap};
pub use judgment::{
    DelaySegment, JudgmentAnswer, JudgmentPayment, JudgmentRequest, OrdinaryInterest, Pause,
    post_judgment,
};
pub use ledger::{AccountBalance, BalanceAnswer, BalanceRequest, Working, WorkingKind, balance};
pub use limitation::{
    ActEffect, EnforcementRequest, GuaranteeAnswer, GuaranteeClaim, GuaranteeClaimHow,
    GuaranteeKind, GuaranteeRequest, GuaranteeState, LimitationAnswer, LimitationRequest,
    LimitationState, LimitationStep, LimitationStepKind, act_effect, enforcement, guarantee,
    limitation,
};
pub use number::{Number, NumberError};
pub use overdue::{
    OverdueAnswer, OverdueGround, OverdueRequest, OverdueSegment, PrincipalPaid, overdue_interest,
};
pub use plan::{PlanAnswer, PlanOutcome, PlanRequest, PlanRow, plan};
pub use rate::{
    Charge, CostAnswer, CostFigures, CostRequest, Counted, DatedFlow, EqualInstalments, Instalment,
    IrrRequest, RateAnswer, RateFigures, XirrRequest, cost, irr, xirr,
};
pub use schedule::{
    CardEntry, CardEntryKind, CardRequest, CardStatement, CardStatements, InterestBy, Method,
    Schedule, ScheduleRequest, ScheduleRow, card_statements, schedule,
};
pub use set_off::{OpenDebt, SetOffAnswer, SetOffReason, SetOffRequest, SetOffShare, set_off};
