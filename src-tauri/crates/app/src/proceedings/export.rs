//! Open deadlines as a calendar file.

use std::path::Path;

use deadlines::{Actor, DeadlineState, IcsItem, OpenDeadline};
use domain::{Lang, ProceedingId};

use super::view::standing_of;
use super::{DeadlinesExport, procedure_name};
use crate::files::write_new;
use crate::letters::Exported;
use crate::{App, Error};

/// Days before a deadline on which to remind, where nothing else is asked for.
const REMIND_DAYS: [u32; 2] = [7, 1];

/// Writes every deadline that is not met and has a day. What the user has to do stands
/// on the day nobody can dispute. Exported again, each is the same item: a calendar
/// that has it updates it.
///
/// # Errors
/// Locked; the file cannot be written.
pub fn export(app: &App, request: DeadlinesExport) -> Result<Exported, Error> {
    let (law, today) = (app.law(), app.today());
    let text = app.with(|session| {
        // It never falls, and rises with every change of the record.
        let head = session.vault.read(|reader| reader.journal_head())?;
        let sequence = u32::try_from(head.seq).unwrap_or(u32::MAX);
        let mut items = Vec::new();
        for one in &session.view.case.proceedings {
            let Ok(standing) = standing_of(&law, one, today) else {
                continue;
            };
            if standing.ended {
                continue;
            }
            let procedure = procedure_name(&law, &one.procedure).title;
            for deadline in &standing.deadlines {
                let title = match request.lang {
                    Lang::ZhCn => format!("{}：{}", procedure.zh, deadline.title.zh),
                    Lang::En => format!("{}: {}", procedure.en, deadline.title.en),
                };
                items.extend(item(&one.id, deadline, &request, title, sequence));
            }
        }
        Ok(deadlines::ics(&items, &app.now()))
    })?;
    write_new(Path::new(&request.path), text.as_bytes())
}

fn item(
    id: &ProceedingId,
    deadline: &OpenDeadline,
    request: &DeadlinesExport,
    title: String,
    sequence: u32,
) -> Option<IcsItem> {
    let open = matches!(
        deadline.state,
        DeadlineState::Open | DeadlineState::Overdue | DeadlineState::Unsure
    );
    let day = match deadline.who {
        Actor::Me => deadline.act_by,
        _ => deadline.end,
    };
    Some(IcsItem {
        key: format!("{id}.{}", deadline.rule),
        day: day.filter(|_| open)?,
        title: request.titles.then_some(title),
        note: None,
        remind_days: match &request.remind_days {
            Some(days) => days.clone(),
            None => REMIND_DAYS.to_vec(),
        },
        sequence,
    })
}
