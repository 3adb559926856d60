//! Half a page for those who are called about somebody else's debt.

use super::BystanderCard;
use crate::proceedings::letter_names;
use crate::{App, Empty, Error};

/// What family and workplace say, write down and sign. No vault is needed.
///
/// # Errors
/// None; as every verb.
pub fn bystanders(app: &App, _: Empty) -> Result<Vec<BystanderCard>, Error> {
    let law = app.law();
    let card = |guide: &deadlines::BystanderGuide| BystanderCard {
        who: guide.who,
        title: guide.title.clone(),
        about: guide.about.clone(),
        script: guide.script.clone(),
        write_down: guide.write_down.clone(),
        may_not: guide.may_not.clone(),
        avoid: guide.avoid.clone(),
        letter: letter_names([&guide.letter]).pop(),
    };
    Ok(law.bystanders().iter().map(card).collect())
}
