//! Kinds of sample every template has, from `samples.toml`: made of its own samples, so
//! that a name no font was made for is tried in all letters and written down once.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use domain::Lang;
use serde::Deserialize;

use super::manifest::from_toml;
use super::{EMBEDDED, Manifest, Sample, Template, TemplateProblem};
use crate::merge::{Value, Values};

const FILE: &str = "samples.toml";

/// The lists a kind makes longer.
const FACTS: &str = "facts";
const EXHIBITS: &str = "exhibits";

/// How a sample of a kind is made.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    name: String,
    /// Values by language and name; only those the sample has are set.
    #[serde(default)]
    set: BTreeMap<String, BTreeMap<String, String>>,
    /// What may be absent is.
    #[serde(default)]
    only_needed: bool,
    /// How many facts it tells, if it tells any.
    #[serde(default)]
    facts: Option<usize>,
    /// How many exhibits it lists, if it lists any.
    #[serde(default)]
    exhibits: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    kind: Vec<Kind>,
}

/// Every kind of a template in every language it has samples in, by name.
pub(super) fn of(template: &Template) -> Vec<Sample> {
    let mut samples = Vec::new();
    for kind in &read().0 {
        for lang in [Lang::ZhCn, Lang::En] {
            let own = template.samples().iter().filter(|one| one.lang == lang);
            // Of two as full as each other the first by name.
            let fullest = own.rev().max_by_key(|one| size(&one.values));
            let made = fullest.map(|base| (base, made(kind, &template.manifest, base)));
            // A letter without exhibits has no long list of them.
            samples.extend(
                made.filter(|(base, sample)| sample.values != base.values)
                    .map(|(_, sample)| sample),
            );
        }
    }
    samples
}

/// What is wrong with the file.
pub(super) fn problems() -> &'static [TemplateProblem] {
    &read().1
}

fn read() -> &'static (Vec<Kind>, Vec<TemplateProblem>) {
    static READ: OnceLock<(Vec<Kind>, Vec<TemplateProblem>)> = OnceLock::new();
    READ.get_or_init(|| {
        let mut problems = Vec::new();
        let text = EMBEDDED
            .get_file(FILE)
            .and_then(|file| file.contents_utf8());
        let raw: Option<Raw> = from_toml(FILE, text.unwrap_or_default(), &mut problems);
        (raw.map(|raw| raw.kind).unwrap_or_default(), problems)
    })
}

/// Everything a sample says.
fn size(values: &Values) -> usize {
    let items = values.lists.values().flatten();
    values.text.len() + values.flags.len() + items.map(|item| item.text.len()).sum::<usize>()
}

fn made(kind: &Kind, manifest: &Manifest, base: &Sample) -> Sample {
    let mut sample = base.clone();
    sample.name = format!("{}.{}", kind.name, base.lang.tag());
    let values = &mut sample.values;
    if kind.only_needed {
        keep_needed(values, manifest);
    }
    let set = kind.set.get(base.lang.tag()).into_iter().flatten();
    for (name, text) in set {
        // Words of the writer's own go wherever there is room for them.
        let room = manifest
            .text
            .iter()
            .any(|spec| spec.name == *name && spec.optional);
        match values.text.get_mut(name) {
            Some(value) => value.text.clone_from(text),
            None if room && name == "own_words" => {
                values.text.insert(name.clone(), Value::from(text.as_str()));
            }
            None => {}
        }
    }
    if let Some(count) = kind.facts {
        lengthen(values, FACTS, count);
    }
    if let Some(count) = kind.exhibits {
        lengthen(values, EXHIBITS, count);
    }
    sample
}

/// Repeats the items of a list until it has so many; numbers go on.
fn lengthen(values: &mut Values, list: &str, count: usize) {
    let Some(items) = values.lists.get_mut(list).filter(|items| !items.is_empty()) else {
        return;
    };
    let given = items.clone();
    for (place, item) in given
        .iter()
        .cycle()
        .enumerate()
        .take(count)
        .skip(given.len())
    {
        let mut item = item.clone();
        if let Some(number) = item.text.get_mut("number") {
            number.text = (place + 1).to_string();
        }
        // Another one, not the same said twice.
        if let Some(when) = item.text.get_mut("when") {
            when.text.push_str(&format!(" [{}]", place + 1));
        }
        items.push(item);
    }
}

/// Takes out what may be absent: of a choice that has to be made the first stays, of a
/// list that has to be there the first item.
fn keep_needed(values: &mut Values, manifest: &Manifest) {
    let needed = |name: &String| {
        let spec = manifest.text.iter().find(|spec| spec.name == *name);
        spec.is_some_and(|spec| !spec.optional)
    };
    values.text.retain(|name, _| needed(name));
    let choices = manifest.choice.iter().filter(|choice| choice.needed);
    let kept: Vec<&String> = choices
        .filter_map(|choice| {
            choice
                .flags
                .iter()
                .find(|flag| values.flags.contains(*flag))
        })
        .collect();
    let kept: Vec<String> = kept.into_iter().cloned().collect();
    values.flags.retain(|flag| kept.contains(flag));
    for (name, items) in &mut values.lists {
        let spec = manifest.list.iter().find(|spec| spec.name == *name);
        items.truncate(usize::from(spec.is_some_and(|spec| !spec.optional)));
        for item in items {
            let optional = |name: &String| {
                let inner = spec.and_then(|spec| spec.text.iter().find(|one| one.name == *name));
                inner.is_some_and(|inner| inner.optional)
            };
            item.text.retain(|name, _| !optional(name));
        }
    }
}
