//! A pack as it is written and as it is checked, sound, damaged and hostile.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../examples/sample.rs"]
mod sample;

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proof::{
    Finding, FindingCode, Head, LimitCode, Manifest, Report, Role, Target, Unreadable,
    UnreadableCode, WriteError, verify,
};
use proptest::prelude::*;
use tempfile::{TempDir, tempdir};
use zip::write::SimpleFileOptions;

fn check(path: &Path) -> Result<Report, Unreadable> {
    verify(path, None, &mut |_| true)
}

fn folder() -> (TempDir, PathBuf) {
    let dir = tempdir().unwrap();
    let pack = dir.path().join("pack");
    sample::write(&pack).unwrap();
    (dir, pack)
}

fn codes(report: &Report) -> Vec<FindingCode> {
    report.findings.iter().map(|finding| finding.code).collect()
}

/// Changes the manifest of a folder as somebody would who can also seal it anew.
fn forge(pack: &Path, change: impl FnOnce(&mut Manifest)) {
    let path = pack.join("manifest.json");
    let mut manifest: Manifest = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    change(&mut manifest);
    manifest.seal = manifest.sealed().unwrap();
    fs::write(path, manifest.text().unwrap()).unwrap();
}

/// Every file of a folder, by its name in the pack.
fn files(pack: &Path) -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    for entry in fs::read_dir(pack).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let inside = files(&path).into_iter();
            out.extend(inside.map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            out.push((name, fs::read(path).unwrap()));
        }
    }
    out.sort();
    out
}

fn zip_of(path: &Path, files: &[(String, Vec<u8>)]) {
    let mut archive = zip::ZipWriter::new(File::create(path).unwrap());
    for (name, bytes) in files {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap();
}

#[test]
fn a_pack_as_it_was_written_matches() {
    let (_dir, pack) = folder();
    let report = check(&pack).unwrap();
    assert!(report.matches && report.chain.sound, "{report:#?}");
    assert_eq!(report.files.len(), 8);
    assert_eq!((report.chain.first, report.chain.last), (1, 3));
    assert_eq!(report.about, "MZ-20261121-0001");
    let limits = &report.limits;
    assert!(limits.contains(&LimitCode::Newest) && limits.contains(&LimitCode::Redaction));
    assert!(!limits.contains(&LimitCode::Older) && !limits.contains(&LimitCode::AfterCompared));
}

#[test]
fn the_index_holds_the_seal_and_the_manifest_names_everything_but_itself() {
    let (_dir, pack) = folder();
    let manifest: Manifest =
        serde_json::from_slice(&fs::read(pack.join("manifest.json")).unwrap()).unwrap();
    let index = fs::read_to_string(pack.join("index.pdf")).unwrap();
    assert!(index.contains(&manifest.seal) && manifest.seal.len() == 64);
    let mut named: Vec<&str> = manifest.entries.iter().map(|e| e.path.as_str()).collect();
    named.push("manifest.json");
    named.sort_unstable();
    let there = files(&pack);
    assert_eq!(
        named,
        there
            .iter()
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>()
    );
    let roles: Vec<Role> = manifest.entries.iter().map(|entry| entry.role).collect();
    assert!(roles.is_sorted(), "{roles:?}");
}

#[test]
fn folder_and_archive_in_any_order_say_the_same() {
    let (dir, pack) = folder();
    let written = dir.path().join("written.zip");
    sample::write(&written).unwrap();
    let mut all = files(&pack);
    all.reverse();
    let reversed = dir.path().join("reversed.zip");
    zip_of(&reversed, &all);
    let wrapped = dir.path().join("wrapped.zip");
    let inside = all
        .iter()
        .map(|(name, bytes)| (format!("材料/{name}"), bytes.clone()));
    zip_of(&wrapped, &inside.collect::<Vec<_>>());
    let of_folder = check(&pack).unwrap();
    for path in [&written, &reversed, &wrapped, &dir.path().to_owned()] {
        if path.is_dir() {
            for archive in [&written, &reversed, &wrapped] {
                fs::remove_file(archive).unwrap();
            }
        }
        assert_eq!(check(path).unwrap(), of_folder, "{}", path.display());
    }
}

#[test]
fn the_same_parts_give_the_same_bytes() {
    let dir = tempdir().unwrap();
    let [a, b] = ["a.zip", "b.zip"].map(|name| dir.path().join(name));
    sample::write(&a).unwrap();
    sample::write(&b).unwrap();
    assert_eq!(fs::read(&a).unwrap(), fs::read(&b).unwrap());
    let mut shuffled = sample::parts();
    shuffled.reverse();
    let target = Target::Zip(b.clone());
    proof::write(
        &target,
        &dir.path().join("unfinished"),
        sample::draft(),
        shuffled,
        &mut sample::index,
        &mut |_| true,
    )
    .unwrap();
    assert_eq!(fs::read(&a).unwrap(), fs::read(&b).unwrap());
}

static INTACT: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let (_dir, pack) = folder();
    files(&pack)
});

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Any one bit of any file, the manifest included.
    #[test]
    fn a_flipped_bit_is_found(file in 0..INTACT.len(), at in any::<prop::sample::Index>(), bit in 0..8u8) {
        let dir = tempdir().unwrap();
        for (n, (name, bytes)) in INTACT.iter().enumerate() {
            let path = dir.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let mut bytes = bytes.clone();
            if n == file {
                let at = at.index(bytes.len());
                bytes[at] ^= 1 << bit;
            }
            fs::write(path, bytes).unwrap();
        }
        let name = &INTACT[file].0;
        match check(dir.path()) {
            Ok(report) if name != "manifest.json" => {
                let about = Some(name.clone());
                let expected = Finding { path: about, seq: None, code: FindingCode::Differs };
                prop_assert_eq!(report.findings, vec![expected]);
            }
            Ok(report) => prop_assert!(!report.matches),
            Err(error) => {
                prop_assert_eq!(name, "manifest.json");
                let codes = [UnreadableCode::ManifestMalformed, UnreadableCode::UnknownVersion];
                prop_assert!(codes.contains(&error.code), "{:?}", error);
            }
        }
    }
}

