//! Reading and writing, apart by type: whoever holds a [`Reader`] cannot
//! write, and a [`Writer`] exists only inside a transaction that ends in one
//! journal row.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Deref;

use domain::{
    Account, Agreement, AgreementId, Answer, Attachment, AttachmentId, Borrower, Budget,
    CASE_FORMAT, Case, Contact, ContactId, Debt, DebtId, EntryId, ImportId, Instant, LedgerEntry,
    LetterId, LimitationId, LimitationRecord, Notice, NoticeId, NumberEntry, Party, PartyId,
    Payment, PaymentId, Person, PersonId, Phone, Posting, Proceeding, ProceedingId,
};
use rusqlite::{Connection, OptionalExtension};

use crate::journal::{self, Change, Head, JournalEntry, Verified};
use crate::tables::{
    self, Record, answers, attachments, blobs, contacts, debts, holidays, letters, packs, settings,
};
use crate::{Error, Import, Letter, Result, StagedFile};

/// Reads the vault.
pub struct Reader<'c> {
    conn: &'c Connection,
}

impl<'c> Reader<'c> {
    pub(crate) fn new(conn: &'c Connection) -> Self {
        Self { conn }
    }

    /// The whole case. Rows of undone imports are left out; superseded
    /// contacts are in it. Lists are in the order of first writing.
    ///
    /// # Errors
    /// [`Error::Unreadable`] or [`Error::Damaged`].
    pub fn case(&self) -> Result<Case> {
        Ok(Case {
            format: CASE_FORMAT.to_owned(),
            borrower: self.borrower()?,
            parties: tables::all(self.conn)?,
            people: tables::all(self.conn)?,
            debts: debts::whole(self.conn)?,
            numbers: tables::all(self.conn)?,
            contacts: contacts::standing(self.conn)?,
            payments: tables::all(self.conn)?,
            agreements: tables::all(self.conn)?,
            accounts: tables::all(self.conn)?,
            entries: tables::all(self.conn)?,
            limitation: tables::all(self.conn)?,
            budget: tables::get(self.conn, "budget")?,
            notices: tables::all(self.conn)?,
            proceedings: tables::all(self.conn)?,
            answers: answers::latest(self.conn)?,
        })
    }

    /// The person the case is about; empty until it is put.
    ///
    /// # Errors
    /// [`Error::Unreadable`] or [`Error::Damaged`].
    pub fn borrower(&self) -> Result<Borrower> {
        Ok(tables::get(self.conn, "borrower")?.unwrap_or_default())
    }

