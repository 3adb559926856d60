//! Walking an account from its first day to the last one asked for.

use domain::{AccountEntry, Day, DayConvention, EntryKind, Money, Part, Rate};
use rust_decimal::Decimal;

use super::{AccountBalance, BalanceAnswer, BalanceRequest, Working, WorkingKind};
use crate::error::{MoneyCode, MoneyError, Result};
use crate::number::{Number, add, annual_percent, denominator, div, less, mul, sum, to_fen};

pub(super) fn run(request: &BalanceRequest) -> Result<BalanceAnswer> {
    let mut order: Vec<usize> = (0..request.entries.len()).collect();
    order.sort_by_key(|at| {
        (
            request.entries[*at].day,
            rank(request.entries[*at].kind),
            *at,
        )
    });
    let mut book = Book::new(request)?;
    let mut next = order.into_iter().peekable();
    let mut balances = Vec::with_capacity(request.days.len());
    for day in &request.days {
        while let Some(at) = next.next_if(|at| request.entries[*at].day <= *day) {
            let entry = &request.entries[at];
            book.accrue_to(entry.day)?;
            book.enter(entry, u32::try_from(at).unwrap_or(u32::MAX))?;
        }
        book.accrue_to(*day)?;
        balances.push(book.balance(*day)?);
    }
    Ok(BalanceAnswer {
        balances,
        working: book.working.unwrap_or_default(),
    })
}

/// The order of a day: what is due is due before it is paid, so that a payment on
/// the due day is in time.
const fn rank(kind: EntryKind) -> u8 {
    match kind {
        EntryKind::Disbursement => 0,
        EntryKind::InterestWithheld | EntryKind::UpfrontFee => 1,
        EntryKind::Interest | EntryKind::Penalty | EntryKind::Damages | EntryKind::Fee => 2,
        EntryKind::RateChange => 3,
        EntryKind::Due | EntryKind::Acceleration => 4,
        EntryKind::Payment => 5,
        EntryKind::Waiver => 6,
    }
}

struct Book<'a> {
    order: &'a [Part],
    day_count: DayConvention,
    denominator: Decimal,
    percent: Decimal,
    /// Absent: the contract rate goes on.
    penalty_percent: Option<Decimal>,
    compound: bool,

    /// Everything up to this day has accrued.
    day: Option<Day>,
    principal: Money,
    overdue: Money,
    /// Principal paid before it fell due, to be counted against the next dues.
    paid_ahead: Money,
    interest: Money,
    /// The part of `interest` that is due.
    interest_due: Money,
    penalty: Money,
    damages: Money,
    fee: Money,
    overpaid: Money,
    /// Accrued and not yet rounded: yuan × percent × days.
    accrued_interest: Decimal,
    accrued_penalty: Decimal,
    working: Option<Vec<Working>>,
}

impl<'a> Book<'a> {
    fn new(request: &'a BalanceRequest) -> Result<Self> {
        let terms = &request.terms;
        let percent = |rate: &Option<Rate>| {
            rate.as_ref()
                .map(|rate| annual_percent(rate, terms.day_count))
                .transpose()
        };
        Ok(Self {
            order: terms.order.as_deref().unwrap_or(&Part::STATUTORY_ORDER),
            day_count: terms.day_count,
            denominator: denominator(terms.day_count),
            percent: percent(&terms.rate)?.unwrap_or_default(),
            penalty_percent: percent(&terms.penalty_rate)?,
            compound: terms.compound,
            day: None,
            principal: Money::ZERO,
            overdue: Money::ZERO,
            paid_ahead: Money::ZERO,
            interest: Money::ZERO,
            interest_due: Money::ZERO,
            penalty: Money::ZERO,
            damages: Money::ZERO,
            fee: Money::ZERO,
            overpaid: Money::ZERO,
            accrued_interest: Decimal::ZERO,
            accrued_penalty: Decimal::ZERO,
            working: request.working.then(Vec::new),
        })
    }

