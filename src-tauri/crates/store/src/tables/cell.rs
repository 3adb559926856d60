//! One value of a domain type as one cell of a table, and back.

use domain::*;
use rusqlite::types::{Value, ValueRef};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, Result};

/// A type with one form in the database.
pub(crate) trait Cell: Sized {
    /// As it is stored.
    fn cell(&self) -> Value;
    /// Read back; `None` when it is not of this type.
    fn from_cell(value: ValueRef<'_>) -> Option<Self>;
}

/// The cells of one row, in the order of the table's columns.
macro_rules! cells {
    ($($value:expr),+ $(,)?) => { vec![$($crate::tables::cell::Cell::cell(&$value)),+] };
}
pub(crate) use cells;

/// Reads the cells of one row, left to right.
pub(crate) struct Cells<'r> {
    row: &'r rusqlite::Row<'r>,
    table: &'static str,
    next: usize,
}

impl<'r> Cells<'r> {
    pub(crate) fn new(row: &'r rusqlite::Row<'r>, table: &'static str) -> Self {
        Self {
            row,
            table,
            next: 0,
        }
    }

    /// The next cell.
    pub(crate) fn take<T: Cell>(&mut self) -> Result<T> {
        let value = self.row.get_ref(self.next)?;
        self.next += 1;
        T::from_cell(value).ok_or(Error::Unreadable(self.table))
    }

    /// Passes over cells that other cells already say.
    pub(crate) fn skip(&mut self, cells: usize) {
        self.next += cells;
    }
}

impl<T: Cell> Cell for Option<T> {
    fn cell(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::cell)
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        match value {
            ValueRef::Null => Some(None),
            value => T::from_cell(value).map(Some),
        }
    }
}

impl Cell for String {
    fn cell(&self) -> Value {
        Value::Text(self.clone())
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        text(value).map(str::to_owned)
    }
}

impl Cell for i64 {
    fn cell(&self) -> Value {
        Value::Integer(*self)
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok()
    }
}

impl Cell for bool {
    fn cell(&self) -> Value {
        Value::Integer(i64::from(*self))
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        match value.as_i64().ok()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Cell for u64 {
    fn cell(&self) -> Value {
        Value::Integer(i64::try_from(*self).unwrap_or(i64::MAX))
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        value.as_i64().ok()?.try_into().ok()
    }
}

macro_rules! whole_numbers {
    ($($type:ty)+) => {$(
        impl Cell for $type {
            fn cell(&self) -> Value { Value::Integer(i64::from(*self)) }
            fn from_cell(value: ValueRef<'_>) -> Option<Self> {
                value.as_i64().ok()?.try_into().ok()
            }
        }
    )+};
}
whole_numbers! { u8 u16 u32 }

macro_rules! ids {
    ($($type:ident)+) => {$(
        impl Cell for $type {
            fn cell(&self) -> Value { Value::Text(self.as_str().to_owned()) }
            fn from_cell(value: ValueRef<'_>) -> Option<Self> { text(value).map(Self::from) }
        }
    )+};
}
ids! { DebtId ContactId PartyId PersonId PaymentId AgreementId EntryId LimitationId ImportId LetterId NoticeId ProceedingId AttachmentId SameCallId RecipientId }

macro_rules! vocabularies {
    ($($type:ident)+) => {$(
        impl Cell for $type {
            fn cell(&self) -> Value { Value::Text(self.code().to_owned()) }
            fn from_cell(value: ValueRef<'_>) -> Option<Self> { Self::from_code(text(value)?) }
        }
    )+};
}
vocabularies! {
    Tri LenderType Stage Currency PartyRole Channel Direction Connection Voice Purpose Relation SourceKind
    VisitPlace NumberKind Jurisdiction NoticeKind Voicemail EntryKind Part ChargeKind
    LimitationEventKind PostingMethod ReplyKind MediaKind
}

/// Types whose text form in JSON is their form here too.
macro_rules! as_in_json {
    ($($type:ident)+) => {$(
        impl Cell for $type {
            fn cell(&self) -> Value {
                match serde_json::to_value(self) {
                    Ok(serde_json::Value::String(text)) => Value::Text(text),
                    _ => Value::Null,
                }
            }
            fn from_cell(value: ValueRef<'_>) -> Option<Self> {
                serde_json::from_value(serde_json::Value::String(text(value)?.to_owned())).ok()
            }
        }
    )+};
}
as_in_json! { RatePeriod FactKey Lang }

impl Cell for Phone {
    fn cell(&self) -> Value {
        Value::Text(self.as_str().to_owned())
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        text(value).map(|t| Self::from(t.to_owned()))
    }
}

impl Cell for Money {
    fn cell(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        text(value)?.parse().ok()
    }
}

impl Cell for rust_decimal::Decimal {
    fn cell(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        Self::from_str_exact(text(value)?).ok()
    }
}

impl Cell for Day {
    fn cell(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        text(value)?.parse().ok()
    }
}

impl Cell for chrono::NaiveTime {
    fn cell(&self) -> Value {
        Value::Text(self.format("%H:%M:%S").to_string())
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        text(value)?.parse().ok()
    }
}

impl Cell for Instant {
    fn cell(&self) -> Value {
        Value::Text(self.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        parse_instant(text(value)?)
    }
}

/// Lists are JSON.
impl<T: Serialize + DeserializeOwned> Cell for Vec<T> {
    fn cell(&self) -> Value {
        serde_json::to_string(self).map_or(Value::Null, Value::Text)
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        serde_json::from_str(text(value)?).ok()
    }
}

impl Cell for serde_json::Value {
    fn cell(&self) -> Value {
        Value::Text(self.to_string())
    }

    fn from_cell(value: ValueRef<'_>) -> Option<Self> {
        serde_json::from_str(text(value)?).ok()
    }
}

fn text<'v>(value: ValueRef<'v>) -> Option<&'v str> {
    value.as_str().ok()
}
