//! Calls in a table, as programs for phones write them: iMazing and iExplorer
//! for iPhone, others for Android. Both talks and mere ringing are in them.

use domain::{Channel, Connection, Contact, Direction, SourceKind};

use super::{Format, Shape, fields};
use crate::{
    FormatCode, RejectCode,
    columns::{Columns, Role},
    out::{Entry, Refusal},
    table::{Cells, Context, TableFormat},
    value::{self, Unit},
};

pub(super) const IMAZING: Format = Format {
    code: FormatCode::ImazingCalls,
    kind: SourceKind::PhoneLog,
    looked_for: "Incoming,02/06/17 09:45,00:01:43,…",
    shape: Shape::Table(&Imazing),
};

pub(super) const IEXPLORER: Format = Format {
    code: FormatCode::IexplorerCalls,
    kind: SourceKind::PhoneLog,
    looked_for: "Call Type + Unformatted Number",
    shape: Shape::Table(&PhoneTable(|columns| {
        columns.have(&["Date", "Duration", "Call Type", "Unformatted Number"])
    })),
};

pub(super) const ANDROID: Format = Format {
    code: FormatCode::CallTable,
    kind: SourceKind::PhoneLog,
    looked_for: "Timestamp + Number + Type + DurationSeconds",
    shape: Shape::Table(&PhoneTable(|columns| {
        columns.have(&["Timestamp", "Number", "Type", "DurationSeconds"])
    })),
};

/// What such a table can prove is not known: it may or may not hold ringing.
pub(super) const OTHERS: Format = Format {
    code: FormatCode::CallTable,
    kind: SourceKind::Other,
    looked_for: "号码 + 时间 + 类型 + 时长",
    shape: Shape::Table(&PhoneTable(|columns| {
        let timed = columns.any(Role::Time) || columns.any(Role::Day);
        timed
            && columns.any(Role::Peer)
            && columns.any(Role::Length)
            && columns.any(Role::Direction)
    })),
};

/// What a word for the kind of a call says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Outgoing,
    Incoming,
    /// Nobody answered, or the phone refused it.
    Missed,
    /// Sent on to another number: somebody else may have answered.
    Forwarded,
}

/// The word, Chinese or English; none if it is not known.
pub(super) fn word(text: &str) -> Option<Word> {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let out = has(&[
        "主叫", "呼出", "打出", "去电", "拨出", "已拨", "outgoing", "dialed", "dialled",
    ]);
    if has(&["呼转", "前转", "转移", "转接", "转呼", "forward"]) {
        Some(Word::Forwarded)
    } else if out || text == "out" {
        // Also when nobody answered: its length says so.
        Some(Word::Outgoing)
    } else if has(&[
        "未接",
        "拒接",
        "响铃",
        "missed",
        "reject",
        "block",
        "voicemail",
    ]) {
        Some(Word::Missed)
    } else if has(&[
        "被叫", "呼入", "打进", "打入", "来电", "已接", "接听", "incoming", "received",
    ]) || text == "in"
    {
        Some(Word::Incoming)
    } else {
        None
    }
}

/// The first word of the row that says who called.
pub(super) fn direction(cells: &Cells<'_>) -> Result<Word, Refusal> {
    let known = cells
        .words(Role::Direction)
        .find_map(|(_, text)| word(&text));
    known.ok_or_else(|| match cells.get(Role::Direction) {
        Some((column, _)) => Refusal::of(RejectCode::UnknownType, column.name),
        None => cells.refuse(RejectCode::MissingField, Role::Direction),
    })
}

/// The length of the call, none if the cell is empty.
pub(super) fn length(cells: &Cells<'_>) -> Result<Option<u32>, Refusal> {
    let Some((column, text)) = cells.get(Role::Length) else {
        return Ok(None);
    };
    let unit = match column.name.contains("(分") {
        true => Unit::Minutes,
        false => Unit::Seconds,
    };
    let seconds = value::seconds(text, unit);
    seconds
        .map(Some)
        .map_err(|code| Refusal::of(code, column.name))
}

