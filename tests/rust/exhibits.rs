//! The exhibits of a letter: its list, and the volume that goes with it.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::attachments::{add, ids, photo, recording, write};
use crate::host::Bench;
use crate::journeys::extracted;

/// The text of each page of a PDF, without white space.
fn pdf_pages(path: &Path) -> Vec<String> {
    let text = extracted(path);
    text.split('\u{c}')
        .map(|page| page.replace(char::is_whitespace, ""))
        .collect()
}

/// The text of all of them.
pub(crate) fn solid_text(path: &Path) -> String {
    pdf_pages(path).concat()
}

/// What is found of a debt's contacts by night, as letters name it.
pub(crate) fn nights(bench: &Bench, debt: &Value) -> Vec<Value> {
    let found = bench.ok("finding_list", json!({ "verdict": "flagged" }));
    let all = found["findings"].as_array().unwrap().iter();
    all.filter(|f| f["kind"] == "contact_in_quiet_hours" && f["debt"] == *debt)
        .map(|f| f["key"].clone())
        .collect()
}

#[test]
fn the_list_of_exhibits_counts_the_pages_of_each() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let found = bench.ok("finding_list", json!({ "verdict": "flagged" }));
    let one = &found["findings"][0];
    // A PDF of several pages, a picture, a screenshot as long as a chat, a text, a picture
    // that cannot be shown, and a sound.
    let draft = |enclose: Value| {
        json!({
            "template": "complaint-lender", "lang": "zh-CN", "debt": one["debt"],
            "findings": [one["key"]], "requests": [], "day": "2026-11-21", "enclose": enclose,
        })
    };
    let letter = bench.ok("letter_save", draft(json!([])));
    let pdf = bench.folder.path().join("信.pdf");
    let export = json!({ "id": letter["id"], "path": pdf, "form": "pdf" });
    bench.ok("letter_export", export);
    let sheets = bench.ok("letter_preview", draft(json!([])))["pages"].clone();
    let sheets = sheets.as_array().unwrap().len();
    assert!(sheets > 1);
    let long = "示例一行\n".repeat(120);
    let paths = [
        pdf,
        write(&bench, "截图.jpg", &photo()),
        write(&bench, "长截图.png", &long_screenshot()),
        write(&bench, "聊天.txt", long.as_bytes()),
        write(&bench, "残图.jpg", &photo()[..200]),
        write(&bench, "录音.amr", &recording()),
    ];
    let kept = ids(&add(&bench, &paths, json!([])));
    let enclose: Vec<_> = kept.iter().map(|id| json!({ "attachment": id })).collect();
    let draft = draft(json!(enclose));
    let letter = bench.ok("letter_save", draft);
    let path = bench.folder.path().join("out.txt");
    let export = json!({ "id": letter["id"], "path": path, "form": "text" });
    bench.ok("letter_export", export);
    let text = fs::read_to_string(&path).unwrap();
    let list: Vec<Vec<&str>> = text
        .lines()
        .skip_while(|line| !line.starts_with("编号 | "))
        .take_while(|line| line.contains(" | "))
        .map(|line| line.split(" | ").collect())
        .collect();
    assert_eq!(
        list[0],
        ["编号", "证据名称", "证明内容", "页数", "来源", "校验码"]
    );
    let count = |name: &str| {
        let row = list.iter().find(|row| row[1].contains(name));
        row.unwrap_or_else(|| panic!("{name}: {text}"))[3].to_owned()
    };
    assert_eq!(count("信.pdf"), sheets.to_string());
    assert_eq!(count("截图.jpg"), "1");
    assert!(count("聊天.txt").parse::<u32>().unwrap() > 2, "{text}");
    assert_eq!(count("录音.amr"), "—");
    assert_eq!(count("残图.jpg"), "—");
    // What the log holds is counted as it is set in the volume.
    assert!(list[1][3].parse::<u32>().unwrap() > 0, "{text}");

    // The volume has as many pages of each as the list says.
    let volume = bench.folder.path().join("volume.pdf");
    let request = json!({ "id": letter["id"], "path": volume });
    bench.job("letter_exhibits", request);
    let pages = pdf_pages(&volume);
    // After the list and the contents.
    let with = |words: &str| {
        pages[2..]
            .iter()
            .filter(|page| page.contains(words))
            .count()
    };
    for row in list[1..].iter().filter(|row| row[3] != "—") {
        let label = format!("证据{}{}", row[0], row[1]).replace(' ', "");
        assert_eq!(with(&label).to_string(), row[3], "{label}: {pages:#?}");
    }
    assert!(count("长截图.png").parse::<u32>().unwrap() > 2);
}

