//! Worked periods: start, length, where the count ends, the last day.

use super::*;
use deadlines::{LawGrade, LineKind, ReceiptNote, StepKind};

/// Start, period, end of the count, last day, why.
const WORKED: &[(&str, &str, &str, &str, &str)] = &[
    // Days.
    (
        "2026-03-02",
        "days:15",
        "2026-03-17",
        "2026-03-17",
        "a Tuesday",
    ),
    (
        "2026-03-05",
        "days:15",
        "2026-03-20",
        "2026-03-20",
        "a Friday",
    ),
    (
        "2026-03-06",
        "days:15",
        "2026-03-21",
        "2026-03-23",
        "a Saturday, so Monday",
    ),
    (
        "2026-03-07",
        "days:15",
        "2026-03-22",
        "2026-03-23",
        "a Sunday, so Monday",
    ),
    (
        "2026-09-16",
        "days:15",
        "2026-10-01",
        "2026-10-08",
        "National Day, seven days off",
    ),
    (
        "2026-09-22",
        "days:15",
        "2026-10-07",
        "2026-10-08",
        "the last of them",
    ),
    (
        "2026-09-25",
        "days:15",
        "2026-10-10",
        "2026-10-10",
        "a Saturday that is worked",
    ),
    (
        "2026-09-10",
        "days:10",
        "2026-09-20",
        "2026-09-20",
        "a Sunday that is worked",
    ),
    (
        "2025-12-20",
        "days:15",
        "2026-01-04",
        "2026-01-04",
        "a Sunday that is worked, over the year's end",
    ),
    (
        "2025-12-19",
        "days:15",
        "2026-01-03",
        "2026-01-04",
        "off, then a worked Sunday",
    ),
    (
        "2024-02-14",
        "days:15",
        "2024-02-29",
        "2024-02-29",
        "a leap year",
    ),
    ("2023-02-14", "days:15", "2023-03-01", "2023-03-01", "none"),
    (
        "2020-01-16",
        "days:15",
        "2020-01-31",
        "2020-02-03",
        "the longer Spring Festival of 2020",
    ),
    (
        "2020-01-17",
        "days:15",
        "2020-02-01",
        "2020-02-03",
        "first to be worked, then not",
    ),
    (
        "2019-04-20",
        "days:15",
        "2019-05-05",
        "2019-05-05",
        "worked after the notice of March 2019",
    ),
    (
        "2019-04-16",
        "days:15",
        "2019-05-01",
        "2019-05-05",
        "four days off, then a worked Sunday",
    ),
    (
        "2022-12-16",
        "days:15",
        "2022-12-31",
        "2023-01-03",
        "off by the notice of 2023",
    ),
    (
        "2023-09-21",
        "days:8",
        "2023-09-29",
        "2023-10-07",
        "eight days off, then a worked Saturday",
    ),
    (
        "2025-09-21",
        "days:10",
        "2025-10-01",
        "2025-10-09",
        "eight days off",
    ),
    // Months: the corresponding day, or the last of the month.
    (
        "2026-09-01",
        "months:6",
        "2027-03-01",
        "2027-03-01",
        "not 2 March",
    ),
    (
        "2025-08-31",
        "months:6",
        "2026-02-28",
        "2026-02-28",
        "no 31st; a Saturday that is worked",
    ),
    (
        "2023-08-31",
        "months:6",
        "2024-02-29",
        "2024-02-29",
        "leap year",
    ),
    (
        "2024-08-30",
        "months:6",
        "2025-02-28",
        "2025-02-28",
        "no 30th",
    ),
    (
        "2026-01-31",
        "months:1",
        "2026-02-28",
        "2026-02-28",
        "worked Saturday",
    ),
    (
        "2026-01-31",
        "months:3",
        "2026-04-30",
        "2026-04-30",
        "30 days",
    ),
    (
        "2026-02-28",
        "months:3",
        "2026-05-28",
        "2026-05-28",
        "the day, not the end of the month",
    ),
    (
        "2025-11-30",
        "months:3",
        "2026-02-28",
        "2026-02-28",
        "over the year's end",
    ),
    (
        "2026-06-15",
        "months:3",
        "2026-09-15",
        "2026-09-15",
        "a Tuesday",
    ),
    (
        "2026-07-01",
        "months:3",
        "2026-10-01",
        "2026-10-08",
        "a holiday",
    ),
    // Years.
    (
        "2021-06-15",
        "years:3",
        "2024-06-15",
        "2024-06-17",
        "not 16 June; a Saturday, so Monday",
    ),
    (
        "2024-02-29",
        "years:2",
        "2026-02-28",
        "2026-02-28",
        "no 29th; a worked Saturday",
    ),
    (
        "2020-02-29",
        "years:4",
        "2024-02-29",
        "2024-02-29",
        "the 29th again",
    ),
    (
        "2023-05-08",
        "years:3",
        "2026-05-08",
        "2026-05-08",
        "a Friday",
    ),
    // Working days.
    (
        "2026-09-21",
        "workdays:7",
        "2026-10-08",
        "2026-10-08",
        "six by 30 September without the Mid-Autumn days, the seventh after National Day",
    ),
    (
        "2026-09-30",
        "workdays:3",
        "2026-10-10",
        "2026-10-10",
        "8, 9 and the worked Saturday 10",
    ),
    (
        "2026-02-13",
        "workdays:1",
        "2026-02-14",
        "2026-02-14",
        "a worked Saturday",
    ),
    (
        "2026-02-13",
        "workdays:2",
        "2026-02-24",
        "2026-02-24",
        "after nine days off",
    ),
    (
        "2025-12-31",
        "workdays:1",
        "2026-01-04",
        "2026-01-04",
        "a worked Sunday",
    ),
    (
        "2024-02-09",
        "workdays:2",
        "2024-02-19",
        "2024-02-19",
        "the worked Sunday 18, then Monday",
    ),
    (
        "2022-12-30",
        "workdays:1",
        "2023-01-03",
        "2023-01-03",
        "over the year's end",
    ),
    (
        "2019-04-30",
        "workdays:5",
        "2019-05-09",
        "2019-05-09",
        "the worked Sunday 5 May counts",
    ),
    (
        "2020-01-23",
        "workdays:1",
        "2020-02-03",
        "2020-02-03",
        "1 February 2020 was not worked after all",
    ),
    (
        "2021-09-30",
        "workdays:2",
        "2021-10-09",
        "2021-10-09",
        "8 and the worked Saturday 9",
    ),
];

