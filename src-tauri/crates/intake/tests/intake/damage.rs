//! Files cut, mixed up or made of noise: never a panic, never half a record.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

#[test]
fn a_file_cut_anywhere_is_an_error_and_its_rows_are_whole() {
    for (name, step) in [
        ("calls-old-app.xml", 1),
        ("super-backup.xml", 1),
        ("sms-sample.xml", 41),
        ("backup.zip", 41),
    ] {
        let bytes = std::fs::read(sample(name)).unwrap();
        let whole = read_bytes(&bytes);
        assert_eq!(whole.code(), "read");
        let whole: HashSet<_> = whole
            .rows
            .into_iter()
            .map(|row| (row.position, row.raw))
            .collect();
        let end = bytes.trim_ascii_end().len();
        for cut in (0..end).step_by(step).chain([end - 1]) {
            let part = read_bytes(&bytes[..cut]);
            assert_ne!(part.code(), "read", "{name} cut at {cut}");
            for row in part.rows {
                assert!(
                    whole.contains(&(row.position, row.raw)),
                    "{name} cut at {cut}"
                );
            }
        }
    }
}

#[test]
fn text_around_the_markup_can_be_anything() {
    let text = "\u{feff}\n<?xml version='1.0'?>\0\0<calls>\u{1}<call date='1772375400000' type='3' \
                number='\u{0}0100000\u{1}0001'/>\0</calls>\0\0\0";
    let outcome = read_bytes(text.as_bytes());
    assert_eq!(outcome.code(), "read");
    assert_eq!(
        outcome.rows[0].contact.number.as_ref().unwrap().as_str(),
        "01000000001"
    );
    assert!(!outcome.rows[0].raw.contains(['\0', '\u{1}']));
}

#[test]
fn what_could_not_be_restored_is_counted() {
    let text = b"<smses><sms date='1772375400000' type='1' body='a&#55357;b\xffc\x00d&#55357;&#56838;'/></smses>";
    let outcome = read_bytes(text);
    let read = outcome.read.unwrap();
    assert_eq!((read.repaired, read.lost), (1, 3));
    assert_eq!(
        outcome.rows[0].contact.said.as_deref(),
        Some("a\u{fffd}b\u{fffd}cd😆")
    );
}

#[test]
fn a_text_of_twenty_thousand_characters_is_the_longest_read() {
    let message = |body: &str| {
        read_bytes(
            format!("<smses><sms date='1772375400000' type='1' body='{body}'/></smses>").as_bytes(),
        )
    };
    let longest = message(&"&#55357;&#56838;".repeat(20_000));
    assert_eq!(longest.rows[0].contact.problems(), vec![]);
    assert_eq!(
        longest.rows[0]
            .contact
            .said
            .as_ref()
            .unwrap()
            .chars()
            .count(),
        20_000
    );
    assert_eq!(
        message(&"债".repeat(20_001)).rejected(),
        ["1 too_long body"]
    );
    assert_eq!(message(&"债".repeat(200_000)).rejected(), ["1 too_long -"]);
}

