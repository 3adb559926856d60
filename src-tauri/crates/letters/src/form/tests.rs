use proptest::prelude::*;

use super::*;
use crate::document::Sentence;
use crate::template::templates;

fn letter(lang: Lang, blocks: Vec<Block>) -> Document {
    Document {
        lang,
        title: String::new(),
        author: String::new(),
        subject: String::new(),
        reference: String::new(),
        date: None,
        chain_head: None,
        seal: None,
        blocks,
    }
}

fn sentences(words: &[&str]) -> Inline {
    let sentence = |text: &&str| Sentence {
        text: (*text).to_owned(),
        ..Sentence::default()
    };
    Inline {
        sentences: words.iter().map(sentence).collect(),
    }
}

fn field(label: &str, value: &str) -> Field {
    Field {
        label: Inline::plain(label),
        value: Inline::plain(value),
    }
}

/// A complaint in small.
fn complaint() -> Document {
    let cells = |words: [&str; 3]| words.map(Inline::plain).to_vec();
    letter(
        Lang::ZhCn,
        vec![
            Block::Title(Inline::plain("投诉书")),
            Block::Addressee(Inline::plain("致：某某银行")),
            Block::Fields(vec![field("投诉人：", "张三")]),
            Block::Heading(Inline::plain("一、事实")),
            Block::Paragraph(sentences(&["本人愿意还款。", "情况如下："])),
            Block::Numbered(vec![
                Inline::plain("5月1日来电（证据1）。"),
                sentences(&["5月2日来电。", "对方说：“还钱。马上。”"]),
            ]),
            Block::Heading(Inline::plain("二、请求")),
            Block::Numbered(vec![Inline::plain("停止夜间来电。")]),
            Block::Closing(crate::document::Closing {
                lead: Inline::plain("此致"),
                wish: Inline::plain("敬礼"),
            }),
            Block::Signature(vec![field("签名：", "张三")]),
            Block::Attachments(vec![field("抄送：", "某某公司")]),
            Block::Attachments(vec![field("附件：", "证据目录")]),
            Block::Heading(Inline::plain("证据目录")),
            Block::Table(Table {
                widths: vec![1, 1, 1],
                amounts: Vec::new(),
                head: cells(["编号", "名称", "来源"]),
                rows: vec![
                    cells(["1", "通话记录", "手机"]),
                    cells(["2", "短信", "手机"]),
                ],
            }),
        ],
    )
}

const WHOLE: &str = "\
一、事实
本人愿意还款。情况如下：
1. 5月1日来电（证据1）。
2. 5月2日来电。对方说：“还钱。马上。”
二、请求
1. 停止夜间来电。
附件：证据目录（1 通话记录；2 短信）";

#[test]
fn what_fits_is_whole() {
    let document = complaint();
    let length = WHOLE.chars().count();
    assert_eq!(
        to_form(&document, length),
        FormText::Whole(WHOLE.to_owned())
    );
    assert_ne!(
        to_form(&document, length - 1),
        FormText::Whole(WHOLE.to_owned())
    );
}

#[test]
fn the_longest_section_gives_up_its_last_sentence_first() {
    let document = complaint();
    let length = WHOLE.chars().count();
    let cut = |limit| match to_form(&document, limit) {
        FormText::Cut { text, left_out } => (text, left_out),
        other => panic!("{other:?}"),
    };
    let (text, left_out) = cut(length - 1);
    assert_eq!(text, WHOLE.replace("对方说：“还钱。马上。”", ""));
    assert_eq!(left_out, 1);
    let (text, left_out) = cut(text.chars().count() - 1);
    assert_eq!(
        text,
        WHOLE.replace("\n2. 5月2日来电。对方说：“还钱。马上。”", "")
    );
    assert_eq!(left_out, 2);
    // The lead goes with the item it leads to.
    let (text, left_out) = cut(text.chars().count() - 1);
    assert_eq!(
        text,
        "一、事实\n本人愿意还款。\n二、请求\n1. 停止夜间来电。\n附件：证据目录（1 通话记录；2 短信）"
    );
    assert_eq!(left_out, 4);
}

#[test]
fn a_limit_too_small_says_what_is_needed() {
    let document = complaint();
    let least = "一、事实\n本人愿意还款。\n附件：证据目录（1 通话记录；2 短信）";
    let needed = least.chars().count();
    for limit in [0, 1, needed - 1] {
        assert_eq!(to_form(&document, limit), FormText::TooSmall { needed });
    }
    let text = least.to_owned();
    assert_eq!(
        to_form(&document, needed),
        FormText::Cut { text, left_out: 5 }
    );
    assert_eq!(
        to_form(&letter(Lang::En, Vec::new()), 0),
        FormText::Whole(String::new())
    );
    let only = letter(
        Lang::En,
        vec![Block::Attachments(vec![field("Enclosed:", "a")])],
    );
    assert_eq!(to_form(&only, 10), FormText::TooSmall { needed: 11 });
    assert_eq!(
        to_form(&only, 11),
        FormText::Whole("Enclosed: a".to_owned())
    );
}

#[test]
fn a_table_of_amounts_is_no_list_of_evidence() {
    let mut document = complaint();
    let Some(Block::Table(table)) = document.blocks.last_mut() else {
        panic!("the table is last");
    };
    table.amounts = vec![1];
    let FormText::Whole(text) = to_form(&document, 1000) else {
        panic!("it fits");
    };
    assert!(text.ends_with("\n附件：证据目录"), "{text}");
}

