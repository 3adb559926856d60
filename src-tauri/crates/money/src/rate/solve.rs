//! The growth factor at which flows balance: internal rate of return.
//!
//! Flows stand at whole periods (months, or days for dated flows). The equation
//! `Σ amount · g^−t = 0` is solved for the growth factor `g` of one period, first
//! roughly ([`super::bracket`]), then by Newton's method in exact decimals. By
//! Descartes' rule flows whose sign changes once have exactly one rate; with
//! more changes every rate found is returned and none is chosen.

use domain::Money;
use rust_decimal::Decimal;

use super::bracket;
use crate::error::{MoneyCode, MoneyError, Result};
use crate::number::{add, div, mul, pow};

/// An amount after a number of periods; from the borrower's side what is received
/// is positive and what is paid is negative, or the other way round throughout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Flow {
    pub(crate) at: u32,
    pub(crate) amount: Money,
}

/// Every growth factor found, lowest first, and how often the sign changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Solution {
    pub(crate) growths: Vec<Decimal>,
    pub(crate) sign_changes: u32,
}

/// Newton steps at most; from sixteen digits two are enough.
const STEPS: u32 = 12;

/// Solves flows in any order; flows of the same time are added up.
///
/// # Errors
/// `one_sided` when all flows have one sign; `no_rate` when no growth factor
/// balances them.
pub(crate) fn solve(flows: &[Flow]) -> Result<Solution> {
    build(flows).map_err(|error| error.named("flows"))
}

fn build(flows: &[Flow]) -> Result<Solution> {
    let flows = tidy(flows)?;
    let signs: Vec<bool> = flows.iter().map(|f| f.amount > Money::ZERO).collect();
    let changes = signs.windows(2).filter(|pair| pair[0] != pair[1]).count();
    let sign_changes = u32::try_from(changes).unwrap_or(u32::MAX);
    if sign_changes == 0 {
        return Err(MoneyError::at("flows", MoneyCode::OneSided));
    }
    let total = flows.iter().try_fold(Decimal::ZERO, |total, flow| {
        add(total, flow.amount.decimal())
    })?;
    let several = sign_changes > 1;
    let mut growths = Vec::new();
    if total.is_zero() {
        growths.push(Decimal::ONE);
    }
    if growths.is_empty() || several {
        for u in bracket::roots(&flows, several) {
            let growth = polish(&flows, u)?;
            if !growths.contains(&growth) {
                growths.push(growth);
            }
        }
    }
    if growths.is_empty() {
        return Err(MoneyError::at("flows", MoneyCode::NoRate));
    }
    growths.sort();
    Ok(Solution {
        growths,
        sign_changes,
    })
}

/// In order, one per time, without nothings, the first at zero.
fn tidy(flows: &[Flow]) -> Result<Vec<Flow>> {
    let mut sorted = flows.to_vec();
    sorted.sort_by_key(|flow| flow.at);
    let mut out: Vec<Flow> = Vec::with_capacity(sorted.len());
    for flow in sorted {
        match out.last_mut() {
            Some(last) if last.at == flow.at => {
                last.amount = crate::number::sum([last.amount, flow.amount])?;
            }
            _ => out.push(flow),
        }
    }
    out.retain(|flow| flow.amount != Money::ZERO);
    let first = out.first().map_or(0, |flow| flow.at);
    for flow in &mut out {
        flow.at -= first;
    }
    Ok(out)
}

/// The growth factor near the bracket's, to about 25 digits.
fn polish(flows: &[Flow], u: bracket::LogGrowth) -> Result<Decimal> {
    let (start, discounts) = bracket::start(u);
    let last = flows.last().map_or(0, |flow| flow.at);
    // Powers of a factor below one never overflow: discount to the first flow,
    // or compound to the last.
    let terms: Vec<(u32, Decimal)> = if discounts {
        flows.iter().map(|f| (f.at, f.amount.decimal())).collect()
    } else {
        let terms = flows.iter().rev();
        terms.map(|f| (last - f.at, f.amount.decimal())).collect()
    };
    let unknown = || MoneyError::at("flows", MoneyCode::NoRate);
    let mut z = Decimal::try_from(start).map_err(|_| unknown())?;
    let reach = div(z, Decimal::from(1_000_000))?;
    for _ in 0..STEPS {
        let (value, slope) = horner(&terms, z)?;
        if value.is_zero() || slope.is_zero() {
            break;
        }
        let step = div(value, slope)?;
        // A double root sends Newton away; the bracket is then the better answer.
        if step.abs() > reach {
            break;
        }
        z = add(z, -step)?;
        if step.abs() < Decimal::new(1, 26) {
            break;
        }
    }
    if z <= Decimal::ZERO {
        return Err(unknown());
    }
    if discounts {
        div(Decimal::ONE, z)
    } else {
        Ok(z)
    }
}

