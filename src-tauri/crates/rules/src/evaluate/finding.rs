//! What an evaluation says: findings with their verdicts, reasons and steps.
//! Codes and values only; the words for them live in the interface.

use domain::{ContactId, Day, DebtId, Fact};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::packs::{Both, Force, Grade, PackIssue, Rank};

/// The five answers a rule can give. From the quietest to the gravest.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The rule does not apply; [`Finding::why`] says why.
    NotApplicable,
    /// The contact lies outside the days the pack covers.
    NotCovered,
    /// The rule applies and was not breached, whatever is still open.
    Clear,
    /// It depends on facts nobody has recorded: [`Finding::missing`].
    NeedsFacts,
    /// The rows show what the rule forbids.
    Flagged,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: &'static [Self] = &[
        Self::NotApplicable,
        Self::NotCovered,
        Self::Clear,
        Self::NeedsFacts,
        Self::Flagged,
    ];
}

/// Why a rule does not apply.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nothing in the log is of the sort the rule looks at.
    NoContact,
    /// The rule is not about this kind of lender.
    LenderType,
    /// The debt is not consumer credit granted over the network.
    NotNetworkCredit,
    /// The lender is not a member of the association.
    NotMember,
    /// The rule was not in force on the day.
    NotInForce,
    /// The contact was not collection.
    NotCollection,
    /// The borrower's side started it.
    Outgoing,
    /// The rule is not about this channel.
    Channel,
    /// The rule is not about whoever was reached.
    Reached,
    /// The parties had agreed otherwise.
    AgreedOtherwise,
    /// There is no agreed plan, or none in force on the day.
    NoPlan,
    /// No agency is known to have worked on the debt.
    NoAgency,
    /// None of the things this rule points out was ticked.
    NotTriggered,
    /// The debt is elsewhere: another law is about it.
    Jurisdiction,
    /// Whoever made the contact is no debt collector in the sense of the law,
    /// such as a creditor in its own name.
    NotADebtCollector,
    /// It was the one reply to a message of the borrower by the same medium.
    Reply,
    /// The call is of a sort that is not counted.
    NotCounted,
    /// The borrower had consented to the collector itself.
    Consented,
    /// A voicemail of limited content tells nobody of the debt.
    LimitedContent,
    /// The collector had been told nothing of the sort.
    NoNotice,
}

impl Why {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::NoContact,
        Self::LenderType,
        Self::NotNetworkCredit,
        Self::NotMember,
        Self::NotInForce,
        Self::NotCollection,
        Self::Outgoing,
        Self::Channel,
        Self::Reached,
        Self::AgreedOtherwise,
        Self::NoPlan,
        Self::NoAgency,
        Self::NotTriggered,
        Self::Jurisdiction,
        Self::NotADebtCollector,
        Self::Reply,
        Self::NotCounted,
        Self::Consented,
        Self::LimitedContent,
        Self::NoNotice,
    ];
}

