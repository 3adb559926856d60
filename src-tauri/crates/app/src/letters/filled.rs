//! What does not come from the record: what the writer filled in and chose, and
//! the provisions a template names.

use std::str::FromStr;

use domain::{Day, Money};
use letters::merge::Values;
use letters::template::{AskForm, Manifest, citations};

use super::compose::{problem, put};
use super::figures::in_words;
use super::phrases::day;
use super::templates::words;
use super::{LetterDraft, LetterProblem, LetterProblemCode as Code};

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
            AskForm::Line => Some(typed.split_whitespace().collect::<Vec<_>>().join(" ")),
            AskForm::Words => Some(typed.trim_end_matches(['。', '.']).to_owned()),
            AskForm::Day => Day::from_str(typed).ok().map(|on| day(draft.lang, on)),
            AskForm::Amount => {
                let amount = Money::from_str(typed).ok();
                let amount = amount.filter(|amount| *amount > Money::ZERO);
                amount.map(|amount| in_words(draft.lang, amount))
            }
        };
        match said {
            Some(said) => put(values, &text.name, said),
            None => problems.push(LetterProblem {
                about: Some(words(&ask.label)),
                ..problem(Code::FilledWrong, &text.name)
            }),
        }
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
