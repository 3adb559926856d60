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

use memchr::{memchr, memchr2};

use crate::{
    error::{Fault, IntakeErrorCode},
    text::{self, Mended},
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
}

impl Tag<'_> {
    pub(crate) fn name(&self) -> &[u8] {
        name(self.raw)
    }
}

pub(crate) struct Scanner<R> {
    input: R,
    offset: u64,
    /// Names of the open elements, root first.
    open: Vec<Vec<u8>>,
    tag: Vec<u8>,
    seen_root: bool,
}

impl<R: BufRead> Scanner<R> {
    pub(crate) fn new(input: R) -> Self {
        Self {
            input,
            offset: 0,
            open: Vec::new(),
            tag: Vec::new(),
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
        self.tag.clear();
        self.tag.push(b'<');
        let Shape { empty, broken, cut } = self.read_tag()?;
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
        }))
    }

    fn close(&mut self) -> Result<Token<'_>, Fault> {
        let start = self.offset;
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
        // Nearly every tag is sound and lies whole in the buffer.
        let chunk = fill(&mut self.input)?;
        if let Some((len, empty)) = whole_tag(&chunk[..chunk.len().min(MAX_VALUE)]) {
            self.tag.extend_from_slice(&chunk[..len]);
            self.consume(len);
            return Ok(Shape {
                empty,
                broken: false,
                cut: false,
            });
        }
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
                    });
                }
                Some(byte) => {
                    self.tag.push(byte);
                    if byte == b'>' && quote.is_none() {
                        return Ok(Shape {
                            empty: before == b'/',
                            broken: false,
                            cut,
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
}

/// The length of a sound tag that ends within `chunk`, and whether it is an empty-element
/// tag. [`Scanner::read_tag`] knows what to do with any other.
fn whole_tag(chunk: &[u8]) -> Option<(usize, bool)> {
    let mut at = 0;
    loop {
        let outside = chunk.get(at..)?;
        let stop = at + outside.iter().position(|b| b"\"'><".contains(b))?;
        match chunk[stop] {
            b'<' => return None,
            b'>' => return Some((stop + 1, stop > 0 && chunk[stop - 1] == b'/')),
            quote => {
                let end = stop + 1 + memchr2(quote, b'<', &chunk[stop + 1..])?;
                if chunk[end] == b'<' {
                    return None;
                }
                at = end + 1;
            }
        }
    }
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
    list: Vec<(&'t str, &'t str)>,
    /// Nothing forbidden in any of them.
    clean: bool,
}

impl<'t> Attributes<'t> {
    /// `None` when the tag does not consist of `name="value"` pairs.
    pub(crate) fn parse(tag: &'t str) -> Option<Self> {
        let mut rest = tag.strip_prefix('<')?.strip_suffix('>')?;
        rest = rest.strip_suffix('/').unwrap_or(rest);
        rest = rest.trim_start_matches(|c: char| !c.is_ascii_whitespace());
        let clean = text::is_clean(tag);
        let mut list = Vec::with_capacity(USUAL);
        loop {
            rest = rest.trim_ascii_start();
            if rest.is_empty() {
                return Some(Self { list, clean });
            }
            let (name, after) = rest.split_at(rest.bytes().position(|b| b == b'=')?);
            let name = name.trim_ascii_end();
            let after = after[1..].trim_ascii_start();
            let quote = *after.as_bytes().first()?;
            if !matches!(quote, b'"' | b'\'') {
                return None;
            }
            let after = &after[1..];
            let (value, after) = after.split_at(memchr(quote, after.as_bytes())?);
            if name.is_empty() || name.bytes().any(|b| b.is_ascii_whitespace() || b == b'"') {
                return None;
            }
            list.push((name, value));
            rest = &after[1..];
        }
    }

    /// The value as text, with the literal `null` and the empty value absent.
    pub(crate) fn text(&self, name: &str) -> Option<(Cow<'t, str>, Mended)> {
        let (_, value) = self.list.iter().find(|(n, _)| *n == name)?;
        let (value, mended) = text::unescape(value, self.clean);
        (!matches!(value.trim(), "" | "null")).then_some((value, mended))
    }

    /// The value, trimmed, where nothing but plain characters is expected.
    pub(crate) fn get(&self, name: &str) -> Option<Cow<'t, str>> {
        Some(match self.text(name)?.0 {
            Cow::Borrowed(value) => Cow::Borrowed(value.trim()),
            Cow::Owned(value) => Cow::Owned(value.trim().to_owned()),
        })
    }
}

#[cfg(test)]
mod tests;
