//! Text with a character between the cells: CSV, TSV and their kin.
//!
//! `csv-core` takes a row apart; which lines make up a row is decided here,
//! because a quote that is never closed must cost one row, not the file, and
//! because a row's raw text is evidence.

use std::{collections::VecDeque, io::BufRead};

use super::{Line, Lines, MAX_CELLS};
use crate::{
    RejectCode,
    error::Fault,
    text::{self, Mended},
};

/// Characters that stand between cells, the most usual first.
pub(crate) const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Longest line kept, in bytes: more than the text of any message.
const MAX_LINE: usize = 1 << 17;
/// Most lines one quoted cell may run over.
const MAX_LINES: usize = 200;
/// Longest row kept, in bytes.
const MAX_ROW: usize = 1 << 18;

pub(crate) struct Delimited<R> {
    lines: PlainLines<R>,
    delimiter: u8,
    splitter: csv_core::Reader,
    /// Lines read in search of a closing quote that was not there.
    waiting: VecDeque<PlainLine>,
}

/// One line of a text.
pub(crate) struct PlainLine {
    /// 1-based.
    pub(crate) number: u32,
    pub(crate) text: String,
    pub(crate) mended: Mended,
    /// Longer than is kept.
    pub(crate) cut: bool,
}

/// The lines of a text in UTF-8, each of bounded length.
pub(crate) struct PlainLines<R> {
    input: R,
    /// Lines read.
    count: u32,
}

impl<R: BufRead> PlainLines<R> {
    pub(crate) fn new(input: R) -> Self {
        Self { input, count: 0 }
    }

    /// The next line; `None` at the end.
    ///
    /// # Errors
    /// What the reader says.
    pub(crate) fn next(&mut self) -> Result<Option<PlainLine>, Fault> {
        let mut bytes = Vec::new();
        let mut any = false;
        let mut cut = false;
        loop {
            let chunk = self.input.fill_buf()?;
            if chunk.is_empty() {
                break;
            }
            any = true;
            let end = chunk.iter().position(|&b| b == b'\n');
            let run = chunk.get(..end.unwrap_or(chunk.len())).unwrap_or_default();
            let room = MAX_LINE.saturating_sub(bytes.len());
            cut |= run.len() > room;
            bytes.extend_from_slice(run.get(..run.len().min(room)).unwrap_or_default());
            let used = run.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                break;
            }
        }
        if !any {
            return Ok(None);
        }
        self.count = self.count.saturating_add(1);
        let (text, mut mended) = text::utf8(&bytes);
        // What another encoding could not hold is marked already.
        let marked = text
            .chars()
            .filter(|&c| c == char::REPLACEMENT_CHARACTER)
            .count();
        mended.lost = mended.lost.max(u32::try_from(marked).unwrap_or(u32::MAX));
        let text = text.trim_end_matches('\r');
        let text = match self.count {
            1 => text.trim_start_matches('\u{feff}'),
            _ => text,
        };
        Ok(Some(PlainLine {
            number: self.count,
            text: text.to_owned(),
            mended,
            cut,
        }))
    }
}

impl<R: BufRead> Delimited<R> {
    pub(crate) fn new(input: R, delimiter: u8) -> Self {
        Self {
            lines: PlainLines::new(input),
            delimiter,
            splitter: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            waiting: VecDeque::new(),
        }
    }

    fn physical(&mut self) -> Result<Option<PlainLine>, Fault> {
        match self.waiting.pop_front() {
            Some(line) => Ok(Some(line)),
            None => self.lines.next(),
        }
    }

    /// Is a quoted cell still open at the end of this text?
    fn open(&self, text: &str) -> bool {
        let mut quoted = false;
        let mut at_start = true;
        let mut bytes = text.bytes().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b'"' if quoted && bytes.peek() == Some(&b'"') => {
                    bytes.next();
                }
                b'"' if quoted => quoted = false,
                b'"' if at_start => quoted = true,
                _ => {}
            }
            at_start = !quoted && byte == self.delimiter;
        }
        quoted
    }

    fn split(&mut self, row: &str) -> Option<Vec<String>> {
        let reader = &mut self.splitter;
        reader.reset();
        let mut output = vec![0; row.len() + 1];
        let mut ends = [0; MAX_CELLS];
        let (mut input, mut written, mut cells) = (row.as_bytes(), 0, 0);
        loop {
            let (result, _, out, end) =
                reader.read_record(input, output.get_mut(written..)?, ends.get_mut(cells..)?);
            written += out;
            cells += end;
            match result {
                // An empty input tells the reader that the row is over.
                csv_core::ReadRecordResult::InputEmpty => input = &[],
                csv_core::ReadRecordResult::Record | csv_core::ReadRecordResult::End => break,
                _ => return None,
            }
        }
        let mut start = 0;
        ends.get(..cells)?
            .iter()
            .map(|&end| {
                let cell = output.get(start..end)?;
                start = end;
                Some(String::from_utf8_lossy(cell).into_owned())
            })
            .collect()
    }
}

