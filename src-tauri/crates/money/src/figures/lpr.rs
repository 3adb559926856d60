//! The loan prime rate: which figure holds on a day, and where the series ends.
//!
//! A publication holds from its day until the next. The series is never
//! extrapolated: past its last verified day a figure has to be given by the user
//! and is marked as theirs.

use domain::Day;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::FigureGrade;
use crate::day_count::days_after;
use crate::error::{Check, MoneyCode, MoneyError, Result};
use crate::number::Number;

/// Which term of loan the quote is for.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS,
)]
#[serde(rename_all = "snake_case")]
pub enum Tenor {
    /// 一年期
    #[default]
    OneYear,
    /// 五年期以上
    FiveYear,
}

/// A later publication as the user read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct OwnLpr {
    /// Day of publication; later than the verified series.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub day: Day,
    /// Percent a year.
    pub percent: Number,
}

/// Where a quote comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum QuoteOrigin {
    /// The published LPR in our data.
    Lpr,
    /// The benchmark rate before the LPR.
    Benchmark,
    /// Given by the user; not verified by us.
    User,
}

/// A quote that holds on some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RateQuote {
    /// Percent a year.
    pub percent: Number,
    /// Day of publication.
    #[schemars(with = "String")]
    #[ts(type = "string")]
    pub published: Day,
    /// Where it comes from.
    pub origin: QuoteOrigin,
    /// How well it was verified; absent for the user's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub grade: Option<FigureGrade>,
}

#[derive(Clone, Debug)]
pub(super) struct LprRow {
    pub(super) day: Day,
    pub(super) one_year: Decimal,
    pub(super) five_year: Option<Decimal>,
    pub(super) grade: FigureGrade,
}

#[derive(Clone, Debug)]
pub(super) struct Benchmark {
    pub(super) from: Day,
    pub(super) to: Day,
    pub(super) one_year: Decimal,
    pub(super) five_year: Decimal,
    pub(super) grade: FigureGrade,
}

/// The published series, and the benchmark before it.
#[derive(Clone, Debug)]
pub struct Published {
    pub(super) rows: Vec<LprRow>,
    pub(super) verified_to: Day,
    pub(super) benchmark: Benchmark,
}

impl Published {
    /// Last day the series is verified for.
    pub fn verified_to(&self) -> Day {
        self.verified_to
    }

    /// Notes what is wrong with the user's own quotes in `field`.
    pub(crate) fn check_own(&self, own: &[OwnLpr], field: &str, check: &mut Check) {
        for (at, quote) in own.iter().enumerate() {
            check.that(
                quote.day > self.verified_to,
                format!("{field}[{at}].day"),
                MoneyCode::Contradiction,
            );
            check.that(
                quote.percent.decimal() > Decimal::ZERO
                    && quote.percent.decimal() <= Decimal::ONE_HUNDRED,
                format!("{field}[{at}].percent"),
                MoneyCode::OutOfRange,
            );
            check.that(
                at == 0 || own[at - 1].day < quote.day,
                format!("{field}[{at}].day"),
                MoneyCode::BeforeStart,
            );
        }
    }

    /// The quote that holds on `day`; `field` names that day in the request.
    ///
    /// # Errors
    /// `not_covered` before the benchmark; `past_verified` after the series
    /// unless `own` covers the day.
    pub fn at(&self, day: Day, tenor: Tenor, own: &[OwnLpr], field: &str) -> Result<RateQuote> {
        if day > self.verified_to {
            let given = own.iter().rev().find(|quote| quote.day <= day);
            return given
                .map(|quote| RateQuote {
                    percent: quote.percent,
                    published: quote.day,
                    origin: QuoteOrigin::User,
                    grade: None,
                })
                .ok_or_else(|| MoneyError::at(field, MoneyCode::PastVerified));
        }
        if day <= self.benchmark.to {
            if day < self.benchmark.from {
                return Err(MoneyError::at(field, MoneyCode::NotCovered));
            }
            return Ok(RateQuote {
                percent: Number::exact(match tenor {
                    Tenor::OneYear => self.benchmark.one_year,
                    Tenor::FiveYear => self.benchmark.five_year,
                }),
                published: self.benchmark.from,
                origin: QuoteOrigin::Benchmark,
                grade: Some(self.benchmark.grade),
            });
        }
        let next = self.rows.partition_point(|row| row.day <= day);
        let row = next.checked_sub(1).and_then(|at| self.rows.get(at));
        let row = row.ok_or_else(|| MoneyError::at(field, MoneyCode::NotCovered))?;
        let percent = match tenor {
            Tenor::OneYear => Some(row.one_year),
            Tenor::FiveYear => row.five_year,
        };
        let percent = percent.ok_or_else(|| MoneyError::at(field, MoneyCode::PastVerified))?;
        Ok(RateQuote {
            percent: Number::exact(percent),
            published: row.day,
            origin: QuoteOrigin::Lpr,
            grade: Some(row.grade),
        })
    }

    /// The quotes from `from` up to but not including `to`, each with the first
    /// day it holds in that span and the day it gives way. Publications that
    /// change nothing do not split.
    ///
    /// # Errors
    /// As [`Published::at`], for any day of the span.
    pub(crate) fn spans(
        &self,
        (from, to): (Day, Day),
        tenor: Tenor,
        own: &[OwnLpr],
        field: &str,
    ) -> Result<Vec<(Day, Day, RateQuote)>> {
        let mut starts: Vec<Day> = vec![from, self.rows.first().map_or(from, |row| row.day)];
        starts.extend(self.rows.iter().map(|row| row.day));
        starts.extend(own.iter().map(|quote| quote.day));
        starts.push(days_after(self.verified_to, 1)?);
        starts.retain(|day| *day >= from && *day < to);
        starts.sort();
        starts.dedup();
        let mut out: Vec<(Day, Day, RateQuote)> = Vec::new();
        for start in starts {
            let quote = self.at(start, tenor, own, field)?;
            match out.last_mut() {
                Some((_, _, last))
                    if last.percent == quote.percent && last.origin == quote.origin => {}
                _ => {
                    if let Some(last) = out.last_mut() {
                        last.1 = start;
                    }
                    out.push((start, to, quote));
                }
            }
        }
        Ok(out)
    }
}
