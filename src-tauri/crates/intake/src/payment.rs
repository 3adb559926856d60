//! A payment as a bill or a statement says it. Which debt it was for, and
//! whether it was one at all, is not decided here.

use domain::{Day, Instant, Money, Source, SourceKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{FileRead, code::codes};

codes! {
    /// Where the money went, seen from the account the file is of.
    PaymentFlow {
        /// Out of the account; on a card's statement: spent with the card.
        Out = "out",
        /// Into the account; on a card's statement: paid to the card, or given back.
        In = "in",
        /// The source counts it as neither, or does not say. Repayments of
        /// credit often stand here.
        Neither = "neither",
    }
}

codes! {
    /// Whether it went through.
    PaymentState {
        /// It did.
        Settled = "settled",
        /// It did, and part of it came back.
        PartlyRefunded = "partly_refunded",
        /// It did, and all of it came back.
        Refunded = "refunded",
        /// It is itself money that came back.
        Refund = "refund",
        /// It did not: failed, closed, cancelled.
        Failed = "failed",
        /// Not yet.
        Pending = "pending",
        /// The source does not say, or in words nobody knows.
        Unknown = "unknown",
    }
}

/// One payment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct PaymentRow {
    /// The civil day in Beijing.
    #[ts(type = "string")]
    pub day: Day,
    /// The moment, where the source prints a time of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub at: Option<Instant>,
    /// How much, in yuan; never below zero.
    pub amount: Money,
    /// How much of it came back, where the source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub refunded: Option<Money>,
    /// Where it went.
    pub flow: PaymentFlow,
    /// Whether it went through.
    pub state: PaymentState,
    /// Who paid or was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub counterparty: Option<String>,
    /// What for, in the source's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub memo: Option<String>,
    /// From what account or card.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub method: Option<String>,
    /// The source's own number of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reference: Option<String>,
    /// The entry of the archive, or the sheet, it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub entry: Option<String>,
    /// 1-based position of the record, as in [`ReadRow`](crate::ReadRow).
    pub position: u32,
    /// The record as it stood in the file.
    pub raw: String,
}

impl PaymentRow {
    /// Leads back to the record. `read` is the summary of the same file.
    pub fn source(&self, read: &FileRead) -> Source {
        let entry = self.entry.as_deref();
        read.source(SourceKind::Other, entry, self.position, self.raw.clone())
    }
}
