//! Whom to turn to first, and then, by kind of lender and problem.
//!
//! Telephone numbers were read in no official source: every one is for the user to
//! confirm before it is dialled or printed, and none is asserted.

use domain::LenderType;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::data::Procedures;
use crate::proceeding::codes;
use crate::words::{LawGrade, Wording};

codes! {
    /// What the trouble is.
    ProblemKind {
        /// 息费过高、未明示、乱收费
        Charges = "charges",
        /// 征信错误、未经授权查询
        CreditReport = "credit_report",
        /// 骚扰电话、短信
        Harassment = "harassment",
        /// 恐吓、侮辱、上门滋扰、非法侵入
        Threats = "threats",
        /// 泄露个人信息、爆通讯录
        PersonalData = "personal_data",
        /// 会员费、搭售等一般消费服务
        ConsumerService = "consumer_service",
        /// 机构推诿
        Inaction = "inaction",
        /// 需要法律咨询、援助
        LegalAdvice = "legal_advice",
    }
}

/// A number for the user to confirm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct UnconfirmedNumber {
    /// The digits.
    pub digits: String,
    /// Whose it is said to be.
    pub whose: Wording,
}

/// One stop on the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RecourseStop {
    /// Whom to turn to.
    pub whom: Wording,
    /// Is it an authority a letter can be addressed to? Its local office has a name and
    /// an address of its own, which are not kept here.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub authority: bool,
    /// Id of the proceeding, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub proceeding: Option<String>,
}

/// Whom to turn to, for some kinds of lender and one problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Recourse {
    /// Permanent name.
    pub id: String,
    /// The problem.
    pub problem: ProblemKind,
    /// Kinds of lender; empty: any.
    #[serde(default)]
    pub lenders: Vec<LenderType>,
    /// First; empty where nobody has to be asked before.
    #[serde(default)]
    pub first: Vec<RecourseStop>,
    /// Then.
    pub then: Vec<RecourseStop>,
    /// Numbers to confirm.
    #[serde(default)]
    pub numbers: Vec<UnconfirmedNumber>,
    /// What to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<Wording>,
    /// How well it was verified.
    pub grade: LawGrade,
    /// Ids of its sources.
    pub sources: Vec<String>,
}

/// Whom to turn to. `None` where nothing was collected for this kind of lender: the
/// lender of record has to be named first.
pub fn find_recourse(
    law: &Procedures,
    lender: LenderType,
    problem: ProblemKind,
) -> Option<&Recourse> {
    law.recourses().iter().find(|recourse| {
        recourse.problem == problem
            && (recourse.lenders.is_empty() || recourse.lenders.contains(&lender))
    })
}
