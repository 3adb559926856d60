//! From a command's name and JSON to its verb and back. Panics stop here.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use app::{
    App, Done, Empty, Error, ErrorCode, WireError, accounts, attachments, budget, calls, case_file,
    contacts, debts, findings, guidance, holidays, imports, jobs, letters, notices, numbers, packs,
    people, proceedings, proof, recipients, settings, sheets, templates, vault, week,
};
use domain::{FieldProblem, ProblemCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::commands::with_commands;

/// Does one command.
///
/// # Errors
/// Whatever its verb reports; `unknown_command`; `invalid` with the field when
/// the request is not of the command's form; `bug` with an incident mark when
/// something in the core gave way.
pub fn rpc(app: &App, command: &str, payload: Value) -> Result<Value, WireError> {
    match catch_unwind(AssertUnwindSafe(|| dispatch(app, command, payload))) {
        Ok(outcome) => outcome.map_err(WireError::from),
        Err(_) => Err(incident(app, command)),
    }
}

fn dispatch(app: &App, command: &str, payload: Value) -> Result<Value, Error> {
    macro_rules! route {
        ($($name:ident ($req:ty) -> $res:ty [$how:ident $($tag:ident)*] = $verb:path;)+) => {
            match command {
                $(stringify!($name) => {
                    let answer: $res = $verb(app, decode::<$req>(payload)?)?;
                    serde_json::to_value(answer).map_err(|_| ErrorCode::Bug.into())
                })+
                _ => Err(ErrorCode::UnknownCommand.into()),
            }
        };
    }
    with_commands!(route)
}

/// The names of all commands, in the order of the list.
pub fn commands() -> &'static [&'static str] {
    macro_rules! names {
        ($($name:ident ($req:ty) -> $res:ty [$how:ident $($tag:ident)*] = $verb:path;)+) => {
            &[$(stringify!($name)),+]
        };
    }
    with_commands!(names)
}

fn decode<T: DeserializeOwned>(payload: Value) -> Result<T, Error> {
    // A command without parameters may be called with none.
    let payload = if payload.is_null() {
        Value::Object(serde_json::Map::new())
    } else {
        payload
    };
    serde_path_to_error::deserialize(payload).map_err(|error| {
        let path = error.path().to_string();
        let text = error.inner().to_string();
        // Serde names a missing field in its text only.
        let missing = text
            .strip_prefix("missing field `")
            .and_then(|rest| rest.split('`').next());
        let (field, code) = match missing {
            Some(name) if path == "." => (name.to_owned(), ProblemCode::Required),
            Some(name) => (format!("{path}.{name}"), ProblemCode::Required),
            None => (path, ProblemCode::Malformed),
        };
        Error::invalid(vec![FieldProblem::new(field, code)])
    })
}

/// A fault of ours: a mark that is also in the log, and nothing of the record.
fn incident(app: &App, command: &str) -> WireError {
    let mark = app.incident(command);
    WireError {
        code: ErrorCode::Bug,
        params: BTreeMap::new(),
        fields: Vec::new(),
        incident: Some(mark),
    }
}
