//! Files of phones, carriers, chats and banks, read into rows with provenance.
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
mod columns;
mod error;
mod formats;
mod mapping;
mod merge;
mod out;
mod payment;
mod plan;
mod read;
mod recording;
mod row;
mod sniff;
mod table;
mod text;
mod value;
mod watch;
mod xml;

pub use columns::Role;
pub use error::{IntakeError, IntakeErrorCode};
pub use formats::{ENDINGS, looked_for};
pub use mapping::{
    MappedColumn, MappedKind, Mapping, TableHead, TableWithin, read_mapped, table_head,
};
pub use merge::{Answers, Conflict, Lacking, Link, MergePlan, Merged, Question, merge};
pub use payment::{PaymentFlow, PaymentRow, PaymentState};
pub use plan::{Doubt, DoubtReason, Plan, Same, Twin, plan};
pub use read::{read, read_file};
pub use recording::{
    Maker, RECORDING_NEAR_S, Recording, RecordingMatch, SOUND_ENDINGS, match_recording, recording,
};
pub use row::{FileRead, Flow, FormatCode, Progress, ReadRow, Reject, RejectCode, Row};
