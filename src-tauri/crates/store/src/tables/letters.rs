//! Letters: drafts that follow the record, and finished ones that never change.

use domain::{DebtId, Instant, Lang, LetterId};
use rusqlite::Connection;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use super::cell::{Cells, cells};
use super::{Record, Table, select};
use crate::Result;

/// A letter. The PDF of a finished one is read apart, with `Reader::letter_pdf`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Identifier.
    pub id: LetterId,
    /// The template it is made from.
    pub template: String,
    /// Its language.
    pub lang: Lang,
    /// The debt it is about.
    pub debt: Option<DebtId>,
    /// Reference number, by which a reply is matched.
    pub reference: String,
    /// When it was begun.
    pub created_at: Instant,
    /// What the user filled in or chose. Its form is the caller's.
    pub fields: serde_json::Value,
    /// Set once it was finished; from then on it never changes.
    #[serde(rename = "sent")]
    pub frozen: Option<Frozen>,
}

/// A letter as it was finished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frozen {
    /// When.
    pub at: Instant,
    /// The composed document. Its form is the caller's.
    pub document: serde_json::Value,
    /// The findings it rests on. Their form is the caller's.
    pub findings: serde_json::Value,
    /// SHA-256 of the PDF, lower-case hex.
    pub pdf_sha256: String,
    /// Number of the last journal row when it was composed.
    pub head_seq: i64,
    /// Hash of that row.
    pub head_hash: String,
}

/// A letter without what was frozen with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterHead {
    /// Identifier.
    pub id: LetterId,
    /// The template it is made from.
    pub template: String,
    /// Its language.
    pub lang: Lang,
    /// The debt it is about.
    pub debt: Option<DebtId>,
    /// Reference number, by which a reply is matched.
    pub reference: String,
    /// When it was begun.
    pub created_at: Instant,
    /// What the user filled in or chose. Its form is the caller's.
    pub fields: serde_json::Value,
    /// SHA-256 of the PDF of a finished letter, lower-case hex.
    pub pdf_sha256: Option<String>,
}

impl LetterHead {
    /// Was it finished, and never changes again?
    pub const fn is_finished(&self) -> bool {
        self.pdf_sha256.is_some()
    }
}

impl From<&Letter> for LetterHead {
    fn from(letter: &Letter) -> Self {
        Self {
            id: letter.id.clone(),
            template: letter.template.clone(),
            lang: letter.lang,
            debt: letter.debt.clone(),
            reference: letter.reference.clone(),
            created_at: letter.created_at,
            fields: letter.fields.clone(),
            pdf_sha256: letter.frozen.as_ref().map(|sent| sent.pdf_sha256.clone()),
        }
    }
}

/// The columns of a head.
const HEAD: Table = Table {
    name: "letters",
    columns: &[
        "id",
        "template",
        "lang",
        "debt",
        "reference",
        "created_at",
        "fields",
        "pdf_sha256",
    ],
    key: 1,
    replace: false,
};

/// Every head, in the order the letters were first written.
pub(crate) fn heads(conn: &Connection) -> Result<Vec<LetterHead>> {
    select(conn, &HEAD, "ORDER BY ord", [], |cells| {
        Ok(LetterHead {
            id: cells.take()?,
            template: cells.take()?,
            lang: cells.take()?,
            debt: cells.take()?,
            reference: cells.take()?,
            created_at: cells.take()?,
            fields: cells.take()?,
            pdf_sha256: cells.take()?,
        })
    })
}

/// What the column `state` says: the table knows a finished letter as sent.
const DRAFT: &str = "draft";
const FROZEN: &str = "sent";

impl Record for Letter {
    const KIND: &'static str = "letter";
    const TABLES: &'static [Table] = &[Table {
        name: "letters",
        columns: &[
            "id",
            "template",
            "lang",
            "debt",
            "reference",
            "created_at",
            "created_ms",
            "fields",
            "state",
            "sent_at",
            "sent_ms",
            "document",
            "findings",
            "pdf_sha256",
            "head_seq",
            "head_hash",
        ],
        key: 1,
        replace: true,
    }];

    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let sent = self.frozen.as_ref();
        let cells = cells![
            self.id,
            self.template,
            self.lang,
            self.debt,
            self.reference,
            self.created_at,
            self.created_at.timestamp_millis(),
            self.fields,
            if sent.is_some() { FROZEN } else { DRAFT }.to_owned(),
            sent.map(|s| s.at),
            sent.map(|s| s.at.timestamp_millis()),
            sent.map(|s| s.document.clone()),
            sent.map(|s| s.findings.clone()),
            sent.map(|s| s.pdf_sha256.clone()),
            sent.map(|s| s.head_seq),
            sent.map(|s| s.head_hash.clone()),
        ];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: cells.take()?,
            template: cells.take()?,
            lang: cells.take()?,
            debt: cells.take()?,
            reference: cells.take()?,
            created_at: cells.take()?,
            fields: {
                cells.skip(1);
                cells.take()?
            },
            frozen: read_frozen(cells)?,
        })
    }
}

fn read_frozen(cells: &mut Cells<'_>) -> Result<Option<Frozen>> {
    if cells.take::<String>()? == DRAFT {
        return Ok(None);
    }
    Ok(Some(Frozen {
        at: cells.take()?,
        document: {
            cells.skip(1);
            cells.take()?
        },
        findings: cells.take()?,
        pdf_sha256: cells.take()?,
        head_seq: cells.take()?,
        head_hash: cells.take()?,
    }))
}
