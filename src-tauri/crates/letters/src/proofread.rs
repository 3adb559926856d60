//! Proofreading: what a careful reader would strike out of a finished letter.
//! It runs on every template with every sample, and while a letter is written.
//!
//! It reads the words only. What the record must support is checked where the
//! letter is merged.

use std::collections::BTreeSet;

use domain::Lang;

use crate::document::{Block, Document};
use crate::template::forbidden_word;

/// Characters of a Chinese sentence beyond which readers lose it.
const LONG_ZH: usize = 130;

/// Words of an English sentence beyond which readers lose it.
const LONG_EN: usize = 60;

/// Digits of an identity number, the last of which checks the others (GB 11643).
const ID_DIGITS: usize = 18;

/// Digits of a bank card, the last of which checks the others (Luhn, ISO/IEC 7812-1).
const CARD_DIGITS: std::ops::RangeInclusive<usize> = 15..=19;

/// What stands where something was to be filled in.
const UNFILLED: [&str; 7] = ["____", "××", "XX", "某某", "（填写", "（请填", "TBD"];

/// Two choices left to the reader.
const ALTERNATIVES: [&str; 4] = ["和/或", "及/或", "或/和", "and/or"];

/// Something a reader would strike out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// What is wrong.
    pub code: RemarkCode,
    /// The sentence.
    pub sentence: String,
}

/// What proofreading finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemarkCode {
    /// Something was left to be filled in.
    Unfilled,
    /// Two choices left to the reader.
    Alternative,
    /// A word the product never uses, or an exclamation mark.
    ForbiddenWord,
    /// A sentence too long to follow.
    LongSentence,
    /// An identity or card number in full.
    UnmaskedNumber,
    /// The telephone number of somebody who does not owe.
    OthersPhone,
    /// The same item twice in one list.
    Repeated,
}

/// What is known of the numbers in a letter. Digits only, without spaces and dashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownNumbers {
    /// Those that may stand in full: numbers of contracts and reports, an identity
    /// number the writer chose to show.
    pub stand: BTreeSet<String>,
    /// Telephone numbers of people who do not owe.
    pub others: BTreeSet<String>,
}

impl KnownNumbers {
    /// The digits of a number as it is written; a last X belongs to it.
    pub fn digits(number: &str) -> String {
        let kept = number
            .chars()
            .filter(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X'));
        kept.map(|c| c.to_ascii_uppercase()).collect()
    }
}

/// Reads a letter through; in the order of the letter.
pub fn proofread(document: &Document, known: &KnownNumbers) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for sentence in document.sentences() {
        let text = sentence.text.trim();
        let codes = [
            (
                RemarkCode::Unfilled,
                UNFILLED.iter().any(|mark| text.contains(mark)),
            ),
            (
                RemarkCode::Alternative,
                ALTERNATIVES.iter().any(|words| text.contains(words)),
            ),
            (RemarkCode::ForbiddenWord, forbidden_word(text).is_some()),
            (RemarkCode::LongSentence, is_long(text, document.lang)),
            (
                RemarkCode::UnmaskedNumber,
                numbers(text)
                    .iter()
                    .any(|number| is_sensitive(number, known)),
            ),
            (
                RemarkCode::OthersPhone,
                numbers(text)
                    .iter()
                    .any(|number| known.others.contains(number)),
            ),
        ];
        for (code, _) in codes.into_iter().filter(|(_, found)| *found) {
            remarks.push(Remark {
                code,
                sentence: text.to_owned(),
            });
        }
    }
    for block in &document.blocks {
        let Block::Numbered(items) = block else {
            continue;
        };
        for (n, item) in items.iter().enumerate() {
            let text = item.text();
            if items.iter().take(n).any(|before| before.text() == text) {
                remarks.push(Remark {
                    code: RemarkCode::Repeated,
                    sentence: text,
                });
            }
        }
    }
    remarks
}

