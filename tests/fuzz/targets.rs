//! One list of everything that reads what somebody else wrote. A target takes any
//! bytes and must end by itself: with an answer or with a typed error.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use letters::{Block, Document, Exhibit, Fonts, Inline, Originals};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::host::Bench;

#[path = "../../src-tauri/crates/proof/examples/sample.rs"]
mod sample;

/// A parser, sound inputs for it, and one run of it.
pub(crate) struct Target {
    pub(crate) name: &'static str,
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    pub(crate) run: fn(&[u8]),
}

/// A new parser is a line here.
pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "intake-xml",
        seeds: || samples(&["xml"]),
        run: intake,
    },
    Target {
        name: "intake-tables",
        seeds: || samples(&["csv"]),
        run: intake,
    },
    Target {
        name: "intake-sheets",
        seeds: || samples(&["xls", "xlsx"]),
        run: intake,
    },
    Target {
        name: "intake-chats",
        seeds: || samples(&["json", "html", "txt"]),
        run: intake,
    },
    Target {
        name: "intake-iphone",
        seeds: || samples(&["storedata"]),
        run: intake,
    },
    Target {
        name: "intake-zip",
        seeds: || samples(&["zip"]),
        run: intake,
    },
    Target {
        name: "table-head",
        seeds: || samples(&["csv", "xls", "xlsx"]),
        run: table_head,
    },
    Target {
        name: "recording-name",
        seeds: recording_names,
        run: recording,
    },
    Target {
        name: "values",
        seeds: values,
        run: read_values,
    },
    Target {
        name: "case-file",
        seeds: case_files,
        run: case_file,
    },
    Target {
        name: "rule-packs",
        seeds: || chosen(&rules::embedded_files()),
        run: rule_packs,
    },
    Target {
        name: "procedures",
        seeds: || chosen(&deadlines::embedded_files()),
        run: procedures,
    },
    Target {
        name: "holiday-notice",
        seeds: holiday_notices,
        run: holiday_notice,
    },
    Target {
        name: "period-events",
        seeds: period_events,
        run: period_changes,
    },
    Target {
        name: "templates",
        seeds: || chosen(&template_files()),
        run: templates,
    },
    Target {
        name: "misquotations",
        seeds: texts,
        run: misquotations,
    },
    Target {
        name: "letter-text",
        seeds: texts,
        run: letter_text,
    },
    Target {
        name: "exhibits",
        seeds: exhibits,
        run: exhibit,
    },
    Target {
        name: "kept-files",
        seeds: kept_files,
        run: kept_file,
    },
    Target {
        name: "proof-pack",
        seeds: proof_packs,
        run: proof_pack,
    },
    Target {
        name: "vault-key",
        seeds: || vec![sound_key().to_vec()],
        run: vault_key,
    },
    Target {
        name: "recovery-words",
        seeds: recovery_words,
        run: recover,
    },
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The inputs of a target that once failed, or that no sample stands for.
pub(crate) fn kept(name: &str) -> Vec<(String, Vec<u8>)> {
    let folder = root().join("tests/fixtures/fuzz").join(name);
    let mut out: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect();
    out.sort();
    out
}

/// The samples of `tests/fixtures/intake` with these endings.
fn samples(endings: &[&str]) -> Vec<Vec<u8>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join("tests/fixtures/intake"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let ending = path.extension().unwrap_or_default();
            endings.iter().any(|known| *known == ending)
        })
        .collect();
    paths.sort();
    paths.iter().map(|path| fs::read(path).unwrap()).collect()
}

fn intake(bytes: &[u8]) {
    let mut sink = |row: intake::Row| match row {
        intake::Row::Read(row) => assert_eq!(row.contact.problems(), [], "{}", row.raw),
        intake::Row::Payment(row) => assert!(row.amount >= domain::Money::ZERO, "{}", row.raw),
        intake::Row::Reject(_) => {}
    };
    let _ = intake::read(
        "t",
        Cursor::new(bytes),
        &mut |_| intake::Flow::Go,
        &mut sink,
    );
}

