//! A file that proves something: a photograph of a letter, a screenshot, a
//! recording, a PDF. What is known of it, and what it is about.
//!
//! Not part of a [`Case`](crate::Case): rules look at contacts and not at files.
//! The content is elsewhere; here is only what was written down about it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::vocabulary::vocabulary;
use crate::{
    AttachmentId, ContactId, DebtId, EntryId, FieldProblem, Instant, LetterId, PaymentId,
    ProblemCode, ProceedingId, Tri,
};

vocabulary! {
    /// What a file is, by its content and never by its name.
    MediaKind {
        /// A picture.
        Image = "image",
        /// Sound.
        Audio = "audio",
        /// Film; some telephones keep sound in such files, too.
        Video = "video",
        /// PDF.
        Pdf = "pdf",
        /// Plain text.
        Text = "text",
        /// Anything else. It is kept and can be taken out again, not shown.
        Other = "other",
    }
}

/// What a file is about. A file may be about several.
#[derive(
    Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum AttachedTo {
    /// A contact in the log.
    Contact(ContactId),
    /// A debt.
    Debt(DebtId),
    /// What came back to a letter that was sent, or shows that it was.
    Posting(LetterId),
    /// A payment.
    Payment(PaymentId),
    /// An entry of a debt's account.
    Entry(EntryId),
    /// A proceeding.
    Proceeding(ProceedingId),
}

/// A note to a moment of a recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TimedNote {
    /// Whole seconds into the recording.
    pub at_s: u32,
    /// The words.
    pub note: String,
}

/// Does a screenshot show what makes it worth something? Each is looked at by a
/// person and ticked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ScreenshotChecks {
    /// The number or account it came from.
    pub number: Tri,
    /// The date.
    pub date: Tri,
    /// The time as the device shows it.
    pub device_time: Tri,
}

/// A rectangle of a picture, in its pixels after it was turned upright.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Region {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// At least 1.
    pub width: u32,
    /// At least 1.
    pub height: u32,
}

/// A stretch of a text, in characters (Unicode scalar values) of its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Stretch {
    /// The first character hidden, from 0.
    pub from: u32,
    /// The first that is not hidden any more.
    pub to: u32,
}

/// How a copy differs from its original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Redaction {
    /// These parts of the picture are black; what the file said about place and
    /// device is gone.
    Image {
        /// The parts.
        regions: Vec<Region>,
    },
    /// Each character of these stretches is a ■.
    Text {
        /// The stretches, in order, apart from each other.
        stretches: Vec<Stretch>,
    },
}

/// A file as it was taken in, and what was written down about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Attachment {
    /// Identifier.
    pub id: AttachmentId,
    /// Name of the file, without folder.
    pub name: String,
    /// What it is.
    pub kind: MediaKind,
    /// Media type by its content, such as `image/jpeg`.
    pub mime: String,
    /// Size of the content, in bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// SHA-256 of the content as it was taken in, lower-case hex.
    pub sha256: String,
    /// When it was taken in.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub added_at: Instant,
    /// When it was taken, as the device that made it wrote into it (Exif
    /// `DateTimeOriginal`): the device's own clock, `2026-03-01T12:00:00`, with an
    /// offset only where the device wrote one. Nobody checked that clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub taken_at: Option<String>,
    /// What it is about, each once.
    #[serde(default)]
    pub about: Vec<AttachedTo>,
    /// Free note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub note: Option<String>,
    /// Notes to moments of a recording, by their time.
    #[serde(default)]
    pub timed_notes: Vec<TimedNote>,
    /// What a screenshot shows.
    #[serde(default)]
    pub checks: ScreenshotChecks,
    /// The original this is a redacted copy of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub copy_of: Option<AttachmentId>,
    /// How it differs from that original.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub redaction: Option<Redaction>,
}

/// Longest note, in characters.
const MAX_NOTE: usize = 20_000;
/// Most notes to one recording.
const MAX_TIMED: usize = 2_000;

impl Attachment {
    /// What is wrong within the record. Whether what it is about exists is for
    /// the caller to say.
    pub fn problems(&self) -> Vec<FieldProblem> {
        let mut out = Vec::new();
        let mut add = |field: String, code| out.push(FieldProblem::new(field, code));
        if self.name.is_empty() {
            add("name".to_owned(), ProblemCode::Required);
        }
        let too_long = |text: &str| text.chars().count() > MAX_NOTE;
        if self.note.as_deref().is_some_and(too_long) {
            add("note".to_owned(), ProblemCode::TooLong);
        }
        if self.timed_notes.len() > MAX_TIMED {
            add("timed_notes".to_owned(), ProblemCode::TooLong);
        }
        let recording = matches!(self.kind, MediaKind::Audio | MediaKind::Video);
        if !self.timed_notes.is_empty() && !recording {
            add("timed_notes".to_owned(), ProblemCode::Contradiction);
        }
        for (i, timed) in self.timed_notes.iter().enumerate() {
            if timed.note.trim().is_empty() {
                add(format!("timed_notes[{i}].note"), ProblemCode::Required);
            } else if too_long(&timed.note) {
                add(format!("timed_notes[{i}].note"), ProblemCode::TooLong);
            }
        }
        for (i, about) in self.about.iter().enumerate() {
            if self.about[..i].contains(about) {
                add(format!("about[{i}]"), ProblemCode::Duplicate);
            }
        }
        if self.copy_of.is_some() != self.redaction.is_some() {
            add("copy_of".to_owned(), ProblemCode::Contradiction);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recording() -> Attachment {
        Attachment {
            id: AttachmentId::from("f1"),
            name: "通话.m4a".to_owned(),
            kind: MediaKind::Audio,
            mime: "audio/m4a".to_owned(),
            size: 10,
            sha256: "0".repeat(64),
            added_at: crate::parse_instant("2026-03-01T12:00:00+08:00").unwrap(),
            taken_at: None,
            about: vec![AttachedTo::Contact(ContactId::from("c1"))],
            note: None,
            timed_notes: vec![TimedNote {
                at_s: 83,
                note: "说要告诉单位".to_owned(),
            }],
            checks: ScreenshotChecks::default(),
            copy_of: None,
            redaction: None,
        }
    }

    #[test]
    fn only_a_recording_has_notes_to_its_moments() {
        let mut file = recording();
        assert_eq!(file.problems(), []);
        file.kind = MediaKind::Pdf;
        let problems = file.problems();
        assert_eq!(problems[0].field, "timed_notes");
        assert_eq!(problems[0].code, ProblemCode::Contradiction);
    }

    #[test]
    fn a_copy_says_of_what_and_how_and_subjects_stand_once() {
        let mut file = recording();
        file.copy_of = Some(AttachmentId::from("f0"));
        file.about.push(file.about[0].clone());
        file.timed_notes[0].note = "  ".to_owned();
        let fields: Vec<_> = file.problems().into_iter().map(|p| p.field).collect();
        assert_eq!(fields, ["timed_notes[0].note", "about[1]", "copy_of"]);
    }

    #[test]
    fn what_it_is_about_is_written_by_kind_and_id() {
        let about = AttachedTo::Posting(LetterId::from("l1"));
        let text = serde_json::to_string(&about).unwrap();
        assert_eq!(text, r#"{"kind":"posting","id":"l1"}"#);
        assert_eq!(serde_json::from_str::<AttachedTo>(&text).unwrap(), about);
    }
}
