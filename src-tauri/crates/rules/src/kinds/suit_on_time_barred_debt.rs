//! **What it does.** Flags a suit, or the threat of one, on a debt whose time
//! limit is over.
//!
//! **Why.** What can no longer be sued for must not be collected with a suit.
//!
//! **Known problems.** The time limit is state law; whether it is over is an
//! answer of the user, never computed. Claims in bankruptcy are excepted and are
//! not told apart here.
//!
//! **Example.** “We will see you in court” about a debt of twelve years ago.

use domain::{Conduct, FactKey};
use serde::Deserialize;

use super::Check;
use super::prohibited_means::conduct_step;
use crate::evaluate::{Codes, Known, Outcome, Unit};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SuitOnTimeBarredDebt {}

impl Check for SuitOnTimeBarredDebt {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let suit = Codes::conducts(&[Conduct::SueOrThreatenSuit]);
        unit.each_contact(
            |item| {
                let done = match item.conducts {
                    Some(ticked) => Known::from_bool(ticked.meets(suit)),
                    None => item.connected.and(Known::ask(FactKey::WhichConducts)),
                };
                let debt = item.debt.or(unit.debt);
                let barred = unit.record.debt_tri(FactKey::DebtTimeBarred, item, debt);
                done.and(Known::from_tri(barred, FactKey::DebtTimeBarred))
                    .into()
            },
            |item| conduct_step(item, suit),
        )
    }
}
