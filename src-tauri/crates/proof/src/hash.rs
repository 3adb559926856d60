//! SHA-256 in lower-case hex, whole and as a stream.

use std::fmt::Write;

use sha2::{Digest, Sha256};

/// 64 lower-case hexadecimal digits.
pub type Sha256Hex = String;

/// SHA-256 of `bytes`.
pub fn sha256(bytes: &[u8]) -> Sha256Hex {
    hex(&Sha256::digest(bytes))
}

/// The digits of `bytes`.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String does not fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// A hash and a count, taken as the bytes go by.
#[derive(Default)]
pub(crate) struct Hasher {
    digest: Sha256,
    size: u64,
}

impl Hasher {
    pub(crate) fn take(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
        self.size += bytes.len() as u64;
    }

    /// Bytes so far.
    pub(crate) const fn size(&self) -> u64 {
        self.size
    }

    pub(crate) fn finish(self) -> Sha256Hex {
        hex(&self.digest.finalize())
    }
}
