//! Reading an assessment: how many findings there are, and the findings
//! themselves, made by judging once more the days that are in question.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Case, Day};

use super::Assessment;
use super::book::{Counts, DebtTally, Marks, Tally, count};
use crate::evaluate::finding::{Finding, Verdict};
use crate::evaluate::item::Item;
use crate::evaluate::plan::{Family, Given, Over, Planned, Seat};
use crate::evaluate::record::Record;
use crate::evaluate::report::report;
use crate::evaluate::scope::DebtScope;
use crate::evaluate::{no_contact, out_of_scope, places};
use crate::kinds::Sees;
use crate::packs::{Engine, Pack};

/// Contacts picked for a check.
struct Chosen {
    slots: Vec<usize>,
    own: Option<Vec<usize>>,
}

impl Chosen {
    fn given(&self) -> Given<'_> {
        Given {
            slots: &self.slots,
            own: self.own.as_deref(),
        }
    }
}

impl Assessment {
    /// How many findings rest on a row of the case.
    pub fn marks(&self, row: usize) -> Marks {
        self.book.marks.get(row).copied().unwrap_or_default()
    }

    /// How many findings there are of each verdict, as [`super::evaluate`]
    /// would say them.
    pub fn counts(&self) -> Counts {
        let mut all = Counts::default();
        for (planned, tallies) in self.plan.rules.iter().zip(&self.book.tallies) {
            let mut said = Counts::default();
            let out = planned
                .scopes
                .iter()
                .filter(|scope| matches!(scope, DebtScope::Out(_)));
            said.not_applicable += if planned.elsewhere {
                1
            } else {
                count(out.count())
            };
            for (seat, tally) in planned.units.iter().zip(tallies) {
                if planned.speaks(seat, &self.items) {
                    said.add(tally.counts());
                }
            }
            if said == Counts::default() {
                said.not_applicable = 1;
            }
            all.add(said);
        }
        all
    }

    /// What there is about a debt, by its place in the case.
    pub fn debt(&self, packs: &[Pack], debt: usize) -> DebtTally {
        let mut all = DebtTally::default();
        for (planned, tallies) in self.plan.rules.iter().zip(&self.book.tallies) {
            let manual = planned
                .rule(packs)
                .is_some_and(|(_, rule)| rule.engine == Engine::Manual);
            let seats = planned.units.iter().zip(tallies);
            for (_, tally) in seats.filter(|(seat, _)| seat.debt == Some(debt)) {
                all.flagged += count(tally.flagged());
                if !manual {
                    all.questions += count(tally.open.len());
                }
            }
        }
        all
    }

    /// The findings of one verdict, in the order of [`super::evaluate`]. Of those
    /// that wait for facts, rows and facts are given from the newest day back
    /// until there are `most` rows; the count is of all.
    pub fn findings(
        &self,
        packs: &[Pack],
        case: &Case,
        verdict: Verdict,
        most: Option<usize>,
    ) -> Vec<Finding> {
        let record = Record::new(case);
        let over = self.over(packs, &record);
        let rules = self.plan.rules.iter().zip(&self.book.tallies);
        rules
            .flat_map(|(planned, tallies)| self.said(planned, tallies, &over, verdict, most))
            .collect()
    }

    /// Everything one rule says, gravest first.
    pub fn findings_of_rule(
        &self,
        packs: &[Pack],
        case: &Case,
        (pack, rule): (&str, &str),
        most: Option<usize>,
    ) -> Vec<Finding> {
        let record = Record::new(case);
        let over = self.over(packs, &record);
        let named = |planned: &Planned| {
            let found = planned.rule(packs);
            found.is_some_and(|(p, r)| p.id() == pack && r.slug == rule)
        };
        let rules = self.plan.rules.iter().zip(&self.book.tallies);
        let mut out = Vec::new();
        for (planned, tallies) in rules.filter(|(planned, _)| named(planned)) {
            for verdict in Verdict::ALL.iter().rev() {
                out.extend(self.said(planned, tallies, &over, *verdict, most));
            }
        }
        out
    }

    /// What one rule says, of one verdict.
    fn said(
        &self,
        planned: &Planned,
        tallies: &[Tally],
        over: &Over<'_, '_>,
        verdict: Verdict,
        most: Option<usize>,
    ) -> Vec<Finding> {
        let mut out = Vec::new();
        let mut speaks = false;
        for (seat, tally) in planned.units.iter().zip(tallies) {
            if !planned.speaks(seat, &self.items) {
                continue;
            }
            speaks = true;
            let days = tally.days(verdict, most);
            if days.as_ref().is_some_and(Vec::is_empty) {
                continue;
            }
            let chosen = self.chosen(planned, seat, days.as_deref(), over.record);
            if let Some((unit, outcome)) = planned.judge(seat, chosen.given(), over, true) {
                report(
                    &unit,
                    outcome,
                    |one| one == verdict,
                    |mut finding, asks| {
                        if let Some(rows) = tally.open.get(&asks)
                            && verdict == Verdict::NeedsFacts
                        {
                            finding.event_count = count(*rows);
                            finding.law_date =
                                finding.law_date.filter(|_| finding.events.len() == *rows);
                        }
                        out.push(finding);
                    },
                );
            }
        }
        if verdict == Verdict::NotApplicable {
            let start = out.len();
            out.extend(out_of_scope(planned, over.packs, over.record.case));
            if !speaks && out.len() == start {
                out.extend(no_contact(planned, over.packs));
            }
        }
        out
    }

