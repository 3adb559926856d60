//! A household's month, and what shows that it is hard.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Money;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// Where income comes from.
    IncomeGroup {
        /// 工资
        Wage = "wage",
        /// 经营收入
        Business = "business",
        /// 养老金
        Pension = "pension",
        /// 救助、失业金等
        Benefit = "benefit",
        /// 家人支持
        Family = "family",
        /// 其他
        Other = "other",
    }
}

vocabulary! {
    /// What a household spends on.
    ExpenseGroup {
        /// 住房
        Housing = "housing",
        /// 水电燃气、通信
        Utilities = "utilities",
        /// 食品
        Food = "food",
        /// 交通
        Transport = "transport",
        /// 医疗
        Medical = "medical",
        /// 教育
        Education = "education",
        /// 赡养、抚养
        Dependants = "dependants",
        /// 社保、保险
        Insurance = "insurance",
        /// 其他
        Other = "other",
    }
}

/// Income of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct IncomeLine {
    /// From what.
    pub group: IncomeGroup,
    /// A month.
    pub amount: Money,
}

/// Expense of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct ExpenseLine {
    /// For what.
    pub group: ExpenseGroup,
    /// A month.
    pub amount: Money,
}

vocabulary! {
    /// What proves hardship.
    HardshipProof {
        /// 收入证明、工资流水
        Income = "income",
        /// 失业登记、离职或解除劳动合同证明
        JobLoss = "job_loss",
        /// 病历、诊断、医疗费票据
        Illness = "illness",
        /// 残疾证
        Disability = "disability",
        /// 低保、特困、救助证明
        PublicAid = "public_aid",
        /// 赡养、抚养关系与支出
        Dependants = "dependants",
        /// 营业收入下降、停业
        Business = "business",
        /// 灾害、意外
        Disaster = "disaster",
        /// 征信报告与全部债务清单
        AllDebts = "all_debts",
        /// 银行流水
        BankStatement = "bank_statement",
    }
}

/// Whether a proof is at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HardshipItem {
    /// What it proves.
    pub proof: HardshipProof,
    /// Is it at hand?
    #[serde(default)]
    pub at_hand: bool,
    /// Where it is, from when, what it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
}

/// A household's month and what it has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// Income of a month.
    #[serde(default)]
    pub income: Vec<IncomeLine>,
    /// Living costs of a month.
    #[serde(default)]
    pub expenses: Vec<ExpenseLine>,
    /// What can be paid at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub savings: Option<Money>,
    /// What shows that it is hard.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hardship: Vec<HardshipItem>,
}
