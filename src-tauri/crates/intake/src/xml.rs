//! The tags of a file that is almost XML.
//!
//! Phone backups are not well-formed: surrogate halves, control characters and
//! attributes of a gigabyte stop a strict parser or fill the memory. This
//! scanner knows only tags and attributes, keeps no more than one tag of
//! bounded size, and keeps it as it stands in the file, because a row's raw
//! text is evidence. It is deliberately not an XML parser: text between tags
//! is skipped, namespaces are not known, and a document type declaration is
//! refused before anything in it could be read.

use std::borrow::Cow;
use std::io::BufRead;
use std::ops::Range;

use memchr::{memchr, memchr2};

use crate::{
    error::{Fault, IntakeErrorCode},
    text::{self, Mended, Raw, trimmed},
};

/// Longest attribute value kept, in bytes: more than the 20,000 characters a
/// row may hold, even if each is escaped.
const MAX_VALUE: usize = 1 << 19;
/// Longest tag kept, in bytes.
const MAX_TAG: usize = 1 << 20;
/// Deepest nesting; the formats need four.
const MAX_DEPTH: usize = 16;
/// Attributes for which room is made at once; more may come.
const USUAL: usize = 24;
/// Longest element name; the formats need seven.
const MAX_NAME: usize = 64;

pub(crate) enum Token<'s> {
    /// A start tag, or an empty-element tag (which has no end).
    Open(Tag<'s>),
    /// The end of the element opened at this depth; the root is 0.
    Close(usize),
}

pub(crate) struct Tag<'s> {
    /// 0 for the root.
    pub(crate) depth: usize,
    /// The tag as it stands in the file; without the excess if `cut`.
    pub(crate) raw: &'s [u8],
    /// `<name …/>`
    pub(crate) empty: bool,
    /// Interrupted by another `<`.
    pub(crate) broken: bool,
    /// Longer than is kept.
    pub(crate) cut: bool,
    /// Where its attributes are, if that was seen on the way.
    pairs: Option<&'s [Pair]>,
}

impl<'s> Tag<'s> {
    pub(crate) fn name(&self) -> &[u8] {
        name(self.raw)
    }

    /// The tag as text.
    pub(crate) fn record(&self) -> Record<'s> {
        let (text, mended) = text::utf8(self.raw);
        Record {
            clean: text::is_clean(&text),
            // What had to be mended has moved the attributes.
            pairs: match text {
                Cow::Borrowed(_) => self.pairs,
                Cow::Owned(_) => None,
            },
            text,
            mended,
        }
    }
}

/// A tag as text.
pub(crate) struct Record<'t> {
    text: Cow<'t, str>,
    clean: bool,
    pairs: Option<&'t [Pair]>,
    pub(crate) mended: Mended,
}

impl Record<'_> {
    pub(crate) fn raw(&self) -> Raw<'_> {
        Raw {
            text: &self.text,
            clean: self.clean,
        }
    }

    /// `None` when the tag does not consist of `name="value"` pairs.
    pub(crate) fn attributes(&self) -> Option<Attributes<'_>> {
        match self.pairs {
            Some(pairs) => Some(Attributes {
                raw: self.raw(),
                pairs: Cow::Borrowed(pairs),
            }),
            None => Attributes::parse(self.raw()),
        }
    }
}

/// Where in its tag the name and the value of an attribute are.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pair {
    name: Range<usize>,
    value: Range<usize>,
}

pub(crate) struct Scanner<R> {
    input: R,
    offset: u64,
    /// Names of the open elements, root first.
    open: Vec<Vec<u8>>,
    tag: Vec<u8>,
    pairs: Vec<Pair>,
    seen_root: bool,
}

impl<R: BufRead> Scanner<R> {
    pub(crate) fn new(input: R) -> Self {
        Self {
            input,
            offset: 0,
            open: Vec::new(),
            tag: Vec::new(),
            pairs: Vec::with_capacity(USUAL),
            seen_root: false,
        }
    }

