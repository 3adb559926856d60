//! **What it does.** Flags a debt that was reported to a credit bureau before the
//! collector had spoken with the borrower about it, or had written and waited
//! `days` consecutive days, the day of sending being the first.
//!
//! **Why.** Nobody should learn of a debt from their credit report.
//!
//! **Known problems.** The text speaks of days after sending, its examples count
//! the day of sending; reporting on the day after the last of `days` satisfies
//! both. A shorter wait may be reasonable too: the rule names what is. A log may
//! lack a letter or a call, so that neither happened is asked, never concluded.
//! The day of reporting is that of the debt (`credit_reported_on`). A debt
//! without any contact in the log is not judged: a finding rests on rows.
//!
//! **Example.** `days = 14`: written on 1 May, reported on 15 May or later.

use domain::{Channel, FactKey};
use serde::Deserialize;

use super::{Check, Sees};
use crate::evaluate::{Hit, Known, Outcome, Talks, TraceStep, Unit, Why};
use crate::federal_holidays::later;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReportedTooEarly {
    /// Consecutive days to wait after writing.
    days: u64,
}

impl Check for ReportedTooEarly {
    fn check<'a>(&self, unit: &Unit<'_, 'a>) -> Outcome<'a> {
        let mut out = Outcome::default();
        let rows = || unit.items().map(|(place, _)| place).collect::<Vec<_>>();
        let debt = unit.debt.and_then(|i| unit.record.debt(i));
        let Some((debt, reported)) = debt.and_then(|d| Some((d, d.credit_reported_on?))) else {
            out.out.insert(Why::NotTriggered, rows());
            return out;
        };
        if rows().is_empty() {
            return out;
        }
        if !unit.pack.covers(reported) {
            out.not_covered = rows();
            return out;
        }
        if !unit.rule.in_force(reported) {
            out.out.insert(Why::NotInForce, rows());
            return out;
        }
        let letters: Vec<_> = unit
            .items()
            .filter(|(_, item)| item.incoming && !item.collection.is_no())
            .filter(|(_, item)| matches!(item.channel, Channel::Letter | Channel::Email))
            .map(|(index, item)| {
                let sent = unit
                    .contact(item)
                    .sent_at
                    .map_or(item.day, |at| unit.day(&at));
                (index, sent)
            })
            .collect();
        let waited = letters
            .iter()
            .any(|(_, sent)| later(*sent, self.days) <= reported);
        let spoke = Talks::of(unit).by(reported) == Known::Yes;
        if waited || spoke {
            out.clear = rows();
            return out;
        }
        let key = FactKey::ToldBeforeReport;
        let about = [crate::evaluate::About::Debt(debt.id.as_str())];
        let events: Vec<usize> = letters.iter().map(|(index, _)| *index).collect();
        let trace: Vec<TraceStep> = letters
            .iter()
            .map(|(_, sent)| TraceStep::Deadline {
                from: *sent,
                last: later(*sent, self.days.saturating_sub(1)),
            })
            .collect();
        match Known::from_tri(unit.record.answers.tri(key, about), key) {
            Known::Yes => out.clear = rows(),
            Known::No => out.flagged.push(Hit {
                day: reported,
                // A finding rests on rows: without a letter, on those there are.
                events: if events.is_empty() { rows() } else { events },
                trace,
                joins: None,
            }),
            Known::Ask(asks) => {
                let open = out.open.entry(asks).or_default();
                open.events = events;
                open.trace = trace;
                open.ask(key, crate::evaluate::About::Debt(debt.id.as_str()));
            }
        }
        out
    }

    fn sees(&self) -> Sees {
        Sees::Whole
    }
}
