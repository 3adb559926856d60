//! Letter templates: words as data, checked when they are loaded.
//!
//! A template is a folder: `letter.toml` says what it is for and which values
//! it takes, one text per language says it. `source.rs` documents the notation.
//! No logic lives here beyond "is it there": no arithmetic, no law, no dates.

mod citation;
mod inline;
mod issue;
mod kinds;
mod lint;
mod manifest;
mod own;
mod sample;
pub(crate) mod source;

use std::sync::OnceLock;

use domain::Lang;
use include_dir::{Dir, include_dir};

pub use citation::{Citation, CitationGrade, citations};
pub use issue::{TemplateCode, TemplateProblem};
pub use lint::forbidden_word;
pub use manifest::{
    Ask, AskForm, Audience, Choice, Findings, ListSpec, Manifest, NameSpec, WordList, Words,
};
pub use own::{blank_of, check_own};
pub use sample::Sample;
pub(crate) use source::Body;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../templates");

/// A loaded template.
#[derive(Clone, Debug)]
pub struct Template {
    /// What it is and which values it takes.
    pub manifest: Manifest,
    pub(crate) zh_cn: Body,
    pub(crate) en: Body,
    samples: Vec<Sample>,
}

impl Template {
    /// The permanent name of the template.
    pub fn id(&self) -> &str {
        &self.manifest.id
    }

    /// Filled-in examples with invented people, for tests and previews.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// Every sample: those written for it, then those of the kinds every template has:
    /// rare characters, pasted radicals, long, minimal, many exhibits.
    pub fn all_samples(&self) -> Vec<Sample> {
        [self.samples.clone(), kinds::of(self)].concat()
    }

    pub(crate) fn body(&self, lang: Lang) -> &Body {
        match lang {
            Lang::ZhCn => &self.zh_cn,
            Lang::En => &self.en,
        }
    }
}

/// The templates built into the program that load cleanly, by id.
pub fn templates() -> &'static [Template] {
    &library().0
}

/// What is wrong with the built-in templates; empty in a healthy build.
pub fn template_problems() -> &'static [TemplateProblem] {
    &library().1
}

fn library() -> &'static (Vec<Template>, Vec<TemplateProblem>) {
    static LIBRARY: OnceLock<(Vec<Template>, Vec<TemplateProblem>)> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let mut found = (Vec::new(), Vec::new());
        for folder in EMBEDDED.dirs() {
            let mut files = Vec::new();
            collect(folder, &mut files);
            let id = folder.path().to_string_lossy().into_owned();
            match load(&id, &files) {
                Ok(template) => found.0.push(template),
                Err(problems) => found.1.extend(problems),
            }
        }
        found.1.extend_from_slice(manifest::common_problems());
        found.1.extend_from_slice(citation::problems());
        found.1.extend_from_slice(kinds::problems());
        found.0.sort_by(|a: &Template, b| a.id().cmp(b.id()));
        found
    })
}

fn collect<'a>(folder: &'a Dir<'a>, files: &mut Vec<(String, &'a str)>) {
    for file in folder.files() {
        if let Some(text) = file.contents_utf8() {
            files.push((file.path().to_string_lossy().replace('\\', "/"), text));
        }
    }
    for folder in folder.dirs() {
        collect(folder, files);
    }
}

/// Loads one template from its files, given as path and text.
///
/// # Errors
/// Every problem of every file, not only the first.
pub fn load(id: &str, files: &[(String, &str)]) -> Result<Template, Vec<TemplateProblem>> {
    let mut problems = Vec::new();
    let find = |name: &str| {
        let path = format!("{id}/{name}");
        files
            .iter()
            .find(|(file, _)| *file == path)
            .map(|(file, text)| (file.as_str(), *text))
    };
    let mut text_of = |name: &str| {
        let found = find(name);
        if found.is_none() {
            let file = format!("{id}/{name}");
            problems.push(TemplateProblem::new(
                file,
                0,
                TemplateCode::FileMissing,
                name,
            ));
        }
        found
    };
    let manifest = text_of("letter.toml");
    let texts = [text_of("zh-CN.txt"), text_of("en.txt")];
    let manifest = manifest.and_then(|(file, text)| manifest::read(file, text, &mut problems));
    let mut bodies = Vec::new();
    for (file, text) in texts.into_iter().flatten() {
        let body = source::parse(file, text, &mut problems);
        if let Some(manifest) = &manifest {
            lint::check(&body, manifest, &mut problems);
        }
        bodies.push(body);
    }
    if let Some(manifest) = &manifest {
        let file = format!("{id}/letter.toml");
        lint::check_manifest(&file, manifest, &mut problems);
    }
    let mut samples = Vec::new();
    let prefix = format!("{id}/samples/");
    for (file, text) in files.iter().filter(|(file, _)| file.starts_with(&prefix)) {
        samples.extend(sample::read(file, text, &mut problems));
    }
    samples.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(manifest) = &manifest
        && manifest.id != id
    {
        let file = format!("{id}/letter.toml");
        let code = TemplateCode::IdMismatch;
        problems
            .push(TemplateProblem::new(file, 0, code, &manifest.id).meaning(Some(id.to_owned())));
    }
    match (manifest, <[Body; 2]>::try_from(bodies)) {
        (Some(manifest), Ok([zh_cn, en])) if problems.is_empty() => Ok(Template {
            manifest,
            zh_cn,
            en,
            samples,
        }),
        _ => Err(problems),
    }
}

#[cfg(test)]
mod tests;
