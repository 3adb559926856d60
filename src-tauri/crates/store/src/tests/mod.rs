//! The vault on a real disk, with cheap key derivation.

mod backups;
#[cfg(target_os = "linux")]
mod faults;
mod files;
mod migration;
mod moving;
mod refusals;
mod rekey;
mod round_trip;
mod sample;
mod secrecy;
mod tamper;

use std::path::Path;

use domain::Instant;

use crate::{Kdf, RecoveryWords, Result, Vault};

pub(crate) const PASSPHRASE: &str = "示例口令 correct horse";

/// Real Argon2id, at a thousandth of the real cost.
pub(crate) const CHEAP: Kdf = Kdf {
    memory_kib: 64,
    passes: 1,
    lanes: 1,
};

pub(crate) fn at(text: &str) -> Instant {
    domain::parse_instant(text).unwrap()
}

pub(crate) fn now() -> Instant {
    at("2026-03-01T12:00:00+08:00")
}

pub(crate) fn random(bytes: &mut [u8]) {
    getrandom::fill(bytes).unwrap();
}

pub(crate) fn create(dir: &Path) -> (Vault, RecoveryWords) {
    Vault::create(dir, PASSPHRASE, CHEAP, &mut random, now()).unwrap()
}

pub(crate) fn open(dir: &Path) -> Result<Vault> {
    Vault::open(dir, PASSPHRASE, now())
}

/// A vault with one of everything.
pub(crate) fn full(dir: &Path) -> Vault {
    let (mut vault, _) = create(dir);
    sample::fill(&mut vault);
    vault
}
