//! Counts every byte that passes: for progress, for cancelling and against
//! archives that never end.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    io::{self, BufRead, Read},
    mem,
    sync::{
        Arc,
        mpsc::{self, SyncSender},
    },
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
        loop {
            match self.inner.read(buf) {
                // A signal is no reason to stop.
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => {
                    let n = read?;
                    self.watch.advance(n)?;
                    return Ok(n);
                }
            }
        }
    }
}

/// Bytes read at once.
const BLOCK: usize = 1 << 18;
/// Blocks that may wait to be hashed.
const WAITING: usize = 4;

/// A part of a file, looked at by the hash and by the format at the same time.
struct Block {
    bytes: Box<[u8]>,
    filled: usize,
}

impl Block {
    fn new() -> Self {
        Self {
            bytes: vec![0; BLOCK].into(),
            filled: 0,
        }
    }

    fn text(&self) -> &[u8] {
        self.bytes.get(..self.filled).unwrap_or_default()
    }
}

/// A reader that hashes what passes, on a thread of its own: hashing is about a fifth of
/// the work of reading a long file.
pub(crate) struct Hashed<R> {
    inner: R,
    /// The block being read, and how much of it has been taken.
    block: Arc<Block>,
    taken: usize,
    /// Those before it that may still be in use.
    before: VecDeque<Arc<Block>>,
    to_hash: SyncSender<Arc<Block>>,
    hasher: JoinHandle<Sha256>,
}

impl<R: Read> Hashed<R> {
    /// # Errors
    /// When the system gives no thread.
    pub(crate) fn new(inner: R) -> io::Result<Self> {
        let (to_hash, blocks) = mpsc::sync_channel::<Arc<Block>>(WAITING);
        let hasher = thread::Builder::new().spawn(move || {
            let mut hasher = Sha256::new();
            for block in blocks {
                hasher.update(block.text());
            }
            hasher
        })?;
        Ok(Self {
            inner,
            block: Arc::new(Block::new()),
            taken: 0,
            before: VecDeque::new(),
            to_hash,
            hasher,
        })
    }

    /// Reads what is left and returns the SHA-256 of everything, lower-case hex.
    pub(crate) fn finish(mut self) -> io::Result<String> {
        loop {
            let rest = self.fill_buf()?.len();
            if rest == 0 {
                break;
            }
            self.consume(rest);
        }
        drop(self.to_hash);
        let hasher = self.hasher.join().map_err(|_| lost())?;
        Ok(hasher
            .finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect())
    }

    fn next_block(&mut self) -> io::Result<()> {
        // As many wait as may, and the hasher holds one more: what was before them has been
        // hashed and is used again.
        let spent = (self.before.len() > WAITING)
            .then(|| self.before.pop_front())
            .flatten()
            .and_then(Arc::into_inner);
        let mut block = spent.unwrap_or_else(Block::new);
        block.filled = self.inner.read(&mut block.bytes)?;
        let block = Arc::new(block);
        self.to_hash.send(Arc::clone(&block)).map_err(|_| lost())?;
        self.before.push_back(mem::replace(&mut self.block, block));
        self.taken = 0;
        Ok(())
    }
}

impl<R: Read> BufRead for Hashed<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.taken >= self.block.filled {
            self.next_block()?;
        }
        Ok(self.block.text().get(self.taken..).unwrap_or_default())
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount;
    }
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buf)?;
        self.consume(n);
        Ok(n)
    }
}

fn lost() -> io::Error {
    io::Error::other("the hashing thread ended")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives little at a time, and is interrupted.
    struct Slow<'t>(&'t [u8], bool);

    impl Read for Slow<'_> {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 {
                return Err(io::ErrorKind::Interrupted.into());
            }
            let most = buf.len().min(100_003);
            self.0.read(&mut buf[..most])
        }
    }

    fn hash(bytes: &[u8]) -> String {
        let digest = Sha256::digest(bytes);
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn what_passes_is_what_is_hashed() {
        // More blocks than are ever in use at the same time.
        let bytes: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
        let mut passed = Vec::new();
        let progress: &mut dyn FnMut(Progress) -> Flow = &mut |_| Flow::Go;
        let watch = Watch::new(progress);
        let mut hashed = Hashed::new(Watched::new(Slow(&bytes, false), &watch)).unwrap();
        hashed
            .by_ref()
            .take(5_000_000)
            .read_to_end(&mut passed)
            .unwrap();
        assert!(passed == bytes[..5_000_000], "as it was read");
        assert_eq!(hashed.finish().unwrap(), hash(&bytes), "and all of it");
        assert_eq!(
            Hashed::new(io::empty()).unwrap().finish().unwrap(),
            hash(b"")
        );
    }
}
