//! Backups: encrypted copies inside the vault folder, each reopened and checked
//! before it gets its name, and a restore that can itself be undone.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};
use domain::{Day, Instant, beijing_day};
use rusqlite::Connection;

use crate::folder::{Folder, remove_if_there, rename_whole, sync_file, with_logs};
use crate::header::Header;
use crate::journal::{self, Change};
use crate::key::Key;
use crate::migrate::{self, STEPS};
use crate::open::{self, Mode, connect};
use crate::vault::close;
use crate::{Error, Result, Vault};

/// Of today this many are kept …
const KEEP_TODAY: usize = 3;
/// … of every other day the newest, and of all together this many.
const KEEP_ALL: usize = 10;

/// One backup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupInfo {
    /// File name within the vault's `backups` folder, by which it is restored.
    pub name: String,
    /// When it was made, to the second.
    pub at: Instant,
    /// Size in bytes.
    pub bytes: u64,
}

impl Vault {
    /// Makes a backup, checks it, and removes those the rotation no longer
    /// keeps: three of today, the newest of each other day, ten in all. Days
    /// are Beijing's.
    ///
    /// # Errors
    /// [`Error::BadBackup`] when the copy does not pass its checks; then the
    /// earlier backups stay as they are.
    pub fn backup(&self, now: Instant) -> Result<BackupInfo> {
        make(&self.conn, &self.key, &self.folder, now, &[]).map_err(|e| self.folder.why(e))
    }

    /// All backups, newest first.
    ///
    /// # Errors
    /// Those of the file system.
    pub fn backups(&self) -> Result<Vec<BackupInfo>> {
        list(&self.folder)
    }

    /// All backups of the vault in `dir`, newest first, without opening it:
    /// what there is to choose from when it is damaged.
    ///
    /// # Errors
    /// [`Error::NoVault`] and those of the file system.
    pub fn backups_in(dir: &Path) -> Result<Vec<BackupInfo>> {
        let folder = Folder::new(dir);
        if !folder.holds_vault() {
            return Err(Error::NoVault);
        }
        list(&folder)
    }

    /// Puts a backup in the place of the vault. The vault as it is becomes a
    /// backup first; its description is returned, so that the restore can be
    /// undone. The passphrase stays the present one.
    ///
    /// # Errors
    /// [`Error::NoBackup`]; [`Error::BadBackup`] when it does not pass its
    /// checks. Then the vault is as it was.
    pub fn restore(&mut self, name: &str, now: Instant) -> Result<BackupInfo> {
        self.put_back(name, now).map_err(|e| self.folder.why(e))
    }

    fn put_back(&mut self, name: &str, now: Instant) -> Result<BackupInfo> {
        let new = prepare(&self.folder, &self.key, name)?;
        let before = make(&self.conn, &self.key, &self.folder, now, &[name])
            .inspect_err(|_| drop(fs::remove_file(&new)))?;
        self.workers.end();
        // The old log must not meet the new database: closing brings it in.
        let idle = Connection::open_in_memory()?;
        close(std::mem::replace(&mut self.conn, idle))
            .and_then(|()| rename_whole(&new, &self.folder.database()))
            // Whatever happened, go on with the database that is there.
            .and(self.reopen(now))?;
        self.note_restored(name, now)?;
        Ok(before)
    }

    /// Opens a vault whose database is damaged by putting a backup in its
    /// place. The damaged database is kept among the backups, where nothing
    /// removes it.
    ///
    /// # Errors
    /// As [`Vault::open`] and [`Vault::restore`]. Unless a backup took its
    /// place, the damaged database stays where it is.
    pub fn open_restored(dir: &Path, passphrase: &str, name: &str, now: Instant) -> Result<Self> {
        let put_in_place = |folder: &Folder, key: &Key| {
            let new = prepare(folder, key, name)?;
            let stamp = now.with_timezone(&Utc).format(STAMP);
            let aside = folder.backups().join(format!("damaged-{stamp}.db"));
            for (from, to) in with_logs(&folder.database()).iter().zip(with_logs(&aside)) {
                if from.exists() {
                    fs::copy(from, &to)?;
                    sync_file(&to)?;
                }
            }
            // Its log must not meet the new database.
            let [_, wal, shm] = with_logs(&folder.database());
            remove_if_there(&wal)?;
            remove_if_there(&shm)?;
            rename_whole(&new, &folder.database())
        };
        let unlock = |header: &Header| Ok((header.by_passphrase(passphrase)?, None));
        let mut vault = Self::open_with(dir, STEPS, now, unlock, put_in_place)?;
        let noted = vault.note_restored(name, now);
        noted.map_err(|e| vault.folder.why(e))?;
        Ok(vault)
    }

