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
use std::io::{self, BufRead};
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
                _ => return self.open().map(Some),
            }
        }
    }

    fn open(&mut self) -> Result<Token<'_>, Fault> {
        let Shape {
            empty,
            broken,
            cut,
            plain,
        } = self.read_tag()?;
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
            let chunk = fill(&mut self.input)?;
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

    /// Reads to the `>` outside quotes, keeping at most [`MAX_TAG`] bytes.
    fn read_tag(&mut self) -> Result<Shape, Fault> {
        // Nearly every tag is plainly written and lies whole in the buffer.
        let chunk = fill(&mut self.input)?;
        let chunk = &chunk[..chunk.len().min(MAX_VALUE)];
        if let Some((len, empty)) = plain_tag(chunk, &self.tag, &mut self.pairs) {
            self.tag.clear();
            self.tag.push(b'<');
            self.tag.extend_from_slice(&chunk[..len]);
            self.consume(len);
            return Ok(Shape {
                empty,
                broken: false,
                cut: false,
                plain: true,
            });
        }
        self.pairs.clear();
        self.tag.clear();
        self.tag.push(b'<');
        let mut quote = None;
        let mut value = 0;
        let mut before = 0;
        let mut cut = false;
        loop {
            let chunk = fill(&mut self.input)?;
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
            let chunk = fill(&mut self.input)?;
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
        let next = fill(&mut self.input)?.first().copied();
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

/// The length of a tag that ends within `chunk` and is written as programs write them,
/// `name a="1" b="2"` with nothing unusual between; and whether it is an empty-element tag.
/// `chunk` begins after the `<`, the places of `pairs` count from it. Anything else is left
/// to [`Scanner::read_tag`] and [`Attributes::parse`].
///
/// `last` and the given `pairs` are the tag before: records of one kind have the same
/// attributes in the same order, so that what stands between two values is mostly known.
fn plain_tag(chunk: &[u8], last: &[u8], pairs: &mut Vec<Pair>) -> Option<(usize, bool)> {
    let (mut at, mut count) = (0, 0);
    // Where, in the tag before, the last value ended.
    let mut ended = 1;
    loop {
        let rest = chunk.get(at..)?;
        let before = pairs.get_mut(count);
        let between = before
            .as_ref()
            .and_then(|pair| last.get(ended..pair.value.start));
        if let Some((pair, between)) = before.zip(between)
            && rest.starts_with(between)
        {
            let name = at + 1 + pair.name.start - ended;
            ended = pair.value.end + 1;
            at += between.len();
            let quote = *between.last()?;
            let end = value_end(chunk, at, quote)?;
            pair.name = name..name + pair.name.len();
            pair.value = at + 1..end + 1;
            at = end + 1;
        } else {
            pairs.truncate(count);
            if count == 0 {
                at = rest.iter().position(|&b| ends_name(b))?;
            }
            at += chunk[at..].iter().position(|b| !b.is_ascii_whitespace())?;
            match chunk[at] {
                b'>' => return Some((at + 1, false)),
                b'/' if chunk.get(at + 1) == Some(&b'>') => return Some((at + 2, true)),
                _ => {}
            }
            let name = at;
            at += chunk[at..].iter().position(|&b| ends_name(b))?;
            let quote = match chunk.get(at..at + 2)? {
                &[b'=', quote @ (b'"' | b'\'')] if at > name => quote,
                _ => return None,
            };
            let value = at + 2;
            let end = value_end(chunk, value, quote)?;
            // One more for the `<` before the chunk.
            pairs.push(Pair {
                name: name + 1..at + 1,
                value: value + 1..end + 1,
            });
            at = end + 1;
        }
        count += 1;
    }
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

/// `fill_buf` that does not mind signals.
fn fill<R: BufRead>(input: &mut R) -> io::Result<&[u8]> {
    while let Err(error) = input.fill_buf() {
        if error.kind() != io::ErrorKind::Interrupted {
            return Err(error);
        }
    }
    input.fill_buf()
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
        let bytes = self.raw.text.as_bytes();
        let named = |pair: &&Pair| bytes.get(pair.name.clone()) == Some(name.as_bytes());
        let pair = self.pairs.iter().find(named)?;
        let value = self.raw.text.get(pair.value.clone())?;
        let (value, mended) = text::unescape(value, self.raw.clean);
        (!matches!(trimmed(&value), "" | "null")).then_some((value, mended))
    }

    /// The value, trimmed, where nothing but plain characters is expected.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'t, str>> {
        Some(match self.text(name)?.0 {
            Cow::Borrowed(value) => Cow::Borrowed(trimmed(value)),
            Cow::Owned(value) => Cow::Owned(trimmed(&value).to_owned()),
        })
    }
}

#[cfg(test)]
mod tests;
