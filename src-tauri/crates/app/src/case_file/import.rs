//! A case file into the open vault.

use std::path::Path;

use crate::action::Action;
use domain::{Case, FieldProblem, ProblemCode};

use super::{CaseImported, FileRef};
use crate::{App, Error, ErrorCode};

/// The largest file that is read, in bytes: a case of three million contacts.
const LARGEST_BYTES: u64 = 1 << 30;

/// Adds everything a case file holds, in one transaction.
///
/// # Errors
/// Locked; the file cannot be read or is not a sound case; an identifier is
/// already in the vault.
pub fn import(app: &App, FileRef { path }: FileRef) -> Result<CaseImported, Error> {
    let path = Path::new(&path);
    let name = path
        .file_name()
        .map(|n| n.to_string_lossy().into_owned())
        .unwrap_or_default();
    let unreadable = || Error::new(ErrorCode::Io).with("file", &name);
    let size = std::fs::metadata(path).map_err(|_| unreadable())?.len();
    if size == 0 {
        return Err(Error::new(ErrorCode::FileEmpty).with("file", &name));
    }
    if size > LARGEST_BYTES {
        return Err(Error::new(ErrorCode::FileTooLarge).with("file", &name));
    }
    let text = std::fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::InvalidData => Error::new(ErrorCode::FileBinary).with("file", &name),
        _ => unreadable(),
    })?;
    let case = read_case(&text).map_err(|error| error.with("file", &name))?;
    put(app, Action::CaseImported, &case)
}

/// Reads and checks a case file.
///
/// # Errors
/// `case_malformed` with line, column and field; `invalid` with every field
/// that is wrong.
pub fn read_case(text: &str) -> Result<Case, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut json = serde_json::Deserializer::from_str(text);
    let case: Case = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let field = error.path().to_string();
        let at = error.into_inner();
        Error::new(ErrorCode::CaseMalformed)
            .with("line", at.line())
            .with("column", at.column())
            .with("field", field)
    })?;
    json.end().map_err(|at| {
        Error::new(ErrorCode::CaseMalformed)
            .with("line", at.line())
            .with("column", at.column())
            .with("field", "")
    })?;
    let problems = case.problems();
    if problems.is_empty() {
        Ok(case)
    } else {
        Err(Error::invalid(problems))
    }
}

/// Adds a sound case to the open vault.
pub(super) fn put(app: &App, action: Action, case: &Case) -> Result<CaseImported, Error> {
    app.change(action, |writer, _| {
        let taken = taken(&writer.case()?, case);
        if !taken.is_empty() {
            return Err(Error::invalid(taken));
        }
        let wrong = crate::proceedings::impossible(app, &case.proceedings);
        if !wrong.is_empty() {
            return Err(Error::invalid(wrong));
        }
        // An empty borrower in the file does not erase the one that is here.
        if !case.borrower.name.is_empty() {
            writer.put_borrower(&case.borrower)?;
        }
        for party in &case.parties {
            writer.put_party(party)?;
        }
        for person in &case.people {
            writer.put_person(person)?;
        }
        for debt in &case.debts {
            writer.put_debt(debt)?;
        }
        for number in &case.numbers {
            writer.put_number(number)?;
        }
        writer.add_contacts(&case.contacts)?;
        for said in &case.same_calls {
            writer.put_same_call(said)?;
        }
        for payment in &case.payments {
            writer.put_payment(payment)?;
        }
        for agreement in &case.agreements {
            writer.put_agreement(agreement)?;
        }
        for account in &case.accounts {
            writer.put_account(account)?;
        }
        for entry in &case.entries {
            writer.put_entry(entry)?;
        }
        for record in &case.limitation {
            writer.put_limitation(record)?;
        }
        if let Some(budget) = &case.budget {
            writer.put_budget(budget)?;
        }
        for notice in &case.notices {
            writer.put_notice(notice)?;
        }
        for proceeding in &case.proceedings {
            // Letters do not travel in a case file, so no event can name one.
            let mut proceeding = proceeding.clone();
            for event in &mut proceeding.events {
                event.letter = None;
            }
            writer.put_proceeding(&proceeding)?;
        }
        for answer in &case.answers {
            writer.add_answer(answer)?;
        }
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Ok(CaseImported {
            debts: count(case.debts.len()),
            contacts: count(case.contacts.len()),
        })
    })
}

/// Identifiers of `new` that are in `held` already.
fn taken(held: &Case, new: &Case) -> Vec<FieldProblem> {
    let mut out = Vec::new();
    let mut check = |list: &str, held: Vec<&str>, new: Vec<&str>| {
        let held: std::collections::HashSet<_> = held.into_iter().collect();
        for (i, id) in new.into_iter().enumerate() {
            if held.contains(id) {
                out.push(FieldProblem::new(
                    format!("{list}[{i}].id"),
                    ProblemCode::Duplicate,
                ));
            }
        }
    };
    macro_rules! lists {
        ($($list:ident),+) => {$(
            check(
                stringify!($list),
                held.$list.iter().map(|x| x.id.as_str()).collect(),
                new.$list.iter().map(|x| x.id.as_str()).collect(),
            );
        )+};
    }
    lists!(
        parties,
        people,
        debts,
        contacts,
        same_calls,
        payments,
        agreements,
        entries,
        limitation,
        notices,
        proceedings
    );
    out
}
