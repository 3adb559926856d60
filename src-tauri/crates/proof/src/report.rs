//! What checking a pack found, as codes. The words stand in `verifier/words.json`,
//! the same for the page and for the command line.

use schemars::JsonSchema;
use serde::Serialize;

use crate::manifest::Role;

/// The answer about a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Report {
    /// Is everything as the manifest says, and the manifest as it was sealed?
    pub matches: bool,
    /// When the pack says it was made.
    pub made_at: String,
    /// The program that says it made it.
    pub tool: String,
    /// The reference number it gives.
    pub about: String,
    /// The seal of the manifest, to compare with the one printed on the index.
    pub seal: String,
    /// Every file the manifest names, then every other.
    pub files: Vec<FileReport>,
    /// The journal's chain.
    pub chain: ChainReport,
    /// Everything that does not match, by file and by row.
    pub findings: Vec<Finding>,
    /// What no check of the pack can tell.
    pub limits: Vec<LimitCode>,
}

/// One file of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileReport {
    /// Where it lies.
    pub path: String,
    /// What the manifest says it is; none: the manifest does not name it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// Its number in the index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<u32>,
    /// How it compares.
    pub state: FileState,
}

/// How a file compares with the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// Byte for byte as the manifest says.
    Matches,
    /// It is not what the manifest says.
    Differs,
    /// It is not there.
    Missing,
    /// The manifest does not name it.
    Unlisted,
}

impl FileState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Matches, Self::Differs, Self::Missing, Self::Unlisted];

    /// The permanent code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Matches => "matches",
            Self::Differs => "differs",
            Self::Missing => "missing",
            Self::Unlisted => "unlisted",
        }
    }
}

/// The journal's chain in a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ChainReport {
    /// Number of its first row; 0: it has none.
    pub first: u64,
    /// Number of its newest row.
    pub last: u64,
    /// Hash of its newest row.
    pub head: String,
    /// Do all its rows follow from one another?
    pub sound: bool,
    /// Rows whose text is in the pack.
    pub disclosed: u64,
    /// The row whose hash was given for comparison, if it is in the chain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub compared: Option<u64>,
}

/// One thing that does not match.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct Finding {
    /// The file it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The row of the journal it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seq: Option<u64>,
    /// What it is.
    pub code: FindingCode,
}

impl Finding {
    pub(crate) fn file(code: FindingCode, path: &str) -> Self {
        let path = Some(crate::names::shown(path));
        Self {
            path,
            seq: None,
            code,
        }
    }

    pub(crate) fn row(code: FindingCode, seq: u64) -> Self {
        Self {
            path: None,
            seq: Some(seq),
            code,
        }
    }
}

macro_rules! codes {
    ($(#[$about:meta])* $name:ident { $($(#[$meta:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$about])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$meta])* $variant,)+ }

        impl $name {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The permanent code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }
        }
    };
}

codes! {
    /// Why something does not match.
    FindingCode {
        /// The content is not what was hashed.
        Differs = "differs",
        /// The number of bytes is not what was recorded.
        WrongSize = "wrong_size",
        /// A file of the manifest is not there.
        Missing = "missing",
        /// A file is there that the manifest does not name.
        Unlisted = "unlisted",
        /// The same name twice.
        Duplicate = "duplicate",
        /// A name that must not be unpacked, or no name of a pack.
        UnsafePath = "unsafe_path",
        /// A link instead of a file.
        Link = "link",
        /// A file that is named and cannot be read.
        UnreadableFile = "unreadable_file",
        /// The manifest is not in its one written form.
        ManifestForm = "manifest_form",
        /// The manifest is not what was sealed.
        SealDiffers = "seal_differs",
        /// Not exactly one index.
        NoIndex = "no_index",
        /// The hash recorded at intake is missing or another one.
        OriginalDiffers = "original_differs",
        /// No row of the journal.
        ChainEmpty = "chain_empty",
        /// The first row of a vault names one before it.
        ChainStart = "chain_start",
        /// A row is missing or out of order.
        ChainGap = "chain_gap",
        /// A row does not name the hash of the one before.
        ChainLink = "chain_link",
        /// A row's hash is not that of its fields.
        ChainRow = "chain_row",
        /// A text is shown for a row that is not in the chain.
        DisclosedUnknown = "disclosed_unknown",
        /// A text is not what the row recorded.
        PayloadDiffers = "payload_differs",
        /// The hash given for comparison is in no row.
        HeadAbsent = "head_absent",
    }
}

codes! {
    /// What no check of a pack can tell.
    LimitCode {
        /// Times are those of the machine's own clock.
        Clock = "clock",
        /// Rows newer than these may have been cut off.
        Newest = "newest",
        /// Rows newer than the one compared may have been cut off.
        AfterCompared = "after_compared",
        /// Rows older than the first shown are not in the pack.
        Older = "older",
        /// Who spoke, or who wrote.
        Speaker = "speaker",
        /// Whether what a picture or a note shows is true.
        Truth = "truth",
        /// What was left out of the pack.
        Selection = "selection",
        /// What rows record whose text is not shown.
        Hidden = "hidden",
        /// What lies under the hidden parts of a copy.
        Redaction = "redaction",
        /// Who made the pack: it carries no signature.
        Maker = "maker",
        /// Whether the page that checks was itself exchanged.
        Checker = "checker",
    }
}

codes! {
    /// Why a pack cannot be checked at all.
    UnreadableCode {
        /// There is nothing at the place.
        NotFound = "not_found",
        /// It cannot be read.
        Io = "io",
        /// No manifest in it.
        NotAPack = "not_a_pack",
        /// Neither a folder nor a zip archive, or a damaged one.
        ZipDamaged = "zip_damaged",
        /// The archive is locked, or packed in a way packs never are.
        ZipMethod = "zip_method",
        /// It would unpack to far more than it should, or its files overlap.
        ZipBomb = "zip_bomb",
        /// More files, or more bytes, than a pack may have.
        TooLarge = "too_large",
        /// The manifest is not of its form.
        ManifestMalformed = "manifest_malformed",
        /// A version this program does not know.
        UnknownVersion = "unknown_version",
        /// Stopped by the reader.
        Cancelled = "cancelled",
    }
}
