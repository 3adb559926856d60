//! Where a line may end. Unicode's rules (UAX #14, strict) with what Chinese
//! official writing adds: no mark at the wrong edge, no number torn from its
//! unit.

use icu_segmenter::LineSegmenter;
use icu_segmenter::options::{LineBreakOptions, LineBreakStrictness};

use super::glue::{CLOSE, OPEN};
use super::shape::Shaped;

/// Marks that never start a line.
pub(super) const NOT_AT_START: &str = "—…·～%‰％℃°,.;:!?)]}»›々〻ー";
/// Marks that never end a line.
pub(super) const NOT_AT_END: &str = "([{«‹￥¥$€£#＃第";

/// Words that stay with the digits before them.
const UNITS: &str = "年月日时分秒点元万亿角周天个次通条款项号页期笔份人名家岁倍成折小％%℃㎡年度";

/// Words that stay with the digits after them, in English.
const BEFORE_NUMBER: &str = "RMB CNY GB/T No. Nos. Art. Article Clause Exhibit Exhibits page part";

/// Words that stay with the digits before them, in English.
const AFTER_NUMBER: &str = "day days hour hours minute minutes second seconds month months year years \
January February March April May June July August September October November December";

/// Words that stay with the digits after them, in Chinese.
const BEFORE_DIGIT: [&str; 3] = ["证据", "附件", "尾号"];

/// Penalty of breaking inside an address or another long token.
const PENALTY_TOKEN: f32 = 60.0;
/// Penalty of breaking where nothing else is left to do.
const PENALTY_FORCED: f32 = 30_000.0;

/// Whether a mark may not stand at a line's start.
pub(super) fn forbidden_at_start(c: char) -> bool {
    NOT_AT_START.contains(c) || CLOSE.contains(c)
}

/// Whether a mark may not stand at a line's end.
pub(super) fn forbidden_at_end(c: char) -> bool {
    NOT_AT_END.contains(c) || OPEN.contains(c)
}

/// For each cluster: the penalty of ending a line after it, if allowed at all.
/// The last one always is.
pub(super) fn opportunities(shaped: &Shaped) -> Vec<Option<f32>> {
    let mut options = LineBreakOptions::default();
    options.strictness = Some(LineBreakStrictness::Strict);
    let segmenter = LineSegmenter::new_for_non_complex_scripts(options);
    let mut unicode = segmenter.segment_str(&shaped.text).peekable();
    let text = shaped.text.as_str();
    let clusters = &shaped.clusters;
    let mut found = Vec::with_capacity(clusters.len());
    for (index, cluster) in clusters.iter().enumerate() {
        while unicode.next_if(|&at| at < cluster.end).is_some() {}
        let Some(next) = clusters.get(index + 1) else {
            found.push(Some(0.0));
            break;
        };
        let before = text.get(..cluster.end).unwrap_or_default();
        let after = text.get(next.start..).unwrap_or_default();
        let allowed = unicode.peek() == Some(&cluster.end);
        found.push(if keeps_together(before, after) {
            None
        } else if breaks_token(before, after) {
            Some(PENALTY_TOKEN)
        } else {
            allowed.then_some(0.0)
        });
    }
    found
}

/// Opens the stretches no line of `measure` can hold: first inside words, and
/// only if marks alone fill the line, between marks too.
pub(super) fn force(shaped: &Shaped, measure: f32, found: &mut [Option<f32>]) {
    let mut start = 0;
    let ends: Vec<usize> = found
        .iter()
        .enumerate()
        .filter_map(|(at, penalty)| penalty.map(|_| at))
        .collect();
    for end in ends {
        let width: f32 = shaped.clusters[start..=end]
            .iter()
            .map(|cluster| cluster.width)
            .sum();
        if width > measure {
            let inner = &shaped.clusters[start..=end];
            let all_marks = inner
                .windows(2)
                .all(|pair| is_kept(shaped, &pair[0], &pair[1]));
            let gaps = inner.windows(2).zip(&mut found[start..end]);
            for (pair, penalty) in gaps {
                if all_marks || !is_kept(shaped, &pair[0], &pair[1]) {
                    penalty.get_or_insert(PENALTY_FORCED);
                }
            }
        }
        start = end + 1;
    }
}

/// Opens every gap: the last resort for a run of marks longer than a line.
pub(super) fn force_all(found: &mut [Option<f32>]) {
    for penalty in found {
        penalty.get_or_insert(PENALTY_FORCED);
    }
}

fn is_kept(shaped: &Shaped, left: &super::shape::Cluster, right: &super::shape::Cluster) -> bool {
    let char_at = |start: usize| {
        shaped
            .text
            .get(start..)
            .and_then(|text| text.chars().next())
    };
    char_at(right.start).is_some_and(forbidden_at_start)
        || char_at(left.start).is_some_and(forbidden_at_end)
}

/// Whether a break between these two texts is never allowed.
fn keeps_together(before: &str, after: &str) -> bool {
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    if right == ' ' {
        return true;
    }
    if left == ' ' {
        let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
        let number = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
        let next: String = after
            .chars()
            .take_while(char::is_ascii_alphabetic)
            .collect();
        // A space between does not make an opening mark fit to end a line.
        let opened = before.trim_end().chars().next_back();
        return forbidden_at_start(right)
            || opened.is_some_and(forbidden_at_end)
            || right.is_ascii_digit() && is_one_of(BEFORE_NUMBER, word)
            || number && is_one_of(AFTER_NUMBER, &next);
    }
    if left == '/' && right.is_ascii_alphanumeric() {
        // GB/T stays whole; only an address may be cut at its strokes.
        return !breaks_token(before, after);
    }
    forbidden_at_start(right)
        || forbidden_at_end(left)
        || left.is_ascii_digit() && UNITS.contains(right)
        || right.is_ascii_digit() && BEFORE_DIGIT.iter().any(|word| before.ends_with(word))
}

fn is_one_of(words: &str, word: &str) -> bool {
    words.split_whitespace().any(|known| known == word)
}

/// Whether an address or a long token may be broken here.
fn breaks_token(before: &str, after: &str) -> bool {
    let Some(left) = before.chars().next_back() else {
        return false;
    };
    if !"/?&=.-_@".contains(left) || !after.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return false;
    }
    if before.ends_with("://") {
        return false;
    }
    let is_token = |c: char| c.is_ascii_graphic();
    let head = before.chars().rev().take_while(|&c| is_token(c)).count();
    let tail = after.chars().take_while(|&c| is_token(c)).count();
    head + tail > 24 && head > 3 && tail > 3
}
