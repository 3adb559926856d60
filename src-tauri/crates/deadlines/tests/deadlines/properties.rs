//! What holds of every count.

use super::*;
use chrono::Days;
use deadlines::{LineKind, PeriodUnit};
use proptest::prelude::*;

fn unit() -> impl Strategy<Value = PeriodUnit> {
    prop_oneof![
        Just(PeriodUnit::Days),
        Just(PeriodUnit::Workdays),
        Just(PeriodUnit::Months),
        Just(PeriodUnit::Years),
    ]
}

/// A period that ends within the calendar from any start up to 2024.
fn period() -> impl Strategy<Value = Period> {
    (unit(), 1_u32..200).prop_map(|(unit, length)| Period {
        unit,
        length: match unit {
            PeriodUnit::Days | PeriodUnit::Workdays => length,
            PeriodUnit::Months => 1 + length % 20,
            PeriodUnit::Years => 1 + length % 2,
        },
    })
}

fn start() -> impl Strategy<Value = Day> {
    (0_u64..2100).prop_map(|days| day("2019-01-01") + Days::new(days))
}

/// Every day from the start to the end lies in one line, in order.
fn whole(receipt: &Receipt) {
    let mut at = receipt.start;
    for (number, line) in receipt.lines.iter().enumerate() {
        assert_eq!(line.from, at, "line {number} of {receipt:?}");
        assert!(line.to >= line.from);
        at = line.to.succ_opt().unwrap();
    }
    assert_eq!(receipt.lines.last().unwrap().to, receipt.end, "{receipt:?}");
}

fn counted(receipt: &Receipt) -> u32 {
    let last = receipt
        .lines
        .iter()
        .rposition(|line| line.what == LineKind::Start);
    let run = &receipt.lines[last.unwrap()..];
    let counts = |what| matches!(what, LineKind::Counted | LineKind::MakeupWorkday);
    u32::try_from(run.iter().filter(|line| counts(line.what)).count()).unwrap()
}

proptest! {
    #[test]
    fn a_later_start_never_gives_an_earlier_end(start in start(), period in period(), later in 0_u64..40) {
        let first = deadlines::count(law(), start, period, &[]).unwrap();
        let second = deadlines::count(law(), start + Days::new(later), period, &[]).unwrap();
        prop_assert!(second.nominal >= first.nominal);
        prop_assert!(second.end >= first.end);
        prop_assert!(second.act_by >= first.act_by);
    }

    #[test]
    fn the_lines_hold_every_day_once_and_count_what_was_asked(start in start(), period in period()) {
        let receipt = deadlines::count(law(), start, period, &[]).unwrap();
        whole(&receipt);
        prop_assert!(receipt.nominal <= receipt.act_by && receipt.act_by <= receipt.end);
        match period.unit {
            PeriodUnit::Days | PeriodUnit::Workdays => {
                prop_assert_eq!(counted(&receipt), period.length);
                prop_assert_eq!(receipt.counted, Some(period.length));
            }
            PeriodUnit::Months | PeriodUnit::Years => {
                let spans = receipt.lines.iter().filter(|line| line.what == LineKind::Span);
                prop_assert_eq!(spans.count(), period.length as usize);
                prop_assert_eq!(receipt.counted, None);
            }
        }
    }

    #[test]
    fn natural_days_are_the_difference_of_the_days(start in start(), length in 1_u32..400) {
        let period = Period { unit: PeriodUnit::Days, length };
        let receipt = deadlines::count(law(), start, period, &[]).unwrap();
        prop_assert_eq!((receipt.nominal - start).num_days(), i64::from(length));
    }

    #[test]
    fn working_days_are_the_worked_days_between(start in start(), length in 1_u32..120) {
        let period = Period { unit: PeriodUnit::Workdays, length };
        let receipt = deadlines::count(law(), start, period, &[]).unwrap();
        let days = start.iter_days().skip(1).take_while(|d| *d <= receipt.end);
        let worked = days.filter(|d| law().calendar().kind(*d).unwrap().works()).count();
        prop_assert_eq!(worked, length as usize);
        prop_assert!(law().calendar().kind(receipt.end).unwrap().works());
    }

    #[test]
    fn the_last_day_is_worked_wherever_the_calendar_knows_it(start in start(), period in period()) {
        let receipt = deadlines::count(law(), start, period, &[]).unwrap();
        prop_assert!(law().calendar().kind(receipt.end).unwrap().works());
    }

    #[test]
    fn a_stop_never_shortens_and_the_lines_still_hold_every_day(
        start in start(), period in period(), from in 1_u64..60, long in 0_u64..30, restart in 0_u64..200,
    ) {
        let stop = PeriodChange::Suspended {
            from: start + Days::new(from),
            to: Some(start + Days::new(from + long)),
        };
        let plain = deadlines::count(law(), start, period, &[]).unwrap();
        let stopped = deadlines::count(law(), start, period, std::slice::from_ref(&stop)).unwrap();
        whole(&stopped);
        prop_assert!(stopped.nominal >= plain.nominal);
        let again = start + Days::new(restart);
        let both = deadlines::count(law(), start, period, &[stop, PeriodChange::Restarted { day: again }]);
        if again <= stopped.end {
            let receipt = both.unwrap();
            whole(&receipt);
            if let Some(number) = receipt.counted {
                prop_assert_eq!(number, counted(&receipt));
                prop_assert_eq!(number, period.length);
            }
        } else {
            prop_assert_eq!(&both.unwrap_err().problems[0].why, &Refusal::AfterEnd);
        }
    }
}
