//! What can be wrong with a file of the procedures, each with its place, so that an
//! author repairs everything in one go.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! issue_codes {
    ($($variant:ident = $code:literal: $about:literal,)+) => {
        /// What is wrong.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            Serialize, Deserialize, JsonSchema, TS,
        )]
        pub enum DataIssueCode { $(#[doc = $about] #[serde(rename = $code)] $variant,)+ }

        impl DataIssueCode {
            /// The permanent code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// One sentence for the author of the file.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)+ }
            }
        }
    };
}

issue_codes! {
    Unreadable = "unreadable": "The file is not TOML of the expected form.",
    MissingFile = "missing_file": "A file the procedures need is not there.",
    IdNotFileName = "id_not_file_name": "The id differs from the file name.",
    DuplicateId = "duplicate_id": "Another entry has the same id.",
    UnknownText = "unknown_text": "The instrument is not in instruments.toml.",
    UnknownSource = "unknown_source": "The source is not in sources.toml.",
    UnknownProceeding = "unknown_proceeding": "There is no proceeding of this id.",
    UnknownState = "unknown_state": "The proceeding has no state of this id.",
    UnknownDeadline = "unknown_deadline": "The proceeding has no deadline of this id.",
    UnknownEvent = "unknown_event": "No step of the proceeding has this event.",
    TwoWays = "two_ways": "The same event leads from one state to two.",
    Unreachable = "unreachable": "No step leads to the state.",
    DeadState = "dead_state": "No way leads from the state to an end.",
    EndGoesOn = "end_goes_on": "An end has a step that leaves it.",
    WordsMissing = "words_missing": "A text is empty in one of the two languages.",
    ForbiddenWord = "forbidden_word": "The text uses a word this product does not use.",
    NotVerified = "not_verified": "What stands on memory alone is given as law or with a length.",
    GroundMissing = "ground_missing": "A statutory deadline needs its length, instrument, clause and source.",
    GroundUnknown = "ground_unknown": "A step of the count has no ground in periods.toml.",
    DatesReversed = "dates_reversed": "The last day is before the first.",
    OutsideYear = "outside_year": "The day belongs neither to the year nor to the December before it.",
    NotAWeekend = "not_a_weekend": "A make-up workday is a Saturday or Sunday.",
    OffAndWorked = "off_and_worked": "The day is both off and worked.",
    CoverageMissing = "coverage_missing": "A kind of lender, problem, paper or stage has no entry.",
}

/// One problem at one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
pub struct DataIssue {
    /// The file, from the folder of the procedures.
    pub file: String,
    /// 1-based line; 1 when the whole file is meant.
    pub line: u32,
    /// What is wrong.
    pub code: DataIssueCode,
    /// The word, field or reader's message it is about.
    pub detail: String,
    /// What it might have been meant to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub suggestion: Option<String>,
}

impl std::fmt::Display for DataIssue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (file, line, detail) = (&self.file, self.line, &self.detail);
        let (about, code) = (self.code.about(), self.code.code());
        write!(f, "{file}:{line}: {about} [{code}] {detail}")?;
        match &self.suggestion {
            Some(word) => write!(f, " (did you mean {word}?)"),
            None => Ok(()),
        }
    }
}
