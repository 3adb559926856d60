//! Spreadsheets: XLSX, and XLS as carriers' pages still give it. `calamine`
//! reads the documents; here is what is asked of it and what it is kept from.
//!
//! A spreadsheet is read whole: its file may be 64 MB ([`LARGEST`]), and what it
//! would come to is weighed first (`weigh`). Cells come out as text; numbers,
//! days and lengths in the form the sources print.

use std::{
    collections::VecDeque,
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use calamine::{Data, ExcelDateTime, Reader, Xls, XlsError, Xlsx, XlsxError};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{HEADER_WITHIN, Line, Lines, MAX_CELLS, Replay, weigh};
use crate::{
    FormatCode, RejectCode,
    columns::Columns,
    error::{Fault, IntakeErrorCode},
    formats::TableChoice,
    out::Out,
    text::Mended,
};

/// Largest file read whole, in bytes.
pub(crate) const LARGEST: u64 = 64 << 20;
/// Sheets looked at.
const MAX_SHEETS: usize = 64;

/// The two kinds of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Workbook {
    Xlsx,
    Xls,
}

/// Reads every sheet that has a table of a known format.
///
/// # Errors
/// `damaged`, `password`, `zip_bomb`; `unknown_format` if no sheet has one.
pub(crate) fn read(
    workbook: Workbook,
    bytes: Vec<u8>,
    choice: TableChoice<'_>,
    out: &mut Out<'_, '_>,
) -> Result<FormatCode, Fault> {
    let mut found = None;
    let inside = out.entry.clone();
    each_sheet(workbook, bytes, &mut |name, alone, lines| {
        out.entry = match (&inside, alone) {
            (_, true) => inside.clone(),
            (Some(entry), false) => Some(format!("{entry}/{name}")),
            (None, false) => Some(name.to_owned()),
        };
        let format = one_sheet(name, lines, choice, out)?;
        found = found.or(format);
        Ok(())
    })?;
    found.ok_or(IntakeErrorCode::UnknownFormat.into())
}

/// The first rows of the first sheet that has any with two cells.
///
/// # Errors
/// `damaged`, `password`, `zip_bomb`.
pub(crate) fn first_rows(workbook: Workbook, bytes: Vec<u8>) -> Result<Vec<Line>, Fault> {
    let mut first = Vec::new();
    each_sheet(workbook, bytes, &mut |_, _, lines| {
        let mut rows = Vec::new();
        while first.is_empty() && rows.len() < HEADER_WITHIN {
            let Some(line) = lines.next()? else { break };
            rows.push(line);
        }
        if rows.iter().any(|line| line.filled() > 1) {
            first = rows;
        }
        Ok(())
    })?;
    Ok(first)
}

/// What is done with a sheet: its name, whether it is the only one, its rows.
type EachSheet<'f> = &'f mut dyn FnMut(&str, bool, &mut dyn Lines) -> Result<(), Fault>;

fn each_sheet(workbook: Workbook, bytes: Vec<u8>, sheet: EachSheet<'_>) -> Result<(), Fault> {
    match workbook {
        Workbook::Xlsx => {
            weigh::xlsx(&bytes)?;
            let book = guarded(|| Xlsx::new(Cursor::new(bytes)))?;
            let mut book = book.map_err(damaged_xlsx)?;
            let names = book.sheet_names();
            for name in names.iter().take(MAX_SHEETS) {
                let cells = match guarded(|| book.worksheet_cells_reader(name))? {
                    Ok(cells) => cells,
                    // A chart or a dialog.
                    Err(XlsxError::NotAWorksheet(_)) => continue,
                    Err(error) => return Err(damaged_xlsx(error)),
                };
                let next = |reader: &mut calamine::XlsxCellReader<'_, _>| {
                    let cell = guarded(|| reader.next_cell())?.map_err(damaged_xlsx)?;
                    let placed = |cell: calamine::Cell<calamine::DataRef<'_>>| {
                        let text = shown(&Data::from(cell.get_value().clone()));
                        (cell.get_position(), text)
                    };
                    Ok(cell.map(placed))
                };
                let mut lines = CellLines {
                    source: cells,
                    next,
                    waiting: None,
                    ended: false,
                };
                sheet(name, names.len() == 1, &mut lines)?;
            }
        }
        Workbook::Xls => {
            weigh::xls(&bytes)?;
            let mut book: Xls<_> =
                guarded(|| Xls::new(Cursor::new(bytes)))?.map_err(damaged_xls)?;
            let names = book.sheet_names();
            for name in names.iter().take(MAX_SHEETS) {
                let range = guarded(|| book.worksheet_range(name))?.map_err(damaged_xls)?;
                let mut lines = RangeLines {
                    start: range.start().unwrap_or_default(),
                    rows: range.rows(),
                };
                sheet(name, names.len() == 1, &mut lines)?;
            }
        }
    }
    Ok(())
}

