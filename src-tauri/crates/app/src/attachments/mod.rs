//! Files that prove something: taken in encrypted, looked at, described, redacted
//! as a copy, given out again, removed, checked.
//!
//! Content reaches a caller in pieces and is never written to the disk, except
//! where the user chose a place for it.

mod add;
mod export;
mod keep;
mod list;
mod page;
mod read;
mod redact_image;
mod redact_text;
mod remove;
mod save;
mod sniff;

pub(crate) use add::Taken;
pub use add::add;
pub(crate) use add::kilobytes;
pub use export::export;
pub use keep::keep;
pub use list::{get, list};
pub use page::{AttachmentPage, PageShown, page};
pub use read::read;
pub use redact_image::redact_image;
pub use redact_text::redact_text;
pub use remove::remove;
pub use save::save;

use domain::{
    AttachedTo, Attachment, AttachmentId, Case, ContactId, FieldProblem, LetterId, ProblemCode,
    Region, ScreenshotChecks, Stretch, TimedNote,
};
use serde::{Deserialize, Serialize};
use store::{Files, KeptFile, Writer};
use ts_rs::TS;

use crate::action::Action;
use crate::{App, Error, ErrorCode};

/// Files to take in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AttachmentFiles {
    /// Paths on this machine.
    pub paths: Vec<String>,
}

/// Keeps what a finished job of `attachment_add` has taken in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AttachmentKeep {
    /// The job.
    pub job: String,
    /// What the files are about; may be empty.
    #[serde(default)]
    #[ts(as = "Option<Vec<AttachedTo>>", optional)]
    pub about: Vec<AttachedTo>,
    /// What each of them is about besides, in the order they were taken in; empty, or
    /// one for each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<AttachedTo>>", optional)]
    pub each: Vec<AttachedTo>,
}

/// What was kept.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AttachmentsKept {
    /// Files that are new.
    pub added: Vec<AttachmentRow>,
    /// Files that were there already, byte for byte. They are kept once, and are now
    /// also about what was asked for.
    pub same: Vec<SameFile>,
}

/// A file that was there already.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SameFile {
    /// Its name as it was added this time.
    pub name: String,
    /// The file it is the same as.
    pub id: AttachmentId,
}

/// Which files.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct AttachmentQuery {
    /// Only those about this; none: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub about: Option<AttachedTo>,
}

/// Files, in the order they were taken in.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AttachmentList {
    /// The files.
    pub rows: Vec<AttachmentRow>,
    /// The job that checks, or last checked, the whole record since the vault was
    /// opened; none: it could not be begun.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub check: Option<String>,
}

/// A file in the list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AttachmentRow {
    /// The file.
    pub attachment: Attachment,
    /// Its redacted copies, oldest first. Letters enclose the newest of them.
    pub copies: Vec<AttachmentId>,
}

/// A file in full.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AttachmentDetail {
    /// The file.
    pub row: AttachmentRow,
    /// Width and height of a JPEG or PNG after it was turned upright: the pixels
    /// regions are given in. None for anything that cannot be redacted as a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub pixels: Option<(u32, u32)>,
    /// Letters that enclose it, drafts too. It cannot be removed while one of them is
    /// finished.
    pub letters: Vec<LetterId>,
}

/// Names a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AttachmentRef {
    /// The file.
    pub id: AttachmentId,
}

/// What is written down about a file; it replaces what was there.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AttachmentInput {
    /// The file.
    pub id: AttachmentId,
    /// What it is about.
    pub about: Vec<AttachedTo>,
    /// Free note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
    /// Notes to moments of a recording, in any order.
    #[serde(default)]
    #[ts(as = "Option<Vec<TimedNote>>", optional)]
    pub timed_notes: Vec<TimedNote>,
    /// What a screenshot shows.
    #[serde(default)]
    #[ts(as = "Option<ScreenshotChecks>", optional)]
    pub checks: ScreenshotChecks,
}

/// Asks for a piece of a file, to be shown.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AttachmentRange {
    /// The file.
    pub id: AttachmentId,
    /// The first byte, from 0.
    #[ts(type = "number")]
    pub from: u64,
    /// How many bytes, 1 to 1,048,576.
    pub length: u32,
}

/// A piece of a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AttachmentPiece {
    /// The bytes, base 64; fewer than asked for at the end of the file.
    pub base64: String,
}

/// Makes a copy of a JPEG or PNG with parts painted over.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RedactImage {
    /// The file.
    pub id: AttachmentId,
    /// The parts, in pixels of the picture turned upright. What lies outside the
    /// picture is cut off.
    pub regions: Vec<Region>,
}

/// Makes a copy of a text with characters replaced by ■.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RedactText {
    /// The file.
    pub id: AttachmentId,
    /// Stretches to hide, in characters (Unicode scalar values, not UTF-16 units).
    #[serde(default)]
    #[ts(as = "Option<Vec<Stretch>>", optional)]
    pub stretches: Vec<Stretch>,
    /// Words to hide wherever they stand.
    #[serde(default)]
    #[ts(as = "Option<Vec<String>>", optional)]
    pub words: Vec<String>,
}

/// Saves a file, decrypted, to a place outside the vault.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AttachmentExport {
    /// The file.
    pub id: AttachmentId,
    /// Where to.
    pub path: String,
}

/// What checking every stored file found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FilesChecked {
    /// Files that were read from end to end.
    pub files: u32,
    /// Those that are not as they were taken in.
    pub faults: Vec<FileFault>,
}

/// A stored file that is not as it was taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileFault {
    /// The file.
    pub id: AttachmentId,
    /// Its name.
    pub name: String,
    /// What is wrong.
    pub what: FileFaultKind,
}

