//! What can be wrong with a pack, each with its place, so that an author
//! repairs everything in one go.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! issue_codes {
    ($($(#[$meta:meta])* $variant:ident = $code:literal: $about:literal,)+) => {
        /// What is wrong.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            Serialize, Deserialize, JsonSchema, TS,
        )]
        pub enum IssueCode { $(#[doc = $about] #[serde(rename = $code)] $variant,)+ }

        impl IssueCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The permanent code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// One sentence for an author of packs.
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)+ }
            }
        }
    };
}

issue_codes! {
    Unreadable = "unreadable": "The file is not TOML of the expected form.",
    MissingFile = "missing_file": "A file every pack has is not there.",
    UnknownKind = "unknown_kind": "No check of this name exists.",
    UnknownParam = "unknown_param": "The kind takes no number of this name.",
    BadParams = "bad_params": "The numbers do not fit the kind.",
    UnknownCode = "unknown_code": "The code is not in the vocabulary.",
    UnknownInstrument = "unknown_instrument": "The instrument is not in instruments.toml.",
    UnknownSource = "unknown_source": "The source is not in sources.toml.",
    UnknownRule = "unknown_rule": "The rule it succeeds is not in the pack.",
    OutsideInstrument = "outside_instrument": "The rule is dated outside the life of its instrument.",
    DatesReversed = "dates_reversed": "The last day is before the first.",
    DatesOverlap = "dates_overlap": "It begins while the one it succeeds or replaces still applies.",
    DatesApart = "dates_apart": "It does not begin on the day after the one it succeeds or replaces ended.",
    TopicMissing = "topic_missing": "A rule that is evaluated names the conduct it is about.",
    DateMissing = "date_missing": "A rule that is evaluated needs its first day.",
    SlugNotFileName = "slug_not_file_name": "The slug differs from the file name.",
    DuplicateSlug = "duplicate_slug": "Another rule has the same slug.",
    DuplicateId = "duplicate_id": "Another entry has the same id.",
    IdNotFolderName = "id_not_folder_name": "The id of the pack differs from its folder's name.",
    WordsMissing = "words_missing": "A text is empty in one of the two languages.",
    ForbiddenWord = "forbidden_word": "The text uses a word this product does not use.",
    AllowedMissing = "allowed_missing": "The text does not say what the collector is allowed to do.",
    CitationUnknown = "citation_unknown": "The text cites something that is not in instruments.toml.",
    ClauseNotVerified = "clause_not_verified": "The text cites a clause that is not among those of its instrument that were read.",
    MarkFails = "mark_fails": "The words of a misquotation do not tell its examples apart.",
    MemoryOnly = "memory_only": "A rule known from memory alone may not be active.",
    CasesMissing = "cases_missing": "The rule has no file of worked cases.",
    CaseMissing = "case_missing": "A worked case every rule needs is not there.",
    TooFewCases = "too_few_cases": "The worked cases show fewer than four sorts of thing.",
    QuietCaseMissing = "quiet_case_missing": "No worked case in force shows when the rule says nothing.",
    NeverFlags = "never_flags": "No worked case shows the rule finding anything.",
    UnreachableRule = "unreachable_rule": "No contact can ever be judged by the rule.",
    CaseFails = "case_fails": "The worked case does not come out as written.",
    CaseBroken = "case_broken": "The worked case does not build a sound case.",
    OrphanCases = "orphan_cases": "Worked cases without a rule.",
    EmbeddedId = "embedded_id": "A pack of this id comes with the app.",
    TooLarge = "too_large": "The folder holds more than a pack may.",
    StaleCheck = "stale_check": "The pack was last checked against its sources more than 180 days ago.",
}

/// One problem of a pack at one place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
pub struct PackIssue {
    /// The file, from the packs folder.
    pub file: String,
    /// 1-based line; 1 when the whole file is meant.
    pub line: u32,
    /// What is wrong.
    pub code: IssueCode,
    /// The word, field or reader's message it is about.
    pub detail: String,
    /// What it might have been meant to be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub suggestion: Option<String>,
}

impl PackIssue {
    /// A problem of a whole file.
    pub fn of_file(file: impl Into<String>, code: IssueCode, detail: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line: 1,
            code,
            detail: detail.into(),
            suggestion: None,
        }
    }
}

impl std::fmt::Display for PackIssue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            file,
            line,
            code,
            detail,
            suggestion,
        } = self;
        write!(
            f,
            "{file}:{line}: {} [{}] {detail}",
            code.about(),
            code.code()
        )?;
        match suggestion {
            Some(word) => write!(f, " (did you mean {word}?)"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_reads_back() {
        for code in IssueCode::ALL {
            let text = serde_json::to_string(code).unwrap();
            assert_eq!(text, format!("\"{}\"", code.code()));
        }
    }
}
