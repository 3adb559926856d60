//! Money over exact decimals. No float ever touches an amount.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An amount to the fen (two decimals). In JSON a string such as `"1234.50"`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS,
)]
#[serde(try_from = "String", into = "String")]
#[ts(type = "string")]
pub struct Money(Decimal);

/// Why a text is not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Not a plain decimal number.
    #[error("not a decimal amount")]
    NotDecimal,
    /// More than two decimals: rounding is never silent.
    #[error("more than two decimals")]
    TooFine,
    /// Beyond ± 10^12.
    #[error("amount out of range")]
    OutOfRange,
}

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// An amount of whole fen.
    pub fn from_fen(fen: i64) -> Self {
        Self(Decimal::new(fen, 2))
    }

    /// The exact decimal, at scale two.
    pub fn decimal(self) -> Decimal {
        self.0
    }

    /// Takes an exact decimal of at most two places.
    ///
    /// # Errors
    /// [`MoneyError::TooFine`] or [`MoneyError::OutOfRange`].
    pub fn new(value: Decimal) -> Result<Self, MoneyError> {
        let mut value = value.normalize();
        if value.scale() > 2 {
            return Err(MoneyError::TooFine);
        }
        if value.abs() > Decimal::new(1_000_000_000_000, 0) {
            return Err(MoneyError::OutOfRange);
        }
        value.rescale(2);
        Ok(Self(value))
    }

    /// The sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }

    /// What is left after `other` is taken away; below zero if it is more.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl FromStr for Money {
    type Err = MoneyError;

    /// Digits with an optional sign, thousands commas and up to two decimals.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let plain: String = text.trim().chars().filter(|c| *c != ',').collect();
        Decimal::from_str_exact(&plain)
            .map_err(|_| MoneyError::NotDecimal)
            .and_then(Self::new)
    }
}

impl TryFrom<String> for Money {
    type Error = MoneyError;

    fn try_from(text: String) -> Result<Self, MoneyError> {
        text.parse()
    }
}

impl From<Money> for String {
    fn from(money: Money) -> Self {
        money.to_string()
    }
}

impl fmt::Display for Money {
    /// Two decimals, no thousands separator.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

impl JsonSchema for Money {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "Amount to the fen, as text: \"1234.50\".",
            "pattern": "^-?[0-9][0-9,]*(\\.[0-9]{1,2})?$"
        })
    }
}

/// The period a rate is quoted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RatePeriod {
    /// 年
    Year,
    /// 月
    Month,
    /// 日
    Day,
}

/// A contract rate as quoted: percent per period. In JSON
/// `{"percent": "18.25", "per": "year"}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Rate {
    /// Percent, exact: 18.25 means 18.25 %.
    #[serde(with = "rust_decimal::serde::str")]
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub percent: Decimal,
    /// The period the percent is quoted for.
    pub per: RatePeriod,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn finer_than_a_fen_is_refused_not_rounded() {
        assert_eq!("1.005".parse::<Money>(), Err(MoneyError::TooFine));
        assert_eq!("1.500".parse::<Money>(), Ok(Money::from_fen(150)));
        assert_eq!("1e3".parse::<Money>(), Err(MoneyError::NotDecimal));
        assert_eq!("1,234.5".parse::<Money>(), Ok(Money::from_fen(123_450)));
    }

    proptest! {
        #[test]
        fn text_round_trips(fen in -99_999_999_999i64..99_999_999_999) {
            let money = Money::from_fen(fen);
            prop_assert_eq!(money.to_string().parse::<Money>(), Ok(money));
        }
    }
}
