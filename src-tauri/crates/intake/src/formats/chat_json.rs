//! A chat as a list of JSON objects, one a message: chatlog and its kin. The
//! fields are found by the names the columns of tables have.

use std::{collections::BTreeMap, io::BufRead};

use domain::SourceKind;
use serde_json::{Value, value::RawValue};

use super::{ChatTable, Format, Shape, memotrace_page::whole_text};
use crate::{
    FormatCode, RejectCode,
    columns::{Columns, Role},
    error::{Fault, IntakeErrorCode},
    out::{Entry, Out, Refusal},
    table::{Cells, Context, Sides, TableFormat},
    text,
};

pub(super) const FORMAT: Format = Format {
    code: FormatCode::ChatJson,
    kind: SourceKind::Other,
    looked_for: "[{\"time\", \"sender\", \"content\"}]",
    shape: Shape::Text {
        detect: |head| {
            let head = head.trim_start_matches('\u{feff}').trim_start();
            head.starts_with(['[', '{'])
                && [
                    "\"content\"",
                    "\"StrContent\"",
                    "\"text\"",
                    "\"message\"",
                    "\"内容\"",
                ]
                .iter()
                .any(|name| head.contains(name))
        },
        read,
    },
};

/// Names under which the list stands, where it is not the whole file.
const LISTS: [&str; 5] = ["messages", "data", "list", "items", "records"];

fn read(input: &mut dyn BufRead, out: &mut Out<'_, '_>) -> Result<(), Fault> {
    let bytes = whole_text(input)?;
    let (text, mended) = text::utf8(&bytes);
    let records =
        list(text.trim_start_matches('\u{feff}')).ok_or(Fault::from(IntakeErrorCode::Damaged))?;
    let mut first = Some(mended);
    let senders = records.iter().take(500).filter_map(|record| sender(record));
    let sides = Sides::of(&out.file, senders);
    for record in records {
        out.begin();
        let result = message(record, &sides);
        out.hand_out(result, record.get(), first.take().unwrap_or_default());
    }
    Ok(())
}

fn list(text: &str) -> Option<Vec<&RawValue>> {
    if let Ok(list) = serde_json::from_str(text) {
        return Some(list);
    }
    let fields: BTreeMap<&str, &RawValue> = serde_json::from_str(text).ok()?;
    let list = LISTS.iter().find_map(|name| fields.get(name))?;
    serde_json::from_str(list.get()).ok()
}

/// The plain fields of a message, by name.
fn fields(record: &RawValue) -> Option<(Columns, Vec<String>)> {
    let fields: BTreeMap<String, Value> = serde_json::from_str(record.get()).ok()?;
    let plain = fields.into_iter().filter_map(|(name, value)| {
        let value = match value {
            Value::String(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(flag) => flag.to_string(),
            Value::Null | Value::Array(_) | Value::Object(_) => return None,
        };
        Some((name, value))
    });
    let (names, cells): (Vec<_>, Vec<_>) = plain.unzip();
    Some((Columns::of(&names), cells))
}

fn sender(record: &RawValue) -> Option<String> {
    let (columns, cells) = fields(record)?;
    Cells::new(&columns, &cells).text(Role::Sender)
}

fn message(record: &RawValue, sides: &Sides) -> Result<Entry, Refusal> {
    let (columns, cells) = fields(record).ok_or(Refusal::from(RejectCode::UnknownRecord))?;
    let mut table = Context::new(columns, &[], &[]);
    table.sides = sides.clone();
    ChatTable(|_| true).entry(&table, &Cells::new(&table.columns, &cells))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_may_stand_within_an_object() {
        assert_eq!(list("[{},{}]").unwrap().len(), 2);
        assert_eq!(list("{\"n\":1,\"messages\":[{}]}").unwrap().len(), 1);
        assert!(list("{\"a\":[1]}").is_none());
        assert!(list(&"[".repeat(100_000)).is_none());
    }
}
