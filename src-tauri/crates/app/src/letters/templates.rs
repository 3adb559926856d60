//! The letters the app can write.

use domain::Lang;
use letters::template::Manifest;

use super::{RequestOption, TemplateCard};
use crate::{App, Empty, Error, Words};

/// The list of a template that rests on findings.
const FACTS: &str = "facts";

/// The value of a template that asks for a plan.
const PLAN: &str = "plan_count";

/// The value of a template that is about the gap sheet, which then goes with it.
const GAP: &str = "gap_difference";

/// Does the gap sheet always go with a letter of this template?
pub(super) fn is_about_gap(manifest: &Manifest) -> bool {
    manifest.text.iter().any(|text| text.name == GAP)
}

/// Does a template rest on findings?
pub(super) fn needs_findings(manifest: &Manifest) -> bool {
    manifest.list.iter().any(|list| list.name == FACTS)
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
                needs_findings: needs_findings(manifest),
                needs_gap_sheet: is_about_gap(manifest),
                needs_plan: manifest.text.iter().any(|text| text.name == PLAN),
                requests: manifest
                    .flag
                    .iter()
                    .filter_map(|flag| {
                        let words = words(flag.words.as_ref()?);
                        Some(RequestOption {
                            code: flag.name.clone(),
                            words,
                        })
                    })
                    .collect(),
            }
        })
        .collect())
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
