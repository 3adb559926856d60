//! A table no format knows: the user says once what its columns are.
//!
//! A [`Mapping`] is plain data. It is kept by the signature of the header row,
//! so that the next file of the same source needs no question.

use std::io::{Read, Seek};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    FileRead, Flow, IntakeError, Progress, Row,
    code::codes,
    columns::{Columns, Role},
    error::{Fault, IntakeErrorCode},
    formats::{ChatTable, PhoneTable, Statement, TableChoice},
    out::{Entry, Refusal},
    read,
    sniff::workbook_of,
    table::{
        Cells, Context, DELIMITERS, Delimited, HEADER_WITHIN, Line, Lines, TableFormat, first_rows,
    },
    text::Encoding,
};

codes! {
    /// What the rows of a mapped table are.
    MappedKind {
        /// Calls.
        Calls = "calls",
        /// Messages of a chat or a telephone.
        Messages = "messages",
        /// Payments.
        Payments = "payments",
    }
}

/// What the columns of a table are, as the user says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Names the header row; see [`TableHead::signature`].
    pub signature: String,
    /// What its rows are.
    pub kind: MappedKind,
    /// The columns that are read. A role may have several: the first that is
    /// filled counts.
    pub columns: Vec<MappedColumn>,
    /// Under which name the borrower writes in a chat.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub own_name: Option<String>,
    /// Of days like 02/06/17: does the day stand first?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub day_first: Option<bool>,
    /// The year of days without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub year: Option<i32>,
}

impl Mapping {
    /// What its rows cannot be read without and no column is said to be.
    pub fn lacks(&self) -> Vec<Role> {
        let any = |roles: &[Role]| {
            let mut columns = self.columns.iter();
            columns.any(|column| roles.contains(&column.role))
        };
        let moment = any(&[Role::Time]) || (any(&[Role::Day]) && any(&[Role::Clock]));
        let side = any(&[Role::IsOwn, Role::Direction])
            || (any(&[Role::Sender]) && self.own_name.is_some());
        let amount = any(&[Role::Amount, Role::AmountIn, Role::AmountOut]);
        let needs: &[(Role, bool)] = match self.kind {
            MappedKind::Calls => &[
                (Role::Time, moment),
                (Role::Peer, any(&[Role::Peer])),
                (Role::Direction, any(&[Role::Direction])),
            ],
            MappedKind::Messages => &[
                (Role::Time, moment),
                (Role::Text, any(&[Role::Text])),
                (Role::IsOwn, side),
            ],
            MappedKind::Payments => &[
                (Role::Day, any(&[Role::Day, Role::Time])),
                (Role::Amount, amount),
            ],
        };
        let missing = needs.iter().filter(|(_, there)| !there);
        missing.map(|(role, _)| *role).collect()
    }
}

/// One column and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MappedColumn {
    /// Its place, from 0.
    pub index: u32,
    /// What it is.
    pub role: Role,
}

/// The beginning of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableHead {
    /// Names this header row wherever it is met; SHA-256, hex.
    pub signature: String,
    /// 1-based row the header stands in.
    pub row: u32,
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The first rows under it, at most five.
    pub sample: Vec<Vec<String>>,
    /// What the names of the columns suggest.
    pub suggested: Mapping,
}

/// The header row of a table, in a text or a spreadsheet, and what its names
/// suggest.
///
/// # Errors
/// `unknown_format` if no row has two cells; what the document says.
pub fn table_head(name: &str, mut input: impl Read + Seek) -> Result<TableHead, IntakeError> {
    let mut find = || {
        let head = read::head(&mut input)?;
        input.rewind()?;
        let rows = match workbook_of(&head, &mut input)? {
            Some(workbook) => first_rows(workbook, read::whole(&mut input)?)?,
            None => best_rows(&head),
        };
        head_of(&rows).ok_or(Fault::from(IntakeErrorCode::UnknownFormat))
    };
    find().map_err(|fault: Fault| fault.within(name, 0))
}

/// The rows of a text, taken apart at the character that gives the most cells
/// of known names, or else the most cells.
fn best_rows(head: &[u8]) -> Vec<Line> {
    let rows = DELIMITERS.iter().map(|delimiter| rows(head, *delimiter));
    let best = rows.max_by_key(|rows| {
        let known = rows.iter().map(|line| Columns::of(&line.cells).known());
        let cells = rows.iter().map(|line| line.cells.len());
        (known.max(), cells.sum::<usize>())
    });
    best.unwrap_or_default()
}

