//! Tables, whatever they are written in: rows with their numbers, the header
//! found by its names, everything that is no record said.
//!
//! Where a table comes from is `delimited` and `sheet`; what its rows mean is
//! a [`TableFormat`] of `formats`.

mod context;
mod delimited;
mod sheet;
mod weigh;

use std::collections::VecDeque;

pub(crate) use context::{Cells, Context, Sides};
pub(crate) use delimited::{DELIMITERS, Delimited, PlainLine, PlainLines};
pub(crate) use sheet::{LARGEST, Workbook, first_rows, read as read_workbook};

use crate::{
    RejectCode,
    columns::{Columns, Role},
    error::Fault,
    out::{Entry, Out, Refusal},
    text::Mended,
    value::narrow,
};

/// Rows looked at before the first record is judged.
const AHEAD: usize = 500;
/// Most kept of them, in bytes.
const AHEAD_BYTES: usize = 1 << 20;
/// Rows among which the header is looked for.
pub(crate) const HEADER_WITHIN: usize = 100;
/// Most cells of a row; no source has half as many.
pub(crate) const MAX_CELLS: usize = 256;

/// One row of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Line {
    /// 1-based, as an editor or a spreadsheet counts.
    pub(crate) number: u32,
    pub(crate) cells: Vec<String>,
    /// As it stands in the file; the cells with tabs between them in a sheet.
    pub(crate) raw: String,
    pub(crate) mended: Mended,
    /// Why it cannot be taken apart.
    pub(crate) fault: Option<RejectCode>,
}

impl Line {
    fn filled(&self) -> usize {
        self.cells
            .iter()
            .filter(|cell| !cell.trim().is_empty())
            .count()
    }

    fn first_filled(&self) -> &str {
        let first = self.cells.iter().map(|cell| cell.trim());
        first
            .into_iter()
            .find(|cell| !cell.is_empty())
            .unwrap_or_default()
    }
}

/// The rows of one table, in order.
pub(crate) trait Lines {
    /// The next row; `None` at the end.
    ///
    /// # Errors
    /// What the reader or the document says.
    fn next(&mut self) -> Result<Option<Line>, Fault>;
}

/// Rows already read, then the rest.
pub(crate) struct Replay<'l> {
    pub(crate) front: VecDeque<Line>,
    pub(crate) rest: &'l mut dyn Lines,
}

impl Lines for Replay<'_> {
    fn next(&mut self) -> Result<Option<Line>, Fault> {
        match self.front.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.rest.next(),
        }
    }
}

/// What the rows of a table mean.
pub(crate) trait TableFormat: Sync {
    /// Is this its header row (or, if it has none, its first record)?
    fn is_header(&self, columns: &Columns) -> bool;

    /// Is the first row a record already?
    fn headless(&self) -> bool {
        false
    }

    /// What the columns of the header mean.
    fn columns(&self, names: &[String]) -> Columns {
        Columns::of(names)
    }

    /// What it reads; columns of other roles are said to be unread.
    fn reads(&self) -> &[Role];

    /// Puts in what somebody has said about the table.
    fn settle(&self, _table: &mut Context) {}

    /// One record.
    fn entry(&self, table: &Context, cells: &Cells<'_>) -> Result<Entry, Refusal>;
}

/// Reads one table to its end.
///
/// # Errors
/// What the rows say.
pub(crate) fn read(
    lines: &mut dyn Lines,
    format: &dyn TableFormat,
    out: &mut Out<'_, '_>,
) -> Result<(), Fault> {
    let base = out.position();
    let mut around = vec![out.file.clone()];
    around.extend(out.entry.clone().into_iter().chain(out.sheet.clone()));
    let (mut ahead, columns) = loop {
        let Some(line) = lines.next()? else {
            return Ok(());
        };
        let columns = format.columns(&line.cells);
        if line.fault.is_none() && format.is_header(&columns) {
            let first = format.headless().then_some(line);
            break (VecDeque::from_iter(first), columns);
        }
        out.begin_at(base.saturating_add(line.number));
        let blank = line.fault.is_none() && line.filled() == 0;
        out.refuse(
            if blank {
                RejectCode::BlankRow
            } else {
                RejectCode::RemarkRow
            },
            line.mended,
        );
        around.extend(line.cells);
    };
    let mut bytes = 0;
    while ahead.len() < AHEAD && bytes < AHEAD_BYTES {
        let Some(line) = lines.next()? else { break };
        bytes += line.raw.len();
        ahead.push_back(line);
    }
    explain(format, &columns, out);
    let mut table = Context::new(columns, &around, ahead.make_contiguous());
    format.settle(&mut table);
    let mut lines = Replay {
        front: ahead,
        rest: lines,
    };
    while let Some(line) = lines.next()? {
        out.begin_at(base.saturating_add(line.number));
        match no_record(format, &table.columns, &line) {
            Some(code) => out.refuse(code, line.mended),
            None => {
                let result = format.entry(&table, &Cells::new(&table.columns, &line.cells));
                out.hand_out(result, &line.raw, line.mended);
            }
        }
    }
    Ok(())
}

/// Says which columns were read and which were not.
fn explain(format: &dyn TableFormat, columns: &Columns, out: &mut Out<'_, '_>) {
    if format.headless() {
        return;
    }
    let read: Vec<usize> = format
        .reads()
        .iter()
        .flat_map(|role| columns.all(*role))
        .map(|column| column.index)
        .collect();
    let named = |wanted: bool| {
        let names = columns.names.iter().enumerate();
        names
            .filter(|(i, name)| read.contains(i) == wanted && !name.is_empty())
            .map(|(_, name)| name.chars().take(60).collect())
            .collect()
    };
    out.explain(named(true), named(false));
}

/// Why a row is not even tried as a record.
fn no_record(format: &dyn TableFormat, columns: &Columns, line: &Line) -> Option<RejectCode> {
    if line.fault.is_some() {
        return line.fault;
    }
    let filled = line.filled();
    if filled == 0 {
        return Some(RejectCode::BlankRow);
    }
    let first = narrow(line.first_filled());
    let sums = ["合计", "总计", "小计", "共计", "总和"];
    if sums.iter().any(|word| first.contains(word)) && first.chars().count() <= 20 {
        return Some(RejectCode::TotalsRow);
    }
    let lonely = filled == 1 && columns.names.len() >= 3;
    let ruled = first.len() >= 5 && first.bytes().all(|b| matches!(b, b'-' | b'=' | b'*'));
    let again = !format.headless() && columns.repeated_in(&line.cells);
    (lonely || ruled || again).then_some(RejectCode::RemarkRow)
}
