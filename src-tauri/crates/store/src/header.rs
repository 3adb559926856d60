//! `vault.key`: how to get from a passphrase or recovery words to the data key.
//!
//! A small JSON file. The outer object is the same in every version: the
//! header's exact text and its SHA-256, so that damage is told apart from a
//! wrong passphrase and from a newer version. The checksum protects against
//! accidents; what matters for secrecy is authenticated with each wrapped key.

use std::path::Path;
use std::{fs, io};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

use crate::error::Part;
use crate::folder::{Folder, write_whole};
use crate::key::{Kdf, Key, Random, Wrapped, random_bytes};
use crate::{Error, RecoveryWords, Result, hex};

/// Version of the key file this program writes.
const VERSION: u32 = 1;
const FORMAT: &str = "mingzhang-vault";
const DAMAGED: Error = Error::Damaged(Part::KeyFile);
/// A key file is below one KiB; anything much larger is not one.
const MAX_BYTES: u64 = 64 * 1024;

/// What the key file says. It holds no secret that is not encrypted.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Header {
    format: String,
    version: u32,
    #[serde(with = "hex::array")]
    vault: [u8; 16],
    kdf_name: String,
    kdf: Kdf,
    #[serde(with = "hex::array")]
    salt: [u8; 16],
    passphrase: Wrapped,
    recovery: Wrapped,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File<'a> {
    sha256: String,
    #[serde(borrow)]
    header: &'a RawValue,
}

/// The part of a header that every version has.
#[derive(Deserialize)]
struct Stamp {
    format: String,
    version: u32,
}

impl Header {
    /// A new vault's header and data key.
    pub(crate) fn create(
        passphrase: &str,
        words: &RecoveryWords,
        kdf: Kdf,
        random: Random<'_>,
    ) -> Result<(Self, Key)> {
        Self::of(random_bytes(random)?, passphrase, words, kdf, random)
    }

    /// The same vault with another data key.
    pub(crate) fn with_new_key(
        &self,
        passphrase: &str,
        words: &RecoveryWords,
        random: Random<'_>,
    ) -> Result<(Self, Key)> {
        Self::of(self.vault, passphrase, words, self.kdf, random)
    }

    fn of(
        vault: [u8; 16],
        passphrase: &str,
        words: &RecoveryWords,
        kdf: Kdf,
        random: Random<'_>,
    ) -> Result<(Self, Key)> {
        let data = Key::random(random)?;
        let recovery = data.wrap(
            &Key::from_recovery(words.entropy(), &vault),
            &bound(&vault, "recovery"),
            random,
        )?;
        let (salt, wrapped) = wrap_by_passphrase(&data, passphrase, kdf, &vault, random)?;
        let header = Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            vault,
            kdf_name: "argon2id".to_owned(),
            kdf,
            salt,
            passphrase: wrapped,
            recovery,
        };
        Ok((header, data))
    }

    /// The same vault under another passphrase, with a new salt.
    pub(crate) fn with_passphrase(
        &self,
        data: &Key,
        passphrase: &str,
        random: Random<'_>,
    ) -> Result<Self> {
        let (salt, passphrase) =
            wrap_by_passphrase(data, passphrase, self.kdf, &self.vault, random)?;
        Ok(Self {
            salt,
            passphrase,
            ..self.clone()
        })
    }

    /// The data key, by passphrase.
    pub(crate) fn by_passphrase(&self, passphrase: &str) -> Result<Key> {
        let under = Key::from_passphrase(passphrase, self.kdf, &self.salt).map_err(|_| DAMAGED)?;
        Key::unwrap(&self.passphrase, &under, &bound(&self.vault, "passphrase"))
            .ok_or(Error::WrongKey)
    }

    /// The data key, by recovery words.
    pub(crate) fn by_recovery(&self, words: &RecoveryWords) -> Result<Key> {
        let under = Key::from_recovery(words.entropy(), &self.vault);
        Key::unwrap(&self.recovery, &under, &bound(&self.vault, "recovery"))
            .ok_or(Error::WrongRecovery)
    }

    /// Reads the key file, or its copy among the backups when the file itself
    /// is missing or damaged.
    pub(crate) fn load(folder: &Folder) -> Result<Self> {
        match read(&folder.key_file()) {
            Err(DAMAGED) => read(&folder.key_file_copy()).map_err(|_| DAMAGED),
            other => other,
        }
    }

    /// Writes the key file, then its copy.
    pub(crate) fn save(&self, folder: &Folder) -> Result<()> {
        let bytes = self.to_bytes();
        write_whole(&folder.key_file(), &bytes)?;
        write_whole(&folder.key_file_copy(), &bytes)
    }

    /// Puts this header in the place of the present one. What is said is what is
    /// true: an error only while the present one stays. The copy follows now or
    /// with the next opening.
    pub(crate) fn replace(&self, folder: &Folder) -> Result<()> {
        let bytes = self.to_bytes();
        if let Err(error) = write_whole(&folder.key_file(), &bytes)
            && fs::read(folder.key_file()).ok().as_deref() != Some(&bytes)
        {
            return Err(error);
        }
        write_whole(&folder.key_file_copy(), &bytes).ok();
        Ok(())
    }

    /// Brings file and copy in line again: after damage, or when a change of
    /// passphrase was cut short between the two.
    pub(crate) fn heal(&self, folder: &Folder) -> Result<()> {
        let bytes = self.to_bytes();
        for path in [folder.key_file(), folder.key_file_copy()] {
            if fs::read(&path).ok().as_deref() != Some(&bytes) {
                write_whole(&path, &bytes)?;
            }
        }
        Ok(())
    }

    fn to_bytes(&self) -> Vec<u8> {
        // Strings, numbers and structs always serialise.
        let text = serde_json::to_string(self).unwrap_or_default();
        file_text(&text).into_bytes()
    }
}