#[test]
fn what_is_gone_added_longer_or_renamed_is_named() {
    let (_dir, pack) = folder();
    fs::remove_file(pack.join("letters/001.pdf")).unwrap();
    fs::write(pack.join("exhibits/009-original.txt"), "x").unwrap();
    fs::write(pack.join("提示.txt"), "x").unwrap();
    let mut longer = fs::OpenOptions::new();
    let mut longer = longer.append(true).open(pack.join("rows.json")).unwrap();
    longer.write_all(b" ").unwrap();
    let report = check(&pack).unwrap();
    let found: Vec<_> = report
        .findings
        .iter()
        .map(|finding| (finding.path.as_deref().unwrap(), finding.code))
        .collect();
    assert_eq!(
        found,
        [
            ("exhibits/009-original.txt", FindingCode::Unlisted),
            ("letters/001.pdf", FindingCode::Missing),
            ("rows.json", FindingCode::WrongSize),
            ("提示.txt", FindingCode::UnsafePath),
        ]
    );
}

#[test]
fn a_manifest_that_was_sealed_anew_is_still_held_to_its_files_and_its_chain() {
    type Change = Box<dyn Fn(&mut Manifest)>;
    let cases: [(&str, Change, FindingCode); 9] = [
        (
            "a hash",
            Box::new(|m| m.entries[1].sha256 = "0".repeat(64)),
            FindingCode::Differs,
        ),
        (
            "a size",
            Box::new(|m| m.entries[1].size += 1),
            FindingCode::WrongSize,
        ),
        (
            "out of the pack",
            Box::new(|m| m.entries[1].path = "../x".into()),
            FindingCode::UnsafePath,
        ),
        (
            "a row gone",
            Box::new(|m| drop(m.journal.remove(1))),
            FindingCode::ChainGap,
        ),
        (
            "a time",
            Box::new(|m| m.journal[1].at = "2026-10-02T10:00:00+08:00".into()),
            FindingCode::ChainRow,
        ),
        (
            "the chain",
            Box::new(|m| m.journal.clear()),
            FindingCode::ChainEmpty,
        ),
        (
            "a text",
            Box::new(|m| m.disclosed[0].payload.push(' ')),
            FindingCode::PayloadDiffers,
        ),
        (
            "another row",
            Box::new(|m| m.disclosed[0].seq = 9),
            FindingCode::DisclosedUnknown,
        ),
        (
            "two indexes",
            Box::new(|m| m.entries[1].role = Role::Index),
            FindingCode::NoIndex,
        ),
    ];
    for (what, change, code) in cases {
        let (_dir, pack) = folder();
        forge(&pack, |manifest| change(manifest));
        let report = check(&pack).unwrap();
        assert!(
            codes(&report).contains(&code),
            "{what}: {:?}",
            report.findings
        );
    }
}

