//! Recovery words: 128 random bits as twelve words of BIP 39.
//!
//! The Chinese list is made of single characters, so the words are twelve
//! characters on paper; the same bits in the English list are accepted too.

use bip39::{Language, Mnemonic};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::key::{Random, random_bytes};
use crate::{Error, Result};

const WORDS: usize = 12;

/// The words that open a vault when the passphrase is lost. Shown once, at
/// creation. Wiped when dropped; deliberately neither `Debug` nor `Clone`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct RecoveryWords([u8; 16]);

impl RecoveryWords {
    pub(crate) fn random(random: Random<'_>) -> Result<Self> {
        Ok(Self(random_bytes(random)?))
    }

    /// Reads the words as a person types them: Chinese characters with or
    /// without spaces and punctuation, or English words in any case.
    ///
    /// # Errors
    /// [`Error::RecoveryWordsMalformed`] when they are not twelve words of one
    /// list or their checksum does not hold.
    pub fn parse(typed: &str) -> Result<Self> {
        let mut text = Zeroizing::new(String::with_capacity(typed.len() * 5 + 1));
        let chinese = typed.chars().any(is_han);
        for char in typed.chars() {
            if chinese {
                if is_han(char) {
                    text.push(char);
                    text.push(' ');
                }
            } else if char.is_alphabetic() {
                text.extend(char.to_lowercase());
            } else if !text.ends_with(' ') {
                text.push(' ');
            }
        }
        let language = if chinese {
            Language::SimplifiedChinese
        } else {
            Language::English
        };
        let mnemonic = Mnemonic::parse_in_normalized(language, text.trim())
            .map_err(|_| Error::RecoveryWordsMalformed)?;
        if mnemonic.word_count() != WORDS {
            return Err(Error::RecoveryWordsMalformed);
        }
        let (mut entropy, len) = mnemonic.to_entropy_array();
        let mut words = Self([0; 16]);
        if len == words.0.len() {
            words.0.copy_from_slice(&entropy[..16]);
        }
        entropy.zeroize();
        Ok(words)
    }

    /// The twelve words in the language of `lang`.
    pub fn words(&self, lang: domain::Lang) -> Vec<&'static str> {
        let language = match lang {
            domain::Lang::ZhCn => Language::SimplifiedChinese,
            domain::Lang::En => Language::English,
        };
        // Sixteen bytes are always a valid length.
        Mnemonic::from_entropy_in(language, &self.0)
            .map(|m| m.words().collect())
            .unwrap_or_default()
    }

    pub(crate) fn entropy(&self) -> &[u8; 16] {
        &self.0
    }
}

fn is_han(char: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&char)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Lang;

    fn some() -> RecoveryWords {
        let mut next = 0u8;
        RecoveryWords::random(&mut |bytes: &mut [u8]| {
            for b in bytes {
                next = next.wrapping_mul(31).wrapping_add(17);
                *b = next;
            }
        })
        .unwrap()
    }

    #[test]
    fn words_come_back_in_every_form() {
        let words = some();
        let zh = words.words(Lang::ZhCn);
        let en = words.words(Lang::En);
        assert_eq!(zh.len(), 12);
        assert!(zh.iter().all(|w| w.chars().count() == 1));
        for typed in [
            zh.concat(),
            zh.join(" "),
            format!("  {}\n", zh.join("、")),
            zh.join("\u{3000}"),
            en.join(" "),
            en.join("\n").to_uppercase(),
            format!(" {} ", en.join(", ")),
        ] {
            assert!(RecoveryWords::parse(&typed).is_ok_and(|w| w.0 == words.0));
        }
    }

    #[test]
    fn a_slip_is_malformed() {
        let words = some();
        let mut zh = words.words(Lang::ZhCn);
        zh.swap(0, 2);
        for typed in [
            zh.concat(),
            words.words(Lang::ZhCn)[..11].concat(),
            String::new(),
            "abandon".repeat(3),
            "一".repeat(13),
        ] {
            assert!(matches!(
                RecoveryWords::parse(&typed),
                Err(Error::RecoveryWordsMalformed)
            ));
        }
    }
}
