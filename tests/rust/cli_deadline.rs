//! `mingzhang-cli deadline` as a script sees it: every rule of the list counts or says
//! why it does not, the example file of `--help` is read, and what is wrong is named.

use std::fs;
use std::process::{Command, Output};

use serde_json::Value;

use crate::cli::program;

fn deadline(words: &[&str]) -> Output {
    Command::new(program())
        .arg("deadline")
        .args(words)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn text(words: &[&str]) -> String {
    let output = deadline(words);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    String::from_utf8(output.stdout).unwrap()
}

fn json(words: &[&str]) -> Value {
    let words: Vec<&str> = words.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&text(&words)).unwrap()
}

/// Exit code 2, nothing on stdout, and the words on stderr.
fn refused(words: &[&str]) -> String {
    let output = deadline(words);
    assert_eq!(
        output.status.code(),
        Some(2),
        "{words:?}: {}",
        said(&output)
    );
    assert!(output.stdout.is_empty(), "{words:?}");
    said(&output)
}

#[test]
fn every_rule_of_the_list_counts_or_says_that_nothing_is_asserted() {
    let rows = json(&["--list"]);
    let rows = rows.as_array().unwrap();
    assert!(rows.len() >= 70, "{}", rows.len());
    for row in rows {
        let rule = row["rule"].as_str().unwrap();
        if row["length"].is_null() {
            let force = row["force"].as_str().unwrap();
            assert!(["given", "to_confirm"].contains(&force), "{rule}: {force}");
            assert!(
                refused(&[rule, "--from", "2026-03-02"]).contains("[no_length]"),
                "{rule}"
            );
            continue;
        }
        let receipt = json(&[rule, "--from", "2022-03-02"]);
        assert_eq!(receipt["rule"], row["rule"]);
        assert_eq!(receipt["periods"][0], row["length"], "{rule}");
        assert_eq!(
            receipt["basis"]["clause"], row["ground"]["clause"],
            "{rule}"
        );
        assert!(receipt["end"].as_str().unwrap() >= receipt["nominal"].as_str().unwrap());
    }
    assert_eq!(text(&["--list"]).lines().count(), rows.len());
}

#[test]
fn a_bare_period_gives_its_count_and_its_last_day() {
    let receipt = json(&["years:3", "--from", "2021-06-15"]);
    assert_eq!(receipt["nominal"], "2024-06-15");
    assert_eq!(receipt["end"], "2024-06-17");
    assert_eq!(receipt["act_by"], "2024-06-15");
    let receipt = json(&["months:6", "--from", "2026-09-01"]);
    assert_eq!(receipt["end"], "2027-03-01");
    assert_eq!(receipt["notes"][0]["code"], "last_day_not_covered");
    let receipt = json(&["workdays:7", "--from", "2026-09-21"]);
    assert_eq!(receipt["end"], "2026-10-08");
    assert_eq!(receipt["counted"], 7);
}

#[test]
fn the_receipt_is_printed_in_either_language() {
    let rule = ["complaint-regulator.forward", "--from", "2026-09-23"];
    let zh = text(&rule);
    for wanted in [
        "第三十三条",
        "中秋节",
        "最后一日: 2026-10-10 周六",
        "调休上班，计入",
        "国办发明电〔2025〕7号",
    ] {
        assert!(zh.contains(wanted), "{wanted}\n{zh}");
    }
    let en = text(&[rule[0], rule[1], rule[2], "--lang", "en"]);
    for wanted in [
        "Mid-Autumn Festival",
        "last day: 2026-10-10 Sat",
        "make-up workday, counted",
    ] {
        assert!(en.contains(wanted), "{wanted}\n{en}");
    }
}

#[test]
fn events_and_calendars_come_from_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    // The example that --help prints, up to where the other file begins.
    let help = text(&["--help"]);
    let example = help.split("--events FILE (").nth(1).unwrap();
    let example = example.split_once('\n').unwrap().1;
    let example = example.split("--calendar FILE (").next().unwrap();
    let events = file("events.toml", example);
    let receipt = json(&[
        "complaint-lender.decide",
        "--from",
        "2026-03-04",
        "--events",
        &events,
    ]);
    assert_eq!(receipt["end"], "2026-04-20");
    assert_eq!(receipt["done"]["in_time"], true);

    let calendar = file(
        "2027.toml",
        "year = 2027\nverified_to = \"2027-12-31\"\n[[holiday]]\nname = { zh = \"元旦\", en = \"New Year\" }\nfrom = \"2027-01-01\"\nto = \"2027-01-03\"\n",
    );
    let receipt = json(&[
        "workdays:7",
        "--from",
        "2026-12-28",
        "--calendar",
        &calendar,
    ]);
    assert_eq!(receipt["end"], "2027-01-07");
    assert_eq!(receipt["calendar_to"], "2027-12-31");
}

#[test]
fn what_cannot_be_counted_is_said_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    let past = refused(&["workdays:7", "--from", "2026-12-28"]);
    for wanted in ["[not_covered]", "2027-01-01", "工作日", "working days"] {
        assert!(past.contains(wanted), "{past}");
    }
    let slip = refused(&["complaint-lendr.decide", "--from", "2026-03-02"]);
    assert!(
        slip.contains("complaint-lender.decide") && slip.contains("[unknown_rule]"),
        "{slip}"
    );
    let early = file(
        "early.toml",
        "[[event]]\nkind = \"posted\"\nday = \"2026-03-01\"\n",
    );
    let early = refused(&["days:15", "--from", "2026-03-02", "--events", &early]);
    assert!(
        early.contains("early.toml: events[0].day") && early.contains("[before_start]"),
        "{early}"
    );
    let odd = file(
        "odd.toml",
        "[[event]]\nkind = \"suspendd\"\nfrom = \"2026-03-10\"\n",
    );
    let odd = refused(&["days:15", "--from", "2026-03-02", "--events", &odd]);
    assert!(
        odd.contains("odd.toml:2:") && odd.contains("suspended"),
        "{odd}"
    );
    let stopped = file(
        "stopped.toml",
        "[[event]]\nkind = \"suspended\"\nfrom = \"2026-03-10\"\n",
    );
    let stopped = refused(&["days:15", "--from", "2026-03-02", "--events", &stopped]);
    assert!(
        stopped.contains("[suspended]") && stopped.contains("2026-03-10"),
        "{stopped}"
    );
    assert!(
        refused(&["days:15", "--from", "2026-03-02", "--events", "none.toml"])
            .contains("none.toml")
    );
    assert!(refused(&["days:15", "--from", "2026-02-30"]).contains("2026-02-30"));
    assert!(refused(&["days:15"]).contains("--from"));
}
