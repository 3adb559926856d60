//! A single figure from what is entered on the spot; nothing is kept.

use money::{
    CardRequest, CardStatements, CostAnswer, CostRequest, CourtFeeAnswer, CourtFeeRequest,
    CreditReportAnswer, CreditReportRequest, EnforcementRequest, GuaranteeAnswer, GuaranteeRequest,
    JudgmentAnswer, JudgmentRequest, LimitationAnswer, MoneyProblem, OverdueAnswer, OverdueRequest,
    Schedule, ScheduleRequest, SetOffAnswer, SetOffRequest, SmallClaimAnswer, SmallClaimRequest,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{App, Error};

macro_rules! computations {
    ($($(#[$meta:meta])* $name:ident $request:ident $answer:ident => $run:expr;)+) => {
        /// What is to be computed.
        #[derive(Clone, Debug, Serialize, Deserialize, TS)]
        #[serde(tag = "op", content = "request", rename_all = "snake_case")]
        pub enum Computation {
            $($(#[$meta])* $name($request),)+
        }

        /// What came out.
        #[expect(
            clippy::large_enum_variant,
            reason = "one is made for each call and written out at once"
        )]
        #[derive(Clone, Debug, Serialize, Deserialize, TS)]
        #[serde(tag = "op", content = "answer", rename_all = "snake_case")]
        pub enum ComputedAnswer {
            $($(#[$meta])* $name($answer),)+
        }

        fn run(figures: &money::Figures, computation: &Computation) -> money::Result<ComputedAnswer> {
            match computation {
                $(Computation::$name(request) => {
                    let run: fn(&money::Figures, &$request) -> money::Result<$answer> = $run;
                    run(figures, request).map(ComputedAnswer::$name)
                })+
            }
        }
    };
}

computations! {
    /// Repayment schedule.
    Schedule ScheduleRequest Schedule => |_, request| money::schedule(request);
    /// Statements of a credit card.
    Card CardRequest CardStatements => |_, request| money::card_statements(request);
    /// True annual cost.
    Apr CostRequest CostAnswer => money::cost;
    /// Interest on overdue principal.
    OverdueInterest OverdueRequest OverdueAnswer => money::overdue_interest;
    /// Interest after judgment.
    PostJudgment JudgmentRequest JudgmentAnswer => money::post_judgment;
    /// Period to apply for enforcement.
    Enforcement EnforcementRequest LimitationAnswer => money::enforcement;
    /// Guarantee period.
    Guarantee GuaranteeRequest GuaranteeAnswer => money::guarantee;
    /// One payment over several debts.
    SetOff SetOffRequest SetOffAnswer => money::set_off;
    /// Court fee.
    CourtFee CourtFeeRequest CourtFeeAnswer => money::court_fee;
    /// Small-claims line.
    SmallClaim SmallClaimRequest SmallClaimAnswer => money::small_claim;
    /// When an entry leaves the credit report.
    CreditReport CreditReportRequest CreditReportAnswer => money::credit_report;
}

/// An answer, or why there is none.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Computed {
    /// What came out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub answer: Option<ComputedAnswer>,
    /// Fields that are missing or wrong.
    pub problems: Vec<MoneyProblem>,
}

/// Computes one figure. No vault is needed.
///
/// # Errors
/// A fault of ours: the figures of law cannot be read.
pub fn compute(app: &App, computation: Computation) -> Result<Computed, Error> {
    Ok(match run(app.figures()?, &computation) {
        Ok(answer) => Computed {
            answer: Some(answer),
            problems: Vec::new(),
        },
        Err(error) => Computed {
            answer: None,
            problems: error.problems,
        },
    })
}
