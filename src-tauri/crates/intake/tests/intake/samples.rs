//! The sample files, read the way a user's files are read.

use domain::{
    Channel, Connection, Contact, ContactId, Direction, SourceKind, beijing_day, beijing_time,
};

use super::*;

fn of_day<'o>(outcome: &'o Outcome, day: &str) -> Vec<&'o Contact> {
    let of_day = |c: &&Contact| beijing_day(&c.at).to_string() == day;
    outcome
        .rows
        .iter()
        .map(|row| &row.contact)
        .filter(of_day)
        .collect()
}

#[test]
fn a_call_log_says_who_called_when_and_for_how_long() {
    let calls = read_sample("calls-sample.xml");
    let read = calls.read.as_ref().unwrap();
    assert_eq!(read.format.code(), "sms_backup_restore_calls");
    assert_eq!((read.rows, read.rejects, read.announced), (51, 0, Some(51)));
    assert_eq!((read.repaired, read.lost), (0, 0));
    for row in &calls.rows {
        assert_eq!(row.contact.problems(), vec![], "{}", row.raw);
        assert_eq!(row.contact.channel, Channel::Call);
        assert_eq!(row.kind, SourceKind::PhoneLog);
    }
    let sms = read_sample("sms-sample.xml");
    assert!(sms.rows.iter().all(|row| row.kind == SourceKind::Messages));

    let tries = of_day(&calls, "2026-04-08");
    let tries: Vec<_> = tries
        .iter()
        .filter(|c| c.connection == Connection::RangOnly)
        .collect();
    assert_eq!(tries.len(), 9);
    assert!(
        tries
            .iter()
            .all(|c| c.number.as_ref().unwrap().as_str() == "01000000001")
    );

    let talked = of_day(&calls, "2026-05-13");
    let talked = talked
        .iter()
        .filter(|c| c.connection == Connection::Connected);
    assert_eq!(talked.count(), 6);

    let called_back = of_day(&calls, "2026-03-26")[0];
    assert_eq!(called_back.direction, Direction::Outgoing);
    assert_eq!(called_back.connection, Connection::RangOnly);

    for hidden in of_day(&calls, "2026-07-01") {
        assert_eq!(hidden.number, None);
    }
}

#[test]
fn the_edges_of_the_night_fall_on_the_right_second() {
    let calls = read_sample("calls-sample.xml");
    let times: Vec<_> = calls
        .rows
        .iter()
        .map(|row| {
            format!(
                "{} {}",
                beijing_day(&row.contact.at),
                beijing_time(&row.contact.at)
            )
        })
        .collect();
    for edge in [
        "2026-06-03 22:40:15",
        "2026-06-04 06:30:42",
        "2026-06-10 21:59:59",
        "2026-06-11 22:00:00",
        "2026-06-12 07:59:59",
        "2026-06-13 08:00:00",
    ] {
        assert!(times.contains(&edge.to_owned()), "{edge}");
    }
}

#[test]
fn messages_keep_their_text_and_their_emoji() {
    let sms = read_sample("sms-sample.xml");
    let read = sms.read.as_ref().unwrap();
    assert_eq!(read.format.code(), "sms_backup_restore_sms");
    assert_eq!((read.rows, read.announced), (16, Some(19)));
    // Three people make a family of five halves and two joiners.
    assert_eq!((read.repaired, read.lost), (1 + 3 + 1, 0));
    assert_eq!(
        sms.rejected(),
        ["13 mms_not_read -", "15 not_sent type", "16 not_sent type"]
    );

    let said: Vec<_> = sms
        .rows
        .iter()
        .filter_map(|row| row.contact.said.as_deref())
        .collect();
    assert!(said.contains(&"好的，别太累👨‍👩‍👧 注意身体"));
    assert!(said.contains(&"看看这个，下次就贴到你小区门口"));
    assert!(
        said.iter()
            .any(|s| s.contains("& 你就等着<强制执行>吧\n不处理"))
    );

    let threat = sms
        .rows
        .iter()
        .find(|r| r.raw.contains("&#55357;&#56865;"))
        .unwrap();
    assert!(threat.contact.said.as_deref().unwrap().contains('😡'));
    assert_eq!(threat.contact.connection, Connection::Connected);
    assert_eq!(threat.contact.at.to_rfc3339(), "2026-04-11T22:47:09+08:00");
    for row in &sms.rows {
        assert_eq!(row.contact.problems(), vec![], "{}", row.raw);
        assert_eq!(row.contact.channel, Channel::Sms);
    }
    let outgoing = sms
        .rows
        .iter()
        .find(|r| r.contact.direction == Direction::Outgoing)
        .unwrap();
    assert_eq!(outgoing.contact.connection, Connection::Unknown);
    // The literal "null" is no text.
    assert_eq!(sms.rows.last().unwrap().contact.said, None);
}

