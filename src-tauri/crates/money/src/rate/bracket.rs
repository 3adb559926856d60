//! Where a rate lies, before it is computed exactly.
//!
//! Finds every sign change of the present value over growth factors from e⁻⁶⁰
//! to e⁶⁰ a period. Floats are used here and nowhere else in this crate: what
//! leaves this file is only a starting point, and [`super::solve`] computes the
//! rate from it in exact decimals. No amount is ever computed here.
#![allow(
    clippy::float_arithmetic,
    reason = "a bracket needs direction, not fen; the result is polished in decimals"
)]

use rust_decimal::prelude::ToPrimitive;

use super::solve::Flow;

/// Growth beyond e^60 a period is no rate of this world.
const WIDEST: f64 = 60.0;
/// First step away from zero.
const NARROWEST: f64 = 1e-7;
/// Steps of the search on either side when several rates are possible.
const GRID: u32 = 600;

/// A root's neighbourhood: `ln` of the growth factor of one period.
pub(super) type LogGrowth = f64;

/// The present value at `u`, scaled so that no term exceeds its flow: discounted
/// to the first flow if growth is above one, else compounded to the last.
fn value(flows: &[(u32, f64)], u: f64) -> f64 {
    let factor = (-u.abs()).exp();
    let mut power = 1.0;
    let mut at = None;
    let mut total = 0.0;
    let mut step = |when: u32, amount: f64| {
        let gap = at.map_or(0, |last: u32| when.abs_diff(last));
        at = Some(when);
        power *= factor.powi(i32::try_from(gap).unwrap_or(i32::MAX));
        total += amount * power;
    };
    if u >= 0.0 {
        flows.iter().for_each(|(when, amount)| step(*when, *amount));
    } else {
        flows
            .iter()
            .rev()
            .for_each(|(when, amount)| step(*when, *amount));
    }
    total
}

/// Every place where the present value changes sign. `flows` is sorted by time
/// and holds both signs; `several` says whether more than one rate is possible.
pub(super) fn roots(flows: &[Flow], several: bool) -> Vec<LogGrowth> {
    let flows: Vec<(u32, f64)> = flows
        .iter()
        .map(|flow| (flow.at, flow.amount.decimal().to_f64().unwrap_or(0.0)))
        .collect();
    // Zero itself is decided exactly by the caller.
    let grow = if several {
        (WIDEST / NARROWEST).powf(1.0 / f64::from(GRID))
    } else {
        2.0
    };
    let mut out = Vec::new();
    for side in [-1.0, 1.0] {
        let mut near = side * NARROWEST;
        let mut before = value(&flows, near);
        while near.abs() < WIDEST {
            let far = near * grow;
            let after = value(&flows, far);
            if before * after < 0.0 || (after == 0.0 && before != 0.0) {
                out.push(bisect(&flows, near, far, before));
                if !several {
                    return out;
                }
            }
            (near, before) = (far, after);
        }
    }
    out.sort_by(f64::total_cmp);
    out
}

fn bisect(flows: &[(u32, f64)], mut near: f64, mut far: f64, at_near: f64) -> f64 {
    for _ in 0..60 {
        let middle = f64::midpoint(near, far);
        if value(flows, middle) * at_near > 0.0 {
            near = middle;
        } else {
            far = middle;
        }
    }
    f64::midpoint(near, far)
}

/// `e^−|u|`, the factor the exact computation starts from, and whether it
/// discounts (growth above one) or compounds.
pub(super) fn start(u: LogGrowth) -> (f64, bool) {
    ((-u.abs()).exp(), u >= 0.0)
}
