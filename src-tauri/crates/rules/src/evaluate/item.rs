//! One contact as the checks see it.

use chrono::NaiveTime;
use domain::{Channel, Day, FactKey, Instant, Relation, Tri};

use super::codes::Codes;
use super::items::Of;
use super::known::Known;

/// One contact, with what is known about it.
///
/// What every rule looks at stands here itself, not behind the row: a rule that
/// runs over all items should not have to fetch each row for it. It borrows
/// nothing, so that it can be kept while the case grows.
pub(crate) struct Item {
    /// Its place among the contacts of the case.
    pub(crate) row: usize,
    pub(crate) at: Instant,
    pub(crate) channel: Channel,
    /// Did the other side start it?
    pub(crate) incoming: bool,
    /// The civil day where the law of the debt counts it.
    pub(crate) day: Day,
    /// The day it is filed under, whatever the law: the one of Beijing, so that
    /// the order of days is the order of time.
    pub(crate) filed: Day,
    /// Wall-clock time there: Beijing, or the borrower's place.
    pub(crate) time: NaiveTime,
    /// Index of the debt it was about; `None` when that is open.
    pub(crate) debt: Option<usize>,
    /// Other debts it was about as well.
    pub(crate) also: Vec<usize>,
    /// Index of the organisation behind it, from the row or the number book.
    pub(crate) party: Option<usize>,
    /// Was it collection at all?
    pub(crate) collection: Known,
    pub(crate) connected: Known,
    /// A recorded or robot voice rather than a person.
    pub(crate) notification: Known,
    pub(crate) relation: Relation,
    /// Index of the person reached, when they are in the case.
    pub(crate) person: Option<usize>,
    /// Did whoever was reached refuse in this contact?
    pub(crate) refused: Tri,
    /// Does the person reached owe nothing?
    pub(crate) third: Known,
    pub(crate) conducts: Option<Codes>,
    pub(crate) disclosed: Option<Codes>,
}

impl Item {
    /// Every list it stands in: of each debt it was about, or of none.
    pub(super) fn lists(&self) -> impl Iterator<Item = Of> {
        let also = self.also.iter().copied().map(Some);
        std::iter::once(self.debt).chain(also)
    }

    /// Was it the borrower or a co-borrower who was reached?
    pub(crate) fn borrower(&self) -> Known {
        match self.relation {
            Relation::Borrower | Relation::CoBorrower => Known::Yes,
            Relation::Unknown if self.channel != Channel::Public => Known::ask(FactKey::WhoReached),
            _ => Known::No,
        }
    }
}

/// Whoever sees a public posting is a third person. A spouse or an heir may
/// owe the debt too; that is a question of its own.
pub(super) fn third(channel: Channel, relation: Relation, owes: Tri) -> Known {
    match relation {
        Relation::Borrower | Relation::CoBorrower | Relation::Guarantor => Known::No,
        Relation::Spouse | Relation::Heir => Known::from_tri(owes, FactKey::PersonOwes).not(),
        Relation::Unknown if channel == Channel::Public => Known::Yes,
        Relation::Unknown => Known::ask(FactKey::WhoReached),
        _ => Known::from_bool(owes != Tri::Yes),
    }
}
