//! The words of a case: money, days, people, debts, contacts, facts.
//!
//! Floor 0. Plain data with its own checks; no database, no clock, no network,
//! no law. A [`Case`] is also the documented exchange form of a whole case, so
//! these types carry `serde`, a JSON Schema and a TypeScript shape; nothing
//! else in the workspace redefines them.

mod account;
mod attachment;
mod budget;
mod call;
mod case;
mod contact;
mod day_count;
mod debt;
mod fact;
mod id;
mod letter;
mod money;
mod nearest;
mod notice;
mod party;
mod phone;
mod problem;
mod proceeding;
mod recipient;
mod time;
mod vocabulary;

pub use account::{
    Account, AccountEntry, AccountTerms, ChargeKind, EntryKind, GapPiece, GapReason, LedgerEntry,
    LimitationEvent, LimitationEventKind, LimitationRecord, Part, Parts, PlanKind, PlanOption,
};
pub use attachment::{
    AttachedTo, Attachment, MediaKind, Redaction, Region, ScreenshotChecks, Stretch, TimedNote,
};
pub use budget::{
    Budget, ExpenseGroup, ExpenseLine, HardshipItem, HardshipProof, IncomeGroup, IncomeLine,
};
pub use call::{MergeReason, SameCall, Witness};
pub use case::{CASE_FORMAT, Case, with_room};
pub use contact::{Contact, Reached, Source, Validation, Visit};
pub use day_count::DayConvention;
pub use debt::{AgreedPayment, Agreement, Assignment, Balance, Debt, Payment};
pub use fact::{Answer, Fact, FactKey, Subject};
pub use id::{
    AgreementId, AttachmentId, ContactId, DebtId, EntryId, ImportId, LetterId, LimitationId,
    NoticeId, PartyId, PaymentId, PersonId, ProceedingId, RecipientId, SameCallId, new_id,
};
pub use letter::{Lang, Posting};
pub use money::{Money, Rate, RatePeriod};
pub use nearest::nearest;
pub use notice::Notice;
pub use party::{Borrower, NumberEntry, Party, Person};
pub use phone::Phone;
pub use problem::{FieldProblem, ProblemCode};
pub use proceeding::{Proceeding, ProceedingEvent};
pub use recipient::Recipient;
pub use time::{
    Day, Instant, beijing, beijing_day, beijing_time, known_zone, local, parse_instant,
};
pub use vocabulary::{
    Channel, Conduct, Connection, Currency, Direction, Disclosure, EventKind, Jurisdiction,
    LenderType, LetterState, NoticeKind, NumberKind, PartyRole, PostingMethod, Purpose, Relation,
    ReplyKind, SourceKind, Stage, Tri, VisitPlace, Voice, Voicemail,
};