fn is_long(text: &str, lang: Lang) -> bool {
    // A line of a letter may hold several sentences: the writer's own words do.
    match lang {
        Lang::ZhCn => text
            .split(['。', '！', '？'])
            .any(|sentence| sentence.chars().filter(|c| !c.is_ascii()).count() > LONG_ZH),
        Lang::En => {
            let ends = |word: &&str| word.ends_with(['.', '!', '?']);
            let words: Vec<&str> = text.split_whitespace().collect();
            words
                .split_inclusive(|word| ends(word))
                .any(|sentence| sentence.len() > LONG_EN)
        }
    }
}

/// Is this an identity or card number that may not stand in full?
fn is_sensitive(number: &str, known: &KnownNumbers) -> bool {
    (is_id(number) || is_card(number)) && !known.stand.contains(number)
}

/// The numbers in a text, also those in groups; a last X belongs to its number.
fn numbers(text: &str) -> Vec<String> {
    let mut numbers = Vec::new();
    let mut number = String::new();
    let mut after_digit = false;
    for c in text.chars().chain(['。']) {
        match c {
            '0'..='9' => {
                number.push(c);
                after_digit = true;
            }
            'X' | 'x' if number.len() == ID_DIGITS - 1 => number.push('X'),
            ' ' | '-' if after_digit => after_digit = false,
            _ => {
                if !number.is_empty() {
                    numbers.push(std::mem::take(&mut number));
                }
                after_digit = false;
            }
        }
    }
    numbers
}

/// Eighteen digits whose last one checks the others: the weights are powers of two
/// modulo 11, and the sum is 1 modulo 11, where X stands for ten.
fn is_id(number: &str) -> bool {
    let values = number.chars().rev().enumerate().map(|(place, c)| match c {
        'X' if place == 0 => Some(10),
        c => c.to_digit(10),
    });
    let mut weight = 1;
    let mut sum = 0;
    for value in values {
        let Some(value) = value else { return false };
        sum += weight * value;
        weight = weight * 2 % 11;
    }
    number.len() == ID_DIGITS && sum % 11 == 1
}

