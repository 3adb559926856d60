//! Proceedings and their deadlines: never miss a day, and know the next step.
//!
//! Floor 1, on `domain` alone. Every function takes plain data and gives plain data: no
//! clock (days are arguments), no database, no network. Days are civil days of Beijing.
//! A count comes with a receipt of every day; past the calendar there is no answer.
//!
//! Deliberately not here: which debt a proceeding is about, the words of letters, and
//! any period of law that was not read in a source.

mod book;
mod calendar;
mod count;
mod data;
mod error;
mod ics;
mod paper;
mod period;
mod proceeding;
mod receipt;
mod recourse;
mod rule;
mod stage;
mod words;

pub use book::procedures_markdown;
pub use calendar::{Calendar, CalendarYear, DayKind, Holiday, HolidayNotice, HolidayYear};
pub use count::{PeriodChange, count};
pub use data::{
    DataFiles, DataIssue, DataIssueCode, Loaded, PeriodGround, Procedures, embedded,
    embedded_files, load, read_changes, read_notice,
};
pub use error::{DeadlineError, DeadlineProblem, Refusal, Result};
pub use ics::{IcsItem, ics};
pub use paper::{Paper, PaperKind, PaperMark, PaperPoint};
pub use period::{Period, PeriodError, PeriodUnit};
pub use proceeding::{
    Actor, DeadlineForce, DeadlineRule, DeadlineState, EventKind, FirstRule, MayStart, Moved,
    MustComeFirst, NextRight, NextRule, OpenDeadline, PossibleStep, Procedure, ProceedingEvent,
    ProceedingState, ProceedingStep, SentLetter, Standing, may_start, moved, standing,
};
pub use receipt::{ActDone, LineKind, Receipt, ReceiptLine, ReceiptNote, ReceiptStep, StepKind};
pub use recourse::{ProblemKind, Recourse, RecourseStop, UnconfirmedNumber, find_recourse};
pub use rule::{RuleRow, deadline, rule_rows, trigger};
pub use stage::{Bystander, BystanderGuide, MayNot, ScriptLine, StageGuide};
pub use words::{Ground, LawGrade, ProcedureSource, ProcedureText, TextForce, Wording};
