//! What can be wrong with a template, each with its place, so that an author
//! repairs everything in one go.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! template_codes {
    ($($(#[$meta:meta])* $variant:ident = $code:literal,)+) => {
        /// What can be wrong with a template.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        pub enum TemplateCode { $($(#[$meta])* #[serde(rename = $code)] $variant,)+ }

        impl TemplateCode {
            /// The permanent code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    };
}

template_codes! {
    /// `letter.toml` or a sample does not parse or lacks a field.
    Manifest = "template_manifest",
    /// A file of the template is missing.
    FileMissing = "template_file_missing",
    /// The id in `letter.toml` is not the folder's name.
    IdMismatch = "template_id_mismatch",
    /// A line breaks the notation.
    Syntax = "template_syntax",
    /// A bracket or a block is not closed, or closed twice.
    Unbalanced = "template_unbalanced",
    /// A value, flag or list that `letter.toml` does not declare.
    UnknownName = "template_unknown_name",
    /// Declared, but this language never uses it.
    UnusedName = "template_unused_name",
    /// An optional value used where it may be absent.
    UnguardedOptional = "template_unguarded_optional",
    /// Not exactly one title, or no signature.
    Outline = "template_outline",
    /// A table row with another number of cells than its head.
    TableShape = "template_table_shape",
    /// A word the product never uses, or an exclamation mark.
    ForbiddenWord = "template_forbidden_word",
    /// Law written into the template instead of a value that cites it.
    LawInTemplate = "template_law_in_template",
    /// A provision that `citations.toml` does not have.
    UnknownCitation = "template_unknown_citation",
    /// A value that is neither asked for nor cited, and that the record does not fill.
    NobodyFills = "template_nobody_fills",
    /// A sample that makes no letter.
    SampleFails = "template_sample_fails",
    /// A sentence of a sample that proofreading would strike out.
    SampleReadsBadly = "template_sample_reads_badly",
    /// A template of this id comes with the app.
    EmbeddedId = "template_embedded_id",
    /// An id longer than 64 characters.
    LongId = "template_long_id",
    /// The folder holds more than a template may.
    TooLarge = "template_too_large",
    /// A file that is not UTF-8 text.
    NotText = "template_not_text",
}

/// Something wrong with a template file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub struct TemplateProblem {
    /// Path below the templates folder.
    pub file: String,
    /// Line, from 1; 0 if it concerns the whole file.
    pub line: u32,
    /// What is wrong.
    pub code: TemplateCode,
    /// The name or words concerned.
    pub detail: String,
    /// What may have been meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub suggestion: Option<String>,
}

impl TemplateProblem {
    /// A problem at a place.
    pub fn new(
        file: impl Into<String>,
        line: u32,
        code: TemplateCode,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            file: file.into(),
            line,
            code,
            detail: detail.into(),
            suggestion: None,
        }
    }

    /// With what may have been meant.
    #[must_use]
    pub(super) fn meaning(mut self, word: Option<String>) -> Self {
        self.suggestion = word;
        self
    }
}

impl std::fmt::Display for TemplateProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            file,
            line,
            code,
            detail,
            suggestion,
        } = self;
        write!(f, "{file}:{line}: {}: {detail}", code.code())?;
        match suggestion {
            Some(word) => write!(f, " (did you mean {word}?)"),
            None => Ok(()),
        }
    }
}
