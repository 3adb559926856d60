//! Text as phones really write it: emoji as two escaped halves, control
//! characters, bytes that are no UTF-8, files in UTF-16 or GB18030.
//!
//! What can be restored exactly is restored; the rest becomes U+FFFD or is
//! left out, and both are counted. References to entities other than the five
//! of XML stay as they are written: nothing is ever expanded.

use std::{
    borrow::Cow,
    io::{self, BufRead, Read},
};

use memchr::memchr;

/// How much had to be mended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Mended {
    /// Written in an invalid way, restored exactly.
    pub(crate) repaired: u32,
    /// Replaced or left out.
    pub(crate) lost: u32,
}

impl Mended {
    pub(crate) fn add(&mut self, more: Self) {
        self.repaired = self.repaired.saturating_add(more.repaired);
        self.lost = self.lost.saturating_add(more.lost);
    }
}

/// A record as it stands in the file.
#[derive(Clone, Copy)]
pub(crate) struct Raw<'r> {
    pub(crate) text: &'r str,
    /// Surely nothing forbidden in it, see [`is_clean`].
    pub(crate) clean: bool,
}

impl<'r> From<&'r str> for Raw<'r> {
    fn from(text: &'r str) -> Self {
        let clean = is_clean(text);
        Self { text, clean }
    }
}

impl<'r> From<&'r String> for Raw<'r> {
    fn from(text: &'r String) -> Self {
        Self::from(text.as_str())
    }
}

impl Raw<'_> {
    /// Without the characters nothing can store or show.
    pub(crate) fn printable(self) -> String {
        if self.clean {
            return self.text.to_owned();
        }
        let mut out = String::with_capacity(self.text.len());
        push_allowed(&mut out, self.text);
        out
    }
}

/// Without white space at both ends. Nearly everything has none, and telling so is cheap.
pub(crate) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] => text,
        _ => text.trim(),
    }
}

/// Bytes as text; what is no UTF-8 becomes U+FFFD.
pub(crate) fn utf8(bytes: &[u8]) -> (Cow<'_, str>, Mended) {
    // Nearly all text is sound, and telling so is cheap.
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return (Cow::Borrowed(text), Mended::default());
    }
    let text = String::from_utf8_lossy(bytes);
    let lost = match text {
        Cow::Borrowed(_) => 0,
        Cow::Owned(_) => bytes
            .utf8_chunks()
            .filter(|c| !c.invalid().is_empty())
            .count(),
    };
    let lost = u32::try_from(lost).unwrap_or(u32::MAX);
    (text, Mended { repaired: 0, lost })
}

/// The characters an attribute value stands for. `clean`: the value has no forbidden ones.
pub(crate) fn unescape(value: &str, clean: bool) -> (Cow<'_, str>, Mended) {
    let mut mended = Mended::default();
    let mut ampersand = memchr(b'&', value.as_bytes());
    if clean && ampersand.is_none() {
        return (Cow::Borrowed(value), mended);
    }
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    loop {
        let (plain, more) = rest.split_at(ampersand.unwrap_or(rest.len()));
        match clean {
            true => out.push_str(plain),
            false => mended.lost += push_allowed(&mut out, plain),
        }
        if more.is_empty() {
            return (Cow::Owned(out), mended);
        }
        let (reference, len) = reference(more);
        rest = &more[len..];
        match reference {
            Reference::Char(high @ 0xD800..=0xDBFF) => match self::reference(rest) {
                (Reference::Char(low @ 0xDC00..=0xDFFF), len) => {
                    let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
                    out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                    rest = &rest[len..];
                    mended.repaired += 1;
                }
                _ => lose(&mut out, &mut mended),
            },
            Reference::Char(code) => match char::from_u32(code) {
                Some(c) if forbidden(c) => mended.lost += 1,
                Some(c) => out.push(c),
                None => lose(&mut out, &mut mended),
            },
            Reference::None => out.push('&'),
        }
        ampersand = memchr(b'&', rest.as_bytes());
    }
}

/// Appends `text` without its forbidden characters and says how many it had.
fn push_allowed(out: &mut String, text: &str) -> u32 {
    let mut left_out = 0;
    for (i, run) in text.split(forbidden).enumerate() {
        left_out += u32::from(i > 0);
        out.push_str(run);
    }
    left_out
}

fn lose(out: &mut String, mended: &mut Mended) {
    out.push(char::REPLACEMENT_CHARACTER);
    mended.lost += 1;
}

enum Reference {
    /// A code point, which may be half a surrogate pair or beyond Unicode.
    Char(u32),
    /// Not a reference: the ampersand is just that.
    None,
}