macro_rules! trace_steps {
    ($($(#[$meta:meta])* $variant:ident $({ $($(#[$fmeta:meta])* $field:ident: $type:ty,)+ })? = $code:literal,)+) => {
        /// One step of the reasoning, as a code and its values.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
        #[serde(tag = "code", content = "params")]
        pub enum TraceStep {
            $($(#[$meta])* #[serde(rename = $code)] $variant $({ $($(#[$fmeta])* $field: $type,)+ })?,)+
        }

        impl TraceStep {
            /// Every code.
            pub const CODES: &'static [&'static str] = &[$($code,)+];
        }
    };
}

trace_steps! {
    /// The rule as it stood on the day.
    InForce {
        /// The day whose law was applied.
        #[schemars(with = "String")] #[ts(type = "string")] day: Day,
        /// First day of the rule.
        #[schemars(with = "String")] #[ts(type = "string")] from: Day,
    } = "in_force",
    /// The lender is of a kind the rule is about.
    Lender {
        /// Code of the lender type.
        lender_type: String,
    } = "lender",
    /// The contact was collection.
    Collection = "collection",
    /// Who was reached.
    Reached {
        /// Code of the relation.
        relation: String,
    } = "reached",
    /// The time of the contact and the hours it fell into.
    Time {
        /// Time in Beijing, to the second.
        time: String,
        /// First moment of the hours.
        from: String,
        /// First moment after them.
        to: String,
    } = "time",
    /// How many were counted on a day.
    Counted {
        /// The day in Beijing.
        #[schemars(with = "String")] #[ts(type = "string")] day: Day,
        /// How many there were for certain.
        count: u32,
        /// How many there may have been.
        possible: u32,
        /// How many are allowed.
        limit: u32,
    } = "counted",
    /// Where the rows that were counted come from; a carrier's bill shows no
    /// call that only rang.
    Sources {
        /// Codes of the kinds of source; `by_hand` for rows that were typed.
        sources: Vec<String>,
    } = "sources",
    /// What was ticked that the rule forbids.
    Conducts {
        /// Codes of the conducts.
        conducts: Vec<String>,
    } = "conducts",
    /// What was let out that the rule protects.
    Disclosed {
        /// Codes of the disclosures.
        disclosed: Vec<String>,
    } = "disclosed",
    /// The person had refused before.
    RefusedBefore {
        /// The contact in which they refused; empty when it is not in the log.
        event: String,
    } = "refused_before",
    /// The borrower could be reached, or had been just before.
    BorrowerReachable = "borrower_reachable",
    /// A plan was agreed and kept.
    PlanAgreed {
        /// First day of the plan.
        #[schemars(with = "String")] #[ts(type = "string")] agreed_on: Day,
    } = "plan_agreed",
    /// How many collectors came.
    Visitors {
        /// How many.
        people: u32,
        /// Fewest allowed.
        min: u32,
        /// Most allowed; 0: no upper limit.
        max: u32,
    } = "visitors",
    /// The visitors showed no identification.
    NoIdShown = "no_id_shown",
    /// The visitors did not record the visit.
    NotRecorded = "not_recorded",
    /// They entered without consent.
    EnteredWithoutConsent = "entered_without_consent",
    /// Neighbours, family or colleagues were told or disturbed.
    OthersDisturbed = "others_disturbed",
    /// They did not say who they were and for whom they acted.
    IdentityNotStated = "identity_not_stated",
    /// The agency, and that the borrower was not told before.
    AgencyNotAnnounced {
        /// Id of the agency.
        party: String,
    } = "agency_not_announced",
    /// The agency, and that it is not on the published list.
    AgencyNotListed {
        /// Id of the agency.
        party: String,
    } = "agency_not_listed",
    /// Two or more agencies collected the same debt on one day.
    SeveralAgencies {
        /// How many.
        count: u32,
    } = "several_agencies",
    /// How many were counted in days that follow each other.
    CountedWindow {
        /// First day of the window, at the borrower's place.
        #[schemars(with = "String")] #[ts(type = "string")] from: Day,
        /// Its last day.
        #[schemars(with = "String")] #[ts(type = "string")] to: Day,
        /// How many there were for certain.
        count: u32,
        /// How many there may have been.
        possible: u32,
        /// How many are allowed.
        limit: u32,
    } = "counted_window",
    /// The law presumes a breach; both sides may show otherwise.
    Presumed = "presumed",
    /// The law presumes compliance, no more: other conduct may still harass.
    PresumptionHolds = "presumption_holds",
    /// A conversation about the debt came before.
    ConversationBefore {
        /// The contact in which it was.
        event: String,
        /// Its day.
        #[schemars(with = "String")] #[ts(type = "string")] day: Day,
    } = "conversation_before",
    /// The time of the contact at a place of the borrower, and the hours allowed.
    LocalTime {
        /// Time there, to the second.
        time: String,
        /// The place's time zone, or the offset of the record.
        zone: String,
        /// First moment allowed.
        from: String,
        /// Last moment allowed.
        to: String,
    } = "local_time",
    /// What the borrower had told the collector, and when it arrived.
    Told {
        /// Id of the notice.
        notice: String,
        /// Code of what was told.
        kind: String,
        /// The day it arrived, where that is known.
        #[schemars(with = "Option<String>")] #[ts(type = "string | null")] received: Option<Day>,
    } = "told",
    /// Where the borrower was reached.
    AtPlace {
        /// Code of the place.
        place: String,
    } = "at_place",
    /// Two calls came within a few minutes.
    CloseTogether {
        /// Minutes within which they count as close.
        minutes: u32,
    } = "close_together",
    /// A period that counts, and its last day.
    Deadline {
        /// The day it starts from.
        #[schemars(with = "String")] #[ts(type = "string")] from: Day,
        /// Its last day.
        #[schemars(with = "String")] #[ts(type = "string")] last: Day,
    } = "deadline",
    /// The last day a notice states, and the earliest it may state.
    StatedUntil {
        /// As stated.
        #[schemars(with = "String")] #[ts(type = "string")] stated: Day,
        /// The earliest allowed.
        #[schemars(with = "String")] #[ts(type = "string")] earliest: Day,
    } = "stated_until",
    /// What a voicemail said went beyond the limited content.
    VoicemailSaidMore = "voicemail_said_more",
    /// Nothing was agreed that would allow it.
    NothingAgreed = "nothing_agreed",
    /// Whether the rule covers this debt is open, but nothing depends on it.
    ScopeOpen = "scope_open",
    /// A person must look at this: the program does not decide it.
    LookWithAPerson = "look_with_a_person",
}

/// What one rule says about one debt.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Finding {
    /// Slug of the rule.
    pub rule: String,
    /// Id of the pack.
    pub pack: String,
    /// Version of the pack.
    pub pack_version: String,
    /// Id of the instrument.
    pub instrument: String,
    /// The clause.
    pub clause: String,
    /// How binding it is.
    pub force: Force,
    /// How well it was verified; B2 is shown as 待核.
    pub grade: Grade,
    /// The words it may be given.
    pub rank: Rank,
    /// The debt, when it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub debt: Option<DebtId>,
    /// The answer.
    pub verdict: Verdict,
    /// Why the rule does not apply, if it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub why: Option<Why>,
    /// The rows it rests on, by time. Of the quiet verdicts (clear, not
    /// applicable, not covered) the first 500.
    pub events: Vec<ContactId>,
    /// How many rows it rests on.
    pub event_count: u32,
    /// The day whose law was applied; absent where the rows are of several days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub law_date: Option<Day>,
    /// Exactly the facts that would settle it, if it is open.
    pub missing: Vec<Fact>,
    /// How the answer came about.
    pub trace: Vec<TraceStep>,
    /// The rule only points something out; a person decides. Then a
    /// `needs_facts` verdict may have nothing in `missing`.
    pub manual: bool,
}

/// A pack that was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PackUse {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Both,
    /// Version.
    pub version: String,
    /// Country code.
    pub jurisdiction: String,
    /// Day it was last checked against its sources.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub checked_on: Day,
    /// First day it covers.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub covers_from: Day,
    /// Last day it covers, if it stopped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    #[ts(optional, type = "string")]
    pub covers_to: Option<Day>,
}

/// Everything an evaluation says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Evaluation {
    /// The packs that were used.
    pub packs: Vec<PackUse>,
    /// By pack, rule and debt, gravest first; every evaluated rule is here.
    pub findings: Vec<Finding>,
    /// What is wrong with the packs.
    pub issues: Vec<PackIssue>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_steps_are_those_written_out() {
        let step = TraceStep::Conducts {
            conducts: vec!["insult".to_owned()],
        };
        let text = serde_json::to_string(&step).unwrap();
        assert_eq!(
            text,
            r#"{"code":"conducts","params":{"conducts":["insult"]}}"#
        );
        assert!(TraceStep::CODES.contains(&"conducts"));
        let bare = serde_json::to_string(&TraceStep::NothingAgreed).unwrap();
        assert_eq!(bare, r#"{"code":"nothing_agreed"}"#);
    }
}
