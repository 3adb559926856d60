//! The way out of a format: numbers the records, counts, hands rows on.

use domain::{Contact, SourceKind};

use crate::{ReadRow, Reject, RejectCode, Row, text::Mended, watch::Watch};

/// Why a record became no row, and the field at fault.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: RejectCode,
    pub(crate) field: Option<&'static str>,
}

impl Refusal {
    pub(crate) fn of(code: RejectCode, field: &'static str) -> Self {
        Self {
            code,
            field: Some(field),
        }
    }
}

impl From<RejectCode> for Refusal {
    fn from(code: RejectCode) -> Self {
        Self { code, field: None }
    }
}

pub(crate) struct Out<'o, 'a> {
    watch: &'o Watch<'a>,
    sink: &'o mut dyn FnMut(Row),
    /// The entry being read, if the file is an archive.
    pub(crate) entry: Option<String>,
    /// What kind of file the rows come from.
    pub(crate) kind: SourceKind,
    position: u32,
    rejects: u32,
    announced: Option<u32>,
    mended: Mended,
}

impl<'o, 'a> Out<'o, 'a> {
    pub(crate) fn new(watch: &'o Watch<'a>, sink: &'o mut dyn FnMut(Row)) -> Self {
        Self {
            watch,
            sink,
            entry: None,
            kind: SourceKind::Other,
            position: 0,
            rejects: 0,
            announced: None,
            mended: Mended::default(),
        }
    }

    /// A record begins; everything handed out until the next is this record.
    pub(crate) fn begin(&mut self) {
        self.position = self.position.saturating_add(1);
    }

    /// The file says it has so many records.
    pub(crate) fn announce(&mut self, count: u32) {
        self.announced = Some(self.announced.unwrap_or(0).saturating_add(count));
    }

    pub(crate) fn hand_out(&mut self, result: Result<Contact, Refusal>, raw: &str, mended: Mended) {
        self.mended.add(mended);
        match result {
            Ok(contact) => {
                self.watch.count_row();
                (self.sink)(Row::Read(Box::new(ReadRow {
                    contact,
                    entry: self.entry.clone(),
                    kind: self.kind,
                    position: self.position,
                    raw: crate::text::printable(raw),
                })));
            }
            Err(Refusal { code, field }) => {
                self.rejects = self.rejects.saturating_add(1);
                (self.sink)(Row::Reject(Reject {
                    position: self.position,
                    code,
                    field,
                }));
            }
        }
    }

    pub(crate) fn position(&self) -> u32 {
        self.position
    }

    pub(crate) fn rejects(&self) -> u32 {
        self.rejects
    }

    pub(crate) fn announced(&self) -> Option<u32> {
        self.announced
    }

    pub(crate) fn mended(&self) -> Mended {
        self.mended
    }
}