/// The polynomial and its slope at `z`, powers ascending from zero.
fn horner(terms: &[(u32, Decimal)], z: Decimal) -> Result<(Decimal, Decimal)> {
    let mut value = Decimal::ZERO;
    let mut slope = Decimal::ZERO;
    let mut powers: Option<(u32, Decimal, Decimal)> = None;
    let mut terms = terms.iter().rev().peekable();
    while let Some((at, amount)) = terms.next() {
        value = add(value, *amount)?;
        let gap = at - terms.peek().map_or(0, |(next, _)| *next);
        if gap == 0 {
            continue;
        }
        let (below, whole) = match powers {
            Some((known, below, whole)) if known == gap => (below, whole),
            _ => {
                let below = pow(z, gap - 1)?;
                (below, mul(below, z)?)
            }
        };
        powers = Some((gap, below, whole));
        let inner = if gap == 1 {
            value
        } else {
            mul(mul(value, Decimal::from(gap))?, below)?
        };
        slope = add(mul(slope, whole)?, inner)?;
        value = mul(value, whole)?;
    }
    Ok((value, slope))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flows(amounts: &[i64]) -> Vec<Flow> {
        let at = 0u32..;
        at.zip(amounts)
            .map(|(at, yuan)| Flow {
                at,
                amount: Money::from_fen(yuan * 100),
            })
            .collect()
    }

    #[test]
    fn ten_percent_is_found_to_the_last_digit() {
        // −100 now, 110 after one period: g = 110 ÷ 100.
        let found = solve(&flows(&[-100, 110])).unwrap();
        assert_eq!(found.growths, [Decimal::new(11, 1)]);
        assert_eq!(found.sign_changes, 1);
    }

    #[test]
    fn every_rate_of_several_is_reported() {
        // −100 + 230 x − 132 x² = 0 has the factors 1.1 and 1.2 by construction:
        // 100 (g − 1.1)(g − 1.2) = 100 g² − 230 g + 132.
        let found = solve(&flows(&[-100, 230, -132])).unwrap();
        assert_eq!(found.sign_changes, 2);
        let near = |a: Decimal, b: Decimal| (a - b).abs() < Decimal::new(1, 20);
        assert_eq!(found.growths.len(), 2, "{:?}", found.growths);
        assert!(near(found.growths[0], Decimal::new(11, 1)));
        assert!(near(found.growths[1], Decimal::new(12, 1)));
    }

    #[test]
    fn flows_that_cannot_balance_are_said_to_have_no_rate() {
        // 100 − 10 x + 100 x²: negative discriminant, no real root.
        let error = solve(&flows(&[100, -10, 100])).unwrap_err();
        assert_eq!(error.problems[0].code, MoneyCode::NoRate);
        let error = solve(&flows(&[100, 10])).unwrap_err();
        assert_eq!(error.problems[0].code, MoneyCode::OneSided);
        let error = solve(&[]).unwrap_err();
        assert_eq!(error.problems[0].code, MoneyCode::OneSided);
    }

    #[test]
    fn extreme_rates_are_found_or_refused_never_nan() {
        // One fen becomes a hundred million in one period: g = 10^10.
        let big = [
            Flow {
                at: 0,
                amount: Money::from_fen(-1),
            },
            Flow {
                at: 1,
                amount: Money::from_fen(10_000_000_000),
            },
        ];
        let found = solve(&big).unwrap().growths[0];
        let off = (found / Decimal::from(10_000_000_000u64) - Decimal::ONE).abs();
        assert!(off < Decimal::new(1, 12), "{found}");
        // Almost everything is lost over thirty years of days.
        let lost = [
            Flow {
                at: 0,
                amount: Money::from_fen(-100_000_000_000_000),
            },
            Flow {
                at: 10_950,
                amount: Money::from_fen(1),
            },
        ];
        let found = solve(&lost).unwrap().growths[0];
        assert!(found < Decimal::ONE && found > Decimal::new(99, 2));
    }
}
