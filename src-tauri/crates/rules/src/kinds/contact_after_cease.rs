//! **What it does.** Flags a contact after a written notice by which the borrower
//! refused to pay or asked to stop, from the moment it arrived.
//!
//! **Why.** A person may ask in writing to be left alone; the debt stays.
//!
//! **Known problems.** A spoken request does not count here. One sent by an
//! electronic way counts if the collector accepts notices that way, which is
//! asked. What may still be sent afterwards was not read in the original: it is
//! asked of each contact whether it was of that sort, never assumed.
//!
//! **Example.** A letter that arrived on 5 March at noon; a call that evening.

use domain::{Channel, FactKey, Notice, NoticeKind};
use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{Item, Judged, Known, Outcome, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactAfterCease {}

impl Check for ContactAfterCease {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let mut notices = unit.notices(&[NoticeKind::StopContact, NoticeKind::RefuseToPay]);
        notices.retain(|notice| !notice.spoken());
        let accepted = |notice: &Notice, item: &Item| {
            if notice.channel == Channel::Letter {
                return Known::Yes;
            }
            let debt = item.debt.or(unit.debt);
            let tri = unit.record.debt_tri(FactKey::MediumAccepted, item, debt);
            Known::from_tri(tri, FactKey::MediumAccepted)
        };
        let told = |item: &Item| {
            notices.iter().fold(Known::No, |all, notice| {
                all.or(unit
                    .binds(notice, item)
                    .and(unit.arrived(notice, item))
                    .and(accepted(notice, item)))
            })
        };
        unit.each_contact(
            |item| {
                let told = told(item);
                if told.is_no() {
                    return Judged::Out(Why::NoNotice);
                }
                told.and(unit.permitted(item).not()).into()
            },
            |item| unit.told_step(&notices, item),
        )
    }

    fn sees(&self) -> Sees {
        Sees::Whole
    }
}
