use std::io::Read;

use domain::Lang;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::to_docx;
use crate::document::{Block, Closing, Document, Field, Inline, Table};
use crate::normalise::clean;
use crate::template::templates;
use crate::to_text;

fn part(docx: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn names(docx: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
    archive
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect()
}

/// Every event of a part; fails where it is not well formed.
fn events(xml: &str) -> Vec<Event<'_>> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut all = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return all,
            event => all.push(event),
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.try_get_attribute(name).unwrap()?;
    Some(found.value.into_owned())
}

/// The lines a reader of the document sees, in the form `to_text` gives them.
fn lines(xml: &str, lang: Lang) -> Vec<String> {
    let (mut lines, mut line, mut cells) = (Vec::new(), String::new(), Vec::new());
    let (mut in_table, mut in_text) = (false, false);
    let (mut list, mut number) = (String::new(), 0);
    for event in events(xml) {
        match event {
            Event::Start(tag) => match tag.name().as_ref() {
                "w:tbl" => in_table = true,
                "w:t" => in_text = true,
                _ => {}
            },
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:tab" if lang == Lang::En => line.push(' '),
                "w:numId" => {
                    let id = attribute(&tag, "w:val").unwrap();
                    number = if id == list { number + 1 } else { 1 };
                    list = id;
                    line.push_str(&format!("{number}. "));
                }
                _ => {}
            },
            Event::Text(text) if in_text => line.push_str(&text),
            Event::GeneralRef(reference) if in_text => {
                line.push_str(quick_xml::escape::resolve_predefined_entity(&reference).unwrap());
            }
            Event::End(tag) => match tag.name().as_ref() {
                "w:t" => in_text = false,
                "w:tc" => cells.push(std::mem::take(&mut line)),
                "w:tr" => lines.push(std::mem::take(&mut cells).join(" | ")),
                "w:tbl" => in_table = false,
                "w:p" if !in_table => lines.push(std::mem::take(&mut line)),
                _ => {}
            },
            _ => {}
        }
    }
    tidy(lines.iter().map(String::as_str))
}

fn tidy<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<String> {
    let lines = lines.map(str::trim_end).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}

fn letter(lang: Lang, blocks: Vec<Block>) -> Document {
    Document {
        lang,
        title: "回执".to_owned(),
        author: "张三".to_owned(),
        subject: String::new(),
        reference: "MZ-1".to_owned(),
        date: "2026-05-01".parse().ok(),
        chain_head: Some("0123456789abcdef0123456789abcdef".to_owned()),
        seal: None,
        blocks,
    }
}

fn field(label: &str, value: &str) -> Field {
    Field {
        label: Inline::plain(label),
        value: Inline::plain(value),
    }
}

#[test]
fn every_sample_says_in_word_what_it_says_in_text() {
    let mut seen = 0;
    for template in templates() {
        for sample in template.samples() {
            let document = sample.document(template).unwrap();
            let docx = to_docx(&document).unwrap();
            let place = format!("{}/{}", template.id(), sample.name);
            let found = lines(&part(&docx, "word/document.xml"), document.lang);
            assert_eq!(found, tidy(to_text(&document).lines()), "{place}");
            assert_eq!(docx, to_docx(&document).unwrap(), "{place}");
            seen += 1;
        }
    }
    assert!(seen >= 2 * templates().len());
}

#[test]
fn every_part_is_well_formed_listed_and_free_of_the_clock() {
    let sample = &templates()[0].samples()[0];
    let docx = to_docx(&sample.document(&templates()[0]).unwrap()).unwrap();
    let types = part(&docx, "[Content_Types].xml");
    assert_eq!(names(&docx)[0], "[Content_Types].xml");
    for name in names(&docx) {
        assert!(!events(&part(&docx, &name)).is_empty(), "{name}");
        let listed = types.contains(&format!("PartName=\"/{name}\""));
        assert!(
            listed || name.ends_with(".rels") || name.starts_with('['),
            "{name}"
        );
    }
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&docx)).unwrap();
    for index in 0..archive.len() {
        let file = archive.by_index(index).unwrap();
        assert_eq!(file.last_modified(), Some(zip::DateTime::default()));
    }
}

#[test]
fn relations_lead_to_parts_that_are_there() {
    let docx = to_docx(&letter(Lang::ZhCn, Vec::new())).unwrap();
    let relations = part(&docx, "word/_rels/document.xml.rels");
    let mut targets = std::collections::BTreeMap::new();
    for event in events(&relations) {
        if let Event::Empty(tag) = event {
            let target = format!("word/{}", attribute(&tag, "Target").unwrap());
            assert!(names(&docx).contains(&target), "{target}");
            targets.insert(attribute(&tag, "Id").unwrap(), target);
        }
    }
    let mut used = Vec::new();
    for event in events(&part(&docx, "word/document.xml")) {
        if let Event::Empty(tag) = event
            && let Some(id) = attribute(&tag, "r:id")
        {
            used.push(targets[&id].clone());
        }
    }
    assert_eq!(used, ["word/header1.xml", "word/footer1.xml"]);
}

