//! Everything that follows from the record: which rows stand, what the rules
//! say about them, which contact belongs to which debt. Derived, never stored.

use std::cell::{OnceCell, RefCell};
use std::sync::Arc;

use domain::{
    Answer, Case, Contact, ContactId, DebtId, NumberEntry, NumberKind, Party, Phone, with_room,
};
use rules::{Assessment, Counts, DebtTally, Finding, Pack, Verdict};
use rustc_hash::{FxBuildHasher, FxHashMap};
use sha2::{Digest, Sha256};

use crate::calls::{Calls, fold};
use crate::contacts::{ContactQuery, Texts};

/// The record of an open vault with what follows from it.
pub(crate) struct View {
    pub(crate) case: Case,
    /// Rows of the log that are no contact of their own.
    pub(crate) calls: Calls,
    assessment: Assessment,
    /// The flagged findings, made when they are first asked for.
    flagged: OnceCell<Vec<Finding>>,
    standing: Vec<usize>,
    /// The standing rows from the oldest to the newest, found when first asked for.
    by_time: OnceCell<Vec<usize>>,
    /// What can be searched for, gathered at the first search.
    texts: OnceCell<Texts>,
    /// What was last asked of the list, and the rows it found, in order: turning
    /// its pages does not find them anew.
    found: RefCell<Option<(ContactQuery, Arc<[usize]>)>>,
    by_id: FxHashMap<ContactId, usize>,
    numbers: FxHashMap<Phone, usize>,
    /// Standing contacts from each number.
    per_number: FxHashMap<Phone, u32>,
}

impl View {
    /// Of a case as it was logged: each call becomes one contact.
    pub(crate) fn new(case: Case, packs: &[Pack]) -> Self {
        let (case, calls) = fold(case);
        Self::of(case, calls, packs)
    }

    /// The same record, judged by other packs.
    pub(crate) fn judged_by(&mut self, packs: &[Pack]) {
        let case = std::mem::take(&mut self.case);
        let calls = std::mem::take(&mut self.calls);
        *self = Self::of(case, calls, packs);
    }

    fn of(mut case: Case, calls: Calls, packs: &[Pack]) -> Self {
        case.make_room();
        let assessment = Assessment::new(packs, &case);
        let room = with_room(case.contacts.len());
        let mut by_id = FxHashMap::with_capacity_and_hasher(room, FxBuildHasher);
        let rows = case.contacts.iter().enumerate();
        by_id.extend(rows.map(|(row, contact)| (contact.id.clone(), row)));
        for (id, (lead, _)) in &calls.away {
            if let Some(row) = by_id.get(lead).copied() {
                by_id.insert(id.clone(), row);
            }
        }
        let standing: Vec<usize> = case
            .standing_contacts()
            .iter()
            .filter_map(|c| by_id.get(&c.id).copied())
            .collect();
        let numbers = case
            .numbers
            .iter()
            .enumerate()
            .map(|(i, n)| (n.number.clone(), i))
            .collect();
        let mut view = Self {
            case,
            calls,
            assessment,
            flagged: OnceCell::new(),
            standing: Vec::with_capacity(room),
            by_time: OnceCell::new(),
            texts: OnceCell::new(),
            found: RefCell::new(None),
            by_id,
            numbers,
            per_number: FxHashMap::default(),
        };
        for row in standing {
            view.stand(row);
        }
        view
    }

    /// Takes in a contact that was appended to the record.
    pub(crate) fn add_contact(&mut self, packs: &[Pack], mut contact: Contact) {
        let row = self.case.contacts.len();
        if let Some(old) = contact
            .supersedes
            .as_ref()
            .and_then(|id| self.by_id.get(id))
        {
            let old = *old;
            self.standing.retain(|other| *other != old);
            if let Some(rows) = self.by_time.get_mut() {
                rows.retain(|other| *other != old);
            }
            if let Some(calls) = self.calls_of(old) {
                *calls = calls.saturating_sub(1);
            }
            // The correction speaks for the call from now on.
            if let Some(corrected) = self.case.contacts.get(old) {
                contact.witnesses.clone_from(&corrected.witnesses);
                if self.calls.open.remove(&corrected.id) {
                    self.calls.open.insert(contact.id.clone());
                }
                for (id, (lead, _)) in &mut self.calls.away {
                    if *lead == corrected.id {
                        lead.clone_from(&contact.id);
                        self.by_id.insert(id.clone(), row);
                    }
                }
            }
        }
        self.by_id.insert(contact.id.clone(), row);
        if let Some(texts) = self.texts.get_mut() {
            texts.add(&contact);
        }
        self.assessment.add_contact(packs, &mut self.case, contact);
        self.stand(row);
        if let Some(mut rows) = self.by_time.take() {
            let at = |row: usize| self.case.contacts.get(row).map(|contact| contact.at);
            let place = rows.partition_point(|other| at(*other) <= at(row));
            rows.insert(place, row);
            // The cell was emptied a moment ago.
            let _ = self.by_time.set(rows);
        }
        self.flagged.take();
        self.found.take();
    }