/// A table that holds ringing as well as talks, recognised by its columns.
pub(crate) struct PhoneTable(pub(crate) fn(&Columns) -> bool);

impl TableFormat for PhoneTable {
    fn is_header(&self, columns: &Columns) -> bool {
        self.0(columns)
    }

    fn reads(&self) -> &[Role] {
        &[
            Role::Time,
            Role::Day,
            Role::Clock,
            Role::Direction,
            Role::Peer,
            Role::Own,
            Role::Length,
        ]
    }

    fn entry(&self, table: &Context, cells: &Cells<'_>) -> Result<Entry, Refusal> {
        let at = cells.minute(table)?;
        let word = direction(cells)?;
        let length = length(cells)?;
        let (direction, connection) = outcome(word, length);
        Ok(Contact {
            number: cells.phone(Role::Peer)?,
            called_number: match direction {
                Direction::Incoming => cells.phone(Role::Own)?,
                Direction::Outgoing => None,
            },
            duration_s: length,
            connection,
            ..fields::contact(Channel::Call, direction, at)
        }
        .into())
    }
}

/// Who called and whether anybody talked, as for Android's own log: an
/// incoming call of 0 s stays unknown, and so does a missed one that lasted.
fn outcome(word: Word, length: Option<u32>) -> (Direction, Connection) {
    use {Connection::*, Direction::*};
    let talked = length.is_some_and(|s| s > 0);
    match word {
        Word::Incoming if talked => (Incoming, Connected),
        Word::Incoming | Word::Forwarded => (Incoming, Unknown),
        Word::Missed if talked => (Incoming, Unknown),
        Word::Missed => (Incoming, RangOnly),
        Word::Outgoing if talked => (Outgoing, Connected),
        Word::Outgoing if length == Some(0) => (Outgoing, RangOnly),
        Word::Outgoing => (Outgoing, Unknown),
    }
}

/// iMazing: no header; kind, day and time in the computer's own form, length,
/// number, name.
struct Imazing;

impl TableFormat for Imazing {
    fn is_header(&self, columns: &Columns) -> bool {
        let cell = |i: usize| columns.names.get(i).map_or("", String::as_str);
        let kinds = ["incoming", "outgoing", "missed", "rejected", "blocked"];
        (4..=8).contains(&columns.names.len())
            && kinds
                .iter()
                .any(|kind| cell(0).to_lowercase().starts_with(kind))
            && cell(1).starts_with(|c: char| c.is_ascii_digit())
            && cell(2).contains(':')
    }

    fn headless(&self) -> bool {
        true
    }

    fn columns(&self, names: &[String]) -> Columns {
        let roles = [Role::Direction, Role::Time, Role::Length, Role::Peer];
        Columns::mapped(names, &roles.into_iter().zip(0..).collect::<Vec<_>>())
    }

    fn reads(&self) -> &[Role] {
        &[]
    }

    fn entry(&self, table: &Context, cells: &Cells<'_>) -> Result<Entry, Refusal> {
        PhoneTable(|_| true).entry(table, cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_the_direction_are_known_in_both_languages() {
        for (text, expected) in [
            ("主叫", Word::Outgoing),
            ("国内被叫", Word::Incoming),
            ("无条件呼转", Word::Forwarded),
            ("呼叫前转", Word::Forwarded),
            ("未接来电", Word::Missed),
            ("呼出未接通", Word::Outgoing),
            ("INCOMING", Word::Incoming),
            ("Outgoing call", Word::Outgoing),
            ("Missed", Word::Missed),
        ] {
            assert_eq!(word(text), Some(expected), "{text}");
        }
        for text in ["", "本地", "国内长途", "语音电话"] {
            assert_eq!(word(text), None, "{text}");
        }
    }
}