/// The reference `text` begins with, and its length in bytes.
fn reference(text: &str) -> (Reference, usize) {
    // "&#x0010FFFF;" is longer than any reference seen; anything longer is text.
    const LONGEST: usize = 12;
    let none = (Reference::None, 1);
    let Some(inner) = text.strip_prefix('&') else {
        return none;
    };
    let Some(end) = inner.bytes().take(LONGEST).position(|b| b == b';') else {
        return none;
    };
    let name = &inner[..end];
    let code = match name.strip_prefix('#') {
        Some(number) => {
            let (digits, radix) = match number.strip_prefix(['x', 'X']) {
                Some(hex) => (hex, 16),
                None => (number, 10),
            };
            // from_str_radix alone would take a sign.
            digits
                .bytes()
                .all(|b| b.is_ascii_alphanumeric())
                .then(|| u32::from_str_radix(digits, radix).ok())
                .flatten()
        }
        None => match name {
            "amp" => Some(u32::from('&')),
            "lt" => Some(u32::from('<')),
            "gt" => Some(u32::from('>')),
            "quot" => Some(u32::from('"')),
            "apos" => Some(u32::from('\'')),
            _ => None,
        },
    };
    match code {
        Some(code) => (Reference::Char(code), end + 2),
        None => none,
    }
}

/// Characters XML does not allow and a database text must not hold.
fn forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Whether there is surely nothing [`forbidden`] in `text`, by a quick look: most text
/// needs no closer one. Every byte is looked at, without leaving early, because that is
/// what a processor does many bytes at a time.
pub(crate) fn is_clean(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(last) = bytes.last() else {
        return true;
    };
    // Control characters, and how U+FFFE and U+FFFF begin in UTF-8, as do a few that are
    // allowed.
    let unclean =
        |found, (one, next): (&u8, &u8)| found | (*one < b' ') | ((*one == 0xEF) & (*next == 0xBF));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    !pairs.fold(*last < b' ', unclean)
}

/// How the characters of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// What Chinese Windows and carriers' pages write; holds GBK and GB2312.
    Gb18030,
}

impl Encoding {
    /// From the byte-order mark, or from how a first `<` is written.
    pub(crate) fn of(head: &[u8]) -> Self {
        match head {
            [0xFF, 0xFE, ..] | [b'<', 0, ..] => Self::Utf16Le,
            [0xFE, 0xFF, ..] | [0, b'<', ..] => Self::Utf16Be,
            _ => Self::Utf8,
        }
    }

    /// Of a file without markup, which may be in the national encoding: more
    /// broken than sound UTF-8 characters say that it is.
    pub(crate) fn of_plain(head: &[u8]) -> Self {
        let encoding = Self::of(head);
        let (mut sound, mut broken) = (0usize, 0usize);
        for chunk in head.utf8_chunks() {
            sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            broken += usize::from(!chunk.invalid().is_empty());
        }
        // The head may end in the middle of a character.
        match encoding == Self::Utf8 && broken > sound.max(1) {
            true => Self::Gb18030,
            false => encoding,
        }
    }

    /// The bytes of `input` in UTF-8. What cannot be decoded becomes U+FFFD.
    pub(crate) fn decode<'i>(self, input: impl BufRead + 'i) -> Box<dyn BufRead + 'i> {
        let encoding = match self {
            Self::Utf8 => return Box::new(input),
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Gb18030 => encoding_rs::GB18030,
        };
        Box::new(Decoded::new(input, encoding))
    }
}

/// Another encoding read as UTF-8, piece by piece.
struct Decoded<R> {
    input: R,
    decoder: encoding_rs::Decoder,
    out: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl<R: BufRead> Decoded<R> {
    fn new(input: R, encoding: &'static encoding_rs::Encoding) -> Self {
        Self {
            input,
            decoder: encoding.new_decoder_without_bom_handling(),
            out: Vec::new(),
            taken: 0,
            ended: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        let chunk = self.input.fill_buf()?;
        self.ended = chunk.is_empty();
        let room = self.decoder.max_utf8_buffer_length(chunk.len());
        self.out.clear();
        self.out.resize(room.unwrap_or(chunk.len()), 0);
        let (_, read, written, _) = self
            .decoder
            .decode_to_utf8(chunk, &mut self.out, self.ended);
        self.input.consume(read);
        self.out.truncate(written);
        self.taken = 0;
        Ok(())
    }
}

impl<R: BufRead> BufRead for Decoded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.taken >= self.out.len() && !self.ended {
            self.refill()?;
        }
        Ok(self.out.get(self.taken..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount;
    }
}

impl<R: BufRead> Read for Decoded<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buf)?;
        self.consume(n);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plain(value: &str) -> (String, u32, u32) {
        let (text, mended) = unescape(value, is_clean(value));
        (text.into_owned(), mended.repaired, mended.lost)
    }

