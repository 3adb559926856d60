//! Lines, pages and faces by example.

use domain::Lang;

use super::glue::Kind;
use super::lines::{Align, Line, set_lines};
use super::sheet::{BOTTOM, Sheet, TOP};
use super::{Flow, Setter, TypesetError, shape, typeset};
use crate::display::{Mark, Page, Pages, Role};
use crate::document::{Block, Document, Field, Inline, Table};
use crate::fonts::{FaceId, Fonts, rare_font, test_folder, test_fonts};
use crate::to_pdf;

pub(super) fn lines(text: &str, lang: Lang, measure: f32, align: Align) -> Vec<Line> {
    let sheet = Sheet::of(lang);
    let mut setter = Setter::new(lang, test_fonts());
    let shaped = shape::shape(&mut setter, Flow::from(text), sheet.body);
    assert!(setter.missing.is_empty(), "{:?}", setter.missing);
    set_lines(&shaped, measure, 0.0, align)
}

pub(super) fn text_of(line: &Line) -> String {
    line.runs
        .iter()
        .flat_map(|run| &run.glyphs)
        .map(|glyph| glyph.text.as_str())
        .collect()
}

fn texts(text: &str, lang: Lang, measure: f32) -> Vec<String> {
    lines(text, lang, measure, Align::Justify)
        .iter()
        .map(text_of)
        .collect()
}

pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Found by random text: a space does not part a mark from what it opens.
#[test]
fn an_opening_mark_before_a_space_does_not_end_a_line() {
    for measure in 20..60 {
        let set = texts(
            "一一一＃一一ma一“ 一—第 3条",
            Lang::ZhCn,
            measure as f32 * 4.0,
        );
        for line in &set[..set.len() - 1] {
            assert!(!line.ends_with(['“', '第', '＃']), "{set:?}");
        }
    }
}

#[test]
fn pasted_radicals_are_printed_as_characters() {
    let text = Inline::plain("⽇期：2026年5⽉1⽇，⼈民币豈");
    let pages = typeset(&document(vec![Block::Paragraph(text)]), test_fonts()).unwrap();
    assert!(page_text(&pages, 0).contains("日期：2026年5月1日，人民币豈"));
}

/// The faces of the body's runs, with their text.
fn faces(pages: &Pages) -> Vec<(FaceId, String)> {
    let items = pages.pages.iter().flat_map(|page| &page.items);
    items
        .filter(|item| item.node.is_some())
        .filter_map(|item| match &item.mark {
            Mark::Glyphs(run) => Some(run),
            _ => None,
        })
        .map(|run| {
            let text = run.glyphs.iter().map(|glyph| glyph.text.as_str());
            (run.face, text.collect())
        })
        .collect()
}

#[test]
fn a_rare_name_is_set_by_the_rare_face_alone_or_stops_the_letter() {
    let named = || document(vec![Block::Paragraph(Inline::plain("本人𠮷㐂，身份证号"))]);
    let error = typeset(&named(), test_fonts()).unwrap_err();
    assert_eq!(error, TypesetError::MissingGlyphs(vec!['𠮷']));

    let mut fonts = Fonts::load(&test_folder()).unwrap();
    fonts.add(FaceId::Rare, rare_font()).unwrap();
    let pages = typeset(&named(), &fonts).unwrap();
    let expected = [
        (FaceId::HanSerif, "本人"),
        (FaceId::Rare, "𠮷"),
        (FaceId::HanSerif, "㐂，身份证号"),
    ]
    .map(|(face, text)| (face, text.to_owned()));
    assert_eq!(faces(&pages), expected);
    let pdf = to_pdf(&pages, &fonts).unwrap();
    let pdf = lopdf::Document::load_mem(&pdf).unwrap();
    assert!(pdf.extract_text(&[1]).unwrap().contains('𠮷'));
    assert!(pdf.objects.values().any(|object| {
        object.as_dict().is_ok_and(|font| {
            let name = font.get(b"BaseFont").and_then(lopdf::Object::as_name);
            name.is_ok_and(|name| name.ends_with(b"+RareHan-Regular"))
        })
    }));
}

#[test]
fn fangsong_sets_the_body_and_nothing_else_and_lacks_may_be_filled() {
    let mut fonts = Fonts::load(&test_folder()).unwrap();
    // Any font will do: which one it is, is the caller's affair.
    fonts.add(FaceId::FangSong, rare_font()).unwrap();
    let blocks = vec![
        Block::Title(Inline::plain("投诉书")),
        Block::Addressee(Inline::plain("致")),
        Block::Paragraph(Inline::plain("本人䶮abc")),
    ];
    let pages = typeset(&document(blocks), &fonts).unwrap();
    let expected = [
        (FaceId::SansBold, "投诉书"),
        (FaceId::HanSerifBold, "致"),
        (FaceId::FangSong, "本人䶮"),
        (FaceId::LatinSerif, "abc"),
    ]
    .map(|(face, text)| (face, text.to_owned()));
    assert_eq!(faces(&pages), expected);
    let face = fonts.face(FaceId::FangSong).unwrap();
    let lacking = ('㐀'..='䶵').find(|&c| !face.covers(c)).unwrap();
    let text = format!("本{lacking}");
    let filled = document(vec![Block::Paragraph(Inline::plain(text))]);
    let set = faces(&typeset(&filled, &fonts).unwrap());
    assert_eq!(set[1], (FaceId::HanSerif, lacking.to_string()));
}

