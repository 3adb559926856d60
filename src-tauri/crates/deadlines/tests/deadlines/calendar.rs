//! The working days, and a notice that a user enters.

use super::*;
use chrono::{Datelike, Weekday};
use deadlines::{DataIssueCode, DayKind, ReceiptNote};

/// The first notice also speaks of days of December 2018, which are not covered.
fn calendar_from() -> Day {
    law().calendar().from().unwrap()
}

#[test]
fn every_year_from_2019_to_2026_is_there_and_ends_on_its_last_day() {
    let calendar = law().calendar();
    assert_eq!(calendar.from(), Some(day("2019-01-01")));
    assert_eq!(calendar.to(), Some(day("2026-12-31")));
    // Days nobody works, weekends among them: counted in three public tables.
    let totals = [115, 117, 115, 116, 116, 115, 117, 117];
    for (year, total) in (2019..).zip(totals) {
        let first = day(&format!("{year}-01-01"));
        let days = first.iter_days().take_while(|d| d.year() == year);
        let off = days.filter(|d| !calendar.kind(*d).unwrap().works()).count();
        assert_eq!(off, total, "{year}");
    }
}

#[test]
fn worked_weekends_are_weekends_and_every_year_names_its_notice() {
    for year in law().calendar().years() {
        assert!(
            !year.notices.is_empty() && year.sources.len() >= 2,
            "{}",
            year.year
        );
        let known = |day: &&Day| **day >= calendar_from();
        for worked in year
            .holidays
            .iter()
            .flat_map(|holiday| &holiday.work)
            .filter(known)
        {
            assert!(
                matches!(worked.weekday(), Weekday::Sat | Weekday::Sun),
                "{worked}"
            );
            let kind = law().calendar().kind(*worked).unwrap();
            assert!(matches!(kind, DayKind::MakeupWorkday(_)), "{worked}");
        }
    }
}

const NOTICE_2027: &str = r#"
year = 2027
verified_to = "2027-12-31"

[[notice]]
title = "样本通知"

[[holiday]]
name = { zh = "元旦", en = "New Year's Day" }
from = "2027-01-01"
to = "2027-01-03"
work = ["2026-12-27"]
"#;

#[test]
fn a_notice_that_the_user_enters_extends_the_calendar_and_says_whose_it_is() {
    let year = deadlines::read_notice("2027.toml", NOTICE_2027).unwrap();
    let wider = law().with_year(year);
    assert_eq!(wider.calendar().to(), Some(day("2027-12-31")));
    let period = "workdays:7".parse().unwrap();
    let receipt = deadlines::count(&wider, day("2026-12-28"), period, &[]).unwrap();
    // 29, 30, 31; then 4 to 7 January.
    assert_eq!(receipt.end, day("2027-01-07"));
    assert!(
        receipt
            .notes
            .contains(&ReceiptNote::OwnNotice { year: 2027 })
    );
    assert!(
        receipt
            .calendar
            .iter()
            .any(|year| year.year == 2027 && year.grade.is_none())
    );
    // It also made a day of the December before a working day.
    let before = count("2026-12-25", "workdays:1", &[]).unwrap();
    assert_eq!(before.end, day("2026-12-28"));
    assert!(
        before
            .notes
            .contains(&ReceiptNote::NextNoticeMayMove { year: 2026 })
    );
    let after = deadlines::count(
        &wider,
        day("2026-12-25"),
        "workdays:1".parse().unwrap(),
        &[],
    );
    assert_eq!(after.unwrap().end, day("2026-12-27"));
}

#[test]
fn a_year_after_a_gap_does_not_extend_the_calendar() {
    let text = NOTICE_2027
        .replace("2027", "2028")
        .replace("work = [\"2026-12-27\"]", "");
    let year = deadlines::read_notice("2028.toml", &text).unwrap();
    let wider = law().with_year(year);
    assert_eq!(wider.calendar().to(), Some(day("2026-12-31")));
}

#[test]
fn everything_wrong_with_a_notice_is_named_with_its_line() {
    let text = r#"year = 2027
verified_to = "2027-12-31"

[[holiday]]
name = { zh = "元旦", en = "New Year's Day" }
from = "2027-01-03"
to = "2027-01-01"

[[holiday]]
name = { zh = "春节", en = "Spring Festival" }
from = "2027-02-06"
to = "2027-02-12"
work = ["2027-02-07", "2027-02-15", "2025-02-15"]
"#;
    let issues = deadlines::read_notice("own.toml", text).unwrap_err();
    let said: Vec<(u32, DataIssueCode)> = issues.iter().map(|i| (i.line, i.code)).collect();
    use DataIssueCode as C;
    assert!(said.contains(&(7, C::DatesReversed)), "{issues:?}");
    assert!(said.contains(&(13, C::OffAndWorked)), "{issues:?}");
    assert!(said.contains(&(13, C::NotAWeekend)), "{issues:?}");
    assert!(said.contains(&(13, C::OutsideYear)), "{issues:?}");
    let typo = deadlines::read_notice("own.toml", &text.replace("verified_to", "verifed_to"));
    let issue = typo.unwrap_err().remove(0);
    assert_eq!((issue.line, issue.code), (2, C::Unreadable));
    assert_eq!(issue.suggestion.as_deref(), Some("verified_to"));
}

#[test]
fn a_second_table_works_the_same_days() {
    let table = include_str!("../fixtures/chinese-days-1.5.7.txt");
    let days = |word: &str| -> std::collections::BTreeSet<Day> {
        let of = table.lines().filter_map(|line| line.strip_prefix(word));
        of.map(day).collect()
    };
    let (off, work) = (days("off "), days("work "));
    assert!(off.len() > 200 && work.len() > 40);
    let all = day("2019-01-01")
        .iter_days()
        .take_while(|d| *d <= day("2026-12-31"));
    for each in all {
        let weekend = matches!(each.weekday(), Weekday::Sat | Weekday::Sun);
        let theirs = work.contains(&each) || (!weekend && !off.contains(&each));
        let ours = law().calendar().kind(each).unwrap().works();
        assert_eq!(ours, theirs, "{each}");
    }
}
