//! The one clock behind limitation and enforcement.

use domain::{Day, DayConvention};

use super::slug_of;
use super::{
    ActEffect, EnforcementRequest, LimitationAnswer, LimitationEvent, LimitationEventKind,
    LimitationRequest, LimitationState, LimitationStep, LimitationStepKind,
};
use crate::day_count::{days_after, months_after, years_after};
use crate::error::{Check, MoneyCode, Result};
use crate::figures::Figures;

/// A period of whole years and what is known about it.
struct Clock<'a> {
    figures: &'a Figures,
    slug: &'static str,
    start_slug: &'static str,
    due: Day,
    years: u32,
    outer: Option<Day>,
    as_of: Day,
    days_off: &'a [Day],
}

pub(super) fn claim(figures: &Figures, request: &LimitationRequest) -> Result<LimitationAnswer> {
    check(&request.events)?;
    let clock = of_claim(figures, request)?;
    let mut answer = clock.run(&request.events)?;
    answer.act_today = act(
        figures,
        request,
        LimitationEventKind::PartPayment,
        request.as_of,
    )?;
    answer.basis = ["lim-no-court-motion", "lim-defence"]
        .map(|slug| figures.basis(slug))
        .into_iter()
        .collect::<Result<_>>()?;
    if answer.act_today == ActEffect::Waives {
        answer.basis.push(figures.basis("lim-waiver-after")?);
    }
    Ok(answer)
}

pub(super) fn act(
    figures: &Figures,
    request: &LimitationRequest,
    act: LimitationEventKind,
    day: Day,
) -> Result<ActEffect> {
    check(&request.events)?;
    let request = LimitationRequest {
        as_of: day,
        ..request.clone()
    };
    let clock = of_claim(figures, &request)?;
    let before = clock.run(&request.events)?;
    let mut events = request.events.clone();
    events.push(LimitationEvent {
        day,
        kind: act,
        until: None,
        evidence: None,
    });
    let after = clock.run(&events)?;
    Ok(match (before.state, after.state, after.expires) {
        (LimitationState::Expired, LimitationState::DefenceWaived, _) => ActEffect::Waives,
        (LimitationState::Running | LimitationState::Suspended, _, Some(expires))
            if before.expires != Some(expires) =>
        {
            ActEffect::Restarts { expires }
        }
        _ => ActEffect::None,
    })
}

pub(super) fn enforcement(
    figures: &Figures,
    request: &EnforcementRequest,
) -> Result<LimitationAnswer> {
    check(&request.events)?;
    let clock = Clock {
        figures,
        slug: "exec-2y",
        start_slug: "exec-2y",
        due: request.perform_by,
        years: figures.whole("exec-2y")?,
        outer: None,
        as_of: request.as_of,
        days_off: &request.days_off,
    };
    let mut answer = clock.run(&request.events)?;
    // A late application is still accepted; the debtor has to object. Whether an
    // act gives that up was not read.
    if answer.state == LimitationState::DefenceWaived {
        answer.state = LimitationState::Expired;
    }
    answer.basis = vec![figures.basis("exec-2y")?];
    Ok(answer)
}

fn of_claim<'a>(figures: &'a Figures, request: &'a LimitationRequest) -> Result<Clock<'a>> {
    Ok(Clock {
        figures,
        slug: "lim-3y",
        start_slug: if request.instalments {
            "lim-instalment"
        } else {
            "lim-3y"
        },
        due: request.due,
        years: figures.whole("lim-3y")?,
        outer: Some(years_after(request.due, figures.whole("lim-20y")?)?),
        as_of: request.as_of,
        days_off: &request.days_off,
    })
}

fn check(events: &[LimitationEvent]) -> Result<()> {
    let mut check = Check::default();
    for (at, event) in events.iter().enumerate() {
        check.that(
            event.until.is_none_or(|until| event.day <= until),
            format!("events[{at}].until"),
            MoneyCode::BeforeStart,
        );
        check.that(
            event.until.is_none() || event.kind.lasts(),
            format!("events[{at}].until"),
            MoneyCode::Contradiction,
        );
    }
    check.done()
}