impl<R: BufRead> Lines for Delimited<R> {
    fn next(&mut self) -> Result<Option<Line>, Fault> {
        let Some(first) = self.physical()? else {
            return Ok(None);
        };
        let mut line = Line {
            number: first.number,
            raw: first.text,
            mended: first.mended,
            fault: first.cut.then_some(RejectCode::TooLong),
            ..Line::default()
        };
        let mut more: Vec<PlainLine> = Vec::new();
        if line.fault.is_none() && self.open(&line.raw) {
            let mut whole = line.raw.clone();
            let closed = loop {
                if more.len() == MAX_LINES || whole.len() > MAX_ROW {
                    break false;
                }
                let Some(next) = self.physical()? else {
                    break false;
                };
                whole.push('\n');
                whole.push_str(&next.text);
                let cut = next.cut;
                more.push(next);
                if cut {
                    break false;
                }
                if !self.open(&whole) {
                    break true;
                }
            };
            if closed {
                line.raw = whole;
                more.drain(..).for_each(|part| line.mended.add(part.mended));
            } else {
                line.fault = Some(RejectCode::Malformed);
                more.into_iter()
                    .rev()
                    .for_each(|part| self.waiting.push_front(part));
            }
        }
        if line.fault.is_none() {
            match self.split(&line.raw) {
                Some(cells) => line.cells = cells,
                None => line.fault = Some(RejectCode::TooLong),
            }
        }
        Ok(Some(line))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rows(text: &str) -> Vec<(u32, Vec<String>, Option<RejectCode>)> {
        let mut lines = Delimited::new(text.as_bytes(), b',');
        std::iter::from_fn(|| lines.next().unwrap())
            .map(|line| (line.number, line.cells, line.fault))
            .collect()
    }

    fn cells(text: &str) -> Vec<Vec<String>> {
        rows(text).into_iter().map(|(_, cells, _)| cells).collect()
    }

    #[test]
    fn rows_have_the_numbers_of_their_first_lines() {
        let read = rows("\u{feff}a,b\r\n\n\"x\ny\",2\r\nc,d");
        let numbers: Vec<_> = read.iter().map(|(number, ..)| *number).collect();
        assert_eq!(numbers, [1, 2, 3, 5]);
        assert_eq!(read[0].1, ["a", "b"]);
        assert_eq!(read[2].1, ["x\ny", "2"]);
        assert_eq!(read[3].1, ["c", "d"]);
    }

    #[test]
    fn quotes_within_a_cell_mean_themselves() {
        assert_eq!(cells("a\"b,\"c\"\"d\",\"e,f\""), [["a\"b", "c\"d", "e,f"]]);
    }

    #[test]
    fn a_quote_that_is_never_closed_costs_one_row() {
        let read = rows("a,\"b\nc,d\ne,f\n");
        assert_eq!(read[0].2, Some(RejectCode::Malformed));
        assert_eq!(
            (read[1].0, &read[1].1),
            (2, &vec!["c".to_owned(), "d".to_owned()])
        );
        assert_eq!(read.len(), 3);
        let long = format!("a,\"b\n{}", "c,d\n".repeat(5000));
        let read = rows(&long);
        assert_eq!((read.len(), read[5000].0), (5001, 5001));
    }

    #[test]
    fn a_line_without_end_is_cut_and_the_next_is_read() {
        let text = format!("{}\nc,d", "a,".repeat(MAX_LINE));
        let read = rows(&text);
        assert_eq!(read[0].2, Some(RejectCode::TooLong));
        assert_eq!(read[1].1, ["c", "d"]);
        let wide = format!("{}\n", "a,".repeat(MAX_CELLS + 1));
        assert_eq!(rows(&wide)[0].2, Some(RejectCode::TooLong));
    }

    proptest! {
        /// What a spreadsheet quotes comes back as it was.
        #[test]
        fn quoted_cells_come_back(table in proptest::collection::vec(
            proptest::collection::vec("[a-z\",\n；一-龥 ]{0,6}", 2..5), 1..6)) {
            let text: String = table
                .iter()
                .map(|row| {
                    let cells = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
                    cells.collect::<Vec<_>>().join(",") + "\n"
                })
                .collect();
            prop_assert_eq!(cells(&text), table);
        }

        #[test]
        fn every_line_is_in_some_row(text in "[a,\"\n]{0,60}") {
            let read: String = {
                let mut lines = Delimited::new(text.as_bytes(), b',');
                std::iter::from_fn(|| lines.next().unwrap()).map(|line| line.raw + "\n").collect()
            };
            prop_assert_eq!(read.trim_end_matches('\n'), text.trim_end_matches('\n'));
        }
    }
}