#[test]
fn a_picture_message_keeps_its_words_and_drops_its_picture() {
    let sms = read_sample("sms-sample.xml");
    let row = sms.at(10);
    assert_eq!(row.contact.number.as_ref().unwrap().as_str(), "13800000009");
    assert!(row.raw.starts_with("<mms ") && row.raw.contains("text/plain"));
    assert!(!row.raw.contains("image/png") && !row.raw.contains("smil"));
}

#[test]
fn names_stay_in_the_raw_record_only() {
    let calls = read_sample("calls-sample.xml");
    let mum = calls
        .rows
        .iter()
        .find(|row| row.raw.contains("妈妈"))
        .unwrap();
    assert!(
        !serde_json::to_string(&mum.contact)
            .unwrap()
            .contains("妈妈")
    );
    assert_eq!(mum.contact.claimed_identity, None);
}

#[test]
fn a_row_leads_back_to_its_record() {
    let mut calls = read_sample("calls-sample.xml");
    let read = calls.read.unwrap();
    let row = calls.rows.remove(4);
    let raw = row.raw.clone();
    let contact = row.into_contact(ContactId::from("c1"), &read);
    let source = contact.source.unwrap();
    assert_eq!(contact.id.as_str(), "c1");
    assert_eq!(
        (source.file.as_str(), source.position),
        ("calls-sample.xml", 5)
    );
    assert_eq!(source.raw, raw);
    let text = std::fs::read_to_string(sample("calls-sample.xml")).unwrap();
    let record = text.match_indices("<call ").nth(4).unwrap().0;
    assert!(text[record..].starts_with(&raw));
    assert_eq!(source.sha256, hash(text.as_bytes()));
}

fn hash(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect()
}

#[test]
fn an_archive_gives_the_rows_of_all_its_backups() {
    let archive = read_sample("backup.zip");
    let read = archive.read.unwrap();
    assert_eq!(read.format.code(), "zip");
    assert_eq!(
        (read.rows, read.rejects, read.announced),
        (51 + 16, 3, Some(51 + 19))
    );
    assert_eq!(
        read.sha256,
        hash(&std::fs::read(sample("backup.zip")).unwrap())
    );

    let loose: Vec<_> = ["calls-sample.xml", "sms-sample.xml"]
        .into_iter()
        .flat_map(|name| read_sample(name).rows)
        .map(|row| (row.contact, row.raw))
        .collect();
    let last = archive.rows.last().unwrap().clone();
    assert_eq!(last.position, 51 + 19);
    let packed: Vec<_> = archive
        .rows
        .into_iter()
        .map(|r| (r.contact, r.raw))
        .collect();
    assert_eq!(packed, loose);

    let source = last
        .into_contact(ContactId::from("c1"), &read)
        .source
        .unwrap();
    assert_eq!(source.file, "backup.zip/sms-20261012090000.xml");
}

