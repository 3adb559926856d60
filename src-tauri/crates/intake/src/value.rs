//! What stands in a cell: dates, durations, numbers and amounts as carriers,
//! banks and spreadsheets write them.
//!
//! Nothing is guessed: what can be read two ways is refused with its reason.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, Duration, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};
use domain::{Instant, Money, Phone, beijing, beijing_day};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::RejectCode;

/// Longest call believed, in seconds.
pub(crate) const LONGEST_CALL: u32 = 86_400;

/// Full-width digits and punctuation as ASCII, without outer blanks.
pub(crate) fn narrow(text: &str) -> Cow<'_, str> {
    let text = text.trim().trim_matches('\u{feff}').trim();
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(
        text.chars()
            .map(|c| match c {
                // The full-width forms stand in the order of ASCII.
                '\u{ff01}'..='\u{ff5e}' => {
                    char::from_u32(u32::from(c) - 0xfee0).unwrap_or(char::REPLACEMENT_CHARACTER)
                }
                '\u{3000}' | '\u{a0}' => ' ',
                c => c,
            })
            .collect(),
    )
}

/// Does the cell say nothing? Sources write `-`, `/`, `null` and the like.
pub(crate) fn is_nothing(text: &str) -> bool {
    let text = narrow(text);
    matches!(&*text, "" | "/" | "null" | "NULL" | "N/A" | "无" | "\\N")
        || text.bytes().all(|b| b == b'-')
}

/// A number that stands for itself, not for a quantity: `13800000001.0` and
/// `1.3800000001E+10` as a spreadsheet shows them become `13800000001`.
///
/// # Errors
/// `digits_lost` for `1.38E+10`: the rest of the digits is in no file.
pub(crate) fn whole_number(text: &str) -> Result<Cow<'_, str>, RejectCode> {
    let text = narrow(text);
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else {
        let whole = text
            .split_once('.')
            .filter(|(whole, zeros)| is_digits(whole) && zeros.bytes().all(|b| b == b'0'));
        return Ok(match whole {
            Some((whole, _)) => Cow::Owned(whole.to_owned()),
            None => text,
        });
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: Option<usize> = exponent.trim_start_matches('+').parse().ok();
    match exponent {
        Some(exponent) if is_digits(whole) && (fraction.is_empty() || is_digits(fraction)) => {
            match fraction.len() == exponent {
                true => Ok(Cow::Owned(format!("{whole}{fraction}"))),
                false => Err(RejectCode::DigitsLost),
            }
        }
        _ => Ok(text),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// A telephone number; none if the cell is empty, hidden or masked with stars.
///
/// # Errors
/// `digits_lost`, see [`whole_number`].
pub(crate) fn phone(text: &str) -> Result<Option<Phone>, RejectCode> {
    if is_nothing(text) || text.contains(['*', '@']) {
        return Ok(None);
    }
    Ok(Phone::parse(&whole_number(text)?))
}

/// How a bare number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Seconds,
    Minutes,
}

/// A duration in seconds: `47秒`, `8分27秒`, `1时2分3秒`, `1小时2分钟`, `89`,
/// `83.0`, `00:01:02`, `1:43`, `1'23"`, `1h2m3s`. A bare number counts in `unit`.
///
/// # Errors
/// `bad_value`, or `duration_out_of_range` beyond a day.
pub(crate) fn seconds(text: &str, unit: Unit) -> Result<u32, RejectCode> {
    let bad = RejectCode::BadValue;
    let text = narrow(text).to_lowercase();
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let total = if let Ok(bare) = text.parse::<Decimal>() {
        let factor = match unit {
            Unit::Seconds => Decimal::ONE,
            Unit::Minutes => Decimal::from(60),
        };
        let total = bare.checked_mul(factor).ok_or(bad)?.normalize();
        if total.scale() > 0 || total.is_sign_negative() && !total.is_zero() {
            return Err(bad);
        }
        total.to_u64().ok_or(RejectCode::DurationOutOfRange)?
    } else if text.contains(':') {
        let parts: Option<Vec<u64>> = text.split(':').map(|part| part.parse().ok()).collect();
        match parts.ok_or(bad)?.as_slice() {
            [minutes, seconds @ 0..60] => sum(0, *minutes, *seconds).ok_or(bad)?,
            [hours, minutes @ 0..60, seconds @ 0..60] => {
                sum(*hours, *minutes, *seconds).ok_or(bad)?
            }
            _ => return Err(bad),
        }
    } else {
        spoken(&text).ok_or(bad)?
    };
    u32::try_from(total)
        .ok()
        .filter(|seconds| *seconds <= LONGEST_CALL)
        .ok_or(RejectCode::DurationOutOfRange)
}

fn sum(hours: u64, minutes: u64, seconds: u64) -> Option<u64> {
    hours
        .checked_mul(3600)?
        .checked_add(minutes.checked_mul(60)?)?
        .checked_add(seconds)
}

/// `1时2分3秒` and its kin: units from large to small, each at most once. What
/// follows minutes without a unit is seconds (`1分23`).
fn spoken(text: &str) -> Option<u64> {
    const UNITS: &[(&str, u64)] = &[
        ("小时", 3600),
        ("时", 3600),
        ("h", 3600),
        ("分钟", 60),
        ("分", 60),
        ("min", 60),
        ("m", 60),
        ("'", 60),
        ("′", 60),
        ("秒钟", 1),
        ("秒", 1),
        ("sec", 1),
        ("s", 1),
        ("\"", 1),
        ("″", 1),
    ];
    let mut rest = text;
    let mut largest = u64::MAX;
    let mut total: u64 = 0;
    while !rest.is_empty() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let value: u64 = rest.get(..digits)?.parse().ok()?;
        rest = rest.get(digits..)?;
        let unit = UNITS.iter().find(|(name, _)| rest.starts_with(name));
        let (name, factor) = match unit {
            Some((name, factor)) => (*name, *factor),
            None if rest.is_empty() && largest == 60 => ("", 1),
            None => return None,
        };
        if factor >= largest {
            return None;
        }
        largest = factor;
        rest = rest.get(name.len()..)?;
        total = total.checked_add(value.checked_mul(factor)?)?;
    }
    (largest != u64::MAX).then_some(total)
}

