//! Three-valued conditions that remember what would settle them.

use domain::{FactKey, Tri};

/// A condition: so, not so, or open until these facts are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    Yes,
    No,
    Ask(Asks),
}

impl Known {
    /// Open until `key` is answered.
    pub(crate) fn ask(key: FactKey) -> Self {
        Self::Ask(Asks::of(key))
    }

    /// `tri`, asking for `key` when it is not known.
    pub(crate) fn from_tri(tri: Tri, key: FactKey) -> Self {
        match tri {
            Tri::Yes => Self::Yes,
            Tri::No => Self::No,
            Tri::Unknown => Self::ask(key),
        }
    }

    pub(crate) const fn from_bool(value: bool) -> Self {
        if value { Self::Yes } else { Self::No }
    }

    /// Both must hold. One `No` settles it, whatever is open in the other.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, rest) | (rest, Self::Yes) => rest,
            (Self::Ask(a), Self::Ask(b)) => Self::Ask(a.with(b)),
        }
    }

    /// One must hold. One `Yes` settles it, whatever is open in the other.
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, rest) | (rest, Self::No) => rest,
            (Self::Ask(a), Self::Ask(b)) => Self::Ask(a.with(b)),
        }
    }

    /// The opposite; what is open stays open.
    pub(crate) const fn not(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            open @ Self::Ask(_) => open,
        }
    }

    pub(crate) fn is_no(self) -> bool {
        self == Self::No
    }

    /// The facts it is open for; none when it is settled.
    pub(crate) const fn asks(self) -> Asks {
        match self {
            Self::Ask(asks) => asks,
            Self::Yes | Self::No => Asks::NONE,
        }
    }
}

/// A set of fact keys, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Asks(u64);

// A key that does not fit would be lost.
const _: () = assert!(FactKey::ALL.len() <= 64);

impl Asks {
    pub(crate) const NONE: Self = Self(0);

    pub(crate) const fn of(key: FactKey) -> Self {
        Self(1 << key as u32)
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn has(self, key: FactKey) -> bool {
        self.0 & Self::of(key).0 != 0
    }

    pub(crate) fn keys(self) -> impl Iterator<Item = FactKey> {
        FactKey::ALL
            .iter()
            .copied()
            .filter(move |key| self.has(*key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_no_settles_a_conjunction() {
        let open = Known::ask(FactKey::HoursAgreed);
        assert_eq!(open.and(Known::No), Known::No);
        assert_eq!(Known::Yes.and(open), open);
        assert_eq!(open.or(Known::Yes), Known::Yes);
        assert_eq!(Known::No.or(open), open);
        assert_eq!(open.not(), open);
    }

    #[test]
    fn two_open_conditions_ask_for_both() {
        let both = Known::ask(FactKey::HoursAgreed).and(Known::ask(FactKey::IsCollection));
        let keys: Vec<_> = both.asks().keys().collect();
        assert_eq!(keys, [FactKey::IsCollection, FactKey::HoursAgreed]);
    }

    #[test]
    fn every_key_has_its_own_bit() {
        let all = FactKey::ALL
            .iter()
            .fold(Asks::NONE, |all, key| all.with(Asks::of(*key)));
        assert_eq!(all.keys().collect::<Vec<_>>(), FactKey::ALL);
    }
}
