//! The walk from the start of a period to its end, which writes the lines and steps of
//! the receipt as it goes.

use domain::Day;

use super::counted;
use crate::calendar::DayKind;
use crate::data::Procedures;
use crate::error::{DeadlineError, Refusal, Result};
use crate::period::{Period, PeriodUnit, months_after};
use crate::receipt::{LineKind, Receipt, ReceiptLine, ReceiptNote, ReceiptStep, StepKind};
use crate::words::Wording;

/// No receipt is longer: a hundred years of days.
const MOST_LINES: usize = 36_600;

pub(super) struct Walk<'a> {
    law: &'a Procedures,
    stops: &'a [(Day, Option<Day>)],
    lines: Vec<ReceiptLine>,
    steps: Vec<ReceiptStep>,
    notes: Vec<ReceiptNote>,
    at: Day,
    /// First and last day that the calendar was asked about.
    asked: Option<(Day, Day)>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(law: &'a Procedures, start: Day, stops: &'a [(Day, Option<Day>)]) -> Self {
        let mut walk = Self {
            law,
            stops,
            lines: Vec::new(),
            steps: Vec::new(),
            notes: Vec::new(),
            at: start,
            asked: None,
        };
        walk.line((start, start), LineKind::Start, None, None);
        walk.step(StepKind::StartNotCounted, start, Some("period-start"));
        walk
    }

    /// Counts the lengths one after the other; with `until`, stops there.
    ///
    /// # Errors
    /// `not_covered`, `suspended`, `out_of_range`.
    pub(super) fn lines(
        &mut self,
        origin: Day,
        periods: &[Period],
        until: Option<Day>,
    ) -> Result<()> {
        self.at = origin;
        for period in periods {
            match period.unit {
                PeriodUnit::Days | PeriodUnit::Workdays => self.days(*period, until)?,
                PeriodUnit::Months => self.months(period.length, 1, until)?,
                PeriodUnit::Years => self.months(period.length, 12, until)?,
            }
        }
        Ok(())
    }

    fn days(&mut self, period: Period, until: Option<Day>) -> Result<()> {
        let working = period.unit == PeriodUnit::Workdays;
        if working {
            self.step(StepKind::WorkingDays, self.at, Some("workdays"));
        }
        let mut number = 0;
        while number < period.length {
            let day = next(self.at)?;
            if until.is_some_and(|last| day > last) {
                break;
            }
            self.at = day;
            self.room()?;
            if self.stopped(day, number)? {
                self.line((day, day), LineKind::Suspended, None, None);
                continue;
            }
            let kind = if working {
                self.ask(day)
                    .map_err(|from| DeadlineError::at(".", Refusal::NotCovered { from }))?
            } else {
                DayKind::Workday
            };
            match kind {
                DayKind::RestDay => self.line((day, day), LineKind::RestDay, None, None),
                DayKind::Holiday(name) => {
                    self.line((day, day), LineKind::Holiday, None, Some(name));
                }
                DayKind::Workday => {
                    number += 1;
                    self.line((day, day), LineKind::Counted, Some(number), None);
                }
                DayKind::MakeupWorkday(name) => {
                    number += 1;
                    self.line(
                        (day, day),
                        LineKind::MakeupWorkday,
                        Some(number),
                        Some(name),
                    );
                }
            }
        }
        Ok(())
    }

    /// `length` spans of `months` each, then a day for every day the clock stood still.
    fn months(&mut self, length: u32, months: u32, until: Option<Day>) -> Result<()> {
        let origin = self.at;
        let mut stood = 0_u32;
        for number in 1..=length {
            let far = number
                .checked_mul(months)
                .and_then(|all| months_after(origin, all))
                .ok_or_else(out_of_range)?;
            let from = next(self.at)?;
            let to = until.map_or(far, |last| last.min(far));
            if from > to {
                return Ok(());
            }
            for day in from.iter_days().take_while(|day| *day <= to) {
                stood += u32::from(self.stopped(day, 0)?);
            }
            self.line(
                (from, to),
                LineKind::Span,
                (to == far).then_some(number),
                None,
            );
            self.at = to;
        }
        if until.is_some_and(|last| self.at >= last) {
            return Ok(());
        }
        self.step(
            StepKind::CorrespondingDay,
            self.at,
            Some("period-end-month"),
        );
        if chrono::Datelike::day(&self.at) != chrono::Datelike::day(&origin) {
            self.step(StepKind::LastOfMonth, self.at, Some("period-end-month"));
        }
        if stood > 0 {
            self.note(ReceiptNote::AddedOneForOne);
        }
        while stood > 0 {
            let day = next(self.at)?;
            if until.is_some_and(|last| day > last) {
                break;
            }
            self.at = day;
            self.room()?;
            if self.stopped(day, 0)? {
                self.line((day, day), LineKind::Suspended, None, None);
            } else {
                stood -= 1;
                self.line((day, day), LineKind::Added, None, None);
            }
        }
        Ok(())
    }

    /// Is there room for another line?
    fn room(&self) -> Result<()> {
        if self.lines.len() < MOST_LINES {
            Ok(())
        } else {
            Err(out_of_range())
        }
    }

    /// Does the clock stand still on `day`?
    fn stopped(&mut self, day: Day, counted: u32) -> Result<bool> {
        let stop = self
            .stops
            .iter()
            .find(|(from, to)| day >= *from && to.is_none_or(|to| day <= to));
        match stop {
            None => Ok(false),
            Some((since, None)) => Err(DeadlineError::at(
                ".",
                Refusal::Suspended {
                    since: *since,
                    counted,
                },
            )),
            Some((since, Some(_))) => {
                let told = self
                    .steps
                    .iter()
                    .any(|step| step.kind == StepKind::Suspended && step.day == *since);
                if !told {
                    self.step(StepKind::Suspended, *since, None);
                }
                Ok(true)
            }
        }
    }

    /// Starts again on `day`, whose line says so instead of counting.
    pub(super) fn restart(&mut self, day: Day) {
        match self.lines.last_mut() {
            Some(last) if last.to >= day && last.from == day => {
                self.lines.pop();
            }
            // A span of months is cut short on the day before.
            Some(last) if last.to >= day => {
                last.to = day.pred_opt().unwrap_or(day);
                last.number = None;
            }
            // Between the count and the day a weekend or holiday was passed over.
            Some(last) => {
                let passed = last.to.iter_days().skip(1).take_while(|d| *d < day);
                for rest in passed.collect::<Vec<_>>() {
                    self.line((rest, rest), LineKind::PassedRestDay, None, None);
                }
            }
            None => {}
        }
        self.line((day, day), LineKind::Start, None, None);
        self.step(StepKind::Restarted, day, None);
    }

    /// A last day that was fixed is taken as it is.
    pub(super) fn fixed(mut self, origin: Day, day: Day, until: Day) -> Receipt {
        self.lines.retain(|line| line.to <= origin);
        if let Some(first) = origin.succ_opt()
            && first <= until
        {
            self.line((first, until), LineKind::Fixed, None, None);
        }
        self.step(StepKind::Fixed, day, None);
        self.at = until;
        self.receipt(until, until, None)
    }

    /// The last day: passed over while it is a day off (民法典 203). A day the calendar
    /// does not know is left where it is, and said so. After working days there is
    /// nothing to pass over.
    pub(super) fn last_day(mut self, unit: Option<PeriodUnit>) -> Receipt {
        let nominal = self.at;
        let mut end = nominal;
        let mut strict = nominal;
        loop {
            let (what, name) = match self.ask(end) {
                Ok(DayKind::RestDay) => (LineKind::PassedRestDay, None),
                Ok(DayKind::Holiday(name)) => (LineKind::PassedHoliday, Some(name)),
                Ok(_) => break,
                Err(from) => {
                    self.note(ReceiptNote::LastDayNotCovered { from });
                    break;
                }
            };
            let Some(after) = end.succ_opt() else { break };
            // The nominal day has its line; it is only the days after it that are new.
            if end != nominal {
                self.line((end, end), what, None, name);
            }
            if what == LineKind::PassedHoliday && strict == end {
                strict = after;
            }
            end = after;
        }
        if end != nominal {
            self.line((end, end), LineKind::LastDay, None, None);
        }
        if strict != nominal {
            self.step(StepKind::LastDayMoved, strict, Some("period-holiday"));
        }
        if end != strict {
            self.step(StepKind::LastDayMoved, end, Some("period-weekend"));
            self.note(ReceiptNote::WeekendReading);
        }
        self.step(StepKind::EndsAtMidnight, end, Some("period-end-time"));
        self.receipt(end, strict, unit)
    }

    fn receipt(mut self, end: Day, act_by: Day, unit: Option<PeriodUnit>) -> Receipt {
        let calendar = self
            .asked
            .map_or_else(Vec::new, |(from, to)| self.law.calendar().edition(from, to));
        for year in &calendar {
            if year.grade.is_none() {
                self.notes.push(ReceiptNote::OwnNotice { year: year.year });
            }
        }
        Receipt {
            rule: String::new(),
            force: None,
            basis: None,
            start: end,
            periods: Vec::new(),
            nominal: self.at,
            end,
            act_by,
            counted: unit.and_then(|unit| counted(&self.lines, unit)),
            lines: self.lines,
            steps: self.steps,
            notes: self.notes,
            done: None,
            edition: self.law.edition(),
            calendar_to: self.law.calendar().to(),
            calendar,
        }
    }

    /// What `day` is, remembering that it was asked.
    fn ask(&mut self, day: Day) -> std::result::Result<DayKind, Day> {
        let kind = self.law.calendar().kind(day)?;
        self.asked = Some(match self.asked {
            None => (day, day),
            Some((from, to)) => (from.min(day), to.max(day)),
        });
        if self.law.calendar().may_still_move(day) {
            self.note(ReceiptNote::NextNoticeMayMove {
                year: chrono::Datelike::year(&day),
            });
        }
        Ok(kind)
    }

    fn line(
        &mut self,
        (from, to): (Day, Day),
        what: LineKind,
        number: Option<u32>,
        holiday: Option<Wording>,
    ) {
        self.lines.push(ReceiptLine {
            from,
            to,
            what,
            number,
            holiday,
        });
    }

    pub(super) fn step(&mut self, kind: StepKind, day: Day, slug: Option<&str>) {
        self.steps.push(ReceiptStep {
            kind,
            day,
            ground: slug.and_then(|slug| self.law.ground(slug)),
        });
    }

    fn note(&mut self, note: ReceiptNote) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }
}

fn next(day: Day) -> Result<Day> {
    day.succ_opt().ok_or_else(out_of_range)
}

fn out_of_range() -> DeadlineError {
    DeadlineError::at(".", Refusal::OutOfRange)
}