    /// One row of the log, also when it is superseded or taken back.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn contact(&self, id: &ContactId) -> Result<Contact> {
        let row: contacts::LoggedContact = self.one(id.as_str())?;
        Ok(row.contact)
    }

    /// When a contact was written down: number and time of its journal row.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn contact_recorded(&self, id: &ContactId) -> Result<(i64, Instant)> {
        let (seq, at): (i64, String) = self
            .conn
            .query_row(
                "SELECT journal.seq, journal.at FROM contacts
                 JOIN journal ON journal.seq = contacts.entry WHERE contacts.id = ?1",
                [id.as_str()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?
            .ok_or(Error::NotFound("contacts"))?;
        let at = domain::parse_instant(&at).ok_or(Error::Unreadable("journal"))?;
        Ok((seq, at))
    }

    /// All imports, undone ones too, oldest first.
    ///
    /// # Errors
    /// [`Error::Unreadable`] or [`Error::Damaged`].
    pub fn imports(&self) -> Result<Vec<Import>> {
        tables::all(self.conn)
    }

    /// All letters, oldest first.
    ///
    /// # Errors
    /// [`Error::Unreadable`] or [`Error::Damaged`].
    pub fn letters(&self) -> Result<Vec<Letter>> {
        tables::all(self.conn)
    }

    /// One letter.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn letter(&self, id: &LetterId) -> Result<Letter> {
        self.one(id.as_str())
    }

    /// How letters went out, in the order they were first sent.
    ///
    /// # Errors
    /// [`Error::Unreadable`] or [`Error::Damaged`].
    pub fn postings(&self) -> Result<Vec<Posting>> {
        tables::all(self.conn)
    }

    /// How one letter went out; none: it was not sent.
    ///
    /// # Errors
    /// [`Error::Unreadable`] or [`Error::Damaged`].
    pub fn posting(&self, id: &LetterId) -> Result<Option<Posting>> {
        tables::get(self.conn, id.as_str())
    }

    /// A letter each time it was saved, oldest first.
    ///
    /// # Errors
    /// [`Error::Unreadable`] or [`Error::Damaged`].
    pub fn letter_history(&self, id: &LetterId) -> Result<Vec<(Instant, Letter)>> {
        journal::history(self.conn, id.as_str())
    }

    /// The PDF of a finished letter, byte for byte as it was then.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for a draft.
    pub fn letter_pdf(&self, id: &LetterId) -> Result<Vec<u8>> {
        let sent = self.letter(id)?.frozen.ok_or(Error::NotFound("blobs"))?;
        blobs::get(self.conn, &sent.pdf_sha256)?.ok_or(Error::NotFound("blobs"))
    }

    /// One setting.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn setting(&self, key: &str) -> Result<Option<String>> {
        Ok(tables::get::<settings::Setting>(self.conn, key)?.map(|s| s.value))
    }

    /// All settings.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub fn settings(&self) -> Result<BTreeMap<String, String>> {
        let all: Vec<settings::Setting> = tables::all(self.conn)?;
        Ok(all.into_iter().map(|s| (s.key, s.value)).collect())
    }

    /// The rule packs a user added, in the order they were first added.
    ///
    /// # Errors
    /// [`Error::Unreadable`] or [`Error::Damaged`].
    pub fn packs(&self) -> Result<Vec<packs::StoredPack>> {
        tables::all(self.conn)
    }

    /// The notices of holidays a user entered, in the order they were first entered.
    ///
    /// # Errors
    /// [`Error::Unreadable`] or [`Error::Damaged`].
    pub fn holidays(&self) -> Result<Vec<holidays::StoredNotice>> {
        tables::all(self.conn)
    }

    /// The newest row of the journal.
    ///
    /// # Errors
    /// [`Error::Unreadable`] when there is none.
    pub fn journal_head(&self) -> Result<Head> {
        journal::head(self.conn)
    }

    /// The newest rows of the journal, newest first.
    ///
    /// # Errors
    /// [`Error::Unreadable`] or [`Error::Damaged`].
    pub fn journal(&self, limit: u32) -> Result<Vec<JournalEntry>> {
        journal::entries(self.conn, limit)
    }

    /// Checks the chain and every row against it.
    ///
    /// # Errors
    /// [`Error::Unreadable`] or [`Error::Damaged`]; an altered row is no error
    /// but an answer.
    pub fn verify_journal(&self) -> Result<Verified> {
        journal::verify(self.conn)
    }

    /// The files of the record, in the order they were taken in.
    ///
    /// # Errors
    /// [`Error::Unreadable`] or [`Error::Damaged`].
    pub fn attachments(&self) -> Result<Vec<attachments::KeptFile>> {
        tables::all(self.conn)
    }

    /// One file.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn attachment(&self, id: &AttachmentId) -> Result<attachments::KeptFile> {
        self.one(id.as_str())
    }

    fn one<R: Record>(&self, key: &str) -> Result<R> {
        tables::get(self.conn, key)?.ok_or(Error::NotFound(R::TABLES[0].name))
    }
}

/// Writes the vault within one transaction, and reads what it wrote.
pub struct Writer<'c> {
    reader: Reader<'c>,
    entry: i64,
    changes: RefCell<Vec<Change>>,
    /// Files to take away once the transaction holds.
    gone: RefCell<Vec<String>>,
}

impl<'c> Deref for Writer<'c> {
    type Target = Reader<'c>;

    fn deref(&self) -> &Self::Target {
        &self.reader
    }
}

