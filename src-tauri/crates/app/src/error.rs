//! What can go wrong, as codes. Words for every code live in the interface.

use std::collections::BTreeMap;

use domain::FieldProblem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Every code a host may have to word. Add one only when a reader of it exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// Fields are wrong; `fields` says which.
    Invalid,
    /// The thing is not (or no longer) there. Params: `what`.
    NotFound,
    /// Something else still refers to it. Params: `what`.
    StillReferenced,
    /// Another proceeding comes first. Params: `first` (ids), `first_zh`, `first_en`
    /// (what they are called), `reason_zh`, `reason_en`.
    ComesFirst,
    /// The proceeding is not open against this kind of lender. Params: `lender` (its
    /// code), `open_to` (codes, with commas), `dead_zh`, `dead_en` (what leads nowhere).
    NotOpenToLender,
    /// A sent letter does not change.
    LetterFrozen,
    /// The vault is locked.
    Locked,
    /// There is no vault here.
    NoVault,
    /// There is a vault here already.
    VaultExists,
    /// The passphrase does not open the vault.
    WrongPassphrase,
    /// These recovery words do not open the vault.
    WrongRecovery,
    /// The words are not recovery words (count, unknown word or check word).
    RecoveryMalformed,
    /// The passphrase is too short. Params: `min`.
    PassphraseTooShort,
    /// The vault was written by a newer version.
    NewerVault,
    /// The vault is damaged; restore a backup.
    DamagedVault,
    /// The vault is open in another window.
    VaultInUse,
    /// The folder cannot be written to.
    ReadOnly,
    /// The folder of the vault is not there any more: a stick was pulled out.
    VaultGone,
    /// The vault is under its new key and has to be opened anew.
    KeyChanged,
    /// The disk is full; nothing was saved.
    DiskFull,
    /// Reading or writing failed. Params: `file`.
    Io,
    /// The user stopped it; nothing was saved.
    Cancelled,
    /// The file is empty. Params: `file`.
    FileEmpty,
    /// The file ends in the middle. Params: `file`, `position`.
    FileTruncated,
    /// Not a format the app reads. Params: `file`.
    FileUnknownFormat,
    /// The file is not text or zip. Params: `file`.
    FileBinary,
    /// The file defines entities, which backups never do. Params: `file`.
    FileEntity,
    /// The archive unpacks to far more than it should. Params: `file`.
    FileZipBomb,
    /// The archive or document is locked with a password. Params: `file`.
    FileZipEncrypted,
    /// The archive holds no backup. Params: `file`.
    FileZipNoBackup,
    /// A document that must be read whole is larger than 64 MB. Params: `file`.
    FileTooLarge,
    /// The folder holds no backup directly in it. Params: `file`.
    FolderNoBackup,
    /// The file is not sound. Params: `file`, `position`.
    FileMalformed,
    /// A stored file is not as it was taken in. Params: `file`.
    AttachmentAltered,
    /// A stored file is not there. Params: `file`.
    AttachmentMissing,
    /// Not a picture (JPEG, PNG) or text that can be redacted here. Params: `file`.
    CannotRedact,
    /// The folder to write to is there and holds something. Params: `file`.
    FolderNotEmpty,
    /// A PDF is locked with a password, or scrambled in a way nobody here reads.
    /// Params: `file`.
    PdfLocked,
    /// A PDF whose pages cannot be read. Params: `file`.
    PdfDamaged,
    /// A page of a PDF takes more room or time than it may. Params: `file`.
    PdfTooHeavy,
    /// The case file cannot be read. Params: `line`, `column`, `field`.
    CaseMalformed,
    /// The letter lacks something; Params: `problems` (count).
    LetterIncomplete,
    /// A character has no glyph in the fonts. Params: `character`.
    MissingGlyph,
    /// The letter fonts are not installed. Params: `file`.
    FontsMissing,
    /// No such command.
    UnknownCommand,
    /// A fault of ours. `incident` is also in the local log.
    Bug,
}

/// A failed verb.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{code:?}")]
pub struct Error {
    /// What happened.
    pub code: ErrorCode,
    /// Values for the words of the code. Never personal data, never secrets.
    pub params: BTreeMap<&'static str, String>,
    /// The fields that are wrong.
    pub fields: Vec<FieldProblem>,
}