    fn note_restored(&mut self, name: &str, now: Instant) -> Result<()> {
        let note = [Change::note("backup", name)];
        journal::append(&self.conn, now, "vault_restored", &note)?;
        Ok(())
    }
}

/// Copies a backup beside the vault, checked and flushed.
fn prepare(folder: &Folder, key: &Key, name: &str) -> Result<PathBuf> {
    if !list(folder)?.iter().any(|backup| backup.name == name) {
        return Err(Error::NoBackup);
    }
    let chosen = folder.backups().join(name);
    check(&chosen, key)?;
    let new = folder.database_restored();
    fs::copy(&chosen, &new)?;
    sync_file(&new)?;
    Ok(new)
}

/// Makes and checks a backup; the names in `keep` outlive the rotation.
pub(crate) fn make(
    conn: &Connection,
    key: &Key,
    folder: &Folder,
    now: Instant,
    keep: &[&str],
) -> Result<BackupInfo> {
    let new = folder.backup_new();
    copy_checked(conn, key, &new)?;
    let name = free_name(folder, now);
    rename_whole(&new, &folder.backups().join(&name))?;
    let all = list(folder)?;
    for backup in surplus(&all, now) {
        if backup.name != name && !keep.contains(&backup.name.as_str()) {
            fs::remove_file(folder.backups().join(&backup.name))?;
        }
    }
    all.into_iter()
        .find(|backup| backup.name == name)
        .ok_or(Error::NoBackup)
}

/// Copies the database to `new`, checks the copy against it and flushes it; leaves
/// nothing behind when that fails.
pub(crate) fn copy_checked(conn: &Connection, key: &Key, new: &Path) -> Result<()> {
    for leftover in with_logs(new) {
        remove_if_there(&leftover)?;
    }
    let made = conn
        .execute("VACUUM INTO ?1", [new.to_string_lossy()])
        .map_err(Error::from)
        .and_then(|_| check(new, key))
        .and_then(|()| same_record(conn, &connect(new, key, Mode::Check)?))
        .and_then(|()| sync_file(new));
    if made.is_err() {
        remove_if_there(new)?;
    }
    made
}

/// Reopens a copy with the key and checks pages, tables and references.
pub(crate) fn check(path: &Path, key: &Key) -> Result<()> {
    let sound = connect(path, key, Mode::Check)
        .and_then(|conn| open::check_all(&conn).and_then(|()| migrate::pending(&conn, STEPS)));
    match sound {
        Ok(_) => Ok(()),
        Err(error @ (Error::DiskFull | Error::ReadOnly | Error::Io(_) | Error::NewerVault)) => {
            Err(error)
        }
        Err(_) => Err(Error::BadBackup),
    }
}

/// Does the copy say what the vault says? A record that was altered is copied
/// as it is: the fault stays visible, and a vault that has one must still be
/// able to go back to a backup that has none.
pub(crate) fn same_record(conn: &Connection, copy: &Connection) -> Result<()> {
    // Rows can be compared only where the schema is the present one.
    let verify = match migrate::pending(conn, STEPS)? {
        0 => journal::verify,
        _ => journal::verify_chain,
    };
    if journal::head(copy)? == journal::head(conn)? && verify(copy)? == verify(conn)? {
        Ok(())
    } else {
        Err(Error::BadBackup)
    }
}

