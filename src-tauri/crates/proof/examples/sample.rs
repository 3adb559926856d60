//! A proof pack of an invented person, for tests and for looking at:
//! `cargo run -p proof --example sample -- OUT`. Of a path that ends in `.zip` it
//! makes an archive, of any other a folder.
#![allow(
    dead_code,
    reason = "the tests take the pack and have no use for `main`"
)]

use std::path::Path;

use proof::{ChainRow, Disclosed, Draft, Manifest, Part, Role, Target, Written, sha256};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let out = std::env::args().nth(1).ok_or("sample OUT")?;
    write(Path::new(&out))?;
    Ok(())
}

/// Writes the sample.
pub(crate) fn write(out: &Path) -> Result<Written, proof::WriteError> {
    let target = match out.extension() {
        Some(ending) if ending == "zip" => Target::Zip(out.to_owned()),
        _ => Target::Folder(out.to_owned()),
    };
    let unfinished = out.with_extension("unfinished");
    let done = &mut |_| true;
    proof::write(&target, &unfinished, draft(), parts(), &mut index, done)
}

/// An index that does what indexes have to: it prints the seal.
pub(crate) fn index(manifest: &Manifest) -> Option<Vec<u8>> {
    Some(format!("%PDF-1.7\n% {}\n", manifest.seal).into_bytes())
}

/// Three exhibits, one of them with a redacted copy, a letter and rows.
pub(crate) fn parts() -> Vec<Part<'static>> {
    // Larger than one chunk of either checker.
    let sound: Vec<u8> = (0..200_000u32).map(|n| (n % 251) as u8).collect();
    let photo = b"\xff\xd8\xff an invented photograph".to_vec();
    let text = "对方：您好（示例）\n".as_bytes().to_vec();
    let rows = br#"[{"row":1,"number":"138****0001"}]"#.to_vec();
    let mut parts = vec![
        original(1, "m4a", sound),
        original(2, "jpg", photo.clone()),
        original(3, "txt", text),
        Part::of_bytes(
            Role::Redacted,
            Some(2),
            "jpg",
            b"\xff\xd8\xff hidden".to_vec(),
        ),
        Part::of_bytes(Role::Letter, Some(1), "pdf", b"%PDF-1.7\n".to_vec()),
        Part::of_bytes(Role::Rows, None, "json", rows),
    ];
    parts[3].original_sha256 = Some(sha256(&photo));
    parts
}

fn original(exhibit: u32, ending: &str, bytes: Vec<u8>) -> Part<'static> {
    Part {
        original_sha256: Some(sha256(&bytes)),
        source: Some("recording".to_owned()),
        rows: vec![exhibit],
        ..Part::of_bytes(Role::Original, Some(exhibit), ending, bytes)
    }
}

/// A chain of three rows, of which the second is shown.
pub(crate) fn draft() -> Draft {
    let payloads = [
        r#"[{"kind":"vault","key":"vault"}]"#,
        r#"[{"kind":"contact","key":"c1","row":{"said":"示例：请您今天还款"}}]"#,
        r#"[{"kind":"letter","key":"l1"}]"#,
    ];
    let mut journal: Vec<ChainRow> = Vec::new();
    for (seq, payload) in (1..).zip(payloads) {
        let mut row = ChainRow {
            seq,
            at: format!("2026-11-0{seq}T10:00:00+08:00"),
            action: ["vault_created", "contact_added", "letter_saved"][seq as usize - 1].to_owned(),
            payload_sha256: sha256(payload.as_bytes()),
            prev: journal
                .last()
                .map_or_else(|| "0".repeat(64), |row| row.hash.clone()),
            hash: String::new(),
        };
        row.hash = row.expected_hash();
        journal.push(row);
    }
    Draft {
        made_at: "2026-11-21T10:00:00+08:00".to_owned(),
        tool: "mingzhang 0.1.0".to_owned(),
        lang: domain::Lang::ZhCn,
        about: "MZ-20261121-0001".to_owned(),
        masked: true,
        journal,
        disclosed: vec![Disclosed {
            seq: 2,
            payload: payloads[1].to_owned(),
        }],
    }
}
