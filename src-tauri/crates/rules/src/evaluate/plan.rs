//! Which rule looks at which contacts: decided from the debts and the
//! organisations, before any contact is looked at.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::Day;

use super::items::{Items, Of};
use super::place;
use super::record::Record;
use super::scope::DebtScope;
use super::unit::{Outcome, Unit};
use crate::kinds::{Kind, Sees};
use crate::packs::{Engine, Pack, Rule};

/// Every rule that is evaluated, and whose contacts it is given.
pub(super) struct Plan {
    pub(super) rules: Vec<Planned>,
    pub(super) families: Vec<Family>,
}

/// One rule.
pub(super) struct Planned {
    pack: usize,
    rule: usize,
    /// No debt is where its law is.
    pub(super) elsewhere: bool,
    /// Does it cover each debt?
    pub(super) scopes: Vec<DebtScope>,
    pub(super) units: Vec<Seat>,
    pub(super) sees: Sees,
}

/// One rule over the contacts of one family.
pub(super) struct Seat {
    /// The debt the findings are about.
    pub(super) debt: Option<usize>,
    pub(super) family: usize,
}

/// Contacts that are looked at together: those of a debt, of all the debts of a
/// creditor together with those that may be about any debt, or of no known debt.
#[derive(PartialEq, Eq)]
pub(super) struct Family(Vec<Of>);

impl Family {
    pub(super) fn holds(&self, of: Of) -> bool {
        self.0.contains(&of)
    }

    /// Its contacts, by time.
    pub(super) fn slots<'i>(&self, items: &'i Items, record: &Record<'_>) -> Cow<'i, [usize]> {
        self.merged(items, record, |of| items.list(of))
    }

    /// Their places among all contacts.
    pub(super) fn places(&self, items: &Items) -> Vec<usize> {
        let all = items.order().iter().enumerate();
        let mine = all.filter(|(_, slot)| {
            items
                .get(**slot)
                .is_some_and(|item| item.lists().any(|of| self.holds(of)))
        });
        mine.map(|(place, _)| place).collect()
    }

    /// Those of one day.
    pub(super) fn on<'i>(
        &self,
        day: Day,
        items: &'i Items,
        record: &Record<'_>,
    ) -> Cow<'i, [usize]> {
        self.merged(items, record, |of| items.on(of, day))
    }

    fn merged<'i>(
        &self,
        items: &Items,
        record: &Record<'_>,
        list: impl Fn(Of) -> &'i [usize],
    ) -> Cow<'i, [usize]> {
        let mut lists = self.0.iter().map(|of| list(*of)).filter(|l| !l.is_empty());
        let first = lists.next().unwrap_or_default();
        let mut all = Cow::Borrowed(first);
        for other in lists {
            all.to_mut().extend_from_slice(other);
        }
        if let Cow::Owned(slots) = &mut all {
            slots.sort_by(|a, b| match (items.get(*a), items.get(*b)) {
                (Some(a), Some(b)) => record.order(a, b),
                _ => a.cmp(b),
            });
            slots.dedup();
        }
        all
    }
}

/// Contacts given to a check: slots, and the places in them of those to judge.
#[derive(Clone, Copy)]
pub(super) struct Given<'r> {
    pub(super) slots: &'r [usize],
    pub(super) own: Option<&'r [usize]>,
}

impl Plan {
    pub(super) fn new(packs: &[Pack], record: &Record<'_>) -> Self {
        let mut plan = Self {
            rules: Vec::new(),
            families: Vec::new(),
        };
        for (p, pack) in packs.iter().enumerate() {
            for (r, rule) in pack.rules.iter().enumerate() {
                if matches!(rule.engine, Engine::Auto | Engine::Manual)
                    && let Some(kind) = &rule.check
                {
                    let planned = plan.planned((p, r), pack, rule, kind, record);
                    plan.rules.push(planned);
                }
            }
        }
        plan
    }

