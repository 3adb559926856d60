//! Samples: values for one letter in one language, from `samples/*.toml`.

use domain::{Day, Lang};
use serde::Deserialize;

use super::manifest::from_toml;
use super::{Template, TemplateCode, TemplateProblem};
use crate::document::Document;
use crate::merge::{MergeProblem, Values, merge};

/// A filled-in example.
#[derive(Clone, Debug)]
pub struct Sample {
    /// File name without its ending.
    pub name: String,
    /// Language of its values.
    pub lang: Lang,
    /// The day on the letter.
    pub date: Day,
    /// Head of an invented journal.
    pub chain_head: String,
    /// The values.
    pub values: Values,
}

impl Sample {
    /// The letter this sample makes of its template, dated and chained.
    ///
    /// # Errors
    /// As [`merge`].
    pub fn document(&self, template: &Template) -> Result<Document, Vec<MergeProblem>> {
        let mut document = merge(template, self.lang, &self.values)?;
        document.date = Some(self.date);
        document.chain_head = Some(self.chain_head.clone());
        Ok(document)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    lang: Lang,
    date: String,
    chain_head: String,
    values: Values,
}

pub(super) fn read(file: &str, text: &str, problems: &mut Vec<TemplateProblem>) -> Option<Sample> {
    let raw: Raw = from_toml(file, text, problems)?;
    let Ok(date) = raw.date.parse() else {
        let detail = format!("date {}", raw.date);
        problems.push(TemplateProblem::new(
            file,
            0,
            TemplateCode::Manifest,
            detail,
        ));
        return None;
    };
    let name = file
        .rsplit('/')
        .next()
        .unwrap_or(file)
        .trim_end_matches(".toml")
        .to_owned();
    Some(Sample {
        name,
        lang: raw.lang,
        date,
        chain_head: raw.chain_head,
        values: raw.values,
    })
}
