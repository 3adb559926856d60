//! Papers, in words.

use deadlines::{Paper, PaperPoint, Procedures};

use super::{PaperCard, PaperClaim};
use crate::proceedings::{deadline_card, letter_names, procedure_name};
use crate::{App, Empty, Error};

/// Every kind of paper. No vault is needed.
///
/// # Errors
/// None; as every verb.
pub fn papers(app: &App, _: Empty) -> Result<Vec<PaperCard>, Error> {
    let law = app.law();
    Ok(law.papers().iter().map(|paper| card(&law, paper)).collect())
}

fn card(law: &Procedures, paper: &Paper) -> PaperCard {
    let named = |clock: &String| {
        let (one, rule) = clock.split_once('.')?;
        let one = law.proceeding(one)?;
        Some(deadline_card(law, one, one.deadline(rule)?))
    };
    let procedure = paper.proceeding.as_deref();
    PaperCard {
        kind: paper.kind,
        title: paper.title.clone(),
        about: paper.about.clone(),
        marks: paper.marks.clone(),
        does: claims(law, &paper.does),
        does_not: claims(law, &paper.does_not),
        procedure: procedure.map(|id| procedure_name(law, id)),
        clocks: paper.clocks.iter().filter_map(named).collect(),
        letters: letter_names(&paper.letters),
        todo: paper.todo.clone(),
        lawyer: paper.lawyer.clone(),
        numbers: paper.numbers.clone(),
    }
}

fn claims(law: &Procedures, points: &[PaperPoint]) -> Vec<PaperClaim> {
    let claim = |point: &PaperPoint| PaperClaim {
        text: point.text.clone(),
        ground: Option::zip(point.instrument.as_deref(), point.grade).map(|(text, grade)| {
            law.cited(text.to_owned(), &point.text, text, &point.clause, grade)
        }),
        grade: point.grade,
    };
    points.iter().map(claim).collect()
}
