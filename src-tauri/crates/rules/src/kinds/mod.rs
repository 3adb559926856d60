//! The closed set of checks. A kind says how something is judged; a rule of a
//! pack says by which numbers, from when, against whom and with what words.
//! One file per kind, named after the thing it flags. To add one: write the
//! file, name it in the list below, give it a rule with its worked cases.

use serde::Deserialize;

use crate::evaluate::{Outcome, Unit};

mod agency_not_listed;
mod beyond_passing_a_message;
mod bunched_calls;
mod call_after_conversation;
mod collection_during_dispute;
mod collector_not_disclosed;
mod contact_after_agreed_plan;
mod contact_after_cease;
mod contact_after_refusal;
mod contact_at_barred_place;
mod contact_at_inconvenient_time;
mod contact_by_refused_medium;
mod contact_despite_attorney;
mod contact_in_quiet_hours;
mod contact_with_person_not_owing;
mod disclosure_beyond_consumer;
mod disclosure_to_other;
mod email_to_work_address;
mod identity_not_stated;
mod look_with_a_person;
mod outsourcing_not_announced;
mod posting_on_social_media;
mod prohibited_means;
mod reported_too_early;
mod suit_on_time_barred_debt;
mod third_party_without_unreachable;
mod too_many_calls_in_seven_days;
mod too_many_connected_calls;
mod too_many_effective_calls;
mod too_many_unanswered_tries;
mod too_many_visits;
mod validation_notice_late;
mod validation_period_short;
mod visit_conditions;
mod voicemail_beyond_limits;

/// Which other contacts of a unit decide how a kind judges one of them. When a
/// row changes, only what it can decide is judged anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sees {
    /// Those of the same day.
    Day,
    /// Those of the same day, and what the same person had said before.
    Person,
    /// Those of the same day, and which contact was the first of all.
    First,
    /// Any.
    Whole,
}

/// What every kind can do. A kind's fields are the parameters of its rules.
pub(crate) trait Check {
    /// Judges the contacts of one debt.
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a>;

    /// How far it looks.
    fn sees(&self) -> Sees {
        Sees::Day
    }

    /// Does it count contacts over all debts of one creditor?
    fn counts(&self) -> bool {
        false
    }
}

macro_rules! kinds {
    ($($module:ident::$name:ident,)+) => {
        /// A check with its parameters.
        #[derive(Clone, Debug)]
        pub(crate) enum Kind { $($name($module::$name),)+ }

        /// The codes of all kinds.
        pub const KINDS: &[&str] = &[$(stringify!($module),)+];

        impl Kind {
            /// Reads the parameters of the kind with this code.
            pub(crate) fn read(code: &str, params: toml::Table) -> Result<Self, toml::de::Error> {
                match code {
                    $(stringify!($module) => $module::$name::deserialize(params).map(Self::$name),)+
                    _ => Err(serde::de::Error::custom(code)),
                }
            }

            pub(crate) fn check(&self) -> &dyn Check {
                match self { $(Self::$name(kind) => kind,)+ }
            }
        }
    };
}

kinds! {
    agency_not_listed::AgencyNotListed,
    beyond_passing_a_message::BeyondPassingAMessage,
    bunched_calls::BunchedCalls,
    call_after_conversation::CallAfterConversation,
    collection_during_dispute::CollectionDuringDispute,
    collector_not_disclosed::CollectorNotDisclosed,
    contact_after_agreed_plan::ContactAfterAgreedPlan,
    contact_after_cease::ContactAfterCease,
    contact_after_refusal::ContactAfterRefusal,
    contact_at_barred_place::ContactAtBarredPlace,
    contact_at_inconvenient_time::ContactAtInconvenientTime,
    contact_by_refused_medium::ContactByRefusedMedium,
    contact_despite_attorney::ContactDespiteAttorney,
    contact_in_quiet_hours::ContactInQuietHours,
    contact_with_person_not_owing::ContactWithPersonNotOwing,
    disclosure_beyond_consumer::DisclosureBeyondConsumer,
    disclosure_to_other::DisclosureToOther,
    email_to_work_address::EmailToWorkAddress,
    identity_not_stated::IdentityNotStated,
    look_with_a_person::LookWithAPerson,
    outsourcing_not_announced::OutsourcingNotAnnounced,
    posting_on_social_media::PostingOnSocialMedia,
    prohibited_means::ProhibitedMeans,
    reported_too_early::ReportedTooEarly,
    suit_on_time_barred_debt::SuitOnTimeBarredDebt,
    third_party_without_unreachable::ThirdPartyWithoutUnreachable,
    too_many_calls_in_seven_days::TooManyCallsInSevenDays,
    too_many_connected_calls::TooManyConnectedCalls,
    too_many_effective_calls::TooManyEffectiveCalls,
    too_many_unanswered_tries::TooManyUnansweredTries,
    too_many_visits::TooManyVisits,
    validation_notice_late::ValidationNoticeLate,
    validation_period_short::ValidationPeriodShort,
    visit_conditions::VisitConditions,
    voicemail_beyond_limits::VoicemailBeyondLimits,
}
