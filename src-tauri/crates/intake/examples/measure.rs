//! How fast sources are read and merged: `cargo run --release -p intake
//! --example measure`. Made rows only.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement, run by hand"
)]

use std::{fmt::Write, io::Cursor, time::Instant};

use domain::ContactId;
use intake::{Answers, Flow, Row};

const CALLS: u32 = 100_000;

fn main() {
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