    /// The next tag; `None` at the end of a complete file.
    ///
    /// # Errors
    /// `truncated`, `malformed`, `entity_not_allowed`, or what the reader says.
    pub(crate) fn next(&mut self) -> Result<Option<Token<'_>>, Fault> {
        if let Some(shape) = self.read_plain()? {
            return self.open(shape).map(Some);
        }
        loop {
            if !self.skip_to_tag()? {
                return if self.open.is_empty() && self.seen_root {
                    Ok(None)
                } else {
                    Err(self.fault(IntakeErrorCode::Truncated))
                };
            }
            match self.peek()? {
                b'?' => self.skip_past(b"?>")?,
                b'!' => self.skip_markup()?,
                b'/' => return self.close().map(Some),
                _ => {
                    let shape = self.read_tag()?;
                    return self.open(shape).map(Some);
                }
            }
        }
    }

    fn open(&mut self, shape: Shape) -> Result<Token<'_>, Fault> {
        let Shape {
            empty,
            broken,
            cut,
            plain,
        } = shape;
        let depth = self.open.len();
        self.seen_root = true;
        // A broken tag has no known end; its own end tag, if any, is reported
        // as broken nesting.
        if !empty && !broken {
            let name = name(&self.tag);
            if depth >= MAX_DEPTH || name.len() > MAX_NAME {
                return Err(self.fault(IntakeErrorCode::Malformed));
            }
            self.open.push(name.to_vec());
        }
        Ok(Token::Open(Tag {
            depth,
            raw: &self.tag,
            empty,
            broken,
            cut,
            pairs: plain.then_some(&self.pairs),
        }))
    }

    fn close(&mut self) -> Result<Token<'_>, Fault> {
        let start = self.offset;
        self.pairs.clear();
        self.tag.clear();
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Err(self.fault(IntakeErrorCode::Truncated));
            }
            let end = chunk.iter().position(|&b| b == b'>');
            let run = &chunk[..end.unwrap_or(chunk.len())];
            let room = MAX_NAME.saturating_sub(self.tag.len());
            self.tag.extend_from_slice(&run[..run.len().min(room)]);
            let used = run.len() + usize::from(end.is_some());
            self.consume(used);
            if end.is_some() {
                break;
            }
        }
        let name = self.tag.get(1..).unwrap_or_default().trim_ascii_end();
        match self.open.pop() {
            Some(open) if open == name => Ok(Token::Close(self.open.len())),
            _ => Err(Fault::at(IntakeErrorCode::Malformed, start)),
        }
    }

    /// The next tag, if it is plainly written and lies whole in the buffer, as nearly
    /// every tag does. Otherwise nothing has been read.
    fn read_plain(&mut self) -> Result<Option<Shape>, Fault> {
        let chunk = self.input.fill_buf()?;
        let Some(start) = memchr(b'<', chunk) else {
            return Ok(None);
        };
        let rest = &chunk[start..chunk.len().min(start + MAX_VALUE)];
        let found = match rest.get(1) {
            None | Some(b'?' | b'!' | b'/') => None,
            _ => plain_tag(rest, &self.tag, &mut self.pairs),
        };
        let Some((len, empty)) = found else {
            return Ok(None);
        };
        self.tag.clear();
        self.tag.extend_from_slice(&rest[..len]);
        self.consume(start + len);
        Ok(Some(Shape {
            empty,
            broken: false,
            cut: false,
            plain: true,
        }))
    }

    /// Reads to the `>` outside quotes, keeping at most [`MAX_TAG`] bytes.
    fn read_tag(&mut self) -> Result<Shape, Fault> {
        self.pairs.clear();
        self.tag.clear();
        self.tag.push(b'<');
        let mut quote = None;
        let mut value = 0;
        let mut before = 0;
        let mut cut = false;
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Err(self.fault(IntakeErrorCode::Truncated));
            }
            // A literal `<` in a value is never written by the apps (they
            // escape it): it is the next record, and a quote is missing.
            let stop = match quote {
                Some(q) => chunk.iter().position(|&b| b == q || b == b'<'),
                None => chunk
                    .iter()
                    .position(|&b| matches!(b, b'"' | b'\'' | b'>' | b'<')),
            };
            let run = &chunk[..stop.unwrap_or(chunk.len())];
            let mut room = MAX_TAG.saturating_sub(self.tag.len());
            if quote.is_some() {
                room = room.min(MAX_VALUE.saturating_sub(value));
                value += run.len().min(room);
            } else {
                before = run.last().copied().unwrap_or(before);
            }
            cut |= run.len() > room;
            self.tag.extend_from_slice(&run[..run.len().min(room)]);
            let found = stop.and_then(|i| chunk.get(i).copied());
            let used = run.len() + usize::from(found.is_some_and(|b| b != b'<'));
            self.consume(used);
            match found {
                None => {}
                Some(b'<') => {
                    return Ok(Shape {
                        empty: false,
                        broken: true,
                        cut,
                        plain: false,
                    });
                }
                Some(byte) => {
                    self.tag.push(byte);
                    if byte == b'>' && quote.is_none() {
                        return Ok(Shape {
                            empty: before == b'/',
                            broken: false,
                            cut,
                            plain: false,
                        });
                    }
                    if quote.take().is_none() {
                        quote = Some(byte);
                        value = 0;
                    }
                    before = byte;
                }
            }
            // Nothing but quotes: the room is gone, the rest only passes by.
            if self.tag.len() > MAX_TAG {
                self.tag.truncate(MAX_TAG);
                cut = true;
            }
        }
    }

    /// Skips what stands between tags; `false` at the end of the file.
    fn skip_to_tag(&mut self) -> Result<bool, Fault> {
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                return Ok(false);
            }
            let found = memchr(b'<', chunk);
            let used = found.map_or(chunk.len(), |i| i + 1);
            self.consume(used);
            if found.is_some() {
                return Ok(true);
            }
        }
    }

    /// `<!…`: a comment or character data is skipped, anything else refused.
    fn skip_markup(&mut self) -> Result<(), Fault> {
        let start = self.offset;
        self.consume(1);
        for (opening, closing) in [(b"--".as_slice(), b"-->".as_slice()), (b"[CDATA[", b"]]>")] {
            if self.peek()? == opening[0] {
                for &expected in opening {
                    if self.peek()? != expected {
                        return Err(Fault::at(IntakeErrorCode::Malformed, start));
                    }
                    self.consume(1);
                }
                return self.skip_past(closing);
            }
        }
        Err(Fault::at(IntakeErrorCode::EntityNotAllowed, start))
    }

    fn skip_past(&mut self, closing: &[u8]) -> Result<(), Fault> {
        let mut last = [0; 3];
        let last = &mut last[..closing.len()];
        loop {
            let byte = self.peek()?;
            self.consume(1);
            last.rotate_left(1);
            last[closing.len() - 1] = byte;
            if last == closing {
                return Ok(());
            }
        }
    }

    fn peek(&mut self) -> Result<u8, Fault> {
        let next = self.input.fill_buf()?.first().copied();
        next.ok_or_else(|| self.fault(IntakeErrorCode::Truncated))
    }

    fn consume(&mut self, bytes: usize) {
        self.input.consume(bytes);
        self.offset += bytes as u64;
    }

    fn fault(&self, code: IntakeErrorCode) -> Fault {
        Fault::at(code, self.offset)
    }
}

