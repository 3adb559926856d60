//! What can be searched for in the log, in one piece of memory: a scan of it finds
//! two hanzi among a million contacts in the time a page takes to draw. An index
//! would need words, and Chinese has no spaces between them.

use domain::Contact;
use memchr::memmem;

/// Stands between two texts; nobody types it.
const BETWEEN: char = '\u{1f}';

/// The texts of contacts, in lower case, by their row.
#[derive(Default)]
pub(crate) struct Texts {
    all: String,
    /// Where the text of each row ends.
    ends: Vec<usize>,
}

impl Texts {
    /// The texts of rows, the first being row 0.
    pub(crate) fn of<'a>(contacts: impl IntoIterator<Item = &'a Contact>) -> Self {
        let mut texts = Self::default();
        for contact in contacts {
            texts.add(contact);
        }
        texts
    }

    /// Takes in the next row.
    pub(crate) fn add(&mut self, contact: &Contact) {
        let number = contact.number.as_ref().map(|number| number.as_str());
        let parts = [
            contact.said.as_deref(),
            contact.claimed_identity.as_deref(),
            number,
        ];
        for part in parts.into_iter().flatten() {
            self.all.push_str(&part.to_lowercase());
            self.all.push(BETWEEN);
        }
        self.ends.push(self.all.len());
    }

    /// Says which rows hold a text, given in lower case.
    pub(crate) fn rows_with(&self, needle: &str) -> Vec<bool> {
        let mut found = vec![false; self.ends.len()];
        let mut row = 0;
        let finder = memmem::Finder::new(needle.as_bytes());
        let mut from = 0;
        while let Some(at) = self
            .all
            .as_bytes()
            .get(from..)
            .and_then(|rest| finder.find(rest))
        {
            let at = from + at;
            row += self.ends[row..].partition_point(|end| *end <= at);
            let Some(end) = self.ends.get(row) else { break };
            found[row] = true;
            // Once a row is enough.
            from = *end;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use domain::{Channel, ContactId, Direction, Phone};

    use super::*;

    fn contact(said: Option<&str>, number: Option<&str>) -> Contact {
        let at = domain::parse_instant("2026-03-01T12:00:00+08:00").unwrap();
        let mut contact = Contact::new(ContactId::from("c"), Channel::Sms, Direction::Incoming, at);
        contact.said = said.map(str::to_owned);
        contact.number = number.and_then(Phone::parse);
        contact
    }

    fn rows(texts: &Texts, needle: &str) -> Vec<usize> {
        let found = texts.rows_with(needle);
        (0..found.len()).filter(|row| found[*row]).collect()
    }

    #[test]
    fn a_row_is_found_by_any_part_of_what_it_says() {
        let mut texts = Texts::of(&[
            contact(Some("请尽快还款"), Some("01000000001")),
            contact(None, None),
            contact(Some("Overdue 还款还款"), None),
        ]);
        texts.add(&contact(Some("还"), Some("01000000002")));
        texts.add(&contact(Some("款"), None));
        assert_eq!(rows(&texts, "还款"), [0, 2]);
        assert_eq!(rows(&texts, "overdue"), [2]);
        assert_eq!(rows(&texts, "0100000000"), [0, 3]);
        assert_eq!(rows(&texts, "不在"), [0; 0]);
    }

    #[test]
    fn nothing_is_found_across_two_rows_or_two_parts() {
        let texts = Texts::of(&[
            contact(Some("一"), Some("01000000001")),
            contact(Some("二"), None),
        ]);
        assert_eq!(rows(&texts, "一二"), [0; 0]);
        assert_eq!(rows(&texts, "一01000000001"), [0; 0]);
    }
}
