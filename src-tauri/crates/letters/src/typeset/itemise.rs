//! Which face sets which character.

use std::ops::Range;

use domain::Lang;

use super::sheet::Family;
use crate::fonts::{FaceId, Fonts};

/// A stretch of text in one face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    /// Byte range of the text.
    pub(super) range: Range<usize>,
    /// The face that has all its characters.
    pub(super) face: FaceId,
}

/// Splits `text` by face. Characters no face has are pushed to `missing`.
pub(super) fn itemise(
    text: &str,
    family: Family,
    lang: Lang,
    fonts: &Fonts,
    missing: &mut Vec<char>,
) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, next)| next);
        let wanted = if is_latin(before, c, after, lang) {
            family.latin()
        } else {
            han_of(family, fonts)
        };
        let Some(face) = face_of(c, wanted, family, fonts) else {
            missing.push(c);
            continue;
        };
        let end = at + c.len_utf8();
        match stretches.last_mut() {
            Some(last) if last.face == face && last.range.end == at => last.range.end = end,
            _ => stretches.push(Stretch {
                range: at..end,
                face,
            }),
        }
        before = c;
    }
    stretches
}

/// The face of hanzi: 仿宋 for the body where the caller has one.
fn han_of(family: Family, fonts: &Fonts) -> FaceId {
    if family == Family::Body && fonts.face(FaceId::FangSong).is_some() {
        FaceId::FangSong
    } else {
        family.han()
    }
}

/// The first face that has `c`: the wanted one, its pair, the body, the rare.
fn face_of(c: char, wanted: FaceId, family: Family, fonts: &Fonts) -> Option<FaceId> {
    [
        wanted,
        family.han(),
        family.latin(),
        FaceId::HanSerif,
        FaceId::Rare,
    ]
    .into_iter()
    .find(|&id| fonts.face(id).is_some_and(|face| face.covers(c)))
}

/// Whether any face of the family or a fallback has `c`.
pub(super) fn is_covered(c: char, family: Family, fonts: &Fonts) -> bool {
    face_of(c, han_of(family, fonts), family, fonts).is_some()
}

/// Quotation marks and dashes are full-width in Chinese text, proportional in
/// English, and an apostrophe inside a Latin word is always proportional.
fn is_latin(before: char, c: char, after: char, lang: Lang) -> bool {
    match c {
        '’' if before.is_ascii_alphabetic() && after.is_ascii_alphabetic() => true,
        '“' | '”' | '‘' | '’' | '—' | '…' | '·' => lang == Lang::En,
        '\u{2010}'..='\u{2013}' | '\u{2022}' | '€' | '™' => true,
        c => c < '\u{0250}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::test_fonts;

    fn faces(text: &str, lang: Lang) -> Vec<(String, FaceId)> {
        let mut missing = Vec::new();
        let found = itemise(text, Family::Body, lang, test_fonts(), &mut missing);
        assert!(missing.is_empty());
        found
            .into_iter()
            .map(|s| (text[s.range].to_owned(), s.face))
            .collect()
    }

    #[test]
    fn quotes_follow_the_language_of_the_letter() {
        use FaceId::{HanSerif, LatinSerif};
        let own = |list: &[(&str, FaceId)]| -> Vec<(String, FaceId)> {
            list.iter()
                .map(|&(text, face)| (text.to_owned(), face))
                .collect()
        };
        assert_eq!(
            faces("称“OK”了", Lang::ZhCn),
            own(&[("称“", HanSerif), ("OK", LatinSerif), ("”了", HanSerif)])
        );
        assert_eq!(
            faces("said “it’s”", Lang::En),
            own(&[("said “it’s”", LatinSerif)])
        );
        assert_eq!(faces("it’s", Lang::ZhCn), own(&[("it’s", LatinSerif)]));
    }

    #[test]
    fn a_character_no_face_has_is_named() {
        let mut missing = Vec::new();
        itemise(
            "张\u{30EDD}",
            Family::Body,
            Lang::ZhCn,
            test_fonts(),
            &mut missing,
        );
        assert_eq!(missing, ['\u{30EDD}']);
    }
}
