//! The texts and grounds, the recourses, the papers, the stages: that all are there and
//! name what is there.

use domain::Stage;

use super::{Code, Issues, LETTERS, Names, Written};
use crate::data::issue::DataIssue;
use crate::paper::PaperKind;
use crate::recourse::ProblemKind;
use crate::stage::Bystander;
use crate::words::LawGrade;

/// Grounds the count names.
const GROUNDS: &[&str] = &[
    "period-start",
    "period-end-month",
    "period-holiday",
    "period-weekend",
    "period-end-time",
    "period-mail",
    "workdays",
];

pub(super) fn check(written: &Written<'_>, names: &Names<'_>) -> Vec<DataIssue> {
    let mut out = texts(written, names);
    out.extend(recourses(written, names));
    out.extend(papers(written, names));
    out.extend(stages(written, names));
    out.extend(bystanders(written));
    out
}

fn texts(written: &Written<'_>, names: &Names<'_>) -> Vec<DataIssue> {
    let law = written.law;
    let mut issues = Issues::of("cn/instruments.toml", written.files);
    for source in law.texts.iter().flat_map(|text| &text.sources) {
        issues.known(source, &names.sources, Code::UnknownSource);
    }
    let mut grounds = Issues::of("cn/periods.toml", written.files);
    for slug in GROUNDS {
        if law.ground(slug).is_none() {
            grounds.add("slug", Code::GroundUnknown, *slug);
        }
    }
    for ground in &law.grounds {
        for text in &ground.instruments {
            grounds.known(text, &names.texts, Code::UnknownText);
        }
        for source in &ground.sources {
            grounds.known(source, &names.sources, Code::UnknownSource);
        }
        if ground.instruments.len() != ground.clauses.len() {
            grounds.add(&ground.slug, Code::GroundMissing, &ground.slug);
        }
    }
    issues.out.extend(grounds.out);
    issues.out
}

fn recourses(written: &Written<'_>, names: &Names<'_>) -> Vec<DataIssue> {
    let law = written.law;
    let mut issues = Issues::of("cn/recourse.toml", written.files);
    for problem in ProblemKind::ALL {
        if !law.recourses.iter().any(|one| one.problem == *problem) {
            issues.add("recourse", Code::CoverageMissing, problem.code());
        }
    }
    for recourse in &law.recourses {
        let stops = recourse.first.iter().chain(&recourse.then);
        for id in stops.filter_map(|stop| stop.proceeding.as_deref()) {
            issues.known(id, &names.proceedings, Code::UnknownProceeding);
        }
        for source in &recourse.sources {
            issues.known(source, &names.sources, Code::UnknownSource);
        }
    }
    issues.out
}

fn papers(written: &Written<'_>, names: &Names<'_>) -> Vec<DataIssue> {
    let law = written.law;
    let mut out = Vec::new();
    for kind in PaperKind::ALL {
        let file = format!("cn/papers/{}.toml", kind.code());
        let mut issues = Issues::of(&file, written.files);
        let Some(paper) = law.papers.iter().find(|paper| paper.kind == *kind) else {
            issues.add("kind", Code::CoverageMissing, kind.code());
            out.extend(issues.out);
            continue;
        };
        if let Some(id) = &paper.proceeding {
            issues.known(id, &names.proceedings, Code::UnknownProceeding);
        }
        for clock in &paper.clocks {
            issues.known(clock, &names.rules, Code::UnknownDeadline);
        }
        for letter in &paper.letters {
            issues.known(letter, LETTERS, Code::UnknownText);
        }
        for point in paper.does.iter().chain(&paper.does_not) {
            if let Some(text) = &point.instrument {
                issues.known(text, &names.texts, Code::UnknownText);
            }
            if point.grade == Some(LawGrade::C) {
                issues.add(&point.text.zh, Code::NotVerified, kind.code());
            }
        }
        out.extend(issues.out);
    }
    out
}

fn stages(written: &Written<'_>, names: &Names<'_>) -> Vec<DataIssue> {
    let law = written.law;
    let mut out = Vec::new();
    for stage in Stage::ALL {
        let file = format!("cn/stages/{}.toml", stage.code());
        let mut issues = Issues::of(&file, written.files);
        match law.stages.iter().find(|guide| guide.stage == *stage) {
            None => issues.add("stage", Code::CoverageMissing, stage.code()),
            Some(guide) => {
                for id in &guide.proceedings {
                    issues.known(id, &names.proceedings, Code::UnknownProceeding);
                }
                for letter in &guide.letters {
                    issues.known(letter, LETTERS, Code::UnknownText);
                }
            }
        }
        out.extend(issues.out);
    }
    out
}

fn bystanders(written: &Written<'_>) -> Vec<DataIssue> {
    let mut out = Vec::new();
    for who in Bystander::ALL {
        let file = format!("cn/bystanders/{}.toml", who.code());
        let mut issues = Issues::of(&file, written.files);
        match written.law.bystanders.iter().find(|one| one.who == *who) {
            None => issues.add("who", Code::CoverageMissing, who.code()),
            Some(guide) => issues.known(&guide.letter, LETTERS, Code::UnknownText),
        }
        out.extend(issues.out);
    }
    out
}
