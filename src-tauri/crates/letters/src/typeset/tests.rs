//! Properties of lines and pages.

use domain::Lang;
use proptest::prelude::*;

use super::breaks::{forbidden_at_end, forbidden_at_start};
use super::glue::Kind;
use super::lines::{Align, Line, set_lines};
use super::sheet::{BOTTOM, Sheet, TOP};
use super::{Flow, Setter, TypesetError, shape, typeset};
use crate::display::{Mark, Pages, Role};
use crate::document::{Block, Document, Field, Inline, Sentence, Table};
use crate::fonts::test_fonts;

fn lines(text: &str, lang: Lang, measure: f32, align: Align) -> Vec<Line> {
    let sheet = Sheet::of(lang);
    let mut setter = Setter::new(lang, test_fonts());
    let shaped = shape::shape(&mut setter, Flow::from(text), sheet.body);
    assert!(setter.missing.is_empty(), "{:?}", setter.missing);
    set_lines(&shaped, measure, 0.0, align)
}

fn text_of(line: &Line) -> String {
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

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Chinese text with every class of mark, never so many in a row that no line
/// could be legal.
fn chinese() -> impl Strategy<Value = String> {
    let base = prop_oneof![
        6 => prop::sample::select(vec!["催", "收", "本", "人", "贵", "机", "构", "三", "㐂"])
            .prop_map(str::to_owned),
        2 => "[0-9]{1,6}",
        1 => "[A-Za-z]{1,9}",
        1 => Just("2026年4月20日".to_owned()),
        1 => Just("第68条".to_owned()),
        1 => Just("——".to_owned()).prop_map(|dash| format!("事{dash}实")),
    ];
    let opened = prop::sample::select(vec!["", "", "", "", "（", "《", "“", "「", "【", "("]);
    let closed = prop::sample::select(vec![
        "", "", "", "", "，", "。", "、", "；", "：", "！", "？", "）", "》", "”", "」", "。”",
        "）。", "……", "%", "℃", ")", ",", " ",
    ]);
    prop::collection::vec((opened, base, closed), 1..60)
        .prop_map(|parts| parts.iter().map(|(a, b, c)| format!("{a}{b}{c}")).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_line_has_a_forbidden_edge_or_is_too_wide_and_no_text_is_lost(
        text in chinese(),
        measure in 150.0_f32..450.0,
    ) {
        for align in [Align::Justify, Align::Start, Align::Centre] {
            let set = lines(&text, Lang::ZhCn, measure, align);
            let mut all = String::new();
            for (index, line) in set.iter().enumerate() {
                let words = text_of(line);
                let (first, last) = (words.chars().next(), words.chars().next_back());
                if index > 0 {
                    prop_assert!(!first.is_some_and(forbidden_at_start), "starts: {words}");
                }
                if index + 1 < set.len() {
                    prop_assert!(!last.is_some_and(forbidden_at_end), "ends: {words}");
                }
                prop_assert!(line.width <= measure + 0.05, "{} > {measure}", line.width);
                all.push_str(&words);
            }
            prop_assert_eq!(squeezed(&all), squeezed(&text));
        }
    }

    #[test]
    fn any_printable_text_is_set_whole_in_any_measure(
        text in "[一-龥，。（）“”a-zA-Z0-9 /.:@_-]{0,80}",
        measure in 20.0_f32..300.0,
    ) {
        for lang in [Lang::ZhCn, Lang::En] {
            let set = lines(&text, lang, measure, Align::Justify);
            let all: String = set.iter().map(text_of).collect();
            prop_assert_eq!(squeezed(&all), squeezed(&text));
            for line in &set {
                prop_assert!(line.width <= measure + 0.05, "{} > {measure}", line.width);
            }
        }
    }
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

fn document(blocks: Vec<Block>) -> Document {
    Document {
        lang: Lang::ZhCn,
        title: "投诉书".to_owned(),
        author: "张示例".to_owned(),
        subject: String::new(),
        reference: "MZ-1".to_owned(),
        date: None,
        chain_head: Some("0123456789abcdef0123".to_owned()),
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
fn glyphs_carry_the_rows_of_their_sentence() {
    let sentence = |text: &str, rows: &[&str]| Sentence {
        text: text.to_owned(),
        rows: rows.iter().map(|&row| row.to_owned()).collect(),
    };
    let inline = Inline {
        sentences: vec![sentence("甲。", &["c-1"]), sentence("乙。", &[])],
    };
    let pages = typeset(&document(vec![Block::Paragraph(inline)]), test_fonts()).unwrap();
    for item in pages.pages.iter().flat_map(|page| &page.items) {
        if let Mark::Glyphs(run) = &item.mark {
            let text: String = run.glyphs.iter().map(|glyph| glyph.text.as_str()).collect();
            let rows = run.evidence.map(|index| pages.evidence[index].clone());
            if text.contains('甲') {
                assert_eq!(rows, Some(vec!["c-1".to_owned()]));
            } else {
                assert_eq!(rows, None);
            }
        }
    }
}
