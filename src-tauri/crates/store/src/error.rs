//! Everything that can go wrong with a vault, each with a permanent code.
//!
//! An error says what happened and to which of the vault's own files or tables,
//! and never what was in it: SQLite's message text is dropped on purpose,
//! because it may quote a value.

use std::io;

use rusqlite::ErrorCode;

/// Result of the store.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why the vault refused.
#[derive(Debug, thiserror::Error, PartialEq, Eq, Clone, Copy)]
pub enum Error {
    /// There is no vault in the folder.
    #[error("there is no vault in this folder")]
    NoVault,
    /// The folder already holds a vault.
    #[error("this folder already holds a vault")]
    VaultExists,
    /// The passphrase does not open the vault.
    #[error("the passphrase does not open this vault")]
    WrongKey,
    /// Well-formed recovery words, but of another vault.
    #[error("the recovery words do not open this vault")]
    WrongRecovery,
    /// Not twelve words of the list, or the checksum does not hold: a slip.
    #[error("these are not twelve recovery words")]
    RecoveryWordsMalformed,
    /// Shorter than [`crate::MIN_PASSPHRASE_CHARS`].
    #[error("the passphrase is too short")]
    PassphraseTooShort,
    /// Key-derivation settings outside the accepted range.
    #[error("key derivation settings out of range")]
    KdfOutOfRange,
    /// The host's source of randomness delivered nothing.
    #[error("no randomness")]
    NoRandomness,
    /// Written by a newer version of the program.
    #[error("the vault was written by a newer version")]
    NewerVault,
    /// A part of the vault cannot be read as what it should be.
    #[error("the vault is damaged: {0:?}")]
    Damaged(Part),
    /// Another instance holds the vault.
    #[error("the vault is open in another window or program")]
    InUse,
    /// The folder or a file in it cannot be written.
    #[error("the vault cannot be written")]
    ReadOnly,
    /// No room left on the disk.
    #[error("the disk is full")]
    DiskFull,
    /// The folder is no longer where it was: taken away, renamed, a stick pulled out.
    #[error("the folder of the vault is gone")]
    Gone,
    /// What was to be taken in cannot be read.
    #[error("the source cannot be read: {0}")]
    Source(io::ErrorKind),
    /// The caller ended it.
    #[error("cancelled")]
    Cancelled,
    /// Any other failure of the file system.
    #[error("file system: {0}")]
    Io(io::ErrorKind),
    /// Nothing has this id.
    #[error("not found: {0}")]
    NotFound(&'static str),
    /// Something else still refers to it, or it refers to something unknown.
    #[error("a reference stands in the way: {0}")]
    Referenced(&'static str),
    /// The id (or the correction of the same row) is already there.
    #[error("already there: {0}")]
    Duplicate(&'static str),
    /// What was written or sent does not change.
    #[error("a written row does not change: {0}")]
    AppendOnly(&'static str),
    /// A value the table does not take.
    #[error("refused by the table: {0}")]
    Refused(&'static str),
    /// A stored value is not of its vocabulary or form.
    #[error("unreadable value in {0}")]
    Unreadable(&'static str),
    /// There is no backup of this name.
    #[error("there is no such backup")]
    NoBackup,
    /// A backup did not pass its checks and was not kept, or not used.
    #[error("the backup did not pass its checks")]
    BadBackup,
    /// The vault is under its new key, and has to be opened anew.
    #[error("the key was changed; the vault has to be opened anew")]
    KeyChanged,
    /// SQLite refused for a reason that is a fault of the program.
    #[error("sqlite code {0}")]
    Sql(i32),
}

/// The part of a vault that is damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// `vault.key`
    KeyFile,
    /// `vault.db`
    Database,
}

impl Error {
    /// The permanent code that hosts put into words.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoVault => "no_vault",
            Self::VaultExists => "vault_exists",
            Self::WrongKey => "wrong_key",
            Self::WrongRecovery => "wrong_recovery",
            Self::RecoveryWordsMalformed => "recovery_words_malformed",
            Self::PassphraseTooShort => "passphrase_too_short",
            Self::KdfOutOfRange => "kdf_out_of_range",
            Self::NoRandomness => "no_randomness",
            Self::NewerVault => "newer_vault",
            Self::Damaged(_) => "damaged_vault",
            Self::InUse => "in_use",
            Self::ReadOnly => "read_only",
            Self::DiskFull => "disk_full",
            Self::Gone => "gone",
            Self::Source(_) => "source",
            Self::Cancelled => "cancelled",
            Self::Io(_) => "io",
            Self::NotFound(_) => "not_found",
            Self::Referenced(_) => "referenced",
            Self::Duplicate(_) => "duplicate",
            Self::AppendOnly(_) => "append_only",
            Self::Refused(_) => "refused",
            Self::Unreadable(_) => "unreadable",
            Self::NoBackup => "no_backup",
            Self::BadBackup => "bad_backup",
            Self::KeyChanged => "key_changed",
            Self::Sql(_) => "sql",
        }
    }

    /// The error of a statement on `table`.
    pub(crate) fn on(table: &'static str, error: &rusqlite::Error) -> Self {
        let Some(failure) = error.sqlite_error() else {
            return match error {
                rusqlite::Error::QueryReturnedNoRows => Self::NotFound(table),
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::Utf8Error(..) => Self::Unreadable(table),
                _ => Self::Sql(0),
            };
        };
        match (failure.code, failure.extended_code) {
            // SQLCipher reports a page that fails its authentication as a lack
            // of memory. A real lack would end the process before it got here.
            (ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt | ErrorCode::OutOfMemory, _) => {
                Self::Damaged(Part::Database)
            }
            (ErrorCode::DiskFull, _) => Self::DiskFull,
            (ErrorCode::ReadOnly | ErrorCode::PermissionDenied, _) => Self::ReadOnly,
            (ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked, _) => Self::InUse,
            (ErrorCode::CannotOpen, _) => Self::Io(io::ErrorKind::NotFound),
            (ErrorCode::SystemIoFailure, rusqlite::ffi::SQLITE_IOERR_SHORT_READ) => {
                Self::Damaged(Part::Database)
            }
            // The log cannot be begun: its folder does not take it.
            (ErrorCode::FileLockingProtocolFailed, _) => Self::Io(io::ErrorKind::Other),
            (ErrorCode::SystemIoFailure, _) => Self::Io(io::ErrorKind::Other),
            (_, rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY) => Self::Referenced(table),
            (
                _,
                rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE
                | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY,
            ) => Self::Duplicate(table),
            (_, rusqlite::ffi::SQLITE_CONSTRAINT_TRIGGER) => Self::AppendOnly(table),
            (ErrorCode::ConstraintViolation, _) => Self::Refused(table),
            (_, code) => Self::Sql(code),
        }
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::on("vault", &error)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            kind => Self::Io(kind),
        }
    }
}

impl From<rusqlite_migration::Error> for Error {
    fn from(error: rusqlite_migration::Error) -> Self {
        use rusqlite_migration::{Error as E, MigrationDefinitionError as D};
        match error {
            E::RusqliteError { err, .. } => Self::from(err),
            E::MigrationDefinition(D::DatabaseTooFarAhead) => Self::NewerVault,
            E::InvalidUserVersion => Self::Damaged(Part::Database),
            _ => Self::Sql(0),
        }
    }
}
