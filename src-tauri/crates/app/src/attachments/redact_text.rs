//! A copy of a text with characters replaced by ■. The copy is UTF-8, whatever its
//! original was.

use domain::{FieldProblem, MediaKind, ProblemCode, Redaction, Stretch};

use super::{AttachmentRow, RedactText, content, keep_copy, one, sniff};
use crate::{App, Error, ErrorCode};

/// What stands for a character that is hidden.
const HIDDEN: char = '■';

/// Makes a copy of a text with each character of the stretches, and of the words
/// wherever they stand, replaced by ■. Line breaks stay.
///
/// # Errors
/// Locked; not found; not a text; too large; nothing to hide, a stretch outside the
/// text, a word that does not stand in it; the file is missing or altered; saving
/// failed.
pub fn redact_text(app: &App, request: RedactText) -> Result<AttachmentRow, Error> {
    let (kept, files) = one(app, &request.id)?;
    let refused = || Error::new(ErrorCode::CannotRedact).with("file", &kept.attachment.name);
    if kept.attachment.kind != MediaKind::Text {
        return Err(refused());
    }
    let bytes = content(&kept, &files)?;
    let text: Vec<char> = sniff::decode(&bytes).ok_or_else(refused)?.chars().collect();
    let stretches = stretches(&text, &request).map_err(Error::invalid)?;
    let mut hidden = text;
    for stretch in &stretches {
        let range = place(stretch.from)..place(stretch.to);
        for letter in hidden.get_mut(range).into_iter().flatten() {
            if !matches!(letter, '\n' | '\r') {
                *letter = HIDDEN;
            }
        }
    }
    let copy: String = hidden.into_iter().collect();
    keep_copy(app, &kept, &files, copy.as_bytes(), |copy| {
        copy.redaction = Some(Redaction::Text { stretches });
    })
}

/// What is to be hidden, in order, what touches joined.
fn stretches(text: &[char], request: &RedactText) -> Result<Vec<Stretch>, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let mut all = Vec::new();
    for (i, stretch) in request.stretches.iter().enumerate() {
        if stretch.from < stretch.to && place(stretch.to) <= text.len() {
            all.push(*stretch);
        } else {
            let field = format!("stretches[{i}]");
            problems.push(FieldProblem::new(field, ProblemCode::OutOfRange));
        }
    }
    for (i, word) in request.words.iter().enumerate() {
        let word: Vec<char> = word.chars().collect();
        let field = || format!("words[{i}]");
        if word.is_empty() {
            problems.push(FieldProblem::new(field(), ProblemCode::Required));
            continue;
        }
        let found: Vec<Stretch> = text
            .windows(word.len())
            .enumerate()
            .filter(|(_, window)| *window == word)
            .map(|(at, window)| Stretch {
                from: count(at),
                to: count(at + window.len()),
            })
            .collect();
        if found.is_empty() {
            problems.push(FieldProblem::new(field(), ProblemCode::UnknownReference));
        }
        all.extend(found);
    }
    if all.is_empty() && problems.is_empty() {
        problems.push(FieldProblem::new("stretches", ProblemCode::Required));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    all.sort_by_key(|stretch| stretch.from);
    let mut joined: Vec<Stretch> = Vec::new();
    for next in all {
        match joined.last_mut() {
            Some(last) if next.from <= last.to => last.to = last.to.max(next.to),
            _ => joined.push(next),
        }
    }
    Ok(joined)
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn place(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(stretches: &[(u32, u32)], words: &[&str]) -> Result<Vec<(u32, u32)>, Vec<String>> {
        let text: Vec<char> = "致电13800000001，又致电13800000001".chars().collect();
        let request = RedactText {
            id: "f1".into(),
            stretches: stretches
                .iter()
                .map(|&(from, to)| Stretch { from, to })
                .collect(),
            words: words.iter().map(|&word| word.to_owned()).collect(),
        };
        super::stretches(&text, &request)
            .map(|all| all.iter().map(|one| (one.from, one.to)).collect())
            .map_err(|all| all.into_iter().map(|one| one.field).collect())
    }

    #[test]
    fn words_are_hidden_wherever_they_stand_and_stretches_join() {
        assert_eq!(hidden(&[], &["13800000001"]), Ok(vec![(2, 13), (17, 28)]));
        assert_eq!(
            hidden(&[(0, 3), (12, 15)], &["13800000001"]),
            Ok(vec![(0, 15), (17, 28)])
        );
        // A word that runs into itself is hidden whole.
        assert_eq!(hidden(&[], &["0000"]), Ok(vec![(5, 12), (20, 27)]));
    }

    #[test]
    fn what_does_not_stand_there_is_said() {
        let fields = |fields: &[&str]| Err(fields.iter().map(|f| (*f).to_owned()).collect());
        assert_eq!(
            hidden(&[(3, 3), (0, 29)], &["张三", ""]),
            fields(&["stretches[0]", "stretches[1]", "words[0]", "words[1]"])
        );
        assert_eq!(hidden(&[], &[]), fields(&["stretches"]));
    }
}
