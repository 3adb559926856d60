//! A letter from a case file, without a vault: for scripts.

use std::collections::BTreeMap;

use domain::{Case, Day, DebtId, Lang, PlanOption};
use letters::Fonts;
use rules::Pack;

use super::compose::Sources;
use super::print::{pdf, prepare};
use super::{LetterDraft, LetterProblem};
use crate::view::{View, finding_key};
use crate::{Error, ErrorCode};

/// What to write.
pub struct FromCase<'a> {
    /// Template.
    pub template: &'a str,
    /// Language.
    pub lang: Lang,
    /// The debt; none: the first one that has a flag.
    pub debt: Option<DebtId>,
    /// Date of the letter.
    pub day: Day,
    /// Requests switched on.
    pub requests: Vec<String>,
    /// What is filled in, by name.
    pub filled: BTreeMap<String, String>,
    /// Reference number.
    pub reference: &'a str,
    /// The plan it asks for.
    pub plan: Option<PlanOption>,
    /// Is the gap sheet of the debt attached?
    pub gap_sheet: bool,
}

/// The PDF of a letter about every flagged finding of one debt.
///
/// # Errors
/// `not_found` for the template or the debt; `letter_incomplete` together with
/// what is missing; `missing_glyph`.
pub fn pdf_from_case(
    packs: &[Pack],
    fonts: &Fonts,
    case: Case,
    request: FromCase<'_>,
) -> Result<Vec<u8>, (Error, Vec<LetterProblem>)> {
    let alone = |error: Error| (error, Vec::new());
    let view = View::new(case, packs);
    let flagged = || view.flagged(packs).iter();
    let debt = request
        .debt
        .or_else(|| flagged().find_map(|found| found.debt.clone()))
        .or_else(|| view.case.debts.first().map(|debt| debt.id.clone()))
        .ok_or_else(|| alone(Error::not_found("debt")))?;
    let findings = flagged()
        .filter(|found| found.debt.as_ref() == Some(&debt))
        .map(finding_key)
        .collect();
    let draft = LetterDraft {
        id: None,
        template: request.template.to_owned(),
        lang: request.lang,
        debt,
        findings,
        requests: request.requests,
        filled: request.filled,
        day: request.day,
        own_words: None,
        paragraphs: Vec::new(),
        plan: request.plan,
        gap_sheet: request.gap_sheet,
    };
    let figures = money::embedded().map_err(|_| alone(ErrorCode::Bug.into()))?;
    let sources = Sources {
        packs,
        figures: &figures,
        view: &view,
        earlier: None,
    };
    let printable = prepare(&sources, None, &draft, request.reference).map_err(alone)?;
    pdf(fonts, &printable).map_err(|error| match error.code {
        ErrorCode::LetterIncomplete => (error, printable.problems),
        _ => alone(error),
    })
}