#[test]
fn a_number_stays_with_its_unit_and_its_exhibit() {
    for measure in 8..60 {
        let measure = measure as f32 * 6.0;
        let text = "本人于2026年4月9日第3次向贵机构支付5,000元，占比12.5%，见证据12、第68条。";
        for line in texts(text, Lang::ZhCn, measure.max(96.0)) {
            for orphan in ["年", "月", "日", "次", "元", "%", "条"] {
                assert!(!line.starts_with(orphan), "{line}");
            }
            assert!(!line.ends_with('第') && !line.ends_with("证据"), "{line}");
        }
    }
}

#[test]
fn english_numbers_and_short_strokes_stay_whole() {
    for measure in 10..60 {
        let text =
            "On 6 April 2026 under GB/T 45251-2025, Article 68, I paid RMB 5,000 within 15 days.";
        for line in texts(text, Lang::En, (measure as f32 * 7.0).max(120.0)) {
            for start in ["April", "days", "68", "5,000", "T ", "45251"] {
                assert!(!line.starts_with(start), "{line}");
            }
        }
    }
}

#[test]
fn inner_lines_of_a_justified_paragraph_reach_the_margin() {
    let text = "本人对所涉业务依法应当偿还的款项愿意承担还款责任，希望与贵机构协商（个性化分期）。"
        .repeat(5);
    let set = lines(&text, Lang::ZhCn, 300.0, Align::Justify);
    assert!(set.len() > 5);
    for line in &set[..set.len() - 1] {
        assert!((line.width - 300.0).abs() < 0.1, "{}", line.width);
    }
}

#[test]
fn adjacent_marks_are_squeezed_and_edges_trimmed() {
    let width = |text: &str| lines(text, Lang::ZhCn, 400.0, Align::Start)[0].width / 12.0;
    // 中》）。 : 1 + ½ + ½ + ½ with the edge trimmed.
    assert!((width("中》）。") - 2.5).abs() < 0.01);
    assert!((width("（中") - 1.5).abs() < 0.01);
    assert!((width("中12") - (1.0 + 0.22 + width("12"))).abs() < 0.01);
}

#[test]
fn kinds_depend_on_width() {
    assert_eq!(Kind::of("“", true), Kind::Open);
    assert_eq!(Kind::of("“", false), Kind::Mark);
    assert_eq!(Kind::of("a", false), Kind::Latin);
    assert_eq!(Kind::of("　", true), Kind::Han);
}

pub(super) fn document(blocks: Vec<Block>) -> Document {
    Document {
        lang: Lang::ZhCn,
        title: "投诉书".to_owned(),
        author: "张示例".to_owned(),
        subject: String::new(),
        reference: "MZ-1".to_owned(),
        date: None,
        chain_head: Some("0123456789abcdef0123".to_owned()),
        seal: None,
        blocks,
    }
}

fn page_text(pages: &Pages, page: usize) -> String {
    let runs = pages.pages[page]
        .items
        .iter()
        .filter_map(|item| match &item.mark {
            Mark::Glyphs(run) => Some(run),
            _ => None,
        });
    runs.flat_map(|run| &run.glyphs)
        .map(|glyph| glyph.text.as_str())
        .collect()
}

#[test]
fn a_missing_glyph_is_named_once_and_nothing_is_printed() {
    let text = Inline::plain("𰻝与𰻝和\u{1F600}");
    let error = typeset(&document(vec![Block::Paragraph(text)]), test_fonts()).unwrap_err();
    assert_eq!(error, TypesetError::MissingGlyphs(vec!['\u{1F600}', '𰻝']));
}

#[test]
fn a_table_repeats_its_head_and_keeps_rows_whole() {
    let row = |number: usize| {
        vec![
            Inline::plain(number.to_string()),
            Inline::plain("证明内容".repeat(30)),
        ]
    };
    let table = Table {
        widths: vec![10, 40],
        amounts: Vec::new(),
        head: vec![Inline::plain("编号"), Inline::plain("证明")],
        rows: (1..30).map(row).collect(),
    };
    let pages = typeset(&document(vec![Block::Table(table)]), test_fonts()).unwrap();
    assert!(pages.pages.len() > 1);
    for page in 0..pages.pages.len() {
        let text = page_text(&pages, page);
        assert!(text.contains("编号证明"), "page {page}: {text}");
        // Rows are whole: each page has complete cells only.
        assert_eq!(text.matches("证明内容").count() % 30, 0, "page {page}");
    }
    let heads = pages
        .tree
        .iter()
        .filter(|node| node.role == Role::Th)
        .count();
    assert_eq!(heads, 2, "the repeated head is decoration");
}

