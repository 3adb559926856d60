//! The same call in several sources: one contact, several witnesses.
//!
//! Nothing is merged here. From the contacts of all sources follows which rows
//! are one call ([`Merged`]) and which may be ([`Question`]); a merge is taken
//! apart by saying so in [`Answers`], and the contacts stay what they were. The
//! outcome does not depend on the order of the contacts or of the imports, and
//! answering with what was found finds it again.
//!
//! A telephone counts a call from its first ring, a carrier from the answer: so
//! the times of one call lie up to 90 seconds apart. Carriers round lengths up,
//! so lengths may differ by one second. Anything beyond is a question.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::{Channel, Connection, Contact, ContactId, MergeReason};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::codes;

/// Two sources' times of one call, at most so far apart, in seconds.
const NEAR_S: i64 = 90;
/// Beijing time read as UTC, or the other way round, in seconds.
const ZONE_S: i64 = 8 * 3600;
/// Two sources' lengths of one call, at most so far apart, in seconds.
const ROUNDED_S: u32 = 1;

codes! {
    /// Why rows may be one call.
    Conflict {
        /// Eight hours apart and otherwise alike: one clock ran in UTC.
        EightHours = "eight_hours",
        /// Near in time, but of different lengths.
        LengthDiffers = "length_differs",
        /// One source has no length.
        LengthMissing = "length_missing",
        /// More than one row of the other source could be meant.
        Ambiguous = "ambiguous",
    }
}

/// What the user has said about pairs of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Answers {
    /// These are one call.
    #[serde(default)]
    pub together: Vec<(ContactId, ContactId)>,
    /// These are two, whatever they look like.
    #[serde(default)]
    pub apart: Vec<(ContactId, ContactId)>,
}

/// What several sources say together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct MergePlan {
    /// Calls with several witnesses.
    pub merged: Vec<Merged>,
    /// Pairs that may be one call.
    pub questions: Vec<Question>,
    /// Calls one of two sources does not have, though both cover that time.
    pub lacking: Vec<Lacking>,
}

/// One call and its witnesses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Merged {
    /// The rows, earliest first; the first stands for the call.
    pub witnesses: Vec<ContactId>,
    /// Why, for each but the first: the row it was joined with and the reason.
    pub links: Vec<Link>,
}

/// Two rows that are one call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Link {
    /// One row.
    pub one: ContactId,
    /// The other.
    pub other: ContactId,
    /// Why.
    pub reason: MergeReason,
}

/// Two rows that may be one call. Never settled silently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Question {
    /// One row.
    pub one: ContactId,
    /// The other.
    pub other: ContactId,
    /// What stands against it.
    pub conflict: Conflict,
}

/// A call that one source has and another should have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Lacking {
    /// The row.
    pub contact: ContactId,
    /// SHA-256 of the source without it.
    pub sha256: String,
}

/// Finds the calls that stand in several sources. `contacts` are the current
/// rows of the log; rows written by hand have no source and are left alone.
pub fn merge(contacts: &[&Contact], answers: &Answers) -> MergePlan {
    let rows = Rows::of(contacts);
    let mut joined = Joined::new(&rows, answers);
    for (a, b) in pairs(&rows, &answers.together) {
        joined.join(a, b, MergeReason::SaidSo);
    }
    exact(&rows, &mut joined);
    // A row that has found its call is no choice for others: what was one of two
    // may now be the only one.
    let open = loop {
        let before = joined.links.len();
        let open = near(&rows, &mut joined);
        if joined.links.len() == before {
            break open;
        }
    };
    let questions = questions(&rows, &mut joined, open);
    let lacking = lacking(&rows, &mut joined);
    MergePlan {
        merged: joined.merged(),
        questions,
        lacking,
    }
}

/// The imported calls in an order that depends on what they say alone.
struct Rows<'c> {
    calls: Vec<&'c Contact>,
    /// Of each row, its source as a small number.
    source: Vec<usize>,
    /// SHA-256 of each source, sorted.
    sources: Vec<&'c str>,
    by_id: HashMap<&'c str, usize>,
}

