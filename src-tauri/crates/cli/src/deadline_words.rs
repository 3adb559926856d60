//! What `deadline` says: a receipt in one language, refusals in both.

use std::path::Path;

use chrono::{Datelike, Weekday};
use deadlines::{
    DataIssue, DeadlineError, DeadlineForce, LineKind, Period, PeriodUnit, Procedures, Receipt,
    ReceiptLine, ReceiptNote, Refusal, StepKind, Wording,
};
use domain::{Day, Lang};

/// One language of two.
pub(crate) fn of(words: &Wording, lang: Lang) -> &str {
    match lang {
        Lang::ZhCn => &words.zh,
        Lang::En => &words.en,
    }
}

const fn pick<'a>(lang: Lang, zh: &'a str, en: &'a str) -> &'a str {
    match lang {
        Lang::ZhCn => zh,
        Lang::En => en,
    }
}

/// Why a rule of the list has no length.
pub(crate) const fn no_length(force: DeadlineForce, lang: Lang) -> &'static str {
    match force {
        DeadlineForce::Given => pick(lang, "由文书、约定确定", "given"),
        _ => pick(lang, "待核", "to be confirmed"),
    }
}

/// A problem of a file.
pub(crate) fn issue(issue: &DataIssue) -> String {
    let DataIssue {
        file, line, detail, ..
    } = issue;
    let meant = issue.suggestion.as_ref();
    let meant = meant.map_or_else(String::new, |word| {
        format!(" （是否为 / did you mean {word}？）")
    });
    format!(
        "{file}:{line}: 文件内容不对 / the file is wrong: {detail} [{}]{meant}",
        issue.code.code()
    )
}

/// Every problem of a count, one a line.
pub(crate) fn failure(rule: &str, events: Option<&Path>, error: &DeadlineError) -> String {
    let file = events.map_or_else(|| "events".to_owned(), |path| path.display().to_string());
    let line = |problem: &deadlines::DeadlineProblem| {
        let place = match problem.field.as_str() {
            "." | "rule" => rule.to_owned(),
            field => format!("{file}: {field}"),
        };
        format!("{place}: {}", refusal(&problem.why))
    };
    let lines: Vec<String> = error.problems.iter().map(line).collect();
    lines.join("\n")
}

fn refusal(why: &Refusal) -> String {
    let plain = |text: &str, code: &str| format!("{text} [{code}]");
    match why {
        Refusal::NotCovered { from } => format!(
            "工作日只能数到日历为止，{from} 起没有数据；可用 --calendar 录入该年放假通知 / working days are counted within the calendar only, nothing is known from {from} on; enter the notice of that year with --calendar [not_covered]"
        ),
        Refusal::Suspended { since, counted } => format!(
            "{since} 起停止计算，尚未恢复，已计 {counted} 日 / the clock was stopped on {since} and has not gone on; {counted} days were counted [suspended]"
        ),
        Refusal::UnknownRule { suggestion } => {
            let meant = suggestion.as_ref().map_or_else(String::new, |word| {
                format!("；是否为 {word} / did you mean {word}")
            });
            format!("没有这个期限，见 --list / no such rule, see --list{meant} [unknown_rule]")
        }
        Refusal::NoLength => plain(
            "没有可断言的长度：未核实，或者由文书、约定确定 / no length is asserted: it was not verified, or the paper itself fixes the day",
            "no_length",
        ),
        Refusal::BeforeStart => plain(
            "早于起算日 / is before the day the period starts on",
            "before_start",
        ),
        Refusal::AfterEnd => plain(
            "晚于期限届满之日 / is after the period had ended",
            "after_end",
        ),
        Refusal::Reversed => plain(
            "结束早于开始 / the last day is before the first",
            "reversed",
        ),
        Refusal::OutOfRange => plain("超出可以计算的范围 / is out of range", "out_of_range"),
        // These belong to standings of proceedings, which this verb does not ask for.
        Refusal::Malformed => plain("格式不对 / is malformed", "malformed"),
        Refusal::InFuture => plain("晚于今天 / is later than today", "in_future"),
        Refusal::NoTrigger { event } => plain(
            &format!(
                "还没有发生起算的事件 {0} / the event it runs from has not happened: {0}",
                event.code()
            ),
            "no_trigger",
        ),
        Refusal::UnknownProceeding => {
            plain("没有这个程序 / no such proceeding", "unknown_proceeding")
        }
        Refusal::NotPossible { .. } => {
            plain("在这个阶段不会发生 / cannot happen there", "not_possible")
        }
        Refusal::OutOfOrder { needs } => plain(
            &format!("之前应先有 {0} / needs {0} first", needs.code()),
            "out_of_order",
        ),
        Refusal::UntilMissing => plain("缺少确定的日子 / lacks the day it sets", "until_missing"),
    }
}

