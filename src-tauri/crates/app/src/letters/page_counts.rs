//! How many pages an exhibit has, for the list of exhibits: as many as it takes in the
//! volume. What is not shown on pages has none.

use std::cell::RefCell;
use std::collections::HashMap;

use domain::Lang;
use letters::{Exhibit, Fonts};
use store::{Files, KeptFile};

use super::enclosures::is_paged;

/// Counts of stored files, kept while a vault is open: a file never changes, and reading
/// it for every look at a letter would take long.
#[derive(Default)]
pub(crate) struct PageCounts(RefCell<HashMap<(String, Lang), Option<u32>>>);

impl PageCounts {
    /// The pages of a stored file. One that cannot be read has none; whoever needs it
    /// is told so elsewhere.
    pub(crate) fn of_file(
        &self,
        files: &Files,
        kept: &KeptFile,
        lang: Lang,
        fonts: Option<&Fonts>,
    ) -> Option<u32> {
        let attachment = &kept.attachment;
        if !is_paged(attachment) {
            return None;
        }
        let key = (attachment.sha256.clone(), lang);
        if let Some(known) = self.0.borrow().get(&key) {
            return *known;
        }
        let fonts = fonts?;
        let bytes = files.read(kept).ok()?;
        let pages = pages(
            &exhibit(1, &attachment.name, &attachment.name),
            &bytes,
            lang,
            fonts,
        );
        self.0.borrow_mut().insert(key, pages);
        pages
    }
}

/// The pages a text takes among the exhibits.
pub(super) fn of_text(
    number: usize,
    name: &str,
    text: &str,
    lang: Lang,
    fonts: &Fonts,
) -> Option<u32> {
    let file = format!("{number}.txt");
    pages(&exhibit(number, name, &file), text.as_bytes(), lang, fonts)
}

fn exhibit(number: usize, name: &str, file: &str) -> Exhibit {
    Exhibit {
        number,
        name: name.to_owned(),
        file: file.to_owned(),
        source: String::new(),
        sha256: [0; 32],
        listed_only: false,
    }
}

fn pages(exhibit: &Exhibit, bytes: &[u8], lang: Lang, fonts: &Fonts) -> Option<u32> {
    let count = letters::pages_of(exhibit, bytes, lang, fonts)?;
    u32::try_from(count).ok()
}