    /// What is flagged or waits for facts about one row of the case, with the
    /// other rows of its days.
    pub fn findings_of(&self, packs: &[Pack], case: &Case, row: usize) -> Vec<Finding> {
        let loud = |verdict| matches!(verdict, Verdict::Flagged | Verdict::NeedsFacts);
        let said = self.about(packs, case, row, loud);
        said.into_iter().map(|(_, finding)| finding).collect()
    }

    /// What every rule that looked at a row says of it: what is flagged or waits
    /// for facts as in [`Self::findings_of`]; of a rule that says neither the one
    /// quiet verdict that says most, about this row alone.
    pub fn looked_at(&self, packs: &[Pack], case: &Case, row: usize) -> Vec<Finding> {
        let (Some(contact), Some(item)) = (case.contacts.get(row), self.item(row)) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let mut quiet: BTreeMap<usize, Finding> = BTreeMap::new();
        let mut heard = BTreeSet::new();
        for (rule, finding) in self.about(packs, case, row, |_| true) {
            if matches!(finding.verdict, Verdict::Flagged | Verdict::NeedsFacts) {
                heard.insert(rule);
                out.push(finding);
            } else if quiet
                .get(&rule)
                .is_none_or(|kept| kept.verdict < finding.verdict)
            {
                quiet.insert(rule, finding);
            }
        }
        // A rule that leaves a whole debt aside looks at none of its contacts.
        let debt = item.debt.and_then(|debt| case.debts.get(debt));
        for (rule, planned) in self.plan.rules.iter().enumerate() {
            let aside = out_of_scope(planned, packs, case)
                .find(|out| out.debt.as_ref() == debt.map(|debt| &debt.id));
            if let Some(aside) = aside.filter(|_| !quiet.contains_key(&rule)) {
                quiet.insert(rule, aside);
            }
        }
        let alone = |finding: Finding| Finding {
            events: vec![contact.id.clone()],
            event_count: 1,
            law_date: Some(item.day),
            ..finding
        };
        let rest = quiet.into_iter().filter(|(rule, _)| !heard.contains(rule));
        out.extend(rest.map(|(_, finding)| alone(finding)));
        out
    }

    fn item(&self, row: usize) -> Option<&Item> {
        self.items.get(self.items.slot(row)?)
    }

    /// The findings about one row that `wanted` picks, each with its rule's place.
    fn about(
        &self,
        packs: &[Pack],
        case: &Case,
        row: usize,
        wanted: impl Fn(Verdict) -> bool,
    ) -> Vec<(usize, Finding)> {
        let record = Record::new(case);
        let over = self.over(packs, &record);
        let (Some(item), Some(contact)) = (self.item(row), case.contacts.get(row)) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        let rules = self.plan.rules.iter().zip(&self.book.tallies).enumerate();
        for (rule, (planned, tallies)) in rules {
            for (seat, tally) in planned.units.iter().zip(tallies) {
                let family = self.plan.families.get(seat.family);
                let holds = |family: &Family| item.lists().any(|of| family.holds(of));
                if planned.sees != Sees::Whole && !family.is_some_and(holds) {
                    continue;
                }
                // A finding about an organisation may rest on other days too.
                let mut days = vec![item.filed];
                if !tally.joined.is_empty() {
                    days = tally.flagged_days.keys().copied().collect();
                    if !days.contains(&item.filed) {
                        days.push(item.filed);
                        days.sort_unstable();
                    }
                }
                let chosen = self.chosen(planned, seat, Some(&days), &record);
                if let Some((unit, outcome)) = planned.judge(seat, chosen.given(), &over, true) {
                    report(&unit, outcome, &wanted, |finding, _| {
                        if finding.events.contains(&contact.id) {
                            out.push((rule, finding));
                        }
                    });
                }
            }
        }
        out
    }

    fn over<'r, 'a>(&'r self, packs: &'r [Pack], record: &'r Record<'a>) -> Over<'r, 'a> {
        Over {
            packs,
            record,
            items: &self.items,
        }
    }

    /// The contacts of a unit, on these days or all, by time.
    fn chosen(
        &self,
        planned: &Planned,
        seat: &Seat,
        days: Option<&[Day]>,
        record: &Record<'_>,
    ) -> Chosen {
        let own = places(planned, seat, &self.plan, &self.items);
        let slots = match (&own, self.plan.families.get(seat.family), days) {
            (Some(_), ..) => self.items.order().to_vec(),
            (None, None, _) => Vec::new(),
            (None, Some(family), None) => family.slots(&self.items, record).into_owned(),
            (None, Some(family), Some(days)) => days
                .iter()
                .flat_map(|day| family.on(*day, &self.items, record).into_owned())
                .collect(),
        };
        Chosen { slots, own }
    }
}
