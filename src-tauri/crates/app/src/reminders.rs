//! What may be said on the desktop: how many things have a day, never which. Others may
//! see the screen, so it is off unless asked for, and its words would fit any program.
//!
//! The host asks now and then and shows what it is given; it is given something once a
//! day at most. While the vault is locked only the number is left: days without names,
//! kept in memory since it was open.

use chrono::Days;
use domain::Day;

use crate::week::{self, StepCode};
use crate::{App, Empty, settings};

/// A notification.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The name of the program.
    pub title: String,
    /// How many things, in both languages.
    pub body: String,
}

/// What is remembered between two questions.
#[derive(Debug, Default)]
pub(crate) struct Reminders {
    /// The day it was last considered.
    considered: Option<Day>,
    /// Days on which something is to be done, as last seen.
    days: Vec<Day>,
}

impl App {
    /// The notification to show now, if there is one: after the vault was opened and
    /// after a day has begun, when something is to be done by tomorrow or is late.
    pub fn reminder(&self) -> Option<Reminder> {
        let today = self.today();
        let open = self.with(|session| settings::read(session)).ok();
        if open.as_ref().is_some_and(|settings| !settings.reminders) {
            *self.reminders() = Reminders::default();
            return None;
        }
        if self.reminders().considered == Some(today) {
            return None;
        }
        let days = match open {
            Some(_) => due(self)?,
            None => self.reminders().days.clone(),
        };
        let soon = today.checked_add_days(Days::new(1)).unwrap_or(today);
        let count = days.iter().filter(|day| **day <= soon).count();
        // Before the vault was opened nothing is known, and nothing was considered.
        if open.is_some() || !days.is_empty() {
            *self.reminders() = Reminders {
                considered: Some(today),
                days,
            };
        }
        (count > 0).then(|| words(count, open.is_some()))
    }
}

/// The days on which the user has something to do, whatever it is.
fn due(app: &App) -> Option<Vec<Day>> {
    let week = week::get(app, Empty {}).ok()?;
    let own = week
        .steps
        .into_iter()
        .filter(|step| step.code != StepCode::AwaitThem);
    Some(own.filter_map(|step| step.due).collect())
}

fn words(count: usize, open: bool) -> Reminder {
    let items = if count == 1 { "item" } else { "items" };
    let body = if open {
        format!("{count} 项快到日子了，请看“本周” / {count} {items} coming up: see This week")
    } else {
        format!("{count} 项 / {count} {items}")
    };
    Reminder {
        title: "明账 Mingzhang".to_owned(),
        body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_would_fit_any_program() {
        for (count, open) in [(1, true), (1, false), (12, true), (12, false)] {
            let Reminder { title, body } = words(count, open);
            for word in [
                "债", "款", "催", "欠", "法院", "诉", "贷", "debt", "court", "loan", "lender",
            ] {
                assert!(
                    !title.contains(word) && !body.contains(word),
                    "{word}: {body}"
                );
            }
            assert!(body.contains(&count.to_string()), "{body}");
        }
        assert_eq!(words(1, false).body, "1 项 / 1 item");
    }
}
