//! One call that stands in several sources. Every row stays in the log as its
//! source has it; which rows are one call follows from them and from what the
//! user said about pairs of them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::vocabulary::vocabulary;
use crate::{Connection, ContactId, Instant, SameCallId, Source, Tri};

vocabulary! {
    /// Why rows of different sources are one call.
    MergeReason {
        /// The same second, number, direction and length.
        SameSecond = "same_second",
        /// Within 90 seconds, of the same length, and no other could be meant.
        NearInTime = "near_in_time",
        /// The user says so.
        SaidSo = "said_so",
    }
}

/// Another record of the same call. Found, not kept: a case file does not bring
/// it, its rows do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Witness {
    /// The row of the log it is.
    pub id: ContactId,
    /// When, as its source has it.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub at: Instant,
    /// Length in seconds, as its source has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub duration_s: Option<u32>,
    /// Connected or only ringing, as its source has it.
    pub connection: Connection,
    /// Where it comes from.
    pub source: Source,
    /// The row it was joined with.
    pub with: ContactId,
    /// Why.
    pub reason: MergeReason,
}

/// What the user said about two rows of different sources.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SameCall {
    /// Identifier.
    pub id: SameCallId,
    /// One row, as it was imported.
    pub one: ContactId,
    /// The other.
    pub other: ContactId,
    /// Are they one call? Unknown: what was said was taken back.
    pub same: Tri,
    /// Where they differ, the row that is right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub right: Option<ContactId>,
}
