//! The notation of a template text.
//!
//! One source line is one sentence; an empty line ends a block. Marks at the
//! start of a line:
//!
//! ```text
//! # title              @ addressee            ## heading
//! 1. list item         : label | value        + label | enclosure
//! | cell | cell        |- 10 30 60            first row is the head, |- widths
//! ~ lead | wish        > label | value        closing, signature (empty: room)
//! ^ sentence           must rest on rows      two spaces: one more sentence
//! // remark            never printed
//! ```
//!
//! Inside a line: `{name}` is a value; `[flag>…]`, `[!flag>…]` and
//! `[has:name>…]` keep their content if the condition holds. A line that is
//! `[condition>` alone opens a block that `]` alone closes;
//! `[each list>` … `]` repeats for each item. `\` takes the next sign as it is.

use super::inline::{condition, is_name, read_cells};
use super::{TemplateCode, TemplateProblem};

/// A parsed text.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    pub(crate) file: String,
    pub(crate) elements: Vec<Element>,
}

/// One thing in a text.
#[derive(Clone, Debug)]
pub(crate) enum Element {
    Line(Line),
    Blank,
    If {
        line: u32,
        condition: Condition,
        body: Vec<Element>,
    },
    Each {
        line: u32,
        list: String,
        body: Vec<Element>,
    },
}

/// A line with its mark.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) number: u32,
    pub(crate) mark: Mark,
    /// Marked `^`: must rest on rows.
    pub(crate) assertion: bool,
    /// Cells; one, unless the mark splits at `|`.
    pub(crate) cells: Vec<Vec<Piece>>,
}

/// What a line starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Title,
    Addressee,
    Heading,
    Item,
    Field,
    Attachment,
    Row,
    Widths(Vec<u16>),
    Closing,
    Signature,
    /// Plain text, or one more sentence of the block before.
    Text,
    More,
}

/// A piece of a line.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Text(String),
    Value(String),
    If {
        condition: Condition,
        body: Vec<Piece>,
    },
}

/// What a bracket asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    Flag { name: String, wanted: bool },
    Has { name: String, wanted: bool },
}

/// Parses a text, collecting every problem.
pub(super) fn parse(file: &str, text: &str, problems: &mut Vec<TemplateProblem>) -> Body {
    let mut stack: Vec<Element> = Vec::new();
    let mut bodies: Vec<Vec<Element>> = vec![Vec::new()];
    let mut number = 0;
    for raw in text.lines() {
        number += 1;
        let mut report = |code, detail: &str| {
            problems.push(TemplateProblem::new(file, number, code, detail));
        };
        let line = raw.trim_end();
        if line.starts_with("//") {
            continue;
        }
        let opening = line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix('>'));
        if let Some(opening) = opening {
            match open_block(opening, number) {
                Some(element) => {
                    stack.push(element);
                    bodies.push(Vec::new());
                }
                None => report(TemplateCode::Syntax, line),
            }
            continue;
        }
        if line == "]" {
            match (stack.pop(), bodies.len() > 1) {
                (Some(element), true) => {
                    let inner = bodies.pop().unwrap_or_default();
                    push(&mut bodies, with_body(element, inner));
                }
                _ => report(TemplateCode::Unbalanced, line),
            }
            continue;
        }
        match parse_line(line, number) {
            Ok(element) => push(&mut bodies, element),
            Err((code, detail)) => report(code, &detail),
        }
    }
    while let Some(element) = stack.pop() {
        let line = line_of(&element);
        problems.push(TemplateProblem::new(
            file,
            line,
            TemplateCode::Unbalanced,
            "]",
        ));
        let inner = bodies.pop().unwrap_or_default();
        push(&mut bodies, with_body(element, inner));
    }
    Body {
        file: file.to_owned(),
        elements: bodies.pop().unwrap_or_default(),
    }
}

fn push(bodies: &mut [Vec<Element>], element: Element) {
    if let Some(body) = bodies.last_mut() {
        body.push(element);
    }
}