/// The receipt, line by line.
pub(crate) fn receipt(law: &Procedures, receipt: &Receipt, lang: Lang) -> Vec<String> {
    let mut out = vec![head(law, receipt, lang)];
    if let Some(basis) = &receipt.basis {
        out.push(format!(
            "{}: {} {} · {:?}",
            pick(lang, "依据", "ground"),
            pick(lang, &basis.name, &basis.name_en),
            basis.clause,
            basis.grade
        ));
    }
    if receipt.force == Some(DeadlineForce::Reminder) {
        out.push(pick(lang, "提醒，不是法定期限", "a reminder, not law").to_owned());
    }
    let lengths: Vec<String> = receipt.periods.iter().map(|p| period(*p, lang)).collect();
    out.push(format!(
        "{}: {} + {}",
        pick(lang, "起算", "from"),
        receipt.start,
        lengths.join(" + ")
    ));
    for (label, day) in [
        (pick(lang, "计算到", "count ends"), receipt.nominal),
        (pick(lang, "最后一日", "last day"), receipt.end),
        (pick(lang, "最迟在此日办", "act by"), receipt.act_by),
    ] {
        out.push(format!("{label}: {day} {}", weekday(day, lang)));
    }
    if let Some(done) = receipt.done {
        out.push(format!(
            "{} {}: {}",
            if done.by_post {
                pick(lang, "交邮", "posted")
            } else {
                pick(lang, "提交", "handed in")
            },
            done.day,
            if done.in_time {
                pick(lang, "在期限内", "in time")
            } else {
                pick(lang, "已过期限", "too late")
            }
        ));
    }
    out.push(String::new());
    out.extend(receipt.lines.iter().map(|one| line(one, lang)));
    out.push(String::new());
    for one in &receipt.steps {
        let ground = one.ground.as_ref().map_or_else(String::new, |ground| {
            let name = pick(lang, &ground.name, &ground.name_en);
            format!(" — {name} {} · {:?}", ground.clause, ground.grade)
        });
        out.push(format!("- {} {}{ground}", one.day, step(one.kind, lang)));
    }
    out.extend(
        receipt
            .notes
            .iter()
            .map(|one| format!("* {}", note(one, lang))),
    );
    out.push(String::new());
    out.push(edition(receipt, lang));
    out
}

fn head(law: &Procedures, receipt: &Receipt, lang: Lang) -> String {
    let named = law
        .rules()
        .find(|(one, rule)| receipt.rule == format!("{}.{}", one.id, rule.id));
    match named {
        Some((one, rule)) => format!(
            "{}  {} · {}",
            receipt.rule,
            of(&one.title, lang),
            of(&rule.title, lang)
        ),
        None => receipt.rule.clone(),
    }
}

fn period(period: Period, lang: Lang) -> String {
    let unit = match period.unit {
        PeriodUnit::Days => pick(lang, "日（自然日）", "days"),
        PeriodUnit::Workdays => pick(lang, "个工作日", "working days"),
        PeriodUnit::Months => pick(lang, "个月", "months"),
        PeriodUnit::Years => pick(lang, "年", "years"),
    };
    format!("{} {unit}", period.length)
}

fn weekday(day: Day, lang: Lang) -> &'static str {
    match day.weekday() {
        Weekday::Mon => pick(lang, "周一", "Mon"),
        Weekday::Tue => pick(lang, "周二", "Tue"),
        Weekday::Wed => pick(lang, "周三", "Wed"),
        Weekday::Thu => pick(lang, "周四", "Thu"),
        Weekday::Fri => pick(lang, "周五", "Fri"),
        Weekday::Sat => pick(lang, "周六", "Sat"),
        Weekday::Sun => pick(lang, "周日", "Sun"),
    }
}

fn line(line: &ReceiptLine, lang: Lang) -> String {
    let what = match line.what {
        LineKind::Start => pick(lang, "起始日，不计入", "start, not counted"),
        LineKind::Counted | LineKind::Span => "",
        LineKind::MakeupWorkday => pick(lang, "调休上班，计入", "make-up workday, counted"),
        LineKind::RestDay => pick(lang, "休息日，不计入", "rest day, not counted"),
        LineKind::Holiday => pick(lang, "放假，不计入", "holiday, not counted"),
        LineKind::Suspended => pick(lang, "停止计算", "clock stopped"),
        LineKind::Added => pick(lang, "补足停止的一日", "added for a stopped day"),
        LineKind::PassedRestDay => pick(lang, "休息日，顺延", "rest day, passed over"),
        LineKind::PassedHoliday => pick(lang, "放假，顺延", "holiday, passed over"),
        LineKind::LastDay => pick(lang, "最后一日", "last day"),
        LineKind::Fixed => pick(lang, "到确定之日", "up to the day fixed"),
    };
    let days = if line.from == line.to {
        format!("{} {}", line.from, weekday(line.from, lang))
    } else {
        format!("{} – {}", line.from, line.to)
    };
    let number = line.number.map_or_else(String::new, |n| n.to_string());
    let holiday = line.holiday.as_ref().map_or("", |name| of(name, lang));
    let parts = [days.as_str(), number.as_str(), what, holiday];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("  ")
}

