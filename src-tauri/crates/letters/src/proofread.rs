//! Proofreading: what a careful reader would strike out of a finished letter.
//! It runs on every template with every sample, and while a letter is written.
//!
//! It reads the words only. What the record must support is checked where the
//! letter is merged.

use domain::Lang;

use crate::document::{Block, Document};
use crate::template::forbidden_word;

/// Characters of a Chinese sentence beyond which readers lose it.
const LONG_ZH: usize = 130;

/// Words of an English sentence beyond which readers lose it.
const LONG_EN: usize = 60;

/// Digits that make a run an identity or card number: those have 15 to 19.
const SENSITIVE: std::ops::RangeInclusive<usize> = 15..=19;

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
    /// The same item twice in one list.
    Repeated,
}

/// Reads a letter through; in the order of the letter.
pub fn proofread(document: &Document) -> Vec<Remark> {
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
            (RemarkCode::UnmaskedNumber, shows_a_number(text)),
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
    match lang {
        Lang::ZhCn => text.chars().filter(|c| !c.is_ascii()).count() > LONG_ZH,
        Lang::En => text.split_whitespace().count() > LONG_EN,
    }
}

/// A run of digits as long as an identity or card number, also in groups of
/// four; a last X belongs to it.
fn shows_a_number(text: &str) -> bool {
    let mut digits = 0;
    let mut runs = Vec::new();
    let mut after_digit = false;
    for c in text.chars().chain(['。']) {
        match c {
            '0'..='9' => {
                digits += 1;
                after_digit = true;
            }
            'X' | 'x' if digits == 17 => digits += 1,
            ' ' | '-' if after_digit => after_digit = false,
            _ => {
                runs.push(digits);
                digits = 0;
                after_digit = false;
            }
        }
    }
    runs.iter().any(|run| SENSITIVE.contains(run))
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
        proofread(&document).into_iter().map(|r| r.code).collect()
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
        assert_eq!(
            zh("证件号 11010119000101001X"),
            [RemarkCode::UnmaskedNumber]
        );
        assert_eq!(zh("卡号 6200 0000 0000 0000"), [RemarkCode::UnmaskedNumber]);
        assert_eq!(zh("编号 110101****0010"), []);
        assert_eq!(zh(&"长".repeat(LONG_ZH + 1)), [RemarkCode::LongSentence]);
        assert_eq!(zh(&"长".repeat(LONG_ZH)), []);
        let long = vec!["word"; LONG_EN + 1].join(" ");
        assert_eq!(codes(Lang::En, &long), [RemarkCode::LongSentence]);
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
        let codes: Vec<_> = proofread(&document).into_iter().map(|r| r.code).collect();
        assert_eq!(codes, [RemarkCode::Repeated]);
    }
}
