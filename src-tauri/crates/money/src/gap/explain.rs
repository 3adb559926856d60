//! What would make our account come to the lender's figure: one change at a time
//! is tried on the account, and where the lender's part then comes out, the change
//! is proposed as the reason. A proposal is arithmetic, not proof: the borrower
//! decides whether it is what happened.

use domain::{AccountEntry, DayConvention, EntryKind, GapPiece, GapReason, Money, Part, Parts};

use crate::error::Result;
use crate::ledger::{BalanceRequest, balance};
use crate::number::less;

/// Two figures this close differ by rounding only: one fen for each month of a
/// year, since every posting may round.
const ROUNDING_FEN: i64 = 12;

/// How many of the newest payments and waivers are tried.
const MOST_ENTRIES: usize = 24;

/// Orders of set-off lenders use instead of the statutory one.
const ORDERS: [[Part; 5]; 2] = [
    [
        Part::Fee,
        Part::Damages,
        Part::Penalty,
        Part::Interest,
        Part::Principal,
    ],
    [
        Part::Damages,
        Part::Penalty,
        Part::Interest,
        Part::Fee,
        Part::Principal,
    ],
];

/// Reasons that would explain the difference between the lender's figures and
/// those of our account on its one day. Penalty interest and liquidated damages
/// count as one part, as lenders state them. Every part is explained at most once.
///
/// # Errors
/// As [`balance`].
pub fn explain(account: &BalanceRequest, lender: &Parts) -> Result<Vec<GapPiece>> {
    let ours = stated(account)?;
    let mut pieces: Vec<GapPiece> = Vec::new();
    for (reason, evidence, changed) in changes(account) {
        // A change the account cannot bear explains nothing.
        let Ok(theirs) = stated(&changed) else {
            continue;
        };
        if !STATED.iter().all(|part| {
            near(lender.of(*part), theirs.of(*part)) || theirs.of(*part) == ours.of(*part)
        }) {
            continue;
        }
        for part in STATED {
            let amount = less(lender.of(part), ours.of(part));
            let explained = theirs.of(part) != ours.of(part)
                && !near(lender.of(part), ours.of(part))
                && pieces.iter().all(|piece| piece.part != part);
            if explained {
                pieces.push(GapPiece {
                    part,
                    reason,
                    amount,
                    evidence: evidence.clone(),
                });
            }
        }
    }
    for part in STATED {
        let amount = less(lender.of(part), ours.of(part));
        if amount != Money::ZERO && near(lender.of(part), ours.of(part)) {
            pieces.push(GapPiece {
                part,
                reason: GapReason::Rounding,
                amount,
                evidence: None,
            });
        }
    }
    Ok(pieces)
}

/// The parts a lender states.
const STATED: [Part; 4] = [Part::Principal, Part::Interest, Part::Penalty, Part::Fee];

fn near(a: Money, b: Money) -> bool {
    let apart = less(a, b);
    apart.max(less(Money::ZERO, apart)) <= Money::from_fen(ROUNDING_FEN)
}

fn stated(account: &BalanceRequest) -> Result<Parts> {
    let answer = balance(account)?;
    Ok(answer
        .balances
        .last()
        .map_or_else(Parts::default, |b| Parts {
            principal: b.principal,
            interest: b.interest,
            penalty: b.penalty.plus(b.damages),
            damages: Money::ZERO,
            fee: b.fee,
        }))
}

