//! Whole files, through the public door.

#![allow(clippy::unwrap_used, reason = "a test")]

mod damage;
mod hostile;
mod large;
mod samples;
mod sources;

use std::{
    io::{Cursor, Write},
    path::PathBuf,
};

use intake::{FileRead, Flow, IntakeError, PaymentRow, ReadRow, Reject, Row};

/// What one file gave.
struct Outcome {
    rows: Vec<ReadRow>,
    payments: Vec<PaymentRow>,
    rejects: Vec<Reject>,
    read: Result<FileRead, IntakeError>,
}

impl Outcome {
    fn code(&self) -> &'static str {
        match &self.read {
            Ok(_) => "read",
            Err(error) => error.code.code(),
        }
    }

    /// The rejected records, as `position code field`.
    fn rejected(&self) -> Vec<String> {
        let word = |r: &Reject| format!("{} {} {}", r.position, r.code, r.field.unwrap_or("-"));
        self.rejects.iter().map(word).collect()
    }

    /// The row at this position of the file.
    fn at(&self, position: u32) -> &ReadRow {
        self.rows
            .iter()
            .find(|row| row.position == position)
            .unwrap()
    }
}

fn read_bytes(bytes: &[u8]) -> Outcome {
    collect(|sink| intake::read("test", Cursor::new(bytes), &mut |_| Flow::Go, sink))
}

fn read_sample(name: &str) -> Outcome {
    collect(|sink| intake::read_file(&sample(name), &[], &mut |_| Flow::Go, sink))
}

fn collect(read: impl FnOnce(&mut dyn FnMut(Row)) -> Result<FileRead, IntakeError>) -> Outcome {
    let (mut rows, mut payments, mut rejects) = (Vec::new(), Vec::new(), Vec::new());
    let read = read(&mut |row| match row {
        Row::Read(row) => rows.push(*row),
        Row::Payment(row) => payments.push(*row),
        Row::Reject(reject) => rejects.push(reject),
    });
    Outcome {
        rows,
        payments,
        rejects,
        read,
    }
}

fn sample(name: &str) -> PathBuf {
    [
        env!("CARGO_MANIFEST_DIR"),
        "../../../tests/fixtures/intake",
        name,
    ]
    .iter()
    .collect()
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let options = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Deflated);
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
