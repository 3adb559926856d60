//! **What it does.** Flags a communication in which the collector did not make
//! known that it was one.
//!
//! **Why.** Whoever is spoken to about a debt must know that it is about one, and
//! that what is said will be used for it.
//!
//! **Known problems.** It stands on what the person who kept the log ticked; a
//! call that only rang and a voicemail of limited content are no communication.
//!
//! **Example.** A chat that only asks for the salary and never says why.

use domain::{Conduct, FactKey, Voicemail};
use serde::Deserialize;

use super::Check;
use super::prohibited_means::conduct_step;
use crate::evaluate::{Codes, Judged, Known, Outcome, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CollectorNotDisclosed {}

impl Check for CollectorNotDisclosed {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let hidden = Codes::conducts(&[Conduct::CollectorNotDisclosed]);
        unit.each_contact(
            |item| {
                let heard = match unit.contact(item).voicemail {
                    Some(Voicemail::LimitedContent) => {
                        return Judged::Out(Why::LimitedContent);
                    }
                    Some(Voicemail::Other) => Known::Yes,
                    _ => item.connected,
                };
                let done = match item.conducts {
                    Some(ticked) => Known::from_bool(ticked.meets(hidden)),
                    None => Known::ask(FactKey::WhichConducts),
                };
                heard.and(done).into()
            },
            |item| conduct_step(item, hidden),
        )
    }
}
