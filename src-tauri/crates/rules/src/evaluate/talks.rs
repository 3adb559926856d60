//! The two ledgers of telephone calls a law may keep per collector, person and
//! particular debt: calls placed, and conversations. A call that discussed
//! several debts stands in each of their ledgers; one of no known debt may stand
//! in any of them.

use chrono::TimeDelta;
use domain::{Channel, Connection, Day, FactKey, Instant, NoticeKind, Relation, Voicemail};

use super::finding::{TraceStep, Why};
use super::item::Item;
use super::known::Known;
use super::scope::DebtScope;
use super::unit::{Gate, Unit};

/// Consent to be called lasts this many days, the day it was received included
/// (12 CFR 1006.14(b)(3)(i)).
const CONSENT_DAYS: i64 = 7;

/// Between whom: one ledger each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Between<'a> {
    collector: &'a str,
    person: &'a str,
}

impl<'a> Between<'a> {
    /// A caller nobody named is told apart by number. Whoever did not answer on
    /// the borrower's own telephone was the borrower.
    fn of(unit: &Unit<'_, 'a>, item: &Item) -> Self {
        let number = unit.contact(item).number.as_ref().map(|n| n.as_str());
        let person = match item.relation {
            Relation::Borrower | Relation::CoBorrower | Relation::Unknown => "borrower",
            other => unit.record.person(item.person).unwrap_or(other.code()),
        };
        Self {
            collector: unit
                .party(item)
                .map(|party| party.id.as_str())
                .or(number)
                .unwrap_or_default(),
            person,
        }
    }
}

/// One call that counts, or may.
pub(crate) struct Call<'a> {
    pub(crate) index: usize,
    pub(crate) day: Day,
    pub(crate) between: Between<'a>,
    pub(crate) counts: Known,
}

/// One conversation, or what may have been one.
struct Talk<'a> {
    id: &'a str,
    at: Instant,
    day: Day,
    between: Between<'a>,
    known: Known,
}

/// The conversations of a unit's debt, by time.
pub(crate) struct Talks<'a>(Vec<Talk<'a>>);

impl<'a> Talks<'a> {
    /// Whoever rang: what counts is that they spoke.
    pub(crate) fn of(unit: &Unit<'_, 'a>) -> Self {
        let talks = unit
            .ledger()
            .into_iter()
            .filter_map(|index| unit.item(index))
            .filter(|item| item.channel == Channel::Call && unit.rule.in_force(item.day))
            .filter_map(|item| {
                let known = spoke(unit, item).and(discussed(unit, item));
                (!known.is_no()).then(|| Talk {
                    id: unit.id(item).as_str(),
                    at: item.at,
                    day: item.day,
                    between: Between::of(unit, item),
                    known,
                })
            });
        Self(talks.collect())
    }

    /// Did a conversation come before this contact, within so many days, its
    /// own day being the first?
    pub(crate) fn before(&self, unit: &Unit<'_, 'a>, item: &Item, days: i64) -> Known {
        self.earlier(unit, item, days)
            .fold(Known::No, |all, talk| all.or(talk.known))
    }

    /// The last that certainly did, as a step.
    pub(crate) fn step(&self, unit: &Unit<'_, 'a>, item: &Item, days: i64) -> Option<TraceStep> {
        let last = self
            .earlier(unit, item, days)
            .filter(|talk| talk.known == Known::Yes)
            .last()?;
        Some(TraceStep::ConversationBefore {
            event: last.id.to_owned(),
            day: last.day,
        })
    }

    fn earlier(
        &self,
        unit: &Unit<'_, 'a>,
        item: &Item,
        days: i64,
    ) -> impl Iterator<Item = &Talk<'a>> {
        let (at, day, between) = (item.at, item.day, Between::of(unit, item));
        // Talks come by time; a civil day never lies further back than one more.
        let first = at - TimeDelta::days(days + 1);
        let from = self.0.partition_point(|talk| talk.at < first);
        let to = self.0.partition_point(|talk| talk.at < at);
        let near = self.0.get(from..to).unwrap_or_default();
        near.iter()
            .filter(move |talk| talk.between == between && (day - talk.day).num_days() < days)
    }

    /// Was there one after `from` and before this contact?
    fn since(&self, unit: &Unit<'_, 'a>, from: Instant, item: &Item) -> Known {
        let (at, between) = (item.at, Between::of(unit, item));
        self.0
            .iter()
            .filter(|talk| from < talk.at && talk.at < at && talk.between == between)
            .fold(Known::No, |all, talk| all.or(talk.known))
    }

    /// Did any take place on or before `day`?
    pub(crate) fn by(&self, day: Day) -> Known {
        self.0
            .iter()
            .filter(|talk| talk.day <= day)
            .fold(Known::No, |all, talk| all.or(talk.known))
    }
}

/// Does this call count by itself? `Err` says why it does not.
pub(crate) fn call<'a>(unit: &Unit<'_, 'a>, talks: &Talks<'a>, item: &Item) -> Result<Known, Why> {
    if item.channel != Channel::Call {
        return Err(Why::Channel);
    }
    let wrong = matches!(item.relation, Relation::Attorney | Relation::Stranger);
    if unit.contact(item).connection == Connection::NotConnected || wrong {
        return Err(Why::NotCounted);
    }
    let consented = consented(unit, talks, item);
    if consented == Known::Yes {
        return Err(Why::Consented);
    }
    Ok(consented.not().and(concerns(unit, item)))
}