#[test]
fn a_row_hashed_anew_breaks_the_chain_at_the_next() {
    let (_dir, pack) = folder();
    forge(&pack, |manifest| {
        manifest.journal[1].at = "2026-10-02T10:00:00+08:00".into();
        manifest.journal[1].hash = manifest.journal[1].expected_hash();
    });
    let report = check(&pack).unwrap();
    assert_eq!(
        report.findings,
        [Finding {
            path: None,
            seq: Some(3),
            code: FindingCode::ChainLink
        }]
    );
    assert!(!report.chain.sound);
}

#[test]
fn an_original_is_held_to_the_hash_of_its_intake() {
    let (_dir, pack) = folder();
    forge(&pack, |manifest| {
        for entry in &mut manifest.entries {
            if entry.exhibit == Some(2) && entry.role == Role::Redacted {
                entry.original_sha256 = Some("1".repeat(64));
            }
            if entry.exhibit == Some(1) && entry.role == Role::Original {
                entry.original_sha256 = None;
            }
        }
    });
    let report = check(&pack).unwrap();
    assert_eq!(codes(&report), [FindingCode::OriginalDiffers; 2]);
}

#[test]
fn a_manifest_in_another_form_is_found_although_it_says_the_same() {
    let (_dir, pack) = folder();
    let path = pack.join("manifest.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("  \"format\"", " \"format\"", 1)).unwrap();
    assert_eq!(codes(&check(&pack).unwrap()), [FindingCode::ManifestForm]);
}

#[test]
fn a_head_from_elsewhere_is_compared() {
    let (_dir, pack) = folder();
    let rows = sample::draft().journal;
    let with = |text: &str| verify(&pack, Head::parse(text).as_ref(), &mut |_| true).unwrap();
    let report = with(&rows[2].hash);
    assert_eq!((report.matches, report.chain.compared), (true, Some(3)));
    assert!(report.limits.contains(&LimitCode::AfterCompared));
    assert!(!report.limits.contains(&LimitCode::Newest));
    // As it is printed at the foot of a letter, and with the spaces of a reader.
    let short = rows[1].hash[..16].to_uppercase();
    let spaced = format!("{} {}", &short[..8], &short[8..]);
    assert_eq!(with(&spaced).chain.compared, Some(2));
    let other = with(&"a".repeat(64));
    assert_eq!(codes(&other), [FindingCode::HeadAbsent]);
    for wrong in [
        "",
        "0123456789abcde",
        "not hexadecimal at all",
        &"0".repeat(65),
    ] {
        assert_eq!(Head::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn what_is_no_pack_is_refused_with_its_reason() {
    let dir = tempdir().unwrap();
    let refused = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        fs::write(&path, bytes).unwrap();
        check(&path).unwrap_err().code
    };
    assert_eq!(
        check(&dir.path().join("none")).unwrap_err().code,
        UnreadableCode::NotFound
    );
    assert_eq!(
        check(dir.path()).unwrap_err().code,
        UnreadableCode::NotAPack
    );
    assert_eq!(refused("empty.zip", b""), UnreadableCode::ZipDamaged);
    assert_eq!(
        refused("text.zip", b"no archive at all"),
        UnreadableCode::ZipDamaged
    );
    let path = dir.path().join("other.zip");
    zip_of(
        &path,
        &[("a/b.txt".into(), vec![1]), ("c.txt".into(), vec![2])],
    );
    assert_eq!(check(&path).unwrap_err().code, UnreadableCode::NotAPack);
    for (text, code) in [
        ("{", UnreadableCode::ManifestMalformed),
        ("{}", UnreadableCode::ManifestMalformed),
        (
            r#"{"format":"mingzhang-proof/1"}"#,
            UnreadableCode::ManifestMalformed,
        ),
        (
            r#"{"format":"mingzhang-proof/2","x":1}"#,
            UnreadableCode::UnknownVersion,
        ),
    ] {
        zip_of(&path, &[("manifest.json".into(), text.into())]);
        assert_eq!(check(&path).unwrap_err().code, code, "{text}");
    }
}

#[test]
fn an_archive_cut_short_is_refused_or_named() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("pack.zip");
    sample::write(&path).unwrap();
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
    assert_eq!(check(&path).unwrap_err().code, UnreadableCode::ZipDamaged);
}

#[test]
fn an_archive_that_unpacks_to_far_too_much_is_not_read() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("bomb.zip");
    let mut archive = zip::ZipWriter::new(File::create(&path).unwrap());
    archive
        .start_file("manifest.json", SimpleFileOptions::default())
        .unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..1100 {
        archive.write_all(&zeros).unwrap();
    }
    archive.finish().unwrap();
    assert_eq!(check(&path).unwrap_err().code, UnreadableCode::ZipBomb);
}