#[test]
fn importing_the_same_log_twice_adds_nothing() {
    let calls = read_sample("calls-sample.xml");
    let read = calls.read.unwrap();
    let first = intake::plan(&read, &calls.rows, &[]);
    // One call stands in the file twice.
    assert_eq!(
        (first.new.len(), first.same.len(), first.doubtful.len()),
        (50, 1, 0)
    );
    let log: Vec<_> = first
        .new
        .iter()
        .map(|&i| {
            let row = calls.rows[i as usize].clone();
            row.into_contact(ContactId::from(format!("c{i}")), &read)
        })
        .collect();
    let log: Vec<_> = log.iter().collect();
    let again = intake::plan(&read, &calls.rows, &log);
    assert_eq!(
        (again.new.len(), again.same.len(), again.doubtful.len()),
        (0, 51, 0)
    );
    // Out of an archive the hash is another, the calls are not.
    let archive = read_sample("backup.zip");
    let again = intake::plan(&archive.read.unwrap(), &archive.rows, &log);
    assert_eq!(
        (again.new.len(), again.same.len(), again.doubtful.len()),
        (16, 51, 0)
    );
}

#[test]
fn other_apps_and_other_encodings_are_read_too() {
    let old = read_sample("calls-old-app.xml");
    assert_eq!(old.read.unwrap().rows, 3);
    assert_eq!(old.rows[1].contact.number, None);

    let other = read_sample("super-backup.xml");
    assert_eq!(
        other.read.as_ref().unwrap().format.code(),
        "super_backup_calls"
    );
    assert_eq!(other.rows[0].contact.duration_s, Some(61));
    assert_eq!(other.rows[1].contact.connection, Connection::RangOnly);

    let wide = read_sample("calls-utf16.xml");
    let narrow = read_sample("calls-sample.xml");
    assert_eq!(wide.read.unwrap().rows, 51);
    assert_eq!(wide.rows, narrow.rows);
}

#[test]
fn a_bad_record_is_rejected_with_its_reason_and_the_next_is_read() {
    let bad = read_sample("calls-bad-records.xml");
    assert_eq!(
        bad.rejected(),
        [
            "2 date_out_of_range date",
            "3 date_out_of_range date",
            "4 date_in_seconds date",
            "5 bad_value date",
            "6 missing_field date",
            "7 unknown_type type",
            "8 duration_out_of_range duration",
            "9 bad_value duration",
            "10 malformed -",
            "11 malformed -",
            "12 unknown_record -",
        ]
    );
    let read: Vec<_> = bad.rows.iter().map(|row| row.position).collect();
    assert_eq!(read, [1, 13]);
    assert_eq!(bad.read.unwrap().rejects, 11);
}

#[test]
fn a_file_that_is_no_log_says_what_it_is() {
    for (name, code) in [
        ("empty.xml", "empty_file"),
        ("page.xml", "unknown_format"),
        ("picture.xml", "binary_file"),
        ("entities.xml", "entity_not_allowed"),
        ("calls-truncated.xml", "truncated"),
        ("calls-wrong-nesting.xml", "malformed"),
        ("nested.zip", "zip_no_backup"),
        ("encrypted.zip", "zip_encrypted"),
        ("no-such-file.xml", "not_found"),
        ("", "unreadable"),
    ] {
        let outcome = read_sample(name);
        assert_eq!(outcome.code(), code, "{name}");
        assert_eq!(outcome.rejected(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn an_error_names_the_file_the_record_and_the_byte() {
    let error = read_sample("calls-truncated.xml").read.unwrap_err();
    assert_eq!(error.file, "calls-truncated.xml");
    assert_eq!((error.position, error.offset), (5, Some(2000)));
    assert_eq!(
        error.to_string(),
        "calls-truncated.xml: truncated, record 5, byte 2000"
    );
    let error = read_sample("page.xml").read.unwrap_err();
    let said = error.to_string();
    assert!(said.starts_with("page.xml: unknown_format (looked for: <calls>, <smses>, "));
    assert!(said.ends_with(", zip)"));
    for format in intake::looked_for() {
        assert!(said.contains(format), "{format}");
    }
}
