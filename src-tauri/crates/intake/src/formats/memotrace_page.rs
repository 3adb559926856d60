//! A chat as MemoTrace (留痕) writes it to a web page: the messages stand in
//! its script as `{ type:1, text: '…',is_send:0,timestamp:…,displayname:'…'},`.
//! Nothing of the page is run; its script is only looked through.

use std::io::{BufRead, Read};

use domain::SourceKind;

use super::{ChatTable, Format, Shape};
use crate::{
    FormatCode, RejectCode,
    columns::Columns,
    error::{Fault, IntakeErrorCode},
    out::{Entry, Out, Refusal},
    table::{Cells, Context, LARGEST, TableFormat},
    text,
};

pub(super) const FORMAT: Format = Format {
    code: FormatCode::MemotracePage,
    kind: SourceKind::Other,
    looked_for: "{ type:1, text: '…',is_send:0,…,timestamp:…}",
    shape: Shape::Text {
        detect: |head| {
            head.trim_start().starts_with('<')
                && head.contains("is_send:")
                && head.contains("timestamp:")
        },
        read,
    },
};

/// Most fields of a message; those seen have six to twelve.
const MAX_FIELDS: usize = 24;

fn read(input: &mut dyn BufRead, out: &mut Out<'_, '_>) -> Result<(), Fault> {
    let page = whole_text(input)?;
    let (page, mended) = text::utf8(&page);
    let mut rest: &str = &page;
    let mut first = Some(mended);
    while let Some(start) = rest.find('{') {
        rest = rest.get(start..).unwrap_or_default();
        let inside = rest.get(1..).unwrap_or_default();
        if !inside.trim_start().starts_with("type:") {
            rest = inside;
            continue;
        }
        out.begin();
        let (result, raw, after) = match fields(inside) {
            Some((fields, after)) => {
                let raw = rest.get(..rest.len() - after.len()).unwrap_or_default();
                (message(&fields), raw, after)
            }
            None => (Err(RejectCode::Malformed.into()), "", inside),
        };
        out.hand_out(result, raw, first.take().unwrap_or_default());
        rest = after;
    }
    Ok(())
}

/// A text that is read whole.
pub(super) fn whole_text(input: &mut dyn BufRead) -> Result<Vec<u8>, Fault> {
    let mut text = Vec::new();
    input
        .take(LARGEST.saturating_add(1))
        .read_to_end(&mut text)?;
    match text.len() as u64 > LARGEST {
        true => Err(IntakeErrorCode::TooLarge.into()),
        false => Ok(text),
    }
}

fn message(fields: &[(String, String)]) -> Result<Entry, Refusal> {
    let (names, cells): (Vec<_>, Vec<_>) = fields.iter().cloned().unzip();
    let columns = Columns::of(&names);
    // A line of the program's own: the time between messages, a withdrawal.
    let kind = fields.iter().find(|(name, _)| name == "type");
    if kind.is_some_and(|(_, kind)| kind == "0") {
        return Err(RejectCode::SystemLine.into());
    }
    let table = Context::new(columns, &[], &[]);
    ChatTable(|_| true).entry(&table, &Cells::new(&table.columns, &cells))
}

/// The fields of a message and what follows it.
fn fields(text: &str) -> Option<(Vec<(String, String)>, &str)> {
    let mut fields = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start().trim_start_matches(',').trim_start();
        if let Some(after) = rest.strip_prefix('}') {
            return Some((fields, after));
        }
        let (name, after) = rest.split_once(':')?;
        let named = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        if !named || name.is_empty() || fields.len() == MAX_FIELDS {
            return None;
        }
        let after = after.trim_start();
        let value;
        (value, rest) = match after.strip_prefix('\'') {
            Some(quoted) => script_text(quoted)?,
            None => {
                let end = after.find([',', '}', '\n'])?;
                (after.get(..end)?.trim().to_owned(), after.get(end..)?)
            }
        };
        fields.push((name.to_owned(), value));
    }
}

/// A text in quotes, as a script writes it, and what follows it. Within it
/// stands text of a page, so that entities are undone too.
fn script_text(text: &str) -> Option<(String, &str)> {
    let mut out = String::new();
    let mut chars = text.char_indices();
    while let Some((i, c)) = chars.next() {
        match c {
            '\'' => {
                let broken = out.replace("<br>", "\n");
                let (plain, _) = text::unescape(&broken, text::is_clean(&broken));
                return Some((plain.into_owned(), text.get(i + 1..)?));
            }
            '\\' => match chars.next()?.1 {
                'n' => out.push('\n'),
                'r' => {}
                't' => out.push('\t'),
                c => out.push(c),
            },
            c => out.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_the_script_is_undone_twice() {
        let (text, after) = script_text(r"It\'s &lt;b&gt; \\n\n二' ,x").unwrap();
        assert_eq!((text.as_str(), after), ("It's <b> \\n\n二", " ,x"));
        assert!(script_text("no end").is_none());
    }

    #[test]
    fn a_message_is_read_field_by_field() {
        let (read, after) = fields(" type:1, text: 'a,}',is_send:0},{").unwrap();
        let read: Vec<_> = read.iter().map(|(n, v)| format!("{n}={v}")).collect();
        assert_eq!(read, ["type=1", "text=a,}", "is_send=0"]);
        assert_eq!(after, ",{");
        assert!(fields(" type:1, text: 'a").is_none());
    }
}