/// As many digits as a bank card has, whose sum is a multiple of ten when every second
/// one from the right counts twice.
fn is_card(number: &str) -> bool {
    let mut sum = 0;
    for (place, c) in number.chars().rev().enumerate() {
        let Some(digit) = c.to_digit(10) else {
            return false;
        };
        let counted = if place % 2 == 1 { digit * 2 } else { digit };
        sum += counted / 10 + counted % 10;
    }
    CARD_DIGITS.contains(&number.len()) && sum % 10 == 0 && sum > 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Inline;

    fn codes(lang: Lang, text: &str) -> Vec<RemarkCode> {
        let document = Document {
            lang,
            title: String::new(),
            author: String::new(),
            subject: String::new(),
            reference: String::new(),
            date: None,
            chain_head: None,
            seal: None,
            blocks: vec![Block::Paragraph(Inline::plain(text))],
        };
        let known = KnownNumbers::default();
        let found = proofread(&document, &known).into_iter();
        found.map(|remark| remark.code).collect()
    }

    #[test]
    fn a_plain_sentence_passes() {
        assert_eq!(
            codes(Lang::ZhCn, "请在2026年12月1日前答复，电话13800000001。"),
            []
        );
        assert_eq!(codes(Lang::En, "Please reply by 1 December 2026."), []);
    }

    #[test]
    fn each_fault_is_named() {
        let zh = |text: &str| codes(Lang::ZhCn, text);
        assert_eq!(zh("收件人：某某银行"), [RemarkCode::Unfilled]);
        assert_eq!(zh("请减免和/或延期"), [RemarkCode::Alternative]);
        assert_eq!(zh("请立即处理！"), [RemarkCode::ForbiddenWord]);
        assert_eq!(zh("编号 110101****0010"), []);
        assert_eq!(zh(&"长".repeat(LONG_ZH + 1)), [RemarkCode::LongSentence]);
        assert_eq!(zh(&"长".repeat(LONG_ZH)), []);
        assert_eq!(zh(&format!("{}。", "长".repeat(LONG_ZH - 1)).repeat(3)), []);
        let long = vec!["word"; LONG_EN + 1].join(" ");
        assert_eq!(codes(Lang::En, &long), [RemarkCode::LongSentence]);
        let several = format!("{}. ", vec!["word"; LONG_EN - 1].join(" ")).repeat(3);
        assert_eq!(codes(Lang::En, &several), []);
    }

    #[test]
    fn a_request_said_twice_is_found() {
        let one = Inline::plain("请书面答复本人上述全部请求。");
        let document = Document {
            lang: Lang::ZhCn,
            title: String::new(),
            author: String::new(),
            subject: String::new(),
            reference: String::new(),
            date: None,
            chain_head: None,
            seal: None,
            blocks: vec![Block::Numbered(vec![one.clone(), one])],
        };
        let known = KnownNumbers::default();
        let found = proofread(&document, &known).into_iter();
        let codes: Vec<_> = found.map(|r| r.code).collect();
        assert_eq!(codes, [RemarkCode::Repeated]);
    }

    /// A number with the check digit it needs.
    fn checked(head: &str, is: fn(&str) -> bool) -> String {
        let ends = "0123456789X".chars();
        let mut all = ends.map(|end| format!("{head}{end}"));
        all.find(|number| is(number)).unwrap()
    }

    #[test]
    fn identity_and_card_numbers_are_told_by_their_check_digits() {
        // The example usually given with GB 11643.
        assert!(is_id("11010519491231002X"));
        assert!(!is_id("110105194912310021") && !is_id("1101051949123100"));
        // The usual test number of a card scheme; no account has it.
        assert!(is_card("4111111111111111") && !is_card("4111111111111112"));
        assert!(!is_card("49927398716"), "too short for a card");
        let id = checked("11010119900101001", is_id);
        let card = checked("622000000000000", is_card);
        let zh = |text: &str| codes(Lang::ZhCn, text);
        for number in [&id, &card, &id.to_lowercase()] {
            let found = zh(&format!("号码{number}。"));
            assert_eq!(found, [RemarkCode::UnmaskedNumber], "{number}");
        }
        let grouped = format!(
            "{} {} {} {}",
            &card[..4],
            &card[4..8],
            &card[8..12],
            &card[12..]
        );
        assert_eq!(zh(&grouped), [RemarkCode::UnmaskedNumber]);
        // Of the same length, and neither of them.
        assert_eq!(zh("报告编号2026112100001234561"), []);
        assert_eq!(zh("编号 0000000000000000"), []);
        assert_eq!(zh(&format!("{}****{}", &id[..6], &id[16..])), []);
    }

    #[test]
    fn a_known_number_stands_and_another_person_s_phone_does_not() {
        let card = checked("622000000000000", is_card);
        let mut document = Document {
            lang: Lang::ZhCn,
            title: String::new(),
            author: String::new(),
            subject: String::new(),
            reference: String::new(),
            date: None,
            chain_head: None,
            seal: None,
            blocks: vec![Block::Paragraph(Inline::plain(format!("合同编号{card}。")))],
        };
        let known = KnownNumbers {
            stand: [KnownNumbers::digits(&card)].into(),
            others: ["13800000002".to_owned()].into(),
        };
        assert_eq!(proofread(&document, &known), []);
        document.blocks = vec![Block::Paragraph(Inline::plain("家人电话138 0000 0002。"))];
        let codes: Vec<_> = proofread(&document, &known)
            .iter()
            .map(|r| r.code)
            .collect();
        assert_eq!(codes, [RemarkCode::OthersPhone]);
        document.blocks = vec![Block::Paragraph(Inline::plain("本人电话13800000001。"))];
        assert_eq!(proofread(&document, &known), []);
    }
}