impl<'c> Rows<'c> {
    fn of(contacts: &[&'c Contact]) -> Self {
        let mut calls: Vec<(&Contact, &domain::Source)> = contacts
            .iter()
            .filter(|contact| contact.channel == Channel::Call)
            .filter_map(|contact| Some((*contact, contact.source.as_ref()?)))
            .collect();
        calls.sort_by_cached_key(|(call, source)| {
            (
                call.at.timestamp(),
                call.duration_s,
                source.sha256.as_str(),
                source.position,
                call.id.as_str(),
            )
        });
        let names: BTreeSet<&str> = calls.iter().map(|(_, s)| s.sha256.as_str()).collect();
        let sources: Vec<_> = names.into_iter().collect();
        let place = |sha: &str| sources.binary_search(&sha);
        Self {
            source: calls
                .iter()
                .map(|(_, s)| place(&s.sha256).unwrap_or_default())
                .collect(),
            by_id: calls
                .iter()
                .enumerate()
                .map(|(i, (call, _))| (call.id.as_str(), i))
                .collect(),
            calls: calls.into_iter().map(|(call, _)| call).collect(),
            sources,
        }
    }

    fn second(&self, row: usize) -> i64 {
        self.calls[row].at.timestamp()
    }

    fn id(&self, row: usize) -> ContactId {
        self.calls[row].id.clone()
    }

    /// What two rows of one call must agree in: who, and which way.
    fn line(&self, row: usize) -> (Option<&'c str>, &'static str) {
        let call = self.calls[row];
        (
            call.number.as_ref().map(domain::Phone::as_str),
            call.direction.code(),
        )
    }

    /// Rows of one line each, earliest first.
    fn lines(&self) -> Vec<Vec<usize>> {
        let mut lines: HashMap<_, Vec<usize>> = HashMap::new();
        for row in 0..self.calls.len() {
            lines.entry(self.line(row)).or_default().push(row);
        }
        let mut lines: Vec<_> = lines.into_values().collect();
        lines.sort();
        lines
    }
}

fn pairs(rows: &Rows<'_>, said: &[(ContactId, ContactId)]) -> BTreeSet<(usize, usize)> {
    let place = |id: &ContactId| rows.by_id.get(id.as_str()).copied();
    said.iter()
        .filter_map(|(one, other)| Some((place(one)?, place(other)?)))
        .filter(|(one, other)| one != other)
        .map(|(one, other)| (one.min(other), one.max(other)))
        .collect()
}

/// Rows that are one call, as a forest. No call has two rows of one source: a
/// source lists a call once.
struct Joined<'r, 'c> {
    rows: &'r Rows<'c>,
    parent: Vec<usize>,
    /// Of a root that others were joined with, all its rows, itself included.
    members: Vec<Vec<usize>>,
    links: Vec<(usize, usize, MergeReason)>,
    apart: HashSet<(usize, usize)>,
}

impl<'r, 'c> Joined<'r, 'c> {
    fn new(rows: &'r Rows<'c>, answers: &Answers) -> Self {
        Self {
            parent: (0..rows.calls.len()).collect(),
            members: vec![Vec::new(); rows.calls.len()],
            links: Vec::new(),
            apart: pairs(rows, &answers.apart).into_iter().collect(),
            rows,
        }
    }

    fn root(&mut self, row: usize) -> usize {
        let mut root = row;
        while self.parent[root] != root {
            self.parent[root] = self.parent[self.parent[root]];
            root = self.parent[root];
        }
        root
    }

    fn of_root(&self, root: usize) -> &[usize] {
        match self.members[root].as_slice() {
            [] => self.parent.get(root..=root).unwrap_or_default(),
            members => members,
        }
    }

    /// Does the call of this row have a witness in that source?
    fn witnessed(&mut self, row: usize, source: usize) -> bool {
        let root = self.root(row);
        self.of_root(root)
            .iter()
            .any(|&x| self.rows.source[x] == source)
    }

    fn together(&mut self, a: usize, b: usize) -> bool {
        self.root(a) == self.root(b)
    }

    fn said_apart(&self, a: usize, b: usize) -> bool {
        self.apart.contains(&(a.min(b), a.max(b)))
    }