fn table_head(bytes: &[u8]) {
    let _ = intake::table_head("t", Cursor::new(bytes));
}

fn recording_names() -> Vec<Vec<u8>> {
    [
        "通话录音_13800000001_20260301120000.mp3",
        "13800000001(13800000001)_20260301120000.amr",
        "Call recording 13800000001_260301_120000.m4a",
    ]
    .map(|name| name.as_bytes().to_vec())
    .to_vec()
}

fn recording(bytes: &[u8]) {
    let _ = intake::recording(&String::from_utf8_lossy(bytes));
}

fn values() -> Vec<Vec<u8>> {
    [
        "+86 138-0000-0001",
        "12345.67",
        "2026-03-01T12:00:00+08:00",
        "2026-03-01",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
}

fn read_values(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = domain::Phone::parse(&text);
    let _ = domain::parse_instant(&text);
    let _ = text.parse::<domain::Day>();
    if let Ok(money) = text.parse::<domain::Money>() {
        assert_eq!(money.to_string().parse(), Ok(money), "{text}");
        let _ = letters::capitals(money);
    }
}

fn case_files() -> Vec<Vec<u8>> {
    let sample = "src-tauri/crates/app/src/case_file/sample.json";
    vec![fs::read(root().join(sample)).unwrap()]
}

/// Reads a case and asks every rule of it.
fn case_file(bytes: &[u8]) {
    static PACKS: OnceLock<Vec<rules::Pack>> = OnceLock::new();
    if let Ok(case) = app::case_file::read_case(&String::from_utf8_lossy(bytes)) {
        let packs = PACKS.get_or_init(|| rules::embedded().packs);
        rules::evaluate(packs, &case, None);
    }
}

/// Files of data as inputs: the name on the first line, then its text.
fn chosen(files: &BTreeMap<String, String>) -> Vec<Vec<u8>> {
    let one = |(name, text): (&String, &String)| format!("{name}\n{text}").into_bytes();
    files.iter().map(one).collect()
}

/// The files with the one that the input names replaced by the rest of it.
fn replaced(mut files: BTreeMap<String, String>, bytes: &[u8]) -> BTreeMap<String, String> {
    let text = String::from_utf8_lossy(bytes);
    let (name, rest) = text.split_once('\n').unwrap_or((&text, ""));
    files.insert(name.to_owned(), rest.to_owned());
    files
}

fn rule_packs(bytes: &[u8]) {
    // The pack of the named file alone: the others are not read by it.
    let text = String::from_utf8_lossy(bytes);
    let pack = text.split('/').next().unwrap_or_default().to_owned() + "/";
    let mut files = rules::embedded_files();
    files.retain(|name, _| name.starts_with(&pack));
    for issue in rules::load(&replaced(files, bytes)).issues {
        assert!(
            issue.to_string().contains('/') || !text.contains('/'),
            "{issue}"
        );
    }
}

fn procedures(bytes: &[u8]) {
    deadlines::load(&replaced(deadlines::embedded_files(), bytes));
}

fn holiday_notices() -> Vec<Vec<u8>> {
    let files = deadlines::embedded_files();
    let of_calendar = files.iter().filter(|(name, _)| name.contains("calendar/"));
    of_calendar
        .map(|(_, text)| text.clone().into_bytes())
        .collect()
}

fn holiday_notice(bytes: &[u8]) {
    let _ = deadlines::read_notice("t", &String::from_utf8_lossy(bytes));
}

/// The example that `deadline --help` shows.
fn period_events() -> Vec<Vec<u8>> {
    let help = "src-tauri/crates/cli/src/verbs/examples/deadline.txt";
    let text = fs::read_to_string(root().join(help)).unwrap();
    vec![text[text.find("[[event]]\n").or(text.find("[[event]]")).unwrap()..].into()]
}

fn period_changes(bytes: &[u8]) {
    let _ = deadlines::read_changes("t", &String::from_utf8_lossy(bytes));
}

fn template_files() -> BTreeMap<String, String> {
    fn collect(dir: &Path, name: &str, out: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(dir).unwrap() {
            let entry = entry.unwrap();
            let name = format!("{name}{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() {
                collect(&entry.path(), &format!("{name}/"), out);
            } else if let Ok(text) = fs::read_to_string(entry.path()) {
                out.insert(name, text);
            }
        }
    }
    let mut out = BTreeMap::new();
    collect(&root().join("src-tauri/templates"), "", &mut out);
    out
}

fn templates(bytes: &[u8]) {
    static FILES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let text = String::from_utf8_lossy(bytes);
    let id = text.split('/').next().unwrap_or_default().to_owned();
    let files = replaced(FILES.get_or_init(template_files).clone(), bytes);
    let files: Vec<(String, &str)> = files.iter().map(|(n, t)| (n.clone(), t.as_str())).collect();
    let _ = letters::template::load(&id, &files);
}

fn texts() -> Vec<Vec<u8>> {
    [
        "他说：“你再不还，就按《民法典》第六百七十五条拘留你。”我没有答复。\n\n金额 12,345.60 元，2026年3月1日。",
        "The caller said that under section 805 he may call at night. ¥ 1,000.00 — not so.",
        "一\n\n、二。（三）……《四》\u{3000}五\u{200b}六 https://example.invalid/a?b=c",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec()
}

fn misquotations(bytes: &[u8]) {
    static PACKS: OnceLock<Vec<rules::Pack>> = OnceLock::new();
    let text = String::from_utf8_lossy(bytes);
    rules::misquoted(PACKS.get_or_init(|| rules::embedded().packs), &text);
}

fn fonts() -> &'static Fonts {
    static FONTS: OnceLock<Fonts> = OnceLock::new();
    FONTS.get_or_init(|| {
        let folder = std::env::var_os("MINGZHANG_FONTS")
            .map_or_else(|| root().join("target/fonts"), PathBuf::from);
        Fonts::load(&folder).expect("`cargo xtask fonts` brings the fonts")
    })
}

fn letter(text: &str) -> Document {
    let mut blocks = vec![Block::Title(Inline::plain("投诉书"))];
    blocks.extend(
        text.split("\n\n")
            .map(|part| Block::Paragraph(Inline::plain(part))),
    );
    blocks.push(Block::Numbered(text.lines().map(Inline::plain).collect()));
    Document {
        lang: domain::Lang::ZhCn,
        title: text.lines().next().unwrap_or_default().to_owned(),
        author: "张示例".to_owned(),
        subject: String::new(),
        reference: String::new(),
        date: None,
        chain_head: None,
        seal: None,
        blocks,
    }
}

/// Words of a letter in every form it is given out in.
fn letter_text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let document = letter(&text);
    letters::to_text(&document);
    letters::to_form(&document, 500);
    letters::proofread(&document, &letters::KnownNumbers::default());
    let _ = letters::to_docx(&document);
    if let Ok(pages) = letters::typeset(&document, fonts()) {
        letters::to_svg(&pages, fonts());
    }
}

