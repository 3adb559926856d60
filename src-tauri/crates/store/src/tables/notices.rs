//! What the borrower told collectors.

use domain::Notice;
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

impl Record for Notice {
    const KIND: &'static str = "notice";
    const TABLES: &'static [Table] = &[Table {
        name: "notices",
        columns: &[
            "id",
            "kind",
            "debt",
            "party",
            "channel",
            "sent_at",
            "received_at",
            "medium",
            "address",
            "place",
            "from_time",
            "to_time",
            "until_day",
            "direct",
            "note",
        ],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let cells = cells![
            self.id,
            self.kind,
            self.debt,
            self.party,
            self.channel,
            self.sent_at,
            self.received_at,
            self.medium,
            self.address,
            self.place,
            self.from_time,
            self.to_time,
            self.until,
            self.direct,
            self.note,
        ];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: cells.take()?,
            kind: cells.take()?,
            debt: cells.take()?,
            party: cells.take()?,
            channel: cells.take()?,
            sent_at: cells.take()?,
            received_at: cells.take()?,
            medium: cells.take()?,
            address: cells.take()?,
            place: cells.take()?,
            from_time: cells.take()?,
            to_time: cells.take()?,
            until: cells.take()?,
            direct: cells.take()?,
            note: cells.take()?,
        })
    }
}
