//! Keys: derived, wrapped, unwrapped, wiped. Nothing here can be printed.
//!
//! The data key encrypts the database and changes only when the whole vault is
//! encrypted anew. It is stored twice, each time encrypted: under a key derived from the
//! passphrase with Argon2id, and under a key made from the recovery words.

use argon2::{Algorithm, Argon2, Params, Version};
use bech32::ToBase32;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{Error, Result};

/// Fewest characters of a passphrase. Length is the only demand: rules about
/// kinds of characters make people write passphrases down.
pub const MIN_PASSPHRASE_CHARS: usize = 8;

/// The host's source of randomness: fills the slice with unpredictable bytes.
pub type Random<'a> = &'a mut dyn FnMut(&mut [u8]);

/// Cost of turning a passphrase into a key (Argon2id).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kdf {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for Kdf {
    /// 64 MiB, three passes, one lane: the second recommended setting of
    /// RFC 9106 with one lane, because the work runs on one thread here.
    fn default() -> Self {
        Self {
            memory_kib: 64 * 1024,
            passes: 3,
            lanes: 1,
        }
    }
}

impl Kdf {
    /// The most memory a key file may ask for: four times what is asked for today.
    const MOST_MEMORY_KIB: u32 = 256 * 1024;
    /// The most memory times passes, about a second of work.
    const MOST_WORK_KIB: u64 = 1024 * 1024;

    /// The Argon2 context. Upper bounds keep a forged key file from asking for
    /// all memory or an endless wait.
    fn context(self) -> Result<Argon2<'static>> {
        let work = u64::from(self.memory_kib) * u64::from(self.passes);
        if self.memory_kib > Self::MOST_MEMORY_KIB || work > Self::MOST_WORK_KIB || self.lanes > 16
        {
            return Err(Error::KdfOutOfRange);
        }
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(KEY_LEN))
            .map_err(|_| Error::KdfOutOfRange)?;
        Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }
}

const KEY_LEN: usize = 32;

/// A 256-bit key, wiped when dropped. Deliberately neither `Debug` nor `Clone`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Key([u8; KEY_LEN]);

/// A key as it is stored: encrypted and authenticated.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wrapped {
    #[serde(with = "crate::hex::array")]
    nonce: [u8; 24],
    #[serde(with = "crate::hex::array")]
    key: [u8; KEY_LEN + 16],
}

impl Key {
    /// A new random key.
    pub(crate) fn random(random: Random<'_>) -> Result<Self> {
        Ok(Self(random_bytes(random)?))
    }

    /// The same key once more, for work beside the vault.
    pub(crate) fn again(&self) -> Self {
        Self(self.0)
    }

    /// The key of a passphrase. The text is brought into the compatibility form
    /// NFKC first, so that full-width letters of a Chinese input method and
    /// composed characters give the same key on every system.
    pub(crate) fn from_passphrase(passphrase: &str, kdf: Kdf, salt: &[u8; 16]) -> Result<Self> {
        let text = normal(passphrase);
        let mut key = Self([0; KEY_LEN]);
        kdf.context()?
            .hash_password_into(text.as_bytes(), salt, &mut key.0)
            .map_err(|_| Error::KdfOutOfRange)?;
        Ok(key)
    }

    /// The key of 128 random recovery bits. They cannot be guessed, so no slow
    /// derivation is needed; the vault id keeps two vaults apart.
    pub(crate) fn from_recovery(entropy: &[u8; 16], vault: &[u8; 16]) -> Self {
        let mut digest = Sha256::new();
        digest.update(b"mingzhang-recovery/1");
        digest.update(vault);
        digest.update(entropy);
        let mut out = digest.finalize();
        let mut key = Self([0; KEY_LEN]);
        key.0.copy_from_slice(&out);
        out.as_mut_slice().zeroize();
        key
    }

    /// Encrypts `self` under `under`. `bound` is authenticated with it.
    pub(crate) fn wrap(&self, under: &Self, bound: &[u8], random: Random<'_>) -> Result<Wrapped> {
        let nonce = random_bytes(random)?;
        let sealed = under
            .cipher()
            .encrypt(
                &XNonce::from(nonce),
                Payload {
                    msg: &self.0,
                    aad: bound,
                },
            )
            .ok()
            .and_then(|sealed| sealed.try_into().ok())
            .ok_or(Error::Sql(0))?;
        Ok(Wrapped { nonce, key: sealed })
    }

    /// Decrypts a wrapped key; `None` when `under` or `bound` is not the one it
    /// was wrapped with.
    pub(crate) fn unwrap(wrapped: &Wrapped, under: &Self, bound: &[u8]) -> Option<Self> {
        let plain = Zeroizing::new(
            under
                .cipher()
                .decrypt(
                    &XNonce::from(wrapped.nonce),
                    Payload {
                        msg: &wrapped.key,
                        aad: bound,
                    },
                )
                .ok()?,
        );
        let mut key = Self([0; KEY_LEN]);
        if plain.len() != KEY_LEN {
            return None;
        }
        key.0.copy_from_slice(&plain);
        Some(key)
    }