#[test]
fn every_worked_period_ends_where_it_should() {
    for (start, period, nominal, end, why) in WORKED {
        let got = ends(start, period);
        let expected = ((*nominal).to_owned(), (*end).to_owned());
        assert_eq!(got, expected, "{start} {period}: {why}");
    }
}

#[test]
fn the_two_disputed_counts_follow_the_code() {
    // Six months from 1 September 2026 end on 1 March 2027, not on 2 March. Working days
    // of 2027 are not known, so whether the end moves is left open and said.
    let receipt = count("2026-09-01", "months:6", &[]).unwrap();
    assert_eq!(receipt.nominal, day("2027-03-01"));
    let from = day("2027-01-01");
    assert!(
        receipt
            .notes
            .contains(&ReceiptNote::LastDayNotCovered { from })
    );

    // Three years after 15 June 2021 are counted to 15 June 2024, a Saturday. The rule of
    // the last day moves it to Monday; nothing was read that says a bare weekend does, so
    // the day to act by stays.
    let receipt = count("2021-06-15", "years:3", &[]).unwrap();
    assert_eq!(receipt.nominal, day("2024-06-15"));
    assert_eq!(receipt.end, day("2024-06-17"));
    assert_eq!(receipt.act_by, day("2024-06-15"));
    assert!(receipt.notes.contains(&ReceiptNote::WeekendReading));
}

#[test]
fn a_holiday_moves_the_day_to_act_by_and_a_bare_weekend_does_not() {
    let holiday = count("2026-09-16", "days:15", &[]).unwrap();
    assert_eq!(holiday.act_by, day("2026-10-08"));
    assert!(!holiday.notes.contains(&ReceiptNote::WeekendReading));
    // 5 April 2019 was off, the weekend after it was not in the notice.
    let mixed = count("2019-03-21", "days:15", &[]).unwrap();
    let grades: Vec<LawGrade> = mixed
        .steps
        .iter()
        .filter(|step| step.kind == StepKind::LastDayMoved)
        .map(|step| step.ground.as_ref().unwrap().grade)
        .collect();
    assert_eq!(grades, [LawGrade::A, LawGrade::C]);
    assert_eq!(mixed.nominal, day("2019-04-05"));
    assert_eq!(mixed.end, day("2019-04-08"));
    assert_eq!(mixed.act_by, day("2019-04-06"));
    assert!(mixed.notes.contains(&ReceiptNote::WeekendReading));
}

