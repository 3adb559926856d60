//! Everything that follows from the record: which rows stand, what the rules
//! say about them, which contact belongs to which debt. Derived, never stored.

use domain::{Case, Contact, ContactId, DebtId, NumberEntry, NumberKind, Party, Phone};
use rules::{Evaluation, Finding, Pack, Verdict};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// The record of an open vault with what follows from it.
pub(crate) struct View {
    pub(crate) case: Case,
    pub(crate) evaluation: Evaluation,
    standing: Vec<usize>,
    by_id: FxHashMap<ContactId, usize>,
    numbers: FxHashMap<Phone, usize>,
    marks: Vec<Marks>,
    per_debt: FxHashMap<DebtId, DebtCounts>,
}

#[derive(Clone, Copy, Default)]
struct Marks {
    flags: u32,
    questions: u32,
}

/// What the register shows beside a debt.
#[derive(Clone, Copy, Default)]
pub(crate) struct DebtCounts {
    pub(crate) contacts: u32,
    pub(crate) flagged: u32,
    pub(crate) questions: u32,
}

impl View {
    pub(crate) fn new(case: Case, packs: &[Pack]) -> Self {
        let evaluation = rules::evaluate(packs, &case, None);
        let by_id: FxHashMap<_, _> = case
            .contacts
            .iter()
            .enumerate()
            .map(|(i, c)| (c.id.clone(), i))
            .collect();
        let standing = case
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
            evaluation,
            standing,
            by_id,
            numbers,
            marks: Vec::new(),
            per_debt: FxHashMap::default(),
        };
        view.count();
        view
    }

    fn count(&mut self) {
        let mut marks = vec![Marks::default(); self.case.contacts.len()];
        let mut per_debt: FxHashMap<DebtId, DebtCounts> = FxHashMap::default();
        for finding in &self.evaluation.findings {
            let flagged = finding.verdict == Verdict::Flagged;
            let asks = finding.verdict == Verdict::NeedsFacts && !finding.manual;
            if !flagged && !asks {
                continue;
            }
            if let Some(debt) = &finding.debt {
                let counts = per_debt.entry(debt.clone()).or_default();
                counts.flagged += u32::from(flagged);
                counts.questions += u32::from(asks);
            }
            for &row in finding.events.iter().filter_map(|id| self.by_id.get(id)) {
                marks[row].flags += u32::from(flagged);
                marks[row].questions += u32::from(asks);
            }
        }
        for contact in self.standing() {
            if let Some(debt) = self.debt_of(contact) {
                per_debt.entry(debt.clone()).or_default().contacts += 1;
            }
        }
        self.marks = marks;
        self.per_debt = per_debt;
    }

    /// The contacts that stand, in the order recorded.
    pub(crate) fn standing(&self) -> impl Iterator<Item = &Contact> {
        self.standing
            .iter()
            .filter_map(|&i| self.case.contacts.get(i))
    }

    /// Any contact, standing or superseded.
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
        self.marks_of(id).flags
    }

    /// Findings that need a fact about a contact.
    pub(crate) fn questions(&self, id: &ContactId) -> u32 {
        self.marks_of(id).questions
    }

    fn marks_of(&self, id: &ContactId) -> Marks {
        self.by_id
            .get(id)
            .and_then(|&row| self.marks.get(row))
            .copied()
            .unwrap_or_default()
    }

    /// What the register shows beside a debt.
    pub(crate) fn debt_counts(&self, id: &DebtId) -> DebtCounts {
        self.per_debt.get(id).copied().unwrap_or_default()
    }

    /// Flags and questions that rest on a contact.
    pub(crate) fn findings_of(&self, id: &ContactId) -> impl Iterator<Item = &Finding> {
        self.evaluation.findings.iter().filter(move |finding| {
            matches!(finding.verdict, Verdict::Flagged | Verdict::NeedsFacts)
                && finding.events.contains(id)
        })
    }

    /// The finding with this key.
    pub(crate) fn finding(&self, key: &str) -> Option<&Finding> {
        self.evaluation
            .findings
            .iter()
            .find(|finding| finding_key(finding) == key)
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