struct Shape {
    empty: bool,
    broken: bool,
    cut: bool,
    /// Its attributes are known.
    plain: bool,
}

/// The length of the tag `text` begins with, if it ends in it and is written as programs
/// write tags, `<name a="1" b="2">` with nothing unusual between; and whether it is an
/// empty-element tag. Anything else is left to [`Scanner::read_tag`] and
/// [`Attributes::parse`].
///
/// `last` and the given `pairs` are the tag before: records of one kind have the same
/// attributes in the same order, many of them with the same values, so that most of a tag
/// needs only to be compared. `pairs` become those of this tag; without a tag they are
/// worth nothing.
fn plain_tag(text: &[u8], last: &[u8], pairs: &mut Vec<Pair>) -> Option<(usize, bool)> {
    // From this place on, here and in the tag before, the two are alike up to `same`.
    let (mut at, mut was) = (0, 0);
    let mut same = alike(text, last);
    let mut known = 0;
    for pair in pairs.iter_mut() {
        // Another name, or something unusual before the value.
        if same < pair.value.start {
            break;
        }
        let moved = |place: usize| place - was + at;
        let name = moved(pair.name.start)..moved(pair.name.end);
        let mut value = moved(pair.value.start)..moved(pair.value.end);
        // The quote that ends a value is not in its range, but must be alike too.
        if same <= pair.value.end {
            let quote = last[pair.value.start - 1];
            value.end = value_end(text, moved(same), quote)?;
            (at, was) = (value.end, pair.value.end);
            same = was + alike(&text[at..], &last[was..]);
        }
        *pair = Pair { name, value };
        known += 1;
    }
    pairs.truncate(known);
    at = match pairs.last() {
        Some(pair) => pair.value.end + 1,
        None => 1 + text.iter().skip(1).position(|&b| ends_name(b))?,
    };
    loop {
        at += text
            .get(at..)?
            .iter()
            .position(|b| !b.is_ascii_whitespace())?;
        match text[at] {
            b'>' => return Some((at + 1, false)),
            b'/' if text.get(at + 1) == Some(&b'>') => return Some((at + 2, true)),
            _ => {}
        }
        let name = at;
        at += text[at..].iter().position(|&b| ends_name(b))?;
        let quote = match text.get(at..at + 2)? {
            &[b'=', quote @ (b'"' | b'\'')] if at > name => quote,
            _ => return None,
        };
        let value = at + 2;
        let end = value_end(text, value, quote)?;
        pairs.push(Pair {
            name: name..at,
            value: value..end,
        });
        at = end + 1;
    }
}

