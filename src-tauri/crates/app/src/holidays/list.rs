//! The years that are known, and kept notices that are not sound any more.

use deadlines::{HolidayYear, read_notice};
use store::StoredNotice;

use super::{HolidayFaults, HolidayYearRow, HolidaysView};
use crate::{App, Empty, Error};

/// The working days that are known.
///
/// # Errors
/// Locked.
pub fn list(app: &App, _: Empty) -> Result<HolidaysView, Error> {
    let stored = app.with(|session| Ok(session.vault.read(|reader| reader.holidays())?))?;
    let law = app.law();
    let own = sound(&stored);
    let years = law.calendar().years().map(|year| HolidayYearRow {
        year: year.year,
        verified_to: year.verified_to,
        grade: year.grade,
        own: own.iter().any(|own| own.year == year.year),
        notices: year.notices.clone(),
        holidays: year.holidays.clone(),
    });
    let unsound = stored.iter().filter_map(|notice| {
        let issues = read_notice(&notice.year, &notice.text).err()?;
        Some(HolidayFaults {
            year: notice.year.clone(),
            issues,
        })
    });
    Ok(HolidaysView {
        from: law.calendar().from(),
        to: law.calendar().to(),
        years: years.collect(),
        unsound: unsound.collect(),
    })
}

/// The kept notices that can be used.
pub(crate) fn sound(stored: &[StoredNotice]) -> Vec<HolidayYear> {
    stored
        .iter()
        .filter_map(|notice| read_notice(&notice.year, &notice.text).ok())
        .collect()
}