#[test]
fn a_receipt_says_of_each_day_whether_it_counted() {
    let receipt = count("2026-09-24", "workdays:3", &[]).unwrap();
    let lines: Vec<(String, LineKind, Option<u32>)> = receipt
        .lines
        .iter()
        .map(|line| (line.from.to_string(), line.what, line.number))
        .collect();
    let expected = [
        ("2026-09-24", LineKind::Start, None),
        ("2026-09-25", LineKind::Holiday, None),
        ("2026-09-26", LineKind::Holiday, None),
        ("2026-09-27", LineKind::Holiday, None),
        ("2026-09-28", LineKind::Counted, Some(1)),
        ("2026-09-29", LineKind::Counted, Some(2)),
        ("2026-09-30", LineKind::Counted, Some(3)),
    ];
    let expected: Vec<_> = expected.map(|(d, w, n)| (d.to_owned(), w, n)).into();
    assert_eq!(lines, expected);
    assert_eq!(receipt.lines[1].holiday.as_ref().unwrap().zh, "中秋节");
    assert_eq!(
        receipt.calendar[0].notices[0].number,
        "国办发明电〔2025〕7号"
    );
    assert_eq!(receipt.edition, "cn 1.1.0");
}

#[test]
fn every_step_of_the_law_has_its_article_and_grade() {
    let receipt = count("2026-07-01", "months:3", &[]).unwrap();
    let clause = |kind| {
        let step = receipt.steps.iter().find(|step| step.kind == kind).unwrap();
        step.ground.as_ref().unwrap().clause.clone()
    };
    assert!(clause(StepKind::StartNotCounted).starts_with("第二百零一条"));
    assert!(clause(StepKind::CorrespondingDay).starts_with("第二百零二条"));
    assert!(clause(StepKind::LastDayMoved).starts_with("第二百零三条"));
    assert!(clause(StepKind::EndsAtMidnight).starts_with("第二百零三条"));
}

fn stopped(from: &str, to: &str) -> PeriodChange {
    PeriodChange::Suspended {
        from: day(from),
        to: Some(day(to)),
    }
}

fn extended(on: &str, by: &str) -> PeriodChange {
    PeriodChange::Extended {
        day: day(on),
        by: by.parse().unwrap(),
    }
}

#[test]
fn days_on_which_the_clock_stands_do_not_count() {
    let receipt = count(
        "2026-03-02",
        "days:15",
        &[stopped("2026-03-05", "2026-03-10")],
    )
    .unwrap();
    assert_eq!(receipt.nominal, day("2026-03-23"));
    let stood = receipt
        .lines
        .iter()
        .filter(|line| line.what == LineKind::Suspended);
    assert_eq!(stood.count(), 6);
    assert_eq!(receipt.counted, Some(15));
    // A weekend within the stop is no working day either way.
    let receipt = count(
        "2026-03-02",
        "workdays:7",
        &[stopped("2026-03-05", "2026-03-10")],
    )
    .unwrap();
    assert_eq!(receipt.end, day("2026-03-17"));
    // Months: a day for a day, and said.
    let receipt = count(
        "2026-03-02",
        "months:1",
        &[stopped("2026-03-05", "2026-03-10")],
    )
    .unwrap();
    assert_eq!(receipt.nominal, day("2026-04-08"));
    assert!(receipt.notes.contains(&ReceiptNote::AddedOneForOne));
    // A stop that ended after the period had is no matter.
    let receipt = count(
        "2026-03-02",
        "days:15",
        &[stopped("2026-04-05", "2026-04-10")],
    )
    .unwrap();
    assert_eq!(receipt.nominal, day("2026-03-17"));
}

#[test]
fn an_extension_lengthens_and_fifteen_and_fifteen_are_thirty() {
    let receipt = count(
        "2026-03-02",
        "days:15",
        &[extended("2026-03-16", "days:15")],
    )
    .unwrap();
    assert_eq!(
        (receipt.nominal, receipt.end),
        (day("2026-04-01"), day("2026-04-01"))
    );
    assert_eq!(receipt.counted, Some(30));
    let twice = [
        extended("2026-03-16", "days:15"),
        extended("2026-03-30", "days:30"),
    ];
    assert_eq!(
        count("2026-03-02", "days:15", &twice).unwrap().nominal,
        day("2026-05-01")
    );
    // Thirty days after a period of months go on from where the months end.
    let receipt = count(
        "2026-01-15",
        "months:2",
        &[extended("2026-03-01", "days:30")],
    )
    .unwrap();
    assert_eq!(receipt.nominal, day("2026-04-14"));
}