fn exhibits() -> Vec<Vec<u8>> {
    let pages = letters::typeset(&letter("示例。\n\n第二段。"), fonts()).unwrap();
    vec![
        fs::read(root().join("icons/32x32.png")).unwrap(),
        letters::to_pdf(&pages, fonts()).unwrap(),
        "短信全文：再不还就通知你全家".as_bytes().to_vec(),
    ]
}

struct One<'b>(&'b [u8]);

impl Originals for One<'_> {
    fn read(&mut self, _: usize) -> io::Result<Vec<u8>> {
        Ok(self.0.to_vec())
    }

    fn proceed(&mut self, _: usize, _: usize) -> bool {
        true
    }
}

/// A picture, a document of somebody else or a text, paged and written.
fn exhibit(bytes: &[u8]) {
    let sha256 = Sha256::digest(bytes).into();
    let one = [Exhibit {
        number: 1,
        name: "示例".to_owned(),
        file: "a".to_owned(),
        source: String::new(),
        sha256,
        listed_only: false,
    }];
    if let Ok(pack) = letters::typeset_pack(&letter("示例"), &one, fonts(), &mut One(bytes)) {
        let _ = letters::write_pdf(&pack.pages, fonts(), &mut One(bytes), &mut io::sink());
    }
}

/// What is taken in as evidence: a photograph that says when it was taken, a screenshot,
/// a document, a text and a sound.
fn kept_files() -> Vec<Vec<u8>> {
    let picture = image::RgbImage::from_pixel(24, 16, image::Rgb([200, 30, 30]));
    let mut jpeg = Cursor::new(Vec::new());
    picture
        .write_to(&mut jpeg, image::ImageFormat::Jpeg)
        .unwrap();
    let (start, rest) = jpeg.get_ref().split_at(2);
    let mut all = exhibits();
    all.extend([
        [start, EXIF, rest].concat(),
        b"#!AMR\n\x3c\x08an invented sound".to_vec(),
    ]);
    all
}