/// One sheet; none if it has no table of a known format.
fn one_sheet(
    name: &str,
    lines: &mut dyn Lines,
    choice: TableChoice<'_>,
    out: &mut Out<'_, '_>,
) -> Result<Option<FormatCode>, Fault> {
    let mut front = VecDeque::new();
    let mut table = None;
    while front.len() < HEADER_WITHIN && table.is_none() {
        let Some(line) = lines.next()? else { break };
        table = choice.of_header(&Columns::of(&line.cells));
        front.push_back(line);
    }
    let base = out.position();
    let Some(table) = table else {
        if let Some(line) = front.iter().find(|line| line.filled() > 0) {
            out.begin_at(base.saturating_add(line.number));
            out.refuse(RejectCode::UnknownRecord, Mended::default());
        }
        return Ok(None);
    };
    // The sheet's name often is the only place the month stands in.
    out.sheet = Some(name.to_owned());
    let mut lines = Replay { front, rest: lines };
    let done = table.read(&mut lines, out);
    out.sheet = None;
    done.map(Some)
}

/// Runs the library; should it panic over a file made to that end, the file is
/// damaged and the program goes on.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| IntakeErrorCode::Damaged.into())
}

fn damaged_xlsx(error: XlsxError) -> Fault {
    match error {
        XlsxError::Password => IntakeErrorCode::Password.into(),
        _ => IntakeErrorCode::Damaged.into(),
    }
}

fn damaged_xls(error: XlsError) -> Fault {
    match error {
        XlsError::Password => IntakeErrorCode::Password.into(),
        _ => IntakeErrorCode::Damaged.into(),
    }
}

type Placed = ((u32, u32), String);

/// Cells as they come, gathered into rows.
struct CellLines<S, N> {
    source: S,
    next: N,
    waiting: Option<Placed>,
    /// The library must not be asked again once it has said so.
    ended: bool,
}

impl<S, N: FnMut(&mut S) -> Result<Option<Placed>, Fault>> CellLines<S, N> {
    fn cell(&mut self) -> Result<Option<Placed>, Fault> {
        if self.ended {
            return Ok(None);
        }
        let cell = (self.next)(&mut self.source)?;
        self.ended = cell.is_none();
        Ok(cell)
    }
}

impl<S, N: FnMut(&mut S) -> Result<Option<Placed>, Fault>> Lines for CellLines<S, N> {
    fn next(&mut self) -> Result<Option<Line>, Fault> {
        let first = match self.waiting.take() {
            Some(cell) => Some(cell),
            None => self.cell()?,
        };
        let Some(((row, column), text)) = first else {
            return Ok(None);
        };
        let mut cells = Vec::new();
        put(&mut cells, column, text);
        while let Some(((other, column), text)) = self.cell()? {
            if other != row {
                self.waiting = Some(((other, column), text));
                break;
            }
            put(&mut cells, column, text);
        }
        Ok(Some(line(row, cells)))
    }
}

