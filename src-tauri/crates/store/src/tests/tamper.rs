//! Whoever alters a written row, even with the key in hand, is located.

use rusqlite::Connection;
use rusqlite::types::Value;

use super::{full, sample};
use crate::tables::{Table, journaled};
use crate::{Fault, Vault, Verified};

/// A vault whose triggers and checks no longer stand in the way.
fn opened_up(dir: &std::path::Path) -> Vault {
    let vault = full(dir);
    vault
        .conn
        .execute_batch(
            "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;
             DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete;
             DROP TRIGGER contacts_no_update; DROP TRIGGER contacts_no_delete;
             DROP TRIGGER answers_no_update; DROP TRIGGER answers_no_delete;
             DROP TRIGGER blobs_no_update; DROP TRIGGER letters_sent_no_update;
             DROP TRIGGER letters_sent_no_delete;",
        )
        .unwrap();
    vault
}

/// Runs `f` in a transaction that is taken back.
fn meanwhile(conn: &Connection, f: impl FnOnce()) {
    conn.execute_batch("SAVEPOINT tamper").unwrap();
    f();
    conn.execute_batch("ROLLBACK TO tamper; RELEASE tamper")
        .unwrap();
}

/// The first of what was altered.
fn fault(vault: &Vault) -> Fault {
    faults(vault).remove(0)
}

fn faults(vault: &Vault) -> Vec<Fault> {
    match vault.read(|r| r.verify_journal()).unwrap() {
        Verified::Altered(faults) => faults,
        Verified::Sound => panic!("not noticed"),
    }
}

/// Another value of the same type, as near as it can be without colliding.
fn altered(value: &Value) -> Value {
    match value {
        Value::Null => Value::Null,
        Value::Integer(n) => Value::Integer(n ^ 64),
        Value::Text(text) => Value::Text(format!("{text} ")),
        Value::Blob(bytes) => Value::Blob(bytes.iter().map(|b| b ^ 1).collect()),
        Value::Real(_) => panic!("no such column"),
    }
}

fn cell(conn: &Connection, table: &Table, column: &str, rowid: i64) -> Value {
    let sql = format!("SELECT {column} FROM {} WHERE rowid = ?1", table.name);
    conn.query_row(&sql, [rowid], |row| row.get(0)).unwrap()
}

#[test]
fn every_cell_of_every_row_is_held_to() {
    let dir = tempfile::tempdir().unwrap();
    let vault = opened_up(dir.path());
    let mut tried = 0;
    for table in journaled() {
        let mut statement = vault
            .conn
            .prepare(&format!("SELECT rowid FROM {}", table.name))
            .unwrap();
        let rows: Vec<i64> = statement
            .query_map([], |row| row.get(0))
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert!(!rows.is_empty(), "{}", table.name);
        for (rowid, column) in rows
            .iter()
            .flat_map(|r| table.columns.iter().map(move |c| (*r, c)))
        {
            let old = cell(&vault.conn, table, column, rowid);
            let mut new = altered(&old);
            if new == old && !table.columns[..table.key].contains(column) {
                // Something where nothing was.
                new = Value::Text("x".to_owned());
            }
            meanwhile(&vault.conn, || {
                let sql = format!("UPDATE {} SET {column} = ?1 WHERE rowid = ?2", table.name);
                if vault.conn.execute(&sql, (&new, rowid)).is_err() {
                    // An empty INTEGER column takes no text.
                    vault.conn.execute(&sql, (1, rowid)).unwrap();
                }
                let fault = fault(&vault);
                assert!(
                    fault.seq.is_some_and(|seq| seq > 1),
                    "{} {column}",
                    table.name
                );
                assert_eq!(fault.row.unwrap().0, table.name, "{column}");
            });
            tried += 1;
        }
    }
    assert!(tried > 300, "{tried}");
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
}

#[test]
fn the_place_of_an_altered_contact_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let vault = opened_up(dir.path());
    meanwhile(&vault.conn, || {
        vault
            .conn
            .execute(
                "UPDATE contacts SET said = replace(said, '再', '在') WHERE id IN ('c2', 'c3')",
                [],
            )
            .unwrap();
        let row = |id: &str| Some(("contacts", id.to_owned()));
        let found = faults(&vault);
        assert_eq!(found[0].row, row("c2"));
        assert_eq!(found[0].seq, Some(4));
        // Every one of them, not the first alone.
        assert_eq!(found[1].row, row("c3"));
        assert_eq!(found.len(), 2);
    });
}

#[test]
fn who_looks_beside_the_open_vault_names_the_altered_row() {
    let dir = tempfile::tempdir().unwrap();
    let vault = opened_up(dir.path());
    let (head, sound) = {
        let beside = vault.beside().unwrap();
        beside.verify_journal(&mut |_, _| true).unwrap()
    };
    assert_eq!((head.seq, sound), (10, Verified::Sound));
    vault
        .conn
        .execute("UPDATE contacts SET said = '改过' WHERE id = 'c2'", [])
        .unwrap();
    let beside = vault.beside().unwrap();
    let mut told = Vec::new();
    let (_, found) = beside
        .verify_journal(&mut |row, all| {
            told.push(row);
            all == 10
        })
        .unwrap();
    let row = Some(("contacts", "c2".to_owned()));
    let fault = Fault { seq: Some(4), row };
    assert_eq!(found, Verified::Altered(vec![fault]));
    assert!(told.is_sorted() && told.contains(&1) && told.contains(&10));
    let written = beside.written_at().unwrap();
    assert_eq!(written.len(), 10);
    assert!(domain::parse_instant(&written[&4]).is_some());
}