#[test]
fn amounts_end_at_one_edge() {
    let table = Table {
        widths: vec![10, 10],
        amounts: vec![1],
        head: vec![Inline::plain("项目"), Inline::plain("金额")],
        rows: ["1.00", "12,345.00"]
            .map(|amount| vec![Inline::plain("本金"), Inline::plain(amount)])
            .into(),
    };
    let pages = typeset(&document(vec![Block::Table(table)]), test_fonts()).unwrap();
    let ends: Vec<f32> = pages.pages[0]
        .items
        .iter()
        .filter_map(|item| match &item.mark {
            Mark::Glyphs(run) => {
                let said: String = run.glyphs.iter().map(|glyph| &*glyph.text).collect();
                let last = run.glyphs.last()?;
                said.ends_with(".00").then_some(run.x + last.x)
            }
            _ => None,
        })
        .collect();
    assert_eq!(ends.len(), 2);
    assert!((ends[0] - ends[1]).abs() < 0.01, "{ends:?}");
}

#[test]
fn a_row_taller_than_a_page_is_continued() {
    let table = Table {
        widths: vec![10, 40],
        amounts: Vec::new(),
        head: vec![Inline::plain("编号"), Inline::plain("证明")],
        rows: vec![vec![Inline::plain("1"), Inline::plain("内".repeat(3000))]],
    };
    let pages = typeset(&document(vec![Block::Table(table)]), test_fonts()).unwrap();
    let count: usize = (0..pages.pages.len())
        .map(|page| page_text(&pages, page).matches('内').count())
        .sum();
    assert_eq!(count, 3000);
}

#[test]
fn the_signature_is_never_split_nor_left_alone() {
    let field = |label: &str, value: &str| Field {
        label: Inline::plain(label),
        value: Inline::plain(value),
    };
    for filler in 20..45 {
        let mut blocks = vec![Block::Paragraph(Inline::plain(
            "事实。".repeat(filler * 12),
        ))];
        blocks.push(Block::Signature(vec![
            field("投诉人：", "张示例"),
            field("签名：", ""),
            field("日期：", "2026年1月1日"),
        ]));
        let pages = typeset(&document(blocks), test_fonts()).unwrap();
        let last = page_text(&pages, pages.pages.len() - 1);
        assert!(
            last.contains("投诉人：") && last.contains("2026年1月1日"),
            "{filler}"
        );
        assert!(
            last.contains("事实"),
            "{filler}: the signature stands alone"
        );
    }
}

/// How many lines of block `node` stand on each page.
fn lines_by_page(pages: &Pages, node: usize) -> Vec<usize> {
    let count = |page: &Page| {
        let mut lines: Vec<i32> = page
            .items
            .iter()
            .filter(|item| item.node == Some(node))
            .filter_map(|item| match &item.mark {
                Mark::Glyphs(run) => Some((run.y * 10.0) as i32),
                _ => None,
            })
            .collect();
        lines.sort_unstable();
        lines.dedup();
        lines.len()
    };
    pages.pages.iter().map(count).filter(|&n| n > 0).collect()
}

#[test]
fn no_line_of_a_paragraph_stands_alone_on_a_page() {
    let mut cut = 0;
    for filler in 25..36 {
        let mut blocks = vec![Block::Paragraph(Inline::plain("填")); filler];
        blocks.push(Block::Paragraph(Inline::plain("事实说明。".repeat(36))));
        let pages = typeset(&document(blocks), test_fonts()).unwrap();
        let split = lines_by_page(&pages, filler + 1);
        assert_eq!(split.iter().sum::<usize>(), 5, "{split:?}");
        assert!(split.iter().all(|&count| count > 1), "{filler}: {split:?}");
        cut += usize::from(split.len() > 1);
    }
    assert_eq!(
        cut, 3,
        "where there is room for two, three or four of the five"
    );
}