/// A date as printed, before the year and the zone are settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    /// None when the source prints month and day only.
    pub(crate) year: Option<i32>,
    pub(crate) month: u32,
    pub(crate) day: u32,
    /// None when only the day is printed.
    pub(crate) time: Option<NaiveTime>,
    /// Are seconds printed? A bill saved again by a spreadsheet has lost them.
    pub(crate) to_the_second: bool,
    /// Printed offset; Beijing if none.
    pub(crate) offset: Option<FixedOffset>,
}

impl Moment {
    fn of(at: NaiveDateTime) -> Self {
        Self {
            year: Some(at.year()),
            month: at.month(),
            day: at.day(),
            time: Some(at.time()),
            to_the_second: true,
            offset: None,
        }
    }

    /// The civil day, with `year` where none is printed.
    ///
    /// # Errors
    /// `year_missing`, `bad_value` (30 February), `date_out_of_range`.
    pub(crate) fn date(&self, year: Option<i32>) -> Result<NaiveDate, RejectCode> {
        let year = self.year.or(year).ok_or(RejectCode::YearMissing)?;
        let date = NaiveDate::from_ymd_opt(year, self.month, self.day);
        let date = date.ok_or(RejectCode::BadValue)?;
        match (1990..=2099).contains(&year) {
            true => Ok(date),
            false => Err(RejectCode::DateOutOfRange),
        }
    }

    /// The instant, with `year` and the time of day `clock` where none are printed.
    ///
    /// # Errors
    /// As [`Moment::date`]; `missing_field` without a time of day.
    pub(crate) fn instant(
        &self,
        year: Option<i32>,
        clock: Option<NaiveTime>,
    ) -> Result<Instant, RejectCode> {
        let date = self.date(year)?;
        let time = self.time.or(clock).ok_or(RejectCode::MissingField)?;
        date.and_time(time)
            .and_local_timezone(self.offset.unwrap_or_else(beijing))
            .single()
            .ok_or(RejectCode::BadValue)
            .and_then(in_range)
    }
}