    /// Joins two rows, unless somebody has said that they, or others joined
    /// with them, are two calls, or one source would witness the call twice.
    fn join(&mut self, a: usize, b: usize, reason: MergeReason) -> bool {
        let (a_root, b_root) = (self.root(a), self.root(b));
        if a_root == b_root {
            return true;
        }
        let clash = self.of_root(a_root).iter().any(|&x| {
            self.of_root(b_root)
                .iter()
                .any(|&y| self.rows.source[x] == self.rows.source[y] || self.said_apart(x, y))
        });
        if clash {
            return false;
        }
        let (low, high) = (a_root.min(b_root), a_root.max(b_root));
        let both = [self.of_root(low), self.of_root(high)].concat();
        self.members[low] = both;
        self.members[high] = Vec::new();
        self.parent[high] = low;
        self.links.push((a.min(b), a.max(b), reason));
        true
    }

    fn merged(mut self) -> Vec<Merged> {
        let mut links: BTreeMap<usize, Vec<_>> = BTreeMap::new();
        for (a, b, reason) in std::mem::take(&mut self.links) {
            links.entry(self.root(a)).or_default().push((a, b, reason));
        }
        let rows = self.rows;
        links
            .into_iter()
            .map(|(root, mut links)| {
                links.sort_unstable();
                let mut members = self.of_root(root).to_vec();
                members.sort_unstable();
                Merged {
                    witnesses: members.into_iter().map(|row| rows.id(row)).collect(),
                    links: links
                        .into_iter()
                        .map(|(a, b, reason)| Link {
                            one: rows.id(a),
                            other: rows.id(b),
                            reason,
                        })
                        .collect(),
                }
            })
            .collect()
    }
}

/// Rows alike to the second: the first of each source with the first of the
/// others, the second with the second.
fn exact(rows: &Rows<'_>, joined: &mut Joined<'_, '_>) {
    let order: Vec<usize> = (0..rows.calls.len()).collect();
    let time = |row: usize| (rows.second(row), rows.calls[row].duration_s);
    for same in order
        .chunk_by(|&a, &b| time(a) == time(b))
        .filter(|rows| rows.len() > 1)
    {
        let mut lines: BTreeMap<_, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
        for &row in same {
            let of_line = lines.entry(rows.line(row)).or_default();
            of_line.entry(rows.source[row]).or_default().push(row);
        }
        for sources in lines.into_values().filter(|sources| sources.len() > 1) {
            let most = sources.values().map(Vec::len).max().unwrap_or_default();
            for i in 0..most {
                let ith = sources.values().filter_map(|rows| rows.get(i)).copied();
                for pair in ith.collect::<Vec<_>>().windows(2) {
                    joined.join(pair[0], pair[1], MergeReason::SameSecond);
                }
            }
        }
    }
}

/// A row and one of another source that may be the same call.
struct Candidate {
    a: usize,
    b: usize,
    /// Is nothing against it but the time?
    agrees: bool,
}

/// Joins rows near in time and of one length, where each is the only one the
/// other could be. Returns the pairs that remain open.
fn near(rows: &Rows<'_>, joined: &mut Joined<'_, '_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for line in rows.lines() {
        for (i, &a) in line.iter().enumerate() {
            let later = line.iter().skip(i + 1);
            for &b in later.take_while(|&&b| rows.second(b) - rows.second(a) <= NEAR_S) {
                let free = rows.source[a] != rows.source[b]
                    && !joined.together(a, b)
                    && !taken(rows, joined, a, b);
                if free && !joined.said_apart(a, b) {
                    candidates.push(Candidate {
                        a,
                        b,
                        agrees: agree(rows, a, b),
                    });
                }
            }
        }
    }
    // How many rows of one source each row could be.
    let mut choices: HashMap<(usize, usize), usize> = HashMap::new();
    for c in candidates.iter().filter(|c| c.agrees) {
        *choices.entry((c.a, rows.source[c.b])).or_default() += 1;
        *choices.entry((c.b, rows.source[c.a])).or_default() += 1;
    }
    let only = |row: usize, source: usize| choices.get(&(row, source)) == Some(&1);
    let mut sorted: Vec<&Candidate> = candidates.iter().filter(|c| c.agrees).collect();
    sorted.sort_by_key(|c| (rows.second(c.b) - rows.second(c.a), c.a, c.b));
    for c in sorted {
        if only(c.a, rows.source[c.b]) && only(c.b, rows.source[c.a]) {
            joined.join(c.a, c.b, MergeReason::NearInTime);
        }
    }
    candidates
}

