//! What a pack would hold, before it is made.

use domain::{Contact, ContactId, FieldProblem, ProblemCode};
use rules::{Finding, Pack};

use super::files::Evidence;
use super::{ProofDraft, ProofJournalRow, ProofOffer, ProofOutline, files, rows};
use crate::findings::events;
use crate::session::Session;
use crate::view::View;
use crate::{App, Error, ErrorCode};

/// Lists what a pack would hold.
///
/// # Errors
/// Locked; nothing chosen; a finding that is no longer there; a letter that is not
/// final.
pub fn outline(app: &App, draft: ProofDraft) -> Result<ProofOutline, Error> {
    let packs = app.packs();
    app.with(|session| {
        check(session, &draft)?;
        let found = found(&packs, &session.view, &draft)?;
        let contacts = contacts(&session.view, &found);
        session.vault.read(|reader| {
            let ids: Vec<ContactId> = contacts.iter().map(|contact| contact.id.clone()).collect();
            let all = files::evidence(reader, &session.view, &draft, &contacts)?;
            let offered = all.iter().map(offer).collect();
            let going = chosen(all, &draft);
            let mut journal = Vec::new();
            let chain = reader.journal_chain()?;
            for (seq, of_pack) in rows::written_by(reader, &ids)? {
                let (_, records) = reader.journal_payload(seq)?;
                let link = chain.iter().find(|link| link.seq == seq);
                journal.push(ProofJournalRow {
                    seq: number(seq)?,
                    at: link.map(|link| link.at.clone()).unwrap_or_default(),
                    records: u32::try_from(records).map_err(|_| ErrorCode::Bug)?,
                    of_pack,
                });
            }
            Ok(ProofOutline {
                files: files::listed(reader, &draft, &contacts, &going)?,
                offered,
                rows: u32::try_from(contacts.len()).map_err(|_| ErrorCode::Bug)?,
                chain: u32::try_from(chain.len()).map_err(|_| ErrorCode::Bug)?,
                journal,
            })
        })
    })
}

fn offer(one: &Evidence) -> ProofOffer {
    ProofOffer {
        id: one.original.id.clone(),
        name: one.original.name.clone(),
        redacted: one.is_copy(),
    }
}

/// Those that do not stay out.
pub(super) fn chosen(all: Vec<Evidence>, draft: &ProofDraft) -> Vec<Evidence> {
    let stays = |one: &Evidence| !draft.without.contains(&one.original.id);
    all.into_iter().filter(stays).collect()
}

/// Number of a journal row, as it crosses the wire.
pub(super) fn number(seq: i64) -> Result<u32, Error> {
    u32::try_from(seq).map_err(|_| ErrorCode::Bug.into())
}

/// Something is chosen, and every letter is final.
pub(super) fn check(session: &Session, draft: &ProofDraft) -> Result<(), Error> {
    let wrong = |field, code| Err(Error::invalid(vec![FieldProblem::new(field, code)]));
    if draft.findings.is_empty() && draft.letters.is_empty() {
        return wrong("findings", ProblemCode::Required);
    }
    for (n, id) in draft.letters.iter().enumerate() {
        if draft.letters[..n].contains(id) {
            return wrong("letters", ProblemCode::Duplicate);
        }
        let letter = session.vault.read(|reader| reader.letter(id))?;
        if letter.frozen.is_none() {
            return wrong("letters", ProblemCode::Malformed);
        }
    }
    Ok(())
}

/// The findings that were chosen.
pub(super) fn found(
    packs: &[Pack],
    view: &View,
    draft: &ProofDraft,
) -> Result<Vec<Finding>, Error> {
    let keys = draft.findings.iter();
    keys.map(|key| {
        view.finding(packs, key)
            .ok_or_else(|| Error::not_found("finding"))
    })
    .collect()
}

/// The rows findings rest on, each once, by time.
pub(super) fn contacts<'a>(view: &'a View, found: &'a [Finding]) -> Vec<&'a Contact> {
    let mut all: Vec<&Contact> = found.iter().flat_map(|one| events(view, one)).collect();
    all.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    all.dedup_by(|a, b| a.id == b.id);
    all
}
