//! Templates a user adds: checked like those of the app, and beyond that for what
//! the app's own tests hold its templates to. And a built-in one as files to start from.

use domain::nearest;

use super::manifest::is_filled;
use super::{EMBEDDED, Manifest, NameSpec, Template, TemplateCode, TemplateProblem, collect, load};
use super::{sample::Sample, templates};
use crate::{KnownNumbers, proofread};

/// Longest id, in characters.
const LONGEST_ID: usize = 64;

/// How the notation works, for whoever writes a template.
const README: &str = include_str!("README.txt");

/// Files to read beside a template; the loader does not.
const REFERENCE: [&str; 2] = ["citations.toml", "common.toml"];

/// Loads a template a user wrote from its files, given as path and text.
///
/// # Errors
/// Every problem of every file: those of [`load`], a value nobody fills, a sample that
/// makes no letter or reads badly, the id of a template of the app.
pub fn check_own(id: &str, files: &[(String, &str)]) -> Result<Template, Vec<TemplateProblem>> {
    let file = format!("{id}/letter.toml");
    let mut problems = Vec::new();
    if templates().iter().any(|template| template.id() == id) {
        problems.push(TemplateProblem::new(&file, 0, TemplateCode::EmbeddedId, id));
    }
    if id.chars().count() > LONGEST_ID {
        problems.push(TemplateProblem::new(&file, 0, TemplateCode::LongId, id));
    }
    match load(id, files) {
        Ok(template) => {
            fillable(&file, &template.manifest, &mut problems);
            if let Some(first) = &template.manifest.follows
                && !templates().iter().any(|known| known.id() == first)
            {
                let meant = nearest(first, templates().iter().map(Template::id));
                let code = TemplateCode::UnknownName;
                problems.push(TemplateProblem::new(&file, 0, code, first).meaning(meant));
            }
            for sample in template.samples() {
                try_sample(&template, sample, &mut problems);
            }
            if problems.is_empty() {
                return Ok(template);
            }
        }
        Err(found) => problems.extend(found),
    }
    problems.sort();
    Err(problems)
}

/// Every value has somebody who fills it.
fn fillable(file: &str, manifest: &Manifest, problems: &mut Vec<TemplateProblem>) {
    let mut check = |list: Option<&str>, spec: &NameSpec| {
        let asked = list.is_none() && (spec.ask.is_some() || spec.cite.is_some());
        if !asked && !is_filled(list, &spec.name) {
            let code = TemplateCode::NobodyFills;
            problems.push(TemplateProblem::new(file, 0, code, &spec.name));
        }
    };
    for text in &manifest.text {
        check(None, text);
    }
    for list in &manifest.list {
        for text in &list.text {
            check(Some(&list.name), text);
        }
    }
}

fn try_sample(template: &Template, sample: &Sample, problems: &mut Vec<TemplateProblem>) {
    let file = format!("{}/samples/{}.toml", template.id(), sample.name);
    let mut report = |code, detail: String| {
        problems.push(TemplateProblem::new(&file, 0, code, detail));
    };
    match sample.document(template) {
        Ok(document) => {
            for remark in proofread(&document, &KnownNumbers::default()) {
                report(TemplateCode::SampleReadsBadly, remark.sentence);
            }
        }
        Err(missing) => {
            for gap in missing {
                report(
                    TemplateCode::SampleFails,
                    format!("{}:{} {}", gap.file, gap.line, gap.name),
                );
            }
        }
    }
}

