//! A household's month, and what shows that it is hard.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Money;

/// Where income comes from.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum IncomeGroup {
    /// 工资
    Wage,
    /// 经营收入
    Business,
    /// 养老金
    Pension,
    /// 救助、失业金等
    Benefit,
    /// 家人支持
    Family,
    /// 其他
    Other,
}

/// What a household spends on.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum ExpenseGroup {
    /// 住房
    Housing,
    /// 水电燃气、通信
    Utilities,
    /// 食品
    Food,
    /// 交通
    Transport,
    /// 医疗
    Medical,
    /// 教育
    Education,
    /// 赡养、抚养
    Dependants,
    /// 社保、保险
    Insurance,
    /// 其他
    Other,
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

/// What proves hardship.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum HardshipProof {
    /// 收入证明、工资流水
    Income,
    /// 失业登记、离职或解除劳动合同证明
    JobLoss,
    /// 病历、诊断、医疗费票据
    Illness,
    /// 残疾证
    Disability,
    /// 低保、特困、救助证明
    PublicAid,
    /// 赡养、抚养关系与支出
    Dependants,
    /// 营业收入下降、停业
    Business,
    /// 灾害、意外
    Disaster,
    /// 征信报告与全部债务清单
    AllDebts,
    /// 银行流水
    BankStatement,
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
