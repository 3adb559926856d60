//! Entries of the debts' accounts, and what may have moved their limitation.

use domain::{AccountEntry, LedgerEntry, LimitationEvent, LimitationRecord, Rate};
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

impl Record for LedgerEntry {
    const KIND: &'static str = "ledger_entry";
    const TABLES: &'static [Table] = &[Table {
        name: "ledger_entries",
        columns: &[
            "id",
            "debt",
            "day",
            "kind",
            "amount",
            "part",
            "rate_percent",
            "rate_per",
            "evidence",
            "charge",
        ],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let entry = &self.entry;
        let cells = cells![
            self.id,
            self.debt,
            entry.day,
            entry.kind,
            entry.amount,
            entry.part,
            entry.rate.map(|rate| rate.percent),
            entry.rate.map(|rate| rate.per),
            entry.evidence,
            self.charge,
        ];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: cells.take()?,
            debt: cells.take()?,
            entry: AccountEntry {
                day: cells.take()?,
                kind: cells.take()?,
                amount: cells.take()?,
                part: cells.take()?,
                rate: Option::zip(cells.take()?, cells.take()?)
                    .map(|(percent, per)| Rate { percent, per }),
                evidence: cells.take()?,
            },
            charge: cells.take()?,
        })
    }
}

impl Record for LimitationRecord {
    const KIND: &'static str = "limitation_event";
    const TABLES: &'static [Table] = &[Table {
        name: "limitation_events",
        columns: &["id", "debt", "day", "kind", "until_day", "evidence"],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let event = &self.event;
        let cells = cells![
            self.id,
            self.debt,
            event.day,
            event.kind,
            event.until,
            event.evidence,
        ];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: cells.take()?,
            debt: cells.take()?,
            event: LimitationEvent {
                day: cells.take()?,
                kind: cells.take()?,
                until: cells.take()?,
                evidence: cells.take()?,
            },
        })
    }
}
