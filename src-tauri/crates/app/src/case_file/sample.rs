//! The sample case: invented, marked as such, in a vault of its own whose key
//! nobody keeps.

use std::path::PathBuf;

use chrono::Days;
use domain::{Case, Day, beijing_day};
use store::{Kdf, Vault};

use crate::action::Action;

use super::import::{put, read_case};
use crate::vault::{VaultStatus, status};
use crate::{App, Empty, Error};

/// A whole path in one minute: two debts, a month of contacts, findings, questions.
const SAMPLE: &str = include_str!("sample.json");

/// The key is random and thrown away; stretching it would only cost time.
const QUICK: Kdf = Kdf {
    memory_kib: 1024,
    passes: 1,
    lanes: 1,
};

/// Opens the sample case in place of whatever was open.
///
/// # Errors
/// The folder cannot be written.
pub fn open_sample(app: &App, _: Empty) -> Result<VaultStatus, Error> {
    app.leave()?;
    remove_sample(app);
    let mut key = [0u8; 32];
    app.host().random(&mut key);
    let passphrase: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    let mut random = app.random();
    let (vault, _) = Vault::create(&folder(app), &passphrase, QUICK, &mut random, app.now())?;
    app.enter(vault, true)?;
    let mut case = read_case(SAMPLE)?;
    bring_up_to(&mut case, app.today());
    put(app, Action::CaseImported, &case)?;
    status(app, Empty {})
}

/// Removes what an earlier sample left behind.
pub(crate) fn remove_sample(app: &App) {
    // Nothing of value is in it, and it cannot be opened again.
    let _ = std::fs::remove_dir_all(folder(app));
}

fn folder(app: &App) -> PathBuf {
    app.host().data_dir().join("sample")
}

/// Moves the month of contacts forward by whole weeks so that it ends in the
/// week before `today`: the sample shows a case of now, whenever it is opened.
/// Never backward, so that no rule is asked about a day before its time.
fn bring_up_to(case: &mut Case, today: Day) {
    let Some(last) = case.contacts.iter().map(|c| beijing_day(&c.at)).max() else {
        return;
    };
    let weeks = (today - last).num_days().max(0) / 7;
    let forward = Days::new(u64::try_from(weeks * 7).unwrap_or(0));
    for contact in &mut case.contacts {
        contact.at = contact.at.checked_add_days(forward).unwrap_or(contact.at);
    }
    let shift = |day: &mut Day| *day = day.checked_add_days(forward).unwrap_or(*day);
    for debt in &mut case.debts {
        debt.overdue_since.iter_mut().for_each(shift);
        debt.balances
            .iter_mut()
            .for_each(|balance| shift(&mut balance.as_of));
        for link in &mut debt.chain {
            link.from.iter_mut().for_each(shift);
        }
    }
    for payment in &mut case.payments {
        shift(&mut payment.paid_on);
    }
    for entry in &mut case.entries {
        shift(&mut entry.entry.day);
    }
    for record in &mut case.limitation {
        shift(&mut record.event.day);
    }
    for event in case.proceedings.iter_mut().flat_map(|one| &mut one.events) {
        shift(&mut event.day);
        event.until.iter_mut().for_each(shift);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_is_sound_and_ends_near_today() {
        let mut case = read_case(SAMPLE).unwrap();
        let today = Day::from_ymd_opt(2027, 5, 4).unwrap();
        bring_up_to(&mut case, today);
        let last = case
            .contacts
            .iter()
            .map(|c| beijing_day(&c.at))
            .max()
            .unwrap();
        assert!((0..7).contains(&(today - last).num_days()), "{last}");
        assert_eq!(case.problems(), []);
    }
}
