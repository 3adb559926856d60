//! A letter from a case file, without a vault: for scripts.

use std::collections::BTreeMap;

use domain::{Case, Day, DebtId, Lang, PlanOption};
use letters::Fonts;
use rules::Pack;

use super::compose::Sources;
use super::print::{Written, prepare, written};
use super::{LetterDraft, LetterForm, LetterProblem};
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
    /// The writer's own paragraph.
    pub own_words: Option<String>,
    /// Is the identity number printed in full, where the template offers it?
    pub full_id: bool,
    /// The form it is written in.
    pub form: LetterForm,
}

/// A letter about every flagged finding of one debt. The PDF needs `fonts`; without
/// them the pages of the exhibits are not counted.
///
/// # Errors
/// `not_found` for the template or the debt; `letter_incomplete` together with
/// what is missing; `fonts_missing`; `missing_glyph`; `invalid` for a limit that
/// not one sentence fits.
pub fn from_case(
    packs: &[Pack],
    fonts: Option<&Fonts>,
    case: Case,
    request: FromCase<'_>,
) -> Result<Written, (Error, Vec<LetterProblem>)> {
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
        full_id: request.full_id,
        own_words: request.own_words,
        paragraphs: Vec::new(),
        plan: request.plan,
        gap_sheet: request.gap_sheet,
        enclose: Vec::new(),
        proceeding: None,
    };
    let figures = money::embedded().map_err(|_| alone(ErrorCode::Bug.into()))?;
    let sources = Sources {
        packs,
        figures: &figures,
        view: &view,
        own: &[],
        earlier: None,
        going: &[],
        fonts,
    };
    let printable = prepare(&sources, None, &draft, request.reference).map_err(alone)?;
    let fonts = || fonts.ok_or_else(|| ErrorCode::FontsMissing.into());
    written(request.form, &printable, fonts).map_err(|error| match error.code {
        ErrorCode::LetterIncomplete => (error, printable.problems),
        _ => alone(error),
    })
}
