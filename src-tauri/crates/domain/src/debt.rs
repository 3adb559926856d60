//! Debts, who holds and collects them, what is said to be owed, and plans.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    AgreementId, Currency, Day, DebtId, Jurisdiction, LenderType, Money, PartyId, PartyRole,
    PaymentId, Rate, Source, Stage, Tri,
};

/// One debt to one lender under one contract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Debt {
    /// Identifier.
    pub id: DebtId,
    /// The lender, one of the case's parties.
    pub lender: PartyId,
    /// What kind of lender it is.
    pub lender_type: LenderType,
    /// Where the debt is: packs are chosen by it.
    #[serde(default)]
    pub jurisdiction: Jurisdiction,
    /// Product name as the lender writes it.
    #[serde(default)]
    pub product: String,
    /// Contract or card number; masked wherever it is shown or printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub contract_no: Option<String>,
    /// Day the contract was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub opened: Option<Day>,
    /// First day in default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub overdue_since: Option<Day>,
    /// Currency of all amounts of this debt.
    #[serde(default)]
    pub currency: Currency,
    /// Principal lent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub principal: Option<Money>,
    /// Contract rate as quoted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub rate: Option<Rate>,
    /// Penalty terms in the contract's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub penalty_terms: Option<String>,
    /// Is it personal consumer credit granted over the network (个人网络消费信贷)?
    /// Unknown unless the lender type settles it.
    #[serde(default)]
    pub online: Tri,
    /// Where the debt stands.
    #[serde(default)]
    pub stage: Stage,
    /// Day a collector first reported it to a credit bureau, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub credit_reported_on: Option<Day>,
    /// Who held, guaranteed or collected it, with dates.
    #[serde(default)]
    pub chain: Vec<Assignment>,
    /// What was said to be owed, and by whom.
    #[serde(default)]
    pub balances: Vec<Balance>,
    /// Free note of the borrower.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
}

/// One link of the chain: platform, funding bank, guarantor, agency, assignee.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Assignment {
    /// The organisation.
    pub party: PartyId,
    /// Its part.
    pub role: PartyRole,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub from: Option<Day>,
    /// Last day, if it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub to: Option<Day>,
    /// Did it show its authorisation?
    #[serde(default)]
    pub authorisation_shown: Tri,
    /// Was the borrower told before the work was handed over?
    #[serde(default)]
    pub told_in_advance: Tri,
    /// Is it on the lender's published list of agencies?
    #[serde(default)]
    pub on_published_list: Tri,
}

/// A balance on one day as one side states it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Balance {
    /// The day it is stated for.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub as_of: Day,
    /// Principal.
    pub principal: Money,
    /// Interest.
    pub interest: Money,
    /// Penalty interest and liquidated damages.
    pub penalty: Money,
    /// Fees.
    pub fee: Money,
    /// Who said so: a party, or the borrower when empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub said_by: Option<PartyId>,
}

impl Balance {
    /// The sum of the four parts.
    pub fn total(&self) -> Money {
        self.principal
            .plus(self.interest)
            .plus(self.penalty)
            .plus(self.fee)
    }
}

/// A payment made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Payment {
    /// Identifier.
    pub id: PaymentId,
    /// The debt it was meant for.
    pub debt: DebtId,
    /// Day it left the borrower.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub paid_on: Day,
    /// Amount.
    pub amount: Money,
    /// Who received it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub payee: Option<String>,
    /// What proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub evidence: Option<String>,
    /// Where it comes from, when it was imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub source: Option<Source>,
}

/// An agreed plan, such as a personalised instalment agreement (个性化分期还款协议).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Agreement {
    /// Identifier.
    pub id: AgreementId,
    /// The debt.
    pub debt: DebtId,
    /// First day it binds.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub agreed_on: Day,
    /// Number of monthly instalments.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub months: Option<u16>,
    /// Did the borrower keep to it up to now?
    #[serde(default)]
    pub kept: Tri,
    /// First day the borrower broke it, if they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub broken_on: Option<Day>,
    /// What is to be paid and by when, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub payments: Vec<AgreedPayment>,
    /// What breaks it and what follows, in its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub breaks: Option<String>,
    /// What proves it: the signed paper, a recording, a message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub evidence: Option<String>,
}

/// One payment of an agreed plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct AgreedPayment {
    /// Last day to pay.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub due: Day,
    /// Amount.
    pub amount: Money,
}
