//! Which requests a finding gives reason for. A letter asks for nothing that
//! would claim what the record does not show.

use rules::{Finding, Pack, TraceStep};

/// Requests that answer something that happened. They are offered where a finding
/// gives reason for them.
pub(super) const REASONED: &[&str] = &[
    "stop_third_party",
    "stop_night",
    "stop_frequency",
    "private_account",
    "show_authorisation",
    "discipline_staff",
];

/// Those of them anyone may make all the same.
const FREE: &[&str] = &["show_authorisation", "discipline_staff"];

/// The requests that follow from a finding.
pub(crate) fn reasons(packs: &[Pack], found: &Finding) -> Vec<&'static str> {
    let mut out = match kind_of(packs, found) {
        "contact_in_quiet_hours" | "contact_at_inconvenient_time" => vec!["stop_night"],
        "too_many_connected_calls"
        | "too_many_effective_calls"
        | "too_many_unanswered_tries"
        | "too_many_visits"
        | "too_many_calls_in_seven_days"
        | "call_after_conversation" => vec!["stop_frequency"],
        "contact_with_person_not_owing"
        | "disclosure_to_other"
        | "contact_after_refusal"
        | "third_party_without_unreachable"
        | "beyond_passing_a_message"
        | "disclosure_beyond_consumer"
        | "posting_on_social_media" => vec!["stop_third_party"],
        "outsourcing_not_announced" | "agency_not_listed" | "identity_not_stated" => {
            vec!["show_authorisation"]
        }
        "prohibited_means" | "visit_conditions" => vec!["discipline_staff"],
        _ => Vec::new(),
    };
    let conducts = found.trace.iter().filter_map(|step| match step {
        TraceStep::Conducts { conducts } => Some(conducts),
        _ => None,
    });
    if conducts
        .flatten()
        .any(|conduct| conduct == "private_account")
    {
        out.push("private_account");
    }
    out
}

/// The kind of check a finding comes from.
pub(super) fn kind_of<'a>(packs: &'a [Pack], found: &Finding) -> &'a str {
    let pack = packs.iter().find(|pack| pack.id() == found.pack);
    pack.and_then(|pack| pack.rule(&found.rule))
        .map_or("", |rule| rule.kind.as_str())
}

/// Those of the requests picked that anyone may make or the findings give
/// reason for.
pub(super) fn supported(picked: &[String], packs: &[Pack], findings: &[&Finding]) -> Vec<String> {
    let given: Vec<&str> = findings
        .iter()
        .flat_map(|found| reasons(packs, found))
        .collect();
    let fits = |request: &&String| {
        let request = request.as_str();
        !REASONED.contains(&request) || FREE.contains(&request) || given.contains(&request)
    };
    picked.iter().filter(fits).cloned().collect()
}
