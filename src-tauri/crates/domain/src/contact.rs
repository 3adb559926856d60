//! One row of the contact log. The log is append-only: a correction is a new
//! row that names the row it supersedes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    Channel, Conduct, Connection, ContactId, Day, DebtId, Direction, Disclosure, Instant, PartyId,
    PersonId, Phone, Purpose, Relation, SourceKind, Tri, VisitPlace, Voice, Voicemail, Witness,
};

/// One contact between a collector and somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Contact {
    /// Identifier.
    pub id: ContactId,
    /// How.
    pub channel: Channel,
    /// Who started it.
    pub direction: Direction,
    /// When, with the offset of the source (Beijing for hand-written rows).
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub at: Instant,
    /// The debt it was about, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// Length of a call in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub duration_s: Option<u32>,
    /// Connected or only ringing.
    #[serde(default)]
    pub connection: Connection,
    /// Recorded message or person.
    #[serde(default)]
    pub voice: Voice,
    /// Collection or something else.
    #[serde(default)]
    pub purpose: Purpose,
    /// The other side's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub number: Option<Phone>,
    /// The number that was called, when the borrower has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub called_number: Option<Phone>,
    /// The organisation behind it, as far as known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub party: Option<PartyId>,
    /// Who the caller said they were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub claimed_identity: Option<String>,
    /// Who was reached.
    #[serde(default)]
    pub reached: Reached,
    /// What was done. `None`: nobody has looked yet. An empty list: looked, nothing of the kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub conducts: Option<Vec<Conduct>>,
    /// What was let out. `None`: nobody has looked yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub disclosed: Option<Vec<Disclosure>>,
    /// Did the person reached refuse, or ask not to be contacted again, in this contact?
    #[serde(default)]
    pub refused: Tri,
    /// What was said, or the text of the message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub said: Option<String>,
    /// Details of a visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub visit: Option<Visit>,
    /// The debts it discussed, when they are more, fewer or others than `debt`.
    /// An empty list: none in particular.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debts_discussed: Option<Vec<DebtId>>,
    /// What a call left on an answering machine. `None`: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub voicemail: Option<Voicemail>,
    /// The mail address or account a message was sent to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sent_to: Option<String>,
    /// When a letter or message was sent, where it says so itself; `at` is when
    /// it arrived.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub sent_at: Option<Instant>,
    /// Did it bring the information by which the debt can be checked and
    /// disputed (validation information)?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub validation: Option<Validation>,
    /// Where the row comes from, when it was imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub source: Option<Source>,
    /// The row this one corrects.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub supersedes: Option<ContactId>,
    /// Other records of the same call. Found when a case is read; never kept.
    #[serde(default, skip_deserializing, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Witness>>", optional)]
    pub witnesses: Vec<Witness>,
}

/// Who was reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Reached {
    /// Their relation to the debt.
    pub relation: Relation,
    /// The person, when they are in the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub person: Option<PersonId>,
}

impl Default for Reached {
    fn default() -> Self {
        Self {
            relation: Relation::Unknown,
            person: None,
        }
    }
}

/// What a visit looked like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Visit {
    /// Where.
    pub place: VisitPlace,
    /// How many collectors came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub people: Option<u8>,
    /// Did they show identification?
    #[serde(default)]
    pub id_shown: Tri,
    /// Did they record sound or picture themselves?
    #[serde(default)]
    pub recorded: Tri,
    /// Did they enter a home or office area?
    #[serde(default)]
    pub entered: Tri,
    /// If they entered: was it with consent?
    #[serde(default)]
    pub entry_consented: Tri,
    /// Were neighbours, family or colleagues told or disturbed?
    #[serde(default)]
    pub others_told: Tri,
}

/// Validation information a contact brought.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Validation {
    /// Last day for a dispute, as it states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub dispute_until: Option<Day>,
}

/// Where an imported row comes from, so that anyone can find it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Source {
    /// What kind of file.
    #[serde(default, skip_serializing_if = "SourceKind::is_other")]
    #[ts(as = "Option<SourceKind>", optional)]
    pub kind: SourceKind,
    /// Name of the file, without its folder.
    pub file: String,
    /// SHA-256 of the whole file, lower-case hex.
    pub sha256: String,
    /// 1-based position of the record in the file.
    pub position: u32,
    /// The record as it stood in the file.
    pub raw: String,
}

impl Contact {
    /// A contact with only what every contact has.
    pub fn new(id: ContactId, channel: Channel, direction: Direction, at: Instant) -> Self {
        Self {
            id,
            channel,
            direction,
            at,
            debt: None,
            duration_s: None,
            connection: Connection::Unknown,
            voice: Voice::Unknown,
            purpose: Purpose::Unknown,
            number: None,
            called_number: None,
            party: None,
            claimed_identity: None,
            reached: Reached::default(),
            conducts: None,
            disclosed: None,
            refused: Tri::Unknown,
            said: None,
            visit: None,
            debts_discussed: None,
            voicemail: None,
            sent_to: None,
            sent_at: None,
            validation: None,
            source: None,
            supersedes: None,
            witnesses: Vec::new(),
        }
    }
}
