//! **What it does.** Flags collection after a written dispute, or a written
//! request for the original creditor, that arrived within the period for
//! disputes, until verification or the name was sent.
//!
//! **Why.** Who disputes in time has a right to an answer before being pressed on.
//!
//! **Known problems.** The period ends on the day the notice states, or else
//! `period_days` after it was received; where no notice is in the log, whether
//! the dispute was in time is asked. Only the disputed part has to wait; the rows
//! do not tell parts apart. A second dispute without new information stops
//! nothing. Whether verification was sent is asked of each contact.
//!
//! **Example.** `period_days = 30`: disputed on day 20, called on day 25.

use domain::{Day, FactKey, Notice, NoticeKind};
use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{Item, Judged, Known, Outcome, Unit, Why};
use crate::federal_holidays::later;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CollectionDuringDispute {
    /// Calendar days of the period after receipt.
    period_days: u64,
}

impl Check for CollectionDuringDispute {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let mut disputes =
            unit.notices(&[NoticeKind::Dispute, NoticeKind::OriginalCreditorRequest]);
        disputes.retain(|notice| !notice.spoken());
        // A notice sent again starts the period anew, so the latest end counts.
        let end: Option<Day> = unit
            .items()
            .filter(|(_, item)| item.incoming)
            .filter_map(|(_, item)| {
                let stated = unit.contact(item).validation.as_ref()?.dispute_until;
                Some(stated.unwrap_or_else(|| later(item.day, self.period_days)))
            })
            .max();
        let in_time = |notice: &Notice, item: &Item| match (end, unit.received_day(notice)) {
            (Some(end), Some(received)) => Known::from_bool(received <= end),
            _ => {
                let debt = item.debt.or(unit.debt);
                let tri = unit.record.debt_tri(FactKey::DisputedInTime, item, debt);
                Known::from_tri(tri, FactKey::DisputedInTime)
            }
        };
        let open = |item: &Item| {
            disputes.iter().fold(Known::No, |all, notice| {
                all.or(unit
                    .binds(notice, item)
                    .and(unit.arrived(notice, item))
                    .and(in_time(notice, item)))
            })
        };
        unit.each_contact(
            |item| {
                let open = open(item);
                if open.is_no() {
                    return Judged::Out(Why::NoNotice);
                }
                let tri = unit.record.contact_tri(FactKey::VerificationSent, item);
                open.and(Known::from_tri(tri, FactKey::VerificationSent).not())
                    .into()
            },
            |item| unit.told_step(&disputes, item),
        )
    }

    fn sees(&self) -> Sees {
        Sees::Whole
    }
}