/// A date, with or without the time of day: `2026-03-01 22:30:00`,
/// `2026/3/1 22:30`, `2026年3月1日22时30分00秒`, `20260301223000`,
/// `2026-03-01-22:30:00`, `03-01 22:30:00`, `2026/3/1 下午10:30`, RFC 3339, and
/// the serial number of a spreadsheet (`46082.9375`). None if it is none of them.
pub(crate) fn moment(text: &str) -> Option<Moment> {
    let text = narrow(text);
    let text = text.trim_matches(['\'', '"', '[', ']']);
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(Moment {
            offset: Some(*at.offset()),
            ..Moment::of(at.naive_local())
        });
    }
    if is_digits(text) && matches!(text.len(), 8 | 12 | 14) {
        return run_of_digits(text);
    }
    if let Some(at) = serial(text) {
        return Some(Moment::of(at));
    }
    let (text, noon) = half_of_day(text);
    let groups = groups(&text)?;
    let value = |i: usize| groups.get(i).and_then(|g| g.parse::<u32>().ok());
    let has_year = groups.first().is_some_and(|g| g.len() == 4);
    // A time of day alone is no date (`10:30`), nor is a decimal (`1.5`).
    let first = text
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .chars()
        .next();
    let dated = match has_year {
        true => ['-', '/', '.', '年'].as_slice(),
        false => ['-', '/', '月'].as_slice(),
    };
    if !first.is_some_and(|c| dated.contains(&c)) {
        return None;
    }
    // A month and a day may stand alone or before a time; a year never ends.
    let at = usize::from(has_year);
    if groups.len() < at + 2 || groups.len() == at + 3 {
        return None;
    }
    let mut time = None;
    if groups.len() > at + 3 {
        let mut hour = value(at + 2)?;
        match noon {
            Some(true) if hour < 12 => hour += 12,
            Some(false) if hour == 12 => hour = 0,
            _ => {}
        }
        let second = match groups.len() > at + 4 {
            true => value(at + 4)?,
            false => 0,
        };
        time = Some(NaiveTime::from_hms_opt(hour, value(at + 3)?, second)?);
    }
    let (month, day) = (value(at)?, value(at + 1)?);
    // 2000 has a 29 February; whether the real year has one is seen later.
    NaiveDate::from_ymd_opt(2000, month, day)?;
    Some(Moment {
        year: has_year
            .then(|| value(0))
            .flatten()
            .and_then(|y| i32::try_from(y).ok()),
        month,
        day,
        time,
        to_the_second: groups.len() > at + 4,
        offset: None,
    })
}

/// A time of day: `21:49:51`, `214951`, `21:49`, `21时49分51秒`.
pub(crate) fn clock(text: &str) -> Option<NaiveTime> {
    let text = narrow(text);
    let parts: Vec<u32> = if is_digits(&text) && text.len() == 6 {
        [0, 2, 4]
            .iter()
            .map(|&i| text.get(i..i + 2)?.parse().ok())
            .collect::<Option<_>>()?
    } else {
        groups(&text)?
            .iter()
            .map(|g| g.parse().ok())
            .collect::<Option<_>>()?
    };
    match *parts.as_slice() {
        [hour, minute] => NaiveTime::from_hms_opt(hour, minute, 0),
        [hour, minute, second] => NaiveTime::from_hms_opt(hour, minute, second),
        _ => None,
    }
}

fn run_of_digits(text: &str) -> Option<Moment> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let date = NaiveDate::from_ymd_opt(i32::try_from(part(0, 4)?).ok()?, part(4, 6)?, part(6, 8)?)?;
    let time = match text.len() {
        8 => None,
        12 => Some(NaiveTime::from_hms_opt(part(8, 10)?, part(10, 12)?, 0)?),
        _ => Some(NaiveTime::from_hms_opt(
            part(8, 10)?,
            part(10, 12)?,
            part(12, 14)?,
        )?),
    };
    Some(Moment {
        time,
        to_the_second: text.len() == 14,
        ..Moment::of(date.and_time(NaiveTime::MIN))
    })
}

