//! Letter templates a user adds from a folder. They are kept inside the vault and used
//! beside those of the app for as long as that vault is open.

mod add;
mod list;
mod remove;
mod start;

pub use add::add;
pub use list::list;
pub(crate) use list::sound;
pub use remove::remove;
pub use start::start;

use letters::template::TemplateProblem;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::letters::TemplateCard;

/// A folder that holds a template.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TemplateFolder {
    /// Path on this machine.
    pub path: String,
}

/// Names a template.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TemplateRef {
    /// Identifier.
    pub id: String,
}

/// Writes a template of the app as a folder, to start one's own from.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TemplateStart {
    /// The template of the app.
    pub id: String,
    /// The folder to put the new folder in.
    pub path: String,
}

/// The folder that was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TemplateStarted {
    /// Its name, which is also the id of the new template.
    pub folder: String,
}

/// The templates this vault adds.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OwnTemplates {
    /// Those in use.
    pub templates: Vec<TemplateCard>,
    /// Those that were added once and are not sound for this version of the app.
    pub unsound: Vec<TemplateFaults>,
}

/// A template that is not used, and why.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TemplateFaults {
    /// Identifier.
    pub id: String,
    /// Every reason, by file and line.
    pub problems: Vec<TemplateProblem>,
}

/// What came of adding a template: it, or every reason why not.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TemplateAdded {
    /// The template, if it was added.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub template: Option<TemplateCard>,
    /// Why it was refused, by file and line; empty when it was added.
    pub problems: Vec<TemplateProblem>,
}
