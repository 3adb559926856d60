//! Whatever a text cites is in the pack: the instrument in instruments.toml, the
//! article among those of it that were read. A sentence that says itself that a
//! number is not verified may name it.

use super::words::fields;
use super::{Written, WrittenPack};
use crate::packs::citation::{Citation, Cited, citations, numbers};
use crate::packs::issue::{IssueCode, PackIssue};
use crate::packs::load::Place;
use crate::packs::pack::Pack;
use crate::packs::rule::Instrument;
use crate::packs::vocabulary::Grade;

/// How a text says that a number in it was not verified.
const UNVERIFIED: &[&str] = &["未核", "待核", "not verified"];

pub(super) fn what_a_rule_cites_was_read(written: &Written<'_>, found: &mut Vec<PackIssue>) {
    let Written {
        place, raw, pack, ..
    } = written;
    let own = pack.instrument(raw.instrument.get_ref());
    let mut look = |at, text: &str| texts(pack, own, place, at, text, found);
    for words in [&raw.zh, &raw.en].into_iter().flatten() {
        for (_, text) in fields(words.get_ref()) {
            look(words.span().start, text);
        }
    }
    if let Some(note) = &raw.clause_note {
        look(note.span().start, &note.get_ref().zh);
        look(note.span().start, &note.get_ref().en);
    }
    // What stands on memory alone is never shown, clause and all.
    if let Some(own) = own.filter(|_| *raw.grade.get_ref() != Grade::C) {
        let clause = raw.clause.get_ref();
        for missing in unread(pack, own, clause) {
            let at = raw.clause.span().start;
            let detail = format!("{} {missing}", own.id);
            found.push(place.issue(at, IssueCode::ClauseNotVerified, detail));
        }
    }
}

pub(super) fn what_a_pack_cites_was_read(written: &WrittenPack<'_>, found: &mut Vec<PackIssue>) {
    let pack = written.pack;
    written.at("instruments.toml", |place| {
        for spanned in &written.instruments.instrument {
            let instrument = spanned.get_ref();
            if let Some(note) = &instrument.note {
                for text in [&note.zh, &note.en] {
                    let at = spanned.span().start;
                    texts(pack, Some(instrument), place, at, text, found);
                }
            }
        }
    });
    // Claims cite wrongly, that is the point of them; corrections may not.
    written.at("misquotations.toml", |place| {
        for spanned in &written.misquotations.misquotation {
            let wrong = spanned.get_ref();
            let own = wrong.instrument.as_ref().and_then(|id| pack.instrument(id));
            let at = place.find(spanned.span().start, "correction");
            for text in [&wrong.correction.zh, &wrong.correction.en] {
                texts(pack, own, place, at, text, found);
            }
        }
    });
}

/// Looks through one text that starts at or after `from` in its file.
fn texts(
    pack: &Pack,
    own: Option<&Instrument>,
    place: &Place<'_>,
    from: usize,
    text: &str,
    found: &mut Vec<PackIssue>,
) {
    for citation in citations(text) {
        let at = place.find(place.find(from, text), citation.text);
        let mut report = |code, detail: String| found.push(place.issue(at, code, detail));
        match &citation.what {
            Cited::Title(title) => {
                if !pack.instruments().iter().any(|i| i.called(title)) {
                    report(IssueCode::CitationUnknown, citation.text.to_owned());
                }
            }
            Cited::Number(number) => {
                if !pack.instruments().iter().any(|i| i.doc_no.contains(number)) {
                    report(IssueCode::CitationUnknown, citation.text.to_owned());
                }
            }
            Cited::Articles(_) if says_unverified(text, &citation) => {}
            Cited::Articles(articles) => match named(pack, text, &citation).or(own) {
                None => report(IssueCode::CitationUnknown, citation.text.to_owned()),
                Some(instrument) => {
                    for article in articles.iter().filter(|a| !instrument.clauses.contains(a)) {
                        let detail = format!("{} {article}", instrument.id);
                        report(IssueCode::ClauseNotVerified, detail);
                    }
                }
            },
        }
    }
}

