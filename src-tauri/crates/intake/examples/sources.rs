//! How fast sources are read and merged, and how much memory it takes. Made rows only.
//! `cargo run --release -p intake --example sources -- [MEGABYTES]`: the size of the SMS
//! backup, 1024 unless told.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement, run by hand"
)]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{BufReader, BufWriter, Cursor, Write as _};
use std::path::Path;
use std::time::Instant;

use domain::ContactId;
use intake::{Answers, Flow, Row};
use quick_xml::XmlVersion;
use quick_xml::events::Event;

const CALLS: u32 = 100_000;
const ROUNDS: usize = 7;

fn main() {
    let megabytes = std::env::args()
        .nth(1)
        .map_or(1024, |size| size.parse().unwrap());
    backup(megabytes);
    two_sources();
}

/// A backup of messages, read by us and passed over by quick-xml, which keeps nothing.
fn backup(megabytes: u64) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sms.xml");
    let rows = write_backup(&path, megabytes << 20);
    println!("sms.xml: {megabytes} MB, {rows} messages");

    // By turns, because a machine is not equally fast at all times.
    let mut ours = Vec::new();
    let mut bare = Vec::new();
    let mut with_attributes = Vec::new();
    for _ in 0..ROUNDS {
        ours.push(timed(|| {
            let mut seen = 0_u64;
            let file = File::open(&path).unwrap();
            intake::read("sms.xml", file, &mut |_| Flow::Go, &mut |row| {
                seen += u64::from(matches!(row, Row::Read(_)));
            })
            .unwrap();
            assert_eq!(seen, rows, "every message is read");
        }));
        bare.push(timed(|| pass(&path, false)));
        with_attributes.push(timed(|| pass(&path, true)));
    }
    println!("most memory: {}", most_memory());
    let ours = said("read and hashed", &mut ours);
    for (what, mut theirs) in [("bare", bare), ("with attributes", with_attributes)] {
        let theirs = said(&format!("quick-xml, {what}"), &mut theirs);
        println!(
            "  so {} % of its rate, {} % if there were one processor",
            theirs.ms * 100 / ours.ms,
            theirs.processor_ms * 100 / ours.processor_ms,
        );
    }
}

/// What some work took, in milliseconds: on the clock, and of all processors together.
#[derive(Clone, Copy)]
struct Took {
    ms: u64,
    processor_ms: u64,
}

fn timed(work: impl FnOnce()) -> Took {
    let (before, processor) = (Instant::now(), processor_ms());
    work();
    Took {
        ms: u64::try_from(before.elapsed().as_millis()).unwrap().max(1),
        processor_ms: (processor_ms() - processor).max(1),
    }
}

/// Prints all rounds and returns their medians.
fn said(what: &str, rounds: &mut [Took]) -> Took {
    let mut median = |of: fn(&Took) -> u64| {
        rounds.sort_by_key(of);
        of(&rounds[rounds.len() / 2])
    };
    let processor_ms = median(|took| took.processor_ms);
    let ms = median(|took| took.ms);
    let all: Vec<_> = rounds.iter().map(|took| took.ms).collect();
    println!("{what}: {ms} ms of {all:?}, {processor_ms} ms of processors");
    Took { ms, processor_ms }
}

/// Everything quick-xml sees in a file, and nothing made of it.
fn pass(path: &Path, attributes: bool) {
    let file = BufReader::with_capacity(1 << 17, File::open(path).unwrap());
    let mut reader = quick_xml::Reader::from_reader(file);
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer).unwrap() {
            Event::Eof => break,
            Event::Empty(tag) if attributes => {
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    black_box(attribute.normalized_value(XmlVersion::Explicit1_0).unwrap());
                }
            }
            _ => {}
        }
        buffer.clear();
    }
}

/// As Android writes them, until `size` bytes are reached.
fn write_backup(path: &Path, size: u64) -> u64 {
    let mut out = BufWriter::new(File::create(path).unwrap());
    let mut written = 0_u64;
    let mut rows = 0_u64;
    out.write_all(b"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses>\n")
        .unwrap();
    while written < size {
        let number = 13_800_000_000 + rows % 40;
        let date = 1_700_000_000_000 + rows * 240_000;
        let line = format!(
            "  <sms protocol=\"0\" address=\"{number}\" date=\"{date}\" type=\"1\" \
             subject=\"null\" body=\"【示例金融】您的借款已逾期{}天，请于今日18:00前还款&#10;详询客服\" \
             toa=\"null\" sc_toa=\"null\" service_center=\"null\" read=\"1\" status=\"-1\" \
             locked=\"0\" date_sent=\"{date}\" sub_id=\"1\" readable_date=\"2023年11月15日 06:13:20\" \
             contact_name=\"(Unknown)\" />\n",
            rows % 400
        );
        out.write_all(line.as_bytes()).unwrap();
        written += line.len() as u64;
        rows += 1;
    }
    out.write_all(b"</smses>\n").unwrap();
    out.flush().unwrap();
    rows
}

/// The most this process has held so far, as the system counts it.
fn most_memory() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    line.unwrap_or("unknown")
        .replace("VmHWM:", "")
        .trim()
        .to_owned()
}

/// What this process has used of all processors so far, as the system counts it.
fn processor_ms() -> u64 {
    /// The system's tick, always a hundredth of a second to programs.
    const TICK_MS: u64 = 10;
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    // After the name in parentheses: the state, ten numbers, the program's time, the system's.
    let numbers = stat.rsplit(')').next().unwrap().split_whitespace();
    let ticks = numbers.skip(11).take(2).map(|n| n.parse::<u64>().unwrap());
    ticks.sum::<u64>() * TICK_MS
}

/// A call log and a bill of the same calls.
fn two_sources() {
    let mut log = "<calls>".to_owned();
    let mut bill = "起始时间,通信地点,通信方式,对方号码,通信时长,实收通信费(元)\n".to_owned();
    let start = chrono::DateTime::from_timestamp(1_700_000_000, 0).unwrap();
    for i in 0..CALLS {
        let at = start + chrono::Duration::seconds(i64::from(i) * 240);
        let number = 13_800_000_000_u64 + u64::from(i % 40);
        let ms = at.timestamp_millis();
        writeln!(
            log,
            "<call number='{number}' duration='47' date='{ms}' type='1'/>"
        )
        .unwrap();
        let printed = (at + chrono::Duration::seconds(9)).with_timezone(&domain::beijing());
        let printed = printed.format("%Y-%m-%d %H:%M:%S");
        writeln!(bill, "{printed},北京,被叫,{number},47秒,0.00").unwrap();
    }
    log.push_str("</calls>");

    let mut contacts = Vec::new();
    for (name, text) in [("calls.xml", log), ("bill.csv", bill)] {
        let bytes = text.len();
        let before = Instant::now();
        let mut rows = Vec::new();
        let read = intake::read(name, Cursor::new(text), &mut |_| Flow::Go, &mut |row| {
            if let Row::Read(row) = row {
                rows.push(*row);
            }
        })
        .unwrap();
        let took = before.elapsed();
        println!("{name}: {} rows, {bytes} bytes, {took:?}", rows.len());
        for (i, row) in rows.into_iter().enumerate() {
            contacts.push(row.into_contact(ContactId::from(format!("{name}-{i}")), &read));
        }
    }
    let contacts: Vec<_> = contacts.iter().collect();
    let before = Instant::now();
    let plan = intake::merge(&contacts, &Answers::default());
    println!(
        "merge: {} calls of two witnesses, {} questions, {:?}",
        plan.merged.len(),
        plan.questions.len(),
        before.elapsed()
    );
}
