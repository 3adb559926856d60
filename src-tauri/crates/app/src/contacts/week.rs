//! The log as a week from Monday, Beijing time.

use chrono::{Datelike, Days, Timelike};
use domain::{Contact, Day, beijing_day, beijing_time};

use super::{WeekItem, WeekQuery, WeekView, is_night};
use crate::view::View;
use crate::{App, Error};

/// One week of contacts.
///
/// # Errors
/// Locked.
pub fn week(app: &App, query: WeekQuery) -> Result<WeekView, Error> {
    let today = app.today();
    app.view(|view| {
        let within = |contact: &&Contact| {
            query
                .debt
                .as_ref()
                .is_none_or(|debt| view.debt_of(contact) == Some(debt))
                && !view.unrelated(contact)
        };
        let days = || {
            view.standing()
                .filter(within)
                .map(|contact| beijing_day(&contact.at))
        };
        let (first, last) = (days().min(), days().max());
        let monday = monday(query.day.or(last).unwrap_or(today));
        let mut items: Vec<WeekItem> = view
            .standing()
            .filter(within)
            .filter_map(|contact| item(view, contact, monday))
            .collect();
        items.sort_by_key(|item| (item.weekday, item.minute));
        Ok(WeekView {
            monday,
            items,
            first,
            last,
        })
    })
}

/// The Monday of a day's week.
pub(super) fn monday(day: Day) -> Day {
    let back = Days::new(u64::from(day.weekday().num_days_from_monday()));
    day.checked_sub_days(back).unwrap_or(day)
}

fn item(view: &View, contact: &Contact, monday: Day) -> Option<WeekItem> {
    let weekday = u32::try_from((beijing_day(&contact.at) - monday).num_days()).ok()?;
    let time = beijing_time(&contact.at);
    (weekday < 7).then(|| WeekItem {
        id: contact.id.clone(),
        weekday,
        minute: time.hour() * 60 + time.minute(),
        channel: contact.channel,
        direction: contact.direction,
        connection: contact.connection,
        duration_s: contact.duration_s,
        label: view
            .party_of(contact)
            .map(|party| party.name.clone())
            .or_else(|| contact.number.clone().map(String::from))
            .unwrap_or_default(),
        night: is_night(&contact.at),
        flags: view.flags(&contact.id),
    })
}
