//! Which files go into a pack. The one place that lists them: whoever adds a kind
//! of file adds it here, and the outline, the manifest and the index follow.

use std::io::{self, Read};

use ::proof::{Part, Role};
use domain::{AttachedTo, Attachment, Contact};
use store::{FileFault, Files, KeptFile, Reader};

use super::{ProofDraft, ProofFile, ProofFileKind, rows};
use crate::attachments::with_corrected;
use crate::letters::template_title;
use crate::view::View;
use crate::{Error, ErrorCode};

/// A stored file that goes with a pack: an original, or a copy with parts hidden.
pub(super) struct Evidence {
    /// The original it is, or is a copy of.
    pub(super) original: Attachment,
    /// What goes.
    pub(super) kept: KeptFile,
}

impl Evidence {
    pub(super) fn is_copy(&self) -> bool {
        self.kept.attachment.copy_of.is_some()
    }
}

/// The files about the rows of a pack, in the order they were taken in. Of a file with
/// copies the newest copy goes, unless everything is shown in full.
pub(super) fn evidence(
    reader: &Reader<'_>,
    view: &View,
    draft: &ProofDraft,
    contacts: &[&Contact],
) -> Result<Vec<Evidence>, Error> {
    let all = reader.attachments()?;
    let rows: Vec<_> = contacts
        .iter()
        .flat_map(|contact| with_corrected(&view.case, &contact.id))
        .collect();
    let about = |one: &Attachment| {
        one.about
            .iter()
            .any(|about| matches!(about, AttachedTo::Contact(id) if rows.contains(id)))
    };
    let copies = |original: &Attachment| {
        let of = original.id.clone();
        all.iter()
            .filter(move |kept| kept.attachment.copy_of.as_ref() == Some(&of))
    };
    let originals = all.iter().filter(|kept| kept.attachment.copy_of.is_none());
    let found = originals.filter(|kept| {
        about(&kept.attachment) || copies(&kept.attachment).any(|copy| about(&copy.attachment))
    });
    Ok(found
        .map(|kept| {
            let newest = copies(&kept.attachment).last().filter(|_| !draft.unmasked);
            Evidence {
                original: kept.attachment.clone(),
                kept: newest.unwrap_or(kept).clone(),
            }
        })
        .collect())
}

/// A stored file as a part of a pack, under the number the index gives it.
fn part(files: &Files, one: &Evidence, exhibit: usize) -> Part<'static> {
    let (files, kept) = (files.clone(), one.kept.clone());
    let ending = one.kept.attachment.name.rsplit_once('.');
    Part {
        role: if one.is_copy() {
            Role::Redacted
        } else {
            Role::Original
        },
        exhibit: u32::try_from(exhibit).ok(),
        ending: ending.map_or_else(|| "bin".to_owned(), |(_, ending)| ending.to_lowercase()),
        size: one.kept.attachment.size,
        original_sha256: Some(one.original.sha256.clone()),
        source: Some(one.kept.attachment.kind.code().to_owned()),
        rows: Vec::new(),
        open: Box::new(move || match files.open(&kept) {
            Ok(content) => Ok(Box::new(content) as Box<dyn Read>),
            Err(FileFault::Unreadable(kind)) => Err(kind.into()),
            Err(FileFault::Missing) => Err(io::ErrorKind::NotFound.into()),
            Err(FileFault::Altered) => Err(io::ErrorKind::InvalidData.into()),
        }),
    }
}

/// The files of a pack besides its index and its verifier; `first` is the number of the
/// first stored file in the index.
pub(super) fn files(
    reader: &Reader<'_>,
    stored: &Files,
    draft: &ProofDraft,
    contacts: &[&Contact],
    evidence: &[Evidence],
    first: usize,
) -> Result<Vec<Part<'static>>, Error> {
    let mut parts = Vec::new();
    let numbered = (first..).zip(evidence);
    parts.extend(numbered.map(|(exhibit, one)| part(stored, one, exhibit)));
    for (number, id) in (1..).zip(&draft.letters) {
        let pdf = reader.letter_pdf(id)?;
        parts.push(Part::of_bytes(Role::Letter, Some(number), "pdf", pdf));
    }
    if !contacts.is_empty() {
        let masked = !draft.unmasked;
        let count = u32::try_from(contacts.len()).map_err(|_| ErrorCode::Bug)?;
        for (ending, bytes) in [
            ("csv", rows::csv(reader, contacts, draft.lang, masked)?),
            ("json", rows::json(reader, contacts, masked)?),
        ] {
            parts.push(Part {
                rows: (1..=count).collect(),
                ..Part::of_bytes(Role::Rows, None, ending, bytes)
            });
        }
    }
    Ok(parts)
}

/// What [`files`] would give, by name.
pub(super) fn listed(
    reader: &Reader<'_>,
    draft: &ProofDraft,
    contacts: &[&Contact],
    evidence: &[Evidence],
) -> Result<Vec<ProofFile>, Error> {
    let plain = |kind| ProofFile {
        kind,
        title: None,
        reference: None,
        name: None,
    };
    let mut out = vec![plain(ProofFileKind::Index)];
    for id in &draft.letters {
        let letter = reader.letter(id)?;
        out.push(ProofFile {
            kind: ProofFileKind::Letter,
            title: template_title(&letter.template),
            reference: Some(letter.reference),
            name: None,
        });
    }
    for one in evidence {
        let kind = if one.is_copy() {
            ProofFileKind::Redacted
        } else {
            ProofFileKind::Original
        };
        out.push(ProofFile {
            name: Some(one.kept.attachment.name.clone()),
            ..plain(kind)
        });
    }
    if !contacts.is_empty() {
        out.extend([ProofFileKind::Table, ProofFileKind::Rows].map(plain));
    }
    out.push(plain(ProofFileKind::Verifier));
    Ok(out)
}