    fn note(&mut self, line: impl FnOnce() -> Working) {
        if let Some(working) = &mut self.working {
            working.push(line());
        }
    }

    fn accrue_to(&mut self, day: Day) -> Result<()> {
        let from = self.day.unwrap_or(day);
        self.day = Some(day);
        if from >= day {
            return Ok(());
        }
        let days = self.day_count.days(from, day);
        let penalty = self.penalty_percent.unwrap_or(self.percent);
        let late = if self.compound {
            sum([self.overdue, self.interest_due])?
        } else {
            self.overdue
        };
        let not_due = less(self.principal, self.overdue);
        let interest = self.span(not_due, self.percent, days, Part::Interest, (from, day))?;
        self.accrued_interest = add(self.accrued_interest, interest)?;
        let penalty = self.span(late, penalty, days, Part::Penalty, (from, day))?;
        self.accrued_penalty = add(self.accrued_penalty, penalty)?;
        Ok(())
    }

    fn span(
        &mut self,
        base: Money,
        percent: Decimal,
        days: u32,
        part: Part,
        (day, to): (Day, Day),
    ) -> Result<Decimal> {
        let numerator = mul(mul(base.decimal(), Decimal::from(days))?, percent)?;
        if self.working.is_some() && !numerator.is_zero() {
            let exact = Number::printed(div(numerator, self.denominator)?);
            self.note(|| Working {
                to: Some(to),
                days: Some(days),
                base: Some(base),
                percent: Some(Number::exact(percent)),
                part: Some(part),
                exact: Some(exact),
                ..bare(WorkingKind::Accrued, day)
            });
        }
        Ok(numerator)
    }

    /// Rounds what has accrued to the fen and adds it.
    fn post(&mut self, day: Day) -> Result<()> {
        for part in [Part::Interest, Part::Penalty] {
            let accrued = match part {
                Part::Interest => std::mem::take(&mut self.accrued_interest),
                _ => std::mem::take(&mut self.accrued_penalty),
            };
            if accrued.is_zero() {
                continue;
            }
            let exact = div(accrued, self.denominator)?;
            let amount = to_fen(exact)?;
            let held = self.part(part);
            *held = sum([*held, amount])?;
            self.note(|| Working {
                part: Some(part),
                exact: Some(Number::printed(exact)),
                amount: Some(amount),
                ..bare(WorkingKind::Posted, day)
            });
        }
        Ok(())
    }

    fn part(&mut self, part: Part) -> &mut Money {
        match part {
            Part::Principal => &mut self.principal,
            Part::Interest => &mut self.interest,
            Part::Penalty => &mut self.penalty,
            Part::Damages => &mut self.damages,
            Part::Fee => &mut self.fee,
        }
    }

