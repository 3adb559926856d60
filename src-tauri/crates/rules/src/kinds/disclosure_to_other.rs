//! **What it does.** Flags a contact in which one of `disclosed` was let out to
//! a person who does not owe the debt, or in which one of `conducts` was done
//! to whomever.
//!
//! **Why.** A debt is the borrower's own affair.
//!
//! **Known problems.** Some texts allow details for a person who offers to pay;
//! the rows do not show that, so the rule's words must.
//!
//! **Example.** `disclosed = ["debt_exists"]`: the employer is told that
//! there is a debt.

use domain::{Conduct, Disclosure, FactKey};
use serde::Deserialize;

use super::Check;
use super::prohibited_means::conduct_step;
use crate::evaluate::{Codes, Item, Known, Outcome, TraceStep, Unit};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DisclosureToOther {
    /// What may not be let out.
    disclosed: Vec<Disclosure>,
    /// What lets it out by itself, whoever was reached.
    #[serde(default)]
    conducts: Vec<Conduct>,
}

impl Check for DisclosureToOther {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let protected = Codes::disclosures(&self.disclosed);
        let conducts = Codes::conducts(&self.conducts);
        unit.each_contact(
            |item| {
                let done = match item.conducts {
                    Some(ticked) => Known::from_bool(ticked.meets(conducts)),
                    // Told of nobody's conduct, only the disclosure is asked for.
                    None => Known::No,
                };
                item.connected
                    .and(item.third.and(let_out(item, protected)).or(done))
                    .into()
            },
            |item| steps(item, protected, conducts),
        )
    }
}

/// Was one of these let out in the contact?
pub(super) fn let_out(item: &Item, protected: Codes) -> Known {
    match item.disclosed {
        Some(out) => Known::from_bool(out.meets(protected)),
        None => Known::ask(FactKey::WhatDisclosed),
    }
}

pub(super) fn steps(item: &Item, protected: Codes, conducts: Codes) -> Vec<TraceStep> {
    let mut steps = vec![TraceStep::Reached {
        relation: item.relation.code().to_owned(),
    }];
    let out = item.disclosed.unwrap_or_default().both(protected);
    if !out.is_empty() {
        steps.push(TraceStep::Disclosed {
            disclosed: out.disclosure_codes(),
        });
    }
    steps.extend(conduct_step(item, conducts));
    steps
}
