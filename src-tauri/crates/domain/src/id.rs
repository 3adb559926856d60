//! Identifiers: short opaque text, so that a case file may use its own. Shared,
//! because a long log names each of its contacts in many findings.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident,)+) => {$(
        $(#[$meta])*
        #[derive(
            Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            Serialize, Deserialize, JsonSchema, TS,
        )]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The text of the identifier.
            pub fn as_str(&self) -> &str { &self.0 }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                // A row that has no identifier yet needs no room for one.
                Self(if text.is_empty() { Arc::default() } else { text.into() })
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

id! {
    /// A debt.
    DebtId,
    /// A contact in the log.
    ContactId,
    /// An organisation: lender, agency, court, regulator.
    PartyId,
    /// A person other than the borrower.
    PersonId,
    /// A payment.
    PaymentId,
    /// An agreed plan.
    AgreementId,
    /// An entry of a debt's account.
    EntryId,
    /// Something that may have moved a limitation.
    LimitationId,
    /// Something the borrower told a collector.
    NoticeId,
    /// A proceeding.
    ProceedingId,
    /// What was said about two rows of one call.
    SameCallId,
    /// One import of one file.
    ImportId,
    /// A letter.
    LetterId,
    /// A file that proves something.
    AttachmentId,
    /// An organisation letters go to, as the user entered it.
    RecipientId,
}

/// A new identifier text: a one-letter kind, the time in milliseconds and 64
/// random bits, in lower-case base 32, so that ids sort by age.
pub fn new_id(kind: char, at_ms: i64, random: [u8; 8]) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut out = String::with_capacity(24);
    out.push(kind);
    let mut push = |value: u64, digits: u32| {
        for place in (0..digits).rev() {
            let digit = (value >> (5 * place)) & 31;
            out.push(char::from(DIGITS[usize::try_from(digit).unwrap_or(0)]));
        }
    };
    push(u64::try_from(at_ms).unwrap_or(0), 10);
    push(u64::from_be_bytes(random), 13);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_age() {
        let old = new_id('c', 1_700_000_000_000, [0xff; 8]);
        let new = new_id('c', 1_700_000_000_001, [0; 8]);
        assert!(old < new);
        assert_eq!(old.len(), 24);
    }
}
