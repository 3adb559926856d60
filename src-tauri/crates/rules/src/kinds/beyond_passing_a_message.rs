//! **What it does.** Flags a contact with a person who does not owe the debt
//! that went beyond asking for a way to reach the borrower or to pass a message
//! on: details of the debt were let out, or the person had refused before.
//!
//! **Why.** Some texts bind both conditions into one permission.
//!
//! **Known problems.** As for `disclosure_to_other` and `contact_after_refusal`.
//!
//! **Example.** `disclosed = ["amount"]`: a colleague is asked to pass
//! a message on and told the amount.

use domain::Disclosure;
use serde::Deserialize;

use super::contact_after_refusal::{refusal, refused_before};
use super::disclosure_to_other::{let_out, steps};
use super::{Check, Sees};
use crate::evaluate::{Codes, Outcome, Unit};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct BeyondPassingAMessage {
    /// What may not be let out.
    disclosed: Vec<Disclosure>,
}

impl Check for BeyondPassingAMessage {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let protected = Codes::disclosures(&self.disclosed);
        unit.each_contact(
            |item| {
                let said = item.connected.and(let_out(item, protected));
                item.third.and(said.or(refused_before(unit, item))).into()
            },
            |item| {
                let mut steps = steps(item, protected, Codes::default());
                steps.extend(refusal(unit, item));
                steps
            },
        )
    }

    fn sees(&self) -> Sees {
        Sees::Person
    }
}
