//! Law as dated data, and the closed set of checks that read it.
//!
//! Floor 1, on `domain` alone. A *pack* is data: instruments, sources, rules,
//! worked cases. A *kind* is logic: one file per check, a closed set. A rule
//! joins the two with numbers, dates and words, so that a new rule of a known
//! kind needs no Rust.
//!
//! What is deliberately not here: no clock (days are arguments), no database,
//! no network, no file access (packs are embedded when the crate is built), no
//! interface words beyond those the packs bring. [`evaluate`] never fails and
//! never guesses: what it does not know it asks for.

mod doc;
mod evaluate;
mod federal_holidays;
mod kinds;
mod packs;

pub use doc::rules_markdown;
pub use evaluate::{
    Assessment, Counts, DebtTally, Evaluation, Finding, Marks, PackUse, TraceStep, Verdict, Why,
    evaluate,
};
pub use kinds::KINDS;
pub use packs::{
    Both, Engine, Force, Grade, Instrument, IssueCode, Loaded, Membership, Misquotation, Misquoted,
    Nature, Pack, PackFiles, PackIssue, Proves, Rank, Reach, Rule, RuleText, Scope, Source, Texts,
    Topic, WorkedCase, Wrongness, check, embedded, embedded_files, embedded_rules, load, misquoted,
};
