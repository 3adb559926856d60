//! The packs as one readable document, generated and never edited.

use std::fmt::Write;

use crate::packs::Pack;

/// All rules of `packs` that may be shown, as Markdown.
pub fn rules_markdown(packs: &[Pack]) -> String {
    let mut out = String::new();
    for pack in packs {
        let _ = writeln!(out, "# {}", pack.id());
    }
    out
}
