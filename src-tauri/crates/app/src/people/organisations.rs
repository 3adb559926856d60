//! Organisations. They are named, never picked: the same name is the same one.

use domain::{Case, Party, PartyId, PartyRole, Tri};
use store::Writer;

use crate::{App, Empty, Error};

/// All organisations of the case.
///
/// # Errors
/// Locked.
pub fn parties(app: &App, _: Empty) -> Result<Vec<Party>, Error> {
    app.view(|view| Ok(view.case.parties.clone()))
}

/// The organisation of this name, made when there is none.
pub(crate) fn party_named(
    app: &App,
    writer: &Writer<'_>,
    case: &mut Case,
    name: &str,
    role: PartyRole,
) -> Result<PartyId, Error> {
    let name = name.trim();
    if let Some(known) = case.parties.iter().find(|party| party.name == name) {
        return Ok(known.id.clone());
    }
    let party = Party {
        id: PartyId::from(app.new_id('o')),
        name: name.to_owned(),
        role,
        cba_member: Tri::Unknown,
        nifa_member: Tri::Unknown,
        address: None,
    };
    writer.put_party(&party)?;
    let id = party.id.clone();
    case.parties.push(party);
    Ok(id)
}