impl Error {
    /// An error with nothing but its code.
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            params: BTreeMap::new(),
            fields: Vec::new(),
        }
    }

    /// With one parameter more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.insert(name, value.to_string());
        self
    }

    /// Wrong fields.
    pub fn invalid(fields: Vec<FieldProblem>) -> Self {
        Self {
            fields,
            ..Self::new(ErrorCode::Invalid)
        }
    }

    /// Something that is not there.
    pub fn not_found(what: &'static str) -> Self {
        Self::new(ErrorCode::NotFound).with("what", what)
    }
}

impl From<ErrorCode> for Error {
    fn from(code: ErrorCode) -> Self {
        Self::new(code)
    }
}

/// An error as it crosses to a host.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WireError {
    /// What happened.
    pub code: ErrorCode,
    /// Values for its words.
    pub params: BTreeMap<String, String>,
    /// Wrong fields.
    pub fields: Vec<FieldProblem>,
    /// Mark of a fault, also in the local log.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub incident: Option<String>,
}

impl From<Error> for WireError {
    fn from(error: Error) -> Self {
        Self {
            code: error.code,
            params: error
                .params
                .into_iter()
                .map(|(k, v)| (k.to_owned(), v))
                .collect(),
            fields: error.fields,
            incident: None,
        }
    }
}

impl From<store::Error> for Error {
    fn from(error: store::Error) -> Self {
        use store::Error as E;
        let code = match error {
            E::NoVault => ErrorCode::NoVault,
            E::VaultExists => ErrorCode::VaultExists,
            E::WrongKey => ErrorCode::WrongPassphrase,
            E::WrongRecovery => ErrorCode::WrongRecovery,
            E::RecoveryWordsMalformed => ErrorCode::RecoveryMalformed,
            E::PassphraseTooShort => {
                return Self::new(ErrorCode::PassphraseTooShort)
                    .with("min", store::MIN_PASSPHRASE_CHARS);
            }
            E::NewerVault => ErrorCode::NewerVault,
            E::Damaged(_) | E::Unreadable(_) | E::BadBackup => ErrorCode::DamagedVault,
            E::InUse => ErrorCode::VaultInUse,
            E::ReadOnly => ErrorCode::ReadOnly,
            E::Gone => ErrorCode::VaultGone,
            E::KeyChanged => ErrorCode::KeyChanged,
            E::DiskFull => ErrorCode::DiskFull,
            E::Cancelled => ErrorCode::Cancelled,
            E::Source(_) => ErrorCode::Io,
            E::Io(_) => return Self::new(ErrorCode::Io).with("file", "vault"),
            E::NotFound(what) => return Self::not_found(what),
            E::NoBackup => return Self::not_found("backup"),
            E::Referenced(what) => {
                return Self::new(ErrorCode::StillReferenced).with("what", what);
            }
            E::AppendOnly("letters") => ErrorCode::LetterFrozen,
            E::AppendOnly(_)
            | E::KdfOutOfRange
            | E::NoRandomness
            | E::Duplicate(_)
            | E::Refused(_)
            | E::Sql(_) => ErrorCode::Bug,
        };
        Self::new(code)
    }
}

impl From<intake::IntakeError> for Error {
    fn from(error: intake::IntakeError) -> Self {
        use intake::IntakeErrorCode as C;
        let code = match error.code {
            C::NotFound | C::Unreadable => ErrorCode::Io,
            C::EmptyFile => ErrorCode::FileEmpty,
            C::UnknownFormat => ErrorCode::FileUnknownFormat,
            C::BinaryFile => ErrorCode::FileBinary,
            C::Truncated => ErrorCode::FileTruncated,
            C::Malformed | C::ZipDamaged | C::Damaged => ErrorCode::FileMalformed,
            C::EntityNotAllowed => ErrorCode::FileEntity,
            C::ZipBomb => ErrorCode::FileZipBomb,
            C::ZipEncrypted | C::Password => ErrorCode::FileZipEncrypted,
            C::TooLarge => ErrorCode::FileTooLarge,
            C::ZipNoBackup => ErrorCode::FileZipNoBackup,
            C::Cancelled => ErrorCode::Cancelled,
        };
        Self::new(code)
            .with("file", &error.file)
            .with("position", error.position)
    }
}
