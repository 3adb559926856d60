//! What a spreadsheet would come to in memory, before it is opened.
//!
//! What a document says of its own size need not be true: an XLSX is unpacked
//! once and counted, and of an XLS the places of its cells are looked at,
//! because two cells in opposite corners make a sheet of sixteen million.

use std::io::{Cursor, Read};

use crate::error::{Fault, IntakeErrorCode};

/// Most an XLSX may come to, in bytes unpacked.
const MAX_UNPACKED: u64 = 256 << 20;
/// Most cells the sheets of an XLS may span, empty ones included.
const MAX_CELLS: u64 = 8 << 20;

/// # Errors
/// `damaged`, `zip_bomb`.
pub(super) fn xlsx(bytes: &[u8]) -> Result<(), Fault> {
    let damaged = |_| Fault::from(IntakeErrorCode::Damaged);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut left = MAX_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(damaged)?;
        let room = left.saturating_add(1);
        let read = std::io::copy(&mut part.take(room), &mut std::io::sink())
            .map_err(|_| Fault::from(IntakeErrorCode::Damaged))?;
        left = left
            .checked_sub(read)
            .ok_or(Fault::from(IntakeErrorCode::ZipBomb))?;
    }
    Ok(())
}

/// # Errors
/// `damaged`, `too_large`.
pub(super) fn xls(bytes: &[u8]) -> Result<(), Fault> {
    let damaged = |_| Fault::from(IntakeErrorCode::Damaged);
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    for name in ["/Workbook", "/Book"] {
        // A document with a password has neither; the library says so later.
        let Ok(mut stream) = container.open_stream(name) else {
            continue;
        };
        let mut records = Vec::new();
        stream.read_to_end(&mut records).map_err(damaged)?;
        match spanned(&records) {
            None => return Err(IntakeErrorCode::Damaged.into()),
            Some(cells) if cells > MAX_CELLS => return Err(IntakeErrorCode::TooLarge.into()),
            Some(_) => {}
        }
    }
    Ok(())
}

/// Cells between the first and the last of each sheet, all sheets together, and
/// those the sheets say they have, for which room is made beforehand. None if
/// a sheet ends before it begins.
fn spanned(records: &[u8]) -> Option<u64> {
    /// Says where a sheet begins and ends.
    const DIMENSIONS: u16 = 0x0200;
    /// Begins a sheet.
    const BOF: [u16; 4] = [0x0009, 0x0209, 0x0409, 0x0809];
    /// Records that begin with the row and the column of a cell, in whatever
    /// version; those of several cells end with their last column.
    const ONE: [u16; 13] = [
        0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x0206, 0x027E,
        0x00D6, 0x00FD,
    ];
    const SEVERAL: [u16; 2] = [0x00BD, 0x00BE];
    let word = |bytes: &[u8], at: usize| {
        let pair = bytes.get(at..at + 2)?;
        Some(u16::from_le_bytes(pair.try_into().ok()?))
    };
    let mut total = 0u64;
    let mut span: Option<[u64; 4]> = None;
    let area = |span: Option<[u64; 4]>| {
        span.map_or(0, |[top, bottom, left, right]| {
            (bottom - top + 1) * (right - left + 1)
        })
    };
    let mut rest = records;
    while let (Some(kind), Some(len)) = (word(rest, 0), word(rest, 2)) {
        let end = (4 + usize::from(len)).min(rest.len());
        let (record, after) = rest.split_at(end);
        let record = record.get(4..).unwrap_or_default();
        rest = after;
        if BOF.contains(&kind) {
            total = total.saturating_add(area(span.take()));
        }
        if kind == DIMENSIONS {
            total = total.saturating_add(declared(record)?);
        }
        if !ONE.contains(&kind) && !SEVERAL.contains(&kind) {
            continue;
        }
        let (Some(row), Some(first)) = (word(record, 0), word(record, 2)) else {
            continue;
        };
        let last = match SEVERAL.contains(&kind) {
            true => word(record, record.len().saturating_sub(2)).unwrap_or(first),
            false => first,
        };
        let (row, first, last) = (u64::from(row), u64::from(first), u64::from(last.max(first)));
        let [top, bottom, left, right] = span.unwrap_or([row, row, first, last]);
        span = Some([
            top.min(row),
            bottom.max(row),
            left.min(first),
            right.max(last),
        ]);
    }
    Some(total.saturating_add(area(span)))
}

/// Rows times columns of a record that says them; the ends are exclusive.
fn declared(record: &[u8]) -> Option<u64> {
    let word = |at: usize| Some(u16::from_le_bytes(record.get(at..at + 2)?.try_into().ok()?));
    let long = |at: usize| Some(u32::from_le_bytes(record.get(at..at + 4)?.try_into().ok()?));
    let [first, last, left, right] = match record.len() {
        10 => [word(0)?, word(2)?, word(4)?, word(6)?].map(u64::from),
        _ => {
            let columns = [word(8)?, word(10)?].map(u64::from);
            [
                u64::from(long(0)?),
                u64::from(long(4)?),
                columns[0],
                columns[1],
            ]
        }
    };
    if last == 0 || right == 0 {
        return Some(1);
    }
    let left = if left > 255 || right < left { 0 } else { left };
    Some(last.checked_sub(first)?.saturating_mul(right - left))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u16]) -> Vec<u8> {
        let len = u16::try_from(data.len() * 2).unwrap();
        let words = [kind, len];
        words
            .iter()
            .chain(data)
            .flat_map(|word| word.to_le_bytes())
            .collect()
    }

    #[test]
    fn the_corners_of_every_sheet_are_counted() {
        let bof = || record(0x0809, &[0]);
        let sheet = [
            bof(),
            record(0x0203, &[2, 3, 0]),
            record(0x00FD, &[4, 5, 0, 0]),
        ]
        .concat();
        assert_eq!(spanned(&sheet), Some(9));
        assert_eq!(spanned(&[sheet.clone(), sheet].concat()), Some(18));
        let wide = [bof(), record(0x00BD, &[7, 1, 0, 0, 0, 9])].concat();
        assert_eq!(spanned(&wide), Some(9));
        let corners = [
            bof(),
            record(0x0203, &[0, 0]),
            record(0x0203, &[65_535, 255]),
        ]
        .concat();
        assert!(spanned(&corners) > Some(MAX_CELLS));
        assert_eq!(spanned(&[]), Some(0));
        assert_eq!(spanned(&[1, 2, 255, 255, 9]), Some(0));
    }

    #[test]
    fn what_a_sheet_says_of_its_size_is_believed_only_if_it_can_be() {
        // First row, row after the last, first column, column after the last.
        let said = |rows: [u32; 2], columns: [u16; 2]| {
            let halves = rows.iter().flat_map(|r| [*r as u16, (*r >> 16) as u16]);
            let data: Vec<u16> = halves.chain(columns).chain([0]).collect();
            spanned(&record(0x0200, &data))
        };
        assert_eq!(said([0, 100], [0, 11]), Some(1100));
        assert_eq!(said([0, 0], [0, 0]), Some(1));
        assert!(said([0, u32::MAX], [0, 1]) > Some(MAX_CELLS));
        assert_eq!(said([7, 6], [0, 1]), None);
        assert_eq!(spanned(&record(0x0200, &[0, 10, 0, 2, 0])), Some(20));
    }
}