/// A segment that tells when the picture was taken (tag 0x9003 behind 0x8769).
const EXIF: &[u8] = b"\xff\xe1\x00\x48Exif\0\0MM\0\x2a\0\0\0\x08\
    \0\x01\x87\x69\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0\
    \0\x01\x90\x03\0\x02\0\0\0\x14\0\0\0\x2c\0\0\0\0\
    2026:02:28 19:05:11\0";

thread_local! {
    static BENCH: Bench = Bench::with_vault();
}

/// A file taken in, looked at, covered in a copy and removed, as the window asks for it.
fn kept_file(bytes: &[u8]) {
    BENCH.with(|bench| {
        let file = bench.folder.path().join("a");
        fs::write(&file, bytes).unwrap();
        let (job, done) = bench.job("attachment_add", json!({ "paths": [file] }));
        assert_ne!(done["error"]["code"], "bug", "{done}");
        let job = &job["job"];
        let Some(kept) = asked(bench, "attachment_keep", json!({ "job": job, "about": [] })) else {
            return;
        };
        let mut ids: Vec<Value> = Vec::new();
        for row in kept["added"].as_array().unwrap() {
            let id = row["attachment"]["id"].clone();
            let region = json!({ "x": 2, "y": 2, "width": 5, "height": 5 });
            let copies = [
                (
                    "attachment_redact_image",
                    json!({ "id": id, "regions": [region] }),
                ),
                (
                    "attachment_redact_text",
                    json!({ "id": id, "words": ["家"] }),
                ),
            ];
            for (command, payload) in copies {
                let copy = asked(bench, command, payload);
                ids.extend(copy.map(|row| row["attachment"]["id"].clone()));
            }
            asked(
                bench,
                "attachment_page",
                json!({ "id": id, "page": 1, "width": 200 }),
            );
            asked(
                bench,
                "attachment_read",
                json!({ "id": id, "from": 0, "length": 4096 }),
            );
            ids.push(id);
        }
        for id in ids {
            bench.ok("attachment_remove", json!({ "id": id }));
        }
    });
}

/// The answer; none if it was refused, which must be for a reason.
fn asked(bench: &Bench, command: &str, payload: Value) -> Option<Value> {
    match bench.rpc(command, payload) {
        Ok(answer) => Some(answer),
        Err(error) => {
            let code = serde_json::to_value(error.code).unwrap();
            assert_ne!(code, "bug", "{command}");
            None
        }
    }
}