    #[test]
    fn an_emoji_in_two_halves_is_one_character() {
        assert_eq!(plain("好&#55357;&#56838;!"), ("好😆!".to_owned(), 1, 0));
        assert_eq!(plain("&#xD83D;&#xDE06;"), ("😆".to_owned(), 1, 0));
        assert_eq!(plain("&#128518;"), ("😆".to_owned(), 0, 0));
    }

    #[test]
    fn half_an_emoji_is_lost_and_counted() {
        assert_eq!(plain("a&#55357;b"), ("a\u{fffd}b".to_owned(), 0, 1));
        assert_eq!(plain("a&#56838;b"), ("a\u{fffd}b".to_owned(), 0, 1));
        assert_eq!(plain("&#55357;"), ("\u{fffd}".to_owned(), 0, 1));
        assert_eq!(
            plain("&#55357;&#55357;&#56838;"),
            ("\u{fffd}😆".to_owned(), 1, 1)
        );
        assert_eq!(plain("&#1114112;"), ("\u{fffd}".to_owned(), 0, 1));
    }

    #[test]
    fn only_the_five_entities_mean_something() {
        assert_eq!(plain("&lt;&gt;&amp;&quot;&apos;").0, "<>&\"'");
        assert_eq!(
            plain("&lol; A&B &#+65; &# & &;").0,
            "&lol; A&B &#+65; &# & &;"
        );
        assert_eq!(plain("&amp;#55357;").0, "&#55357;");
        assert_eq!(plain("a&#10;b").0, "a\nb");
    }

    #[test]
    fn control_characters_are_left_out() {
        assert_eq!(plain("a\0b&#0;c&#7;d\te"), ("abcd\te".to_owned(), 0, 3));
    }

    #[test]
    fn bytes_that_are_no_utf8_are_counted() {
        let (text, mended) = utf8(b"a\xff\xfeb\xc3");
        assert_eq!((&*text, mended.lost), ("a\u{fffd}\u{fffd}b\u{fffd}", 3));
    }

    proptest! {
        /// Whatever a phone's serializer does to text, the text comes back.
        #[test]
        fn escaped_text_comes_back(text in "\\PC{0,40}", hex in any::<bool>()) {
            let mut escaped = String::new();
            let mut pairs = 0;
            for c in text.chars() {
                let mut units = [0; 2];
                let units = c.encode_utf16(&mut units);
                pairs += u32::from(units.len() == 2);
                for unit in units {
                    escaped += &if hex { format!("&#x{unit:x};") } else { format!("&#{unit};") };
                }
            }
            prop_assume!(!text.contains(forbidden));
            prop_assert_eq!(plain(&escaped), (text, pairs, 0));
        }

        #[test]
        fn no_text_panics_and_none_is_unprintable(
            text in "(&|#|x|;|[0-9]{1,6}|[a-z]|\\PC|\\x00|\u{fffe}|\u{ffff}|\u{ff0c}){0,40}",
        ) {
            let (out, _) = unescape(&text, is_clean(&text));
            prop_assert!(!out.contains(forbidden));
        }

        #[test]
        fn utf16_reads_as_utf8(text in "\\PC{0,200}", buffer in 1usize..9, big in any::<bool>()) {
            let bytes: Vec<u8> = text
                .encode_utf16()
                .flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() })
                .collect();
            let input = io::BufReader::with_capacity(buffer, bytes.as_slice());
            let mut out = String::new();
            Decoded::new(input, if big { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE })
                .read_to_string(&mut out)
                .unwrap();
            prop_assert_eq!(out, text);
        }

        #[test]
        fn utf16_soup_does_not_panic(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
            let mut out = String::new();
            let input = io::BufReader::with_capacity(3, bytes.as_slice());
            Decoded::new(input, encoding_rs::UTF_16LE).read_to_string(&mut out).unwrap();
        }

        #[test]
        fn the_national_encoding_reads_as_utf8(text in "[a-z,\\n]{0,20}[一-龥]{30,80}[a-z,]{0,20}", buffer in 1usize..9) {
            let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
            prop_assert_eq!(Encoding::of_plain(&bytes), Encoding::Gb18030);
            prop_assert_eq!(Encoding::of_plain(text.as_bytes()), Encoding::Utf8);
            let input = io::BufReader::with_capacity(buffer, &*bytes);
            let mut out = String::new();
            Decoded::new(input, encoding_rs::GB18030).read_to_string(&mut out).unwrap();
            prop_assert_eq!(out, text);
        }
    }
}
