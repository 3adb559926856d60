//! The page of the proceedings, `docs/procedures.md`, written from the files.

use std::fmt::Write;

use crate::data::Procedures;
use crate::proceeding::{Actor, DeadlineForce, DeadlineRule, Procedure};
use crate::words::{LawGrade, Wording};

/// The whole page.
pub fn procedures_markdown(law: &Procedures) -> String {
    let mut out = String::new();
    page(&mut out, law).unwrap_or_default();
    out
}

fn page(out: &mut String, law: &Procedures) -> std::fmt::Result {
    writeln!(out, "# 程序与期限 / Proceedings and deadlines\n")?;
    writeln!(
        out,
        "由数据生成，不要手改。Generated from the data; do not edit.\n"
    )?;
    writeln!(
        out,
        "`{}` · 核对日 checked on {} · {} 项程序 proceedings · {} 个期限 deadlines\n",
        law.edition(),
        law.checked_on(),
        law.proceedings().len(),
        law.rules().count()
    )?;
    writeln!(
        out,
        "A 读到条文本身 the text itself was read · B 一致的二手来源 consistent secondary sources · C 未核实，不作为事实 not verified, never shown as fact\n"
    )?;
    counting(out, law)?;
    for one in law.proceedings() {
        proceeding(out, law, one)?;
    }
    Ok(())
}

fn counting(out: &mut String, law: &Procedures) -> std::fmt::Result {
    writeln!(out, "## 期间计算 / Counting\n")?;
    for ground in law.grounds() {
        if let Some(ground) = law.ground(&ground.slug) {
            writeln!(
                out,
                "- `{}` {} {} — {} {} · {:?}",
                ground.slug,
                both(&ground.title),
                mark(ground.grade),
                ground.name,
                ground.clause,
                ground.grade
            )?;
        }
    }
    writeln!(
        out,
        "\n| 年 year | 通知 notice | 核实到 verified to | |\n|---|---|---|---|"
    )?;
    for year in law.calendar().years() {
        let notices: Vec<&str> = year.notices.iter().map(|n| n.number.as_str()).collect();
        let grade = year
            .grade
            .map_or_else(String::new, |grade| format!("{grade:?}"));
        let (number, to) = (notices.join("、"), year.verified_to);
        writeln!(out, "| {} | {number} | {to} | {grade} |", year.year)?;
    }
    writeln!(out)
}

fn proceeding(out: &mut String, law: &Procedures, one: &Procedure) -> std::fmt::Result {
    writeln!(out, "## {} / {}\n", one.title.zh, one.title.en)?;
    writeln!(
        out,
        "`{}`\n\n{}\n\n{}\n",
        one.id, one.purpose.zh, one.purpose.en
    )?;
    for first in &one.first {
        let reason = both(&first.reason);
        writeln!(out, "- **先 first** `{}`: {reason}", first.proceeding)?;
    }
    for next in &one.next {
        writeln!(
            out,
            "- **后 then** `{}`: {}",
            next.proceeding,
            both(&next.why)
        )?;
    }
    for dead in &one.dead_ends {
        writeln!(out, "- **走不通 leads nowhere** {}", both(dead))?;
    }
    if one.deadlines.is_empty() {
        return writeln!(out);
    }
    writeln!(
        out,
        "\n| 期限 deadline | 起算 from | 多长 length | 谁 who | 依据 ground | |\n|---|---|---|---|---|---|"
    )?;
    for rule in &one.deadlines {
        row(out, law, one, rule)?;
    }
    writeln!(out)?;
    let mut noted = false;
    for rule in &one.deadlines {
        if let Some(note) = &rule.note {
            writeln!(out, "- `{}` {}", rule.id, both(note))?;
            noted = true;
        }
    }
    if noted { writeln!(out) } else { Ok(()) }
}

fn row(
    out: &mut String,
    law: &Procedures,
    one: &Procedure,
    rule: &DeadlineRule,
) -> std::fmt::Result {
    let length = match (rule.length, rule.force) {
        (Some(length), DeadlineForce::Reminder) => format!("{length} 提醒 reminder"),
        (Some(length), _) => length.to_string(),
        (None, DeadlineForce::Given) => "由文书、约定确定 given".to_owned(),
        (None, _) => "待核 to be confirmed".to_owned(),
    };
    let ground = law.ground_of(one, rule).map_or_else(String::new, |ground| {
        format!("{} {}", ground.name, ground.clause)
    });
    writeln!(
        out,
        "| `{}.{}` {} | {} | {length} | {} | {ground} | {:?} |",
        one.id,
        rule.id,
        both(&rule.title),
        rule.after.code(),
        actor(rule.who),
        rule.grade
    )
}

fn both(words: &Wording) -> String {
    format!("{} / {}", words.zh, words.en)
}

const fn mark(grade: LawGrade) -> &'static str {
    match grade {
        LawGrade::A | LawGrade::B => "",
        LawGrade::C => "（待核 to be confirmed）",
    }
}

const fn actor(who: Actor) -> &'static str {
    match who {
        Actor::Me => "本人 you",
        Actor::Them => "对方 they",
        Actor::Authority => "机关 authority",
        Actor::Court => "法院、仲裁机构 court",
        Actor::Nobody => "—",
    }
}
