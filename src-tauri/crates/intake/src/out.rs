//! The way out of a format: numbers the records, counts, hands rows on.

use domain::{Contact, SourceKind};

use crate::{
    PaymentRow, ReadRow, Reject, RejectCode, Row, TableHead, TableWithin,
    text::{Mended, Raw},
    watch::Watch,
};

/// What a record is. Where it stood is added on the way out.
#[derive(Debug)]
pub(crate) enum Entry {
    Contact(Box<ReadRow>),
    Payment(Box<PaymentRow>),
}

impl From<Contact> for Entry {
    fn from(contact: Contact) -> Self {
        Self::Contact(Box::new(ReadRow {
            contact,
            entry: None,
            kind: SourceKind::Other,
            position: 0,
            raw: String::new(),
        }))
    }
}

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
    /// Name of the file, without its folder.
    pub(crate) file: String,
    /// Name of the sheet being read, if the file is a workbook.
    pub(crate) sheet: Option<String>,
    position: u32,
    payments: u32,
    rejects: u32,
    announced: Option<u32>,
    mended: Mended,
    known_by: Vec<String>,
    unread: Vec<String>,
    mapped: Vec<String>,
    tables: Vec<TableWithin>,
}

impl<'o, 'a> Out<'o, 'a> {
    pub(crate) fn new(file: &str, watch: &'o Watch<'a>, sink: &'o mut dyn FnMut(Row)) -> Self {
        Self {
            watch,
            sink,
            entry: None,
            kind: SourceKind::Other,
            file: file.to_owned(),
            sheet: None,
            position: 0,
            payments: 0,
            rejects: 0,
            announced: None,
            mended: Mended::default(),
            known_by: Vec::new(),
            unread: Vec::new(),
            mapped: Vec::new(),
            tables: Vec::new(),
        }
    }

    /// A record begins; everything handed out until the next is this record.
    pub(crate) fn begin(&mut self) {
        self.position = self.position.saturating_add(1);
    }

    /// As [`Out::begin`], for a record whose place is known.
    pub(crate) fn begin_at(&mut self, position: u32) {
        self.position = position;
    }

    /// By what the format was recognised, and what of it was not understood.
    pub(crate) fn explain(&mut self, known_by: Vec<String>, unread: Vec<String>) {
        for (list, more) in [(&mut self.known_by, known_by), (&mut self.unread, unread)] {
            for word in more {
                if !list.contains(&word) {
                    list.push(word);
                }
            }
        }
    }

    /// The table being read is the one of this signature.
    pub(crate) fn mapped(&mut self, signature: &str) {
        if !self.mapped.iter().any(|known| known == signature) {
            self.mapped.push(signature.to_owned());
        }
    }

    /// The entry being read is a table that no format knows.
    pub(crate) fn unknown(&mut self, head: TableHead) {
        let entry = self.entry.clone().unwrap_or_default();
        self.tables.push(TableWithin { entry, head });
    }

    /// Signatures of the mapped tables that were read, and the tables that were not.
    pub(crate) fn named(&self) -> (Vec<String>, Vec<TableWithin>) {
        (self.mapped.clone(), self.tables.clone())
    }

    /// The file says it has so many records.
    pub(crate) fn announce(&mut self, count: u32) {
        self.announced = Some(self.announced.unwrap_or(0).saturating_add(count));
    }

    pub(crate) fn hand_out<'r>(
        &mut self,
        result: Result<impl Into<Entry>, Refusal>,
        raw: impl Into<Raw<'r>>,
        mended: Mended,
    ) {
        self.mended.add(mended);
        match result.map(Into::into) {
            Ok(Entry::Contact(mut row)) => {
                self.watch.count_row();
                row.entry.clone_from(&self.entry);
                row.kind = self.kind;
                row.position = self.position;
                row.raw = raw.into().printable();
                (self.sink)(Row::Read(row));
            }
            Ok(Entry::Payment(mut row)) => {
                self.payments = self.payments.saturating_add(1);
                row.entry.clone_from(&self.entry);
                row.position = self.position;
                row.raw = raw.into().printable();
                (self.sink)(Row::Payment(row));
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

    pub(crate) fn refuse(&mut self, refusal: impl Into<Refusal>, mended: Mended) {
        self.hand_out(Err::<Entry, _>(refusal.into()), "", mended);
    }

    pub(crate) fn payments(&self) -> u32 {
        self.payments
    }

    pub(crate) fn explained(&self) -> (Vec<String>, Vec<String>) {
        (self.known_by.clone(), self.unread.clone())
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
