//! Properties of lines and pages, on text nobody would write.

use domain::Lang;
use proptest::prelude::*;

use super::breaks::{NOT_AT_END, NOT_AT_START, forbidden_at_end, forbidden_at_start};
use super::glue::{CLOSE, OPEN};
use super::lines::Align;
use super::tests::{document, lines, squeezed, text_of};
use super::typeset;
use crate::display::Mark;
use crate::document::{Block, Inline};
use crate::fonts::test_fonts;
use crate::normalise::clean;

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

/// Any hanzi, word, number, radical or rare character, each with up to three
/// marks of any class around it: every mark the rules name, in every order.
fn anything() -> impl Strategy<Value = String> {
    let core = prop_oneof![
        6 => "[一-龥]{1,3}",
        1 => "[㐀-䶵]",
        2 => "[A-Za-z]{1,12}",
        2 => "[0-9]{1,8}",
        1 => "[⼀-⿕]",
    ];
    let marks: Vec<char> = [NOT_AT_START, NOT_AT_END, OPEN, CLOSE]
        .iter()
        .flat_map(|marks| marks.chars())
        .chain(" —…".chars())
        .collect();
    let around = move || prop::collection::vec(prop::sample::select(marks.clone()), 0..=3);
    let piece = (core, around()).prop_map(|(core, marks)| {
        let marks: String = marks.into_iter().collect();
        format!("{core}{marks}")
    });
    prop::collection::vec(piece, 1..50).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn random_text_breaks_no_rule_and_is_printed_once(
        text in anything(),
        measure in 160.0_f32..450.0,
        lang in prop::sample::select(vec![Lang::ZhCn, Lang::En]),
    ) {
        let set = lines(&text, lang, measure, Align::Justify);
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
        prop_assert_eq!(squeezed(&all), squeezed(&clean(&text)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_whole_document_prints_every_character_once_and_in_order(
        texts in prop::collection::vec(chinese(), 1..40),
    ) {
        let blocks = texts.iter().map(|text| Block::Paragraph(Inline::plain(text.as_str())));
        let pages = typeset(&document(blocks.collect()), test_fonts()).unwrap();
        let printed: String = pages
            .pages
            .iter()
            .flat_map(|page| &page.items)
            .filter(|item| item.node.is_some())
            .filter_map(|item| match &item.mark {
                Mark::Glyphs(run) => Some(run),
                _ => None,
            })
            .flat_map(|run| &run.glyphs)
            .map(|glyph| glyph.text.as_str())
            .collect();
        prop_assert_eq!(squeezed(&printed), squeezed(&texts.concat()));
    }
}
