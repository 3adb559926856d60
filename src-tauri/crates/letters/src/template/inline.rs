//! The inside of a template line: values, conditions, cells.

use super::TemplateCode;
use super::source::{Condition, LineError, Piece};

/// Reads a line's pieces; at `|` a new cell starts if `split`.
pub(super) fn read_cells(line: &str, split: bool) -> Result<Vec<Vec<Piece>>, LineError> {
    Scanner {
        chars: line.chars().peekable(),
        split,
    }
    .cells()
}

/// Names are ASCII: lower case, digits, underscore.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Reads what stands between `[` and `>`.
pub(super) fn condition(text: &str) -> Option<Condition> {
    let (wanted, text) = match text.strip_prefix('!') {
        Some(rest) => (false, rest),
        None => (true, text),
    };
    match text.strip_prefix("has:") {
        Some(name) => is_name(name).then(|| Condition::Has {
            name: name.to_owned(),
            wanted,
        }),
        None => is_name(text).then(|| Condition::Flag {
            name: text.to_owned(),
            wanted,
        }),
    }
}

/// Reads the pieces of a line.
struct Scanner<'a> {
    chars: std::iter::Peekable<std::str::Chars<'a>>,
    split: bool,
}

impl Scanner<'_> {
    fn cells(mut self) -> Result<Vec<Vec<Piece>>, LineError> {
        let mut cells = vec![self.pieces(0)?];
        while self.chars.next_if_eq(&'|').is_some() {
            cells.push(self.pieces(0)?);
        }
        if let Some(stray) = self.chars.next() {
            return Err((TemplateCode::Unbalanced, stray.to_string()));
        }
        if self.split {
            for cell in &mut cells {
                trim(cell);
            }
        }
        Ok(cells)
    }

    fn pieces(&mut self, depth: u32) -> Result<Vec<Piece>, LineError> {
        let mut pieces = Vec::new();
        let mut text = String::new();
        while let Some(&c) = self.chars.peek() {
            if c == ']' && depth > 0 || c == '|' && depth == 0 && self.split {
                break;
            }
            self.chars.next();
            match c {
                '\\' => text.extend(self.chars.next()),
                '{' => {
                    flush(&mut text, &mut pieces);
                    pieces.push(Piece::Value(self.until('}')?));
                }
                '[' => {
                    flush(&mut text, &mut pieces);
                    let opening: String = self.take_until('>')?;
                    let condition = condition(&opening)
                        .ok_or_else(|| (TemplateCode::Syntax, opening.clone()))?;
                    let body = self.pieces(depth + 1)?;
                    if self.chars.next() != Some(']') {
                        return Err((TemplateCode::Unbalanced, format!("[{opening}>")));
                    }
                    pieces.push(Piece::If { condition, body });
                }
                '}' | ']' => return Err((TemplateCode::Unbalanced, c.to_string())),
                c => text.push(c),
            }
        }
        flush(&mut text, &mut pieces);
        Ok(pieces)
    }

    fn until(&mut self, end: char) -> Result<String, LineError> {
        let name = self.take_until(end)?;
        if is_name(&name) {
            Ok(name)
        } else {
            Err((TemplateCode::Syntax, name))
        }
    }

    fn take_until(&mut self, end: char) -> Result<String, LineError> {
        let mut taken = String::new();
        loop {
            match self.chars.next() {
                Some(c) if c == end => return Ok(taken),
                Some(c) => taken.push(c),
                None => return Err((TemplateCode::Unbalanced, taken)),
            }
        }
    }
}

fn flush(text: &mut String, pieces: &mut Vec<Piece>) {
    if !text.is_empty() {
        pieces.push(Piece::Text(std::mem::take(text)));
    }
}

fn trim(cell: &mut Vec<Piece>) {
    if let Some(Piece::Text(text)) = cell.first_mut() {
        *text = text.trim_start().to_owned();
    }
    if let Some(Piece::Text(text)) = cell.last_mut() {
        *text = text.trim_end().to_owned();
    }
    cell.retain(|piece| !matches!(piece, Piece::Text(text) if text.is_empty()));
}
