//! **What it does.** Flags a contact with the borrower after the collector had
//! been told that an attorney represents them about the debt.
//!
//! **Why.** Whoever has a lawyer is spoken to through the lawyer.
//!
//! **Known problems.** A collector may turn to the borrower when the attorney
//! does not answer in a reasonable time or consents; those exceptions were not
//! read in the original, so it is asked whether one applied. One reply to a
//! message of the borrower is left alone, no more. What the collector knew in
//! another way than by a notice is not in the record.
//!
//! **Example.** A call to the borrower the day after the letter of representation
//! arrived.

use domain::{NoticeKind, Relation};
use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{Judged, Outcome, Replies, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactDespiteAttorney {}

impl Check for ContactDespiteAttorney {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let notices = unit.notices(&[NoticeKind::Attorney]);
        let replies = Replies::of(unit);
        unit.each_contact(
            |item| {
                if item.relation == Relation::Attorney {
                    return Judged::Out(Why::Reached);
                }
                let told = unit.told(&notices, item);
                if told.is_no() {
                    Judged::Out(Why::NoNotice)
                } else if replies.has(item) {
                    Judged::Out(Why::Reply)
                } else {
                    told.and(unit.permitted(item).not()).into()
                }
            },
            |item| unit.told_step(&notices, item),
        )
    }

    fn sees(&self) -> Sees {
        Sees::Whole
    }
}