macro_rules! writes {
    ($($(#[$meta:meta])* put $put:ident: $record:ty;)+) => {$(
        $(#[$meta])*
        ///
        /// # Errors
        /// [`Error::Referenced`] when it names something that is not there,
        /// [`Error::Refused`] when the table does not take a value.
        pub fn $put(&self, record: &$record) -> Result<()> {
            self.put(record)
        }
    )+};
    ($($(#[$meta:meta])* delete $delete:ident: $record:ty, $id:ty;)+) => {$(
        $(#[$meta])*
        ///
        /// # Errors
        /// [`Error::Referenced`] when something still refers to it,
        /// [`Error::NotFound`].
        pub fn $delete(&self, id: &$id) -> Result<()> {
            self.delete::<$record>(id.as_str())
        }
    )+};
}

impl<'c> Writer<'c> {
    pub(crate) fn new(conn: &'c Connection) -> Result<Self> {
        Ok(Self {
            entry: journal::next_seq(conn)?,
            reader: Reader::new(conn),
            changes: RefCell::default(),
            gone: RefCell::default(),
        })
    }

    /// What was changed, and the files that go with it.
    pub(crate) fn into_changes(self) -> (Vec<Change>, Vec<String>) {
        (self.changes.into_inner(), self.gone.into_inner())
    }

    writes! {
        /// Writes the borrower.
        put put_borrower: Borrower;
        /// Writes an organisation.
        put put_party: Party;
        /// Writes a person.
        put put_person: Person;
        /// Writes a debt with its chain and balances.
        put put_debt: Debt;
        /// Writes a line of the number book.
        put put_number: NumberEntry;
        /// Writes a payment.
        put put_payment: Payment;
        /// Writes an agreed plan.
        put put_agreement: Agreement;
        /// Writes the terms of a debt's account.
        put put_account: Account;
        /// Writes an entry of a debt's account.
        put put_entry: LedgerEntry;
        /// Writes what may have moved a limitation.
        put put_limitation: LimitationRecord;
        /// Writes the household's month.
        put put_budget: Budget;
        /// Writes something the borrower told a collector.
        put put_notice: Notice;
        /// Writes a proceeding with its events.
        put put_proceeding: Proceeding;
        /// Writes an import. Its contacts follow with [`Writer::add_imported`].
        put put_import: Import;
        /// Writes how a letter went out.
        put put_posting: Posting;
        /// Keeps a rule pack, replacing the one of its id.
        put put_pack: packs::StoredPack;
        /// Keeps a notice of holidays, replacing that of its year.
        put put_holidays: holidays::StoredNotice;
    }

    writes! {
        /// Removes a debt nothing refers to, with its chain and balances.
        delete delete_debt: Debt, DebtId;
        /// Removes an organisation nothing refers to.
        delete delete_party: Party, PartyId;
        /// Removes a person nothing refers to.
        delete delete_person: Person, PersonId;
        /// Removes a line of the number book.
        delete delete_number: NumberEntry, Phone;
        /// Removes a payment.
        delete delete_payment: Payment, PaymentId;
        /// Removes an agreed plan.
        delete delete_agreement: Agreement, AgreementId;
        /// Removes the terms of a debt's account.
        delete delete_account: Account, DebtId;
        /// Removes an entry of a debt's account.
        delete delete_entry: LedgerEntry, EntryId;
        /// Removes what may have moved a limitation.
        delete delete_limitation: LimitationRecord, LimitationId;
        /// Removes something the borrower told a collector.
        delete delete_notice: Notice, NoticeId;
        /// Removes a proceeding with its events.
        delete delete_proceeding: Proceeding, ProceedingId;
        /// Removes a draft; a sent letter stays.
        delete delete_letter: Letter, LetterId;
    }

    /// Adds a contact. A correction names the row it supersedes.
    ///
    /// # Errors
    /// [`Error::Duplicate`] when the id is taken or the row it corrects was
    /// corrected already, [`Error::Referenced`] when it names something that
    /// is not there.
    pub fn add_contact(&self, contact: &Contact) -> Result<()> {
        self.log(contact, None)
    }

    /// Adds contacts.
    ///
    /// # Errors
    /// As [`Writer::add_contact`].
    pub fn add_contacts(&self, contacts: &[Contact]) -> Result<()> {
        contacts.iter().try_for_each(|c| self.log(c, None))
    }

    /// Adds the contacts of an import that is already put.
    ///
    /// # Errors
    /// As [`Writer::add_contact`].
    pub fn add_imported(&self, contacts: &[Contact], import: &ImportId) -> Result<()> {
        contacts.iter().try_for_each(|c| self.log(c, Some(import)))
    }

    /// Takes an import back: its rows, and corrections of them, are no longer
    /// part of the case. They stay in the log.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn undo_import(&self, id: &ImportId, now: Instant) -> Result<()> {
        let mut import: Import = self.one(id.as_str())?;
        import.undone_at.get_or_insert(now);
        self.put(&import)
    }

    /// Adds an answer; the latest to a fact counts.
    ///
    /// # Errors
    /// [`Error::Refused`].
    pub fn add_answer(&self, answer: &Answer) -> Result<()> {
        let id = format!("{}-{}", self.entry, self.changes.borrow().len());
        self.put(&answers::LoggedAnswer {
            id,
            answer: answer.clone(),
        })
    }

    /// Writes a draft.
    ///
    /// # Errors
    /// [`Error::AppendOnly`] when the letter was sent, or when `letter` says
    /// so: sending is [`Writer::freeze_letter`].
    pub fn put_letter(&self, letter: &Letter) -> Result<()> {
        if letter.frozen.is_some() {
            return Err(Error::AppendOnly("letters"));
        }
        self.put(letter)
    }

    /// Freezes a finished draft: the composed document, the findings it
    /// rests on, the PDF, and the head of the journal before this entry.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::AppendOnly`] when it was sent already.
    pub fn freeze_letter(
        &self,
        id: &LetterId,
        document: serde_json::Value,
        findings: serde_json::Value,
        pdf: &[u8],
        at: Instant,
    ) -> Result<()> {
        let mut letter: Letter = self.one(id.as_str())?;
        let head = self.journal_head()?;
        letter.frozen = Some(letters::Frozen {
            at,
            document,
            findings,
            pdf_sha256: blobs::keep(self.conn, pdf)?,
            head_seq: head.seq,
            head_hash: head.hash,
        });
        self.put(&letter)
    }

    /// Sets a setting.
    ///
    /// # Errors
    /// [`Error::Refused`] for an empty key.
    pub fn set_setting(&self, key: &str, value: &str) -> Result<()> {
        self.put(&settings::Setting {
            key: key.to_owned(),
            value: value.to_owned(),
        })
    }

    /// Removes a rule pack.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn delete_pack(&self, id: &str) -> Result<()> {
        self.delete::<packs::StoredPack>(id)
    }

    /// Removes a notice of holidays.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn delete_holidays(&self, year: &str) -> Result<()> {
        self.delete::<holidays::StoredNotice>(year)
    }

    /// Keeps a file that was taken in. Hash and size are those of its content.
    ///
    /// # Errors
    /// [`Error::Duplicate`], [`Error::Referenced`] when it is a copy of what is not
    /// there, [`Error::Refused`], and those of the file system.
    pub fn keep_attachment(
        &self,
        attachment: &Attachment,
        staged: &StagedFile,
    ) -> Result<attachments::KeptFile> {
        let kept = attachments::KeptFile {
            attachment: Attachment {
                sha256: staged.sha256.clone(),
                size: staged.size,
                ..attachment.clone()
            },
            file: staged.file().to_owned(),
        };
        self.put(&kept)?;
        // Last: what is refused before leaves no file. From here on a kill leaves
        // one that nobody names.
        staged.keep()?;
        Ok(kept)
    }

    /// Writes what is known of a file that is kept. Its content, name and kind, and
    /// what it is a copy of, stay as they were.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Refused`].
    pub fn describe_attachment(&self, attachment: &Attachment) -> Result<()> {
        let kept = self.attachment(&attachment.id)?;
        self.put(&attachments::KeptFile {
            attachment: Attachment {
                about: attachment.about.clone(),
                note: attachment.note.clone(),
                timed_notes: attachment.timed_notes.clone(),
                checks: attachment.checks,
                ..kept.attachment
            },
            file: kept.file,
        })
    }

    /// Removes a file nothing is a copy of. The journal keeps its hash; the file
    /// itself goes once the transaction holds.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Referenced`].
    pub fn delete_attachment(&self, id: &AttachmentId) -> Result<()> {
        let kept = self.attachment(id)?;
        self.delete::<attachments::KeptFile>(id.as_str())?;
        self.gone.borrow_mut().push(kept.file);
        Ok(())
    }

    fn log(&self, contact: &Contact, import: Option<&ImportId>) -> Result<()> {
        self.put(&contacts::LoggedContact {
            contact: contact.clone(),
            import: import.cloned(),
        })
    }

    fn put<R: Record>(&self, record: &R) -> Result<()> {
        tables::put(self.conn, record, self.entry)?;
        self.changes.borrow_mut().push(Change::put(record)?);
        Ok(())
    }

    fn delete<R: Record>(&self, key: &str) -> Result<()> {
        tables::delete::<R>(self.conn, key)?;
        self.changes.borrow_mut().push(Change::delete::<R>(key));
        Ok(())
    }
}
