//! What the borrower told collectors: dated records that rights hang on.

mod list;
mod remove;
mod save;

pub use list::list;
pub use remove::remove;
pub use save::save;

use chrono::NaiveTime;
use domain::{
    Channel, Day, DebtId, Instant, Notice, NoticeId, NoticeKind, PartyId, Tri, VisitPlace,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A notice as entered; without id: a new one.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NoticeInput {
    /// Which notice to change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<NoticeId>,
    /// What was told.
    pub kind: NoticeKind,
    /// The debt; none: every debt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// The organisation that was told; none: whoever collects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub party: Option<PartyId>,
    /// How it was told.
    pub channel: Channel,
    /// When it was sent or said (RFC 3339 with offset).
    #[ts(type = "string")]
    pub sent_at: Instant,
    /// When it arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub received_at: Option<Instant>,
    /// The medium that is refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub medium: Option<Channel>,
    /// The number or address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub address: Option<String>,
    /// The place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<VisitPlace>,
    /// First moment of the hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub from_time: Option<NaiveTime>,
    /// First moment after them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub to_time: Option<NaiveTime>,
    /// Last day it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub until: Option<Day>,
    /// Given to this organisation itself?
    #[serde(default)]
    pub direct: Tri,
    /// Note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
}

/// Names a notice.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NoticeRef {
    /// The notice.
    pub id: NoticeId,
}

impl NoticeInput {
    fn into_notice(self, id: NoticeId) -> Notice {
        Notice {
            id,
            kind: self.kind,
            debt: self.debt,
            party: self.party,
            channel: self.channel,
            sent_at: self.sent_at,
            received_at: self.received_at,
            medium: self.medium,
            address: self.address,
            place: self.place,
            from_time: self.from_time,
            to_time: self.to_time,
            until: self.until,
            direct: self.direct,
            note: self.note,
        }
    }
}
