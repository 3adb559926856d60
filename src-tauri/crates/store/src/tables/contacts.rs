//! The contact log. Append-only: triggers refuse change and removal.

use std::collections::HashSet;

use domain::{Contact, ImportId, Reached, Source, SourceKind, Tri, Validation, Visit};
use rusqlite::Connection;
use rusqlite::types::Value;
use serde::{Deserialize, Serialize};

use super::cell::{Cells, cells};
use super::{Record, Table};
use crate::{Import, Result};

/// A contact and the import it came with.
#[derive(Serialize, Deserialize)]
pub(crate) struct LoggedContact {
    pub(crate) contact: Contact,
    pub(crate) import: Option<ImportId>,
}

impl Record for LoggedContact {
    const KIND: &'static str = "contact";
    const TABLES: &'static [Table] = &[Table {
        name: "contacts",
        columns: &[
            "id",
            "entry",
            "import",
            "channel",
            "direction",
            "at",
            "at_ms",
            "debt",
            "duration_s",
            "connection",
            "voice",
            "purpose",
            "number",
            "called_number",
            "party",
            "claimed_identity",
            "reached_relation",
            "reached_person",
            "conducts",
            "disclosed",
            "refused",
            "said",
            "visit_place",
            "visit_people",
            "visit_id_shown",
            "visit_recorded",
            "visit_entered",
            "visit_entry_consented",
            "visit_others_told",
            "source_file",
            "source_sha256",
            "source_position",
            "source_raw",
            "source_kind",
            "supersedes",
            "debts_discussed",
            "voicemail",
            "sent_to",
            "sent_at",
            "validation",
            "dispute_until",
        ],
        key: 1,
        replace: false,
    }];

    fn key(&self) -> &str {
        self.contact.id.as_str()
    }

    fn rows(&self, entry: i64) -> Vec<(usize, Vec<Value>)> {
        let contact = &self.contact;
        let visit = contact.visit.as_ref();
        let source = contact.source.as_ref();
        let cells = cells![
            contact.id,
            entry,
            self.import,
            contact.channel,
            contact.direction,
            contact.at,
            contact.at.timestamp_millis(),
            contact.debt,
            contact.duration_s,
            contact.connection,
            contact.voice,
            contact.purpose,
            contact.number,
            contact.called_number,
            contact.party,
            contact.claimed_identity,
            contact.reached.relation,
            contact.reached.person,
            contact.conducts,
            contact.disclosed,
            contact.refused,
            contact.said,
            visit.map(|v| v.place),
            visit.and_then(|v| v.people),
            visit.map(|v| v.id_shown),
            visit.map(|v| v.recorded),
            visit.map(|v| v.entered),
            visit.map(|v| v.entry_consented),
            visit.map(|v| v.others_told),
            source.map(|s| s.file.clone()),
            source.map(|s| s.sha256.clone()),
            source.map(|s| s.position),
            source.map(|s| s.raw.clone()),
            source.map(|s| s.kind).filter(|kind| !kind.is_other()),
            contact.supersedes,
            contact.debts_discussed,
            contact.voicemail,
            contact.sent_to,
            contact.sent_at,
            contact.validation.as_ref().map(|_| Tri::Yes),
            contact.validation.as_ref().and_then(|v| v.dispute_until),
        ];
        vec![(0, cells)]
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        let id = cells.take()?;
        cells.skip(1);
        let import = cells.take()?;
        let contact = Contact {
            id,
            channel: cells.take()?,
            direction: cells.take()?,
            at: cells.take()?,
            debt: {
                cells.skip(1);
                cells.take()?
            },
            duration_s: cells.take()?,
            connection: cells.take()?,
            voice: cells.take()?,
            purpose: cells.take()?,
            number: cells.take()?,
            called_number: cells.take()?,
            party: cells.take()?,
            claimed_identity: cells.take()?,
            reached: Reached {
                relation: cells.take()?,
                person: cells.take()?,
            },
            conducts: cells.take()?,
            disclosed: cells.take()?,
            refused: cells.take()?,
            said: cells.take()?,
            visit: read_visit(cells)?,
            source: read_source(cells)?,
            supersedes: cells.take()?,
            debts_discussed: cells.take()?,
            voicemail: cells.take()?,
            sent_to: cells.take()?,
            sent_at: cells.take()?,
            validation: read_validation(cells)?,
            witnesses: Vec::new(),
        };
        Ok(Self { contact, import })
    }
}

/// The log without what was taken back: rows of undone imports, and the
/// corrections of such rows, which would correct nothing. Superseded rows are
/// part of it. In the order of writing.
pub(crate) fn standing(conn: &Connection) -> Result<Vec<Contact>> {
    let undone: HashSet<ImportId> = super::all::<Import>(conn)?
        .into_iter()
        .filter(|import| import.undone_at.is_some())
        .map(|import| import.id)
        .collect();
    let log: Vec<LoggedContact> = super::all(conn)?;
    let mut out = Vec::with_capacity(log.len());
    let mut left_out = HashSet::new();
    // A correction is always written after the row it corrects.
    for row in log {
        let gone = row.import.is_some_and(|id| undone.contains(&id))
            || row
                .contact
                .supersedes
                .as_ref()
                .is_some_and(|old| left_out.contains(old));
        if gone {
            left_out.insert(row.contact.id);
        } else {
            out.push(row.contact);
        }
    }
    Ok(out)
}

fn read_visit(cells: &mut Cells<'_>) -> Result<Option<Visit>> {
    let Some(place) = cells.take()? else {
        cells.skip(6);
        return Ok(None);
    };
    Ok(Some(Visit {
        place,
        people: cells.take()?,
        id_shown: cells.take()?,
        recorded: cells.take()?,
        entered: cells.take()?,
        entry_consented: cells.take()?,
        others_told: cells.take()?,
    }))
}

fn read_validation(cells: &mut Cells<'_>) -> Result<Option<Validation>> {
    let brought: Option<Tri> = cells.take()?;
    let dispute_until = cells.take()?;
    Ok(brought.map(|_| Validation { dispute_until }))
}

pub(super) fn read_source(cells: &mut Cells<'_>) -> Result<Option<Source>> {
    let Some(file) = cells.take()? else {
        cells.skip(4);
        return Ok(None);
    };
    Ok(Some(Source {
        file,
        sha256: cells.take()?,
        position: cells.take()?,
        raw: cells.take()?,
        kind: cells.take::<Option<SourceKind>>()?.unwrap_or_default(),
    }))
}
