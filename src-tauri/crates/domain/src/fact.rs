//! Facts a rule may need that no row holds yet, and the answers given to them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ContactId, DebtId, PartyId, PersonId, Phone, Tri};

/// What is asked. The words of each question live in the interface.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum FactKey {
    /// contact: was it collection? (yes / no) — also per number
    IsCollection,
    /// contact: was the call connected?
    WasConnected,
    /// contact or number: was it a recorded or robot voice (yes) or a person (no)?
    IsNotification,
    /// contact: which debt was it about? (choice: debt id) — also per number
    WhichDebt,
    /// contact: who was reached? (choice: relation code)
    WhoReached,
    /// contact: what was done? (choices: conduct codes, may be empty)
    WhichConducts,
    /// contact: what was let out about the debt? (choices: disclosure codes, may be empty)
    WhatDisclosed,
    /// debt: was a time outside the usual hours agreed to?
    HoursAgreed,
    /// debt: was a higher number of calls agreed to?
    FrequencyAgreed,
    /// party: is the lender a member of the China Banking Association?
    CbaMember,
    /// party: is the lender a member of the National Internet Finance Association?
    NifaMember,
    /// debt: is it consumer credit granted over the network?
    IsNetworkCredit,
    /// debt: could the collector not reach the borrower at the time?
    BorrowerUnreachable,
    /// person: does this person owe the debt too (signed, guaranteed, joint debt)?
    PersonOwes,
    /// contact: had this person refused or asked not to be contacted before?
    RefusedBefore,
    /// agreement: was the agreement kept at the time?
    AgreementKept,
    /// debt: was the borrower told before the debt was given to an agency?
    ToldOfAgency,
    /// party: is the agency on the lender's published list?
    AgencyListed,
    /// contact: how many collectors came? (number)
    VisitorCount,
    /// contact: did the visitors show identification?
    VisitIdShown,
    /// contact: did the visitors record the visit?
    VisitRecorded,
    /// contact: did they enter a home or office area?
    VisitEntered,
    /// contact: was entering consented to?
    EntryConsented,
    /// contact: did they say who they are and whom they act for?
    IdentityStated,
    /// contact: which of the borrower's numbers was called? (choice: number)
    WhichNumberCalled,
    /// contact: where did the visit take place? (choice: place code)
    VisitPlace,
    /// contact: were neighbours, family or colleagues told or disturbed during the visit?
    VisitOthersTold,
    /// contact: at which place was the borrower reached? (choice: place code)
    ReachedAt,
    /// party, number or contact: does it collect debts for others or as its main business, or collect its own under another name?
    IsDebtCollector,
    /// contact: was the message sent (not: received) outside the allowed hours?
    SentOutsideHours,
    /// contact: had what the borrower wrote arrived by the time of this contact?
    NoticeReceived,
    /// debt: does the collector accept notices by the electronic way that was used?
    MediumAccepted,
    /// contact: was it one that the law, a court or the borrower's own direct consent allows in spite of the notice or ban?
    PermittedAnyway,
    /// debt: was the consent given to this collector itself?
    ConsentDirect,
    /// contact: was it sent to the very address or number that had been refused?
    SameAddress,
    /// contact: was it sent to a mail address the employer provides?
    IsWorkEmail,
    /// debt: had the borrower used that work address about the debt or allowed it directly?
    WorkEmailAllowed,
    /// contact: was it put on a social network, for the public or the borrower's contacts to see?
    OnSocialMedia,
    /// debt: was the time limit for suing over already?
    DebtTimeBarred,
    /// contact: did the validation information come with this first contact or within five days?
    ValidationInTime,
    /// contact: from the day on the notice, do five business days and then thirty days fit before the last day it states?
    PeriodLongEnough,
    /// debt: did the dispute arrive within the period for disputes?
    DisputedInTime,
    /// contact: had the verification, or the name of the original creditor, been sent before this contact?
    VerificationSent,
    /// debt: before it was reported to a credit bureau, had the collector spoken with the borrower about it, or written and waited at least fourteen days?
    ToldBeforeReport,
}

impl FactKey {
    /// Every key, in the order of declaration.
    pub const ALL: &'static [Self] = &[
        Self::IsCollection,
        Self::WasConnected,
        Self::IsNotification,
        Self::WhichDebt,
        Self::WhoReached,
        Self::WhichConducts,
        Self::WhatDisclosed,
        Self::HoursAgreed,
        Self::FrequencyAgreed,
        Self::CbaMember,
        Self::NifaMember,
        Self::IsNetworkCredit,
        Self::BorrowerUnreachable,
        Self::PersonOwes,
        Self::RefusedBefore,
        Self::AgreementKept,
        Self::ToldOfAgency,
        Self::AgencyListed,
        Self::VisitorCount,
        Self::VisitIdShown,
        Self::VisitRecorded,
        Self::VisitEntered,
        Self::EntryConsented,
        Self::IdentityStated,
        Self::WhichNumberCalled,
        Self::VisitPlace,
        Self::VisitOthersTold,
        Self::ReachedAt,
        Self::IsDebtCollector,
        Self::SentOutsideHours,
        Self::NoticeReceived,
        Self::MediumAccepted,
        Self::PermittedAnyway,
        Self::ConsentDirect,
        Self::SameAddress,
        Self::IsWorkEmail,
        Self::WorkEmailAllowed,
        Self::OnSocialMedia,
        Self::DebtTimeBarred,
        Self::ValidationInTime,
        Self::PeriodLongEnough,
        Self::DisputedInTime,
        Self::VerificationSent,
        Self::ToldBeforeReport,
    ];
}

/// What a fact is about.
#[derive(
    Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case", tag = "of", content = "id")]
pub enum Subject {
    /// One contact.
    Contact(ContactId),
    /// Every contact from a number.
    Number(Phone),
    /// A debt.
    Debt(DebtId),
    /// An organisation.
    Party(PartyId),
    /// A person.
    Person(PersonId),
}

/// A fact that is needed or known: what, about whom.
#[derive(
    Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
pub struct Fact {
    /// What is asked.
    pub key: FactKey,
    /// What it is about.
    pub subject: Subject,
}

/// An answer to a fact, as the user gave it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Answer {
    /// The fact.
    pub fact: Fact,
    /// Yes, no or unknown, for yes/no facts.
    #[serde(default)]
    pub value: Tri,
    /// Codes, ids or a number in digits, for the facts that ask for a choice.
    /// `None` for yes/no facts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub choices: Option<Vec<String>>,
}
