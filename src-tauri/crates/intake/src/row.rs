//! What comes out of a file: rows, rejected records, progress and a summary.

use domain::{Contact, ContactId, Source, SourceKind};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{PaymentRow, TableWithin, code::codes};

codes! {
    /// The formats that can be read.
    FormatCode {
        /// SMS Backup & Restore for Android, call log (`calls*.xml`).
        SmsBackupRestoreCalls = "sms_backup_restore_calls",
        /// SMS Backup & Restore for Android, messages (`sms*.xml`).
        SmsBackupRestoreSms = "sms_backup_restore_sms",
        /// Super Backup for Android, call log.
        SuperBackupCalls = "super_backup_calls",
        /// Super Backup for Android, messages.
        SuperBackupSms = "super_backup_sms",
        /// Calls as some other program writes them to a table.
        CallTable = "call_table",
        /// iPhone, the phone's own database of calls.
        IphoneCalls = "iphone_calls",
        /// iMazing for iPhone, calls.
        ImazingCalls = "imazing_calls",
        /// iExplorer for iPhone, calls.
        IexplorerCalls = "iexplorer_calls",
        /// A bill of China Mobile, calls.
        MobileBill = "mobile_bill",
        /// A bill of China Unicom, calls.
        UnicomBill = "unicom_bill",
        /// A bill of China Telecom, calls.
        TelecomBill = "telecom_bill",
        /// A bill of some carrier, calls.
        CarrierBill = "carrier_bill",
        /// A bill of some carrier, messages (without their text).
        CarrierMessages = "carrier_messages",
        /// A chat exported by MemoTrace, as a table.
        MemotraceTable = "memotrace_table",
        /// A chat exported by MemoTrace, as text.
        MemotraceText = "memotrace_text",
        /// A chat exported by MemoTrace, as a web page.
        MemotracePage = "memotrace_page",
        /// A chat as a list of JSON objects.
        ChatJson = "chat_json",
        /// A chat as a table.
        ChatTable = "chat_table",
        /// WeChat Pay, bill.
        WechatPay = "wechat_pay",
        /// Alipay, bill.
        Alipay = "alipay",
        /// A bill of another paying app (JD, Meituan).
        PayingApp = "paying_app",
        /// A bank statement.
        BankStatement = "bank_statement",
        /// A table whose columns the user has named.
        MappedTable = "mapped_table",
        /// An archive holding one or more of the others.
        Zip = "zip",
    }
}

codes! {
    /// Why a record became no row.
    RejectCode {
        /// Not readable as a record: a broken quote, a missing bracket.
        Malformed = "malformed",
        /// A record of a kind this format is not known to have.
        UnknownRecord = "unknown_record",
        /// A field without which there is no contact is not there.
        MissingField = "missing_field",
        /// A field is not of the form it has (a date that is no number).
        BadValue = "bad_value",
        /// The date is before 1990 or after 2099.
        DateOutOfRange = "date_out_of_range",
        /// The date only makes sense in seconds, but the format counts milliseconds.
        DateInSeconds = "date_in_seconds",
        /// A call longer than a day.
        DurationOutOfRange = "duration_out_of_range",
        /// The record's type number means nothing known.
        UnknownType = "unknown_type",
        /// A draft, queued or failed message: it reached nobody.
        NotSent = "not_sent",
        /// A multimedia message without text; its pictures are not read.
        MmsNotRead = "mms_not_read",
        /// Text beyond the 20,000 characters a row may hold.
        TooLong = "too_long",
        /// A row of a table without anything in it.
        BlankRow = "blank_row",
        /// A row that adds up others.
        TotalsRow = "totals_row",
        /// A line before, after or between the rows of a table.
        RemarkRow = "remark_row",
        /// The date has no year, and neither has anything around the table.
        YearMissing = "year_missing",
        /// The day and the month could be the other way round.
        DateAmbiguous = "date_ambiguous",
        /// The source prints seconds; these were lost when the file was saved again.
        SecondsLost = "seconds_lost",
        /// A long number rounded by a spreadsheet (`1.38E+10`).
        DigitsLost = "digits_lost",
        /// A service of the bill that is no call.
        NotACall = "not_a_call",
        /// A message without text: a picture, a voice, a file.
        NoText = "no_text",
        /// A line the chat app wrote itself.
        SystemLine = "system_line",
        /// Nothing says which of the two sides is the borrower.
        SideUnknown = "side_unknown",
        /// An amount in another currency than yuan.
        ForeignCurrency = "foreign_currency",
    }
}

