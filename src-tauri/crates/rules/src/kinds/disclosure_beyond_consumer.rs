//! **What it does.** Flags a contact in which one of `disclosed` was let out to
//! somebody who is not the consumer. The consumer's spouse, guardian, executor
//! and attorney, and whoever owes the debt too, stand with the consumer.
//!
//! **Why.** A debt is the borrower's own affair.
//!
//! **Known problems.** Consent given directly and orders of a court lift it; they
//! were not read in the original, so it is asked. Asking somebody only where the
//! borrower lives or works, without a word of the debt, is not flagged. A
//! voicemail of limited content tells nobody anything.
//!
//! **Example.** “She has owed us money since May”, to a colleague.

use domain::{Channel, Disclosure, FactKey, Relation, Voicemail};
use serde::Deserialize;

use super::Check;
use super::disclosure_to_other::{let_out, steps};
use crate::evaluate::{Codes, Item, Judged, Known, Outcome, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DisclosureBeyondConsumer {
    /// What may not be let out.
    disclosed: Vec<Disclosure>,
}

impl Check for DisclosureBeyondConsumer {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let protected = Codes::disclosures(&self.disclosed);
        unit.each_contact(
            |item| {
                if unit.contact(item).voicemail == Some(Voicemail::LimitedContent) {
                    return Judged::Out(Why::LimitedContent);
                }
                let heard = match unit.contact(item).voicemail {
                    Some(Voicemail::Other) => Known::Yes,
                    _ => item.connected,
                };
                let told = outside(item).and(heard).and(let_out(item, protected));
                told.and(unit.permitted(item).not()).into()
            },
            |item| steps(item, protected, Codes::default()),
        )
    }
}

/// Is whoever was reached nobody the consumer's protection extends to?
fn outside(item: &Item) -> Known {
    match item.relation {
        Relation::Borrower
        | Relation::CoBorrower
        | Relation::Guarantor
        | Relation::Spouse
        | Relation::Guardian
        | Relation::Executor
        | Relation::Attorney => Known::No,
        Relation::Unknown if item.channel == Channel::Public => Known::Yes,
        Relation::Unknown => Known::ask(FactKey::WhoReached),
        _ => Known::Yes,
    }
}
