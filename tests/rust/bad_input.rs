//! Files that are not what they should be: a clear code, and the vault unchanged.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::host::{Bench, fixture};

/// Reads a file that must be refused; says how, and that nothing came in.
fn refused(bench: &Bench, name: &str, bytes: &[u8]) -> (String, Value) {
    let path = bench.folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let head = bench.ok("about_get", json!({}))["journal_head"].clone();
    let (job, status) = bench.read_files(std::slice::from_ref(&path));
    assert_eq!(status["state"], "failed", "{name}: {status}");
    assert_eq!(status["error"]["params"]["file"], name);
    assert_eq!(
        bench
            .refused("import_commit", json!({ "job": job["job"] }))
            .0,
        "not_found"
    );
    assert_eq!(bench.ok("about_get", json!({}))["journal_head"], head);
    assert_eq!(bench.ok("contact_list", json!({}))["total"], 0);
    (
        status["error"]["code"].as_str().unwrap().to_owned(),
        status["error"]["params"].clone(),
    )
}

#[test]
fn each_kind_of_bad_file_has_its_own_message() {
    let bench = Bench::with_vault();
    let sound = fs::read(fixture("intake/calls-sample.xml")).unwrap();
    let cut = &sound[..sound.len() * 2 / 3];
    let entity = br#"<?xml version="1.0"?><!DOCTYPE calls [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><calls count="1"><call number="&b;" duration="1" date="1750000000000" type="1"/></calls>"#;
    let cases: [(&str, &[u8], &str); 6] = [
        ("empty.xml", b"", "file_empty"),
        ("cut.xml", cut, "file_truncated"),
        (
            "picture.xml",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0",
            "file_binary",
        ),
        (
            "letter.txt",
            b"Dear all, this is no phone log.\n",
            "file_unknown_format",
        ),
        ("entity.xml", entity, "file_entity"),
        (
            "broken.zip",
            b"PK\x03\x04 and nothing more",
            "file_malformed",
        ),
    ];
    for (name, bytes, code) in cases {
        assert_eq!(refused(&bench, name, bytes).0, code, "{name}");
    }
    let (_, params) = refused(&bench, "cut.xml", cut);
    assert!(
        params["position"].as_str().unwrap().parse::<u32>().unwrap() > 1,
        "{params}"
    );
}

#[test]
fn dates_of_1969_and_2100_are_rejected_row_by_row() {
    let bench = Bench::with_vault();
    let path = bench.folder.path().join("dates.xml");
    let call = |ms: i64| {
        format!("<call number=\"01000000021\" duration=\"5\" date=\"{ms}\" type=\"1\" />")
    };
    let rows: String = [-1_000_000_000, 1_790_000_000_000, 4_110_000_000_000]
        .map(call)
        .concat();
    fs::write(&path, format!("<calls count=\"3\">{rows}</calls>")).unwrap();
    let (job, status) = bench.read_files(&[path]);
    assert_eq!(status["state"], "done", "{status}");
    let plan = bench.ok("import_plan", job);
    assert_eq!((&plan["new"], &plan["rejected"]), (&json!(1), &json!(2)));
    let positions: Vec<&Value> = plan["rejects"]
        .as_array()
        .unwrap()
        .iter()
        .map(|reject| &reject["position"])
        .collect();
    assert_eq!(positions, [&json!(1), &json!(3)]);
}

#[test]
fn a_folder_stands_for_the_backups_directly_in_it() {
    let bench = Bench::with_vault();
    let folder = bench.folder.path().join("phone");
    fs::create_dir_all(folder.join("inner")).unwrap();
    let put = |from: &str, to: &str| {
        fs::copy(fixture("intake").join(from), folder.join(to)).unwrap();
    };
    put("sms-sample.xml", "sms.XML");
    put("calls-sample.xml", "calls.xml");
    put("picture.xml", "photo.jpg");
    put("calls-sample.xml", "inner/older.xml");
    let (job, status) = bench.read_files(std::slice::from_ref(&folder));
    assert_eq!(status["state"], "done", "{status}");
    let plan = bench.ok("import_plan", job);
    let read: Vec<&Value> = plan["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| &file["file"])
        .collect();
    assert_eq!(read, ["calls.xml", "sms.XML"]);

    let empty = bench.folder.path().join("photos");
    fs::create_dir(&empty).unwrap();
    let (_, status) = bench.read_files(&[empty]);
    assert_eq!(status["error"]["code"], "folder_no_backup", "{status}");
    assert_eq!(status["error"]["params"]["file"], "photos");
}

#[test]
fn a_large_file_can_be_stopped_and_leaves_nothing() {
    let bench = Bench::with_vault();
    let path: PathBuf = bench.folder.path().join("large.xml");
    let mut file = std::io::BufWriter::new(fs::File::create(&path).unwrap());
    file.write_all(b"<smses count=\"0\">").unwrap();
    // 200 MB of short messages.
    let text = "还款提醒".repeat(80);
    let mut written = 0usize;
    let mut n = 0i64;
    while written < 200 << 20 {
        n += 1;
        let date = 1_760_000_000_000 + n * 1000;
        let line = format!(
            "<sms protocol=\"0\" address=\"10600000001\" date=\"{date}\" type=\"1\" subject=\"null\" body=\"{text}\" read=\"1\" status=\"-1\" />\n"
        );
        written += line.len();
        file.write_all(line.as_bytes()).unwrap();
    }
    file.write_all(b"</smses>").unwrap();
    drop(file);
    let job = bench.ok("import_read", json!({ "paths": [path] }));
    // Let it get going, then stop it; the app answers all the while.
    let mut rows = 0;
    for _ in 0..2000 {
        rows = bench.ok("job_status", job.clone())["rows"]
            .as_u64()
            .unwrap();
        if rows > 0 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(rows > 0);
    bench.ok("job_cancel", job.clone());
    let mut state = Value::Null;
    for _ in 0..2000 {
        state = bench.ok("job_status", job.clone())["state"].clone();
        if state != "running" {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(state, "cancelled");
    assert_eq!(bench.ok("contact_list", json!({}))["total"], 0);
}

/// Holes take no room on the disk.
#[test]
fn a_case_file_beyond_all_measure_is_refused_before_it_is_read() {
    let bench = Bench::with_vault();
    let path = bench.folder.path().join("case.json");
    let file = fs::File::create(&path).unwrap();
    file.set_len((1 << 30) + 1).unwrap();
    let error = bench
        .rpc("case_import", json!({ "path": path }))
        .unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "file_too_large");
    assert_eq!(error.params["file"], "case.json");
}

#[test]
fn a_broken_case_file_is_named_by_line_and_field() {
    let bench = Bench::with_vault();
    let path = bench.folder.path().join("case.json");
    fs::write(
        &path,
        "{\n \"format\": \"mingzhang-case/1\",\n \"debts\": [{\"id\": 7}]\n}",
    )
    .unwrap();
    let error = bench
        .rpc("case_import", json!({ "path": path }))
        .unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "case_malformed");
    assert_eq!(error.params["line"], "3");
    assert_eq!(error.params["field"], "debts[0].id");
    fs::write(&path, r#"{"format":"mingzhang-case/1","debts":[{"id":"d","lender":"nobody","lender_type":"other"}]}"#).unwrap();
    let (code, fields) = bench.refused("case_import", json!({ "path": path }));
    assert_eq!(
        (code.as_str(), fields.as_slice()),
        ("invalid", &["debts[0].lender".to_owned()][..])
    );
}
