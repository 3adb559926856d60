//! Files from the telephone to the lender's desk: taken in, shown, redacted,
//! enclosed, checked; and what happens when they are not sound.

use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use image::codecs::jpeg::JpegEncoder;
use image::{Rgb, RgbImage};
use serde_json::{Value, json};

use crate::exhibits::{nights, solid_text};
use crate::host::{Bench, PASSPHRASE};

/// What no exhibit may say: where the photograph was taken.
pub(crate) const PLACE: &[u8] = b"invented place 39.9 116.4";

/// A photograph of 80 × 60 pixels that has to be turned a quarter to the right, with a
/// red field in its lower left corner, which is at the upper left once it is upright.
pub(crate) fn photo() -> Vec<u8> {
    let picture = RgbImage::from_fn(80, 60, |x, y| {
        if x < 32 && y >= 32 {
            Rgb([220, 20, 20])
        } else {
            Rgb([240, 240, 235])
        }
    });
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 95)
        .encode_image(&picture)
        .unwrap();
    let mut bytes = file[..2].to_vec();
    bytes.extend(exif());
    bytes.extend(&file[2..]);
    bytes
}

/// An Exif segment: turned (tag 0x0112 is 6), taken (0x9003), and a place in words.
fn exif() -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let head = [tag.to_be_bytes(), kind.to_be_bytes()].concat();
        [head.as_slice(), &count.to_be_bytes(), &value].concat()
    };
    let taken = b"2026:02:28 19:05:11\0";
    let mut tiff = b"MM\0\x2A\0\0\0\x08\0\x02".to_vec();
    tiff.extend(entry(0x0112, 3, 1, [0, 6, 0, 0]));
    tiff.extend(entry(0x8769, 4, 1, [0, 0, 0, 38]));
    tiff.extend([0; 4]);
    tiff.extend([0, 1]);
    tiff.extend(entry(0x9003, 2, 20, [0, 0, 0, 56]));
    tiff.extend([0; 4]);
    tiff.extend(taken);
    tiff.extend(PLACE);
    let mut segment = vec![0xFF, 0xE1];
    segment.extend(u16::try_from(tiff.len() + 8).unwrap().to_be_bytes());
    segment.extend(b"Exif\0\0");
    segment.extend(tiff);
    segment
}

pub(crate) fn recording() -> Vec<u8> {
    let noise = (0..400_000u32).map(|n| (n.wrapping_mul(n) % 253) as u8);
    b"#!AMR\n".iter().copied().chain(noise).collect()
}

