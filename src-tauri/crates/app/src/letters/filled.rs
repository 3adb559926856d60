//! What does not come from the record: what the writer filled in and chose, and
//! the provisions a template names.

use std::str::FromStr;

use domain::{Day, Money, Phone};
use letters::KnownNumbers;
use letters::merge::Values;
use letters::template::{AskForm, Manifest, citations};

use super::compose::{problem, put, put_own};
use super::figures::in_words;
use super::phrases::day;
use super::templates::{offers_full_id, words};
use super::{LetterDraft, LetterProblem, LetterProblemCode as Code};
use crate::view::View;

/// Puts what was filled in, in the form it was asked for.
pub(super) fn put_filled(
    manifest: &Manifest,
    draft: &LetterDraft,
    values: &mut Values,
    problems: &mut Vec<LetterProblem>,
) {
    for text in &manifest.text {
        let Some(ask) = &text.ask else { continue };
        let typed = draft.filled.get(&text.name).map(|typed| typed.trim());
        let Some(typed) = typed.filter(|typed| !typed.is_empty()) else {
            continue;
        };
        if let Some(word) = letters::template::forbidden_word(typed) {
            problems.push(problem(Code::ForbiddenWord, word));
        }
        let said = match ask.form {
            AskForm::Line | AskForm::Recipient | AskForm::Number => {
                Some(typed.split_whitespace().collect::<Vec<_>>().join(" "))
            }
            AskForm::Words => Some(typed.trim_end_matches(['。', '.']).to_owned()),
            AskForm::Day => Day::from_str(typed).ok().map(|on| day(draft.lang, on)),
            AskForm::Amount => {
                let amount = Money::from_str(typed).ok();
                let amount = amount.filter(|amount| *amount > Money::ZERO);
                amount.map(|amount| in_words(draft.lang, amount))
            }
        };
        match said {
            Some(said) => put_own(values, &text.name, said),
            None => problems.push(LetterProblem {
                about: Some(words(&ask.label)),
                ..problem(Code::FilledWrong, &text.name)
            }),
        }
    }
}

/// What is known of the numbers a letter may hold: those of the record's contracts and
/// those the template asks for stand in full, an identity number only if chosen; those
/// of people who do not owe are told.
pub(super) fn known_numbers(view: &View, manifest: &Manifest, draft: &LetterDraft) -> KnownNumbers {
    let case = &view.case;
    let asked = manifest.text.iter().filter(|text| {
        let ask = text.ask.as_ref();
        ask.is_some_and(|ask| ask.form == AskForm::Number)
    });
    let asked = asked.filter_map(|text| draft.filled.get(&text.name));
    let contracts = case
        .debts
        .iter()
        .filter_map(|debt| debt.contract_no.as_ref());
    let id = case.borrower.id_number.iter();
    let id = id.filter(|_| draft.full_id && offers_full_id(manifest));
    let stand = asked.chain(contracts).chain(id);
    let others = case.people.iter().flat_map(|person| &person.phones);
    let own = |phone: &&Phone| case.borrower.phones.contains(phone);
    KnownNumbers {
        stand: stand.map(|number| KnownNumbers::digits(number)).collect(),
        others: others
            .filter(|phone| !own(phone))
            .map(|phone| KnownNumbers::digits(phone.as_str()))
            .collect(),
    }
}

/// What has to be chosen and was not, or was chosen twice.
pub(super) fn check_choices(
    manifest: &Manifest,
    draft: &LetterDraft,
    problems: &mut Vec<LetterProblem>,
) {
    for choice in &manifest.choice {
        let chosen = choice
            .flags
            .iter()
            .filter(|flag| draft.requests.contains(flag));
        let code = match chosen.count() {
            0 if choice.needed => Code::NothingChosen,
            2.. if choice.single => Code::ChosenTwice,
            _ => continue,
        };
        problems.push(LetterProblem {
            about: Some(words(&choice.label)),
            ..problem(code, "")
        });
    }
}

/// Puts the provisions a template names that are in force on the day of the letter;
/// the letter does without one it can do without.
pub(super) fn put_citations(
    manifest: &Manifest,
    draft: &LetterDraft,
    values: &mut Values,
    problems: &mut Vec<LetterProblem>,
) {
    for text in &manifest.text {
        let Some(id) = &text.cite else { continue };
        let Some(cited) = citations().iter().find(|one| one.id == *id) else {
            continue;
        };
        let words = cited.words(draft.lang);
        if cited.in_force(draft.day) {
            put(values, &text.name, words);
        } else if !text.optional {
            problems.push(problem(Code::NotInForce, words));
        }
    }
}
