use super::*;
use domain::{Phone, Source, parse_instant};

use crate::FormatCode;

fn call(id: &str, at: &str, seconds: u32) -> Contact {
    let at = parse_instant(&format!("2026-04-08T{at}+08:00")).unwrap();
    Contact {
        number: Phone::parse("01000000001"),
        duration_s: Some(seconds),
        ..Contact::new(ContactId::from(id), Channel::Call, Direction::Incoming, at)
    }
}

fn sms(id: &str, at: &str, said: &str) -> Contact {
    Contact {
        channel: Channel::Sms,
        duration_s: None,
        said: Some(said.to_owned()),
        ..call(id, at, 0)
    }
}

/// Plans `rows` against `existing` and words the result: `row: what`.
fn outcome(rows: &[Contact], existing: &[Contact]) -> Vec<String> {
    let rows: Vec<_> = (1..)
        .zip(rows)
        .map(|(position, contact)| ReadRow {
            contact: contact.clone(),
            entry: None,
            kind: domain::SourceKind::PhoneLog,
            position,
            raw: String::new(),
        })
        .collect();
    let existing: Vec<_> = existing.iter().collect();
    let plan = plan(&file(), &rows, &existing);
    let mut out = vec![String::new(); rows.len()];
    for row in plan.new {
        out[row as usize] += "new";
    }
    for Same { row, twin } in plan.same {
        out[row as usize] += &match twin {
            Twin::Saved(id) => format!("same as {id}"),
            Twin::Row(first) => format!("same as row {first}"),
        };
    }
    for doubt in plan.doubtful {
        out[doubt.row as usize] += &format!("{} {}", doubt.reason, doubt.existing);
    }
    out
}

fn file() -> FileRead {
    FileRead {
        format: FormatCode::SmsBackupRestoreCalls,
        file: "calls.xml".to_owned(),
        sha256: "f00d".to_owned(),
        rows: 0,
        payments: 0,
        rejects: 0,
        known_by: Vec::new(),
        mapped: Vec::new(),
        tables: Vec::new(),
        unread: Vec::new(),
        announced: None,
        repaired: 0,
        lost: 0,
    }
}

#[test]
fn an_empty_log_has_nothing_already() {
    assert_eq!(outcome(&[call("", "09:00:00", 5)], &[]), ["new"]);
    assert_eq!(plan(&file(), &[], &[]), Plan::default());
}

#[test]
fn the_same_second_number_and_length_is_the_same_call() {
    let log = [call("c1", "09:00:00", 5)];
    assert_eq!(
        outcome(&[call("", "09:00:00.870", 5)], &log),
        ["same as c1"]
    );
    let mut utc = call("", "09:00:00", 5);
    utc.at = utc.at.to_utc().into();
    assert_eq!(outcome(&[utc], &log), ["same as c1"]);
}

#[test]
fn the_same_record_of_the_same_file_is_the_same_call_whatever_was_corrected() {
    let mut saved = call("c1", "20:00:00", 99);
    saved.source = Some(Source {
        kind: domain::SourceKind::PhoneLog,
        file: "renamed.xml".to_owned(),
        sha256: "f00d".to_owned(),
        position: 1,
        raw: String::new(),
    });
    let rows = [call("", "09:00:00", 5)];
    assert_eq!(outcome(&rows, std::slice::from_ref(&saved)), ["same as c1"]);
    saved.source.as_mut().unwrap().sha256 = "beef".to_owned();
    assert_eq!(outcome(&rows, &[saved]), ["new"]);
}

#[test]
fn near_in_time_is_doubtful_up_to_ninety_seconds() {
    let log = [call("c1", "09:00:00", 5)];
    let at = |at, seconds| outcome(&[call("", at, seconds)], &log).remove(0);
    assert_eq!(at("09:00:00", 6), "same_moment c1");
    assert_eq!(at("09:01:30", 5), "near_in_time c1");
    assert_eq!(at("08:58:30", 7), "near_in_time c1");
    assert_eq!(at("09:01:31", 5), "new");
    assert_eq!(at("08:58:29", 5), "new");
}

