//! Who is a debt collector in the sense of a law that leaves the creditor's own
//! collecting in its own name alone.

use domain::{FactKey, PartyRole, Tri};

use super::answers::About;
use super::finding::Why;
use super::item::Item;
use super::known::Known;
use super::record::Record;

/// Was the contact made by a debt collector who is not the creditor itself?
///
/// An agency and a law firm are; whether an assignee is depends on its main
/// business and is asked, as it is of callers nobody named. A creditor is not,
/// unless it called itself something else, when it is asked too.
pub(super) fn third_party<'a>(
    record: &Record<'a>,
    item: &Item,
    debt: Option<usize>,
) -> Result<Known, Why> {
    let contact = record.contact(item);
    let about = [
        Some(About::Contact(contact.id.as_str())),
        contact.number.as_ref().map(|n| About::Number(n.as_str())),
        record
            .party_of(item)
            .map(|party| About::Party(party.id.as_str())),
    ];
    match record
        .answers
        .tri(FactKey::IsDebtCollector, about.into_iter().flatten())
    {
        Tri::Yes => return Ok(Known::Yes),
        Tri::No => return Err(Why::NotADebtCollector),
        Tri::Unknown => {}
    }
    let open = Known::ask(FactKey::IsDebtCollector);
    let Some(party) = record.party_of(item) else {
        return Ok(open);
    };
    let debt = item.debt.or(debt).and_then(|i| record.debt(i));
    let role = debt
        .and_then(|debt| debt.chain.iter().find(|link| link.party == party.id))
        .map_or(party.role, |link| link.role);
    match role {
        PartyRole::Agency | PartyRole::LawFirm => Ok(Known::Yes),
        PartyRole::Assignee | PartyRole::Other => Ok(open),
        PartyRole::Lender | PartyRole::Platform | PartyRole::FundingBank | PartyRole::Guarantor => {
            let another = contact
                .claimed_identity
                .as_ref()
                .is_some_and(|who| !who.trim().is_empty() && who.trim() != party.name);
            if another {
                Ok(open)
            } else {
                Err(Why::NotADebtCollector)
            }
        }
        PartyRole::Tribunal | PartyRole::Regulator => Err(Why::NotADebtCollector),
    }
}
