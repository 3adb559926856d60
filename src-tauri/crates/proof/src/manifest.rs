//! `manifest.json`: what is in a pack, with its hashes, and the chain it hangs on.
//!
//! It has one written form only ([`Manifest::text`]); a file that says the same in
//! another form is not what was written. It names no person and no file by the
//! name its owner gave it.

use domain::Lang;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::hash::{Sha256Hex, sha256};

/// The version of the pack this crate writes and reads.
pub const FORMAT: &str = "mingzhang-proof/1";

/// Where the manifest lies in a pack.
pub const MANIFEST: &str = "manifest.json";

/// The whole of `manifest.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Always `mingzhang-proof/1`.
    pub format: String,
    /// When it was made, by the clock of the machine that made it (RFC 3339).
    pub made_at: String,
    /// Name and version of the program that made it.
    pub tool: String,
    /// Language of its index and letters.
    #[schemars(with = "String")]
    pub lang: Lang,
    /// The reference number printed on its index.
    pub about: String,
    /// Are numbers that identify people or accounts masked in its rows and index?
    pub masked: bool,
    /// Every file but this one, in the order of [`Role`] and of exhibit.
    pub entries: Vec<Entry>,
    /// The journal's chain, without what its rows record.
    pub journal: Vec<ChainRow>,
    /// What some of those rows record, word for word, as their owner chose.
    pub disclosed: Vec<Disclosed>,
    /// SHA-256 of this manifest without the index and without this seal, see
    /// [`Manifest::sealed`]; it is printed on the index.
    pub seal: Sha256Hex,
}

/// One file of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Where it lies in the pack, with `/`.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its content.
    pub sha256: Sha256Hex,
    /// What it is.
    pub role: Role,
    /// Its number in the index.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhibit: Option<u32>,
    /// Of an original or a redacted copy: SHA-256 of the original, as it was
    /// recorded when the original was taken in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_sha256: Option<Sha256Hex>,
    /// Code of the kind of source it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Numbers of the rows of `rows.json` it belongs to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<u32>,
}

/// What a file of a pack is.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The index, as a PDF.
    Index,
    /// A letter, as it was finished.
    Letter,
    /// An exhibit as it was taken in.
    Original,
    /// A copy of an exhibit with parts hidden.
    Redacted,
    /// Rows of the contact log.
    Rows,
    /// The page that checks the pack.
    Verifier,
}

impl Role {
    /// Every role, in the order of a manifest.
    pub const ALL: [Self; 6] = [
        Self::Index,
        Self::Letter,
        Self::Original,
        Self::Redacted,
        Self::Rows,
        Self::Verifier,
    ];

    /// The permanent code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Index => "index",
            Self::Letter => "letter",
            Self::Original => "original",
            Self::Redacted => "redacted",
            Self::Rows => "rows",
            Self::Verifier => "verifier",
        }
    }
}

/// One row of the journal. `hash` is SHA-256 over the fields `mingzhang-journal/1`,
/// `prev`, `seq` in decimal, `at`, `action`, `payload_sha256`, in this order, each
/// preceded by its length in bytes as eight bytes, most significant first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChainRow {
    /// Its number; the first of a vault is 1.
    pub seq: u64,
    /// When it was written, by the clock of the machine.
    pub at: String,
    /// Code of what was done.
    pub action: String,
    /// SHA-256 of what it records.
    pub payload_sha256: Sha256Hex,
    /// Hash of the row before; of the first, 64 zeros.
    pub prev: Sha256Hex,
    /// Its own hash.
    pub hash: Sha256Hex,
}

/// What one row of the journal records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disclosed {
    /// Number of the row.
    pub seq: u64,
    /// The text whose SHA-256 the row holds.
    pub payload: String,
}

impl Manifest {
    /// The one written form: JSON with two spaces, fields in the order of this
    /// type, a line feed at the end.
    ///
    /// # Errors
    /// None that a manifest can cause.
    pub fn text(&self) -> serde_json::Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }

    /// What the seal is: SHA-256 of the written form of this manifest with the
    /// index taken out of `entries` and `seal` empty. The index is left out
    /// because it prints the seal.
    ///
    /// # Errors
    /// None that a manifest can cause.
    pub fn sealed(&self) -> serde_json::Result<Sha256Hex> {
        let mut bare = self.clone();
        bare.entries.retain(|entry| entry.role != Role::Index);
        bare.seal.clear();
        Ok(sha256(bare.text()?.as_bytes()))
    }

    /// The newest row of the journal in it.
    pub fn head(&self) -> Option<&ChainRow> {
        self.journal.last()
    }
}
