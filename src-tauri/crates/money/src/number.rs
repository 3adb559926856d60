//! Exact decimals: reading them, computing with them without overflow, and the
//! one place where an amount is rounded to the fen.
//!
//! A [`Decimal`] holds 28 significant digits. Everything that enters is bounded
//! so that sums and products of amounts, rates and days stay exact; a division
//! is carried to 28 digits and rounded once, at a named place.

use std::fmt;
use std::str::FromStr;

use domain::{DayConvention, Money, Rate, RatePeriod};
use rust_decimal::{Decimal, RoundingStrategy};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::error::{MoneyCode, MoneyError, Result};

/// Rates above this many percent a period are refused.
pub(crate) const LARGEST_PERCENT: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

/// One hundred.
pub(crate) const HUNDRED: Decimal = Decimal::ONE_HUNDRED;

/// Decimals a computed rate is printed with.
const PRINTED: u32 = 10;

/// A plain decimal number as text, e.g. a percent or a factor: `"18.25"`.
/// At most 12 decimals and 10^12 in size.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS,
)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Number(Decimal);

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Not digits with an optional sign and point.
    #[error("not a decimal number")]
    NotDecimal,
    /// More than 12 decimals, or beyond ± 10^12.
    #[error("number out of range")]
    OutOfRange,
}

impl Number {
    /// The number, unbounded: for results.
    pub(crate) const fn exact(value: Decimal) -> Self {
        Self(value)
    }

    /// A computed rate, rounded for printing to ten decimals.
    pub(crate) fn printed(value: Decimal) -> Self {
        Self(
            value
                .round_dp_with_strategy(PRINTED, RoundingStrategy::MidpointAwayFromZero)
                .normalize(),
        )
    }

    /// The exact decimal.
    pub fn decimal(self) -> Decimal {
        self.0
    }
}

impl FromStr for Number {
    type Err = NumberError;

    fn from_str(text: &str) -> std::result::Result<Self, NumberError> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let plain = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.')
            && digits.bytes().any(|b| b.is_ascii_digit());
        if !plain {
            return Err(NumberError::NotDecimal);
        }
        let value = Decimal::from_str_exact(text).map_err(|_| {
            if digits.matches('.').count() > 1 {
                NumberError::NotDecimal
            } else {
                NumberError::OutOfRange
            }
        })?;
        let value = value.normalize();
        if value.scale() > 12 || value.abs() > Decimal::new(1_000_000_000_000, 0) {
            return Err(NumberError::OutOfRange);
        }
        Ok(Self(value))
    }
}

impl TryFrom<String> for Number {
    type Error = NumberError;

    fn try_from(text: String) -> std::result::Result<Self, NumberError> {
        text.parse()
    }
}

impl From<Number> for String {
    fn from(number: Number) -> Self {
        number.to_string()
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.normalize())
    }
}

impl JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A plain decimal number as text: \"18.25\".",
            "pattern": "^-?[0-9]+(\\.[0-9]{1,12})?$"
        })
    }
}

fn overflow() -> MoneyError {
    MoneyError::at(".", MoneyCode::OutOfRange)
}

/// The product.
pub(crate) fn mul(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_mul(b).ok_or_else(overflow)
}

/// The sum.
pub(crate) fn add(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_add(b).ok_or_else(overflow)
}

/// The quotient, to 28 digits.
pub(crate) fn div(a: Decimal, b: Decimal) -> Result<Decimal> {
    a.checked_div(b).ok_or_else(overflow)
}

/// `base` to a whole power, by squaring.
pub(crate) fn pow(base: Decimal, mut exponent: u32) -> Result<Decimal> {
    let mut square = base;
    let mut out = Decimal::ONE;
    loop {
        if exponent & 1 == 1 {
            out = mul(out, square)?;
        }
        exponent >>= 1;
        if exponent == 0 {
            return Ok(out);
        }
        square = mul(square, square)?;
    }
}

/// Rounds to the fen, a half away from zero (四舍五入). The only place where an
/// amount is rounded; each caller names why.
///
/// # Errors
/// Beyond ± 10^12.
pub(crate) fn to_fen(value: Decimal) -> Result<Money> {
    Money::new(value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero))
        .map_err(|_| overflow())
}

/// `a − b`.
pub(crate) fn less(a: Money, b: Money) -> Money {
    a.minus(b)
}

/// `−a`.
pub(crate) fn negative(a: Money) -> Money {
    Money::ZERO.minus(a)
}

/// The sum of many, refused beyond the range of an amount.
pub(crate) fn sum(amounts: impl IntoIterator<Item = Money>) -> Result<Money> {
    let total = amounts
        .into_iter()
        .try_fold(Decimal::ZERO, |total, amount| add(total, amount.decimal()))?;
    Money::new(total).map_err(|_| overflow())
}