/// The digits between single separators; none if anything else stands there
/// (`20:17:-0` of a carrier's broken export).
fn groups(text: &str) -> Option<Vec<&str>> {
    const BETWEEN: &[&str] = &[
        "-", "/", ".", ":", " ", "T", "年", "月", "日", "日 ", "号", "时", "点", "分", "秒", ", ",
    ];
    let mut groups = Vec::new();
    let mut rest = text;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 9 || groups.len() == 7 {
            return None;
        }
        groups.push(rest.get(..digits)?);
        rest = rest.get(digits..)?;
        let end = rest.find(|c: char| c.is_ascii_digit());
        let between = rest.get(..end.unwrap_or(rest.len()))?;
        let squeezed = between.split_whitespace().collect::<Vec<_>>().join(" ");
        let squeezed = if between.trim().is_empty() && !between.is_empty() {
            " "
        } else {
            &squeezed
        };
        match end {
            None if matches!(squeezed, "" | "日" | "号" | "分" | "秒" | " " | "Z") => {
                return Some(groups);
            }
            Some(end) if BETWEEN.contains(&squeezed) => rest = rest.get(end..)?,
            _ => return None,
        }
    }
}

/// Without 上午, 下午, AM or PM, and which half of the day it said.
fn half_of_day(text: &str) -> (Cow<'_, str>, Option<bool>) {
    for (word, after_noon) in [
        ("上午", false),
        ("下午", true),
        ("晚上", true),
        ("AM", false),
        ("PM", true),
    ] {
        if text.contains(word) {
            let text = text.replace(word, " ");
            return (Cow::Owned(text.trim().to_owned()), Some(after_noon));
        }
    }
    (Cow::Borrowed(text), None)
}

/// Days since 30 December 1899 as a spreadsheet counts them, to the second.
/// Only 1990 to 2099: anything else is more likely another number.
pub(crate) fn serial(text: &str) -> Option<NaiveDateTime> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.len() != 5 || !is_digits(whole) || !(fraction.is_empty() || is_digits(fraction)) {
        return None;
    }
    let value: Decimal = text.get(..text.len().min(20))?.parse().ok()?;
    if !(Decimal::from(32_874)..Decimal::from(73_051)).contains(&value) {
        return None;
    }
    let seconds = value.checked_mul(Decimal::from(86_400))?.round().to_i64()?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?
        .and_time(NaiveTime::MIN)
        .checked_add_signed(Duration::seconds(seconds))
}

/// The instant, if it lies in the years contacts may be of, in Beijing.
///
/// # Errors
/// `date_out_of_range` before 1990 or after 2099.
pub(crate) fn in_range(at: Instant) -> Result<Instant, RejectCode> {
    match (1990..=2099).contains(&beijing_day(&at).year()) {
        true => Ok(at),
        false => Err(RejectCode::DateOutOfRange),
    }
}

/// Seconds or milliseconds since 1970, UTC, as Beijing time; of any year.
pub(crate) fn epoch(text: &str) -> Option<Instant> {
    let text = narrow(text);
    let value: i64 = text.parse().ok()?;
    let at = match text.len() {
        13 => DateTime::from_timestamp_millis(value)?,
        9 | 10 => DateTime::from_timestamp(value, 0)?,
        _ => return None,
    };
    Some(at.with_timezone(&beijing()))
}

/// An amount: `¥1,234.56`, `1234.5元`, `-100.00`, `+10.00`, `CNY 12.30`, `(5.00)`.
/// The sign is kept.
pub(crate) fn amount(text: &str) -> Option<Money> {
    let text = narrow(text);
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '¥' | '￥' | '元' | ',' | '，'))
        .collect();
    let plain = plain
        .strip_prefix("CNY")
        .or(plain.strip_prefix("RMB"))
        .unwrap_or(&plain);
    let plain = plain.strip_suffix("(CN)").unwrap_or(plain);
    let (plain, below) = match plain.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
        Some(inner) => (inner, true),
        None => (plain, false),
    };
    let plain = plain.strip_prefix('+').unwrap_or(plain);
    if !plain
        .trim_start_matches('-')
        .starts_with(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let money: Money = plain.parse().ok()?;
    Some(match below {
        true => Money::ZERO.minus(money),
        false => money,
    })
}

#[cfg(test)]
mod tests;
