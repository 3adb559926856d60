//! What the borrower had told a collector by the time of a contact, and the one
//! reply a message of the borrower allows.

use std::collections::{HashMap, HashSet};

use domain::{Channel, Day, FactKey, Instant, Notice, NoticeKind, PartyRole};

use super::finding::TraceStep;
use super::item::Item;
use super::known::Known;
use super::place;
use super::unit::Unit;

impl<'a> Unit<'_, 'a> {
    /// The notices of these kinds that may concern the debt of this unit.
    pub(crate) fn notices(&self, kinds: &[NoticeKind]) -> Vec<&'a Notice> {
        let debt = self.debt.and_then(|i| self.record.debt(i)).map(|d| &d.id);
        let notices = self.record.case.notices.iter();
        notices
            .filter(|notice| kinds.contains(&notice.kind))
            .filter(|notice| match (&notice.debt, debt) {
                (Some(about), Some(debt)) => about == debt,
                _ => true,
            })
            .collect()
    }

    /// Does the notice bind whoever made this contact, whenever it arrived?
    pub(crate) fn binds(&self, notice: &Notice, item: &Item) -> Known {
        let debt = match (&notice.debt, item.debt.or(self.debt)) {
            (None, _) => Known::Yes,
            (Some(_), None) => Known::ask(FactKey::WhichDebt),
            (Some(_), Some(_)) => Known::Yes,
        };
        let party = match (&notice.party, self.party(item)) {
            (None, _) => true,
            (Some(told), Some(party)) => *told == party.id,
            // A caller nobody named is the one collector of the debt, if there
            // is only one.
            (Some(told), None) => self.collectors(item) == [told.as_str()],
        };
        debt.and(Known::from_bool(party))
    }

    fn collectors(&self, item: &Item) -> Vec<&'a str> {
        let debt = item.debt.or(self.debt).and_then(|i| self.record.debt(i));
        let mut out: Vec<&str> = debt
            .into_iter()
            .flat_map(|debt| &debt.chain)
            .filter(|link| {
                matches!(
                    link.role,
                    PartyRole::Agency | PartyRole::Assignee | PartyRole::LawFirm
                )
            })
            .map(|link| link.party.as_str())
            .collect();
        out.dedup();
        out
    }

    /// Had the notice arrived by the time of this contact?
    pub(crate) fn arrived(&self, notice: &Notice, item: &Item) -> Known {
        let at = item.at;
        match notice.received() {
            Some(received) => Known::from_bool(received < at),
            None if at <= notice.sent_at => Known::No,
            None => Known::from_tri(
                self.record.contact_tri(FactKey::NoticeReceived, item),
                FactKey::NoticeReceived,
            ),
        }
    }

    /// Did a notice among these bind whoever made this contact?
    pub(crate) fn told(&self, notices: &[&'a Notice], item: &Item) -> Known {
        notices.iter().fold(Known::No, |all, notice| {
            all.or(self.binds(notice, item).and(self.arrived(notice, item)))
        })
    }

    /// The civil day a notice arrived, at the borrower's place.
    pub(crate) fn received_day(&self, notice: &Notice) -> Option<Day> {
        Some(self.day(&notice.received()?))
    }

    /// The civil day of a moment where the law of the unit's debt counts it.
    pub(crate) fn day(&self, at: &Instant) -> Day {
        place::clock(self.record.case, self.debt, at).date()
    }

    /// The first of these notices that certainly binds, as a step.
    pub(crate) fn told_step(&self, notices: &[&'a Notice], item: &Item) -> Vec<TraceStep> {
        let certain = |notice: &&&Notice| {
            self.binds(notice, item).and(self.arrived(notice, item)) == Known::Yes
        };
        let step = |notice: &&Notice| TraceStep::Told {
            notice: notice.id.to_string(),
            kind: notice.kind.code().to_owned(),
            received: self.received_day(notice),
        };
        notices.iter().find(certain).map(step).into_iter().collect()
    }

    /// Was it a contact that is allowed in spite of a notice or ban?
    pub(crate) fn permitted(&self, item: &Item) -> Known {
        let tri = self.record.contact_tri(FactKey::PermittedAnyway, item);
        Known::from_tri(tri, FactKey::PermittedAnyway)
    }
}

/// The contacts that are the one reply to a message of the borrower, by the
/// same medium.
pub(crate) struct Replies(HashSet<usize>);

impl Replies {
    pub(crate) fn of(unit: &Unit<'_, '_>) -> Self {
        let mut waiting: HashMap<Channel, bool> = HashMap::new();
        let mut out = HashSet::new();
        // A message of the borrower may name no debt; it is answered all the same.
        for item in unit.ledger().into_iter().filter_map(|i| unit.item(i)) {
            if matches!(
                item.channel,
                Channel::Call | Channel::Visit | Channel::Public
            ) {
                continue;
            }
            if item.incoming {
                if waiting.remove(&item.channel).unwrap_or(false) {
                    out.insert(item.row);
                }
            } else {
                waiting.insert(item.channel, true);
            }
        }
        Self(out)
    }

    pub(crate) fn has(&self, item: &Item) -> bool {
        self.0.contains(&item.row)
    }
}
