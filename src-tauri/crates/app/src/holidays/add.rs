//! Entering the notice of a year: checked whole, kept or refused with every reason.

use std::fs;
use std::path::Path;

use deadlines::{Procedures, read_notice};
use domain::{FieldProblem, ProblemCode};
use store::StoredNotice;

use super::{HolidaysChanged, HolidaysInput, MovedDeadline};
use crate::action::Action;
use crate::proceedings::{procedure_name, standing_of};
use crate::{App, Error, ErrorCode};

/// The largest year there is takes a hundredth of this.
const MOST_BYTES: u64 = 1 << 20;

/// Takes up the notice of a year, in place of the one that was there. What the app
/// carries for the year is put aside as long as this vault is open.
///
/// # Errors
/// Locked; neither a text nor a file, or both; the file cannot be read; saving failed.
/// A notice with faults is an answer, not an error.
pub fn add(app: &App, input: HolidaysInput) -> Result<HolidaysChanged, Error> {
    app.view(|_| Ok(()))?;
    let text = text(input)?;
    let year = match read_notice("notice.toml", &text) {
        Ok(year) => year.year,
        Err(issues) => {
            return Ok(HolidaysChanged {
                year: None,
                issues,
                moved: Vec::new(),
            });
        }
    };
    if !(1000..=9999).contains(&year) {
        let wrong = FieldProblem::new("text", ProblemCode::OutOfRange);
        return Err(Error::invalid(vec![wrong]));
    }
    let before = app.law();
    let notice = StoredNotice {
        year: year.to_string(),
        text,
    };
    app.change_holidays(Action::HolidaysAdded, |writer| {
        writer.put_holidays(&notice)?;
        Ok(())
    })?;
    Ok(HolidaysChanged {
        year: Some(year),
        issues: Vec::new(),
        moved: moved(app, &before)?,
    })
}

/// Deadlines that had another day by the working days of `before`.
pub(super) fn moved(app: &App, before: &Procedures) -> Result<Vec<MovedDeadline>, Error> {
    let (law, today) = (app.law(), app.today());
    app.view(|view| {
        let mut out = Vec::new();
        for one in &view.case.proceedings {
            let (Ok(was), Ok(now)) = (
                standing_of(before, one, today),
                standing_of(&law, one, today),
            ) else {
                continue;
            };
            for moved in deadlines::moved(&was, &now) {
                let deadline = now.deadlines.iter().find(|d| d.rule == moved.rule);
                out.extend(deadline.map(|deadline| MovedDeadline {
                    proceeding: one.id.clone(),
                    procedure: procedure_name(&law, &one.procedure),
                    debt: one.debt.clone(),
                    rule: moved.rule.clone(),
                    title: deadline.title.clone(),
                    was: moved.was,
                    now: moved.now,
                }));
            }
        }
        Ok(out)
    })
}

fn text(input: HolidaysInput) -> Result<String, Error> {
    let path = match (input.text, input.path) {
        (Some(text), None) => return Ok(text),
        (None, Some(path)) => path,
        (given, _) => {
            let code = match given {
                Some(_) => ProblemCode::Contradiction,
                None => ProblemCode::Required,
            };
            return Err(Error::invalid(vec![FieldProblem::new("text", code)]));
        }
    };
    let path = Path::new(&path);
    let name = path.file_name().map(|name| name.to_string_lossy());
    let refuse = |code| Error::new(code).with("file", name.as_deref().unwrap_or_default());
    let size = fs::metadata(path).map_err(|_| refuse(ErrorCode::Io))?.len();
    match size {
        0 => return Err(refuse(ErrorCode::FileEmpty)),
        MOST_BYTES.. => return Err(refuse(ErrorCode::FileUnknownFormat)),
        _ => {}
    }
    let bytes = fs::read(path).map_err(|_| refuse(ErrorCode::Io))?;
    String::from_utf8(bytes).map_err(|_| refuse(ErrorCode::FileBinary))
}