#[test]
fn every_style_that_is_used_exists() {
    for template in templates() {
        for sample in template.samples() {
            let docx = to_docx(&sample.document(template).unwrap()).unwrap();
            let styles = part(&docx, "word/styles.xml");
            for name in ["word/document.xml", "word/header1.xml", "word/footer1.xml"] {
                for event in events(&part(&docx, name)) {
                    if let Event::Empty(tag) = event
                        && ["w:pStyle", "w:rStyle", "w:tblStyle"].contains(&tag.name().as_ref())
                    {
                        let id = attribute(&tag, "w:val").unwrap();
                        assert!(styles.contains(&format!("w:styleId=\"{id}\"")), "{id}");
                    }
                }
            }
        }
    }
}

#[test]
fn fonts_language_and_measures_are_named() {
    let zh = to_docx(&letter(Lang::ZhCn, Vec::new())).unwrap();
    let styles = part(&zh, "word/styles.xml");
    let body = r#"<w:rFonts w:ascii="Times New Roman" w:eastAsia="仿宋" w:hAnsi="Times New Roman""#;
    assert!(styles.contains(body));
    for (han, latin) in [("宋体", "Times New Roman"), ("黑体", "Arial")] {
        assert!(styles.contains(&format!("w:ascii=\"{latin}\" w:eastAsia=\"{han}\"")));
    }
    assert!(styles.contains(r#"w:firstLineChars="200" w:firstLine="480""#));
    assert!(styles.contains(r#"w:line="410" w:lineRule="exact""#));
    assert!(styles.contains(r#"<w:lang w:val="zh-CN" w:eastAsia="zh-CN"/>"#));
    let fonts = part(&zh, "word/fontTable.xml");
    assert!(fonts.contains(r#"w:name="仿宋"><w:altName w:val="FangSong"/>"#));
    let en = to_docx(&letter(Lang::En, Vec::new())).unwrap();
    let styles = part(&en, "word/styles.xml");
    assert!(styles.contains(r#"<w:lang w:val="en-US" w:eastAsia="zh-CN"/>"#));
    assert!(styles.contains(r#"w:firstLineChars="0" w:firstLine="0""#));
}

#[test]
fn properties_header_and_footer_say_whose_letter_it_is() {
    let docx = to_docx(&letter(Lang::ZhCn, Vec::new())).unwrap();
    let core = part(&docx, "docProps/core.xml");
    for words in [
        "<dc:title>回执</dc:title>",
        "<dc:creator>张三</dc:creator>",
        "<dc:language>zh-CN</dc:language>",
        r#"<dcterms:created xsi:type="dcterms:W3CDTF">2026-05-01T00:00:00Z</dcterms:created>"#,
    ] {
        assert!(core.contains(words), "{words}");
    }
    let header = part(&docx, "word/header1.xml");
    assert_eq!(lines(&header, Lang::ZhCn), ["编号：MZ-1"]);
    let footer = part(&docx, "word/footer1.xml");
    assert_eq!(
        lines(&footer, Lang::ZhCn),
        ["记录校验码：0123456789abcdef第 1 页 共 1 页"]
    );
    assert!(footer.contains(r#"<w:fldSimple w:instr=" PAGE ">"#));
    assert!(footer.contains(r#"<w:fldSimple w:instr=" NUMPAGES ">"#));
    let english = to_docx(&letter(Lang::En, Vec::new())).unwrap();
    assert_eq!(
        lines(&part(&english, "word/footer1.xml"), Lang::En),
        ["Record check code: 0123456789abcdef Page 1 of 1"]
    );
    let mut bare = letter(Lang::En, Vec::new());
    (bare.date, bare.chain_head, bare.reference) = (None, None, String::new());
    let docx = to_docx(&bare).unwrap();
    assert!(!part(&docx, "docProps/core.xml").contains("dcterms:created"));
    assert!(lines(&part(&docx, "word/header1.xml"), Lang::En).is_empty());
    assert_eq!(
        lines(&part(&docx, "word/footer1.xml"), Lang::En),
        [" Page 1 of 1"]
    );
}

#[test]
fn a_table_repeats_its_head_and_sets_amounts_at_the_right() {
    let cells = |cells: [&str; 2]| cells.map(Inline::plain).to_vec();
    let table = Table {
        widths: vec![3, 1],
        amounts: vec![1],
        head: cells(["项目", "金额"]),
        rows: vec![cells(["本金", "1.00"]), cells(["利息", "0.50"])],
    };
    let xml = |next: &[Block]| {
        let mut blocks = vec![Block::Table(table.clone())];
        blocks.extend_from_slice(next);
        part(
            &to_docx(&letter(Lang::ZhCn, blocks)).unwrap(),
            "word/document.xml",
        )
    };
    let alone = xml(&[]);
    assert_eq!(alone.matches("<w:tblHeader/>").count(), 1);
    assert_eq!(alone.matches("<w:cantSplit/>").count(), 3);
    assert!(alone.find("<w:tblHeader/>").unwrap() < alone.find("项目").unwrap());
    assert_eq!(
        alone.matches(r#"<w:pStyle w:val="AmountCell"/>"#).count(),
        3
    );
    let amount = r#"<w:pStyle w:val="AmountCell"/></w:pPr><w:r><w:t xml:space="preserve">0.50"#;
    assert!(alone.contains(amount));
    assert!(alone.contains(r#"<w:gridCol w:w="6660"/><w:gridCol w:w="2220"/>"#));
    let noted = xml(&[Block::Paragraph(Inline::plain("注。"))]);
    let kept = |xml: &str| xml.matches("<w:keepNext/>").count();
    // The last row and the strip below it follow the note.
    assert_eq!(kept(&noted), kept(&alone) + 3);
}

#[test]
fn lists_count_from_one_and_the_signature_stays_together() {
    let items = |words: [&str; 2]| Block::Numbered(words.map(Inline::plain).to_vec());
    let closing = Closing {
        lead: Inline::plain("此致"),
        wish: Inline::plain("敬礼"),
    };
    let signature = Block::Signature(vec![field("投诉人：", "张三"), field("签名：", "")]);
    let blocks = vec![
        items(["甲。", "乙。"]),
        Block::Paragraph(Inline::plain("另外：")),
        items(["丙。", "丁。"]),
        Block::Closing(closing),
        signature,
    ];
    let document = letter(Lang::ZhCn, blocks);
    let docx = to_docx(&document).unwrap();
    let xml = part(&docx, "word/document.xml");
    assert_eq!(lines(&xml, Lang::ZhCn), tidy(to_text(&document).lines()));
    let numbering = part(&docx, "word/numbering.xml");
    assert_eq!(
        numbering.matches("<w:startOverride w:val=\"1\"/>").count(),
        2
    );
    let kept: Vec<&str> = xml
        .split("<w:p>")
        .filter(|p| p.contains("<w:keepNext/>"))
        .collect();
    // What announces a list, 丁 and the first line of the signature; close and wish by
    // their style.
    assert_eq!(kept.len(), 3);
    for (kept, words) in kept.iter().zip(["另外：", "丁。", "投诉人：张三"]) {
        assert!(kept.contains(words), "{words}");
    }
    assert!(xml.contains(r#"<w:pStyle w:val="SigningRoom"/></w:pPr>"#));
    let styles = part(&docx, "word/styles.xml");
    for id in ["Closing", "Wish"] {
        let style = styles
            .split("<w:style ")
            .find(|s| s.contains(&format!("\"{id}\"")));
        assert!(style.unwrap().contains("<w:keepNext/>"), "{id}");
    }
}

#[test]
fn two_tables_stay_two_and_an_empty_one_is_left_out() {
    let table = |words: &str| {
        Block::Table(Table {
            widths: vec![1],
            amounts: Vec::new(),
            head: vec![Inline::plain(words)],
            rows: Vec::new(),
        })
    };
    let none = Block::Table(Table {
        widths: Vec::new(),
        amounts: Vec::new(),
        head: Vec::new(),
        rows: Vec::new(),
    });
    let docx = to_docx(&letter(Lang::En, vec![table("a"), none, table("b")])).unwrap();
    let xml = part(&docx, "word/document.xml");
    assert_eq!(xml.matches("<w:tbl>").count(), 2);
    assert!(!xml.contains("</w:tbl><w:tbl>") && !xml.contains("</w:tbl><w:sectPr>"));
}

proptest! {
    #[test]
    fn any_text_comes_back_as_it_was_cleaned(text in any::<String>(), nasty in "[<>&'\"\\]!-]{0,9}") {
        let text = format!("甲{text}{nasty}乙");
        let mut document = letter(Lang::ZhCn, vec![Block::Paragraph(Inline::plain(&text))]);
        (document.title, document.reference) = (text.clone(), text.clone());
        let docx = to_docx(&document).unwrap();
        let expect = clean(&text);
        let body = lines(&part(&docx, "word/document.xml"), Lang::ZhCn);
        prop_assert_eq!(body.join("\n"), expect.as_str());
        let header = lines(&part(&docx, "word/header1.xml"), Lang::ZhCn);
        prop_assert_eq!(&header, &[format!("编号：{expect}")]);
        prop_assert!(!events(&part(&docx, "docProps/core.xml")).is_empty());
    }
}