#[test]
fn a_heading_stands_with_its_text_and_a_note_with_its_table() {
    let table = || {
        Block::Table(Table {
            widths: vec![1, 1],
            amounts: Vec::new(),
            head: vec![Inline::plain("项目"), Inline::plain("金额")],
            rows: vec![vec![Inline::plain("本金"), Inline::plain("1.00")]; 2],
        })
    };
    for filler in 24..36 {
        let mut blocks = vec![Block::Paragraph(Inline::plain("填")); filler];
        blocks.push(Block::Heading(Inline::plain("标题")));
        blocks.push(Block::Paragraph(Inline::plain("正文。".repeat(40))));
        let pages = typeset(&document(blocks), test_fonts()).unwrap();
        for page in 0..pages.pages.len() {
            let text = page_text(&pages, page);
            assert!(!text.contains("标题") || text.contains("正文"), "{filler}");
        }

        let mut blocks = vec![Block::Paragraph(Inline::plain("填")); filler];
        blocks.extend([table(), Block::Paragraph(Inline::plain("表注"))]);
        let pages = typeset(&document(blocks), test_fonts()).unwrap();
        for page in 0..pages.pages.len() {
            let text = page_text(&pages, page);
            assert_eq!(text.contains("本金"), text.contains("表注"), "{filler}");
        }
    }
}

#[test]
fn every_page_says_the_reference_and_every_further_page_the_title() {
    let text = Inline::plain("事实。".repeat(900));
    let pages = typeset(&document(vec![Block::Paragraph(text)]), test_fonts()).unwrap();
    assert!(pages.pages.len() > 1);
    for page in 0..pages.pages.len() {
        let items = pages.pages[page].items.iter();
        let header: String = items
            .filter(|item| item.node.is_none())
            .filter_map(|item| match &item.mark {
                Mark::Glyphs(run) if run.y < TOP => Some(run),
                _ => None,
            })
            .flat_map(|run| &run.glyphs)
            .map(|glyph| glyph.text.as_str())
            .collect();
        let title = if page > 0 { "投诉书" } else { "" };
        assert_eq!(header, format!("编号：MZ-1{title}"), "page {page}");
    }
}

#[test]
fn nothing_is_set_outside_the_text_area() {
    let text = Inline::plain("本人于2026年4月9日向贵机构说明。".repeat(400));
    let pages = typeset(&document(vec![Block::Paragraph(text)]), test_fonts()).unwrap();
    assert!(pages.pages.len() > 2);
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let (Some(_), Mark::Glyphs(run)) = (item.node, &item.mark) {
            assert!(run.y > TOP && run.y < BOTTOM);
        }
    }
}

#[test]
fn furniture_counts_pages_and_shortens_the_chain() {
    let text = Inline::plain("事实。".repeat(900));
    let pages = typeset(&document(vec![Block::Paragraph(text)]), test_fonts()).unwrap();
    let count = pages.pages.len();
    for page in 0..count {
        let text = page_text(&pages, page);
        assert!(
            text.contains(&format!("第 {} 页 共 {count} 页", page + 1)),
            "{text}"
        );
        assert!(text.contains("0123456789abcdef") && !text.contains("0123456789abcdef0"));
    }
}

#[test]
fn an_index_prints_its_seal_at_the_foot_instead_of_the_chain_head() {
    let letter = document(vec![Block::Paragraph(Inline::plain("目录"))]);
    let index = Document {
        seal: Some("fedcba9876543210ffff".to_owned()),
        ..letter.clone()
    };
    let foot = |document: &Document| page_text(&typeset(document, test_fonts()).unwrap(), 0);
    assert!(foot(&letter).contains("记录校验码：0123456789abcdef"));
    let foot = foot(&index);
    assert!(foot.contains("清单校验值：fedcba9876543210") && !foot.contains("记录校验码"));
}

#[test]
fn a_paragraph_that_ends_in_a_colon_stands_with_what_follows() {
    let line = |text: &str| Block::Paragraph(Inline::plain(text));
    let table = || {
        Block::Table(Table {
            widths: vec![1, 1],
            amounts: Vec::new(),
            head: vec![Inline::plain("项目"), Inline::plain("金额")],
            rows: vec![vec![Inline::plain("本金"), Inline::plain("1.00")]; 3],
        })
    };
    let list = || Block::Numbered(vec![Inline::plain("甲。"), Inline::plain("乙。")]);
    let mut told = 0;
    for count in 20..40 {
        for (what, first) in [(list(), "甲。"), (table(), "项目")] {
            let lines = || (0..count).map(|_| line("一行。"));
            let page_of = |announced: &str, words: &str| {
                let mut blocks: Vec<Block> = lines().collect();
                blocks.extend([line(announced), what.clone()]);
                let pages = typeset(&document(blocks), test_fonts()).unwrap();
                (0..pages.pages.len()).find(|&page| page_text(&pages, page).contains(words))
            };
            assert_eq!(
                page_of("如下：", "如下"),
                page_of("如下：", first),
                "{count}"
            );
            // Without the colon the two may part: at one of these lengths they do.
            told += usize::from(page_of("如下。", "如下") != page_of("如下。", first));
        }
    }
    assert!(told >= 2, "{told}");
}
