//! Files far larger than memory should hold: nothing grows with the file.

use std::io::{Read, Seek, SeekFrom};

use super::*;

/// A backup of any length that is never in memory: a head, one piece
/// repeated, a tail.
struct Endless {
    head: Vec<u8>,
    piece: Vec<u8>,
    times: u64,
    tail: Vec<u8>,
    at: u64,
}

impl Endless {
    fn len(&self) -> u64 {
        self.head.len() as u64 + self.piece.len() as u64 * self.times + self.tail.len() as u64
    }
}

impl Read for Endless {
    fn read(&mut self, buf: &mut [u8]) -> std::io::Result<usize> {
        let (head, piece) = (self.head.len() as u64, self.piece.len() as u64);
        let body = head + piece * self.times;
        let rest = if self.at < head {
            &self.head[self.at as usize..]
        } else if self.at < body {
            &self.piece[((self.at - head) % piece) as usize..]
        } else {
            &self.tail[(self.at - body).min(self.tail.len() as u64) as usize..]
        };
        let n = rest.len().min(buf.len());
        buf[..n].copy_from_slice(&rest[..n]);
        self.at += n as u64;
        Ok(n)
    }
}

impl Seek for Endless {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::End(by) => self.len().saturating_add_signed(by),
            SeekFrom::Current(by) => self.at.saturating_add_signed(by),
        };
        Ok(self.at)
    }
}

/// Peak memory of this process in kilobytes; `None` where the system does not say.
fn peak_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Reads and asserts that memory stays where it was after a short file of the
/// same kind, which brings in the program's own pages. Each test is its own
/// process under the test runner, so the peak is this reading's alone.
fn read_in_little_memory(input: Endless) -> FileRead {
    let short = Endless {
        head: input.head.clone(),
        piece: input.piece.clone(),
        times: 2,
        tail: input.tail.clone(),
        at: 0,
    };
    intake::read("short.xml", short, &mut |_| Flow::Go, &mut |_| {}).unwrap();
    let before = peak_kb();
    let read = intake::read("large.xml", input, &mut |_| Flow::Go, &mut |_| {}).unwrap();
    if let (Some(before), Some(after)) = (before, peak_kb()) {
        assert!(after - before < 2 * 1024, "grew by {} KB", after - before);
    }
    read
}

#[test]
fn a_picture_of_thirty_megabytes_passes_by() {
    let read = read_in_little_memory(Endless {
        head:
            b"<smses count='1'><mms date='1772375400000' msg_box='1' address='13800000009'><parts>\
                <part ct='text/plain' text='x'/><part ct='image/png' data='"
                .to_vec(),
        piece: vec![b'A'; 1 << 16],
        times: 30 * 16,
        tail: b"'/></parts></mms></smses>".to_vec(),
        at: 0,
    });
    assert_eq!((read.rows, read.rejects), (1, 0));
}

#[test]
fn fifty_thousand_calls_pass_by() {
    let call = "<call number='01000000001' duration='0' date='1772375400000' type='3'/>\n";
    let read = read_in_little_memory(Endless {
        head: b"<calls>".to_vec(),
        piece: call.repeat(100).into_bytes(),
        times: 500,
        tail: b"</calls>".to_vec(),
        at: 0,
    });
    assert_eq!(read.rows, 50_000);
}

#[test]
fn a_bill_of_thirty_thousand_rows_passes_by() {
    let row = "2026-03-01 22:30:00,北京,被叫,01000000001,47秒\r\n";
    let read = read_in_little_memory(Endless {
        head: "起始时间,通信地点,通信方式,对方号码,通信时长\r\n".into(),
        piece: row.repeat(100).into_bytes(),
        times: 300,
        tail: Vec::new(),
        at: 0,
    });
    assert_eq!((read.rows, read.rejects), (30_000, 0));
}

#[test]
fn a_line_of_thirty_megabytes_passes_by() {
    let read = read_in_little_memory(Endless {
        head: "起始时间,通信地点,通信方式,对方号码,通信时长\r\n".into(),
        piece: vec![b'A'; 1 << 16],
        times: 30 * 16,
        tail: "\n2026-03-01 22:30:00,北京,被叫,01000000001,47秒\r\n".into(),
        at: 0,
    });
    assert_eq!((read.rows, read.rejects), (1, 1));
}
