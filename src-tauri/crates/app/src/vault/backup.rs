//! Backups in the vault's folder.

use store::Vault;

use super::check::check_in_background;
use super::{BackupRef, BackupRow, VaultStatus, status};
use crate::view::View;
use crate::{App, Empty, Error, ErrorCode};

/// Makes a verified backup.
///
/// # Errors
/// Locked; the disk is full; the copy did not verify.
pub fn backup(app: &App, _: Empty) -> Result<BackupRow, Error> {
    let now = app.now();
    app.with(|session| Ok(row(session.vault.backup(now)?)))
}

/// The backups, newest first, also of a vault that does not open any more.
///
/// # Errors
/// No vault; the folder cannot be read.
pub fn backups(app: &App, _: Empty) -> Result<Vec<BackupRow>, Error> {
    let found = match app.session().as_ref() {
        Some(session) => session.vault.backups()?,
        None => Vault::backups_in(&app.vault_dir())?,
    };
    Ok(found.into_iter().map(row).collect())
}

/// Restores a backup. The open vault is backed up first, so that restoring can
/// itself be undone; a damaged vault, which takes the passphrase, is put aside.
///
/// # Errors
/// Locked, without a passphrase; wrong passphrase; not found; the backup does
/// not verify.
pub fn restore(app: &App, request: BackupRef) -> Result<VaultStatus, Error> {
    let now = app.now();
    if app.session().is_none() {
        let passphrase = request.passphrase.ok_or(ErrorCode::Locked)?;
        let vault = Vault::open_restored(&app.vault_dir(), &passphrase, &request.name, now)?;
        app.enter(vault, false)?;
        return status(app, Empty {});
    }
    let restored = app.with(|session| {
        session.vault.restore(&request.name, now)?;
        session.written_at = session.vault.read(|reader| reader.latest_write())?;
        let case = session.vault.read(|reader| reader.case())?;
        app.use_packs_of(&session.vault)?;
        session.view = View::new(case, &app.packs());
        session.check = check_in_background(app, &session.vault);
        Ok(())
    });
    // Perhaps neither the old database nor the new one could be opened; both are there.
    app.leave_if_lost(&restored);
    restored?;
    status(app, Empty {})
}

fn row(info: store::BackupInfo) -> BackupRow {
    BackupRow {
        at: info.at.to_rfc3339(),
        kb: u32::try_from(info.bytes.div_ceil(1024)).unwrap_or(u32::MAX),
        name: info.name,
    }
}
