//! Letter templates: words as data, checked when they are loaded.
//!
//! A template is a folder: `letter.toml` says what it is for and which values
//! it takes, one text per language says it. `source.rs` documents the notation.
//! No logic lives here beyond "is it there": no arithmetic, no law, no dates.

mod citation;
mod inline;
mod lint;
mod manifest;
mod sample;
pub(crate) mod source;

use std::sync::OnceLock;

use domain::Lang;
use include_dir::{Dir, include_dir};

pub use citation::{Citation, CitationGrade, citations};
pub use lint::forbidden_word;
pub use manifest::{
    Ask, AskForm, Audience, Choice, Findings, ListSpec, Manifest, NameSpec, WordList, Words,
};
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

    pub(crate) fn body(&self, lang: Lang) -> &Body {
        match lang {
            Lang::ZhCn => &self.zh_cn,
            Lang::En => &self.en,
        }
    }
}

/// Something wrong with a template file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateProblem {
    /// Path below the templates folder.
    pub file: String,
    /// Line, from 1; 0 if it concerns the whole file.
    pub line: u32,
    /// What is wrong.
    pub code: TemplateCode,
    /// The name or words concerned.
    pub detail: String,
}

/// What can be wrong with a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateCode {
    /// `letter.toml` or a sample does not parse or lacks a field.
    Manifest,
    /// A file of the template is missing.
    FileMissing,
    /// The id in `letter.toml` is not the folder's name.
    IdMismatch,
    /// A line breaks the notation.
    Syntax,
    /// A bracket or a block is not closed, or closed twice.
    Unbalanced,
    /// A value, flag or list that `letter.toml` does not declare.
    UnknownName,
    /// Declared, but this language never uses it.
    UnusedName,
    /// An optional value used where it may be absent.
    UnguardedOptional,
    /// Not exactly one title, or no signature.
    Outline,
    /// A table row with another number of cells than its head.
    TableShape,
    /// A word the product never uses, or an exclamation mark.
    ForbiddenWord,
    /// An article of law written into the template instead of a value.
    LawInTemplate,
    /// A provision that `citations.toml` does not have.
    UnknownCitation,
}

impl TemplateCode {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Manifest => "template_manifest",
            Self::FileMissing => "template_file_missing",
            Self::IdMismatch => "template_id_mismatch",
            Self::Syntax => "template_syntax",
            Self::Unbalanced => "template_unbalanced",
            Self::UnknownName => "template_unknown_name",
            Self::UnusedName => "template_unused_name",
            Self::UnguardedOptional => "template_unguarded_optional",
            Self::Outline => "template_outline",
            Self::TableShape => "template_table_shape",
            Self::ForbiddenWord => "template_forbidden_word",
            Self::LawInTemplate => "template_law_in_template",
            Self::UnknownCitation => "template_unknown_citation",
        }
    }
}

impl std::fmt::Display for TemplateProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}:{}: {}: {}",
            self.file,
            self.line,
            self.code.code(),
            self.detail
        )
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
            problems.push(TemplateProblem {
                file: format!("{id}/{name}"),
                line: 0,
                code: TemplateCode::FileMissing,
                detail: name.to_owned(),
            });
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
        problems.push(TemplateProblem {
            file: format!("{id}/letter.toml"),
            line: 0,
            code: TemplateCode::IdMismatch,
            detail: manifest.id.clone(),
        });
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
