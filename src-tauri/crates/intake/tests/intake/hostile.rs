//! Files made to do harm.

use super::*;

const CALL: &str = "<call number='01000000001' date='1772375400000' type='3'/>";

fn log(records: &str) -> Vec<u8> {
    format!("<calls>{records}</calls>").into_bytes()
}

#[test]
fn entities_are_refused_not_expanded() {
    let text = "<!DOCTYPE calls [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><calls>&a;</calls>";
    assert_eq!(read_bytes(text.as_bytes()).code(), "entity_not_allowed");
    // Within the file, too, and within an archive.
    let late = log(&format!("{CALL}<!DOCTYPE a [<!ENTITY a 'b'>]>"));
    let outcome = read_bytes(&late);
    assert_eq!(
        (outcome.code(), outcome.rows.len()),
        ("entity_not_allowed", 1)
    );
    let packed = zip(&[("calls.xml", text.as_bytes())]);
    assert_eq!(read_bytes(&packed).code(), "entity_not_allowed");
}

#[test]
fn an_archive_bomb_is_stopped() {
    let record = format!("<call name='{}'/>", "A".repeat(12 << 20));
    let packed = zip(&[("calls.xml", &log(&record))]);
    let limit = packed.len() * 201 + (8 << 20);
    assert!(limit < record.len());
    let mut most = 0;
    let result = intake::read(
        "bomb.zip",
        Cursor::new(&packed),
        &mut |progress| {
            assert!(progress.kb_done <= progress.kb_total);
            most = most.max(progress.kb_done);
            Flow::Go
        },
        &mut |_| {},
    );
    assert_eq!(result.unwrap_err().code.code(), "zip_bomb");
    assert!(most as usize * 1024 <= limit);
}

/// Many names for the same few bytes: each entry is modest, all of them are not.
#[test]
fn many_modest_entries_can_be_a_bomb_too() {
    let modest = log(&format!("<call name='{}'/>", "A".repeat(1 << 20)));
    let names: Vec<_> = (0..12).map(|i| format!("calls-{i}.xml")).collect();
    let entries: Vec<_> = names
        .iter()
        .map(|name| (name.as_str(), &modest[..]))
        .collect();
    assert_eq!(read_bytes(&zip(&entries)).code(), "zip_bomb");
    assert_eq!(read_bytes(&zip(&entries[..4])).code(), "read");
}

#[test]
fn a_small_repetitive_archive_is_no_bomb() {
    let calls = log(&CALL.repeat(60_000));
    let outcome = read_bytes(&zip(&[("calls.xml", &calls)]));
    assert_eq!(outcome.read.unwrap().rows, 60_000);
}

#[test]
fn archives_in_archives_are_not_opened() {
    let inner = zip(&[("calls.xml", &log(CALL))]);
    assert_eq!(
        read_bytes(&zip(&[("inner.zip", &inner)])).code(),
        "zip_no_backup"
    );
    let both = read_bytes(&zip(&[("inner.zip", &inner), ("calls.xml", &log(CALL))]));
    assert_eq!(both.rows.len(), 1);
}

#[test]
fn an_archive_without_a_backup_says_so() {
    assert_eq!(read_bytes(&zip(&[])).code(), "zip_no_backup");
    assert_eq!(
        read_bytes(&zip(&[("a.txt", b"hello"), ("b/", b"")])).code(),
        "zip_no_backup"
    );
    assert_eq!(read_bytes(b"PK\x03\x04 and no more").code(), "zip_damaged");
}

#[test]
fn entries_are_recognised_by_content_and_their_paths_are_only_shown() {
    let outcome = read_bytes(&zip(&[
        ("../../../etc/x.bin", &log(CALL)),
        ("C:\\windows\\calls.xml", &log(CALL)),
        ("calls.xml", b"<html/>"),
    ]));
    let entries: Vec<_> = outcome
        .rows
        .iter()
        .map(|row| row.entry.as_deref())
        .collect();
    assert_eq!(entries, [Some("x.bin"), Some("calls.xml")]);
    let positions: Vec<_> = outcome.rows.iter().map(|row| row.position).collect();
    assert_eq!(positions, [1, 2]);
}

#[test]
fn a_backup_cut_before_it_was_packed_is_not_passed_over() {
    let cut = b"<?xml version='1.0'?><!-- a";
    let outcome = read_bytes(&zip(&[("a.xml", &log(CALL)), ("b.xml", cut)]));
    assert_eq!(outcome.code(), "truncated");
}

#[test]
fn a_wrong_checksum_is_damage() {
    let calls = log(CALL);
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    writer.start_file("calls.xml", stored).unwrap();
    writer.write_all(&calls).unwrap();
    let mut packed = writer.finish().unwrap().into_inner();
    let at = packed.windows(4).position(|w| w == b"0100").unwrap();
    packed[at] = b'9';
    assert_eq!(read_bytes(&packed).code(), "zip_damaged");
}

#[test]
fn reading_stops_when_asked_at_the_start_and_in_the_middle() {
    let calls = log(&CALL.repeat(60_000));
    for bytes in [calls.clone(), zip(&[("calls.xml", &calls)])] {
        for stop_after in [0, 1, 3] {
            let mut asked = 0;
            let mut rows = 0;
            let result = intake::read(
                "calls.xml",
                Cursor::new(&bytes),
                &mut |_| {
                    asked += 1;
                    if asked > stop_after {
                        Flow::Stop
                    } else {
                        Flow::Go
                    }
                },
                &mut |_| rows += 1,
            );
            assert_eq!(result.unwrap_err().code.code(), "cancelled");
            assert_eq!(asked, stop_after + 1);
            assert!(rows < 60_000);
        }
    }
}

#[test]
fn progress_ends_at_the_whole() {
    let calls = log(&CALL.repeat(20_000));
    let mut last = None;
    let read = intake::read(
        "calls.xml",
        Cursor::new(&calls),
        &mut |progress| {
            last = Some(progress);
            Flow::Go
        },
        &mut |_| {},
    )
    .unwrap();
    let last = last.unwrap();
    assert_eq!((last.kb_done, last.rows), (last.kb_total, read.rows));
    assert_eq!(last.kb_done as usize, calls.len().div_ceil(1024));
}
