//! Answers to the questions rules ask. Append-only; the latest to a fact counts.

use std::collections::HashMap;

use domain::{Answer, ContactId, DebtId, Fact, PartyId, PersonId, Phone, Subject};
use rusqlite::Connection;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::{Error, Result};

/// An answer with the name of its row.
#[derive(Serialize, Deserialize)]
pub(crate) struct LoggedAnswer {
    /// Journal row and place in it.
    pub(crate) id: String,
    pub(crate) answer: Answer,
}

impl Record for LoggedAnswer {
    const KIND: &'static str = "answer";
    const TABLES: &'static [Table] = &[Table {
        name: "answers",
        columns: &["id", "fact", "subject_of", "subject_id", "value", "choices"],
        key: 1,
        replace: false,
    }];

    fn key(&self) -> &str {
        &self.id
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let Answer {
            fact,
            value,
            choices,
        } = &self.answer;
        let (of, id) = match &fact.subject {
            Subject::Contact(id) => ("contact", id.as_str()),
            Subject::Number(number) => ("number", number.as_str()),
            Subject::Debt(id) => ("debt", id.as_str()),
            Subject::Party(id) => ("party", id.as_str()),
            Subject::Person(id) => ("person", id.as_str()),
        };
        let (of, subject) = (of.to_owned(), id.to_owned());
        vec![(0, cells![self.id, fact.key, of, subject, *value, *choices])]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        let id = cells.take()?;
        let key = cells.take()?;
        let (of, subject): (String, String) = (cells.take()?, cells.take()?);
        let subject = match of.as_str() {
            "contact" => Subject::Contact(ContactId::from(subject)),
            "number" => Subject::Number(Phone::from(subject)),
            "debt" => Subject::Debt(DebtId::from(subject)),
            "party" => Subject::Party(PartyId::from(subject)),
            "person" => Subject::Person(PersonId::from(subject)),
            _ => return Err(Error::Unreadable("answers")),
        };
        let answer = Answer {
            fact: Fact { key, subject },
            value: cells.take()?,
            choices: cells.take()?,
        };
        Ok(Self { id, answer })
    }
}

/// The latest answer to each fact, in the order the facts were first answered.
pub(crate) fn latest(conn: &Connection) -> Result<Vec<Answer>> {
    let mut out: Vec<Answer> = Vec::new();
    let mut place: HashMap<Fact, usize> = HashMap::new();
    for LoggedAnswer { answer, .. } in super::all(conn)? {
        match place.get(&answer.fact) {
            Some(&at) => out[at] = answer,
            None => {
                place.insert(answer.fact.clone(), out.len());
                out.push(answer);
            }
        }
    }
    Ok(out)
}
