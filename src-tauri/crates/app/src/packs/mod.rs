//! Rule packs a user adds from a folder. They are kept inside the vault and
//! used beside the packs the app carries for as long as that vault is open.

mod add;
mod list;
mod remove;

pub use add::add;
pub use list::list;
pub(crate) use list::sound;
pub use remove::remove;

use rules::PackIssue;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::settings::PackRow;

/// A folder that holds a pack.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PackFolder {
    /// Path on this machine.
    pub path: String,
}

/// Names a pack.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PackRef {
    /// Identifier.
    pub id: String,
}

/// The packs of this vault.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PackList {
    /// Those in use: the app's own first.
    pub packs: Vec<PackRow>,
    /// Those that were added once and are not sound for this version of the app.
    pub unsound: Vec<PackFaults>,
}

/// A pack that is not used, and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PackFaults {
    /// Identifier.
    pub id: String,
    /// Every reason, by file and line.
    pub issues: Vec<PackIssue>,
}

/// What came of adding a pack: it, or every reason why not.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PackAdded {
    /// The pack, if it was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub pack: Option<PackRow>,
    /// Why it was refused, by file and line; empty when it was added.
    pub issues: Vec<PackIssue>,
}
