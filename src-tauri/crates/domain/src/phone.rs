//! Telephone numbers, kept as text and compared in one normal form.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A telephone number in normal form: digits only, without the 0086 or +86
/// prefix of mainland numbers; short codes and 400/95/106 numbers as they are.
/// A hidden number is no number at all: `Option<Phone>` is `None`.
#[derive(
    Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(from = "String", into = "String")]
#[schemars(with = "String")]
#[ts(type = "string")]
pub struct Phone(String);

impl Phone {
    /// Reads a number as printed. `None` when nothing of a number is left
    /// (empty, `-1`, `Unknown`, `Private`).
    pub fn parse(printed: &str) -> Option<Self> {
        let printed = printed.trim_start();
        if printed.starts_with('-') {
            return None;
        }
        let digits = digits(printed);
        // "+86…" always; a bare "86…" only before a mobile number. Until nothing
        // of it is left, so that the normal form of a normal form is itself.
        let mut digits = &*digits;
        let mut plus = printed.starts_with('+');
        while let Some(rest) = digits.strip_prefix("0086").or_else(|| {
            digits
                .strip_prefix("86")
                .filter(|rest| plus || is_mobile(rest))
        }) {
            (digits, plus) = (rest, false);
        }
        (digits.len() >= 3).then(|| Self(digits.to_owned()))
    }

    /// The normal form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Those of a number as printed.
fn digits(printed: &str) -> Cow<'_, str> {
    if printed.bytes().all(|b| b.is_ascii_digit()) {
        return Cow::Borrowed(printed);
    }
    let digit = |c| match c {
        '0'..='9' => Some(c),
        // Full-width digits of Chinese exports.
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10),
        _ => None,
    };
    Cow::Owned(printed.chars().filter_map(digit).collect())
}

fn is_mobile(digits: &str) -> bool {
    digits.len() == 11 && digits.starts_with('1')
}

impl From<String> for Phone {
    /// Normalises; text without a number in it is kept as it is.
    fn from(text: String) -> Self {
        Self::parse(&text).unwrap_or(Self(text))
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn normal(printed: &str) -> Option<String> {
        Phone::parse(printed).map(String::from)
    }

    #[test]
    fn one_number_has_one_form() {
        for printed in [
            "13800000001",
            "+86 138 0000 0001",
            "008613800000001",
            "8613800000001",
            "138-0000-0001",
            "１３８０００００００１",
        ] {
            assert_eq!(normal(printed).as_deref(), Some("13800000001"), "{printed}");
        }
        assert_eq!(normal("95000").as_deref(), Some("95000"));
        assert_eq!(normal("(010) 0000-1234").as_deref(), Some("01000001234"));
    }

    #[test]
    fn hidden_numbers_are_none() {
        for printed in ["", "-1", "-2", "Unknown", "私人号码"] {
            assert_eq!(normal(printed), None, "{printed}");
        }
    }

    proptest! {
        #[test]
        fn normal_form_is_stable(text in "[+0-9 ()-]{0,20}") {
            if let Some(once) = Phone::parse(&text) {
                prop_assert_eq!(Phone::parse(once.as_str()), Some(once));
            }
        }
    }
}
