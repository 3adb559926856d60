//! The letters the app can write.

use domain::Lang;
use letters::template::{AskForm, Audience, Findings, Manifest, NameSpec};

use super::reasons::REASONED;
use super::{LetterAsk, LetterAskForm, LetterAudience, LetterChoice, RequestOption, TemplateCard};
use crate::{App, Empty, Error, Words};

/// The value of a template that is about the gap sheet, which then goes with it.
const GAP: &str = "gap_difference";

/// Does the gap sheet always go with a letter of this template?
pub(super) fn is_about_gap(manifest: &Manifest) -> bool {
    let needed = |text: &NameSpec| text.name == GAP && !text.optional;
    manifest.text.iter().any(needed)
}

/// Every template.
///
/// # Errors
/// None; the templates are part of the app.
pub fn templates(_: &App, _: Empty) -> Result<Vec<TemplateCard>, Error> {
    Ok(letters::template::templates()
        .iter()
        .map(|template| {
            let manifest = &template.manifest;
            TemplateCard {
                id: manifest.id.clone(),
                title: words(&manifest.title),
                purpose: words(&manifest.purpose),
                when: lines(&manifest.use_when),
                when_not: lines(&manifest.not_when),
                enclose: lines(&manifest.enclose),
                audience: match manifest.audience {
                    Audience::Lender => LetterAudience::Lender,
                    Audience::Authority => LetterAudience::Authority,
                    Audience::Court => LetterAudience::Court,
                    Audience::People => LetterAudience::People,
                },
                takes_findings: manifest.findings != Findings::None,
                needs_findings: manifest.findings == Findings::Needed,
                needs_gap_sheet: is_about_gap(manifest),
                plans: manifest.plans.clone(),
                asks: manifest.text.iter().filter_map(ask).collect(),
                choices: manifest
                    .choice
                    .iter()
                    .map(|choice| LetterChoice {
                        label: words(&choice.label),
                        needed: choice.needed,
                        single: choice.single,
                        options: options(manifest, |name| choice.flags.contains(name)),
                    })
                    .collect(),
                requests: options(manifest, |name| {
                    !manifest.choice.iter().any(|c| c.flags.contains(name))
                }),
            }
        })
        .collect())
}

/// What is offered of the switches `among`.
fn options(manifest: &Manifest, among: impl Fn(&String) -> bool) -> Vec<RequestOption> {
    let flags = manifest.flag.iter().filter(|flag| among(&flag.name));
    let option = |flag: &NameSpec| {
        Some(RequestOption {
            code: flag.name.clone(),
            words: words(flag.words.as_ref()?),
            reasoned: REASONED.contains(&flag.name.as_str()),
        })
    };
    flags.filter_map(option).collect()
}

fn ask(text: &NameSpec) -> Option<LetterAsk> {
    let ask = text.ask.as_ref()?;
    Some(LetterAsk {
        name: text.name.clone(),
        label: words(&ask.label),
        hint: ask.hint.as_ref().map(words).unwrap_or_default(),
        form: match ask.form {
            AskForm::Line => LetterAskForm::Line,
            AskForm::Words => LetterAskForm::Words,
            AskForm::Day => LetterAskForm::Day,
            AskForm::Amount => LetterAskForm::Amount,
        },
        optional: text.optional,
    })
}

/// What the letter of a template is called; none: there is no such template.
pub(crate) fn template_title(id: &str) -> Option<Words> {
    let mut all = letters::template::templates().iter();
    let template = all.find(|template| template.id() == id)?;
    Some(words(&template.manifest.title))
}

pub(super) fn words(words: &letters::template::Words) -> Words {
    Words {
        zh: words.get(Lang::ZhCn).to_owned(),
        en: words.get(Lang::En).to_owned(),
    }
}

/// One sentence per line.
fn lines(list: &letters::template::WordList) -> Words {
    Words {
        zh: list.get(Lang::ZhCn).join("\n"),
        en: list.get(Lang::En).join("\n"),
    }
}