/// The rate as percent of a year of `day_count`: a month is a twelfth, a day is
/// one day of the basis (日 0.05 % is 18.25 % on 365 and 18 % on 360).
pub(crate) fn annual_percent(rate: &Rate, day_count: DayConvention) -> Result<Decimal> {
    match rate.per {
        RatePeriod::Year => Ok(rate.percent),
        RatePeriod::Month => mul(rate.percent, Decimal::from(12)),
        RatePeriod::Day => mul(rate.percent, Decimal::from(day_count.basis())),
    }
}

/// Interest before rounding: `base × percent a year × days ÷ (100 × basis)`,
/// multiplied first and divided once.
pub(crate) fn interest(
    base: Decimal,
    annual_percent: Decimal,
    days: u32,
    day_count: DayConvention,
) -> Result<Decimal> {
    let numerator = mul(mul(base, Decimal::from(days))?, annual_percent)?;
    div(numerator, denominator(day_count))
}

/// What interest numerators (yuan × percent × days) are divided by.
pub(crate) fn denominator(day_count: DayConvention) -> Decimal {
    Decimal::from(day_count.basis() * 100)
}

/// Splits `total` in proportion to `weights`, to the fen, summing exactly: each
/// gets the fen below its share, and the fen that remain go to the largest
/// remainders, the earlier first where they are equal.
///
/// # Errors
/// Every weight is zero, or one is negative.
pub(crate) fn share_out(total: Money, weights: &[Money]) -> Result<Vec<Money>> {
    let whole: i128 = weights.iter().map(|weight| fen(*weight)).sum();
    if whole <= 0 || weights.iter().any(|weight| *weight < Money::ZERO) {
        return Err(MoneyError::at(".", MoneyCode::NotPositive));
    }
    // At most 10^14 fen by 10^14 fen: exact in 128 bits.
    let mut shares: Vec<(i128, i128)> = weights
        .iter()
        .map(|weight| fen(total) * fen(*weight))
        .map(|product| (product.div_euclid(whole), product.rem_euclid(whole)))
        .collect();
    let mut order: Vec<usize> = (0..shares.len()).collect();
    order.sort_by(|a, b| shares[*b].1.cmp(&shares[*a].1).then(a.cmp(b)));
    let given: i128 = shares.iter().map(|share| share.0).sum();
    // Fewer fen remain than there are shares.
    let left = usize::try_from(fen(total) - given).unwrap_or(0);
    for at in order.into_iter().take(left) {
        shares[at].0 += 1;
    }
    shares
        .into_iter()
        .map(|(fen, _)| {
            Decimal::try_from_i128_with_scale(fen, 2)
                .ok()
                .and_then(|value| Money::new(value).ok())
                .ok_or_else(overflow)
        })
        .collect()
}

/// Whole fen.
pub(crate) fn fen(amount: Money) -> i128 {
    // Amounts are kept at scale two.
    amount.decimal().mantissa()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_half_fen_goes_away_from_zero() {
        assert_eq!(to_fen(Decimal::new(1005, 3)), Ok(Money::from_fen(101)));
        assert_eq!(to_fen(Decimal::new(-1005, 3)), Ok(Money::from_fen(-101)));
        assert_eq!(to_fen(Decimal::new(10049, 4)), Ok(Money::from_fen(100)));
    }

    #[test]
    fn a_number_is_plain_digits() {
        assert_eq!("1e3".parse::<Number>(), Err(NumberError::NotDecimal));
        assert_eq!("1_000".parse::<Number>(), Err(NumberError::NotDecimal));
        assert_eq!("".parse::<Number>(), Err(NumberError::NotDecimal));
        assert_eq!("1.2.3".parse::<Number>(), Err(NumberError::NotDecimal));
        assert_eq!(
            "0.0000000000001".parse::<Number>(),
            Err(NumberError::OutOfRange)
        );
        assert_eq!("-3.650".parse::<Number>().unwrap().to_string(), "-3.65");
    }

    #[test]
    fn a_power_that_does_not_fit_is_an_error() {
        assert!(pow(Decimal::TEN, 40).is_err());
        assert_eq!(pow(Decimal::TWO, 10), Ok(Decimal::from(1024)));
        assert_eq!(pow(Decimal::TWO, 0), Ok(Decimal::ONE));
    }

    proptest! {
        #[test]
        fn shares_sum_to_the_whole_and_stay_within_a_fen(
            total in 0i64..100_000_000_000_000,
            weights in prop::collection::vec(0i64..100_000_000_000, 1..40),
        ) {
            prop_assume!(weights.iter().sum::<i64>() > 0);
            let money: Vec<Money> = weights.iter().map(|w| Money::from_fen(*w)).collect();
            let shares = share_out(Money::from_fen(total), &money).unwrap();
            prop_assert_eq!(sum(shares.iter().copied()).unwrap(), Money::from_fen(total));
            let whole: i128 = weights.iter().map(|w| i128::from(*w)).sum();
            for (share, weight) in shares.iter().zip(&weights) {
                let off = fen(*share) * whole - i128::from(total) * i128::from(*weight);
                prop_assert!(off.abs() < whole);
            }
        }
    }
}