impl Instrument {
    /// Is it what a text calls `title`?
    fn called(&self, title: &str) -> bool {
        self.name.contains(title) || self.short.iter().any(|short| short == title)
    }
}

/// The clauses of a rule's clause field that were not read: articles by number,
/// anything else as it stands or as the beginning of it, such as 1006.14 of
/// 1006.14(b)(2). A rule may name the clause of a second instrument beside its
/// own: the statute a regulation carries out.
fn unread(pack: &Pack, instrument: &Instrument, clause: &str) -> Vec<String> {
    let cited: Vec<String> = citations(clause)
        .into_iter()
        .filter_map(|citation| match citation.what {
            Cited::Articles(articles) => Some(articles),
            Cited::Title(_) | Cited::Number(_) => None,
        })
        .flatten()
        .collect();
    if !cited.is_empty() {
        let unread = |article: &String| !instrument.clauses.contains(article);
        return cited.into_iter().filter(unread).collect();
    }
    let parts = clause.split(['、', ';', '；']).map(str::trim);
    let unread = |part: &&str| {
        let plain = numbers(part).and_then(|list| list.into_iter().next());
        let begins = |read: &String| {
            let tail = part.strip_prefix(read.as_str());
            tail.is_some_and(|tail| !tail.starts_with(|c: char| c.is_ascii_alphanumeric()))
                || plain.as_ref() == Some(read)
        };
        // A bare number says nothing of whose it is.
        let others = pack.instruments().iter().flat_map(|i| &i.clauses);
        let mut named = others.filter(|read| read.contains(|c: char| c.is_ascii_alphabetic()));
        !part.is_empty() && !instrument.clauses.iter().any(begins) && !named.any(begins)
    };
    parts.filter(unread).map(str::to_owned).collect()
}

/// The sentence of a citation, and where in it the citation begins and ends.
fn sentence<'t>(text: &'t str, citation: &Citation<'_>) -> (&'t str, usize, usize) {
    let end = citation.at + citation.text.len();
    let before = text.get(..citation.at).unwrap_or_default();
    let start = ["。", ". ", "\n"]
        .iter()
        .filter_map(|mark| before.rfind(mark).map(|at| at + mark.len()))
        .max()
        .unwrap_or(0);
    let after = text.get(end..).unwrap_or_default();
    let stop = ["。", ". ", "\n"]
        .iter()
        .filter_map(|mark| after.find(mark))
        .min()
        .map_or(text.len(), |at| end + at);
    let whole = text.get(start..stop).unwrap_or_default();
    (whole, citation.at - start, end - start)
}

fn says_unverified(text: &str, citation: &Citation<'_>) -> bool {
    let (whole, ..) = sentence(text, citation);
    UNVERIFIED.iter().any(|mark| whole.contains(mark))
}

/// The instrument a citation names in its own sentence: right after it in
/// English (“article 2 of the …”), otherwise the nearest one before it.
fn named<'p>(pack: &'p Pack, text: &str, citation: &Citation<'_>) -> Option<&'p Instrument> {
    let (whole, start, end) = sentence(text, citation);
    let after = whole.get(end..).unwrap_or_default();
    let before = whole.get(..start).unwrap_or_default();
    let names = || {
        pack.instruments().iter().flat_map(|instrument| {
            let name = std::iter::once(instrument.name.trim_matches(['《', '》']));
            name.chain(instrument.short.iter().map(String::as_str))
                .map(move |name| (name, instrument))
        })
    };
    let follows = |name: &str| {
        ["of the ", "of "].iter().any(|of| {
            let rest = after.trim_start().strip_prefix(of);
            rest.is_some_and(|rest| rest.starts_with(name))
        })
    };
    let next = names()
        .filter(|(name, _)| follows(name))
        .max_by_key(|(name, _)| name.len());
    let last = || {
        names()
            .filter_map(|(name, instrument)| {
                Some((before.rfind(name)? + name.len(), name, instrument))
            })
            .max_by_key(|(end, name, _)| (*end, name.len()))
            .map(|(_, _, instrument)| instrument)
    };
    next.map(|(_, instrument)| instrument).or_else(last)
}
