//! The proof pack: a folder or a zip archive of an index, letters, exhibits and
//! rows, with a manifest of hashes, the journal's chain, and one page that checks
//! it all in the reader's browser, without a network.
//!
//! [`write`](fn@write) makes one, [`verify`](fn@verify) checks one, and
//! [`verifier`] is the page. What is found is said with one list of words
//! ([`words`]). What a pack proves and what it cannot: ADR 0020.
//!
//! Not here: which files belong in a pack and what is hidden in them (`app`), how
//! an index looks (`letters`), any clock, any key.

mod chain;
mod hash;
mod manifest;
mod names;
mod report;
mod source;
mod verifier;
mod verify;
pub mod words;
mod write;

pub use hash::{Sha256Hex, sha256};
pub use manifest::{ChainRow, Disclosed, Entry, FORMAT, MANIFEST, Manifest, Role};
pub use report::{
    ChainReport, FileReport, FileState, Finding, FindingCode, LimitCode, Report, UnreadableCode,
};
pub use verifier::verifier;
pub use verify::{Head, MAX_BYTES, MAX_FILES, MAX_MANIFEST, Unreadable, verify};
pub use write::{Draft, Part, Target, WriteError, Written, write};

/// How far a pack is, in bytes of files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes done.
    pub done: u64,
    /// Bytes in all, as far as known.
    pub total: u64,
}

/// Bytes that are held at a time.
const CHUNK: usize = 64 * 1024;