#[test]
fn the_nearest_contact_is_named() {
    let log = [call("c1", "09:00:00", 5), call("c2", "09:01:00", 5)];
    assert_eq!(
        outcome(&[call("", "09:00:40", 9)], &log),
        ["near_in_time c2"]
    );
}

#[test]
fn other_numbers_directions_and_channels_are_other_contacts() {
    let log = [call("c1", "09:00:00", 5)];
    let mut number = call("", "09:00:00", 5);
    number.number = Phone::parse("4000000000");
    let mut hidden = call("", "09:00:00", 5);
    hidden.number = None;
    let mut outgoing = call("", "09:00:00", 5);
    outgoing.direction = Direction::Outgoing;
    let mut chat = call("", "09:00:00", 5);
    chat.channel = Channel::Chat;
    assert_eq!(outcome(&[number, hidden, outgoing, chat], &log), ["new"; 4]);
}

#[test]
fn eight_hours_apart_to_the_second_is_doubtful() {
    let log = [call("c1", "09:00:00", 5)];
    let at = |at, seconds| outcome(&[call("", at, seconds)], &log).remove(0);
    assert_eq!(at("17:00:00", 5), "eight_hours c1");
    assert_eq!(at("01:00:00", 5), "eight_hours c1");
    assert_eq!(at("17:00:01", 5), "new");
    assert_eq!(at("17:00:00", 6), "new");
}

#[test]
fn messages_are_told_apart_by_their_text() {
    let log = [sms("c1", "09:00:00", "还款")];
    let at = |at, said| outcome(&[sms("", at, said)], &log).remove(0);
    assert_eq!(at("09:00:00", "还款"), "same as c1");
    assert_eq!(at("09:00:00", "别的"), "new");
    assert_eq!(at("09:00:05", "还款"), "near_in_time c1");
}

#[test]
fn a_record_twice_in_the_file_is_taken_once() {
    let rows = [
        call("", "09:00:00", 5),
        call("", "09:00:20", 5),
        call("", "09:00:00", 5),
    ];
    assert_eq!(outcome(&rows, &[]), ["new", "new", "same as row 0"]);
    assert_eq!(
        outcome(&rows, &[call("c1", "09:00:00", 5)]),
        ["same as c1", "new", "same as c1"]
    );
}

#[test]
fn calls_redialled_within_a_minute_do_not_cast_doubt_on_each_other() {
    let first = call("c1", "09:12:40", 0);
    let rows = [call("", "09:12:40", 0), call("", "09:13:22", 0)];
    assert_eq!(
        outcome(&rows, std::slice::from_ref(&first)),
        ["same as c1", "new"]
    );
    // Nor does a correction of the first, even one that moved it.
    let mut words = call("c2", "09:12:40", 0);
    words.said = Some("没有接".to_owned());
    words.supersedes = Some(first.id.clone());
    let mut moved = call("c3", "09:13:00", 0);
    moved.supersedes = Some(words.id.clone());
    assert_eq!(
        outcome(&rows, &[moved, words, first]),
        ["same as c1", "new"]
    );
}

#[test]
fn corrections_in_a_circle_do_not_hang() {
    let mut one = call("c1", "09:00:00", 5);
    let mut two = call("c2", "10:00:00", 5);
    one.supersedes = Some(two.id.clone());
    two.supersedes = Some(one.id.clone());
    assert_eq!(outcome(&[call("", "12:00:00", 5)], &[one, two]), ["new"]);
}

/// Would take minutes if it were quadratic.
#[test]
fn thirty_thousand_rows_of_one_number_are_planned_in_one_go() {
    let log: Vec<_> = (0..30_000)
        .map(|i: u32| {
            let mut contact = call(&format!("c{i}"), "00:00:00", i % 2);
            contact.at += chrono::Duration::seconds(i64::from(i / 50));
            contact
        })
        .collect();
    let rows: Vec<_> = log
        .iter()
        .map(|c| Contact {
            duration_s: Some(7),
            ..c.clone()
        })
        .collect();
    let out = outcome(&rows, &log);
    assert!(out[0].starts_with("same_moment"));
    assert!(out[1].starts_with("same as row 0"));
}
