//! Which files go into a pack. The one place that lists them: whoever adds a kind
//! of file adds it here, and the outline, the manifest and the index follow.

use ::proof::{Part, Role};
use domain::Contact;
use store::Reader;

use super::{ProofDraft, ProofFile, ProofFileKind, rows};
use crate::letters::template_title;
use crate::{Error, ErrorCode};

/// The files of a pack besides its index and its verifier.
pub(super) fn files(
    reader: &Reader<'_>,
    draft: &ProofDraft,
    contacts: &[&Contact],
) -> Result<Vec<Part<'static>>, Error> {
    let mut parts = Vec::new();
    for (number, id) in (1..).zip(&draft.letters) {
        let pdf = reader.letter_pdf(id)?;
        parts.push(Part::of_bytes(Role::Letter, Some(number), "pdf", pdf));
    }
    if !contacts.is_empty() {
        let text = rows::json(reader, contacts, !draft.unmasked)?;
        let count = u32::try_from(contacts.len()).map_err(|_| ErrorCode::Bug)?;
        parts.push(Part {
            rows: (1..=count).collect(),
            ..Part::of_bytes(Role::Rows, None, "json", text)
        });
    }
    Ok(parts)
}

/// What [`files`] would give, by name.
pub(super) fn listed(
    reader: &Reader<'_>,
    draft: &ProofDraft,
    contacts: &[&Contact],
) -> Result<Vec<ProofFile>, Error> {
    let plain = |kind| ProofFile {
        kind,
        title: None,
        reference: None,
    };
    let mut out = vec![plain(ProofFileKind::Index)];
    for id in &draft.letters {
        let letter = reader.letter(id)?;
        out.push(ProofFile {
            kind: ProofFileKind::Letter,
            title: template_title(&letter.template),
            reference: Some(letter.reference),
        });
    }
    if !contacts.is_empty() {
        out.push(plain(ProofFileKind::Rows));
    }
    out.push(plain(ProofFileKind::Verifier));
    Ok(out)
}
