//! What the borrower told a collector: a dated record of its own, because a
//! right may hang on the day it arrived, whatever the contact log shows.

use chrono::NaiveTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Channel, Day, DebtId, FieldProblem, Instant, NoticeId, NoticeKind, PartyId, ProblemCode, Tri,
    VisitPlace,
};

/// One thing the borrower told a collector.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Identifier.
    pub id: NoticeId,
    /// What was told.
    pub kind: NoticeKind,
    /// The debt it is about; none: every debt of the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// The organisation that was told; none: whoever collects the debt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub party: Option<PartyId>,
    /// How it was told; by telephone or on a visit: spoken, the rest: written.
    pub channel: Channel,
    /// When it was sent or said.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub sent_at: Instant,
    /// When it arrived. A notice works from then on; left out: not known. What
    /// was spoken arrives when it is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub received_at: Option<Instant>,
    /// The medium that is refused, for `stop_medium`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub medium: Option<Channel>,
    /// The number or address that is refused or allowed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub address: Option<String>,
    /// The place it is about, for `inconvenient_place`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<VisitPlace>,
    /// First moment of the hours it is about, at the borrower's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub from_time: Option<NaiveTime>,
    /// First moment after those hours; earlier than `from_time`: over midnight.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub to_time: Option<NaiveTime>,
    /// Last day it holds, if it was given for a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub until: Option<Day>,
    /// Was it given to this organisation itself, and not to the lender or to a
    /// collector before it?
    #[serde(default)]
    pub direct: Tri,
    /// Free note of the borrower.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
}

impl Notice {
    /// Was it said rather than written?
    pub const fn spoken(&self) -> bool {
        matches!(self.channel, Channel::Call | Channel::Visit)
    }

    /// When it arrived, as far as that is known.
    pub fn received(&self) -> Option<Instant> {
        self.received_at.or(self.spoken().then_some(self.sent_at))
    }

    /// What is wrong within the record; references are the case's matter.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut out = Vec::new();
        let mut add = |field: &str, code| out.push(FieldProblem::new(field, code));
        if self.received_at.is_some_and(|at| at < self.sent_at) {
            add("received_at", ProblemCode::BeforeStart);
        }
        if self.from_time.is_some() != self.to_time.is_some() {
            add("to_time", ProblemCode::Required);
        }
        match self.kind {
            NoticeKind::StopMedium if self.medium.is_none() => add("medium", ProblemCode::Required),
            NoticeKind::StopAddress if self.address.is_none() => {
                add("address", ProblemCode::Required);
            }
            NoticeKind::InconvenientPlace if self.place.is_none() => {
                add("place", ProblemCode::Required);
            }
            NoticeKind::InconvenientTime | NoticeKind::ConvenientTime
                if self.from_time.is_none() =>
            {
                add("from_time", ProblemCode::Required);
            }
            _ => {}
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_instant;

    fn notice(kind: NoticeKind, channel: Channel) -> Notice {
        Notice {
            id: NoticeId::from("n1"),
            kind,
            debt: None,
            party: None,
            channel,
            sent_at: parse_instant("2026-03-02T10:00:00-05:00").unwrap(),
            received_at: None,
            medium: None,
            address: None,
            place: None,
            from_time: None,
            to_time: None,
            until: None,
            direct: Tri::Unknown,
            note: None,
        }
    }

    #[test]
    fn what_is_spoken_arrives_at_once_and_what_is_posted_when_it_arrives() {
        let said = notice(NoticeKind::StopContact, Channel::Call);
        assert_eq!(said.received(), Some(said.sent_at));
        let mut posted = notice(NoticeKind::StopContact, Channel::Letter);
        assert_eq!(posted.received(), None);
        posted.received_at = parse_instant("2026-03-05T10:00:00-05:00");
        assert_eq!(posted.received(), posted.received_at);
        assert_eq!(posted.problems(), []);
        posted.received_at = parse_instant("2026-03-01T10:00:00-05:00");
        assert_eq!(posted.problems()[0].field, "received_at");
    }

    #[test]
    fn a_notice_says_what_it_is_about() {
        for (kind, field) in [
            (NoticeKind::StopMedium, "medium"),
            (NoticeKind::StopAddress, "address"),
            (NoticeKind::InconvenientPlace, "place"),
            (NoticeKind::InconvenientTime, "from_time"),
            (NoticeKind::ConvenientTime, "from_time"),
        ] {
            let found = notice(kind, Channel::Letter).problems();
            assert_eq!((found.len(), found[0].field.as_str()), (1, field));
        }
    }
}
