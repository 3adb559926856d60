//! The schema's history. Additive: a released migration never changes, which
//! the sums below hold to; the version of a vault is the number applied.

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use crate::error::Part;
use crate::{Error, Result};

/// One step of the schema.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    /// Its folder below `migrations/`.
    #[cfg_attr(not(test), allow(dead_code, reason = "for the test of the sums"))]
    pub(crate) name: &'static str,
    /// What it does.
    pub(crate) up: &'static str,
    /// SHA-256 of its text.
    #[cfg_attr(not(test), allow(dead_code, reason = "for the test of the sums"))]
    pub(crate) sha256: &'static str,
}

macro_rules! steps {
    ($($name:literal $sha256:literal,)+) => {
        /// Every step, in order. A new one is a folder and a line here.
        pub(crate) const STEPS: &[Step] = &[$(Step {
            name: $name,
            up: include_str!(concat!("../migrations/", $name, "/up.sql")),
            sha256: $sha256,
        },)+];
    };
}

steps! {
    "01-first" "d004ab749ace9b7463ceb25802a2e8cc2658ff2188617cff530ec5c2df8553e9",
    "02-united-states" "f8ee3be0dc329c37fa7ee91fe3eed5b36f2c45f07093483ba30793498a3228f1",
    "03-packs" "45e2f9bfa014b4f26a5e011a5e1ad1fa55124da799213e65f2cacd2505fff485",
    "04-source-kind" "cf0d818b9a16217cb6b20914f1faed79d5f61e095e9f9a677f7de5a997975b1a",
    "05-money" "cadafec3b613b443a2e55d568cec787536b32ebb09ed708f0f3bd0173c8cefce",
    "06-outbox" "7693d21fdd50745dab3e7641c90161de109d95083eed0a011b2a315068534827",
    "07-proceedings" "051d7721f11bd470bb1c6d402f5ab3ff1a21b6672841ff8622da1755fdde8b41",
    "08-attachments" "bdd1e9f9411c3e50ac99b88bd9b0389cfb5562afaa59990324e789aefefc8bef",
    "09-intake" "f15a901fb459bd9db8b017719de8325474827902543c4108b50a8dd7d8987f58",
    "10-letters" "aca057c6669cde255bb6d29accfdab11b73747f9fde585ee76f950d974f88441",
    "11-replies" "d094a2ead1fec6fad80e794d735d52d8d38562c313ba27704db058e405337bf3",
}

/// The steps a vault still lacks.
///
/// # Errors
/// [`Error::NewerVault`] when it has steps this program does not know,
/// [`Error::Damaged`] when it has none at all.
pub(crate) fn pending(conn: &Connection, steps: &[Step]) -> Result<usize> {
    let version: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match usize::try_from(version) {
        Ok(0) | Err(_) => Err(Error::Damaged(Part::Database)),
        Ok(n) => steps.len().checked_sub(n).ok_or(Error::NewerVault),
    }
}

/// Applies the missing steps, all or none, and checks every reference after.
pub(crate) fn apply(conn: &mut Connection, steps: &[Step]) -> Result<()> {
    Ok(migrations(steps).to_latest(conn)?)
}

fn migrations(steps: &[Step]) -> Migrations<'static> {
    Migrations::new(
        steps
            .iter()
            .map(|step| M::up(step.up).foreign_key_check())
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use sha2::{Digest, Sha256};

    #[test]
    fn steps_are_valid_in_order_and_unchanged() {
        migrations(STEPS).validate().unwrap();
        for step in STEPS {
            let sum = crate::hex::encode(&Sha256::digest(step.up));
            assert_eq!(
                sum, step.sha256,
                "{}: a released step never changes",
                step.name
            );
        }
        let mut folders: Vec<_> =
            std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"))
                .unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .collect();
        folders.sort();
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        assert_eq!(folders, names);
    }

    #[test]
    fn every_table_is_strict() {
        let mut conn = Connection::open_in_memory().unwrap();
        apply(&mut conn, STEPS).unwrap();
        let loose: i64 = conn
            .query_row(
                "SELECT count(*) FROM pragma_table_list
                 WHERE schema = 'main' AND name NOT LIKE 'sqlite%' AND strict = 0",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(loose, 0);
    }

    /// Without one, every write to the table referred to reads all that refer.
    #[test]
    fn every_reference_has_an_index() {
        let mut conn = Connection::open_in_memory().unwrap();
        apply(&mut conn, STEPS).unwrap();
        let bare: Vec<String> = conn
            .prepare(
                "SELECT t.name || '.' || f.\"from\"
                 FROM pragma_table_list t, pragma_foreign_key_list(t.name) f
                 WHERE t.schema = 'main' AND NOT EXISTS (
                   SELECT 1 FROM pragma_index_list(t.name) i, pragma_index_info(i.name) c
                   WHERE c.seqno = 0 AND c.name = f.\"from\")",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(bare, <[String; 0]>::default());
    }

    /// Rows from before the second step, as it was released, read as they meant.
    #[test]
    fn rows_of_the_first_step_are_of_mainland_china_after_the_second() {
        let mut conn = Connection::open_in_memory().unwrap();
        apply(&mut conn, &STEPS[..1]).unwrap();
        conn.execute_batch(
            "INSERT INTO borrower (id, name, phones) VALUES ('borrower', '李示例', '[]');
             INSERT INTO parties (id, name, role, cba_member, nifa_member)
               VALUES ('bank', '示例银行', 'lender', 'yes', 'no');
             INSERT INTO debts (id, lender, lender_type, product, currency, online, stage)
               VALUES ('d1', 'bank', 'bank_card', '', 'CNY', 'no', 'verify');",
        )
        .unwrap();
        apply(&mut conn, STEPS).unwrap();
        let debts = crate::tables::debts::whole(&conn).unwrap();
        assert_eq!(debts[0].jurisdiction, domain::Jurisdiction::Cn);
        let borrower: domain::Borrower = crate::tables::get(&conn, "borrower").unwrap().unwrap();
        assert_eq!(borrower.time_zones, <[String; 0]>::default());
        // What the journal holds of that debt still stands for its row.
        let told = r#"{"id":"d1","lender":"bank","lender_type":"bank_card","online":"no"}"#;
        let rows = crate::tables::expected("debt", told, 1).unwrap().unwrap();
        let (table, cells) = &rows[0];
        let held: Vec<rusqlite::types::Value> = conn
            .query_row(
                &format!("SELECT {} FROM debts", table.columns.join(", ")),
                [],
                |row| (0..table.columns.len()).map(|i| row.get(i)).collect(),
            )
            .unwrap();
        assert_eq!(*cells, held);
    }
}