    fn enter(&mut self, entry: &AccountEntry, at: u32) -> Result<()> {
        let day = entry.day;
        let amount = entry.amount.unwrap_or(Money::ZERO);
        let line = |kind, part: Option<Part>, amount: Money| Working {
            part,
            amount: Some(amount),
            entry: Some(at),
            ..bare(kind, day)
        };
        let charge = match entry.kind {
            EntryKind::Interest => Some(Part::Interest),
            EntryKind::Penalty => Some(Part::Penalty),
            EntryKind::Damages => Some(Part::Damages),
            EntryKind::Fee => Some(Part::Fee),
            _ => None,
        };
        if let Some(part) = charge {
            let held = self.part(part);
            *held = sum([*held, amount])?;
            self.note(|| line(WorkingKind::Charged, Some(part), amount));
            return Ok(());
        }
        match entry.kind {
            EntryKind::Disbursement => {
                self.principal = sum([self.principal, amount])?;
                self.note(|| line(WorkingKind::Disbursed, Some(Part::Principal), amount));
            }
            EntryKind::InterestWithheld => {
                if amount >= less(self.principal, self.overdue) {
                    let field = format!("entries[{at}].amount");
                    return Err(MoneyError::at(field, MoneyCode::OutOfRange));
                }
                self.principal = less(self.principal, amount);
                self.note(|| line(WorkingKind::Withheld, Some(Part::Principal), amount));
            }
            EntryKind::UpfrontFee => self.note(|| line(WorkingKind::UpfrontFee, None, amount)),
            EntryKind::RateChange => {
                if let Some(rate) = &entry.rate {
                    self.percent = annual_percent(rate, self.day_count)?;
                }
                let percent = self.percent;
                self.note(|| Working {
                    percent: Some(Number::exact(percent)),
                    entry: Some(at),
                    ..bare(WorkingKind::RateChanged, day)
                });
            }
            EntryKind::Due => {
                self.post(day)?;
                self.interest_due = self.interest;
                let ahead = amount.min(self.paid_ahead);
                self.paid_ahead = less(self.paid_ahead, ahead);
                let unpaid = less(amount, ahead).min(less(self.principal, self.overdue));
                self.overdue = sum([self.overdue, unpaid])?;
                self.note(|| line(WorkingKind::FellDue, Some(Part::Principal), unpaid));
            }
            EntryKind::Acceleration => {
                self.post(day)?;
                self.interest_due = self.interest;
                let unpaid = less(self.principal, self.overdue);
                self.overdue = self.principal;
                self.paid_ahead = Money::ZERO;
                self.note(|| line(WorkingKind::FellDue, Some(Part::Principal), unpaid));
            }
            EntryKind::Payment => {
                self.post(day)?;
                let mut left = amount;
                for part in self.order {
                    let used = left.min(*self.part(*part));
                    if used > Money::ZERO {
                        self.lower(*part, used)?;
                        left = less(left, used);
                        self.note(|| line(WorkingKind::SetOff, Some(*part), used));
                    }
                }
                if left > Money::ZERO {
                    self.overpaid = sum([self.overpaid, left])?;
                    self.note(|| line(WorkingKind::Overpaid, None, left));
                }
            }
            EntryKind::Waiver => {
                self.post(day)?;
                let part = entry.part.unwrap_or(Part::Fee);
                if amount > *self.part(part) {
                    let field = format!("entries[{at}].amount");
                    return Err(MoneyError::at(field, MoneyCode::OutOfRange));
                }
                self.lower(part, amount)?;
                self.note(|| line(WorkingKind::Waived, Some(part), amount));
            }
            EntryKind::Interest | EntryKind::Penalty | EntryKind::Damages | EntryKind::Fee => {}
        }
        Ok(())
    }

    /// Takes from a part what it holds: principal that is overdue first, interest
    /// that is due first.
    fn lower(&mut self, part: Part, used: Money) -> Result<()> {
        let held = self.part(part);
        *held = less(*held, used);
        match part {
            Part::Principal => {
                let late = used.min(self.overdue);
                self.overdue = less(self.overdue, late);
                self.paid_ahead = sum([self.paid_ahead, less(used, late)])?;
            }
            Part::Interest => {
                self.interest_due = less(self.interest_due, used.min(self.interest_due));
            }
            Part::Penalty | Part::Damages | Part::Fee => {}
        }
        Ok(())
    }

    fn balance(&self, day: Day) -> Result<AccountBalance> {
        let rounded = |accrued: Decimal| to_fen(div(accrued, self.denominator)?);
        let interest = sum([self.interest, rounded(self.accrued_interest)?])?;
        let penalty = sum([self.penalty, rounded(self.accrued_penalty)?])?;
        Ok(AccountBalance {
            day,
            principal: self.principal,
            overdue_principal: self.overdue,
            interest,
            penalty,
            damages: self.damages,
            fee: self.fee,
            total: sum([self.principal, interest, penalty, self.damages, self.fee])?,
            overpaid: self.overpaid,
        })
    }
}

fn bare(kind: WorkingKind, day: Day) -> Working {
    Working {
        kind,
        day,
        to: None,
        days: None,
        base: None,
        percent: None,
        part: None,
        exact: None,
        amount: None,
        entry: None,
    }
}
