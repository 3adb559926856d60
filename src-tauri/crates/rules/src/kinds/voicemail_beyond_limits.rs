//! **What it does.** Points out a voicemail that said more than a message of
//! limited content may. It never flags.
//!
//! **Why.** A message of limited content is no communication, only an attempt;
//! one that says more is a communication, with every duty of one, and somebody
//! else may hear it.
//!
//! **Known problems.** Which items a message may hold was read in part only. That
//! it calls itself a debt collector takes it outside. It counts as a call in
//! either case.
//!
//! **Example.** “This is an attempt to collect a debt” on the family's machine.

use domain::Voicemail;
use serde::Deserialize;

use super::Check;
use crate::evaluate::{Judged, Known, Outcome, TraceStep, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VoicemailBeyondLimits {}

impl Check for VoicemailBeyondLimits {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        unit.each_contact(
            |item| match unit.contact(item).voicemail {
                Some(Voicemail::Other) => Known::Yes.into(),
                Some(Voicemail::LimitedContent) => Judged::Out(Why::LimitedContent),
                Some(Voicemail::None) | None => Judged::Out(Why::NotTriggered),
            },
            |_| vec![TraceStep::VoicemailSaidMore],
        )
    }
}