    /// Takes in an answer that was appended to the record.
    pub(crate) fn add_answer(&mut self, packs: &[Pack], answer: Answer) {
        self.assessment.add_answer(packs, &mut self.case, answer);
        self.flagged.take();
        self.found.take();
    }

    fn stand(&mut self, row: usize) {
        self.standing.push(row);
        if let Some(calls) = self.calls_of(row) {
            *calls += 1;
        }
    }

    fn calls_of(&mut self, row: usize) -> Option<&mut u32> {
        let number = self.case.contacts.get(row)?.number.clone()?;
        Some(self.per_number.entry(number).or_default())
    }

    /// How many findings there are of each verdict.
    pub(crate) fn counts(&self) -> Counts {
        self.assessment.counts()
    }

    /// The flagged findings.
    pub(crate) fn flagged(&self, packs: &[Pack]) -> &[Finding] {
        self.flagged
            .get_or_init(|| self.findings(packs, Verdict::Flagged, None))
    }

    /// The findings of one verdict; of those that wait for facts about `most`
    /// rows each, the newest.
    pub(crate) fn findings(
        &self,
        packs: &[Pack],
        verdict: Verdict,
        most: Option<usize>,
    ) -> Vec<Finding> {
        self.assessment.findings(packs, &self.case, verdict, most)
    }

    /// Standing contacts from a number.
    pub(crate) fn calls_from(&self, number: &Phone) -> u32 {
        self.per_number.get(number).copied().unwrap_or_default()
    }

    /// The contacts that stand, in the order recorded.
    pub(crate) fn standing(&self) -> impl Iterator<Item = &Contact> {
        self.standing
            .iter()
            .filter_map(|&i| self.case.contacts.get(i))
    }

    /// The standing rows from the oldest to the newest; of one instant in the order
    /// recorded.
    pub(crate) fn by_time(&self) -> &[usize] {
        self.by_time.get_or_init(|| {
            let mut rows = self.standing.clone();
            rows.sort_by_key(|row| self.case.contacts.get(*row).map(|contact| contact.at));
            rows
        })
    }

    /// Which rows hold a text, given in lower case.
    pub(crate) fn rows_with(&self, needle: &str) -> Vec<bool> {
        let texts = self.texts.get_or_init(|| Texts::of(&self.case.contacts));
        texts.rows_with(needle)
    }

    /// The rows a query finds, `find` being asked only when it differs from the last.
    pub(crate) fn found(
        &self,
        query: &ContactQuery,
        find: impl FnOnce() -> Vec<usize>,
    ) -> Arc<[usize]> {
        let mut found = self.found.borrow_mut();
        match found.as_ref() {
            Some((known, rows)) if known == query => Arc::clone(rows),
            _ => {
                let rows: Arc<[usize]> = find().into();
                *found = Some((query.clone(), Arc::clone(&rows)));
                rows
            }
        }
    }

    /// The contact of a row.
    pub(crate) fn at(&self, row: usize) -> Option<&Contact> {
        self.case.contacts.get(row)
    }

    /// Findings that flag the contact of a row.
    pub(crate) fn flags_at(&self, row: usize) -> u32 {
        self.assessment.marks(row).flags
    }

    /// Every row as it was logged, those of one call each by itself.
    pub(crate) fn logged(&self) -> impl Iterator<Item = &Contact> {
        let away = self.calls.away.values().map(|(_, contact)| contact);
        self.case.contacts.iter().chain(away)
    }

    /// A row as it was logged.
    pub(crate) fn logged_row(&self, id: &ContactId) -> Option<&Contact> {
        let away = self.calls.away.get(id).map(|(_, contact)| contact);
        away.or_else(|| self.contact(id))
    }

