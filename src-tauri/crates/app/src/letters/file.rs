//! Letters as files: what is asked for, and what came of it.

use domain::{DebtId, LetterId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{LetterDraft, LetterProblem};

/// The form a letter is saved in. A letter that was finished has the PDF and the
/// text that were frozen with it; the other forms are of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterForm {
    /// PDF.
    Pdf,
    /// Plain text.
    Text,
    /// A Word document, to be edited.
    Docx,
    /// Plain text for the text box of a form.
    Form {
        /// The most characters it takes.
        limit: u32,
    },
}

/// Saves a letter to a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterExport {
    /// The letter.
    pub id: LetterId,
    /// Where to.
    pub path: String,
    /// Form.
    pub form: LetterForm,
}

/// Saves the exhibits of a letter to a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterVolume {
    /// The letter.
    pub id: LetterId,
    /// Where to.
    pub path: String,
}

/// An envelope there is a sheet for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LetterEnvelopeSize {
    /// 229 × 162 mm: A4 folded once.
    C5,
    /// 220 × 110 mm: A4 folded twice.
    Dl,
    /// 220 × 110 mm with a window; the sheet behind it.
    DlWindow,
}

/// Saves the envelope of a letter to a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterEnvelope {
    /// The letter.
    pub id: LetterId,
    /// Which envelope.
    pub size: LetterEnvelopeSize,
    /// Who gets it.
    pub recipient: String,
    /// Where.
    pub address: String,
    /// Six digits, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub postcode: Option<String>,
    /// Six digits, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sender_postcode: Option<String>,
    /// Where to save it.
    pub path: String,
}

/// Writes several letters into a folder in one go.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterBatch {
    /// Letters there are.
    #[serde(default)]
    pub letters: Vec<LetterId>,
    /// Letters to be written: those that lack nothing are kept as drafts and written.
    #[serde(default)]
    pub drafts: Vec<LetterDraft>,
    /// The folder.
    pub folder: String,
    /// The form of each.
    pub form: LetterForm,
}

/// What came of writing several letters.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LettersWritten {
    /// Files that were written, in order.
    pub files: Vec<LetterFile>,
    /// Those that were not, and what they lack.
    pub lacking: Vec<LetterLacking>,
}

/// A letter that was written to a file.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterFile {
    /// The letter.
    pub id: LetterId,
    /// The debt.
    pub debt: DebtId,
    /// The file.
    pub file: Exported,
}

/// A letter that was not written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LetterLacking {
    /// The letter, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub id: Option<LetterId>,
    /// The debt.
    pub debt: DebtId,
    /// Lender.
    pub lender_name: String,
    /// What it lacks.
    pub problems: Vec<LetterProblem>,
}

/// A file that was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Exported {
    /// Name without folder.
    pub file: String,
    /// Size.
    pub kb: u32,
    /// SHA-256, hex.
    pub sha256: String,
    /// Sentences for which a form had no room; none: all are in the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub left_out: Option<u32>,
}
