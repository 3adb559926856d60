//! `audit`: what the rules say about a case file.

use domain::Lang;
use rules::{Evaluation, Finding, Pack, Verdict};
use serde_json::{Value, json};

use super::{print_json, read_case};
use crate::args::{Audit, Format};
use crate::outcome::{Outcome, Result};
use crate::words;

pub(crate) fn audit(request: &Audit) -> Result {
    // A call that stands in several sources is one contact.
    let case = app::calls::folded(read_case(&request.case)?);
    let packs = rules::embedded_rules();
    let evaluation = rules::evaluate(&packs, &case, request.as_of);
    match request.format {
        Format::Json => print_json(&report(&evaluation))?,
        Format::Text => put!("{}", text(&packs, &case, &evaluation, request.lang)),
    }
    let flagged = evaluation
        .findings
        .iter()
        .any(|found| found.verdict == Verdict::Flagged);
    Ok(if request.fail_on_findings && flagged {
        Outcome::Findings
    } else {
        Outcome::Done
    })
}

/// The documented form: `pack`, then every evaluated rule.
fn report(evaluation: &Evaluation) -> Value {
    json!({
        "pack": evaluation.packs,
        "findings": evaluation.findings.iter().map(entry).collect::<Vec<_>>(),
        "issues": evaluation.issues,
    })
}

fn entry(found: &Finding) -> Value {
    json!({
        "rule": found.rule,
        "pack": found.pack,
        "pack_version": found.pack_version,
        "debt": found.debt,
        "verdict": found.verdict,
        "why": found.why,
        "events": found.events,
        "event_count": found.event_count,
        "missing": found.missing,
        "instrument": found.instrument,
        "clause": found.clause,
        "force": found.force,
        "confidence": found.grade,
        "rank": found.rank,
        "manual": found.manual,
        "law_date": found.law_date,
        "trace": found.trace,
    })
}

fn text(packs: &[Pack], case: &domain::Case, evaluation: &Evaluation, lang: Lang) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    for pack in &evaluation.packs {
        line(words::pack_line(pack, lang));
    }
    for verdict in [Verdict::Flagged, Verdict::NeedsFacts] {
        let found: Vec<&Finding> = evaluation
            .findings
            .iter()
            .filter(|found| found.verdict == verdict)
            .collect();
        line(String::new());
        line(words::verdict_heading(verdict, found.len(), lang));
        for finding in found {
            let rule = packs
                .iter()
                .find(|p| p.id() == finding.pack)
                .and_then(|p| p.rule(&finding.rule));
            let pack = packs.iter().find(|p| p.id() == finding.pack);
            let instrument = pack.and_then(|pack| pack.instrument(&finding.instrument));
            line(words::finding_block(case, finding, rule, instrument, lang));
        }
    }
    line(String::new());
    line(words::rest(evaluation, lang));
    out
}
