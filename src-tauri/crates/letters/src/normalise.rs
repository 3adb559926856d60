//! Text as it may enter a letter: one code point per meaning, no invisible
//! controls. Never touches full-width digits or punctuation.

use unicode_normalization::UnicodeNormalization;

/// Cleans user text. Idempotent.
///
/// Radicals and compatibility ideographs share a glyph with the ordinary
/// character; left alone, one pasted `⽇` makes every `日` of the PDF extract
/// as the radical. The same goes for a few hyphens, dashes and spaces. Bidirectional and zero-width controls are dropped, because
/// they could make a page read differently from its text. What is left may stand
/// in XML 1.0 once it is escaped.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // A line end between hanzi is not a space.
            '\n' if out.ends_with(is_east_asian) && next_word(&mut chars) => {}
            '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
                out.extend(c.nfkc());
            }
            // Look-alikes that share a glyph in the fonts used: one text each.
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{2012}' => out.push('–'),
            '\u{22EF}' => out.push('…'),
            '\u{301C}' => out.push('～'),
            '\u{B5}' => out.push('μ'),
            '\u{2126}' => out.push('Ω'),
            '\u{2BC}' => out.push('’'),
            '\u{2000}'..='\u{200A}' | '\u{202F}' => out.push(' '),
            '\r' => {}
            '\n' | '\t' | '\u{2028}' | '\u{2029}' | '\u{85}' => out.push(' '),
            '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
            | '\u{00AD}'
            | '\u{FE00}'..='\u{FE0F}'
            // Of no meaning anywhere, and forbidden in XML.
            | '\u{FFFE}'..='\u{FFFF}'
            | '\u{E0100}'..='\u{E01EF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    // Compose e + ´ so that one glyph carries one text.
    if out.chars().any(|c| ('\u{300}'..='\u{36F}').contains(&c)) {
        out.nfc().collect()
    } else {
        out
    }
}

const fn is_east_asian(c: char) -> bool {
    c as u32 >= 0x2E80
}

/// Skips further white space; whether East Asian text follows.
fn next_word(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    while chars.next_if(|c| c.is_whitespace()).is_some() {}
    chars.peek().copied().is_none_or(is_east_asian)
}

#[cfg(test)]
mod tests {
    use super::clean;
    use proptest::prelude::*;

    #[test]
    fn radicals_become_characters_and_full_width_forms_stay() {
        assert_eq!(clean("2026年5⽉1⽇"), "2026年5月1日");
        assert_eq!(clean("１２８（元）"), "１２８（元）");
        assert_eq!(clean("a\u{202E}b\r\nc"), "ab c");
        assert_eq!(clean("甲。\r\n\n  乙\nabc\n丙"), "甲。乙 abc 丙");
        assert_eq!(clean("138\u{2011}0000\u{2009}1〜2"), "138-0000 1～2");
        assert_eq!(clean("cafe\u{301}"), "café");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "\\PC{0,40}") {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once);
        }

        #[test]
        fn what_is_left_may_stand_in_xml(text in any::<String>(), odd in 0_u32..0x1_0000) {
            let odd = char::from_u32(odd).unwrap_or_default();
            let allowed = |c| !matches!(c, '\0'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
            let cleaned = clean(&format!("{text}{odd}"));
            prop_assert!(cleaned.chars().all(allowed));
        }
    }
}
