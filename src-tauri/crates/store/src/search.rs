//! Full-text search over texts that are no secret, such as the words of rules:
//! an index in memory that lives as long as the program and never touches the
//! disk. It is here because this crate alone knows SQL; nothing of a vault is
//! ever put into it.
//!
//! Words are found anywhere in a text, in Chinese as in English: the tokenizer
//! cuts texts into every three neighbouring characters. What is shorter than
//! three is looked for character by character instead.

use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, params};

use crate::Result;

/// Characters the tokenizer needs at least.
const GRAM: usize = 3;
/// Characters shown before the first find, and in all.
const LEAD: usize = 16;
const SHOWN: usize = 72;

/// Documents and what they say, the weightier field first.
pub struct TextIndex {
    conn: Mutex<Connection>,
    folded: Vec<[String; 2]>,
}

/// A document to be found: its name, and everything else it says.
pub struct Document {
    /// What it is called; a find here counts for more.
    pub title: String,
    /// The rest.
    pub body: String,
}

/// A piece of a text, and whether it is what was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Looked for.
    pub hit: bool,
}

impl TextIndex {
    /// An index over these documents, which are named by their place from then on.
    ///
    /// # Errors
    /// SQLite failed.
    pub fn new(documents: &[Document]) -> Result<Self> {
        let mut conn = Connection::open_in_memory()?;
        conn.execute_batch(
            "PRAGMA temp_store = MEMORY;
             CREATE VIRTUAL TABLE document USING fts5(title, body, tokenize = 'trigram');",
        )?;
        let folded: Vec<[String; 2]> = documents
            .iter()
            .map(|document| [fold(&document.title), fold(&document.body)])
            .collect();
        let filling = conn.transaction()?;
        {
            let mut insert =
                filling.prepare("INSERT INTO document (rowid, title, body) VALUES (?1, ?2, ?3)")?;
            for (place, [title, body]) in folded.iter().enumerate() {
                insert.execute(params![
                    i64::try_from(place).unwrap_or(i64::MAX),
                    title,
                    body
                ])?;
            }
        }
        filling.commit()?;
        Ok(Self {
            conn: Mutex::new(conn),
            folded,
        })
    }

    /// The places of the documents that hold every word of `query`, best first:
    /// a find in the title before one in the body, then by how much of the text
    /// it makes up. Of equals the earlier document comes first. A query without
    /// words finds everything, in the order given.
    ///
    /// # Errors
    /// SQLite failed.
    pub fn find(&self, query: &str) -> Result<Vec<usize>> {
        let words = words(query);
        let (long, short): (Vec<&String>, Vec<&String>) =
            words.iter().partition(|word| word.chars().count() >= GRAM);
        let mut found: Vec<usize> = if long.is_empty() {
            (0..self.folded.len()).collect()
        } else {
            self.matching(&long)?
        };
        found.retain(|place| {
            short
                .iter()
                .all(|word| self.place_of(*place, word).is_some())
        });
        if long.is_empty() {
            // Not ranked by SQLite, so by where the words stand.
            found.sort_by_key(|place| {
                let in_body = |word: &&&String| self.place_of(*place, word) != Some(0);
                short.iter().filter(in_body).count()
            });
        }
        Ok(found)
    }

    fn matching(&self, words: &[&String]) -> Result<Vec<usize>> {
        // Quoted, so that no word is taken for an operator.
        let quoted: Vec<String> = words
            .iter()
            .map(|word| format!("\"{}\"", word.replace('"', "\"\"")))
            .collect();
        let conn = self.conn();
        let mut select = conn.prepare_cached(
            "SELECT rowid FROM document WHERE document MATCH ?1
             ORDER BY bm25(document, 12.0, 1.0), rowid",
        )?;
        let rows = select.query_map([quoted.join(" AND ")], |row| row.get::<_, i64>(0))?;
        let mut found = Vec::new();
        for row in rows {
            found.extend(usize::try_from(row?));
        }
        Ok(found)
    }

    /// The field of a document that holds the word, the title first.
    fn place_of(&self, place: usize, word: &str) -> Option<usize> {
        self.folded
            .get(place)?
            .iter()
            .position(|field| field.contains(word))
    }

