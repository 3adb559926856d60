//! From the log as it was written to one contact for each call.
//!
//! Rules, lists and letters look at the folded case. The log itself is not
//! touched: what was folded away is kept beside it, and the vault and the
//! exchange form hold every row.

use domain::{Case, Connection, Contact, ContactId, Purpose, Relation, Tri, Voice, Witness};
use intake::{Lacking, Question};
use rustc_hash::{FxHashMap, FxHashSet};

use super::group::{Grouped, Place, group};

/// What was folded away, and what is open.
#[derive(Default)]
pub(crate) struct Calls {
    /// Rows that are no contact of their own, as they were logged, and the
    /// contact each is found under.
    pub(crate) away: FxHashMap<ContactId, (ContactId, Contact)>,
    /// Of those, the imported rows that are not counted until somebody says whether
    /// they are calls of their own.
    pub(crate) held: FxHashSet<ContactId>,
    /// Pairs of rows, as they were imported, that may be one call.
    pub(crate) questions: Vec<Question>,
    /// The contacts those questions are about.
    pub(crate) open: FxHashSet<ContactId>,
    /// Calls that one of two sources lacks.
    pub(crate) lacking: Vec<Lacking>,
}

/// One contact for each call, with its witnesses.
pub fn folded(case: Case) -> Case {
    fold(case).0
}

/// Folds a case as it was logged.
pub(crate) fn fold(mut case: Case) -> (Case, Calls) {
    let mut calls = Calls::default();
    let roots = roots(&case.contacts);
    let rows: Vec<usize> = (0..case.contacts.len())
        .filter(|row| roots[*row] == *row && is_imported_call(&case.contacts[*row]))
        .collect();
    let sources: FxHashSet<_> = rows
        .iter()
        .filter_map(|row| case.contacts[*row].source.as_ref())
        .map(|source| source.sha256.as_str())
        .collect();
    if sources.len() < 2 {
        return (case, calls);
    }
    let called: Vec<&Contact> = rows.iter().map(|row| &case.contacts[*row]).collect();
    let Grouped {
        places,
        questions,
        lacking,
    } = group(&called, &case.same_calls);
    (calls.questions, calls.lacking) = (questions, lacking);

    // Of each row of the log that goes, the row its call is found under.
    let mut gone: FxHashMap<usize, usize> = FxHashMap::default();
    let mut witnesses: FxHashMap<usize, Vec<(usize, Witness)>> = FxHashMap::default();
    for (place, row) in places.iter().zip(&rows) {
        match place {
            Place::Lead => {}
            Place::Held { of } => {
                gone.insert(*row, rows[*of]);
                calls.held.insert(case.contacts[*row].id.clone());
            }
            Place::Witness { of, with, reason } => {
                gone.insert(*row, rows[*of]);
                let contact = &case.contacts[*row];
                let found = contact.source.clone().map(|source| Witness {
                    id: contact.id.clone(),
                    at: contact.at,
                    duration_s: contact.duration_s,
                    connection: contact.connection,
                    source,
                    with: with.clone(),
                    reason: *reason,
                });
                let of = witnesses.entry(rows[*of]).or_default();
                of.extend(found.map(|witness| (*row, witness)));
            }
        }
    }
    let current = current(&case.contacts, &roots);
    let speaks = |root: usize| current.get(&root).copied().unwrap_or(root);
    let filled: Vec<(usize, Contact)> = witnesses
        .into_iter()
        .map(|(lead, witnesses)| {
            let speaker = speaks(lead);
            let mut contact = case.contacts[speaker].clone();
            if speaker == lead {
                let others = witnesses
                    .iter()
                    .map(|(row, _)| &case.contacts[speaks(*row)]);
                others.for_each(|other| fill(&mut contact, other));
            }
            contact.witnesses = witnesses.into_iter().map(|(_, witness)| witness).collect();
            (speaker, contact)
        })
        .collect();
    let ids: Vec<Option<ContactId>> = roots
        .iter()
        .map(|root| {
            gone.get(root)
                .map(|lead| case.contacts[speaks(*lead)].id.clone())
        })
        .collect();
    // The latest version of each corrected row, by what it was first.
    let names: FxHashMap<ContactId, ContactId> = current
        .iter()
        .map(|(root, row)| {
            (
                case.contacts[*root].id.clone(),
                case.contacts[*row].id.clone(),
            )
        })
        .collect();
    for (row, contact) in filled {
        case.contacts[row] = contact;
    }
    let mut under = ids.into_iter();
    let mut kept = Vec::with_capacity(case.contacts.len());
    for contact in case.contacts {
        match under.next().flatten() {
            Some(lead) => {
                calls.away.insert(contact.id.clone(), (lead, contact));
            }
            None => kept.push(contact),
        }
    }
    case.contacts = kept;
    let asked = calls.questions.iter().flat_map(|q| [&q.one, &q.other]);
    calls.open = asked
        .map(|id| {
            let found = calls.away.get(id).map(|(lead, _)| lead.clone());
            let speaker = || names.get(id).cloned().unwrap_or_else(|| id.clone());
            found.unwrap_or_else(speaker)
        })
        .collect();
    (case, calls)
}

