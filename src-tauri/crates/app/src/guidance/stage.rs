//! Guidance for a stage.

use super::{StageCard, StageQuery};
use crate::proceedings::{letter_names, procedure_name};
use crate::{App, Error};

/// What usually happens in a stage, what can be asked and said. No vault is needed.
///
/// # Errors
/// Not found: the data has nothing for the stage.
pub fn stage(app: &App, StageQuery { stage }: StageQuery) -> Result<StageCard, Error> {
    let law = app.law();
    let guide = law.stages().iter().find(|guide| guide.stage == stage);
    let guide = guide.ok_or_else(|| Error::not_found("stage"))?;
    let procedures = guide.proceedings.iter().map(|id| procedure_name(&law, id));
    Ok(StageCard {
        stage,
        usual: guide.usual.clone(),
        may: guide.may.clone(),
        may_not: guide.may_not.clone(),
        ask: guide.ask.clone(),
        script: guide.script.clone(),
        write_down: guide.write_down.clone(),
        procedures: procedures.collect(),
        letters: letter_names(&guide.letters),
    })
}
