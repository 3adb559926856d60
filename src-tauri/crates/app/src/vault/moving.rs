//! Carrying the vault to another machine, and bringing it in there.

use std::path::Path;

use domain::{FieldProblem, ProblemCode};
use store::Vault;

use super::{BringVault, VaultCarried, VaultFolder, VaultStatus, status};
use crate::{App, Error};

/// Copies the open vault into a new folder within the one named. The copy is as
/// encrypted as the vault and opens with the same passphrase.
///
/// # Errors
/// Locked; no folder; the disk is full or cannot be written.
pub fn carry(app: &App, VaultFolder { folder }: VaultFolder) -> Result<VaultCarried, Error> {
    let into = Path::new(&folder);
    if !into.is_dir() {
        return Err(Error::invalid(vec![FieldProblem::new(
            "folder",
            ProblemCode::Required,
        )]));
    }
    // A name that says nothing of what it is for.
    let stem = format!("vault-{}", app.today().format("%Y%m%d"));
    let name = std::iter::once(stem.clone())
        .chain((2..).map(|n| format!("{stem}-{n}")))
        .find(|name| !into.join(name).exists())
        .unwrap_or(stem);
    app.with(|session| Ok(session.vault.carry(&into.join(&name))?))?;
    Ok(VaultCarried { folder: name })
}

/// Takes in a vault that was carried here, and opens it.
///
/// # Errors
/// A vault exists; no vault in that folder; wrong passphrase; damaged; newer; the
/// disk is full or cannot be written. Then nothing was taken in.
pub fn bring(app: &App, request: BringVault) -> Result<VaultStatus, Error> {
    app.leave()?;
    let vault = Vault::bring(
        Path::new(&request.folder),
        &app.vault_dir(),
        &request.passphrase,
        app.now(),
    )?;
    app.enter(vault, false)?;
    status(app, crate::Empty {})
}
