//! `verify`: checks a proof pack, and says what its page says, with its words.

use domain::Lang;
use proof::{ChainReport, Report, words};

use super::print_json;
use crate::args::{Format, Verify};
use crate::outcome::{Failure, Outcome, Result};

pub(crate) fn verify(request: &Verify) -> Result {
    let checked = proof::verify(&request.pack, request.head.as_ref(), &mut |_| true);
    let report = checked.map_err(|error| {
        let mut place = request.pack.display().to_string();
        if let Some((line, column)) = error.place {
            place = format!("{place}: {}:{line}:{column}", proof::MANIFEST);
        }
        let [zh, en] = [Lang::ZhCn, Lang::En].map(|lang| words::unreadable(lang, error.code));
        Failure::input(format!("{place}: {zh} / {en}"))
    })?;
    match request.format {
        Format::Json => print_json(&report)?,
        Format::Text => text(&report, request.lang),
    }
    Ok(if report.matches {
        Outcome::Done
    } else {
        Outcome::Findings
    })
}

fn text(report: &Report, lang: Lang) {
    let ui = |code: &str| words::say(lang, "ui", code);
    say!(
        "{}",
        ui(if report.matches {
            "all_match"
        } else {
            "not_match"
        })
    );
    if report.matches {
        say!("{}", ui("all_match_more"));
    }
    for finding in &report.findings {
        say!("- {}", words::finding(lang, finding));
    }
    say!("\n{}: {}", ui("about"), report.about);
    say!("{}: {}", ui("made_at"), report.made_at);
    say!("{}: {}", ui("tool"), report.tool);
    say!("{}: {}\n{}", ui("seal"), report.seal, ui("seal_hint"));
    say!("\n{}", ui("files"));
    for file in &report.files {
        let role = file.role.map_or("", |role| words::role(lang, role));
        let number = file.exhibit.map_or_else(String::new, |n| format!(" {n}"));
        let state = words::state(lang, file.state);
        say!("{state}\t{}\t{role}{number}", file.path);
    }
    say!("\n{}\n{}", ui("chain"), chain(&report.chain, lang));
    say!("{}: {}", ui("chain_head"), report.chain.head);
    if let Some(seq) = report.chain.compared {
        let code = if seq == report.chain.last {
            "compared_newest"
        } else {
            "compared_earlier"
        };
        say!("{}", ui(code).replace("{n}", &seq.to_string()));
    }
    say!("\n{}", ui("limits"));
    for limit in &report.limits {
        say!("- {}", words::limit(lang, *limit));
    }
}

fn chain(chain: &ChainReport, lang: Lang) -> String {
    let code = match (chain.last, chain.sound) {
        (0, _) => "chain_none",
        (_, true) => "chain_sound",
        (_, false) => "chain_broken",
    };
    words::say(lang, "ui", code)
        .replace("{first}", &chain.first.to_string())
        .replace("{last}", &chain.last.to_string())
}