const fn step(kind: StepKind, lang: Lang) -> &'static str {
    match kind {
        StepKind::StartNotCounted => pick(lang, "开始的当日不计入", "the start day is not counted"),
        StepKind::CorrespondingDay => pick(
            lang,
            "到期月的对应日为最后一日",
            "ends on the corresponding day",
        ),
        StepKind::LastOfMonth => pick(
            lang,
            "没有对应日，取月末日",
            "no such day: the last of the month",
        ),
        StepKind::WorkingDays => pick(
            lang,
            "工作日按放假通知认定",
            "working days follow the notices",
        ),
        StepKind::Suspended => pick(lang, "停止计算", "the clock was stopped"),
        StepKind::Extended => pick(lang, "延长", "made longer"),
        StepKind::Restarted => pick(lang, "重新起算，当日不计入", "started again"),
        StepKind::Fixed => pick(lang, "确定了最后一日", "the last day was fixed"),
        StepKind::LastDayMoved => pick(
            lang,
            "最后一日是休假日，顺延到次日",
            "the last day was a day off: the day after",
        ),
        StepKind::EndsAtMidnight => pick(
            lang,
            "到24时为止；有营业时间的到停止营业",
            "ends at 24:00, or when the office closes",
        ),
        StepKind::Posted => pick(
            lang,
            "期满前交邮，不算过期",
            "posted before the end: in time",
        ),
    }
}

fn note(note: &ReceiptNote, lang: Lang) -> String {
    match note {
        ReceiptNote::WeekendReading => pick(
            lang,
            "条文写的是“法定休假日”；普通周六、周日是否顺延没有读到依据（C），请按“最迟在此日办”的日子办",
            "the text says “legal holidays”; that a plain weekend moves the day is a reading nothing was read for (C): keep the “act by” day",
        )
        .to_owned(),
        ReceiptNote::LastDayNotCovered { from } => match lang {
            Lang::ZhCn => format!("{from} 起没有日历，最后一日是否休假未核：只会更晚，不会更早"),
            Lang::En => format!(
                "the calendar ends before {from}: whether the last day is a day off is not known; it may be later, not earlier"
            ),
        },
        ReceiptNote::NextNoticeMayMove { year } => match lang {
            Lang::ZhCn => format!("下一年的放假通知还可能调整 {year} 年底的日子"),
            Lang::En => format!("the notice of the next year may still move days at the end of {year}"),
        },
        ReceiptNote::OwnNotice { year } => match lang {
            Lang::ZhCn => format!("{year} 年用的是您录入的通知"),
            Lang::En => format!("for {year} the notice you entered was used"),
        },
        ReceiptNote::AddedOneForOne => pick(
            lang,
            "按月、年的期间停止几日就补几日：没有读到规定如何补",
            "of months and years a day was added for each day stopped: nothing was read that says how",
        )
        .to_owned(),
        ReceiptNote::PostingLitigationOnly => pick(
            lang,
            "交邮即算在期限内，条文只对诉讼文书这样说",
            "that posting is enough is said of papers of a lawsuit only",
        )
        .to_owned(),
        ReceiptNote::BeforeClosing => {
            pick(lang, "最后一日提交的，要在停止营业以前", "hand it in before the office closes")
                .to_owned()
        }
        ReceiptNote::ChangeNotProvided => pick(
            lang,
            "没有读到这个期限可以停止计算或重新起算的规定",
            "nothing was read that lets this deadline be stopped or started again",
        )
        .to_owned(),
    }
}

fn edition(receipt: &Receipt, lang: Lang) -> String {
    let years: Vec<String> = receipt
        .calendar
        .iter()
        .map(|year| {
            let numbers: Vec<&str> = year
                .notices
                .iter()
                .map(|notice| match notice.number.as_str() {
                    "" => notice.title.as_str(),
                    number => number,
                })
                .collect();
            let grade = year.grade.map_or_else(
                || pick(lang, "自行录入", "own entry").to_owned(),
                |grade| format!("{grade:?}"),
            );
            format!("{} {} · {grade}", year.year, numbers.join("、"))
        })
        .collect();
    let to = receipt.calendar_to;
    let to = to.map_or_else(|| "—".to_owned(), |day| day.to_string());
    format!(
        "{}; {} {to}; {}",
        receipt.edition,
        pick(lang, "日历到", "calendar to"),
        years.join("; ")
    )
}