/// The calls of a unit that count, or may, by time; those of no known debt with
/// them. Rows the rule does not look at are put aside by `out`.
pub(crate) fn calls<'a>(
    unit: &Unit<'_, 'a>,
    talks: &Talks<'a>,
    mut out: impl FnMut(usize, Option<Why>),
) -> Vec<Call<'a>> {
    let mut found = Vec::new();
    for index in unit.ledger() {
        let Some(item) = unit.item(index) else {
            continue;
        };
        let applies = match unit.gate(item) {
            Gate::Out(why) => {
                out(index, Some(why));
                continue;
            }
            Gate::NotCovered => {
                out(index, None);
                continue;
            }
            Gate::In(applies) => applies,
        };
        match call(unit, talks, item) {
            Err(why) => out(index, Some(why)),
            Ok(counts) => found.push(Call {
                index,
                day: item.day,
                between: Between::of(unit, item),
                counts: applies.and(counts),
            }),
        }
    }
    found
}

/// The debts, among those the rule covers, that whoever made this contact
/// collects; all of them when its mandate is not on record. At least one.
pub(crate) fn debts_of<'a>(unit: &Unit<'_, 'a>, item: &Item) -> usize {
    let covered: Vec<_> = unit
        .scopes
        .iter()
        .zip(&unit.record.case.debts)
        .filter(|(scope, _)| matches!(scope, DebtScope::In(_)))
        .map(|(_, debt)| debt)
        .collect();
    let mine = covered
        .iter()
        .filter(|debt| {
            unit.party(item).is_some_and(|party| {
                debt.lender == party.id || debt.chain.iter().any(|link| link.party == party.id)
            })
        })
        .count();
    if mine > 0 { mine } else { covered.len().max(1) }
}

/// Was the call about the unit's debt?
fn concerns<'a>(unit: &Unit<'_, 'a>, item: &Item) -> Known {
    let Some(debt) = unit.debt else {
        return Known::Yes;
    };
    let id = unit.record.debt(debt).map(|debt| &debt.id);
    match unit.contact(item).debts_discussed.as_deref() {
        Some(list) if !list.is_empty() => Known::from_bool(id.is_some_and(|id| list.contains(id))),
        _ => match item.debt {
            Some(about) => Known::from_bool(about == debt),
            None if debts_of(unit, item) == 1 => Known::Yes,
            None => Known::ask(FactKey::WhichDebt),
        },
    }
}

/// Was the debt of the unit discussed? One that discussed none is a call about
/// some debt, but a conversation about none.
fn discussed<'a>(unit: &Unit<'_, 'a>, item: &Item) -> Known {
    match unit.contact(item).debts_discussed.as_deref() {
        Some([]) => Known::No,
        _ if unit.debt.is_none() => Known::ask(FactKey::WhichDebt),
        _ => concerns(unit, item),
    }
}

/// Did collector and consumer speak with each other?
fn spoke(unit: &Unit<'_, '_>, item: &Item) -> Known {
    let message = matches!(
        unit.contact(item).voicemail,
        Some(Voicemail::LimitedContent | Voicemail::Other)
    );
    let collects = Known::from_bool(!item.collection.is_no());
    let reached = match item.relation {
        Relation::Stranger | Relation::Attorney => Known::No,
        Relation::Unknown if item.incoming => Known::ask(FactKey::WhoReached),
        _ => Known::Yes,
    };
    Known::from_bool(!message)
        .and(collects)
        .and(item.connected)
        .and(item.notification.not())
        .and(reached)
}

/// Had the person consented to be called? Given to the collector itself, for up
/// to seven days from the day it was received; it ends early when it was given
/// for less, is taken back, or a conversation about the debt takes place.
fn consented<'a>(unit: &Unit<'_, 'a>, talks: &Talks<'a>, item: &Item) -> Known {
    let withdrawn = unit.notices(&[NoticeKind::Revocation, NoticeKind::StopContact]);
    unit.notices(&[NoticeKind::Consent])
        .into_iter()
        .filter(|notice| notice.medium.is_none_or(|medium| medium == Channel::Call))
        .fold(Known::No, |all, consent| {
            let Some(day) = unit.received_day(consent) else {
                // Consent whose arrival nobody knows lifts nothing for certain.
                return all.or(unit.arrived(consent, item).and(unit.binds(consent, item)));
            };
            let age = (item.day - day).num_days();
            let runs = (0..CONSENT_DAYS).contains(&age)
                && consent.until.is_none_or(|until| item.day <= until);
            let received = consent.received().unwrap_or(consent.sent_at);
            let ended = withdrawn
                .iter()
                .filter(|notice| notice.received().is_none_or(|at| at > received))
                .fold(talks.since(unit, received, item), |ended, notice| {
                    ended.or(unit.binds(notice, item).and(unit.arrived(notice, item)))
                });
            let direct = Known::from_tri(
                if consent.direct == domain::Tri::Unknown {
                    unit.record
                        .debt_tri(FactKey::ConsentDirect, item, item.debt.or(unit.debt))
                } else {
                    consent.direct
                },
                FactKey::ConsentDirect,
            );
            all.or(Known::from_bool(runs)
                .and(unit.binds(consent, item))
                .and(unit.arrived(consent, item))
                .and(direct)
                .and(ended.not()))
        })
}
