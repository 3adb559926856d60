//! Why a whole file could not be read. A single bad record is no error: it is
//! a [`Reject`](crate::Reject) and reading goes on.

use std::{fmt, io};

use crate::{code::codes, formats::looked_for};

codes! {
    /// Why a file could not be read.
    IntakeErrorCode {
        /// There is no such file.
        NotFound = "not_found",
        /// The file exists but reading it failed (rights, a broken disk, a folder).
        Unreadable = "unreadable",
        /// Nothing in it.
        EmptyFile = "empty_file",
        /// Text, but none of the formats on the list.
        UnknownFormat = "unknown_format",
        /// Not text: a picture, a database, a document.
        BinaryFile = "binary_file",
        /// The file ends in the middle of a record or before its root is closed.
        Truncated = "truncated",
        /// The nesting of the elements is broken.
        Malformed = "malformed",
        /// The file declares a document type or entities. Never expanded, always refused.
        EntityNotAllowed = "entity_not_allowed",
        /// An archive that unpacks to far more than it holds.
        ZipBomb = "zip_bomb",
        /// An archive with a password.
        ZipEncrypted = "zip_encrypted",
        /// An archive whose directory or data is damaged.
        ZipDamaged = "zip_damaged",
        /// An archive without a backup directly in it; archives in archives are not opened.
        ZipNoBackup = "zip_no_backup",
        /// A spreadsheet, a database or a list that no program could write so.
        Damaged = "damaged",
        /// A document with a password.
        Password = "password",
        /// A file that must be read whole is larger than 64 MB.
        TooLarge = "too_large",
        /// The caller asked to stop.
        Cancelled = "cancelled",
    }
}

/// A file that could not be read, and how far reading got. Rows already handed
/// out are complete and correct, but the file as a whole must not be trusted.
#[derive(Debug, thiserror::Error)]
pub struct IntakeError {
    /// What is wrong.
    pub code: IntakeErrorCode,
    /// Name of the file, without its folder.
    pub file: String,
    /// The last record whose first tag was read whole, 1-based; 0 if none was.
    pub position: u32,
    /// Bytes from the start of the file (of the entry, in an archive; of its
    /// UTF-8 form, if the file is UTF-16).
    pub offset: Option<u64>,
    /// What the system said, if it said anything.
    #[source]
    pub io: Option<io::Error>,
}

impl fmt::Display for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.code)?;
        if self.position > 0 {
            write!(f, ", record {}", self.position)?;
        }
        if let Some(offset) = self.offset {
            write!(f, ", byte {offset}")?;
        }
        if self.code == IntakeErrorCode::UnknownFormat {
            write!(f, " (looked for: {})", looked_for().join(", "))?;
        }
        Ok(())
    }
}

/// What went wrong, before the file and the record are known.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) code: IntakeErrorCode,
    pub(crate) offset: Option<u64>,
    pub(crate) io: Option<io::Error>,
}

impl Fault {
    pub(crate) fn at(code: IntakeErrorCode, offset: u64) -> Self {
        Self {
            code,
            offset: Some(offset),
            io: None,
        }
    }

    pub(crate) fn within(self, file: &str, position: u32) -> IntakeError {
        IntakeError {
            code: self.code,
            file: file.to_owned(),
            position,
            offset: self.offset,
            io: self.io,
        }
    }
}

impl From<IntakeErrorCode> for Fault {
    fn from(code: IntakeErrorCode) -> Self {
        Self {
            code,
            offset: None,
            io: None,
        }
    }
}

/// Carries a code of ours through code that only knows `io::Error`.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Raised(IntakeErrorCode);

/// `code` as an `io::Error`, for readers deep in a stack of readers.
pub(crate) fn raise(code: IntakeErrorCode) -> io::Error {
    io::Error::other(Raised(code))
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        if let Some(Raised(code)) = error.get_ref().and_then(|inner| inner.downcast_ref()) {
            return Self::from(*code);
        }
        let code = match error.kind() {
            io::ErrorKind::NotFound => IntakeErrorCode::NotFound,
            _ => IntakeErrorCode::Unreadable,
        };
        Self {
            code,
            offset: None,
            io: Some(error),
        }
    }
}
