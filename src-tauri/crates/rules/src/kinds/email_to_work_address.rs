//! **What it does.** Flags an e-mail to an address the employer provides.
//!
//! **Why.** The employer may read it.
//!
//! **Known problems.** Whether the address is the employer's is asked of each
//! message, or told by `employer_forbids` notices that name it. Addresses the
//! borrower used about the debt, or allowed directly, are left alone; so are
//! those an earlier collector had rightly come by, which the borrower cannot see.
//!
//! **Example.** A reminder to name@employer.invalid that was never given.

use domain::{Channel, FactKey, NoticeKind};
use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{Item, Judged, Known, Outcome, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EmailToWorkAddress {}

impl Check for EmailToWorkAddress {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let named = unit.notices(&[NoticeKind::EmployerForbids]);
        let work = |item: &Item| {
            let address = unit.contact(item).sent_to.as_deref();
            if address.is_some() && named.iter().any(|n| n.address.as_deref() == address) {
                return Known::Yes;
            }
            let tri = unit.record.contact_tri(FactKey::IsWorkEmail, item);
            Known::from_tri(tri, FactKey::IsWorkEmail)
        };
        let allowed = |item: &Item| {
            let debt = item.debt.or(unit.debt);
            let tri = unit.record.debt_tri(FactKey::WorkEmailAllowed, item, debt);
            Known::from_tri(tri, FactKey::WorkEmailAllowed)
        };
        unit.each_contact(
            |item| {
                if item.channel != Channel::Email {
                    return Judged::Out(Why::Channel);
                }
                match work(item) {
                    // Whether it was allowed matters only for such an address.
                    open @ Known::Ask(_) if allowed(item) != Known::Yes => open.into(),
                    known => known.and(allowed(item).not()).into(),
                }
            },
            |_| Vec::new(),
        )
    }

    fn sees(&self) -> Sees {
        Sees::Whole
    }
}