/// Is it a call as a file has it?
pub(crate) fn is_imported_call(contact: &Contact) -> bool {
    contact.channel == domain::Channel::Call && contact.source.is_some()
}

/// Of each row, the first version of it in the log. Sources are compared as they
/// are: a correction is what the user knows, not what the source says.
fn roots(contacts: &[Contact]) -> Vec<usize> {
    let corrections = contacts.iter().any(|c| c.supersedes.is_some());
    let mut roots: Vec<usize> = (0..contacts.len()).collect();
    if !corrections {
        return roots;
    }
    let by_id: FxHashMap<&ContactId, usize> = contacts
        .iter()
        .enumerate()
        .map(|(row, contact)| (&contact.id, row))
        .collect();
    let older = |row: usize| by_id.get(contacts[row].supersedes.as_ref()?).copied();
    // A correction is written after what it corrects. In a file of somebody else's
    // making it may stand before; such a chain is followed only so far.
    const FURTHEST: usize = 64;
    for row in 0..contacts.len() {
        roots[row] = match older(row) {
            Some(older) if older < row => roots[older],
            None => row,
            Some(_) => {
                let chain = std::iter::successors(Some(row), |row| older(*row)).take(FURTHEST);
                chain.last().unwrap_or(row)
            }
        };
    }
    roots
}

/// Of each corrected row, its latest version.
fn current(contacts: &[Contact], roots: &[usize]) -> FxHashMap<usize, usize> {
    let replaced: FxHashSet<_> = contacts
        .iter()
        .filter_map(|contact| contact.supersedes.as_ref())
        .collect();
    let corrected =
        |row: &usize| contacts[*row].supersedes.is_some() && !replaced.contains(&contacts[*row].id);
    (0..contacts.len())
        .filter(corrected)
        .map(|row| (roots[row], row))
        .collect()
}

/// What `contact` leaves open, as another record of the same call has it. What
/// it says is never replaced; a row the user corrected is left as the user says.
fn fill(contact: &mut Contact, other: &Contact) {
    if contact.connection == Connection::Unknown {
        contact.connection = other.connection;
        contact.duration_s = contact.duration_s.or(other.duration_s);
    }
    if contact.connection == Connection::Connected {
        contact.duration_s = contact.duration_s.or(other.duration_s.filter(|s| *s > 0));
    }
    if contact.voice == Voice::Unknown {
        contact.voice = other.voice;
    }
    if contact.purpose == Purpose::Unknown {
        contact.purpose = other.purpose;
    }
    if contact.refused == Tri::Unknown {
        contact.refused = other.refused;
    }
    if contact.reached.relation == Relation::Unknown {
        contact.reached = other.reached.clone();
    }
    macro_rules! blanks {
        ($($field:ident)+) => {$(
            if contact.$field.is_none() {
                contact.$field.clone_from(&other.$field);
            }
        )+};
    }
    blanks! {
        debt called_number party claimed_identity conducts disclosed said
        debts_discussed voicemail
    }
}
