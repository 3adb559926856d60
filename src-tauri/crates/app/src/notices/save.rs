//! Writing down what was told, and changing it.

use domain::{FieldProblem, Notice, NoticeId, ProblemCode};

use super::NoticeInput;
use crate::action::Action;
use crate::{App, Error};

/// Saves a notice.
///
/// # Errors
/// Locked; invalid fields; not found; saving failed.
pub fn save(app: &App, input: NoticeInput) -> Result<Notice, Error> {
    app.change(Action::NoticeSaved, |writer, case| {
        let id = match &input.id {
            Some(id) if case.notices.iter().any(|n| n.id == *id) => id.clone(),
            Some(_) => return Err(Error::not_found("notice")),
            None => NoticeId::from(app.new_id('n')),
        };
        let notice = input.into_notice(id);
        let mut problems = notice.problems();
        let mut add = |field: &str, code| problems.push(FieldProblem::new(field, code));
        if notice.sent_at > app.now() {
            add("sent_at", ProblemCode::InFuture);
        }
        if notice.received_at.is_some_and(|at| at > app.now()) {
            add("received_at", ProblemCode::InFuture);
        }
        if notice
            .debt
            .as_ref()
            .is_some_and(|id| case.debt(id).is_none())
        {
            add("debt", ProblemCode::UnknownReference);
        }
        if notice
            .party
            .as_ref()
            .is_some_and(|id| case.party(id).is_none())
        {
            add("party", ProblemCode::UnknownReference);
        }
        if !problems.is_empty() {
            return Err(Error::invalid(problems));
        }
        writer.put_notice(&notice)?;
        Ok(notice)
    })
}
