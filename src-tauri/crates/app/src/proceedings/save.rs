//! Beginning a proceeding, and correcting one as a whole.

use deadlines::{MayStart, MustComeFirst, Procedures, Wording, may_start};
use domain::{Case, FieldProblem, Jurisdiction, LenderType, ProblemCode, Proceeding, ProceedingId};

use super::get::detail;
use super::refused::refused;
use super::view::standing_of;
use super::{ProceedingDetail, ProceedingInput, procedure_name};
use crate::action::Action;
use crate::letters::unknown_letters;
use crate::{App, Error, ErrorCode};

/// Begins a proceeding, or corrects one. Whether it may begin is asked when it does, and
/// anew when it is made to be about another debt.
///
/// # Errors
/// Locked; invalid fields, among them events that cannot have happened; not found;
/// `not_open_to_lender` or `comes_first` with the reason, unless `deliberately`; saving
/// failed.
pub fn save(app: &App, input: ProceedingInput) -> Result<ProceedingDetail, Error> {
    let (law, today) = (app.law(), app.today());
    let unknown = unknown_letters(app, &input.events)?;
    if !unknown.is_empty() {
        return Err(Error::invalid(unknown));
    }
    let id = app.change(Action::ProceedingSaved, |writer, case| {
        let held = input.id.as_ref().map(|id| {
            let held = case.proceedings.iter().find(|one| one.id == *id);
            held.ok_or_else(|| Error::not_found("proceeding"))
        });
        let held = held.transpose()?;
        let mut proceeding = Proceeding {
            id: held.map_or_else(|| ProceedingId::from(app.new_id('g')), |one| one.id.clone()),
            debt: input.debt,
            procedure: input.procedure,
            events: input.events,
            deliberately: held.is_some_and(|one| one.deliberately),
            note: input.note.filter(|note| !note.trim().is_empty()),
        };
        let problems = problems(case, held, &proceeding);
        if !problems.is_empty() {
            return Err(Error::invalid(problems));
        }
        standing_of(&law, &proceeding, today).map_err(|error| refused(&error))?;
        if held.is_none_or(|held| held.debt != proceeding.debt) {
            let past: Vec<_> = case
                .proceedings
                .iter()
                .filter(|one| one.debt == proceeding.debt && one.id != proceeding.id)
                .filter_map(|one| standing_of(&law, one, today).ok())
                .collect();
            let debt = proceeding.debt.as_ref().and_then(|id| case.debt(id));
            let lender = debt.map(|debt| debt.lender_type);
            let skip = input.deliberately;
            let answer = may_start(&law, &proceeding.procedure, lender, &past, skip);
            match answer.map_err(|error| refused(&error))? {
                MayStart::Ready => proceeding.deliberately = false,
                MayStart::NotOpen { lenders } => {
                    return Err(not_open(&law, &proceeding.procedure, lender, &lenders));
                }
                MayStart::First { first } => return Err(comes_first(&law, &first)),
                MayStart::Skipped { .. } => proceeding.deliberately = true,
            }
        }
        writer.put_proceeding(&proceeding)?;
        Ok(proceeding.id)
    })?;
    detail(app, &id)
}

fn problems(case: &Case, held: Option<&Proceeding>, new: &Proceeding) -> Vec<FieldProblem> {
    let mut out = new.problems();
    let mut add = |field: &str, code| out.push(FieldProblem::new(field, code));
    if held.is_some_and(|held| held.procedure != new.procedure) {
        add("procedure", ProblemCode::Contradiction);
    }
    match new.debt.as_ref().map(|id| case.debt(id)) {
        Some(None) => add("debt", ProblemCode::UnknownReference),
        // The procedures are those of mainland China.
        Some(Some(debt)) if debt.jurisdiction != Jurisdiction::Cn => {
            add("debt", ProblemCode::Contradiction);
        }
        _ => {}
    }
    out
}

/// That it is open against others only, with what leads nowhere, in both languages.
fn not_open(
    law: &Procedures,
    procedure: &str,
    lender: Option<LenderType>,
    open_to: &[LenderType],
) -> Error {
    let codes: Vec<&str> = open_to.iter().map(|one| one.code()).collect();
    let dead_ends = law.proceeding(procedure).map(|one| &one.dead_ends[..]);
    let join = |of: fn(&Wording) -> &str, between: &str| {
        let all: Vec<&str> = dead_ends.unwrap_or_default().iter().map(of).collect();
        all.join(between)
    };
    Error::new(ErrorCode::NotOpenToLender)
        .with("lender", lender.map_or("", LenderType::code))
        .with("open_to", codes.join(","))
        .with("dead_zh", join(|words| &words.zh, "；"))
        .with("dead_en", join(|words| &words.en, "; "))
}

/// What comes first, with its reason in both languages: it is data of the procedures,
/// as are their titles.
fn comes_first(law: &Procedures, first: &[MustComeFirst]) -> Error {
    let join = |of: &dyn Fn(&MustComeFirst) -> String, between: &str| {
        let parts: Vec<String> = first.iter().map(of).collect();
        parts.join(between)
    };
    let title = |one: &MustComeFirst| procedure_name(law, &one.proceeding).title;
    Error::new(ErrorCode::ComesFirst)
        .with("first", join(&|one| one.proceeding.clone(), ","))
        .with("first_zh", join(&|one| title(one).zh, "、"))
        .with("first_en", join(&|one| title(one).en, ", "))
        .with("reason_zh", join(&|one| one.reason.zh.clone(), "；"))
        .with("reason_en", join(&|one| one.reason.en.clone(), "; "))
}
