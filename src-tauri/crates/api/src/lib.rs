//! The wire: one list of commands, their TypeScript form and the router.
//!
//! Floor 3. Nothing is decided here: a command is decoded, its verb in `app`
//! is called, the answer is encoded. Hosts know this crate and nothing below.

mod bindings;
mod commands;
mod router;

pub use app::{App, ErrorCode, Host, Reminder, WireError};
pub use bindings::typescript;
pub use commands::Tag;
pub use router::{commands, rpc};
