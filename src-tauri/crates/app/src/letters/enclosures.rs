//! The files that go with a letter.

use domain::{Attachment, AttachmentId, MediaKind};
use store::{KeptFile, Letter};

use super::list::draft_of;
use super::{Enclosed, LetterDraft};
use crate::attachments::MOST_OPENED;

/// A file that goes with a letter.
#[derive(Clone)]
pub(super) struct Going {
    /// What was asked for.
    pub(super) asked: AttachmentId,
    /// What goes: that file, or a copy of it with parts hidden. It is about all that
    /// its original is about.
    pub(super) kept: KeptFile,
    /// Its pages, once they are counted.
    pub(super) pages: Option<u32>,
}

/// What a draft encloses, and how many of the files it names are no longer there.
/// Of a file that has copies the newest goes, unless the original is wanted.
pub(super) fn going(all: &[KeptFile], draft: &LetterDraft) -> (Vec<Going>, usize) {
    let mut out: Vec<Going> = Vec::new();
    let mut gone = 0;
    for wanted in &draft.enclose {
        let by_id = |kept: &&KeptFile| kept.attachment.id == wanted.attachment;
        let Some(asked) = all.iter().find(by_id) else {
            gone += 1;
            continue;
        };
        let copy = |kept: &&KeptFile| kept.attachment.copy_of.as_ref() == Some(&wanted.attachment);
        let chosen = match all.iter().rfind(copy) {
            Some(copy) if !wanted.original => copy,
            _ => asked,
        };
        // The same file twice is one exhibit.
        if out.iter().any(|one| one.kept.file == chosen.file) {
            continue;
        }
        let mut kept = chosen.clone();
        for about in &asked.attachment.about {
            if !kept.attachment.about.contains(about) {
                kept.attachment.about.push(about.clone());
            }
        }
        if kept.attachment.note.is_none() {
            kept.attachment.note.clone_from(&asked.attachment.note);
        }
        out.push(Going {
            asked: wanted.attachment.clone(),
            kept,
            pages: None,
        });
    }
    (out, gone)
}

/// What is told of them; `first` is the number of the first.
pub(super) fn told(going: &[Going], first: usize) -> Vec<Enclosed> {
    let told = going.iter().enumerate().map(|(i, one)| {
        let attachment = &one.kept.attachment;
        Enclosed {
            number: u32::try_from(first + i).unwrap_or(u32::MAX),
            asked: one.asked.clone(),
            attachment: attachment.id.clone(),
            name: attachment.name.clone(),
            sha256: attachment.sha256.clone(),
            paged: is_paged(attachment),
        }
    });
    told.collect()
}

/// Can it be shown on pages? Anything else is listed with its size and hash, and
/// never read for it.
pub(super) fn is_paged(attachment: &Attachment) -> bool {
    let small = attachment.size <= MOST_OPENED;
    match (attachment.kind, attachment.mime.as_str()) {
        (MediaKind::Image, "image/jpeg" | "image/png") | (MediaKind::Pdf, _) => small,
        (MediaKind::Text, _) => small && letters::pack::is_text_file(&attachment.name),
        _ => false,
    }
}

/// Does a letter, draft or finished, enclose this file?
pub(crate) fn encloses(letter: &Letter, id: &AttachmentId) -> bool {
    let asked = draft_of(&letter.fields).is_some_and(|draft| {
        let mut wanted = draft.enclose.iter();
        wanted.any(|wanted| wanted.attachment == *id)
    });
    let frozen = letter.frozen.as_ref();
    let kept = frozen.map(|frozen| enclosed_with(&frozen.document));
    asked || kept.is_some_and(|all| all.iter().any(|one| one.attachment.id == *id))
}

/// Where a finished letter keeps what went with it.
pub(super) const FROZEN: &str = "attachments";

/// What went with a finished letter.
pub(super) fn enclosed_with(document: &serde_json::Value) -> Vec<KeptFile> {
    document
        .get(FROZEN)
        .and_then(|all| serde_json::from_value(all.clone()).ok())
        .unwrap_or_default()
}