fn wrap_by_passphrase(
    data: &Key,
    passphrase: &str,
    kdf: Kdf,
    vault: &[u8; 16],
    random: Random<'_>,
) -> Result<([u8; 16], Wrapped)> {
    let salt = random_bytes(random)?;
    let under = Key::from_passphrase(passphrase, kdf, &salt)?;
    let wrapped = data.wrap(&under, &bound(vault, "passphrase"), random)?;
    Ok((salt, wrapped))
}

/// What a wrapped key is bound to: this format, this vault, this slot.
fn bound(vault: &[u8; 16], slot: &str) -> Vec<u8> {
    format!("{FORMAT}/{VERSION}/{}/{slot}", hex::encode(vault)).into_bytes()
}

fn file_text(header: &str) -> String {
    let sum = hex::encode(&Sha256::digest(header));
    format!("{{\"sha256\":\"{sum}\",\"header\":{header}}}\n")
}

fn read(path: &Path) -> Result<Header> {
    match fs::metadata(path) {
        Ok(meta) if meta.len() > MAX_BYTES => return Err(DAMAGED),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(DAMAGED),
        _ => {}
    }
    parse(&fs::read(path)?)
}

fn parse(bytes: &[u8]) -> Result<Header> {
    let text = std::str::from_utf8(bytes).map_err(|_| DAMAGED)?;
    let file: File<'_> = serde_json::from_str(text).map_err(|_| DAMAGED)?;
    if file_text(file.header.get()) != text {
        return Err(DAMAGED);
    }
    let stamp: Stamp = serde_json::from_str(file.header.get()).map_err(|_| DAMAGED)?;
    if stamp.format != FORMAT {
        return Err(DAMAGED);
    }
    if stamp.version > VERSION {
        return Err(Error::NewerVault);
    }
    let header: Header = serde_json::from_str(file.header.get()).map_err(|_| DAMAGED)?;
    if header.kdf_name != "argon2id" {
        return Err(DAMAGED);
    }
    Ok(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Kdf = Kdf {
        memory_kib: 32,
        passes: 1,
        lanes: 1,
    };

    fn header() -> Header {
        let mut n = 0u8;
        let mut random = |bytes: &mut [u8]| {
            for b in bytes {
                n = n.wrapping_add(1);
                *b = n;
            }
        };
        let words = RecoveryWords::random(&mut random).unwrap();
        Header::create("correct horse", &words, CHEAP, &mut random)
            .unwrap()
            .0
    }

    #[test]
    fn any_changed_byte_is_damage_and_never_a_wrong_passphrase() {
        let bytes = header().to_bytes();
        assert!(parse(&bytes).is_ok());
        for at in 0..bytes.len() {
            for mask in [0x01, 0x20, 0x80] {
                let mut changed = bytes.clone();
                changed[at] ^= mask;
                assert!(parse(&changed).is_err_and(|e| e == DAMAGED), "byte {at}");
            }
            assert!(parse(&bytes[..at]).is_err_and(|e| e == DAMAGED), "cut {at}");
        }
    }

    #[test]
    fn a_newer_key_file_says_so() {
        let text = r#"{"format":"mingzhang-vault","version":2,"post_quantum":true}"#;
        assert!(parse(file_text(text).as_bytes()).is_err_and(|e| e == Error::NewerVault));
        let text = r#"{"format":"something else","version":2}"#;
        assert!(parse(file_text(text).as_bytes()).is_err_and(|e| e == DAMAGED));
    }

    #[test]
    fn slots_cannot_be_swapped() {
        let mut header = header();
        std::mem::swap(&mut header.passphrase, &mut header.recovery);
        assert!(
            header
                .by_passphrase("correct horse")
                .is_err_and(|e| e == Error::WrongKey)
        );
    }
}