fn list(folder: &Folder) -> Result<Vec<BackupInfo>> {
    let mut out = Vec::new();
    for file in fs::read_dir(folder.backups())? {
        let file = file?;
        if let Ok(name) = file.file_name().into_string()
            && let Some(at) = made_at(&name)
        {
            let bytes = file.metadata()?.len();
            out.push(BackupInfo { name, at, bytes });
        }
    }
    out.sort_by(|a, b| (b.at, &b.name).cmp(&(a.at, &a.name)));
    Ok(out)
}

const STAMP: &str = "%Y%m%dT%H%M%SZ";

/// `backup-20260301T143000Z.db`; a second one of the same second gets `-2`.
fn free_name(folder: &Folder, now: Instant) -> String {
    let stamp = now.with_timezone(&Utc).format(STAMP);
    let first = format!("backup-{stamp}.db");
    std::iter::once(first)
        .chain((2..).map(|n| format!("backup-{stamp}-{n}.db")))
        .find(|name| !folder.backups().join(name).exists())
        .unwrap_or_default()
}

fn made_at(name: &str) -> Option<Instant> {
    let stem = name.strip_prefix("backup-")?.strip_suffix(".db")?;
    let stamp = stem.get(..16)?;
    let count = &stem[16..];
    if !count.is_empty() && count.strip_prefix('-')?.parse::<u32>().is_err() {
        return None;
    }
    let at = NaiveDateTime::parse_from_str(stamp, STAMP).ok()?;
    Some(DateTime::<Utc>::from_naive_utc_and_offset(at, Utc).fixed_offset())
}

/// Those of `all` (newest first) that the rotation no longer keeps.
fn surplus(all: &[BackupInfo], now: Instant) -> Vec<&BackupInfo> {
    let today = beijing_day(&now);
    let mut of_today = 0;
    let mut day_before: Option<Day> = None;
    let mut kept = 0;
    let mut out = Vec::new();
    for backup in all {
        let day = beijing_day(&backup.at);
        let wanted = if day == today {
            of_today += 1;
            of_today <= KEEP_TODAY
        } else {
            day_before.replace(day) != Some(day)
        };
        if wanted && kept < KEEP_ALL {
            kept += 1;
        } else {
            out.push(backup);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup(at: &str) -> BackupInfo {
        let at = domain::parse_instant(at).unwrap();
        BackupInfo {
            name: at.to_rfc3339(),
            at,
            bytes: 1,
        }
    }

    #[test]
    fn three_of_today_one_of_each_other_day_ten_in_all() {
        let now = domain::parse_instant("2026-03-20T12:00:00+08:00").unwrap();
        let mut all: Vec<_> = (1..=11)
            .map(|hour| backup(&format!("2026-03-20T{hour:02}:00:00+08:00")))
            .collect();
        for day in 1..=19 {
            all.push(backup(&format!("2026-03-{day:02}T09:00:00+08:00")));
            all.push(backup(&format!("2026-03-{day:02}T18:00:00+08:00")));
        }
        all.sort_by_key(|b| std::cmp::Reverse(b.at));
        let gone: Vec<_> = surplus(&all, now).into_iter().cloned().collect();
        let kept: Vec<_> = all
            .iter()
            .filter(|b| !gone.contains(b))
            .map(|b| b.at.format("%d %H").to_string())
            .collect();
        assert_eq!(
            kept,
            [
                "20 11", "20 10", "20 09", "19 18", "18 18", "17 18", "16 18", "15 18", "14 18",
                "13 18"
            ]
        );
    }

    #[test]
    fn names_carry_their_time() {
        for name in ["backup-20260301T143000Z.db", "backup-20260301T143000Z-2.db"] {
            assert_eq!(made_at(name), domain::parse_instant("2026-03-01T14:30:00Z"));
        }
        for name in [
            "backup.new",
            "vault.key",
            "backup-20260301T143000Z.db-wal",
            "backup-二〇二六年三月.db",
            "backup-20260301T143000Z-x.db",
        ] {
            assert_eq!(made_at(name), None, "{name}");
        }
    }
}