/// Every change that is tried, the most usual first.
fn changes(
    account: &BalanceRequest,
) -> impl Iterator<Item = (GapReason, Option<String>, BalanceRequest)> {
    let without = |drop: &dyn Fn(usize, &AccountEntry) -> bool| {
        let mut changed = account.clone();
        let mut at = 0;
        changed.entries.retain(|entry| {
            at += 1;
            !drop(at - 1, entry)
        });
        changed
    };
    let mut all = Vec::new();
    let withheld = |entry: &AccountEntry| entry.kind == EntryKind::InterestWithheld;
    if let Some(entry) = account.entries.iter().find(|entry| withheld(entry)) {
        let changed = without(&|_, entry| withheld(entry));
        all.push((GapReason::InterestWithheld, entry.evidence.clone(), changed));
    }
    for (kind, reason) in [
        (EntryKind::Payment, GapReason::PaymentNotCredited),
        (EntryKind::Waiver, GapReason::WaiverNotCredited),
    ] {
        let of_kind = account.entries.iter().enumerate();
        let of_kind = of_kind.filter(|(_, entry)| entry.kind == kind);
        for (at, entry) in of_kind.rev().take(MOST_ENTRIES) {
            let changed = without(&|other, _| other == at);
            all.push((reason, entry.evidence.clone(), changed));
        }
    }
    for order in ORDERS {
        let mut changed = account.clone();
        changed.terms.order = Some(order.to_vec());
        all.push((GapReason::OrderOfSetOff, None, changed));
    }
    for day_count in [
        DayConvention::Actual365,
        DayConvention::Actual360,
        DayConvention::Thirty360,
    ] {
        let mut changed = account.clone();
        changed.terms.day_count = day_count;
        all.push((GapReason::DaysDiffer, None, changed));
    }
    if !account.terms.compound {
        let mut changed = account.clone();
        changed.terms.compound = true;
        all.push((GapReason::CompoundNotAgreed, None, changed));
    }
    all.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{AccountTerms, Rate, RatePeriod};

    fn yuan(amount: i64) -> Money {
        Money::from_fen(amount * 100)
    }

    fn entry(day: &str, kind: EntryKind, amount: i64) -> AccountEntry {
        AccountEntry {
            day: day.parse().unwrap(),
            kind,
            amount: Some(yuan(amount)),
            part: None,
            rate: None,
            evidence: Some(format!("{kind:?} {day}")),
        }
    }

    /// 10 000 at 18.25 % a year = 5.00 a day, 1 000 of it taken out at the start,
    /// 500 paid on day 20.
    fn account() -> BalanceRequest {
        BalanceRequest {
            terms: AccountTerms {
                rate: Some(Rate {
                    percent: "18.25".parse().unwrap(),
                    per: RatePeriod::Year,
                }),
                ..AccountTerms::default()
            },
            entries: vec![
                entry("2026-01-01", EntryKind::Disbursement, 10_000),
                entry("2026-01-01", EntryKind::InterestWithheld, 1000),
                entry("2026-01-21", EntryKind::Payment, 500),
            ],
            days: vec!["2026-01-31".parse().unwrap()],
            working: false,
        }
    }

    fn reasons(lender: &Parts) -> Vec<(Part, GapReason, String)> {
        let pieces = explain(&account(), lender).unwrap();
        let pieces = pieces.into_iter();
        pieces
            .map(|piece| (piece.part, piece.reason, piece.amount.to_string()))
            .collect()
    }

    /// By hand: 20 days at 4.50 = 90, so 410 of the 500 go to principal: 8 590;
    /// 10 days at 8 590 × 18.25 % ÷ 365 = 4.295 give 42.95.
    fn ours() -> Parts {
        Parts {
            principal: "8590.00".parse().unwrap(),
            interest: "42.95".parse().unwrap(),
            ..Parts::default()
        }
    }

    #[test]
    fn nothing_is_proposed_where_the_figures_agree() {
        assert_eq!(reasons(&ours()), []);
    }

    #[test]
    fn a_payment_that_was_not_credited_is_found() {
        // Without it: 9 000 and 30 days at 4.50.
        let lender = Parts {
            principal: yuan(9000),
            interest: yuan(135),
            ..Parts::default()
        };
        assert_eq!(
            reasons(&lender),
            [
                (
                    Part::Principal,
                    GapReason::PaymentNotCredited,
                    "410.00".to_owned()
                ),
                (
                    Part::Interest,
                    GapReason::PaymentNotCredited,
                    "92.05".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn interest_taken_out_at_the_start_is_found() {
        // On 10 000: 20 days at 5.00 = 100, 400 to principal: 9 600; then 10 days
        // at 4.80.
        let lender = Parts {
            principal: yuan(9600),
            interest: yuan(48),
            ..Parts::default()
        };
        assert_eq!(
            reasons(&lender),
            [
                (
                    Part::Principal,
                    GapReason::InterestWithheld,
                    "1010.00".to_owned()
                ),
                (
                    Part::Interest,
                    GapReason::InterestWithheld,
                    "5.05".to_owned()
                ),
            ]
        );
    }

    #[test]
    fn a_few_fen_are_rounding_and_more_is_left_unexplained() {
        let mut lender = ours();
        lender.interest = "43.00".parse().unwrap();
        assert_eq!(
            reasons(&lender),
            [(Part::Interest, GapReason::Rounding, "0.05".to_owned())]
        );
        lender.interest = yuan(77);
        assert_eq!(reasons(&lender), []);
    }
}
