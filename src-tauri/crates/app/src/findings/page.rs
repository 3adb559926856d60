//! A rule's own page: everything the packs and the record have about it.

use rules::{Engine, Instrument, Pack, Rule};

use super::library::{card, clause_words, instrument_words};
use super::list::{EVENTS_SHOWN, code, row};
use super::{FindingRow, InstrumentCard, RulePage, RuleRef, RuleSource, RuleStep};
use crate::{App, Error, Words};

/// A rule with its instrument, its history, its sources, and what it says about
/// this record.
///
/// # Errors
/// Locked; not found: no such rule, or one that is not shown to anybody.
pub fn rule(app: &App, RuleRef { pack, rule }: RuleRef) -> Result<RulePage, Error> {
    let today = app.today();
    let packs = app.packs();
    app.view(|view| {
        let found = packs.iter().find(|one| one.id() == pack);
        let (pack, rule, instrument) = found
            .and_then(|pack| {
                let rule = pack.rule(&rule)?;
                Some((pack, rule, pack.instrument(&rule.instrument)?))
            })
            .filter(|(_, rule, _)| in_library(rule))
            .ok_or_else(|| Error::not_found("rule"))?;
        let said = view.findings_of_rule(&packs, (pack.id(), &rule.slug), Some(EVENTS_SHOWN));
        let findings: Vec<FindingRow> = said.iter().map(|found| row(&packs, view, found)).collect();
        Ok(RulePage {
            card: card(pack, rule, today),
            instrument: instrument_card(pack, instrument),
            scope: rule.scope.clone(),
            history: pack
                .history(&rule.slug)
                .into_iter()
                .filter(|rule| in_library(rule))
                .map(|other| step(pack, other, other.slug == rule.slug))
                .collect(),
            sources: pack
                .sources()
                .iter()
                .filter(|source| rule.sources.contains(&source.id))
                .map(|source| RuleSource {
                    id: source.id.clone(),
                    title: source.title.clone(),
                })
                .collect(),
            findings,
        })
    })
}

/// What nobody may be shown: known from memory alone, or switched off.
pub(super) fn in_library(rule: &Rule) -> bool {
    rule.shown() && rule.engine != Engine::Off
}

fn instrument_card(pack: &Pack, instrument: &Instrument) -> InstrumentCard {
    let next = instrument.replaced_by.as_deref();
    InstrumentCard {
        name: instrument_words(instrument),
        issuer: instrument.issuer.clone(),
        doc_no: instrument.doc_no.clone(),
        promulgated: instrument.promulgated,
        effective: instrument.effective,
        repealed: instrument.repealed,
        replaced_by: next
            .and_then(|id| pack.instrument(id))
            .map(instrument_words),
        force: instrument.force,
        grade: code(instrument.grade),
        unverified: instrument.grade.to_verify(),
        note: instrument.note.as_ref().map(Words::from),
    }
}

fn step(pack: &Pack, rule: &Rule, here: bool) -> RuleStep {
    RuleStep {
        rule: rule.slug.clone(),
        pack: pack.id().to_owned(),
        title: Words {
            zh: rule.texts.zh.title.clone(),
            en: rule.texts.en.title.clone(),
        },
        rank: rule.force.rank().into(),
        unverified: rule.grade.to_verify(),
        instrument: pack
            .instrument(&rule.instrument)
            .map(instrument_words)
            .unwrap_or_default(),
        clause: clause_words(rule),
        from: rule.from,
        to: rule.to,
        here,
    }
}
