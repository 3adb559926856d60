//! The iPhone's own database of calls, `CallHistory.storedata`.
//!
//! Table `ZCALLRECORD`: `ZADDRESS` (text, or the same text as bytes), `ZDATE`
//! (seconds since 2001-01-01 UTC), `ZDURATION` (seconds), `ZORIGINATED` 1 if the
//! phone called, `ZANSWERED`, `ZCALLTYPE` 1 telephone, 8 and 16 FaceTime. Some
//! columns are missing in some versions. The phone keeps about a thousand calls
//! only; older ones are on the carrier's bill. A `-wal` file beside it, with
//! what was written last, is not read.

use chrono::DateTime;
use domain::{Channel, Connection, Contact, Direction, Instant, Phone, SourceKind, beijing};
use sqlite_core::{Database, Value};

use super::{Format, Shape, fields};
use crate::{
    FormatCode, RejectCode,
    error::{Fault, IntakeErrorCode},
    out::{Out, Refusal},
    text::Mended,
    value::{LONGEST_CALL, in_range},
};

const TABLE: &str = "ZCALLRECORD";

pub(super) const FORMAT: Format = Format {
    code: FormatCode::IphoneCalls,
    kind: SourceKind::PhoneLog,
    looked_for: "ZCALLRECORD",
    shape: Shape::Database { table: TABLE, read },
};

/// 2001-01-01 00:00:00 UTC in seconds since 1970.
const APPLE_EPOCH: i64 = 978_307_200;

fn read(database: &Database, out: &mut Out<'_, '_>) -> Result<(), Fault> {
    let damaged = || Fault::from(IntakeErrorCode::Damaged);
    let tables = database.live_tables();
    let table = tables
        .iter()
        .find(|table| table.name == TABLE)
        .ok_or_else(damaged)?;
    let names = table.column_names.as_ref().ok_or_else(damaged)?;
    let rows = database
        .read_table(table.rootpage, names.len())
        .map_err(|_| damaged())?;
    for row in rows {
        out.begin();
        let record = Record {
            names,
            values: &row.values,
        };
        out.hand_out(record.contact(), &record.raw(), Mended::default());
    }
    Ok(())
}

struct Record<'r> {
    names: &'r [String],
    values: &'r [Value],
}

impl Record<'_> {
    /// The value of a column; none if there is no such column or it is empty.
    fn get(&self, name: &str) -> Option<&Value> {
        let index = self.names.iter().position(|n| n == name)?;
        self.values
            .get(index)
            .filter(|value| **value != Value::Null)
    }

    fn contact(&self) -> Result<Contact, Refusal> {
        let at = self.instant()?;
        let seconds = self.seconds()?;
        let originated = self.flag("ZORIGINATED");
        let direction = match originated {
            Some(true) => Direction::Outgoing,
            Some(false) => Direction::Incoming,
            None => return Err(Refusal::of(RejectCode::MissingField, "ZORIGINATED")),
        };
        let talked = seconds.is_some_and(|s| s > 0);
        let connection = match (direction, self.flag("ZANSWERED")) {
            _ if talked => Connection::Connected,
            (Direction::Outgoing, _) if seconds == Some(0) => Connection::RangOnly,
            (Direction::Incoming, Some(false)) => Connection::RangOnly,
            _ => Connection::Unknown,
        };
        Ok(Contact {
            number: self.number(),
            duration_s: seconds,
            connection,
            ..fields::contact(Channel::Call, direction, at)
        })
    }

    fn instant(&self) -> Result<Instant, Refusal> {
        let value = self
            .get("ZDATE")
            .ok_or(Refusal::of(RejectCode::MissingField, "ZDATE"))?;
        let seconds = whole(value).ok_or(Refusal::of(RejectCode::BadValue, "ZDATE"))?;
        let refuse = |code| Refusal::of(code, "ZDATE");
        let at = seconds
            .checked_add(APPLE_EPOCH)
            .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
            .ok_or(refuse(RejectCode::DateOutOfRange))?;
        in_range(at.with_timezone(&beijing())).map_err(refuse)
    }

    fn seconds(&self) -> Result<Option<u32>, Refusal> {
        let Some(value) = self.get("ZDURATION") else {
            return Ok(None);
        };
        let refuse = |code| Refusal::of(code, "ZDURATION");
        let seconds = match value {
            // Half a second of talk is talk, not ringing.
            Value::Real(seconds) => whole(&Value::Real(seconds.ceil())),
            value => whole(value),
        };
        let seconds = seconds.ok_or(refuse(RejectCode::BadValue))?;
        u32::try_from(seconds)
            .ok()
            .filter(|seconds| *seconds <= LONGEST_CALL)
            .map(Some)
            .ok_or(refuse(RejectCode::DurationOutOfRange))
    }

    fn flag(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            Value::Integer(flag) => Some(*flag != 0),
            _ => None,
        }
    }

    /// A FaceTime call may come from a mail address, which is no number.
    fn number(&self) -> Option<Phone> {
        let text = match self.get("ZADDRESS")? {
            Value::Text(text) => text.clone(),
            Value::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Value::Integer(digits) => digits.to_string(),
            _ => return None,
        };
        Some(text)
            .filter(|text| !text.contains('@'))
            .and_then(|text| Phone::parse(&text))
    }

    /// The record in words: a database has no text of it.
    fn raw(&self) -> String {
        let fields = self
            .names
            .iter()
            .zip(self.values)
            .filter_map(|(name, value)| {
                let value = match value {
                    Value::Null => return None,
                    Value::Integer(value) => value.to_string(),
                    Value::Real(value) => value.to_string(),
                    Value::Text(text) => text.chars().take(200).collect(),
                    Value::Blob(bytes) => match std::str::from_utf8(bytes) {
                        Ok(text) => text.chars().take(200).collect(),
                        Err(_) => format!("({} B)", bytes.len()),
                    },
                };
                Some(format!("{name}={value}"))
            });
        fields.collect::<Vec<_>>().join(" ")
    }
}

/// The whole seconds of a number; none if it is no number or far too large.
fn whole(value: &Value) -> Option<i64> {
    match value {
        Value::Integer(value) => Some(*value),
        Value::Real(value) => format!("{:.0}", value.floor()).parse().ok(),
        _ => None,
    }
}
