//! Export files of phones and carriers, read into contact rows with provenance.
//!
//! Floor 1. A file is recognised by its content, streamed in bounded memory and
//! handed out row by row; [`plan`] then says which rows the log has already.
//! Nothing is saved here, no clock is asked and nothing is ever unpacked to
//! disk. What a row means in law (who called, whether it was collection) is not
//! decided here either: a row says only what its record says.
//!
//! A new format is one file in `formats` with a `detect` and a `read`, and one
//! line in its list.

mod archive;
mod code;
mod error;
mod formats;
mod out;
mod plan;
mod read;
mod row;
mod sniff;
mod text;
mod watch;
mod xml;

pub use error::{IntakeError, IntakeErrorCode};
pub use formats::looked_for;
pub use plan::{Doubt, DoubtReason, Plan, Same, Twin, plan};
pub use read::{read, read_file};
pub use row::{FileRead, Flow, FormatCode, Progress, ReadRow, Reject, RejectCode, Row};