/// Has one of two rows a witness in the other's source already?
fn taken(rows: &Rows<'_>, joined: &mut Joined<'_, '_>, a: usize, b: usize) -> bool {
    joined.witnessed(a, rows.source[b]) || joined.witnessed(b, rows.source[a])
}

/// Are the lengths one and the same, but for rounding? Two calls that nobody
/// answered are told apart by their seconds alone.
fn agree(rows: &Rows<'_>, a: usize, b: usize) -> bool {
    match (rows.calls[a].duration_s, rows.calls[b].duration_s) {
        (Some(one), Some(other)) => one > 0 && other > 0 && one.abs_diff(other) <= ROUNDED_S,
        _ => false,
    }
}

fn questions(rows: &Rows<'_>, joined: &mut Joined<'_, '_>, open: Vec<Candidate>) -> Vec<Question> {
    let mut found: BTreeMap<(usize, usize), Conflict> = BTreeMap::new();
    for Candidate { a, b, agrees } in open {
        if joined.together(a, b) || taken(rows, joined, a, b) {
            continue;
        }
        let (one, other) = (rows.calls[a].duration_s, rows.calls[b].duration_s);
        let conflict = match (one, other) {
            _ if agrees => Conflict::Ambiguous,
            (Some(0), Some(0)) => Conflict::Ambiguous,
            (Some(_), Some(_)) => Conflict::LengthDiffers,
            _ => Conflict::LengthMissing,
        };
        found.insert((a, b), conflict);
    }
    for line in rows.lines() {
        let mut start = 0;
        for &b in &line {
            let wanted = rows.second(b) - ZONE_S;
            while line
                .get(start)
                .is_some_and(|&a| rows.second(a) < wanted - NEAR_S)
            {
                start += 1;
            }
            let near = line.iter().skip(start);
            for &a in near.take_while(|&&a| rows.second(a) <= wanted + NEAR_S) {
                let other = rows.source[a] != rows.source[b];
                if other
                    && agree(rows, a, b)
                    && !joined.said_apart(a, b)
                    && !taken(rows, joined, a, b)
                {
                    found.insert((a, b), Conflict::EightHours);
                }
            }
        }
    }
    found
        .into_iter()
        .map(|((a, b), conflict)| Question {
            one: rows.id(a),
            other: rows.id(b),
            conflict,
        })
        .collect()
}

/// Talks within the time another source covers, of which it has no row: only
/// between sources that share a call, for others may be of other telephones.
fn lacking(rows: &Rows<'_>, joined: &mut Joined<'_, '_>) -> Vec<Lacking> {
    let mut span: Vec<Option<(i64, i64)>> = vec![None; rows.sources.len()];
    for row in 0..rows.calls.len() {
        let at = rows.second(row);
        let (first, last) = span[rows.source[row]].unwrap_or((at, at));
        span[rows.source[row]] = Some((first.min(at), last.max(at)));
    }
    let mut share: BTreeSet<(usize, usize)> = BTreeSet::new();
    for row in 0..rows.calls.len() {
        let root = joined.root(row);
        for &other in joined.of_root(root).iter().filter(|&&other| other != row) {
            share.insert((rows.source[row], rows.source[other]));
        }
    }
    let mut found = Vec::new();
    for row in 0..rows.calls.len() {
        let call = rows.calls[row];
        let talked =
            call.connection == Connection::Connected && call.duration_s.is_some_and(|s| s > 0);
        if !talked || call.number.is_none() {
            continue;
        }
        let source = rows.source[row];
        for &(_, other) in share.range((source, 0)..(source + 1, 0)) {
            let covered =
                span[other].is_some_and(|(first, last)| (first..=last).contains(&rows.second(row)));
            if covered && !joined.witnessed(row, other) {
                found.push(Lacking {
                    contact: rows.id(row),
                    sha256: rows.sources[other].to_owned(),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
