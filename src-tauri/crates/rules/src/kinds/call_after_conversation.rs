//! **What it does.** Flags a call that was placed within `days` civil days after
//! a telephone conversation about the same debt, between the same collector and
//! person, the day of the conversation being the first; whoever rang then.
//!
//! **Why.** Who has just spoken about the debt need not be rung again at once.
//! The rule is a presumption; both sides can show otherwise.
//!
//! **Known problems.** A connected call with a person on both ends is taken for
//! a conversation; a voicemail or a recorded voice is not. Which debts were
//! discussed is taken from the row. A conversation the borrower had consented to
//! starts the days anew, as does any other; the source leaves that open. On one
//! day the order of the clock decides.
//!
//! **Example.** `days = 7`: after a conversation on the 1st no call until the
//! 7th, also not later on the 1st; the 8th is free.

use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{Judged, Outcome, Talks, Unit, call};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CallAfterConversation {
    /// Days without a call, that of the conversation included.
    days: i64,
}

impl Check for CallAfterConversation {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let talks = Talks::of(unit);
        unit.each_contact(
            |item| match call(unit, &talks, item) {
                Err(why) => Judged::Out(why),
                Ok(counts) => counts.and(talks.before(unit, item, self.days)).into(),
            },
            |item| talks.step(unit, item, self.days).into_iter().collect(),
        )
    }

    fn sees(&self) -> Sees {
        Sees::Whole
    }
}