#[test]
fn names_that_lead_out_of_an_archive_are_named_and_not_opened() {
    let (dir, pack) = folder();
    let mut all = files(&pack);
    all.push(("../../evil.txt".into(), b"x".to_vec()));
    let path = dir.path().join("hostile.zip");
    zip_of(&path, &all);
    let report = check(&path).unwrap();
    assert_eq!(codes(&report), [FindingCode::UnsafePath]);
    assert!(!dir.path().parent().unwrap().join("evil.txt").exists());
}

#[test]
fn the_same_name_twice_in_an_archive_is_found() {
    let (dir, pack) = folder();
    let mut all = files(&pack);
    all.push(("rows.jsom".into(), b"another".to_vec()));
    let path = dir.path().join("twice.zip");
    zip_of(&path, &all);
    // No writer makes this; the name is exchanged in the bytes.
    let mut bytes = fs::read(&path).unwrap();
    let name = b"rows.jsom";
    for at in 0..bytes.len() - name.len() {
        if &bytes[at..at + name.len()] == name {
            bytes[at + 8] = b'n';
        }
    }
    fs::write(&path, bytes).unwrap();
    assert!(codes(&check(&path).unwrap()).contains(&FindingCode::Duplicate));
}

#[cfg(unix)]
#[test]
fn a_link_is_named_and_not_followed() {
    let (dir, pack) = folder();
    let outside = dir.path().join("outside.json");
    fs::rename(pack.join("rows.json"), &outside).unwrap();
    std::os::unix::fs::symlink(&outside, pack.join("rows.json")).unwrap();
    let report = check(&pack).unwrap();
    assert_eq!(codes(&report), [FindingCode::Missing, FindingCode::Link]);
}

#[test]
fn a_part_that_is_not_what_was_recorded_is_refused_and_nothing_is_left() {
    let dir = tempdir().unwrap();
    for name in ["pack", "pack.zip"] {
        let path = dir.path().join(name);
        let target = match name {
            "pack" => Target::Folder(path),
            _ => Target::Zip(path),
        };
        let mut changed = sample::parts();
        changed[0].original_sha256 = Some("0".repeat(64));
        let mut short = sample::parts();
        short[1].size += 1;
        let mut twice = sample::parts();
        twice.extend(sample::parts());
        for parts in [changed, short, twice] {
            let failed = proof::write(
                &target,
                &dir.path().join("unfinished"),
                sample::draft(),
                parts,
                &mut sample::index,
                &mut |_| true,
            );
            assert!(matches!(
                failed,
                Err(WriteError::Changed(_) | WriteError::Duplicate(_))
            ));
        }
        let no_index = proof::write(
            &target,
            &dir.path().join("unfinished"),
            sample::draft(),
            sample::parts(),
            &mut |_| None,
            &mut |_| true,
        );
        assert!(matches!(no_index, Err(WriteError::Index)));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}

#[test]
fn cancelling_leaves_what_was_there() {
    let dir = tempdir().unwrap();
    let path = dir.path().join("pack.zip");
    fs::write(&path, "before").unwrap();
    for stop_after in [0, 3, 7] {
        let mut steps = 0;
        let stopped = proof::write(
            &Target::Zip(path.clone()),
            &dir.path().join("unfinished"),
            sample::draft(),
            sample::parts(),
            &mut sample::index,
            &mut |_| {
                steps += 1;
                steps <= stop_after
            },
        );
        assert!(matches!(stopped, Err(WriteError::Cancelled)));
    }
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    let mut kept = String::new();
    File::open(&path)
        .unwrap()
        .read_to_string(&mut kept)
        .unwrap();
    assert_eq!(kept, "before");
    let (_dir, pack) = folder();
    let stopped = verify(&pack, None, &mut |_| false).unwrap_err();
    assert_eq!(stopped.code, UnreadableCode::Cancelled);
}

#[test]
fn a_folder_that_is_not_empty_is_left_alone() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("mine.txt"), "x").unwrap();
    assert!(matches!(sample::write(dir.path()), Err(WriteError::Exists)));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
}