/// The files of a built-in template under another id, to start one's own from: path
/// below the folder of templates, and text. None: there is no such template.
///
/// With it goes what its author has to look up: the notation, the provisions that may
/// be cited and the values that many letters share.
pub fn blank_of(template: &str, id: &str) -> Option<Vec<(String, String)>> {
    let folder = EMBEDDED.get_dir(template)?;
    let mut files = Vec::new();
    collect(folder, &mut files);
    let mut out: Vec<(String, String)> = files
        .into_iter()
        .map(|(path, text)| {
            let place = path.strip_prefix(template).unwrap_or(&path);
            let own = match place {
                "/letter.toml" => {
                    text.replacen(&format!("id = \"{template}\""), &format!("id = {id:?}"), 1)
                }
                _ => text.to_owned(),
            };
            (format!("{id}{place}"), own)
        })
        .collect();
    out.push((format!("{id}/README.txt"), README.to_owned()));
    for name in REFERENCE {
        let text = EMBEDDED
            .get_file(name)
            .and_then(|file| file.contents_utf8());
        out.push((format!("{id}/reference/{name}"), text?.to_owned()));
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(id: &str) -> Vec<(String, String)> {
        blank_of("ask-statement", id).unwrap()
    }

    fn check(id: &str, files: &[(String, String)]) -> Result<Template, Vec<TemplateProblem>> {
        let files: Vec<(String, &str)> = files
            .iter()
            .map(|(file, text)| (file.clone(), text.as_str()))
            .collect();
        check_own(id, &files)
    }

    /// The problems after `from` became `to` in one file.
    fn broken(name: &str, from: &str, to: &str) -> Vec<(TemplateCode, String, Option<String>)> {
        let mut files = files("mine");
        let file = files
            .iter_mut()
            .find(|(file, _)| file == &format!("mine/{name}"))
            .unwrap();
        assert!(file.1.contains(from), "{name} has no {from}");
        file.1 = file.1.replace(from, to);
        let problems = check("mine", &files).unwrap_err();
        problems
            .into_iter()
            .map(|one| (one.code, one.detail, one.suggestion))
            .collect()
    }

    #[test]
    fn every_template_of_the_app_starts_a_sound_one() {
        for template in templates() {
            let files = blank_of(template.id(), "mine").unwrap();
            let own = check("mine", &files).unwrap();
            assert_eq!(own.id(), "mine");
            assert_eq!(own.samples().len(), template.samples().len());
            assert!(files.iter().all(|(file, _)| file.starts_with("mine/")));
        }
        assert!(blank_of("nothing", "mine").is_none());
    }

    #[test]
    fn the_id_of_a_template_of_the_app_is_taken() {
        let problems = check("ask-statement", &files("ask-statement")).unwrap_err();
        let codes: Vec<_> = problems.iter().map(|one| one.code).collect();
        assert_eq!(codes, [TemplateCode::EmbeddedId]);
        let long = "x".repeat(LONGEST_ID + 1);
        let problems = check(&long, &files(&long)).unwrap_err();
        assert_eq!(problems[0].code, TemplateCode::LongId);
    }

    #[test]
    fn a_value_nobody_fills_is_refused() {
        let file = "[[text]]\nname = \"weather\"\nabout = \"\"\noptional = true\n\n[[flag]]";
        let found = broken("letter.toml", "[[flag]]", file);
        let nobody = (TemplateCode::NobodyFills, "weather".to_owned(), None);
        assert!(
            !found.contains(&nobody),
            "told with the faults of the text: {found:?}"
        );
        let mut files = files("mine");
        for (name, text) in &mut files {
            match name.as_str() {
                "mine/letter.toml" => *text = text.replacen("[[flag]]", file, 1),
                "mine/zh-CN.txt" | "mine/en.txt" => text.push_str("\n[has:weather>{weather}]\n"),
                _ => {}
            }
        }
        let problems = check("mine", &files).unwrap_err();
        let found: Vec<_> = problems
            .iter()
            .map(|one| (one.code, one.detail.as_str()))
            .collect();
        assert_eq!(found, [(TemplateCode::NobodyFills, "weather")]);
    }

    #[test]
    fn a_misspelt_name_and_law_in_the_text_are_told() {
        let wrong = broken("zh-CN.txt", "{lender_name}", "{lender_nam}");
        let meant = Some("lender_name".to_owned());
        let code = TemplateCode::UnknownName;
        assert!(
            wrong.contains(&(code, "lender_nam".into(), meant)),
            "{wrong:?}"
        );
        for law in ["依照第 十 条", "依照《贷款通则》", "依照第１０条"] {
            let mut files = files("mine");
            for (_, text) in files
                .iter_mut()
                .filter(|(file, _)| file == "mine/zh-CN.txt")
            {
                text.push_str(&format!("\n{law}。\n"));
            }
            let told = check("mine", &files).unwrap_err();
            let told: Vec<_> = told.iter().map(|one| one.code).collect();
            assert_eq!(told, [TemplateCode::LawInTemplate], "{law}");
        }
    }

    #[test]
    fn a_sample_that_makes_no_letter_or_reads_badly_is_told() {
        let sample = "samples/everything.zh-CN.toml";
        let told = broken(sample, "lender_name = ", "lender = ");
        assert_eq!(told[0].0, TemplateCode::SampleFails);
        let mut files = files("mine");
        for (name, text) in &mut files {
            if name == "mine/zh-CN.txt" {
                text.push_str("\n请填写________。\n");
            }
        }
        let told = check("mine", &files).unwrap_err();
        assert_eq!(told[0].code, TemplateCode::SampleReadsBadly);
    }
}
