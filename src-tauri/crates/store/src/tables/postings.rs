//! How letters went out, arrived and were answered.

use domain::Posting;
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::Result;

impl Record for Posting {
    const KIND: &'static str = "posting";
    const TABLES: &'static [Table] = &[Table {
        name: "postings",
        columns: &[
            "letter",
            "sent_on",
            "method",
            "tracking",
            "delivered_on",
            "answered_on",
            "answer",
            "reply",
        ],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.letter.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let cells = cells![
            self.letter,
            self.sent_on,
            self.method,
            self.tracking,
            self.delivered_on,
            self.answered_on,
            self.answer,
            self.reply,
        ];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            letter: cells.take()?,
            sent_on: cells.take()?,
            method: cells.take()?,
            tracking: cells.take()?,
            delivered_on: cells.take()?,
            answered_on: cells.take()?,
            answer: cells.take()?,
            reply: cells.take()?,
        })
    }
}