impl Clock<'_> {
    fn run(&self, events: &[LimitationEvent]) -> Result<LimitationAnswer> {
        let mut order: Vec<usize> = (0..events.len())
            .filter(|at| events[*at].day <= self.as_of)
            .collect();
        order.sort_by_key(|at| (events[*at].day, *at));
        let mut steps = Vec::new();
        let mut waived = false;
        let mut open = false;
        let mut expires = self.period(self.due, events, self.start_slug, None, &mut steps)?;
        for at in order {
            let event = &events[at];
            let position = u32::try_from(at).ok();
            if event.kind == LimitationEventKind::Obstacle {
                continue;
            }
            let mut note = |kind, slug: &str, expires| -> Result<()> {
                steps.push(LimitationStep {
                    kind,
                    day: event.day,
                    expires,
                    event: position,
                    basis: self.figures.basis(slug)?,
                });
                Ok(())
            };
            if event.day <= self.due {
                note(LimitationStepKind::BeforeStart, self.start_slug, expires)?;
            } else if expires.is_none_or(|last| event.day <= last) {
                open |= event.until.is_none()
                    && matches!(
                        event.kind,
                        LimitationEventKind::Lawsuit | LimitationEventKind::Arbitration
                    );
                let base = event.until.unwrap_or(event.day);
                expires = self.period(base, events, slug_of(event.kind), position, &mut steps)?;
            } else if event.kind.is_consent() && self.outer.is_some() {
                waived = true;
                let slug = match event.kind {
                    LimitationEventKind::DemandSigned | LimitationEventKind::NewAgreement => {
                        "lim-waiver-after"
                    }
                    _ => "lim-defence",
                };
                note(LimitationStepKind::Waives, slug, expires)?;
            } else {
                note(LimitationStepKind::TooLate, self.slug, expires)?;
            }
        }
        let state = match expires {
            _ if waived => LimitationState::DefenceWaived,
            _ if self.as_of <= self.due => LimitationState::NotStarted,
            None => LimitationState::Suspended,
            Some(last) if self.as_of <= last => LimitationState::Running,
            Some(_) => LimitationState::Expired,
        };
        Ok(LimitationAnswer {
            state,
            expires,
            days_left: expires
                .filter(|_| state == LimitationState::Running)
                .map(|last| DayConvention::Actual365.days(self.as_of, last)),
            outer_limit: self.outer,
            steps,
            act_today: ActEffect::None,
            proceedings_open: open,
            basis: Vec::new(),
        })
    }

    /// The period from `base`, with its steps: start, obstacles, holiday, outer
    /// limit. `None` while an obstacle lasts.
    fn period(
        &self,
        base: Day,
        events: &[LimitationEvent],
        slug: &str,
        event: Option<u32>,
        steps: &mut Vec<LimitationStep>,
    ) -> Result<Option<Day>> {
        let mut last = years_after(base, self.years)?;
        let mut step = |kind, day, expires, event, slug: &str| -> Result<()> {
            steps.push(LimitationStep {
                kind,
                day,
                expires,
                event,
                basis: self.figures.basis(slug)?,
            });
            Ok(())
        };
        let kind = match event {
            None => LimitationStepKind::Starts,
            Some(_) => LimitationStepKind::Restarts,
        };
        step(kind, base, Some(last), event, slug)?;
        let months = self.figures.whole("lim-suspend")?;
        let mut obstacles: Vec<(usize, &LimitationEvent)> = events
            .iter()
            .enumerate()
            .filter(|(_, e)| e.kind == LimitationEventKind::Obstacle && e.day <= self.as_of)
            .collect();
        obstacles.sort_by_key(|(_, obstacle)| obstacle.day);
        for (at, obstacle) in obstacles {
            let window = last
                .checked_sub_months(chrono::Months::new(months))
                .unwrap_or(last);
            let position = u32::try_from(at).ok();
            // It must last into the final six months of this very period.
            let touches = obstacle.day <= last
                && obstacle.until.is_none_or(|until| until > window)
                && obstacle.until.is_none_or(|until| until > base);
            if !touches {
                continue;
            }
            match obstacle.until.filter(|until| *until <= self.as_of) {
                Some(until) => {
                    last = last.max(months_after(until, months)?);
                    step(
                        LimitationStepKind::Suspends,
                        until,
                        Some(last),
                        position,
                        "lim-suspend",
                    )?;
                }
                None if window <= self.as_of => {
                    step(
                        LimitationStepKind::Suspends,
                        obstacle.day,
                        None,
                        position,
                        "lim-suspend",
                    )?;
                    return Ok(None);
                }
                None => {}
            }
        }
        if self.days_off.contains(&last) {
            while self.days_off.contains(&last) {
                last = days_after(last, 1)?;
            }
            step(
                LimitationStepKind::Rolls,
                last,
                Some(last),
                None,
                "period-holiday",
            )?;
        }
        if let Some(outer) = self.outer.filter(|outer| *outer < last) {
            last = outer;
            step(
                LimitationStepKind::OuterLimit,
                self.due,
                Some(last),
                None,
                "lim-20y",
            )?;
        }
        Ok(Some(last))
    }
}
