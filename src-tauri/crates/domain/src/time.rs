//! Days and instants. Collection law of mainland China counts civil days and
//! hours of Beijing; every instant keeps the offset it was recorded with.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

/// A civil day, without zone.
pub type Day = NaiveDate;

/// A moment with the offset it was recorded in.
pub type Instant = DateTime<FixedOffset>;

const BEIJING_SECONDS: i32 = 8 * 3600;

/// UTC+08:00, the one civil time of mainland China.
pub fn beijing() -> FixedOffset {
    // Eight hours is always within chrono's ±24 h.
    FixedOffset::east_opt(BEIJING_SECONDS).unwrap_or_else(|| chrono::Offset::fix(&chrono::Utc))
}

/// The civil day of `at` in Beijing.
pub fn beijing_day(at: &Instant) -> Day {
    at.with_timezone(&beijing()).date_naive()
}

/// The wall-clock time of `at` in Beijing, to the second.
pub fn beijing_time(at: &Instant) -> NaiveTime {
    at.with_timezone(&beijing()).time()
}

/// Reads an RFC 3339 instant; an offset is required.
pub fn parse_instant(text: &str) -> Option<Instant> {
    DateTime::parse_from_rfc3339(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_utc_evening_is_a_beijing_night() {
        let at = parse_instant("2026-03-01T14:30:00Z").unwrap();
        assert_eq!(beijing_day(&at).to_string(), "2026-03-01");
        assert_eq!(beijing_time(&at).to_string(), "22:30:00");
        let at = parse_instant("2026-03-01T16:00:00Z").unwrap();
        assert_eq!(beijing_day(&at).to_string(), "2026-03-02");
    }

    #[test]
    fn an_instant_without_offset_is_refused() {
        assert_eq!(parse_instant("2026-03-01T14:30:00"), None);
    }
}
