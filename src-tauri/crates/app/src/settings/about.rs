//! What the app is and rests on.

use super::{About, PackRow};
use crate::{App, Empty, Error, Words};

/// Version, packs, and how far the journal of the open vault is.
///
/// # Errors
/// Reading the journal failed.
pub fn about(app: &App, _: Empty) -> Result<About, Error> {
    let mut about = About {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        packs: pack_rows(app),
        journal_rows: 0,
        journal_head: String::new(),
    };
    if let Some(session) = app.session().as_ref() {
        let head = session.vault.read(|reader| reader.journal_head())?;
        about.journal_rows = u32::try_from(head.seq).unwrap_or(u32::MAX);
        about.journal_head = head.hash;
    }
    Ok(about)
}

/// The packs in use.
pub(crate) fn pack_rows(app: &App) -> Vec<PackRow> {
    let today = app.today();
    app.packs()
        .iter()
        .map(|pack| PackRow {
            id: pack.id().to_owned(),
            title: Words::from(pack.title()),
            version: pack.version().to_owned(),
            checked_on: pack.checked_on().to_string(),
            stale: pack.stale(today),
            added: app.embedded().iter().all(|own| own.id() != pack.id()),
            rules: u32::try_from(pack.rules().iter().filter(|rule| rule.shown()).count())
                .unwrap_or(u32::MAX),
        })
        .collect()
}