fn long_screenshot() -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image::RgbImage::from_pixel(1080, 9000, image::Rgb([240; 3]))
        .write_to(&mut file, image::ImageFormat::Png)
        .unwrap();
    file.into_inner()
}

#[test]
fn the_exhibits_of_a_letter_are_a_volume_of_the_records_it_rests_on() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    bench.import(&[crate::host::fixture("intake/calls-sample.xml")]);
    let debt = json!("loan");
    // One of the numbers in the log is a collector's; it called at night.
    bench.ok(
        "number_assign",
        json!({ "number": "01000000001", "kind": "collector", "debt": debt }),
    );
    let typed = json!({ "channel": "call", "direction": "incoming", "debt": debt,
        "at": "2026-11-10T23:10:00+08:00", "connection": "connected", "purpose": "collection",
        "said": "记下的原话", "reached": { "relation": "borrower" } });
    bench.ok("contact_add", typed);
    let keys = nights(&bench, &debt);
    assert!(keys.len() > 1);
    let draft = json!({ "template": "complaint-lender", "lang": "zh-CN", "debt": debt,
        "findings": keys, "requests": [], "day": "2026-11-21" });
    let letter = bench.ok("letter_save", draft);
    let path = bench.folder.path().join("exhibits.pdf");
    let request = json!({ "id": letter["id"], "path": path });
    let (_, done) = bench.job("letter_exhibits", request.clone());
    assert_eq!(done["outcome"]["file"], "exhibits.pdf", "{done}");
    let before = solid_text(&path);
    let reference = letter["reference"].as_str().unwrap();
    for part in [
        "证据材料",
        reference,
        "记下的原话",
        "2026-11-1023:10:00",
        "证据1",
        "证据2",
        // A record of the file as it stands in it, with the file's own hash.
        "calls-sample.xml",
        "duration=\"57\"date=",
        "2026-06-0322:40:15",
    ] {
        assert!(before.contains(part), "{part}: {before}");
    }
    // A finished letter keeps the exhibits it was finished with.
    bench.ok("letter_finish", json!({ "id": letter["id"] }));
    let other = json!({ "channel": "call", "direction": "incoming", "debt": debt,
        "at": "2026-11-11T23:30:00+08:00", "connection": "connected", "purpose": "collection",
        "said": "后来的一通", "reached": { "relation": "borrower" } });
    bench.ok("contact_add", other);
    let (_, done) = bench.job("letter_exhibits", request);
    assert_eq!(done["state"], "done", "{done}");
    let after = solid_text(&path);
    assert!(
        after.contains("记下的原话") && !after.contains("后来的一通"),
        "{after}"
    );

    // A letter that tells no facts has none.
    let ask = json!({ "template": "ask-statement", "lang": "en", "debt": debt, "findings": [],
        "requests": [], "day": "2026-11-21" });
    let ask = bench.ok("letter_save", ask);
    let none = json!({ "id": ask["id"], "path": bench.folder.path().join("none.pdf") });
    assert_eq!(bench.refused("letter_exhibits", none).0, "not_found");
    assert!(!bench.folder.path().join("none.pdf").exists());
}
