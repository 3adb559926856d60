//! Files that prove something: taken in encrypted, looked at, described, redacted
//! as a copy, given out again, removed, checked.
//!
//! Content reaches a caller in pieces and is never written to the disk, except
//! where the user chose a place for it.

mod page;

pub use page::{AttachmentPage, PageShown, page};

use domain::{
    AttachedTo, Attachment, AttachmentId, LetterId, Region, ScreenshotChecks, Stretch, TimedNote,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

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
    /// The job that checks, or last checked, every file since the vault was opened;
    /// none: there was nothing to check.
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

/// A file taken in by a job.
pub(crate) struct Taken;

impl Taken {
    pub(crate) fn told(&self) -> FileTaken {
        FileTaken {
            name: String::new(),
            kb: 0,
        }
    }
}

macro_rules! to_come {
    ($($verb:ident: $req:ty, $res:ty;)+) => {$(
        #[allow(missing_docs, reason = "replaced in the next commit")]
        pub fn $verb(_: &crate::App, _: $req) -> Result<$res, crate::Error> {
            Err(crate::ErrorCode::UnknownCommand.into())
        }
    )+};
}
to_come! {
    add: AttachmentFiles, crate::jobs::JobRef;
    keep: AttachmentKeep, AttachmentsKept;
    list: AttachmentQuery, AttachmentList;
    get: AttachmentRef, AttachmentDetail;
    save: AttachmentInput, AttachmentRow;
    read: AttachmentRange, AttachmentPiece;
    redact_image: RedactImage, AttachmentRow;
    redact_text: RedactText, AttachmentRow;
    export: AttachmentExport, crate::letters::Exported;
    remove: AttachmentRef, crate::Done;
    check: crate::Empty, crate::jobs::JobRef;
}
