//! Sets of ticked codes, as bits: a rule over ten thousand rows compares them
//! often.

use domain::{Conduct, Disclosure};

/// A set of vocabulary members, one bit each by their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Codes(u64);

// A member that does not fit would be lost.
const _: () = assert!(Conduct::ALL.len() <= 64 && Disclosure::ALL.len() <= 64);

impl Codes {
    pub(crate) fn conducts(list: &[Conduct]) -> Self {
        Self(list.iter().fold(0, |bits, c| bits | 1 << *c as u64))
    }

    pub(crate) fn disclosures(list: &[Disclosure]) -> Self {
        Self(list.iter().fold(0, |bits, d| bits | 1 << *d as u64))
    }

    pub(crate) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(crate) fn conduct_codes(self) -> Vec<String> {
        let held = |c: &&Conduct| self.0 & 1 << **c as u64 != 0;
        Conduct::ALL
            .iter()
            .filter(held)
            .map(|c| c.code().to_owned())
            .collect()
    }

    pub(crate) fn disclosure_codes(self) -> Vec<String> {
        let held = |d: &&Disclosure| self.0 & 1 << **d as u64 != 0;
        Disclosure::ALL
            .iter()
            .filter(held)
            .map(|d| d.code().to_owned())
            .collect()
    }

    pub(crate) const fn both(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}