/// One record of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A contact.
    Read(Box<ReadRow>),
    /// A payment.
    Payment(Box<PaymentRow>),
    /// Not a contact, or not readable.
    Reject(Reject),
}

/// A contact as its record says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadRow {
    /// The contact, with an empty id and without a source.
    pub contact: Contact,
    /// The entry of the archive the record stands in, if the file is one.
    pub entry: Option<String>,
    /// What kind of file it is.
    pub kind: SourceKind,
    /// 1-based position of the record; in an archive counted through all its
    /// entries, so that hash and position name one record.
    pub position: u32,
    /// The record as it stood in the file.
    pub raw: String,
}

impl ReadRow {
    /// The contact with its id and with the source that leads back to the
    /// record. `read` is the summary of the same file: its hash is known only
    /// when the file has been read to the end.
    pub fn into_contact(self, id: ContactId, read: &FileRead) -> Contact {
        Contact {
            id,
            source: Some(read.source(self.kind, self.entry.as_deref(), self.position, self.raw)),
            ..self.contact
        }
    }
}

/// A record that became no row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Reject {
    /// 1-based position of the record, counted as in [`ReadRow::position`].
    pub position: u32,
    /// Why.
    pub code: RejectCode,
    /// The field at fault, by its name in the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub field: Option<&'static str>,
}

/// How far reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// Kilobytes (1,024 bytes) read.
    pub kb_done: u32,
    /// Kilobytes to read, never less than `kb_done`. May grow once an
    /// archive's directory is known.
    pub kb_total: u32,
    /// Rows handed out.
    pub rows: u32,
}

/// Whether to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Go,
    /// Stop with [`Cancelled`](crate::IntakeErrorCode::Cancelled).
    Stop,
}

/// A file read to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FileRead {
    /// What it was.
    pub format: FormatCode,
    /// Its name, without the folder.
    pub file: String,
    /// SHA-256 of the whole file, lower-case hex.
    pub sha256: String,
    /// Contacts handed out.
    pub rows: u32,
    /// Payments handed out.
    #[serde(default)]
    pub payments: u32,
    /// Records rejected.
    pub rejects: u32,
    /// By what the format was recognised: the root element, or the columns read.
    #[serde(default)]
    pub known_by: Vec<String>,
    /// Columns nothing was read from.
    #[serde(default)]
    pub unread: Vec<String>,
    /// Signatures of the tables in it that were read as somebody said.
    #[serde(default)]
    pub mapped: Vec<String>,
    /// Tables in an archive that no format knows; nothing of them was read.
    #[serde(default)]
    pub tables: Vec<TableWithin>,
    /// How many records the file says it has, if it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub announced: Option<u32>,
    /// Characters written in an invalid way and restored exactly.
    pub repaired: u32,
    /// Characters that could not be restored and were replaced or left out.
    pub lost: u32,
}

impl FileRead {
    /// Leads from a row back to its record.
    pub(crate) fn source(
        &self,
        kind: SourceKind,
        entry: Option<&str>,
        position: u32,
        raw: String,
    ) -> Source {
        Source {
            kind,
            file: match entry {
                Some(entry) => format!("{}/{entry}", self.file),
                None => self.file.clone(),
            },
            sha256: self.sha256.clone(),
            position,
            raw,
        }
    }
}
