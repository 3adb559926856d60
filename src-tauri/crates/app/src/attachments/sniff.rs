//! What a file is, by its first bytes, and when its device says it was made.
//!
//! The name is never asked: it is anybody's. Texts of any kind, web pages too, are
//! plain text here, so that nothing in them is ever run.

use std::borrow::Cow;
use std::io::Cursor;

use domain::MediaKind;
use encoding_rs::{Encoding, GB18030, UTF_8};
use exif::{DateTime, In, Reader, Tag, Value};
use infer::MatcherType as M;

/// So much of a file is looked at: what a camera writes stands at its beginning.
pub(super) const HEAD: u64 = 1 << 20;

/// Kind and media type of a file that begins with `head`.
pub(super) fn kind(head: &[u8]) -> (MediaKind, &'static str) {
    const OTHER: &str = "application/octet-stream";
    let Some(found) = infer::get(head) else {
        return match decode(cut_to_text(head)) {
            Some(_) if !head.is_empty() => (MediaKind::Text, "text/plain"),
            _ => (MediaKind::Other, OTHER),
        };
    };
    let mime = found.mime_type();
    match (found.matcher_type(), mime) {
        (_, "application/pdf") => (MediaKind::Pdf, mime),
        (M::Image, _) => (MediaKind::Image, mime),
        (M::Audio, _) => (MediaKind::Audio, mime),
        (M::Video, _) => (MediaKind::Video, mime),
        (M::Text, _) => (MediaKind::Text, "text/plain"),
        _ => (MediaKind::Other, mime),
    }
}

/// The head of a long text may end within a character: back to its last line.
fn cut_to_text(head: &[u8]) -> &[u8] {
    if (head.len() as u64) < HEAD {
        return head;
    }
    let line = head.iter().rposition(|byte| *byte == b'\n');
    line.map_or(head, |end| head.get(..=end).unwrap_or(head))
}

/// Bytes as text: UTF-8, UTF-16 with its mark, or the GB 18030 of Chinese Windows.
/// `None` when they are none of these, or hold what no text does.
pub(super) fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, length)| (encoding, &bytes[length..]));
    let candidates = match marked {
        Some(marked) => vec![marked],
        None => vec![(UTF_8, bytes), (GB18030, bytes)],
    };
    let text = candidates.into_iter().find_map(|(encoding, rest)| {
        encoding.decode_without_bom_handling_and_without_replacement(rest)
    })?;
    let odd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    (!text.contains(odd)).then_some(text)
}

/// When the device says the picture was taken: its own clock, with an offset only
/// where it wrote one (Exif 2.32, `DateTimeOriginal`, `OffsetTimeOriginal`).
pub(super) fn taken_at(head: &[u8]) -> Option<String> {
    let exif = Reader::new()
        .read_from_container(&mut Cursor::new(head))
        .ok()?;
    let ascii = |tag| match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(lines) => lines.first().cloned(),
        _ => None,
    };
    let mut at = DateTime::from_ascii(&ascii(Tag::DateTimeOriginal)?).ok()?;
    if let Some(offset) = ascii(Tag::OffsetTimeOriginal) {
        // A malformed offset is as good as none.
        let _ = at.parse_offset(&offset);
    }
    // A clock that was never set says year 0 or month 0.
    chrono::NaiveDate::from_ymd_opt(at.year.into(), at.month.into(), at.day.into())
        .filter(|_| at.year > 0)?
        .and_hms_opt(at.hour.into(), at.minute.into(), at.second.into())?;
    let mut text = format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
        at.year, at.month, at.day, at.hour, at.minute, at.second
    );
    if let Some(minutes) = at.offset {
        let sign = if minutes < 0 { '-' } else { '+' };
        let minutes = minutes.unsigned_abs();
        text.push_str(&format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_content_says() {
        let m4a = b"\0\0\0\x20ftypM4A \0\0\0\0M4A mp42isom\0\0\0\0";
        for (head, expected) in [
            (&b"\xFF\xD8\xFF\xE0\0\x10JFIF\0"[..], MediaKind::Image),
            (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", MediaKind::Image),
            (b"%PDF-1.7\n", MediaKind::Pdf),
            (m4a, MediaKind::Audio),
            (b"#!AMR\n<ninety seconds", MediaKind::Audio),
            ("2026年3月1日 来电".as_bytes(), MediaKind::Text),
            (b"<html><script>alert(1)</script></html>", MediaKind::Text),
            (b"\xC0\xB4\xB5\xE7", MediaKind::Text),
            (b"PK\x03\x04", MediaKind::Other),
            (b"\x00\x01\x02\x03\xFE\xDC", MediaKind::Other),
            (b"", MediaKind::Other),
        ] {
            let (kind, mime) = kind(head);
            assert_eq!(kind, expected, "{head:?}");
            assert_eq!(kind == MediaKind::Text, mime == "text/plain");
        }
    }

    /// A JPEG head with one field in the primary directory and two in Exif's own.
    fn exif_head(at: &str, offset: Option<&str>) -> Vec<u8> {
        let mut tiff = b"MM\0\x2A\0\0\0\x08".to_vec();
        let entry = |tag: u16, kind: u16, count: usize, value: u32| {
            let mut out = tag.to_be_bytes().to_vec();
            out.extend(kind.to_be_bytes());
            out.extend(u32::try_from(count).unwrap().to_be_bytes());
            out.extend(value.to_be_bytes());
            out
        };
        // One entry that points at Exif's directory, which follows.
        tiff.extend([0, 1]);
        tiff.extend(entry(0x8769, 4, 1, 26));
        tiff.extend([0; 4]);
        let fields: Vec<(u16, &str)> = [(0x9003, Some(at)), (0x9011, offset)]
            .into_iter()
            .filter_map(|(tag, text)| Some((tag, text?)))
            .collect();
        let mut place = 26 + 2 + fields.len() * 12 + 4;
        tiff.extend(u16::try_from(fields.len()).unwrap().to_be_bytes());
        for (tag, text) in &fields {
            tiff.extend(entry(
                *tag,
                2,
                text.len() + 1,
                u32::try_from(place).unwrap(),
            ));
            place += text.len() + 1;
        }
        tiff.extend([0; 4]);
        for (_, text) in &fields {
            tiff.extend(text.as_bytes());
            tiff.push(0);
        }
        let mut head = vec![0xFF, 0xD8, 0xFF, 0xE1];
        head.extend(u16::try_from(tiff.len() + 8).unwrap().to_be_bytes());
        head.extend(b"Exif\0\0");
        head.extend(tiff);
        head.extend([0xFF, 0xD9]);
        head
    }

    #[test]
    fn a_picture_says_when_by_the_clock_of_its_device() {
        let at = |at, offset| taken_at(&exif_head(at, offset));
        let plain = at("2026:02:28 19:05:11", None);
        assert_eq!(plain.as_deref(), Some("2026-02-28T19:05:11"));
        let zoned = at("2026:02:28 19:05:11", Some("+08:00"));
        assert_eq!(zoned.as_deref(), Some("2026-02-28T19:05:11+08:00"));
        for never in [
            "0000:00:00 00:00:00",
            "2026:13:01 00:00:00",
            "    :  :     :  :  ",
        ] {
            assert_eq!(at(never, None), None, "{never}");
        }
        assert_eq!(taken_at(b"\xFF\xD8\xFF\xE1\xFF\xFFExif"), None);
    }
}
