//! Which requests a finding gives reason for. A letter asks for nothing that
//! would claim what the record does not show.

use rules::{Finding, Pack, TraceStep};

/// Requests anyone may make, whatever was found.
const ALWAYS: &[&str] = &[
    "show_authorisation",
    "discipline_staff",
    "instalment_wanted",
    "reply_in_writing",
];

/// The requests that follow from a finding.
pub(crate) fn reasons(packs: &[Pack], found: &Finding) -> Vec<&'static str> {
    let pack = packs.iter().find(|pack| pack.id() == found.pack);
    let kind = pack
        .and_then(|pack| pack.rule(&found.rule))
        .map_or("", |rule| rule.kind.as_str());
    let mut out = match kind {
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

/// Those of the requests picked that anyone may make or the findings give
/// reason for.
pub(super) fn supported(picked: &[String], packs: &[Pack], findings: &[&Finding]) -> Vec<String> {
    let given: Vec<&str> = findings
        .iter()
        .flat_map(|found| reasons(packs, found))
        .collect();
    let fits =
        |request: &&String| ALWAYS.contains(&request.as_str()) || given.contains(&request.as_str());
    picked.iter().filter(fits).cloned().collect()
}
