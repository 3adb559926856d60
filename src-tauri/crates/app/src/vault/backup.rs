//! Backups in the vault's folder.

use super::{BackupRef, BackupRow, VaultStatus, status};
use crate::view::View;
use crate::{App, Empty, Error};

/// Makes a verified backup.
///
/// # Errors
/// Locked; the disk is full; the copy did not verify.
pub fn backup(app: &App, _: Empty) -> Result<BackupRow, Error> {
    let now = app.now();
    app.with(|session| Ok(row(session.vault.backup(now)?)))
}

/// The backups, newest first.
///
/// # Errors
/// Locked; the folder cannot be read.
pub fn backups(app: &App, _: Empty) -> Result<Vec<BackupRow>, Error> {
    app.with(|session| Ok(session.vault.backups()?.into_iter().map(row).collect()))
}

/// Restores a backup; the state before is backed up first, so that restoring
/// can itself be undone.
///
/// # Errors
/// Locked; not found; the backup does not verify.
pub fn restore(app: &App, request: BackupRef) -> Result<VaultStatus, Error> {
    let now = app.now();
    app.with(|session| {
        session.vault.restore(&request.name, now)?;
        let case = session.vault.read(|reader| reader.case())?;
        session.view = View::new(case, app.packs());
        Ok(())
    })?;
    status(app, Empty {})
}

fn row(info: store::BackupInfo) -> BackupRow {
    BackupRow {
        at: info.at.to_rfc3339(),
        kb: u32::try_from(info.bytes.div_ceil(1024)).unwrap_or(u32::MAX),
        name: info.name,
    }
}
