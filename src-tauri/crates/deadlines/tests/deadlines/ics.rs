//! Calendar files, read back by another program.

use super::*;
use deadlines::{IcsItem, ics};
use icalendar::parser::{read_calendar, unfold};
use proptest::prelude::*;

fn item(key: &str, on: &str) -> IcsItem {
    IcsItem {
        key: key.to_owned(),
        day: day(on),
        title: None,
        note: None,
        remind_days: vec![3, 0],
        sequence: 0,
    }
}

fn at(text: &str) -> domain::Instant {
    domain::parse_instant(text).unwrap()
}

#[test]
fn a_file_reads_back_with_its_days_and_says_nothing_by_itself() {
    let text = ics(
        &[item("p1.complaint-lender.decide", "2026-12-31")],
        &at("2026-11-21T20:00:00+08:00"),
    );
    let unfolded = unfold(&text);
    let read = read_calendar(&unfolded).unwrap();
    let events: Vec<_> = read
        .components
        .iter()
        .filter(|c| c.name == "VEVENT")
        .collect();
    assert_eq!(events.len(), 1);
    let value = |name: &str| events[0].find_prop(name).unwrap().val.to_string();
    assert_eq!(value("UID"), "p1.complaint-lender.decide@mingzhang");
    assert_eq!(value("DTSTART"), "20261231");
    assert_eq!(value("DTEND"), "20270101");
    assert_eq!(value("DTSTAMP"), "20261121T120000Z");
    assert_eq!(value("SUMMARY"), "待办 / To do");
    assert!(events[0].find_prop("DESCRIPTION").is_none());
    let alarms: Vec<String> = events[0]
        .components
        .iter()
        .map(|alarm| alarm.find_prop("TRIGGER").unwrap().val.to_string())
        .collect();
    assert_eq!(alarms, ["-PT63H", "PT9H"]);
    for word in ["debt", "债", "催", "贷"] {
        assert!(!text.contains(word), "{word}");
    }
}

#[test]
fn the_same_item_keeps_its_name_when_its_day_moves() {
    let before = ics(
        &[item("p1.petition.review", "2026-12-31")],
        &at("2026-11-21T20:00:00+08:00"),
    );
    let moved = IcsItem {
        sequence: 1,
        ..item("p1.petition.review", "2027-01-04")
    };
    let after = ics(&[moved], &at("2026-12-01T20:00:00+08:00"));
    let uid = |text: &str| {
        let unfolded = unfold(text);
        let read = read_calendar(&unfolded).unwrap();
        read.components[0].find_prop("UID").unwrap().val.to_string()
    };
    assert_eq!(uid(&before), uid(&after));
    assert!(after.contains("SEQUENCE:1\r\n"));
}

proptest! {
    #[test]
    fn no_line_is_too_long_and_every_title_reads_back(title in "[\\PC\n]{1,200}", note in "\\PC{0,300}") {
        let item = IcsItem {
            title: Some(title.clone()),
            note: Some(note),
            ..item("k", "2026-12-31")
        };
        let text = ics(&[item], &at("2026-11-21T20:00:00+08:00"));
        for line in text.split("\r\n") {
            prop_assert!(line.len() <= 75 && !line.contains('\n'), "{line:?}");
        }
        // What RFC 5545 says of reading: unfold, then take the marks away.
        let unfolded = text.replace("\r\n ", "");
        let line = unfolded.lines().find(|line| line.starts_with("SUMMARY:")).unwrap();
        let mut read = String::new();
        let mut chars = line["SUMMARY:".len()..].chars();
        while let Some(char) = chars.next() {
            match char {
                '\\' => match chars.next().unwrap() {
                    'n' => read.push('\n'),
                    marked => read.push(marked),
                },
                _ => read.push(char),
            }
        }
        let plain: String = title.chars().filter(|c| !c.is_control() || *c == '\n').collect();
        prop_assert_eq!(read, plain);
        let again = unfold(&text);
        prop_assert!(read_calendar(&again).is_ok());
    }
}