#[test]
fn sentences_end_outside_quotes_and_brackets() {
    assert_eq!(
        split("他说“还钱。马上。”我答（不。）好！真的？！是。"),
        ["他说“还钱。马上。”我答（不。）好！", "真的？！", "是。"]
    );
    assert_eq!(split("See No. 5. Then go."), ["See No. 5. Then go."]);
    assert_eq!(split("don’t。是。"), ["don’t。", "是。"]);
}

#[test]
fn every_sample_keeps_facts_requests_and_evidence() {
    for template in templates() {
        for sample in template.samples() {
            let document = sample.document(template).unwrap();
            let place = format!("{}/{}", template.id(), sample.name);
            let FormText::Whole(whole) = to_form(&document, usize::MAX) else {
                panic!("{place}");
            };
            let headings = sections(&document);
            for section in &headings {
                let heading = section.heading.as_deref().unwrap_or_default();
                assert!(whole.contains(heading), "{place}: {heading}");
            }
            assert!(whole.ends_with(&evidence(&document)), "{place}");
            let signer = document.blocks.iter().find_map(|block| match block {
                Block::Signature(fields) => fields.get(1).map(|field| field.label.text()),
                _ => None,
            });
            assert!(!whole.contains(&signer.unwrap()), "{place}");
            // Room for one sentence of each is used for just that.
            let mut firsts = sections(&document);
            firsts
                .iter_mut()
                .for_each(|section| section.units.truncate(1));
            let text = write(&firsts, &evidence(&document));
            let limit = count(&text);
            let expect = match count_sentences(&headings) - count_sentences(&firsts) {
                0 => FormText::Whole(text),
                left_out => FormText::Cut { text, left_out },
            };
            assert_eq!(to_form(&document, limit), expect, "{place}");
        }
    }
}

fn count_sentences(sections: &[Section]) -> usize {
    let units = sections.iter().flat_map(|section| &section.units);
    units.map(|unit| unit.sentences).sum()
}

/// One sentence: no end inside, one at its end.
fn sentence() -> impl Strategy<Value = String> {
    "[甲乙a-c1-3<&\u{20000}]{1,12}[。！？]"
}

fn block() -> impl Strategy<Value = Block> {
    let inline = || {
        prop::collection::vec(sentence(), 1..4).prop_map(|words| {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            sentences(&words)
        })
    };
    prop_oneof![
        sentence()
            .prop_map(|text| Block::Heading(Inline::plain(text.replace(['。', '！', '？'], "")))),
        inline().prop_map(Block::Paragraph),
        // As the writer's own words come: many sentences in one piece.
        inline().prop_map(|text| Block::Paragraph(Inline::plain(text.text()))),
        prop::collection::vec(inline(), 1..4).prop_map(Block::Numbered),
        sentence().prop_map(|text| Block::Fields(vec![field("栏：", &text)])),
    ]
}

/// The sentences a text holds, without headings, numbers and evidence.
fn found(text: &str) -> Vec<String> {
    let ends = ['。', '！', '？'];
    let lines = text.lines().filter(|line| line.contains(ends));
    lines
        .flat_map(|line| {
            assert!(line.ends_with(ends), "cut inside a sentence: {line}");
            let number = line
                .split_once(". ")
                .filter(|(n, _)| n.parse::<u32>().is_ok());
            let words = number.map_or(line, |(_, words)| words);
            words
                .split_inclusive(ends)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Whether `part` is `all` with some left out.
fn in_order(part: &[String], all: &[String]) -> bool {
    let mut rest = all.iter();
    part.iter().all(|one| rest.any(|other| other == one))
}

proptest! {
    #[test]
    fn a_form_is_never_too_long_and_never_cut_inside_a_sentence(
        blocks in prop::collection::vec(block(), 0..8),
        named in "[丙丁]{1,6}",
        limit in 0_usize..260,
    ) {
        let mut blocks = blocks;
        blocks.push(Block::Attachments(vec![field("附件：", &named)]));
        let document = letter(Lang::ZhCn, blocks);
        let line = format!("附件：{named}");
        let FormText::Whole(whole) = to_form(&document, usize::MAX) else {
            return Err(TestCaseError::fail("no limit, and not whole"));
        };
        let all = found(&whole);
        match to_form(&document, limit) {
            FormText::Whole(text) => {
                prop_assert!(text.chars().count() <= limit);
                prop_assert_eq!(text, whole);
            }
            FormText::Cut { text, left_out } => {
                prop_assert!(text.chars().count() <= limit);
                prop_assert!(whole.chars().count() > limit);
                prop_assert!(text.ends_with(&line));
                let kept = found(&text);
                prop_assert!(!kept.is_empty() && in_order(&kept, &all));
                prop_assert_eq!(kept.len() + left_out, all.len());
                prop_assert!(left_out > 0);
            }
            FormText::TooSmall { needed } => {
                prop_assert!(needed > limit);
                match to_form(&document, needed) {
                    FormText::TooSmall { .. } => prop_assert!(false, "{needed} is not enough"),
                    FormText::Whole(text) | FormText::Cut { text, .. } => {
                        prop_assert_eq!(text.chars().count(), needed);
                        prop_assert!(found(&text).len() <= 1);
                    }
                }
            }
        }
    }
}
