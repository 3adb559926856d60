//! The gap sheet (差额表): the lender's figures beside ours, line by line, and what
//! explains the difference. What nothing explains stays visible as unexplained;
//! it is never spread over the reasons.

mod explain;

pub use explain::explain;

use domain::{Day, GapPiece, Money, Part, Parts};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{Check, MoneyCode, Result};
use crate::number::{less, sum};

/// The sum of the five parts.
///
/// # Errors
/// More than an amount can hold.
pub(crate) fn total(parts: &Parts) -> Result<Money> {
    sum(Part::STATUTORY_ORDER.map(|part| parts.of(part)))
}

/// Two sides' figures for one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct GapRequest {
    /// The day both are for.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub as_of: Day,
    /// The lender's.
    pub lender: Parts,
    /// Ours.
    pub ours: Parts,
    /// What explains the difference.
    #[serde(default)]
    pub pieces: Vec<GapPiece>,
}

/// One line of the sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GapLine {
    /// The part.
    pub part: Part,
    /// The lender's figure.
    pub lender: Money,
    /// Ours.
    pub ours: Money,
    /// Lender's less ours.
    pub difference: Money,
    /// What explains it.
    pub pieces: Vec<GapPiece>,
    /// What nothing explains.
    pub unexplained: Money,
}

/// The gap sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct GapSheet {
    /// The day.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub as_of: Day,
    /// Part by part.
    pub lines: Vec<GapLine>,
    /// The lender's total.
    pub lender: Money,
    /// Our total.
    pub ours: Money,
    /// The difference.
    pub difference: Money,
    /// The unexplained part of it, the sum of the lines'.
    pub unexplained: Money,
}

/// The gap sheet of two sides' figures.
///
/// # Errors
/// Negative figures; a piece of nothing.
pub fn gap(request: &GapRequest) -> Result<GapSheet> {
    let mut check = Check::default();
    let parts = [
        (Part::Principal, "principal"),
        (Part::Interest, "interest"),
        (Part::Penalty, "penalty"),
        (Part::Damages, "damages"),
        (Part::Fee, "fee"),
    ];
    for (part, name) in parts {
        check.not_negative(request.lender.of(part), format!("lender.{name}"));
        check.not_negative(request.ours.of(part), format!("ours.{name}"));
    }
    for (at, piece) in request.pieces.iter().enumerate() {
        check.that(
            piece.amount != Money::ZERO,
            format!("pieces[{at}].amount"),
            MoneyCode::Required,
        );
    }
    check.done()?;
    let mut lines = Vec::new();
    for (part, _) in parts {
        let difference = less(request.lender.of(part), request.ours.of(part));
        let pieces = request.pieces.iter().filter(|piece| piece.part == part);
        let pieces: Vec<GapPiece> = pieces.cloned().collect();
        let explained = sum(pieces.iter().map(|piece| piece.amount))?;
        lines.push(GapLine {
            part,
            lender: request.lender.of(part),
            ours: request.ours.of(part),
            difference,
            pieces,
            unexplained: less(difference, explained),
        });
    }
    let (lender, ours) = (total(&request.lender)?, total(&request.ours)?);
    Ok(GapSheet {
        as_of: request.as_of,
        lender,
        ours,
        difference: less(lender, ours),
        unexplained: sum(lines.iter().map(|line| line.unexplained))?,
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::GapReason;

    #[test]
    fn what_is_not_explained_stays_in_sight() {
        // Lender: 10,000 and 900; ours: 9,000 and 700. 1,000 was withheld; of the
        // 200 of interest 150 is above the ceiling and 50 stays open.
        let yuan = |amount: i64| Money::from_fen(amount * 100);
        let piece = |part, reason, amount| GapPiece {
            part,
            reason,
            amount: yuan(amount),
            evidence: None,
        };
        let sheet = gap(&GapRequest {
            as_of: "2026-10-31".parse().unwrap(),
            lender: Parts {
                principal: yuan(10_000),
                interest: yuan(900),
                ..Parts::default()
            },
            ours: Parts {
                principal: yuan(9_000),
                interest: yuan(700),
                ..Parts::default()
            },
            pieces: vec![
                piece(Part::Principal, GapReason::InterestWithheld, 1000),
                piece(Part::Interest, GapReason::AboveCeiling, 150),
            ],
        })
        .unwrap();
        assert_eq!(sheet.difference, yuan(1200));
        assert_eq!(sheet.unexplained, yuan(50));
        assert_eq!(sheet.lines[0].unexplained, Money::ZERO);
        assert_eq!(sheet.lines[1].unexplained, yuan(50));
        let lines = sheet.lines.iter().map(|line| line.difference);
        assert_eq!(sum(lines).unwrap(), sheet.difference);
    }
}
