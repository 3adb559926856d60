//! **What it does.** Flags a visit that did not meet the conditions a rule
//! names: how many come, identification shown, the visit recorded, no entering
//! without consent, no disturbing of others.
//!
//! **Why.** A visit to a home weighs more than a call; it has to be witnessed
//! and has to stop at the door.
//!
//! **Known problems.** Whether the visitors recorded can only be told from what
//! was seen. Each condition that is not known is asked; one that was broken for
//! certain needs no more questions.
//!
//! **Example.** `min_people = 2`: one collector at the door.

use domain::{Channel, Conduct, FactKey, Tri, Visit};
use serde::Deserialize;

use super::Check;
use crate::evaluate::{Codes, Item, Judged, Known, Outcome, TraceStep, Unit, Why};

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VisitConditions {
    /// Fewest collectors.
    #[serde(default)]
    min_people: Option<u32>,
    /// Most collectors.
    #[serde(default)]
    max_people: Option<u32>,
    /// They show identification.
    #[serde(default)]
    id_shown: bool,
    /// They record the visit.
    #[serde(default)]
    recorded: bool,
    /// They enter only with consent.
    #[serde(default)]
    entry_consent: bool,
    /// They disturb nobody else.
    #[serde(default)]
    others_undisturbed: bool,
}

impl Check for VisitConditions {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        unit.each_contact(
            |item| {
                if item.channel != Channel::Visit {
                    return Judged::Out(Why::Channel);
                }
                self.broken(unit, item)
                    .into_iter()
                    .fold(Known::No, |all, (known, _)| all.or(known))
                    .into()
            },
            |item| {
                let broken = self.broken(unit, item).into_iter();
                broken
                    .filter(|(known, _)| *known == Known::Yes)
                    .map(|(_, step)| step)
                    .collect()
            },
        )
    }
}

impl VisitConditions {
    /// Each condition the rule names: was it broken, and the step that says so.
    fn broken<'a>(&self, unit: &Unit<'_, 'a>, item: &Item) -> Vec<(Known, TraceStep)> {
        let visit = unit.contact(item).visit.as_ref();
        let seen = |field: fn(&Visit) -> Tri, key: FactKey| {
            let row = visit.map_or(Tri::Unknown, field);
            let tri = if row == Tri::Unknown {
                unit.record.contact_tri(key, item)
            } else {
                row
            };
            Known::from_tri(tri, key)
        };
        let ticked = |conduct: Conduct| {
            item.conducts
                .is_some_and(|held| held.meets(Codes::conducts(&[conduct])))
        };
        let mut out = Vec::new();
        if self.min_people.is_some() || self.max_people.is_some() {
            let people = visit.and_then(|v| v.people).map(u32::from).or_else(|| {
                unit.record
                    .contact_choices(FactKey::VisitorCount, item)?
                    .first()?
                    .parse()
                    .ok()
            });
            let (min, max) = (self.min_people.unwrap_or(0), self.max_people.unwrap_or(0));
            let wrong = people.map(|n| n < min || (max > 0 && n > max));
            out.push((
                wrong.map_or_else(|| Known::ask(FactKey::VisitorCount), Known::from_bool),
                TraceStep::Visitors {
                    people: people.unwrap_or(0),
                    min,
                    max,
                },
            ));
        }
        if self.id_shown {
            out.push((
                seen(|v| v.id_shown, FactKey::VisitIdShown).not(),
                TraceStep::NoIdShown,
            ));
        }
        if self.recorded {
            out.push((
                seen(|v| v.recorded, FactKey::VisitRecorded).not(),
                TraceStep::NotRecorded,
            ));
        }
        if self.entry_consent {
            let entered = seen(|v| v.entered, FactKey::VisitEntered);
            let consented = seen(|v| v.entry_consented, FactKey::EntryConsented);
            let broken = Known::from_bool(ticked(Conduct::EnterWithoutConsent))
                .or(entered.and(consented.not()));
            out.push((broken, TraceStep::EnteredWithoutConsent));
        }
        if self.others_undisturbed {
            let told = seen(|v| v.others_told, FactKey::VisitOthersTold);
            let broken = Known::from_bool(ticked(Conduct::DisturbWorkplace)).or(told);
            out.push((broken, TraceStep::OthersDisturbed));
        }
        out
    }
}
