//! The gap sheet (差额表) as an annex of a letter: the lender's figure beside the
//! writer's own, part by part, and what explains the difference.

use domain::{Day, Lang, Money};
use letters::{Block, Inline, Table};
use money::{GapLine, MoneyError};

use super::phrases::{Phrases, day};
use crate::accounts::{GapView, gap_of};
use crate::view::View;

/// Columns of the sheet: part, lender, ours, difference, explanation.
const WIDTHS: [u16; 5] = [16, 16, 16, 14, 38];

/// The three of them that hold amounts.
const AMOUNTS: [usize; 3] = [1, 2, 3];

/// The gap sheet of a debt, for the lender's newest figure up to the letter's day.
///
/// # Errors
/// What the sheet lacks.
pub(super) fn gap_sheet(
    view: &View,
    debt: &domain::DebtId,
    lang: Lang,
    on: Day,
) -> Result<Vec<Block>, MoneyError> {
    let gap = gap_of(&view.case, debt, on)?;
    let phrases = Phrases::of(lang);
    let as_of = day(lang, gap.sheet.as_of);
    let about = [("as_of", as_of.as_str()), ("said_by", gap.said_by.as_str())];
    let lead = if gap.said_by.is_empty() {
        "lead_unnamed"
    } else {
        "lead"
    };
    let note = if gap.sheet.unexplained == Money::ZERO {
        "explained"
    } else {
        "unexplained"
    };
    let open = written(gap.sheet.unexplained);
    Ok(vec![
        Block::Heading(Inline::plain(phrases.get("gap", "title"))),
        Block::Paragraph(Inline::plain(phrases.fill("gap", lead, &about))),
        Block::Table(table(&gap, phrases)),
        Block::Paragraph(Inline::plain(phrases.fill(
            "gap",
            note,
            &[("amount", &open)],
        ))),
    ])
}

fn table(gap: &GapView, phrases: &Phrases) -> Table {
    let head = ["part", "lender", "ours", "difference", "why"];
    let cells = |cells: [String; 5]| cells.map(Inline::plain).into();
    let mut rows: Vec<Vec<Inline>> = gap
        .sheet
        .lines
        .iter()
        .filter(|line| {
            [line.lender, line.ours]
                .iter()
                .any(|amount| *amount != Money::ZERO)
        })
        .map(|line| {
            cells([
                phrases.get("gap_part", line.part.code()).to_owned(),
                written(line.lender),
                written(line.ours),
                written(line.difference),
                why(line, phrases),
            ])
        })
        .collect();
    rows.push(cells([
        phrases.get("gap", "total").to_owned(),
        written(gap.sheet.lender),
        written(gap.sheet.ours),
        written(gap.sheet.difference),
        String::new(),
    ]));
    Table {
        widths: WIDTHS.into(),
        amounts: AMOUNTS.into(),
        head: head
            .map(|name| Inline::plain(phrases.get("gap", name)))
            .into(),
        rows,
    }
}

/// The reasons of one part, each with its amount, and what is left open.
fn why(line: &GapLine, phrases: &Phrases) -> String {
    let mut reasons: Vec<String> = line
        .pieces
        .iter()
        .map(|piece| {
            let amount = written(piece.amount);
            let reason = phrases.get("gap_reason", piece.reason.code());
            let values = [("reason", reason), ("amount", amount.as_str())];
            match piece.evidence.as_deref().filter(|text| !text.is_empty()) {
                None => phrases.fill("gap", "piece", &values),
                Some(evidence) => phrases.fill(
                    "gap",
                    "piece_proved",
                    &[values[0], values[1], ("evidence", evidence)],
                ),
            }
        })
        .collect();
    if line.unexplained != Money::ZERO {
        let amount = written(line.unexplained);
        reasons.push(phrases.fill("gap", "open", &[("amount", &amount)]));
    }
    reasons.join(phrases.get("join", "facts"))
}

/// An amount as it is read: thousands apart, two decimals.
pub(super) fn written(amount: Money) -> String {
    let text = amount.to_string();
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text.as_str()), |rest| ("-", rest));
    let (whole, fen) = digits.split_once('.').unwrap_or((digits, "00"));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{out}.{fen}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let written = |text: &str| written(text.parse().unwrap());
        assert_eq!(written("0"), "0.00");
        assert_eq!(written("999.5"), "999.50");
        assert_eq!(written("-1000"), "-1,000.00");
        assert_eq!(written("12345678.9"), "12,345,678.90");
    }
}
