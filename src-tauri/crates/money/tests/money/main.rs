//! Money as its callers see it: worked examples with their derivation, properties,
//! a second implementation to compare with, and what bad input does.

#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "nothing here is but tests"
)]

mod bad_input;
mod differential;
mod figures;
mod periods;
mod properties;
mod worked;

use std::sync::OnceLock;

use domain::{Day, Money, Rate, RatePeriod};
use money::{Figures, Number};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

fn yearly(percent: &str) -> Rate {
    Rate {
        percent: percent.parse().unwrap(),
        per: RatePeriod::Year,
    }
}

fn law() -> &'static Figures {
    static LAW: OnceLock<Figures> = OnceLock::new();
    LAW.get_or_init(|| money::embedded().unwrap())
}

/// Reads a request as the command line would.
fn request<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> T {
    serde_json::from_value(value).unwrap()
}