    /// The statement that gives the key to SQLCipher as it is: to open with, `key`,
    /// or to encrypt anew with, `rekey`.
    pub(crate) fn pragma(&self, what: &str) -> Zeroizing<String> {
        let mut sql = Zeroizing::new(String::with_capacity(96));
        sql.push_str("PRAGMA ");
        sql.push_str(what);
        sql.push_str(" = \"x'");
        crate::hex::push(&mut sql, &self.0);
        sql.push_str("'\";");
        sql
    }

    /// The key of the vault's files. It follows from this one, so that there is
    /// nothing more to keep, to lose or to change with the passphrase.
    pub(crate) fn file_identity(&self) -> Result<age::x25519::Identity> {
        let mut digest = Sha256::new();
        digest.update(b"mingzhang-files/1");
        digest.update(self.0);
        let mut secret = digest.finalize();
        // age takes a key in its written form only.
        let text = bech32::encode(
            "age-secret-key-",
            secret.as_slice().to_base32(),
            bech32::Variant::Bech32,
        )
        .map(Zeroizing::new);
        secret.as_mut_slice().zeroize();
        text.ok()
            .and_then(|text| text.parse().ok())
            .ok_or(Error::Sql(0))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

/// Refuses a passphrase that is too short.
///
/// # Errors
/// [`Error::PassphraseTooShort`].
pub fn check_passphrase(passphrase: &str) -> Result<()> {
    if normal(passphrase).chars().count() < MIN_PASSPHRASE_CHARS {
        return Err(Error::PassphraseTooShort);
    }
    Ok(())
}

/// Random bytes; refuses a source that leaves them untouched.
pub(crate) fn random_bytes<const N: usize>(random: Random<'_>) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    random(&mut bytes);
    if bytes.iter().all(|b| *b == 0) {
        return Err(Error::NoRandomness);
    }
    Ok(bytes)
}

fn normal(passphrase: &str) -> Zeroizing<String> {
    // One character may become eighteen; room enough that the text is never
    // moved and no copy is left behind.
    let mut out = Zeroizing::new(String::with_capacity(passphrase.len() * 18 + 1));
    out.extend(passphrase.nfkc());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHEAP: Kdf = Kdf {
        memory_kib: 32,
        passes: 1,
        lanes: 1,
    };

    fn key(byte: u8) -> Key {
        Key([byte; KEY_LEN])
    }

    #[test]
    fn a_wrapped_key_opens_with_its_key_and_binding_only() {
        let wrapped = key(7)
            .wrap(&key(1), b"bound", &mut |b: &mut [u8]| b.fill(9))
            .unwrap();
        assert!(Key::unwrap(&wrapped, &key(1), b"bound").is_some_and(|k| k.0 == key(7).0));
        assert!(Key::unwrap(&wrapped, &key(2), b"bound").is_none());
        assert!(Key::unwrap(&wrapped, &key(1), b"other").is_none());
        assert!(!wrapped.key.windows(8).any(|w| w == [7; 8]));
    }

    #[test]
    fn full_width_input_is_the_same_passphrase() {
        let salt = [3; 16];
        let narrow = Key::from_passphrase("Abc12345", CHEAP, &salt).unwrap();
        let wide = Key::from_passphrase("Ａｂｃ１２３４５", CHEAP, &salt).unwrap();
        assert!(narrow.0 == wide.0);
        let other = Key::from_passphrase("Abc12346", CHEAP, &salt).unwrap();
        assert!(narrow.0 != other.0);
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(check_passphrase("一二三四五六七八"), Ok(()));
        assert_eq!(
            check_passphrase("一二三四五六七"),
            Err(Error::PassphraseTooShort)
        );
    }

    #[test]
    fn a_silent_source_of_randomness_is_refused() {
        assert!(matches!(
            Key::random(&mut |_: &mut [u8]| {}),
            Err(Error::NoRandomness)
        ));
    }

    #[test]
    fn a_greedy_kdf_is_refused() {
        let more = |memory_kib, passes, lanes| Kdf {
            memory_kib,
            passes,
            lanes,
        };
        for greedy in [
            more(u32::MAX, 1, 1),
            more(256 * 1024 + 1, 1, 1),
            more(256 * 1024, 5, 1),
            more(1024, u32::MAX, 1),
            more(1024, 1, 17),
        ] {
            assert!(matches!(
                Key::from_passphrase("x", greedy, &[0; 16]),
                Err(Error::KdfOutOfRange)
            ));
        }
        assert!(Kdf::default().context().is_ok());
    }
}