    /// Any contact, standing or superseded; of a row that is no contact of its
    /// own, the one it is found under.
    pub(crate) fn contact(&self, id: &ContactId) -> Option<&Contact> {
        self.by_id.get(id).and_then(|&i| self.case.contacts.get(i))
    }

    /// The number book's entry.
    pub(crate) fn entry(&self, number: &Phone) -> Option<&NumberEntry> {
        self.numbers
            .get(number)
            .and_then(|&i| self.case.numbers.get(i))
    }

    /// The debt of a contact: its own, else that of its number.
    pub(crate) fn debt_of<'a>(&'a self, contact: &'a Contact) -> Option<&'a DebtId> {
        contact
            .debt
            .as_ref()
            .or_else(|| self.book(contact)?.debt.as_ref())
    }

    /// The organisation of a contact: its own, else that of its number.
    pub(crate) fn party_of(&self, contact: &Contact) -> Option<&Party> {
        let id = contact
            .party
            .as_ref()
            .or_else(|| self.book(contact)?.party.as_ref())?;
        self.case.party(id)
    }

    /// Does the number book say the number has nothing to do with collection?
    pub(crate) fn unrelated(&self, contact: &Contact) -> bool {
        self.book(contact)
            .is_some_and(|entry| matches!(entry.kind, NumberKind::Own | NumberKind::Unrelated))
    }

    fn book(&self, contact: &Contact) -> Option<&NumberEntry> {
        contact
            .number
            .as_ref()
            .and_then(|number| self.entry(number))
    }

    /// Findings that flag a contact.
    pub(crate) fn flags(&self, id: &ContactId) -> u32 {
        self.row_of(id)
            .map_or(0, |row| self.assessment.marks(row).flags)
    }

    /// Findings that need a fact about a contact.
    pub(crate) fn questions(&self, id: &ContactId) -> u32 {
        self.row_of(id)
            .map_or(0, |row| self.assessment.marks(row).questions)
    }

    fn row_of(&self, id: &ContactId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// What the register shows beside a debt: its contacts, flags and questions.
    pub(crate) fn debt_counts(&self, packs: &[Pack], id: &DebtId) -> (u32, DebtTally) {
        let place = self.case.debts.iter().position(|debt| debt.id == *id);
        let tally = place.map(|place| self.assessment.debt(packs, place));
        let contacts = self
            .standing()
            .filter(|contact| self.debt_of(contact) == Some(id))
            .count();
        let contacts = u32::try_from(contacts).unwrap_or(u32::MAX);
        (contacts, tally.unwrap_or_default())
    }

    /// Flags and questions that rest on a contact.
    pub(crate) fn findings_of(&self, packs: &[Pack], id: &ContactId) -> Vec<Finding> {
        self.row_of(id)
            .map(|row| self.assessment.findings_of(packs, &self.case, row))
            .unwrap_or_default()
    }

    /// Everything one rule says; of each finding about `most` rows, the newest.
    pub(crate) fn findings_of_rule(
        &self,
        packs: &[Pack],
        rule: (&str, &str),
        most: Option<usize>,
    ) -> Vec<Finding> {
        self.assessment
            .findings_of_rule(packs, &self.case, rule, most)
    }

    /// What every rule that looked at a contact says of it.
    pub(crate) fn looked_at(&self, packs: &[Pack], id: &ContactId) -> Vec<Finding> {
        self.row_of(id)
            .map(|row| self.assessment.looked_at(packs, &self.case, row))
            .unwrap_or_default()
    }

    /// The finding with this key. A key is kept in a letter, so that what was
    /// flagged once may be something else by now.
    pub(crate) fn finding(&self, packs: &[Pack], key: &str) -> Option<Finding> {
        let named = |found: &&Finding| finding_key(found) == key;
        let flagged = self.flagged(packs).iter().find(named).cloned();
        flagged.or_else(|| {
            let all = rules::evaluate(packs, &self.case, None).findings;
            all.iter().find(named).cloned()
        })
    }
}

/// A stable name of a finding: the same rule over the same contacts of the same
/// debt has the same key, whatever else is in the record.
pub fn finding_key(finding: &Finding) -> String {
    let mut hash = Sha256::new();
    let mut add = |part: &str| {
        hash.update(part.as_bytes());
        hash.update([0]);
    };
    add(&finding.pack);
    add(&finding.rule);
    add(finding.debt.as_ref().map_or("", DebtId::as_str));
    for event in &finding.events {
        add(event.as_str());
    }
    hash.finalize()
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