#[test]
fn every_byte_of_the_journal_is_held_to() {
    let dir = tempfile::tempdir().unwrap();
    let vault = opened_up(dir.path());
    let rows: i64 = vault
        .conn
        .query_row("SELECT count(*) FROM journal", [], |row| row.get(0))
        .unwrap();
    for seq in 1..=rows {
        for column in [
            "at",
            "at_ms",
            "action",
            "payload",
            "payload_sha256",
            "prev",
            "hash",
        ] {
            meanwhile(&vault.conn, || {
                let sql = format!("SELECT {column} FROM journal WHERE seq = ?1");
                let old: Value = vault.conn.query_row(&sql, [seq], |row| row.get(0)).unwrap();
                let sql = format!("UPDATE journal SET {column} = ?1 WHERE seq = ?2");
                vault.conn.execute(&sql, (altered(&old), seq)).unwrap();
                assert_eq!(
                    fault(&vault),
                    Fault {
                        seq: Some(seq),
                        row: None
                    },
                    "{column}"
                );
            });
        }
        // Every byte of the longest field, one at a time in a few places.
        for part in 1..8 {
            meanwhile(&vault.conn, || {
                vault
                    .conn
                    .execute(
                        "UPDATE journal SET payload = substr(payload, 1, length(payload) * ?1 / 8)
                           || ' ' || substr(payload, length(payload) * ?1 / 8 + 1) WHERE seq = ?2",
                        (part, seq),
                    )
                    .unwrap();
                assert_eq!(
                    fault(&vault),
                    Fault {
                        seq: Some(seq),
                        row: None
                    }
                );
            });
        }
        if seq < rows {
            meanwhile(&vault.conn, || {
                vault
                    .conn
                    .execute("DELETE FROM journal WHERE seq = ?1", [seq])
                    .unwrap();
                assert_eq!(
                    fault(&vault),
                    Fault {
                        seq: Some(seq),
                        row: None
                    }
                );
            });
        }
    }
}

#[test]
fn rows_removed_added_or_cut_off_are_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let vault = opened_up(dir.path());
    meanwhile(&vault.conn, || {
        vault
            .conn
            .execute("DELETE FROM contacts WHERE id = 'c1'", [])
            .unwrap();
        let row = Some(("contacts", "c1".to_owned()));
        assert_eq!(fault(&vault), Fault { seq: Some(3), row });
    });
    meanwhile(&vault.conn, || {
        vault
            .conn
            .execute("INSERT INTO settings (key, value) VALUES ('a', 'b')", [])
            .unwrap();
        let row = Some(("settings", "a".to_owned()));
        assert_eq!(fault(&vault), Fault { seq: None, row });
    });
    // The newest journal row alone cannot be cut off either.
    meanwhile(&vault.conn, || {
        vault
            .conn
            .execute("DELETE FROM journal WHERE seq = 10", [])
            .unwrap();
        assert_eq!(fault(&vault).row, Some(("letters", "l2".to_owned())));
    });
    meanwhile(&vault.conn, || {
        vault.conn.execute("DELETE FROM journal", []).unwrap();
        assert_eq!(
            fault(&vault),
            Fault {
                seq: Some(1),
                row: None
            }
        );
    });
}

#[test]
fn the_pdf_of_a_sent_letter_is_held_to() {
    let dir = tempfile::tempdir().unwrap();
    let vault = opened_up(dir.path());
    let mut other = sample::PDF.to_vec();
    other[9] ^= 1;
    vault
        .conn
        .execute("UPDATE blobs SET bytes = ?1", [other])
        .unwrap();
    let row = Some(("letters", "l2".to_owned()));
    assert_eq!(fault(&vault), Fault { seq: Some(10), row });
}

#[test]
fn written_rows_refuse_change_and_removal() {
    let dir = tempfile::tempdir().unwrap();
    let vault = full(dir.path());
    for statement in [
        "UPDATE journal SET action = 'x' WHERE seq = 1",
        "DELETE FROM journal WHERE seq = 10",
        "UPDATE contacts SET said = NULL",
        "DELETE FROM contacts WHERE id = 'c1'",
        "UPDATE answers SET value = 'yes'",
        "DELETE FROM answers",
        "UPDATE blobs SET bytes = x'00'",
        "DELETE FROM blobs",
        "UPDATE letters SET document = '{}' WHERE id = 'l2'",
        "DELETE FROM letters WHERE id = 'l2'",
    ] {
        let error = vault.conn.execute(statement, []).unwrap_err();
        assert_eq!(
            crate::Error::on("it", &error),
            crate::Error::AppendOnly("it"),
            "{statement}"
        );
    }
}