const fn line_of(element: &Element) -> u32 {
    match element {
        Element::If { line, .. } | Element::Each { line, .. } => *line,
        Element::Line(Line { number, .. }) => *number,
        Element::Blank => 0,
    }
}

fn open_block(opening: &str, line: u32) -> Option<Element> {
    if let Some(list) = opening.strip_prefix("each ") {
        let list = list.trim();
        return is_name(list).then(|| Element::Each {
            line,
            list: list.to_owned(),
            body: Vec::new(),
        });
    }
    condition(opening).map(|condition| Element::If {
        line,
        condition,
        body: Vec::new(),
    })
}

fn with_body(element: Element, body: Vec<Element>) -> Element {
    match element {
        Element::If {
            line, condition, ..
        } => Element::If {
            line,
            condition,
            body,
        },
        Element::Each { line, list, .. } => Element::Each { line, list, body },
        other => other,
    }
}

/// What is wrong with a line.
pub(super) type LineError = (TemplateCode, String);

fn parse_line(line: &str, number: u32) -> Result<Element, LineError> {
    if line.is_empty() {
        return Ok(Element::Blank);
    }
    if let Some((opening, inner)) = whole_condition(line) {
        let condition =
            condition(opening).ok_or_else(|| (TemplateCode::Syntax, opening.to_owned()))?;
        let body = vec![parse_line(inner, number)?];
        return Ok(Element::If {
            line: number,
            condition,
            body,
        });
    }
    let (mark, rest) = split_mark(line)?;
    let (assertion, rest) = match rest.strip_prefix("^ ") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let split = matches!(
        mark,
        Mark::Field | Mark::Attachment | Mark::Row | Mark::Closing | Mark::Signature
    );
    let cells = if matches!(mark, Mark::Widths(_)) {
        Vec::new()
    } else {
        read_cells(rest, split)?
    };
    if matches!(mark, Mark::Field | Mark::Attachment | Mark::Signature) && cells.len() != 2
        || mark == Mark::Closing && cells.len() > 2
    {
        return Err((TemplateCode::Syntax, line.to_owned()));
    }
    Ok(Element::Line(Line {
        number,
        mark,
        assertion,
        cells,
    }))
}

fn split_mark(line: &str) -> Result<(Mark, &str), LineError> {
    if let Some(widths) = line.strip_prefix("|-") {
        let widths: Result<Vec<u16>, _> = widths.split_whitespace().map(str::parse).collect();
        return match widths {
            Ok(widths) if !widths.is_empty() && !widths.contains(&0) => {
                Ok((Mark::Widths(widths), ""))
            }
            _ => Err((TemplateCode::Syntax, line.to_owned())),
        };
    }
    if let Some(rest) = line.strip_prefix("| ") {
        return Ok((Mark::Row, rest.strip_suffix(" |").unwrap_or(rest)));
    }
    let marks = [
        ("# ", Mark::Title),
        ("## ", Mark::Heading),
        ("@ ", Mark::Addressee),
        ("1. ", Mark::Item),
        (": ", Mark::Field),
        ("+ ", Mark::Attachment),
        ("~ ", Mark::Closing),
        ("> ", Mark::Signature),
        ("  ", Mark::More),
    ];
    for (prefix, mark) in marks {
        if let Some(rest) = line.strip_prefix(prefix) {
            return Ok((mark, rest.trim_start()));
        }
    }
    Ok((Mark::Text, line))
}

/// `[condition>content]` around the whole line.
fn whole_condition(line: &str) -> Option<(&str, &str)> {
    let inner = line.strip_prefix('[')?.strip_suffix(']')?;
    let (opening, content) = inner.split_once('>')?;
    let mut depth = 0_i32;
    let mut escaped = false;
    for c in content.chars() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return None;
        }
    }
    (depth == 0 && !escaped).then_some((opening, content))
}