/// A table in an archive, and how it begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableWithin {
    /// Name of the entry, without its folder.
    pub entry: String,
    /// Its beginning.
    pub head: TableHead,
}

/// Reads tables as the user says they are, those in an archive too; anything else as
/// [`read`](crate::read()).
///
/// # Errors
/// As [`read`](crate::read()).
pub fn read_mapped(
    name: &str,
    input: impl Read + Seek,
    said: &[Mapping],
    progress: &mut dyn FnMut(Progress) -> Flow,
    sink: &mut dyn FnMut(Row),
) -> Result<FileRead, IntakeError> {
    read::read_as(name, input, TableChoice(said), progress, sink)
}

fn rows(head: &[u8], delimiter: u8) -> Vec<Line> {
    let text = Encoding::of_plain(head).decode(head);
    let mut lines = Delimited::new(text, delimiter);
    std::iter::from_fn(|| lines.next().ok().flatten())
        .take(HEADER_WITHIN)
        .collect()
}

/// The header is the row with the most known names, or else the first of the
/// widest.
fn head_of(rows: &[Line]) -> Option<TableHead> {
    let rank = |line: &Line| {
        let filled = line
            .cells
            .iter()
            .filter(|cell| !cell.trim().is_empty())
            .count();
        (Columns::of(&line.cells).known(), filled)
    };
    // Of equals the last would win; the header is the first.
    let (at, line) = rows
        .iter()
        .enumerate()
        .rev()
        .max_by_key(|(_, line)| rank(line))?;
    if line.cells.len() < 2 {
        return None;
    }
    let columns = Columns::of(&line.cells);
    let sample = rows
        .iter()
        .skip(at + 1)
        .take(5)
        .map(|line| line.cells.clone())
        .collect();
    Some(TableHead {
        signature: columns.signature(),
        row: line.number,
        suggested: suggest(&columns),
        columns: columns.names,
        sample,
    })
}

fn suggest(columns: &Columns) -> Mapping {
    let kind = if columns.any(Role::Length) {
        MappedKind::Calls
    } else if [Role::Amount, Role::AmountIn, Role::AmountOut]
        .iter()
        .any(|r| columns.any(*r))
    {
        MappedKind::Payments
    } else if columns.any(Role::Text) {
        MappedKind::Messages
    } else {
        MappedKind::Calls
    };
    let named = (0u32..).zip(&columns.names);
    let columns_with_roles = named.filter_map(|(index, _)| {
        let role = columns.role_of(index as usize)?;
        Some(MappedColumn { index, role })
    });
    Mapping {
        signature: columns.signature(),
        kind,
        columns: columns_with_roles.collect(),
        own_name: None,
        day_first: None,
        year: None,
    }
}

/// A mapping at work.
pub(crate) struct MappedTable<'m>(pub(crate) &'m Mapping);

impl MappedTable<'_> {
    fn format(&self) -> &'static dyn TableFormat {
        const CALLS: PhoneTable = PhoneTable(|_| true);
        const CHAT: ChatTable = ChatTable(|_| true);
        match self.0.kind {
            MappedKind::Calls => &CALLS,
            MappedKind::Messages => &CHAT,
            MappedKind::Payments => &Statement,
        }
    }
}

impl TableFormat for MappedTable<'_> {
    fn is_header(&self, columns: &Columns) -> bool {
        columns.signature() == self.0.signature
    }

    fn columns(&self, names: &[String]) -> Columns {
        let given = self
            .0
            .columns
            .iter()
            .filter(|column| column.role != Role::Ignored);
        let given: Vec<_> = given
            .map(|column| (column.role, column.index as usize))
            .collect();
        Columns::mapped(names, &given)
    }

    fn reads(&self) -> &[Role] {
        self.format().reads()
    }

    fn settle(&self, table: &mut Context) {
        table.own_name.clone_from(&self.0.own_name);
        table.day_first = self.0.day_first.or(table.day_first);
        table.year = self.0.year;
    }

    fn entry(&self, table: &Context, cells: &Cells<'_>) -> Result<Entry, Refusal> {
        self.format().entry(table, cells)
    }
}
