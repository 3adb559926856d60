//! Days and instants. Collection law of mainland China counts civil days and
//! hours of Beijing, that of the United States those of the consumer's place;
//! every instant keeps the offset it was recorded with.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

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

/// The wall clock of `at` in the zone with this IANA name. `None` for a name the
/// zone data does not hold. Daylight saving is that data's, not ours.
pub fn local(at: &Instant, zone: &str) -> Option<NaiveDateTime> {
    let zone: chrono_tz::Tz = zone.parse().ok()?;
    Some(at.with_timezone(&zone).naive_local())
}

/// Is there a zone of this IANA name?
pub fn known_zone(zone: &str) -> bool {
    zone.parse::<chrono_tz::Tz>().is_ok()
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
    fn a_place_has_its_own_clock_summer_and_winter() {
        for (at, clock) in [
            ("2026-01-15T13:00:00Z", "2026-01-15 08:00:00"),
            ("2026-07-15T12:00:00Z", "2026-07-15 08:00:00"),
        ] {
            let at = parse_instant(at).unwrap();
            let there = local(&at, "America/New_York").unwrap();
            assert_eq!(there.to_string(), clock);
        }
        assert!(known_zone("America/Los_Angeles"));
        assert!(!known_zone("Mars/Olympus"));
    }

    #[test]
    fn an_instant_without_offset_is_refused() {
        assert_eq!(parse_instant("2026-03-01T14:30:00"), None);
    }
}
