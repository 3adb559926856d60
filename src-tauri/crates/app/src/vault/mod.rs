//! Creating, opening, locking, recovering, backing up, moving and removing the vault.

mod backup;
mod create;
mod moving;
mod open;
mod passphrase;
mod remove;
mod status;

pub use backup::{backup, backups, restore};
pub use create::create;
pub use moving::{bring, carry};
pub use open::{lock, open, recover};
pub use passphrase::change_passphrase;
pub use remove::{holdings, remove};
pub use status::status;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether there is a vault and whether it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VaultState {
    /// None yet.
    None,
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
}

/// Asks for a new vault.
#[derive(Deserialize, TS)]
pub struct CreateVault {
    /// The passphrase.
    pub passphrase: String,
}

/// A new vault; it is open.
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
#[derive(Serialize, TS)]
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