#[test]
fn picture_messages_come_in_many_shapes() {
    let mms = |head: &str, parts: &str| {
        read_bytes(
            format!("<smses count='x'><mms date='1772375400000' {head}>{parts}</mms></smses>")
                .as_bytes(),
        )
    };
    let text = "<parts><part ct='text/plain' text='一'/><part ct='text/plain' text='二'/></parts>";
    let both = mms("msg_box='1' address='13800000009'", text);
    assert_eq!(both.rows[0].contact.said.as_deref(), Some("一\n二"));
    assert_eq!(both.read.unwrap().announced, None);
    let group = mms("msg_box='1' address='13800000009~13900000001'", text);
    assert_eq!(group.rows[0].contact.number, None);
    let from = "<addrs><addr address='13800000009' type='137'/></addrs>";
    let group = mms(
        "msg_box='1' address='13800000009~13900000001'",
        &format!("{text}{from}"),
    );
    assert_eq!(
        group.rows[0].contact.number.as_ref().unwrap().as_str(),
        "13800000009"
    );
    assert_eq!(mms("msg_box='3'", text).rejected(), ["1 not_sent msg_box"]);
    assert_eq!(mms("", text).rejected(), ["1 missing_field msg_box"]);
    assert_eq!(mms("msg_box='1'", "").rejected(), ["1 mms_not_read -"]);
    assert_eq!(
        mms("msg_box='1'", "<parts><part ct=/></parts>").rejected(),
        ["1 malformed -"]
    );
    let long = format!(
        "<parts><part ct='text/plain' text='{}'/></parts>",
        "债".repeat(20_001)
    );
    assert_eq!(mms("msg_box='1'", &long).rejected(), ["1 too_long text"]);
    let many = "<part ct='text/plain' text='债债债债债债债债债债'/>".repeat(20_000);
    assert_eq!(mms("msg_box='1'", &many).rejected(), ["1 too_long text"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn noise_does_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_ne!(read_bytes(&bytes).code(), "read");
    }

    #[test]
    fn noise_within_a_log_does_not_panic(
        noise in proptest::collection::vec(any::<u8>(), 0..100),
        sms in any::<bool>(),
    ) {
        let root = if sms { "smses" } else { "calls" };
        let text = [format!("<{root}><").as_bytes(), &noise, format!("></{root}>").as_bytes()].concat();
        for row in read_bytes(&text).rows {
            prop_assert_eq!(row.contact.problems(), vec![]);
        }
    }

    /// A few bytes of a good file changed: whatever is still read is sound.
    #[test]
    fn a_damaged_file_gives_no_unsound_row(
        name in prop_oneof![Just("sms-sample.xml"), Just("calls-bad-records.xml"), Just("backup.zip"), Just("calls-utf16.xml")],
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = std::fs::read(sample(name)).unwrap();
        for (index, byte) in changes {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        for row in read_bytes(&bytes).rows {
            prop_assert_eq!(row.contact.problems(), vec![]);
            prop_assert!(!row.raw.contains('\0'));
        }
    }
}

/// Every sample: they are the corpus of what follows, and of the fuzz targets.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let mut corpus: Vec<_> = std::fs::read_dir(sample(""))
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect();
    corpus.sort();
    corpus
}

fn assert_sound(name: &str, bytes: &[u8]) {
    let outcome = collect(|sink| intake::read(name, Cursor::new(bytes), &mut |_| Flow::Go, sink));
    let mut positions = std::collections::HashSet::new();
    for row in &outcome.rows {
        assert_eq!(row.contact.problems(), vec![], "{name}: {}", row.raw);
        assert!(positions.insert(row.position), "{name}: {}", row.position);
    }
    for row in &outcome.payments {
        assert!(row.amount >= domain::Money::ZERO, "{name}: {}", row.raw);
        assert!(positions.insert(row.position), "{name}: {}", row.position);
    }
    if let Ok(read) = &outcome.read {
        assert_eq!(read.rows as usize, outcome.rows.len());
        assert_eq!(read.payments as usize, outcome.payments.len());
        assert_eq!(read.rejects as usize, outcome.rejects.len());
    }
}

#[test]
fn a_sample_cut_anywhere_gives_no_unsound_row() {
    for (name, bytes) in corpus() {
        let step = (bytes.len() / 60).max(1);
        for cut in (0..bytes.len()).step_by(step) {
            assert_sound(&name, &bytes[..cut]);
        }
    }
}

#[test]
fn a_document_cut_short_is_damaged() {
    for name in [
        "unicom-bill.xlsx",
        "unicom-bill.xls",
        "CallHistory.storedata",
        "chat.json",
    ] {
        let bytes = std::fs::read(sample(name)).unwrap();
        let outcome = read_bytes(&bytes[..bytes.len() / 3]);
        assert!(
            ["damaged", "zip_damaged", "unknown_format"].contains(&outcome.code()),
            "{name}: {}",
            outcome.code()
        );
        assert!(outcome.rows.is_empty(), "{name}");
    }
}

#[test]
fn a_document_larger_than_is_read_whole_says_so() {
    let mut bytes = std::fs::read(sample("unicom-bill.xls")).unwrap();
    bytes.resize((64 << 20) + 1, 0);
    assert_eq!(read_bytes(&bytes).code(), "too_large");
}

#[test]
fn a_sheet_with_two_cells_far_apart_is_not_laid_out() {
    assert_eq!(read_sample("sheet-corners.xls").code(), "too_large");
}

#[test]
fn a_spreadsheet_that_unpacks_to_a_bomb_is_stopped() {
    let bytes = std::fs::read(sample("unicom-bill.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        writer
            .raw_copy_file(archive.by_index_raw(i).unwrap())
            .unwrap();
    }
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    // One part, packed once, under many names.
    let mut part = zip::ZipWriter::new(Cursor::new(Vec::new()));
    part.start_file("big", options).unwrap();
    part.write_all(&vec![0; 32 << 20]).unwrap();
    let mut part = zip::ZipArchive::new(part.finish().unwrap()).unwrap();
    for i in 0..9 {
        let name = format!("xl/media/big-{i}.bin");
        writer
            .raw_copy_file_rename(part.by_index_raw(0).unwrap(), name)
            .unwrap();
    }
    let packed = writer.finish().unwrap().into_inner();
    assert!(packed.len() < 4 << 20);
    assert_eq!(read_bytes(&packed).code(), "zip_bomb");
}

proptest! {
    /// Bytes changed, left out or put in, whatever the source.
    #[test]
    fn a_damaged_sample_gives_no_unsound_row(
        which in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0u8..3, any::<u8>()), 1..8),
    ) {
        let corpus = corpus();
        let (name, mut bytes) = corpus[which.index(corpus.len())].clone();
        for (at, how, byte) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => { bytes.remove(at); }
            }
        }
        assert_sound(&name, &bytes);
    }

    /// Any cells under a header that is known.
    #[test]
    fn any_cell_of_a_known_table_is_read_or_refused(
        which in 0usize..4,
        cells in proptest::collection::vec("(\\PC{0,8}|[0-9:年月日时分秒.E+/-]{0,16}|主叫|被叫|支出|收入|¥[0-9.]{1,6})", 0..44),
    ) {
        let header = [
            "起始时间,通信地点,通信方式,对方号码,通信时长,通信类型,套餐优惠,实收通信费(元)",
            "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注",
            "交易日期,交易时间,交易类型,借贷,交易金额,余额,对方户名,摘要",
            "localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime",
        ][which];
        let mut text = header.to_owned();
        for row in cells.chunks(11) {
            text += &format!("\n{}", row.join(","));
        }
        assert_sound("t.csv", text.as_bytes());
    }
}
