//! `deadline`: the last day of a rule or a bare period, with its receipt.

use std::path::Path;

use deadlines::{DataIssue, PeriodChange, Procedures, Receipt, rule_rows};
use domain::Lang;

use super::{print_json, read_text};
use crate::args::{Deadline, Format};
use crate::deadline_words as words;
use crate::outcome::{Failure, Outcome, Result};

/// Lists the rules, or counts one.
pub(crate) fn deadline(request: &Deadline) -> Result {
    let law = law(&request.calendar)?;
    if request.list {
        return list(&law, request.lang, request.format);
    }
    let (Some(rule), Some(from)) = (&request.rule, request.from) else {
        return Err(Failure::internal("deadline: rule, from"));
    };
    let changes = match &request.events {
        Some(path) => changes(path)?,
        None => Vec::new(),
    };
    let receipt = deadlines::deadline(&law, rule, from, &changes)
        .map_err(|error| Failure::input(words::failure(rule, request.events.as_deref(), &error)))?;
    match request.format {
        Format::Json => print_json(&receipt)?,
        Format::Text => text(&law, &receipt, request.lang),
    }
    Ok(Outcome::Done)
}

/// The procedures of this build, with the notices of the user.
fn law(calendars: &[std::path::PathBuf]) -> std::result::Result<Procedures, Failure> {
    let loaded = deadlines::embedded();
    if let Some(issue) = loaded.issues.first() {
        return Err(Failure::internal(format!("procedures: {issue}")));
    }
    let mut law = loaded.procedures;
    for path in calendars {
        let text = read_text(path)?;
        let name = path.display().to_string();
        let year = deadlines::read_notice(&name, &text).map_err(|issues| faults(&issues))?;
        law = law.with_year(year);
    }
    Ok(law)
}

fn changes(path: &Path) -> std::result::Result<Vec<PeriodChange>, Failure> {
    let text = read_text(path)?;
    let name = path.display().to_string();
    deadlines::read_changes(&name, &text).map_err(|issue| faults(&[issue]))
}

fn faults(issues: &[DataIssue]) -> Failure {
    let lines: Vec<String> = issues.iter().map(words::issue).collect();
    Failure::input(lines.join("\n"))
}

fn list(law: &Procedures, lang: Lang, format: Format) -> Result {
    let rows = rule_rows(law);
    match format {
        Format::Json => print_json(&rows)?,
        Format::Text => {
            for row in &rows {
                let length = row.length.map_or_else(
                    || words::no_length(row.force, lang).to_owned(),
                    |length| length.to_string(),
                );
                let ground = row.ground.as_ref().map_or_else(String::new, |ground| {
                    let name = match lang {
                        Lang::ZhCn => &ground.name,
                        Lang::En => &ground.name_en,
                    };
                    format!(" · {name} {}", ground.clause)
                });
                say!(
                    "{}\t{length}\t{:?}\t{}{ground}",
                    row.rule,
                    row.grade,
                    words::of(&row.title, lang)
                );
            }
        }
    }
    Ok(Outcome::Done)
}

fn text(law: &Procedures, receipt: &Receipt, lang: Lang) {
    for line in words::receipt(law, receipt, lang) {
        say!("{line}");
    }
}
