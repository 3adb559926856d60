//! Counts every byte that passes: for progress, for cancelling and against
//! archives that never end.

use std::{
    cell::{Cell, RefCell},
    io::{self, Read},
    sync::mpsc::{self, Receiver, SyncSender},
    thread::{self, JoinHandle},
};

use sha2::{Digest, Sha256};

use crate::{
    Flow, Progress,
    error::{IntakeErrorCode, raise},
};

/// Bytes between two calls of the progress function.
const STEP: u64 = 1 << 20;

/// The count of one file, shared by all readers stacked on it.
pub(crate) struct Watch<'a> {
    progress: RefCell<&'a mut dyn FnMut(Progress) -> Flow>,
    rows: Cell<u32>,
    done: Cell<u64>,
    total: Cell<u64>,
    limit: Cell<u64>,
    next: Cell<u64>,
}

impl<'a> Watch<'a> {
    pub(crate) fn new(progress: &'a mut dyn FnMut(Progress) -> Flow) -> Self {
        Self {
            progress: RefCell::new(progress),
            rows: Cell::new(0),
            done: Cell::new(0),
            total: Cell::new(0),
            limit: Cell::new(u64::MAX),
            next: Cell::new(STEP),
        }
    }

    /// So many bytes more are to be read.
    pub(crate) fn expect(&self, bytes: u64) {
        self.total.set(self.total.get().saturating_add(bytes));
    }

    /// More bytes than this are an archive bomb.
    pub(crate) fn limit(&self, bytes: u64) {
        self.limit.set(bytes);
    }

    pub(crate) fn count_row(&self) {
        self.rows.set(self.rows.get().saturating_add(1));
    }

    pub(crate) fn rows(&self) -> u32 {
        self.rows.get()
    }

    /// Tells the caller how far it is.
    ///
    /// # Errors
    /// `cancelled`, when the caller says stop.
    pub(crate) fn report(&self) -> io::Result<()> {
        let done = self.done.get();
        let progress = Progress {
            kb_done: kilobytes(done),
            kb_total: kilobytes(self.total.get().max(done)),
            rows: self.rows.get(),
        };
        match (self.progress.borrow_mut())(progress) {
            Flow::Go => Ok(()),
            Flow::Stop => Err(raise(IntakeErrorCode::Cancelled)),
        }
    }

    fn advance(&self, bytes: usize) -> io::Result<()> {
        let done = self.done.get().saturating_add(bytes as u64);
        self.done.set(done);
        if done > self.limit.get() {
            return Err(raise(IntakeErrorCode::ZipBomb));
        }
        if done < self.next.get() {
            return Ok(());
        }
        self.next.set(done + STEP);
        self.report()
    }
}

fn kilobytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX)
}

/// A reader under a [`Watch`].
pub(crate) struct Watched<'w, 'a, R> {
    inner: R,
    watch: &'w Watch<'a>,
}

impl<'w, 'a, R: Read> Watched<'w, 'a, R> {
    pub(crate) fn new(inner: R, watch: &'w Watch<'a>) -> Self {
        Self { inner, watch }
    }
}

impl<R: Read> Read for Watched<'_, '_, R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        self.watch.advance(n)?;
        Ok(n)
    }
}

/// Blocks that may wait to be hashed.
const WAITING: usize = 4;

/// A reader that hashes what passes, on a thread of its own: hashing is about a fifth of
/// the work of reading a long file.
pub(crate) struct Hashed<R> {
    inner: R,
    blocks: SyncSender<Vec<u8>>,
    /// Blocks that were hashed, to be used again.
    spent: Receiver<Vec<u8>>,
    hasher: JoinHandle<Sha256>,
}

impl<R: Read> Hashed<R> {
    /// # Errors
    /// When the system gives no thread.
    pub(crate) fn new(inner: R) -> io::Result<Self> {
        let (blocks, to_hash) = mpsc::sync_channel::<Vec<u8>>(WAITING);
        let (done, spent) = mpsc::channel();
        let hasher = thread::Builder::new().spawn(move || {
            let mut hasher = Sha256::new();
            for block in to_hash {
                hasher.update(&block);
                // Nobody may be left to use it again.
                done.send(block).ok();
            }
            hasher
        })?;
        Ok(Self {
            inner,
            blocks,
            spent,
            hasher,
        })
    }

    /// Reads what is left and returns the SHA-256 of everything, lower-case hex.
    pub(crate) fn finish(mut self) -> io::Result<String> {
        io::copy(&mut self, &mut io::sink())?;
        drop(self.blocks);
        let hasher = self.hasher.join().map_err(|_| lost())?;
        Ok(hasher
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect())
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buf)?;
        let mut block = self.spent.try_recv().unwrap_or_default();
        block.clear();
        block.extend_from_slice(buf.get(..n).unwrap_or_default());
        self.blocks.send(block).map_err(|_| lost())?;
        Ok(n)
    }
}

fn lost() -> io::Error {
    io::Error::other("the hashing thread ended")
}