/// What is wrong with a stored file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileFaultKind {
    /// It is not there.
    Missing,
    /// Its bytes were altered or cut off.
    Altered,
    /// The disk does not give it.
    Unreadable,
}

/// A file a job of `attachment_add` has taken in; not kept yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileTaken {
    /// Its name.
    pub name: String,
    /// Its size.
    pub kb: u32,
}

/// Larger pictures and texts are not opened here: 64 MB.
pub(crate) const MOST_OPENED: u64 = 64 << 20;

/// A file as the list shows it.
fn row(kept: &KeptFile, all: &[KeptFile]) -> AttachmentRow {
    let id = Some(&kept.attachment.id);
    let copies = all.iter().map(|other| &other.attachment);
    AttachmentRow {
        attachment: kept.attachment.clone(),
        copies: copies
            .filter(|other| other.copy_of.as_ref() == id)
            .map(|copy| copy.id.clone())
            .collect(),
    }
}

/// A file that cannot be used as it is.
pub(crate) fn unusable(fault: store::FileFault, name: &str) -> Error {
    let code = match fault {
        store::FileFault::Missing => ErrorCode::AttachmentMissing,
        store::FileFault::Altered => ErrorCode::AttachmentAltered,
        store::FileFault::Unreadable(_) => ErrorCode::Io,
    };
    Error::new(code).with("file", name)
}

/// One file, and the door to its content. The vault is free again meanwhile.
fn one(app: &App, id: &AttachmentId) -> Result<(KeptFile, Files), Error> {
    app.with(|session| {
        let kept = session.vault.read(|reader| reader.attachment(id))?;
        Ok((kept, session.vault.files()?))
    })
}

/// The whole content of a file that is small enough to be held.
fn content(kept: &KeptFile, files: &Files) -> Result<Vec<u8>, Error> {
    let name = &kept.attachment.name;
    if kept.attachment.size > MOST_OPENED {
        return Err(Error::new(ErrorCode::FileTooLarge).with("file", name));
    }
    files.read(kept).map_err(|fault| unusable(fault, name))
}

/// Subjects that are not in the record, among those a file was not about before.
fn unknown(
    field: &str,
    about: &[AttachedTo],
    before: &[AttachedTo],
    writer: &Writer<'_>,
    case: &Case,
) -> Result<Vec<FieldProblem>, Error> {
    let mut out = Vec::new();
    for (i, subject) in about.iter().enumerate() {
        if before.contains(subject) {
            continue;
        }
        let known = match subject {
            AttachedTo::Contact(id) => case.contacts.iter().any(|one| one.id == *id),
            AttachedTo::Debt(id) => case.debt(id).is_some(),
            AttachedTo::Posting(id) => writer.posting(id)?.is_some(),
            AttachedTo::Payment(id) => case.payments.iter().any(|one| one.id == *id),
            AttachedTo::Entry(id) => case.entries.iter().any(|one| one.id == *id),
            AttachedTo::Proceeding(id) => case.proceedings.iter().any(|one| one.id == *id),
        };
        if !known {
            let field = format!("{field}[{i}]");
            out.push(FieldProblem::new(field, ProblemCode::UnknownReference));
        }
    }
    Ok(out)
}

/// Something is taken out of the record: files that were about it stay, and are no
/// longer about it.
pub(crate) fn forget(writer: &Writer<'_>, subject: &AttachedTo) -> Result<(), Error> {
    for kept in writer.attachments()? {
        let mut attachment = kept.attachment;
        if attachment.about.contains(subject) {
            attachment.about.retain(|about| about != subject);
            writer.describe_attachment(&attachment)?;
        }
    }
    Ok(())
}

/// A contact and the rows it corrects: what was filed about those is about it.
pub(crate) fn with_corrected(case: &Case, id: &ContactId) -> Vec<ContactId> {
    let mut chain = vec![id.clone()];
    while let Some(before) = chain
        .last()
        .and_then(|id| case.contacts.iter().find(|one| one.id == *id))
        .and_then(|contact| contact.supersedes.clone())
        .filter(|before| !chain.contains(before))
    {
        chain.push(before);
    }
    chain
}

/// A new copy of a file, kept beside it; the one that is there, if the same copy was
/// made before.
fn keep_copy(
    app: &App,
    original: &KeptFile,
    files: &Files,
    bytes: &[u8],
    change: impl FnOnce(&mut Attachment),
) -> Result<AttachmentRow, Error> {
    let mut random = app.random();
    let staged = files.take_in(&mut &bytes[..], &mut random, &mut |_| true)?;
    let mut copy = Attachment {
        id: AttachmentId::from(app.new_id('f')),
        name: copy_name(&original.attachment.name),
        added_at: app.now(),
        // What the original showed may be hidden in the copy: somebody looks again.
        taken_at: None,
        checks: ScreenshotChecks::default(),
        copy_of: Some(original.attachment.id.clone()),
        ..original.attachment.clone()
    };
    change(&mut copy);
    app.beside(Action::AttachmentRedacted, |writer, _| {
        let all = writer.attachments()?;
        let same = all.iter().find(|other| {
            other.attachment.copy_of == copy.copy_of && other.attachment.sha256 == staged.sha256
        });
        match same {
            Some(same) => Ok(row(same, &all)),
            None => Ok(row(&writer.keep_attachment(&copy, &staged)?, &all)),
        }
    })
}

/// `photo.jpg` becomes `photo■.jpg`: seen in any language to have something hidden.
fn copy_name(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{stem}■.{ending}"),
        _ => format!("{name}■"),
    }
}
