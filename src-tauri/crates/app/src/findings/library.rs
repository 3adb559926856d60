//! The rights library: every rule with its words, whatever the record holds.

use rules::{Instrument, Rule};

use super::list::code;
use super::{RuleCard, RuleWords};
use crate::{App, Empty, Error, Words};

/// All rules that may be shown.
///
/// # Errors
/// None; the packs are part of the app.
pub fn rules(app: &App, _: Empty) -> Result<Vec<RuleCard>, Error> {
    let mut cards = Vec::new();
    for pack in app.packs() {
        for rule in pack.rules().iter().filter(|rule| rule.shown()) {
            cards.push(RuleCard {
                rule: rule.slug.clone(),
                pack: pack.id().to_owned(),
                engine: code(rule.engine),
                rank: rule.force.rank().into(),
                grade: code(rule.grade),
                unverified: rule.grade.to_verify(),
                instrument: pack
                    .instrument(&rule.instrument)
                    .map(instrument_words)
                    .unwrap_or_default(),
                clause: clause_words(rule),
                from: rule.from,
                to: rule.to,
                texts: RuleWords::from(&rule.texts),
            });
        }
    }
    Ok(cards)
}

pub(super) fn instrument_words(instrument: &Instrument) -> Words {
    Words {
        zh: instrument.name.clone(),
        en: instrument.name_en.clone(),
    }
}

/// The clause with what is not settled about it.
pub(super) fn clause_words(rule: &Rule) -> Words {
    let note = rule.clause_note.as_ref();
    let with = |open: &str, close: &str, note: Option<&String>| match note {
        Some(note) if rule.clause.is_empty() => note.clone(),
        Some(note) => format!("{}{open}{note}{close}", rule.clause),
        None => rule.clause.clone(),
    };
    Words {
        zh: with("（", "）", note.map(|note| &note.zh)),
        en: with(" (", ")", note.map(|note| &note.en)),
    }
}
