//! The wire: one list of commands, their codes and the router.
//!
//! Floor 3. Nothing is decided here: a command is decoded, its verb in `app`
//! is called, the answer is encoded. Hosts know this crate and nothing below.

mod bindings;
mod commands;

pub use bindings::typescript;
pub use commands::Tag;
