//! **What it does.** Flags a contact by a medium, or to a number or address, that
//! the borrower had refused, in whatever form, from the moment it arrived.
//!
//! **Why.** Who has to be reached may say how not.
//!
//! **Known problems.** “Stop calling” ends all calls. An electronic address that
//! was refused is refused for every debt. What may be sent all the same, such as
//! what a law requires, was not read in the original as a whole: it is asked.
//! Where a row does not show to which number or address it went, that is asked.
//!
//! **Example.** A text message after “do not text me”.

use domain::{Channel, FactKey, Notice, NoticeKind, Phone};
use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{Item, Judged, Known, Outcome, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactByRefusedMedium {}

impl Check for ContactByRefusedMedium {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let mut notices = unit.notices(&[NoticeKind::StopMedium]);
        // An address is refused whichever debt it was refused for.
        let all = unit.record.case.notices.iter();
        notices.extend(all.filter(|notice| notice.kind == NoticeKind::StopAddress));
        let refused = |notice: &&'a Notice, item: &Item| {
            let same = match notice.kind {
                NoticeKind::StopMedium => Known::from_bool(notice.medium == Some(item.channel)),
                _ => same_address(unit, notice, item),
            };
            same.and(unit.binds(notice, item))
                .and(unit.arrived(notice, item))
        };
        unit.each_contact(
            |item| {
                let refused = notices
                    .iter()
                    .fold(Known::No, |all, notice| all.or(refused(notice, item)));
                if refused.is_no() {
                    return Judged::Out(Why::NoNotice);
                }
                refused.and(unit.permitted(item).not()).into()
            },
            |item| {
                let hit: Vec<&Notice> = notices
                    .iter()
                    .filter(|notice| refused(notice, item) == Known::Yes)
                    .copied()
                    .collect();
                unit.told_step(&hit, item)
            },
        )
    }

    fn sees(&self) -> Sees {
        Sees::Whole
    }
}

/// Did the contact go to the address of the notice?
fn same_address<'a>(unit: &Unit<'_, 'a>, notice: &Notice, item: &Item) -> Known {
    let Some(address) = notice.address.as_deref() else {
        return Known::No;
    };
    let mail = address.contains('@');
    let possible = match item.channel {
        Channel::Call | Channel::Sms => !mail,
        Channel::Email => mail,
        Channel::Chat | Channel::Letter => true,
        Channel::Visit | Channel::Public => false,
    };
    if !possible {
        return Known::No;
    }
    let known = match item.channel {
        Channel::Call | Channel::Sms => unit.record.called(item),
        _ => unit.contact(item).sent_to.as_deref(),
    };
    if let Some(known) = known {
        let number = |text: &str| Phone::parse(text);
        let same = if mail {
            known.eq_ignore_ascii_case(address)
        } else {
            known == address || (number(known).is_some() && number(known) == number(address))
        };
        return Known::from_bool(same);
    }
    let tri = unit.record.contact_tri(FactKey::SameAddress, item);
    Known::from_tri(tri, FactKey::SameAddress)
}