#[test]
fn a_restart_counts_from_the_day_after_it() {
    let again = PeriodChange::Restarted {
        day: day("2026-03-10"),
    };
    let receipt = count("2026-03-02", "days:15", std::slice::from_ref(&again)).unwrap();
    assert_eq!(receipt.nominal, day("2026-03-25"));
    assert_eq!(receipt.counted, Some(15));
    let starts = receipt
        .lines
        .iter()
        .filter(|line| line.what == LineKind::Start);
    assert_eq!(starts.count(), 2);
    // An extension before it falls away.
    let receipt = count(
        "2026-03-02",
        "days:15",
        &[extended("2026-03-05", "days:15"), again],
    )
    .unwrap();
    assert_eq!(receipt.nominal, day("2026-03-25"));
    // Limitation starts again on a demand.
    let demand = PeriodChange::Restarted {
        day: day("2022-06-10"),
    };
    let receipt = count("2021-06-15", "years:3", &[demand]).unwrap();
    assert_eq!(receipt.nominal, day("2025-06-10"));
}

#[test]
fn a_day_that_a_court_fixed_is_taken_as_it_is() {
    let fixed = PeriodChange::Fixed {
        day: day("2026-04-01"),
        until: day("2026-04-11"),
    };
    let receipt = count("2026-03-02", "days:15", &[fixed]).unwrap();
    assert_eq!(
        (receipt.nominal, receipt.end),
        (day("2026-04-11"), day("2026-04-11"))
    );
    assert_eq!(receipt.lines.last().unwrap().what, LineKind::Fixed);
}

#[test]
fn posting_on_the_last_day_is_in_time_and_a_day_later_is_not() {
    let posted = |on: &str| {
        let change = PeriodChange::Posted { day: day(on) };
        let receipt = deadlines::deadline(law(), "lawsuit.answer", day("2026-03-02"), &[change]);
        receipt.unwrap()
    };
    let good = posted("2026-03-17");
    assert!(good.done.unwrap().in_time);
    let step = good
        .steps
        .iter()
        .find(|step| step.kind == StepKind::Posted)
        .unwrap();
    assert!(step.ground.as_ref().unwrap().clause.contains("第八十五条"));
    assert!(!good.notes.contains(&ReceiptNote::PostingLitigationOnly));
    assert!(!posted("2026-03-18").done.unwrap().in_time);
    // Of a complaint to a lender no text says that posting is enough.
    let change = PeriodChange::Posted {
        day: day("2026-03-05"),
    };
    let receipt = deadlines::deadline(
        law(),
        "complaint-lender.review",
        day("2026-03-02"),
        &[change],
    );
    assert!(
        receipt
            .unwrap()
            .notes
            .contains(&ReceiptNote::PostingLitigationOnly)
    );
    let handed = PeriodChange::HandedIn {
        day: day("2026-03-17"),
    };
    let receipt = count("2026-03-02", "days:15", &[handed]).unwrap();
    assert!(receipt.done.unwrap().in_time);
    assert!(receipt.notes.contains(&ReceiptNote::BeforeClosing));
}

#[test]
fn a_rule_carries_its_own_article() {
    let receipt = deadlines::deadline(law(), "petition.review", day("2026-03-02"), &[]).unwrap();
    assert_eq!(receipt.rule, "petition.review");
    let basis = receipt.basis.unwrap();
    assert_eq!(basis.clause, "第三十五条");
    assert_eq!(basis.name, "《信访工作条例》");
    assert_eq!(receipt.end, day("2026-04-01"));
}

#[test]
fn a_fixed_period_says_that_nothing_stops_it() {
    let stop = [stopped("2026-03-05", "2026-03-10")];
    let start = day("2026-03-02");
    let retrial = deadlines::deadline(law(), "lawsuit.retrial", start, &stop).unwrap();
    assert!(retrial.notes.contains(&ReceiptNote::ChangeNotProvided));
    let complaint = deadlines::deadline(law(), "complaint-lender.decide", start, &stop).unwrap();
    assert!(!complaint.notes.contains(&ReceiptNote::ChangeNotProvided));
}
