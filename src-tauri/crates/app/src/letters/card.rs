//! A letter the app can write, as it is offered: what it is for, and what it asks.

use domain::PlanKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Words;

/// A letter the app can write.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TemplateCard {
    /// Identifier.
    pub id: String,
    /// Did the user add it?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub own: bool,
    /// Title.
    pub title: Words,
    /// What it is for.
    pub purpose: Words,
    /// When to use it.
    pub when: Words,
    /// When not to.
    pub when_not: Words,
    /// What to enclose.
    pub enclose: Words,
    /// Whom it is for.
    pub audience: LetterAudience,
    /// May it tell findings?
    pub takes_findings: bool,
    /// Does it rest on findings, and cannot be written without one?
    pub needs_findings: bool,
    /// Is it about the gap sheet, which then always goes with it?
    pub needs_gap_sheet: bool,
    /// May it show the identity number in full? Courts ask for it; nobody else does.
    pub offers_full_id: bool,
    /// Kinds of plan it can ask for, of which one has to be chosen; none: it asks
    /// for no plan.
    pub plans: Vec<PlanKind>,
    /// What only the writer knows, in order.
    pub asks: Vec<LetterAsk>,
    /// Reasons, kinds or scopes to choose from, in order.
    pub choices: Vec<LetterChoice>,
    /// Requests that can be switched on, in order.
    pub requests: Vec<RequestOption>,
}

/// Whom a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterAudience {
    /// The lender, or whoever collects for it.
    Lender,
    /// A regulator or another authority.
    Authority,
    /// A court.
    Court,
    /// People near the borrower, who sign it or are authorised by it.
    People,
}

/// Something only the writer knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterAsk {
    /// Its name among what is filled in.
    pub name: String,
    /// The question, as a label.
    pub label: Words,
    /// Where to find it; empty: nothing to say.
    pub hint: Words,
    /// Its form.
    pub form: LetterAskForm,
    /// May it stay empty?
    pub optional: bool,
}

/// The form of what the writer fills in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterAskForm {
    /// A name or a number, on one line.
    Line,
    /// Some sentences.
    Words,
    /// A day.
    Day,
    /// An amount in yuan.
    Amount,
    /// Whom the letter is addressed to, on one line.
    Recipient,
    /// A number of a case, a report or the like, which stands in full.
    Number,
}

/// Switches that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LetterChoice {
    /// What is chosen.
    pub label: Words,
    /// Without one of them the letter has nothing to say.
    pub needed: bool,
    /// No more than one of them.
    pub single: bool,
    /// What there is to choose from.
    pub options: Vec<RequestOption>,
}

/// A request a letter can make.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RequestOption {
    /// Code.
    pub code: String,
    /// Words.
    pub words: Words,
    /// Does it make sense only where a finding gives reason for it?
    pub reasoned: bool,
}
