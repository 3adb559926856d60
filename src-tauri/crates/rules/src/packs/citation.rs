//! Citations in the words of a pack: 《…》, GB/T numbers, document numbers, and
//! articles by number, in Chinese and English. Finding them only; whether they
//! are in the pack is a lint's business.

/// One citation in a text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Citation<'t> {
    /// Byte offset in the text.
    pub(super) at: usize,
    /// As it is written.
    pub(super) text: &'t str,
    /// What it points at.
    pub(super) what: Cited<'t>,
}

/// What a citation points at.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cited<'t> {
    /// A title in 《》, or a standard's number.
    Title(&'t str),
    /// A document number such as 〔2022〕13号.
    Number(&'t str),
    /// Articles of some instrument, each in figures: `50`, `293-1`.
    Articles(Vec<String>),
}

/// Every citation of a text, in order.
pub(super) fn citations(text: &str) -> Vec<Citation<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let boundary = text
            .get(..at)
            .is_none_or(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric()));
        let found = title(rest)
            .or_else(|| number(rest))
            .or_else(|| articles_zh(rest))
            .or_else(|| if boundary { articles_en(rest) } else { None });
        let step = match found {
            Some((len, what)) => {
                let text = rest.get(..len).unwrap_or_default();
                out.push(Citation { at, text, what });
                len
            }
            None => rest.chars().next().map_or(1, char::len_utf8),
        };
        at += step;
    }
    out
}

type Found<'t> = (usize, Cited<'t>);

fn title(rest: &str) -> Option<Found<'_>> {
    if let Some(inner) = rest.strip_prefix('《') {
        let inner = inner.get(..inner.find('》')?)?;
        return Some((inner.len() + 2 * '《'.len_utf8(), Cited::Title(inner)));
    }
    let digits = rest.strip_prefix("GB/T ")?;
    let len = digits.len()
        - digits
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .len();
    let whole = rest.get(.."GB/T ".len() + len)?;
    (len > 0).then_some((whole.len(), Cited::Title(whole)))
}

fn number(rest: &str) -> Option<Found<'_>> {
    rest.strip_prefix('〔')?;
    let whole = rest.get(..rest.find('号')? + '号'.len_utf8())?;
    (whole.chars().count() <= 12).then_some((whole.len(), Cited::Number(whole)))
}

/// 第50条, 第二百九十三条之一, 第14、27、56（九）条, 第13至21条.
fn articles_zh(rest: &str) -> Option<Found<'_>> {
    let list = rest.strip_prefix('第')?;
    let end = list.find('条')?;
    let list = list.get(..end)?;
    let mut len = '第'.len_utf8() + end + '条'.len_utf8();
    let mut articles = numbers(list)?;
    let after = rest.get(len..)?;
    if let Some(sub) = after.strip_prefix('之').and_then(|sub| sub.chars().next())
        && let Some(sub_number) = figure(&sub.to_string())
        && let Some(last) = articles.last_mut()
    {
        last.push_str(&format!("-{sub_number}"));
        len += '之'.len_utf8() + sub.len_utf8();
    }
    Some((len, Cited::Articles(articles)))
}

/// Article 68, articles 13 to 21, Articles 50, 47 and 62, sections 1 and 2.
fn articles_en(rest: &str) -> Option<Found<'_>> {
    let words = [
        "articles ",
        "article ",
        "arts. ",
        "art. ",
        "sections ",
        "section ",
    ];
    let word = words.iter().find(|word| {
        let start = rest.get(..word.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(word))
    })?;
    let list = rest.get(word.len()..)?;
    let mut end = 0;
    loop {
        let tail = list.get(end..)?;
        let digits = tail.len() - tail.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            break;
        }
        end += digits;
        let tail = list.get(end..)?;
        let joints = [", ", " and ", " to ", "–", "-"];
        let next = joints.iter().find(|joint| {
            let after = tail.strip_prefix(**joint);
            after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit()))
        });
        match next {
            Some(joint) => end += joint.len(),
            None => break,
        }
    }
    let list = list.get(..end).filter(|list| !list.is_empty())?;
    let plain = list
        .replace(" and ", "、")
        .replace(" to ", "至")
        .replace(", ", "、");
    Some((word.len() + end, Cited::Articles(numbers(&plain)?)))
}

/// The numbers of a list such as `14、27、56（九）` or `13至21`; `None` when
/// there is anything else in it.
pub(super) fn numbers(list: &str) -> Option<Vec<String>> {
    let mut plain = String::new();
    let mut depth = 0u32;
    for c in list.chars() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    let mut out = Vec::new();
    for part in plain.split(['、', '，', '和']) {
        let mut ends = part.split(['–', '—', '至']).flat_map(|end| end.split('-'));
        let first = figure(ends.next()?)?;
        match ends.next() {
            None => out.push(first.to_string()),
            Some(second) => {
                let second = figure(second)?;
                // 293-1 is an article of its own; 13-21 are nine.
                if second > first {
                    out.extend((first..=second).take(LONGEST_RANGE).map(|n| n.to_string()));
                } else {
                    out.push(format!("{first}-{second}"));
                }
            }
        }
        if ends.next().is_some() {
            return None;
        }
    }
    Some(out)
}

/// No text cites more articles than this at once.
const LONGEST_RANGE: usize = 200;

/// A number in figures or Chinese numerals below ten thousand.
fn figure(text: &str) -> Option<u32> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return text.parse().ok();
    }
    let (mut sum, mut digit) = (0u32, None);
    for c in text.chars() {
        let unit = match c {
            '千' => 1000,
            '百' => 100,
            '十' => 10,
            '零' | '〇' => continue,
            _ => {
                let at = "一二三四五六七八九".chars().position(|d| d == c)?;
                digit = Some(u32::try_from(at).ok()? + 1);
                continue;
            }
        };
        sum = sum.saturating_add(digit.take().unwrap_or(1) * unit);
    }
    let whole = sum.saturating_add(digit.unwrap_or(0));
    (whole > 0).then_some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn articles(text: &str) -> Vec<String> {
        let all = citations(text).into_iter();
        all.flat_map(|found| match found.what {
            Cited::Articles(list) => list,
            Cited::Title(title) | Cited::Number(title) => vec![title.to_owned()],
        })
        .collect()
    }

    #[test]
    fn articles_are_read_in_both_languages() {
        for (text, found) in [
            ("刑法第二百九十三条之一：", vec!["293-1"]),
            ("第14、27、56（九）条", vec!["14", "27", "56"]),
            ("第1032–1033条", vec!["1032", "1033"]),
            ("只读到第一、二条。", vec!["1", "2"]),
            ("向第三方透露，第三次", vec![]),
            (
                "see articles 13 to 15 and Article 293-1 of it",
                vec!["13", "14", "15", "293-1"],
            ),
            ("articles 50, 47 and 62", vec!["50", "47", "62"]),
            ("two particles 5", vec![]),
            (
                "Criminal Law art. 238(3); Civil Code arts. 1 and 2",
                vec!["238", "1", "2"],
            ),
            (
                "见《民法典》与 GB/T 45251-2025",
                vec!["民法典", "GB/T 45251"],
            ),
            ("另见银保监规〔2022〕13号", vec!["〔2022〕13号"]),
            ("第一千零六十四条", vec!["1064"]),
            ("第十条", vec!["10"]),
        ] {
            assert_eq!(articles(text), found, "{text}");
        }
    }
}
