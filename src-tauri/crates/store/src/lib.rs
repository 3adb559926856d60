//! The vault: one encrypted database and its key file.
//!
//! A vault is a folder: `vault.db` (SQLCipher), `vault.key` (the data key,
//! encrypted under the passphrase and under the recovery words), `files/` (one
//! age file each), `backups/`, and the empty `vault.lock`. This crate alone knows SQL and keys. It has no
//! clock and no source of randomness: both are arguments. It does not judge
//! what it keeps: whether a case makes sense is `domain`'s matter and what may
//! be done to it `app`'s.

mod access;
mod backup;
mod beside;
mod error;
mod files;
mod folder;
mod header;
mod hex;
mod journal;
mod key;
mod migrate;
mod moving;
mod open;
mod recovery;
mod rekey;
mod search;
mod tables;
mod vault;

#[cfg(test)]
mod tests;

pub use access::{Reader, Writer};
pub use backup::BackupInfo;
pub use beside::{Beside, GoOn};
pub use error::{Error, Part, Result};
pub use files::{FileFault, FileReader, Files, StagedFile};
pub use journal::{Fault, Head, JournalEntry, Link, Verified};
pub use key::{Kdf, MIN_PASSPHRASE_CHARS, Random, check_passphrase};
pub use moving::Holdings;
pub use recovery::RecoveryWords;
pub use rekey::{NextKey, OldBackups};
pub use search::{Document, Piece, TextIndex, snippet};
pub use tables::attachments::KeptFile;
pub use tables::holidays::StoredNotice;
pub use tables::imports::Import;
pub use tables::letters::{Frozen, Letter, LetterHead};
pub use tables::packs::StoredPack;
pub use tables::templates::StoredTemplate;
pub use vault::Vault;