pub(crate) fn write(bench: &Bench, name: &str, bytes: &[u8]) -> PathBuf {
    let folder = bench.folder.path().join("phone");
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Takes files in and keeps them.
pub(crate) fn add(bench: &Bench, paths: &[PathBuf], about: Value) -> Value {
    let (job, done) = bench.job("attachment_add", json!({ "paths": paths }));
    assert_eq!(done["state"], "done", "{done}");
    bench.ok(
        "attachment_keep",
        json!({ "job": job["job"], "about": about }),
    )
}

/// The ids of what was added.
pub(crate) fn ids(kept: &Value) -> Vec<Value> {
    let added = kept["added"].as_array().unwrap();
    added
        .iter()
        .map(|row| row["attachment"]["id"].clone())
        .collect()
}

fn content(bench: &Bench, id: &Value) -> Vec<u8> {
    let piece = json!({ "id": id, "from": 0, "length": 1 << 20 });
    let piece = bench.ok("attachment_read", piece);
    BASE64_STANDARD
        .decode(piece["base64"].as_str().unwrap())
        .unwrap()
}

pub(crate) fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// The encrypted files of a vault.
fn stored(vault: &Path) -> Vec<PathBuf> {
    let mut all: Vec<_> = fs::read_dir(vault.join("files"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    all.sort();
    all
}

fn check(bench: &Bench) -> Value {
    let (_, done) = bench.job("vault_check", json!({}));
    assert_eq!(done["state"], "done", "{done}");
    assert_eq!(done["outcome"]["altered"], 0, "{done}");
    done["outcome"]["files"].clone()
}

#[test]
fn what_a_telephone_holds_becomes_exhibits_with_the_redacted_copy_in_its_place() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let debt = json!("loan");
    let call = json!({ "channel": "call", "direction": "incoming", "debt": debt,
        "at": "2026-11-10T23:10:00+08:00", "connection": "connected", "purpose": "collection",
        "said": "记下的原话", "reached": { "relation": "borrower" } });
    let contact = bench.ok("contact_add", call)["row"]["contact"]["id"].clone();

    // A letter of the product is a PDF like any other.
    let ask = json!({ "template": "ask-statement", "lang": "zh-CN", "debt": debt, "findings": [],
        "requests": [], "day": "2026-11-21" });
    let ask = bench.ok("letter_save", ask);
    let paper = bench.folder.path().join("phone");
    fs::create_dir_all(&paper).unwrap();
    let paper = paper.join("催收函.pdf");
    bench.ok(
        "letter_export",
        json!({ "id": ask["id"], "path": paper, "form": "pdf" }),
    );

    let about = json!([{ "kind": "contact", "id": contact }]);
    let paths = [
        write(&bench, "截图.jpg", &photo()),
        paper.clone(),
        write(&bench, "通话录音.amr", &recording()),
    ];
    let kept = add(&bench, &paths, about.clone());
    let [picture, pdf, sound] = ids(&kept).try_into().unwrap();
    let list = bench.ok("attachment_list", json!({ "about": about[0] }));
    let kinds: Vec<_> = list["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["attachment"]["kind"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(kinds, ["image", "pdf", "audio"]);
    assert_eq!(
        list["rows"][0]["attachment"]["taken_at"],
        "2026-02-28T19:05:11"
    );
    assert_eq!(
        content(&bench, &picture),
        photo(),
        "the original is untouched"
    );
    let middle = json!({ "id": sound, "from": 70_000, "length": 5 });
    let piece = bench.ok("attachment_read", middle);
    assert_eq!(
        piece["base64"],
        BASE64_STANDARD.encode(&recording()[70_000..70_005])
    );

    // The same photograph again is told, and kept once.
    let again = add(&bench, &paths[..1], json!([{ "kind": "debt", "id": debt }]));
    assert_eq!(ids(&again), <[Value; 0]>::default());
    assert_eq!(
        again["same"],
        json!([{ "name": "截图.jpg", "id": picture }])
    );

    // Moments of a recording; a picture has none.
    let notes = json!([{ "at_s": 83, "note": "说要告诉单位" }, { "at_s": 5, "note": "自称法务" }]);
    let saved = bench.ok(
        "attachment_save",
        json!({ "id": sound, "about": about, "timed_notes": notes }),
    );
    assert_eq!(saved["attachment"]["timed_notes"][0]["at_s"], 5);
    let wrong = json!({ "id": picture, "about": [], "timed_notes": notes });
    assert_eq!(bench.refused("attachment_save", wrong).1, ["timed_notes"]);

    // The red field is hidden, upright; nothing of the camera is in the copy.
    let detail = bench.ok("attachment_get", json!({ "id": picture }));
    assert_eq!(detail["pixels"], json!([60, 80]));
    let vault = bench.folder.path().join("sample");
    let before = stored(&vault);
    let region = json!({ "x": 0, "y": 0, "width": 30, "height": 34 });
    let copy = bench.ok(
        "attachment_redact_image",
        json!({ "id": picture, "regions": [region] }),
    );
    let copy_id = copy["attachment"]["id"].clone();
    let mut new = stored(&vault);
    new.retain(|file| !before.contains(file));
    let [copy_file] = new.try_into().unwrap();
    assert_eq!(copy["attachment"]["copy_of"], picture);
    assert_eq!(copy["attachment"]["redaction"]["regions"], json!([region]));
    let bytes = content(&bench, &copy_id);
    assert!(!holds(&bytes, PLACE) && !holds(&bytes, b"Exif") && !holds(&bytes, b"2026:02"));
    let red = |bytes: &[u8]| {
        let picture = image::load_from_memory(bytes).unwrap().into_rgb8();
        picture
            .pixels()
            .any(|pixel| pixel[0] > 150 && pixel[1] < 100)
    };
    assert!(red(&photo()) && !red(&bytes));
    // Asked for again, it is the same copy.
    let same = bench.ok(
        "attachment_redact_image",
        json!({ "id": picture, "regions": [region] }),
    );
    assert_eq!(same["attachment"]["id"], copy_id);

    // The letter names the copy and lists all three after its log.
    let keys = nights(&bench, &debt);
    let enclose = |original: bool| {
        json!([{ "attachment": picture, "original": original },
        { "attachment": pdf }, { "attachment": sound }])
    };
    let mut draft = json!({ "template": "complaint-lender", "lang": "zh-CN", "debt": debt,
        "findings": keys, "requests": [], "day": "2026-11-21", "enclose": enclose(false) });
    let pages = bench.ok("letter_preview", draft.clone());
    let enclosed = pages["enclosed"].as_array().unwrap();
    assert_eq!(enclosed.len(), 3, "{pages}");
    assert_eq!(enclosed[0]["asked"], picture);
    assert_eq!(enclosed[0]["attachment"], copy_id);
    assert_eq!(enclosed[0]["sha256"], copy["attachment"]["sha256"]);
    let paged: Vec<_> = enclosed
        .iter()
        .map(|one| one["paged"].as_bool().unwrap())
        .collect();
    assert_eq!(paged, [true, true, false]);

    let letter = bench.ok("letter_save", draft.clone());
    let path = bench.folder.path().join("exhibits.pdf");
    let request = json!({ "id": letter["id"], "path": path });
    let (_, done) = bench.job("letter_exhibits", request.clone());
    assert_eq!(done["outcome"]["kind"], "written", "{done}");
    let hash8 = |row: &Value| row["attachment"]["sha256"].as_str().unwrap()[..8].to_owned();
    let text = solid_text(&path);
    assert!(text.contains(&hash8(&copy)), "{text}");
    assert!(!text.contains(&hash8(&list["rows"][0])), "{text}");
    for part in [
        "截图■.jpg",
        "催收函.pdf",
        "通话录音.amr",
        "遮盖了部分内容的副本",
        "录音",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // What is printed of it is the copy, pixel by pixel.
    let pictures = |path: &Path, name: &str| -> Vec<Vec<u8>> {
        let prefix = bench.folder.path().join(name);
        let done = std::process::Command::new("pdfimages")
            .args([Path::new("-all"), path, &prefix])
            .status();
        assert!(done.unwrap().success());
        let mut all: Vec<_> = fs::read_dir(bench.folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|one| one.file_name().unwrap().to_str().unwrap().starts_with(name))
            .collect();
        all.sort();
        all.iter().map(|one| fs::read(one).unwrap()).collect()
    };
    let printed = pictures(&path, "copy-");
    assert_eq!(printed.len(), 1);
    assert!(!red(&printed[0]) && !holds(&fs::read(&path).unwrap(), PLACE));

    // The original goes only where the draft says so.
    draft["id"] = letter["id"].clone();
    draft["enclose"] = enclose(true);
    bench.ok("letter_save", draft.clone());
    bench.job("letter_exhibits", request.clone());
    assert!(red(&pictures(&path, "original-")[0]));
    draft["enclose"] = enclose(false);
    bench.ok("letter_save", draft);

    // What went with a finished letter stays.
    bench.ok("letter_finish", json!({ "id": letter["id"] }));
    for held in [&copy_id, &sound] {
        let refused = bench.refused("attachment_remove", json!({ "id": held }));
        assert_eq!(refused.0, "still_referenced");
    }
    let later =
        json!({ "regions": [{ "x": 0, "y": 0, "width": 60, "height": 80 }], "id": picture });
    let later = bench.ok("attachment_redact_image", later);
    bench.job("letter_exhibits", request.clone());
    let text = solid_text(&path);
    assert!(
        text.contains(&hash8(&copy)) && !text.contains(&hash8(&later)),
        "{text}"
    );

    // One bit in one file is found, by name, and the volume is refused whole.
    assert_eq!(check(&bench), json!({ "files": 5, "faults": [] }));
    let length = |path: &PathBuf| fs::metadata(path).unwrap().len();
    let largest = stored(&vault).into_iter().max_by_key(length).unwrap();
    assert!(length(&largest) > 400_000, "the recording");
    for (file, name, id) in [
        (largest, "通话录音.amr", &sound),
        (copy_file, "截图■.jpg", &copy_id),
    ] {
        let sound_bytes = fs::read(&file).unwrap();
        let mut bent = sound_bytes.clone();
        let at = bent.len() - 40;
        bent[at] ^= 4;
        fs::write(&file, bent).unwrap();
        let expected = json!([{ "id": id, "name": name, "what": "altered" }]);
        assert_eq!(check(&bench)["faults"], expected);
        if id == &copy_id {
            fs::remove_file(&path).unwrap();
            let (_, done) = bench.job("letter_exhibits", request.clone());
            assert_eq!(done["error"]["code"], "attachment_altered", "{done}");
            assert_eq!(done["error"]["params"]["file"], name);
            assert!(!path.exists(), "nothing half-written is left");
        }
        fs::write(&file, sound_bytes).unwrap();
    }
    assert_eq!(check(&bench)["faults"], json!([]));
}

#[test]
fn a_letter_without_a_list_of_its_own_gets_one_with_its_files() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let path = write(&bench, "对账单.txt", "第一行\n第二行".as_bytes());
    let [id] = ids(&add(&bench, &[path], json!([]))).try_into().unwrap();
    let draft = json!({ "template": "ask-statement", "lang": "zh-CN", "debt": "loan",
        "findings": [], "requests": [], "day": "2026-11-21", "enclose": [{ "attachment": id }] });
    let letter = bench.ok("letter_save", draft.clone());
    let pdf = bench.folder.path().join("letter.pdf");
    bench.ok(
        "letter_export",
        json!({ "id": letter["id"], "path": pdf, "form": "pdf" }),
    );
    let text = solid_text(&pdf);
    assert!(
        text.contains("证据目录") && text.contains("对账单.txt"),
        "{text}"
    );
    let volume = bench.folder.path().join("volume.pdf");
    bench.job(
        "letter_exhibits",
        json!({ "id": letter["id"], "path": volume }),
    );
    assert!(solid_text(&volume).contains("第二行"));
    // Gone before it is finished: the letter says so.
    bench.ok("attachment_remove", json!({ "id": id }));
    let problems = bench.ok("letter_preview", draft)["problems"].clone();
    assert_eq!(problems[0]["code"], "enclosure_gone", "{problems}");
}

#[test]
fn a_text_is_redacted_given_out_and_removed_and_an_older_backup_misses_it() {
    let bench = Bench::with_vault();
    let vault = bench.folder.path().join("vault");
    let words = "13800000001 致电：再不还就告诉你单位。\r\n又是 13800000001。";
    // As the editor of a Chinese Windows writes it: 致电 in GB 18030.
    let gb: Vec<u8> = [b"13800000001 ".as_slice(), b"\xD6\xC2\xB5\xE7"].concat();
    let kept = add(
        &bench,
        &[
            write(&bench, "短信.txt", words.as_bytes()),
            write(&bench, "老短信.txt", &gb),
        ],
        json!([]),
    );
    let [sms, old] = ids(&kept).try_into().unwrap();
    let copy = bench.ok(
        "attachment_redact_text",
        json!({ "id": sms, "words": ["13800000001"],
        "stretches": [{ "from": 12, "to": 14 }] }),
    );
    let id = copy["attachment"]["id"].clone();
    let hidden = "■■■■■■■■■■■ ■■：再不还就告诉你单位。\r\n又是 ■■■■■■■■■■■。";
    assert_eq!(String::from_utf8(content(&bench, &id)).unwrap(), hidden);
    let other = bench.ok(
        "attachment_redact_text",
        json!({ "id": old, "words": ["13800000001"] }),
    );
    let other = content(&bench, &other["attachment"]["id"]);
    assert_eq!(String::from_utf8(other).unwrap(), "■■■■■■■■■■■ 致电");
    let nobody = json!({ "id": sms, "words": ["张三"] });
    assert_eq!(
        bench.refused("attachment_redact_text", nobody).1,
        ["words[0]"]
    );
    let picture = json!({ "id": sms, "regions": [] });
    assert_eq!(
        bench.refused("attachment_redact_image", picture).0,
        "cannot_redact"
    );

    let out = bench.folder.path().join("out.txt");
    let file = bench.ok("attachment_export", json!({ "id": sms, "path": out }));
    assert_eq!(fs::read(&out).unwrap(), words.as_bytes());
    let sha256 =
        bench.ok("attachment_get", json!({ "id": sms }))["row"]["attachment"]["sha256"].clone();
    assert_eq!(file["sha256"], sha256);

    // Nothing of it can be read in the vault's folder.
    let mut folders = vec![vault.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = fs::read(&path).unwrap();
            for secret in ["13800000001", "告诉你单位", "短信"] {
                assert!(!holds(&bytes, secret.as_bytes()), "{}", path.display());
            }
        }
    }

    // Opened again, every file is checked without being asked.
    bench.ok("vault_lock", json!({}));
    let piece = json!({ "id": sms, "from": 0, "length": 1 });
    assert_eq!(bench.refused("attachment_read", piece).0, "locked");
    bench.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    let list = bench.ok("attachment_list", json!({}));
    let done = bench.ended(&json!({ "job": list["check"] }));
    assert_eq!(
        done["outcome"]["files"],
        json!({ "files": 4, "faults": [] })
    );

    // Removed: gone with its bytes. An original stays while it has a copy.
    let backup = bench.ok("vault_backup", json!({}));
    assert_eq!(
        bench.refused("attachment_remove", json!({ "id": sms })).0,
        "still_referenced"
    );
    bench.ok("attachment_remove", json!({ "id": id }));
    bench.ok("attachment_remove", json!({ "id": sms }));
    assert_eq!(stored(&vault).len(), 2);
    bench.ok("backup_restore", json!({ "name": backup["name"] }));
    let faults = check(&bench)["faults"].clone();
    let missing: Vec<_> = faults
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| {
            (
                fault["name"].as_str().unwrap(),
                fault["what"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(missing, [("短信.txt", "missing"), ("短信■.txt", "missing")]);
    assert_eq!(
        bench
            .refused("attachment_export", json!({ "id": sms, "path": out }))
            .0,
        "attachment_missing"
    );
    assert_eq!(
        fs::read(&out).unwrap(),
        words.as_bytes(),
        "what was there stays"
    );
}

#[test]
fn what_came_back_to_a_letter_stands_with_it() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let draft = json!({ "template": "ask-statement", "lang": "zh-CN", "debt": "loan",
        "findings": [], "requests": [], "day": "2026-11-20" });
    let letter = bench.ok("letter_save", draft)["id"].clone();
    let path = write(&bench, "回函.jpg", &photo());
    let about = json!([{ "kind": "posting", "id": letter }]);
    let (job, _) = bench.job("attachment_add", json!({ "paths": [path] }));
    // Nothing comes back to what was not sent.
    let early = json!({ "job": job["job"], "about": about });
    assert_eq!(
        bench.refused("attachment_keep", early.clone()).1,
        ["about[0]"]
    );
    bench.ok(
        "letter_send",
        json!({ "letter": letter, "sent_on": "2026-11-20", "method": "ems" }),
    );
    let kept = bench.ok("attachment_keep", early);
    let [id] = ids(&kept).try_into().unwrap();
    let detail = bench.ok("letter_get", json!({ "id": letter }));
    assert_eq!(detail["attachments"][0]["id"], id);
    assert_eq!(detail["row"]["attachments"], 1);
    // A job is kept once.
    assert_eq!(
        bench
            .refused("attachment_keep", json!({ "job": job["job"] }))
            .0,
        "not_found"
    );
}

#[test]
fn what_cannot_be_taken_in_is_said_and_leaves_nothing() {
    let bench = Bench::with_vault();
    let vault = bench.folder.path().join("vault");
    assert_eq!(
        bench.refused("attachment_add", json!({ "paths": [] })).1,
        ["paths"]
    );
    let sound = write(&bench, "好的.txt", b"text");
    for (path, code) in [
        (write(&bench, "空的.jpg", b""), "file_empty"),
        (bench.folder.path().join("没有.jpg"), "io"),
        (bench.folder.path().join("phone"), "io"),
    ] {
        let (job, done) = bench.job("attachment_add", json!({ "paths": [sound, path] }));
        assert_eq!(done["error"]["code"], code, "{done}");
        let name = path.file_name().unwrap().to_str().unwrap();
        assert_eq!(done["error"]["params"]["file"], name);
        assert_eq!(
            bench
                .refused("attachment_keep", json!({ "job": job["job"] }))
                .0,
            "not_found"
        );
        assert_eq!(stored(&vault), <[PathBuf; 0]>::default());
    }
    // Taken in and never kept: locking lets it go.
    let (job, _) = bench.job("attachment_add", json!({ "paths": [sound] }));
    assert_eq!(stored(&vault).len(), 1);
    let about = json!([{ "kind": "debt", "id": "nothing" }]);
    let nowhere = json!({ "job": job["job"], "about": about });
    assert_eq!(bench.refused("attachment_keep", nowhere).1, ["about[0]"]);
    bench.ok("vault_lock", json!({}));
    assert_eq!(stored(&vault), <[PathBuf; 0]>::default());
    bench.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    let [id] = ids(&add(&bench, &[sound], json!([]))).try_into().unwrap();
    for (from, length, field) in [
        (0, 0, "length"),
        (0, (1 << 20) + 1, "length"),
        (5, 1, "from"),
    ] {
        let range = json!({ "id": id, "from": from, "length": length });
        assert_eq!(bench.refused("attachment_read", range).1, [field]);
    }
    let end = bench.ok(
        "attachment_read",
        json!({ "id": id, "from": 4, "length": 9 }),
    );
    assert_eq!(end["base64"], "");
}

#[test]
fn a_correction_of_a_contact_keeps_its_files_and_a_debt_with_files_stays() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let call = json!({ "channel": "call", "direction": "incoming", "debt": "loan",
        "at": "2026-11-10T23:10:00+08:00", "connection": "connected", "purpose": "collection",
        "reached": { "relation": "borrower" } });
    let contact = bench.ok("contact_add", call.clone())["row"]["contact"]["id"].clone();
    let about = json!([{ "kind": "contact", "id": contact }, { "kind": "debt", "id": "loan" }]);
    let kept = add(&bench, &[write(&bench, "截图.jpg", &photo())], about);
    let corrected = json!({ "id": contact, "contact": call });
    let corrected = bench.ok("contact_correct", corrected)["row"]["contact"]["id"].clone();
    assert_ne!(corrected, contact);
    let query = json!({ "about": { "kind": "contact", "id": corrected } });
    let list = bench.ok("attachment_list", query);
    assert_eq!(list["rows"][0]["attachment"]["id"], ids(&kept)[0]);
    assert_eq!(
        bench.refused("debt_remove", json!({ "id": "loan" })).0,
        "still_referenced"
    );
}

/// The most memory this process ever held, in MB.
#[cfg(target_os = "linux")]
fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap();
    line.split_whitespace()
        .nth(1)
        .unwrap()
        .parse::<u64>()
        .unwrap()
        / 1024
}

#[cfg(target_os = "linux")]
#[test]
fn many_photographs_do_not_fill_the_memory() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let picture = RgbImage::from_fn(2000, 800, |x, y| {
        let noise = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503);
        Rgb([(noise >> 7) as u8, (x / 8) as u8, (y / 4) as u8])
    });
    let mut photo = Vec::new();
    JpegEncoder::new_with_quality(&mut photo, 95)
        .encode_image(&picture)
        .unwrap();
    // A hundred of 3 MB are the bench's; unoptimised, these take as long.
    let paths: Vec<_> = (0..30u8)
        .map(|n| {
            let mut one = photo.clone();
            one.push(n);
            write(&bench, &format!("照片{n:02}.jpg"), &one)
        })
        .collect();
    assert!(photo.len() > 1_000_000, "{}", photo.len());
    let kept = add(&bench, &paths, json!([]));
    let enclose: Vec<_> = ids(&kept)
        .iter()
        .map(|id| json!({ "attachment": id }))
        .collect();
    let draft = json!({ "template": "ask-statement", "lang": "zh-CN", "debt": "loan",
        "findings": [], "requests": [], "day": "2026-11-21", "enclose": enclose });
    let letter = bench.ok("letter_save", draft);
    let path = bench.folder.path().join("volume.pdf");
    let request = json!({ "id": letter["id"], "path": path });
    // It can be stopped, and then leaves nothing.
    let job = bench.ok("letter_exhibits", request.clone());
    bench.ok("job_cancel", job.clone());
    assert_eq!(bench.ended(&job)["state"], "cancelled");
    assert!(!path.exists());
    let before = most_memory();
    let (_, done) = bench.job("letter_exhibits", request);
    assert_eq!(done["state"], "done", "{done}");
    assert_eq!(done["total_kb"], 60);
    // Far more is written than was ever held.
    let written = fs::metadata(&path).unwrap().len() >> 20;
    let held = most_memory() - before;
    assert!(
        written > 25 && held < 24,
        "{written} MB written, {held} MB held"
    );
    assert!(most_memory() < 300, "{} MB", most_memory());
}