    fn conn(&self) -> MutexGuard<'_, Connection> {
        // Nothing is ever half-written here: it is filled once.
        self.conn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The part of `text` around the first word of `query` it holds, in pieces;
/// `None` when it holds none.
pub fn snippet(text: &str, query: &str) -> Option<Vec<Piece>> {
    let original: Vec<char> = text.chars().collect();
    let folded: Vec<char> = fold(text).chars().collect();
    let mut hit = vec![false; folded.len()];
    for word in words(query) {
        let word: Vec<char> = word.chars().collect();
        for start in 0..(folded.len() + 1).saturating_sub(word.len()) {
            let end = start + word.len();
            if folded.get(start..end) == Some(word.as_slice()) {
                hit.get_mut(start..end)?.fill(true);
            }
        }
    }
    let first = hit.iter().position(|hit| *hit)?;
    let (start, end) = window(&original, first);
    let mut pieces: Vec<Piece> = Vec::new();
    let mut put = |text: &str, hit: bool| match pieces.last_mut() {
        Some(last) if last.hit == hit => last.text.push_str(text),
        _ => pieces.push(Piece {
            text: text.to_owned(),
            hit,
        }),
    };
    if start > 0 {
        put("…", false);
    }
    for (letter, hit) in original.iter().zip(&hit).take(end).skip(start) {
        put(letter.encode_utf8(&mut [0; 4]), *hit);
    }
    if end < original.len() {
        put("…", false);
    }
    Some(pieces)
}

/// The stretch of a text around a find. An alphabetic word is not cut in two.
fn window(text: &[char], find: usize) -> (usize, usize) {
    let within = |at: usize| {
        let letter = |at: usize| text.get(at).is_some_and(char::is_ascii_alphanumeric);
        at > 0 && letter(at - 1) && letter(at)
    };
    let mut start = find.saturating_sub(LEAD);
    while within(start) {
        start -= 1;
    }
    let mut end = text.len().min(start + SHOWN);
    while within(end) {
        end += 1;
    }
    (start, end)
}

/// The words of a query, folded like the texts.
fn words(query: &str) -> Vec<String> {
    fold(query).split_whitespace().map(str::to_owned).collect()
}

/// Capitals and full-width letters made plain, character by character: a folded
/// text has as many as its original, so that finds can be marked there.
fn fold(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\u{3000}' => ' ',
            '\u{ff01}'..='\u{ff5e}' => u32::from(letter)
                .checked_sub(0xfee0)
                .and_then(char::from_u32)
                .unwrap_or(letter),
            other => other,
        })
        .map(|letter| {
            let mut lower = letter.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => one,
                _ => letter,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(documents: &[(&str, &str)]) -> TextIndex {
        let documents: Vec<Document> = documents
            .iter()
            .map(|(title, body)| Document {
                title: (*title).to_owned(),
                body: (*body).to_owned(),
            })
            .collect();
        TextIndex::new(&documents).unwrap()
    }

    fn sample() -> TextIndex {
        index(&[
            (
                "上门人数不合 Wrong number of visitors",
                "上门应当有两至三人。夜间不得上门。",
            ),
            (
                "夜间催收 Collection at night",
                "晚上22点到次日早上8点之间不开展催收。",
            ),
            (
                "冒充律师 Posing as a lawyer",
                "GB/T 45251 \"quoted\" OR NOT",
            ),
        ])
    }

    #[test]
    fn chinese_is_found_inside_a_text_and_english_inside_a_word() {
        let index = sample();
        assert_eq!(index.find("不开展催收").unwrap(), [1]);
        assert_eq!(index.find("ollectio").unwrap(), [1]);
        assert_eq!(index.find("LAWYER").unwrap(), [2]);
        assert_eq!(index.find("４５２５１").unwrap(), [2]);
        assert!(index.find("停车场").unwrap().is_empty());
    }

    #[test]
    fn words_of_two_characters_and_of_one_are_found_too() {
        let index = sample();
        assert_eq!(index.find("律师").unwrap(), [2]);
        assert_eq!(index.find("晚").unwrap(), [1]);
        // The title counts for more, though the other document comes first.
        assert_eq!(index.find("夜间").unwrap(), [1, 0]);
    }

    #[test]
    fn every_word_must_be_there_and_a_find_in_the_title_comes_first() {
        let index = sample();
        assert_eq!(index.find("夜间 visitors").unwrap(), [0]);
        assert_eq!(index.find("night 8点").unwrap(), [1]);
        let index = index_of_weights();
        assert_eq!(index.find("第三人").unwrap(), [1, 0]);
    }

    fn index_of_weights() -> TextIndex {
        index(&[
            ("别的", "不得向第三人催收，第三人可以拒绝"),
            ("第三人", "别的"),
        ])
    }

    #[test]
    fn nothing_to_look_for_finds_everything_and_operators_are_words() {
        let index = sample();
        assert_eq!(index.find("  ").unwrap(), [0, 1, 2]);
        assert_eq!(index.find("\"quoted\"").unwrap(), [2]);
        for odd in [
            "NOT",
            "OR NOT",
            "\"",
            "title:夜间催收",
            "a*",
            "(((",
            "^^^",
            "NEAR(a b)",
        ] {
            assert!(index.find(odd).is_ok(), "{odd}");
        }
        assert!(index.find("title:夜间催收").unwrap().is_empty());
    }

    #[test]
    fn a_snippet_marks_what_was_looked_for_in_the_original_letters() {
        let pieces = snippet("National Standard ＧＢ/T", "standard gb").unwrap();
        let marked: Vec<&str> = pieces
            .iter()
            .filter(|piece| piece.hit)
            .map(|piece| piece.text.as_str())
            .collect();
        assert_eq!(marked, ["Standard", "ＧＢ"]);
        assert_eq!(snippet("夜间催收", "白天"), None);

        let pieces = snippet("whatever stands before it, calls at night", "night").unwrap();
        assert_eq!(pieces[0].text, "…before it, calls at ");

        let long = format!("{}夜间{}", "前".repeat(100), "后".repeat(100));
        let pieces = snippet(&long, "夜间").unwrap();
        let text: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert!(text.starts_with('…') && text.ends_with('…') && text.contains("夜间"));
        assert!(text.chars().count() <= SHOWN + 2);
    }
}
