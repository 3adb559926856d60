//! Creating, opening, locking, recovering, checking, backing up, encrypting anew,
//! moving and removing the vault.

mod backup;
mod check;
mod create;
mod moving;
mod open;
mod passphrase;
mod rekey;
mod remove;
mod status;

pub use backup::{backup, backups, restore};
pub use check::check;
pub(crate) use check::check_in_background;
pub use create::create;
pub use moving::{bring, carry};
pub use open::{lock, open, recover};
pub use passphrase::change_passphrase;
pub(crate) use rekey::Prepared;
pub use rekey::{rekey, rekey_switch, rekey_words};
pub use remove::{holdings, remove};
pub use status::status;

use domain::Lang;
use serde::{Deserialize, Serialize};
use store::RecoveryWords;
use ts_rs::TS;

use crate::attachments::FilesChecked;

/// Whether there is a vault and whether it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VaultState {
    /// None yet.
    None,
    /// There was one, and its folder is not there any more.
    Gone,
    /// There, locked.
    Locked,
    /// Open.
    Open,
}

/// The state of the vault.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct VaultStatus {
    /// Whether it is there and open.
    pub state: VaultState,
    /// The folder it lives in.
    pub folder: String,
    /// True while the sample case is open instead of a vault.
    pub sample: bool,
    /// Minutes without input after which the window locks; 0: never.
    pub idle_minutes: u32,
    /// Today in Beijing.
    pub today: String,
    /// The job that checks, or last checked, the record since it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub check: Option<String>,
    /// When the vault was last written to (RFC 3339), if that is ahead of the clock:
    /// the clock was set back. What is written now bears the clock's time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub written_ahead: Option<String>,
}

/// Asks for a new vault.
#[derive(Deserialize, TS)]
pub struct CreateVault {
    /// The passphrase.
    pub passphrase: String,
    /// Make it although the folder of the vault there was is gone.
    #[serde(default)]
    #[ts(as = "Option<bool>", optional)]
    pub afresh: bool,
}

/// The recovery words of a vault: of a new one, or those that will hold under another
/// key.
#[derive(Serialize, TS)]
pub struct VaultCreated {
    /// The twelve recovery words in Chinese, shown once.
    pub recovery_words: Vec<String>,
    /// The same in English; either list opens the vault.
    pub recovery_words_en: Vec<String>,
}

/// Asks to open the vault.
#[derive(Deserialize, TS)]
pub struct OpenVault {
    /// The passphrase.
    pub passphrase: String,
}

/// Asks to open the vault with the recovery words and to set a new passphrase.
#[derive(Deserialize, TS)]
pub struct RecoverVault {
    /// The words, with or without spaces.
    pub words: String,
    /// The new passphrase.
    pub passphrase: String,
}

/// Asks for another passphrase.
#[derive(Deserialize, TS)]
pub struct ChangePassphrase {
    /// The one in use.
    pub old: String,
    /// The next one.
    pub new: String,
}

/// Asks for another data key.
#[derive(Deserialize, TS)]
pub struct RekeyVault {
    /// The passphrase in use.
    pub passphrase: String,
    /// The next one; none: it stays.
    #[serde(default)]
    #[ts(optional)]
    pub new: Option<String>,
    /// What becomes of the backups there are.
    pub backups: BackupsThen,
}

/// What becomes of backups made under an old key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupsThen {
    /// They are removed.
    Remove,
    /// They are encrypted anew; what is no sound backup is removed.
    Encrypt,
}

/// What checking the whole record found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordChecked {
    /// When the check was begun (RFC 3339).
    pub at: String,
    /// Rows of the journal it looked at.
    pub rows: u32,
    /// How many rows are not as they were written.
    pub altered: u32,
    /// The first of them, in the order of writing.
    pub faults: Vec<RecordFault>,
    /// The stored files; none looked at yet while the check is under way.
    pub files: FilesChecked,
}

/// A row that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RecordFault {
    /// Number of the journal row that wrote it; none: nothing in the journal did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub entry: Option<u32>,
    /// When that row says it was written (RFC 3339).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub at: Option<String>,
    /// Table of the row; none: it is the journal row itself, and the chain ends there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub table: Option<String>,
    /// What names the row in its table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub key: Option<String>,
}

/// A backup in the vault's folder.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BackupRow {
    /// File name.
    pub name: String,
    /// When it was made (RFC 3339).
    pub at: String,
    /// Size.
    pub kb: u32,
}

/// Names a backup.
#[derive(Deserialize, TS)]
pub struct BackupRef {
    /// File name.
    pub name: String,
    /// The passphrase, when the vault itself no longer opens.
    #[serde(default)]
    #[ts(optional)]
    pub passphrase: Option<String>,
}

/// Names a folder on this machine.
#[derive(Deserialize, TS)]
pub struct VaultFolder {
    /// Its path.
    pub folder: String,
}

/// Where the copy of the vault is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct VaultCarried {
    /// Name of the new folder within the one that was named.
    pub folder: String,
}

/// Asks to take in a vault that was carried here.
#[derive(Deserialize, TS)]
pub struct BringVault {
    /// The folder that holds it.
    pub folder: String,
    /// Its passphrase.
    pub passphrase: String,
}

/// What removing the vault would remove.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct VaultHoldings {
    /// Debts.
    pub debts: u32,
    /// Contacts that stand.
    pub contacts: u32,
    /// Letters, drafts too.
    pub letters: u32,
    /// Proceedings.
    pub proceedings: u32,
    /// Files kept as evidence.
    pub files: u32,
    /// Backups.
    pub backups: u32,
    /// Size of everything in kilobytes.
    pub kb: u32,
}

/// Asks to remove the open vault for good.
#[derive(Deserialize, TS)]
pub struct RemoveVault {
    /// Its passphrase.
    pub passphrase: String,
}

fn listed(words: &RecoveryWords) -> VaultCreated {
    let list = |lang| words.words(lang).into_iter().map(str::to_owned).collect();
    VaultCreated {
        recovery_words: list(Lang::ZhCn),
        recovery_words_en: list(Lang::En),
    }
}