/// Beyond [`MAX_CELLS`] columns nothing is kept: no source has half as many.
fn put(cells: &mut Vec<String>, column: u32, text: String) {
    let column = column as usize;
    if column >= MAX_CELLS {
        return;
    }
    if cells.len() <= column {
        cells.resize(column + 1, String::new());
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = text;
    }
}

fn line(row: u32, cells: Vec<String>) -> Line {
    Line {
        number: row.saturating_add(1),
        raw: cells.join("\t").trim_end_matches('\t').to_owned(),
        cells,
        ..Line::default()
    }
}

/// The rows of a range.
struct RangeLines<'r> {
    /// Row and column of its first cell.
    start: (u32, u32),
    rows: calamine::Rows<'r, Data>,
}

impl Lines for RangeLines<'_> {
    fn next(&mut self) -> Result<Option<Line>, Fault> {
        let Some(row) = self.rows.next() else {
            return Ok(None);
        };
        let (number, left) = self.start;
        self.start.0 = number.saturating_add(1);
        let mut cells = Vec::new();
        for (column, cell) in (left..).zip(row) {
            put(&mut cells, column, shown(cell));
        }
        Ok(Some(line(number, cells)))
    }
}

/// A cell as text.
fn shown(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::Int(value) => value.to_string(),
        Data::Float(value) => number(*value),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(value) => time(value),
        Data::Error(error) => error.to_string(),
    }
}

/// A number with the fifteen digits a spreadsheet keeps, without an exponent.
fn number(value: f64) -> String {
    Decimal::from_scientific(&format!("{value:.14e}"))
        .map_or_else(|_| value.to_string(), |exact| exact.normalize().to_string())
}

/// A day and time, a time of day, or a length.
fn time(value: &ExcelDateTime) -> String {
    let days = number(value.as_f64());
    let seconds = days
        .parse::<Decimal>()
        .ok()
        .and_then(|days| days.checked_mul(Decimal::from(86_400)))
        .and_then(|seconds| seconds.round().to_u64());
    if let Some(s) = seconds.filter(|s| value.is_duration() || *s < 86_400) {
        return format!("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
    }
    // To the nearest second: a second is no round part of a day.
    let (year, month, day, hour, minute, second, milli) = value.to_ymd_hms_milli();
    chrono::NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .and_then(|date| {
            let time = (u32::from(hour), u32::from(minute), u32::from(second));
            date.and_hms_milli_opt(time.0, time.1, time.2, u32::from(milli))
        })
        .and_then(|at| at.checked_add_signed(chrono::Duration::milliseconds(500)))
        .map_or(days, |at| at.format("%Y-%m-%d %H:%M:%S").to_string())
}

#[cfg(test)]
#[allow(clippy::float_arithmetic, reason = "days of a spreadsheet, no money")]
mod tests {
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    use super::*;

    #[test]
    fn numbers_come_out_as_they_were_typed() {
        assert_eq!(number(13_800_000_001.0), "13800000001");
        assert_eq!(number(0.1 + 0.2), "0.3");
        assert_eq!(number(28.16), "28.16");
        assert_eq!(number(-5.0), "-5");
        assert_eq!(number(f64::NAN), "NaN");
    }

    #[test]
    fn days_times_and_lengths_are_told_apart() {
        let shown = |value, kind| time(&ExcelDateTime::new(value, kind, false));
        assert_eq!(shown(46082.9375, DateTime), "2026-03-01 22:30:00");
        assert_eq!(shown(46082.0, DateTime), "2026-03-01 00:00:00");
        let old = ExcelDateTime::new(46082.9375 - 1462.0, DateTime, true);
        assert_eq!(time(&old), "2026-03-01 22:30:00");
        assert_eq!(shown(83.0 / 86400.0, DateTime), "00:01:23");
        assert_eq!(shown(1.5, TimeDelta), "36:00:00");
    }
}
