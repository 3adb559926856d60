//! Packs: reading, checking, and what they hold. This is the only place that
//! parses pack files.

mod case_file;
mod citation;
mod issue;
mod lints;
mod load;
mod misquoted;
mod pack;
mod raw;
mod rule;
mod vocabulary;

pub use case_file::{Proves, WorkedCase};
pub use issue::{IssueCode, PackIssue};
pub use load::{Loaded, PackFiles, check, embedded, embedded_files, embedded_rules, load};
pub use misquoted::{Misquoted, misquoted};
pub use pack::Pack;
pub use rule::{Both, Instrument, Misquotation, Rule, RuleText, Scope, Source, Texts, Wrongness};
pub use vocabulary::{Engine, Force, Grade, Membership, Nature, Rank, Reach, Topic};