/// The folder of the sample, and its manifest as it was written.
fn sample_pack() -> &'static (tempfile::TempDir, Vec<u8>) {
    static PACK: OnceLock<(tempfile::TempDir, Vec<u8>)> = OnceLock::new();
    PACK.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        sample::write(&folder.path().join("pack")).unwrap();
        let manifest = fs::read(folder.path().join("pack/manifest.json")).unwrap();
        (folder, manifest)
    })
}

/// An archive, and a manifest.
fn proof_packs() -> Vec<Vec<u8>> {
    let (folder, manifest) = sample_pack();
    let zip = folder.path().join("sample.zip");
    sample::write(&zip).unwrap();
    vec![fs::read(zip).unwrap(), manifest.clone()]
}

/// As an archive, and as the manifest of the sample's folder.
fn proof_pack(bytes: &[u8]) {
    let (folder, sound) = sample_pack();
    let zip = folder.path().join("pack.zip");
    fs::write(&zip, bytes).unwrap();
    let _ = proof::verify(&zip, None, &mut |_| true);
    let pack = folder.path().join("pack");
    fs::write(pack.join("manifest.json"), bytes).unwrap();
    if let Ok(report) = proof::verify(&pack, None, &mut |_| true) {
        let forged = bytes != sound.as_slice();
        assert!(!(report.matches && forged), "a forged manifest matches");
    }
}

const CHEAP: store::Kdf = store::Kdf {
    memory_kib: 64,
    passes: 1,
    lanes: 1,
};
const PASSPHRASE: &str = "an invented passphrase";

fn now() -> domain::Instant {
    domain::parse_instant("2026-03-01T12:00:00+08:00").unwrap()
}

/// A folder with a vault, and the text of its sound key file.
fn vault() -> &'static (tempfile::TempDir, Vec<u8>) {
    static VAULT: OnceLock<(tempfile::TempDir, Vec<u8>)> = OnceLock::new();
    VAULT.get_or_init(|| {
        let dir = tempfile::tempdir_in("/dev/shm")
            .or_else(|_| tempfile::tempdir())
            .unwrap();
        let mut next = 0u8;
        let mut random = |bytes: &mut [u8]| {
            for byte in bytes {
                next = next.wrapping_mul(5).wrapping_add(17);
                *byte = next;
            }
        };
        let (vault, _) =
            store::Vault::create(dir.path(), PASSPHRASE, CHEAP, &mut random, now()).unwrap();
        vault.close().unwrap();
        // Without its copy a damaged key file is damage and not healed.
        fs::remove_file(dir.path().join("backups/vault.key")).unwrap();
        let key = fs::read(dir.path().join("vault.key")).unwrap();
        (dir, key)
    })
}

fn sound_key() -> &'static [u8] {
    &vault().1
}

/// The key file as it is, and with a checksum that fits what was damaged.
fn vault_key(bytes: &[u8]) {
    let (dir, _) = vault();
    let text = String::from_utf8_lossy(bytes);
    let header = text.split_once("\"header\":").map_or("", |(_, rest)| {
        rest.trim_end().strip_suffix('}').unwrap_or(rest)
    });
    let sum: String = Sha256::digest(header)
        .iter()
        .map(|b| format!("{b:02x}"))
        .collect();
    let fitting = format!("{{\"sha256\":\"{sum}\",\"header\":{header}}}\n");
    for content in [bytes, fitting.as_bytes()] {
        fs::write(dir.path().join("vault.key"), content).unwrap();
        let opened = store::Vault::open(dir.path(), PASSPHRASE, now());
        drop(opened);
        let _ = fs::remove_file(dir.path().join("backups/vault.key"));
    }
}

fn recovery_words() -> Vec<Vec<u8>> {
    [
        "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about",
        "的的的的的的的的的的的在",
    ]
    .map(|words| words.as_bytes().to_vec())
    .to_vec()
}

fn recover(bytes: &[u8]) {
    let _ = store::RecoveryWords::parse(&String::from_utf8_lossy(bytes));
}
