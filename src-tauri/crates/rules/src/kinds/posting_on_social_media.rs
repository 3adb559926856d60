//! **What it does.** Flags a posting about the debt on a social network that the
//! public or the borrower's contacts can see.
//!
//! **Why.** What is seen there is told to everybody.
//!
//! **Known problems.** A posting on a wall is none on a network: which it was is
//! asked. Private messages are other contacts; sent to the wrong person they are
//! told to a third person, which another rule is about.
//!
//! **Example.** A comment under a picture of the borrower.

use domain::{Channel, Conduct, FactKey};
use serde::Deserialize;

use super::Check;
use super::prohibited_means::conduct_step;
use crate::evaluate::{Codes, Judged, Known, Outcome, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PostingOnSocialMedia {}

impl Check for PostingOnSocialMedia {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let posted = Codes::conducts(&[Conduct::PublicPosting]);
        unit.each_contact(
            |item| {
                let public = item.channel == Channel::Public
                    || item.conducts.is_some_and(|ticked| ticked.meets(posted));
                if !public {
                    return Judged::Out(Why::NotTriggered);
                }
                let tri = unit.record.contact_tri(FactKey::OnSocialMedia, item);
                Known::from_tri(tri, FactKey::OnSocialMedia).into()
            },
            |item| conduct_step(item, posted),
        )
    }
}
