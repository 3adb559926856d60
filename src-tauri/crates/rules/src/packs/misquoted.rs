//! Known misquotations in somebody's own words. Words are compared, nothing is
//! understood: each misquotation brings the words it is known by, and examples
//! that show they tell it from true sentences near it.

use std::ops::Range;

use super::pack::Pack;
use super::rule::Misquotation;

/// A sentence that makes a known wrong claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misquoted<'p> {
    /// Id of the pack.
    pub pack: &'p str,
    /// The claim it makes, and what is right instead.
    pub misquotation: &'p Misquotation,
    /// The sentence, as bytes of the text.
    pub span: Range<usize>,
}

/// The known misquotations in `text`, in its order. Meant for letters: what a
/// collector said is recorded as it was said.
pub fn misquoted<'p>(packs: &'p [Pack], text: &str) -> Vec<Misquoted<'p>> {
    let mut out = Vec::new();
    for span in sentences(text) {
        let plain = normal(text.get(span.clone()).unwrap_or_default());
        for pack in packs {
            out.extend(
                pack.misquotations()
                    .iter()
                    .filter(|wrong| wrong.made_in(&plain))
                    .map(|misquotation| Misquoted {
                        pack: pack.id(),
                        misquotation,
                        span: span.clone(),
                    }),
            );
        }
    }
    out
}

impl Misquotation {
    /// Does this normalised sentence make the claim?
    fn made_in(&self, plain: &str) -> bool {
        let held = |word: &String| word.split('|').any(|form| plain.contains(&normal(form)));
        self.marks
            .iter()
            .any(|way| !way.is_empty() && way.iter().all(held))
            && !self.unless.iter().any(held)
    }

    /// The examples its words get wrong.
    pub(super) fn failing(&self) -> Vec<&str> {
        let makes = |text: &str| {
            sentences(text)
                .into_iter()
                .any(|span| self.made_in(&normal(text.get(span).unwrap_or_default())))
        };
        let missed = self.says.iter().filter(|text| !makes(text));
        let wronged = self.says_not.iter().filter(|text| makes(text));
        missed.chain(wronged).map(String::as_str).collect()
    }
}

/// Sentences as bytes of the text, without the marks that end them.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let ends = match c {
            '。' | '！' | '？' | '；' | '!' | '?' | ';' | '\n' => true,
            // A point inside 5.3 ends nothing.
            '.' => next.is_none_or(char::is_whitespace),
            _ => false,
        };
        if ends {
            out.push(start..at);
            start = at + c.len_utf8();
        }
    }
    out.push(start..text.len());
    out.retain(|span| text.get(span.clone()).is_some_and(|s| !s.trim().is_empty()));
    out
}

/// Full-width forms made narrow, letters small, blanks dropped, and one dash for
/// every way to write a span: 8点至20点 is 8点—20点.
fn normal(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '—' | '–' | '～' | '~' | '至' | '到' => '-',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            _ => c,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_sentences() {
        let text = "第一句。Second, see 5.3 there. 三；";
        let parts: Vec<&str> = sentences(text).into_iter().map(|s| &text[s]).collect();
        assert_eq!(parts, ["第一句", "Second, see 5.3 there", " 三"]);
    }

    #[test]
    fn width_case_and_blanks_make_no_difference() {
        assert_eq!(normal("每天 ３ 次，GB／T"), "每天3次,gb/t");
        assert_eq!(normal("8：00至20：00"), normal("8:00 – 20:00"));
    }
}