    fn planned(
        &mut self,
        at: (usize, usize),
        pack: &Pack,
        rule: &Rule,
        kind: &Kind,
        record: &Record<'_>,
    ) -> Planned {
        let check = kind.check();
        let scopes: Vec<DebtScope> = record
            .case
            .debts
            .iter()
            .map(|debt| DebtScope::of(pack, rule, debt, record))
            .collect();
        let covered = |debt: &usize| matches!(scopes.get(*debt), Some(DebtScope::In(_)));
        let mut units = Vec::new();
        if check.counts() {
            for debts in creditors(record, covered) {
                let debt = debts.first().copied();
                let of = debts.into_iter().map(Some).chain([None]).collect();
                let family = self.family(of);
                units.push(Seat { debt, family });
            }
        } else {
            for debt in (0..scopes.len()).filter(covered) {
                let family = self.family(vec![Some(debt)]);
                let debt = Some(debt);
                units.push(Seat { debt, family });
            }
        }
        // Contacts of no known debt: where they are counted, each creditor's
        // count has taken them along already.
        let covers_any = if scopes.is_empty() {
            place::jurisdiction(record.case, None).code() == pack.jurisdiction
        } else {
            (0..scopes.len()).any(|debt| covered(&debt))
        };
        if covers_any && (!check.counts() || scopes.is_empty()) {
            let family = self.family(vec![None]);
            units.push(Seat { debt: None, family });
        }
        Planned {
            pack: at.0,
            rule: at.1,
            elsewhere: !covers_any && place::elsewhere(record.case, pack),
            scopes,
            units,
            sees: check.sees(),
        }
    }

    fn family(&mut self, of: Vec<Of>) -> usize {
        let family = Family(of);
        let known = self.families.iter().position(|other| *other == family);
        known.unwrap_or_else(|| {
            self.families.push(family);
            self.families.len() - 1
        })
    }
}

impl Planned {
    pub(super) fn rule<'p>(&self, packs: &'p [Pack]) -> Option<(&'p Pack, &'p Rule)> {
        let pack = packs.get(self.pack)?;
        Some((pack, pack.rules.get(self.rule)?))
    }

    /// Is there anything to say of this unit? Contacts of no known debt are
    /// spoken of only when there are some.
    pub(super) fn speaks(&self, seat: &Seat, items: &Items) -> bool {
        seat.debt.is_some() || !items.list(None).is_empty()
    }

    /// Judges what it is given.
    pub(super) fn judge<'r, 'a>(
        &'r self,
        seat: &Seat,
        given: Given<'r>,
        over: &Over<'r, 'a>,
        explain: bool,
    ) -> Option<(Unit<'r, 'a>, Outcome<'a>)> {
        let (pack, rule) = self.rule(over.packs)?;
        let unit = Unit {
            record: over.record,
            items: over.items,
            pack,
            rule,
            debt: seat.debt,
            scopes: &self.scopes,
            slots: given.slots,
            own: given.own,
            explain,
        };
        let mut outcome = rule.check.as_ref()?.check().check(&unit);
        outcome.tidy();
        Some((unit, outcome))
    }
}

/// What everything is judged over.
pub(super) struct Over<'r, 'a> {
    pub(super) packs: &'r [Pack],
    pub(super) record: &'r Record<'a>,
    pub(super) items: &'r Items,
}

/// The covered debts, those of one lender together: counts run over all the
/// debts one creditor and its agents collect.
fn creditors(record: &Record<'_>, covered: impl Fn(&usize) -> bool) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, debt) in record.case.debts.iter().enumerate() {
        if !covered(&index) {
            continue;
        }
        let place = *places.entry(debt.lender.as_str()).or_insert_with(|| {
            out.push(Vec::new());
            out.len() - 1
        });
        if let Some(debts) = out.get_mut(place) {
            debts.push(index);
        }
    }
    out
}
