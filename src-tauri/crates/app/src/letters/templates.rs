//! The letters the app can write.

use domain::Lang;
use letters::Template;
use letters::template::{AskForm, Audience, Findings, Manifest, NameSpec};

use super::reasons::REASONED;
use super::{
    LetterAsk, LetterAskForm, LetterAudience, LetterChoice, LetterDraft, RequestOption,
    TemplateCard,
};
use crate::{App, Empty, Error, Words};

/// The value of a template that is about the gap sheet, which then goes with it.
const GAP: &str = "gap_difference";

/// The value that is the writer's identity number.
pub(super) const ID_NUMBER: &str = "borrower_id";

/// Does the gap sheet always go with a letter of this template?
pub(super) fn is_about_gap(manifest: &Manifest) -> bool {
    let needed = |text: &NameSpec| text.name == GAP && !text.optional;
    manifest.text.iter().any(needed)
}

/// May a letter of this template show the identity number in full? Only a court asks
/// for it.
pub(super) fn offers_full_id(manifest: &Manifest) -> bool {
    let takes = |text: &NameSpec| text.name == ID_NUMBER;
    manifest.audience == Audience::Court && manifest.text.iter().any(takes)
}

/// Every template: those of the app, then those the open vault adds.
///
/// # Errors
/// None; without a vault there are those of the app.
pub fn templates(app: &App, _: Empty) -> Result<Vec<TemplateCard>, Error> {
    let built_in = letters::template::templates().iter();
    let mut cards: Vec<TemplateCard> = built_in.map(|one| card(one, false)).collect();
    cards.extend(app.own_templates().iter().map(own_card));
    Ok(cards)
}

/// A template the user added, as it is listed.
pub(crate) fn own_card(template: &Template) -> TemplateCard {
    card(template, true)
}

fn card(template: &Template, own: bool) -> TemplateCard {
    let manifest = &template.manifest;
    TemplateCard {
        own,
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
        offers_full_id: offers_full_id(manifest),
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
}

/// A template of this name and whether the user added it, of those of the app and these.
pub(super) fn find<'a>(own: &'a [Template], id: &str) -> Option<(&'a Template, bool)> {
    let built_in = letters::template::templates()
        .iter()
        .map(|one| (one, false));
    let mut all = built_in.chain(own.iter().map(|one| (one, true)));
    all.find(|(template, _)| template.id() == id)
}

/// Whom the writer addressed a letter to, where the template asks.
pub(super) fn addressee<'d>(manifest: &Manifest, draft: &'d LetterDraft) -> Option<&'d str> {
    let asks = |text: &&NameSpec| {
        let ask = text.ask.as_ref();
        ask.is_some_and(|ask| ask.form == AskForm::Recipient)
    };
    let mut asked = manifest.text.iter().filter(asks);
    let named = asked.find_map(|text| draft.filled.get(&text.name))?.trim();
    (!named.is_empty()).then_some(named)
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
            AskForm::Recipient => LetterAskForm::Recipient,
            AskForm::Number => LetterAskForm::Number,
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