/// How many bytes two texts have in common at their beginning.
fn alike(one: &[u8], other: &[u8]) -> usize {
    let mut same = 0;
    for (one, other) in one.as_chunks().0.iter().zip(other.as_chunks().0) {
        let differ = u128::from_le_bytes(*one) ^ u128::from_le_bytes(*other);
        if differ != 0 {
            return same + (differ.trailing_zeros() / u8::BITS) as usize;
        }
        same += size_of::<u128>();
    }
    let rest = one[same..].iter().zip(&other[same..]);
    same + rest.take_while(|(one, other)| one == other).count()
}

/// Where the value that starts at `from` ends. A `<` in it is written by no program.
fn value_end(chunk: &[u8], from: usize, quote: u8) -> Option<usize> {
    let end = from + memchr2(quote, b'<', chunk.get(from..)?)?;
    (chunk[end] == quote).then_some(end)
}

/// Whether a name surely ends here: at anything but a character usual in one.
fn ends_name(byte: u8) -> bool {
    !matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b':')
}

fn name(tag: &[u8]) -> &[u8] {
    let tag = tag.strip_prefix(b"<").unwrap_or(tag);
    let end = tag
        .iter()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
        .unwrap_or(tag.len());
    &tag[..end]
}

/// The attributes of one tag, as written.
pub(crate) struct Attributes<'t> {
    raw: Raw<'t>,
    pairs: Cow<'t, [Pair]>,
}

impl<'t> Attributes<'t> {
    /// `None` when the tag does not consist of `name="value"` pairs.
    pub(crate) fn parse(raw: impl Into<Raw<'t>>) -> Option<Self> {
        let raw = raw.into();
        let mut rest = raw.text.strip_prefix('<')?.strip_suffix('>')?;
        rest = rest.strip_suffix('/').unwrap_or(rest);
        let end = 1 + rest.len();
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_whitespace());
        let mut pairs = Vec::with_capacity(USUAL);
        loop {
            rest = rest.trim_ascii_start();
            if rest.is_empty() {
                let pairs = Cow::Owned(pairs);
                return Some(Self { raw, pairs });
            }
            let start = end - rest.len();
            let (name, after) = rest.split_at(rest.bytes().position(|b| b == b'=')?);
            let name = name.trim_ascii_end();
            let after = after[1..].trim_ascii_start();
            let quote = *after.as_bytes().first()?;
            if !matches!(quote, b'"' | b'\'') {
                return None;
            }
            let after = &after[1..];
            let (value, more) = after.split_at(memchr(quote, after.as_bytes())?);
            if name.is_empty() || name.bytes().any(|b| b.is_ascii_whitespace() || b == b'"') {
                return None;
            }
            let at = end - after.len();
            pairs.push(Pair {
                name: start..start + name.len(),
                value: at..at + value.len(),
            });
            rest = &more[1..];
        }
    }

    /// The value as text, with the literal `null` and the empty value absent.
    pub(crate) fn text(&self, name: &str) -> Option<(Cow<'t, str>, Mended)> {
        let (value, mended) = text::unescape(self.written(name)?, self.raw.clean);
        (!is_absent(&value)).then_some((value, mended))
    }

    /// The value, trimmed, where nothing but plain characters is expected.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'t, str>> {
        let written = self.written(name)?;
        let plain = |b: u8| b.is_ascii_graphic() && b != b'&';
        if written.bytes().all(plain) {
            return (!is_absent(written)).then_some(Cow::Borrowed(written));
        }
        Some(match self.text(name)?.0 {
            Cow::Borrowed(value) => Cow::Borrowed(trimmed(value)),
            Cow::Owned(value) => Cow::Owned(trimmed(&value).to_owned()),
        })
    }

    /// The value as it is written.
    fn written(&self, name: &str) -> Option<&'t str> {
        let bytes = self.raw.text.as_bytes();
        let named = |pair: &&Pair| bytes.get(pair.name.clone()) == Some(name.as_bytes());
        let pair = self.pairs.iter().find(named)?;
        self.raw.text.get(pair.value.clone())
    }
}

/// Whether a value says that there is none.
fn is_absent(value: &str) -> bool {
    let value = value.trim_start();
    value.is_empty() || value.starts_with("null") && value.trim_end() == "null"
}

#[cfg(test)]
mod tests;
