//! What cannot be counted, and what is said then.

use super::*;
use deadlines::Refusal as R;

#[test]
fn working_days_past_the_calendar_are_refused_with_the_first_unknown_day() {
    let from = day("2027-01-01");
    assert_eq!(
        why(count("2026-12-28", "workdays:7", &[])),
        R::NotCovered { from }
    );
    // The last known days are still counted.
    assert_eq!(ends("2026-12-28", "workdays:3").1, "2026-12-31");
    let early = day("2018-12-03");
    assert_eq!(
        why(count("2018-12-02", "workdays:1", &[])),
        R::NotCovered { from: early }
    );
    // Natural days need no calendar; only the last day does, and that is said.
    assert_eq!(
        ends("2026-12-28", "days:7"),
        ("2027-01-04".to_owned(), "2027-01-04".to_owned())
    );
}

#[test]
fn a_change_before_the_start_or_the_wrong_way_round_is_named_with_its_field() {
    let changes = [
        PeriodChange::Posted {
            day: day("2026-03-01"),
        },
        PeriodChange::Suspended {
            from: day("2026-03-10"),
            to: Some(day("2026-03-09")),
        },
    ];
    let error = count("2026-03-02", "days:15", &changes).unwrap_err();
    let said: Vec<(&str, &R)> = error
        .problems
        .iter()
        .map(|p| (p.field.as_str(), &p.why))
        .collect();
    assert_eq!(
        said,
        [
            ("events[0].day", &R::BeforeStart),
            ("events[1].to", &R::Reversed)
        ]
    );
}

#[test]
fn a_period_that_has_ended_is_neither_extended_nor_started_again() {
    let late = PeriodChange::Extended {
        day: day("2026-03-18"),
        by: "days:15".parse().unwrap(),
    };
    assert_eq!(why(count("2026-03-02", "days:15", &[late])), R::AfterEnd);
    let again = PeriodChange::Restarted {
        day: day("2024-06-18"),
    };
    assert_eq!(why(count("2021-06-15", "years:3", &[again])), R::AfterEnd);
    // On the last day, which a weekend moved, it still may.
    let just = PeriodChange::Restarted {
        day: day("2024-06-17"),
    };
    assert_eq!(
        count("2021-06-15", "years:3", &[just]).unwrap().nominal,
        day("2027-06-17")
    );
}

#[test]
fn a_clock_that_is_still_stopped_has_no_end() {
    let stop = PeriodChange::Suspended {
        from: day("2026-03-05"),
        to: None,
    };
    let since = day("2026-03-05");
    assert_eq!(
        why(count("2026-03-02", "days:15", std::slice::from_ref(&stop))),
        R::Suspended { since, counted: 2 }
    );
    assert_eq!(
        why(count("2026-03-02", "months:1", &[stop])),
        R::Suspended { since, counted: 0 }
    );
}

#[test]
fn an_unknown_rule_comes_with_the_one_that_was_meant() {
    let ask = |rule: &str| why(deadlines::deadline(law(), rule, day("2026-03-02"), &[]));
    let suggestion = Some("complaint-lender.decide".to_owned());
    assert_eq!(ask("complaint-lendr.decide"), R::UnknownRule { suggestion });
    assert_eq!(ask("xyzzy"), R::UnknownRule { suggestion: None });
    assert_eq!(ask("report-violation.accept"), R::NoLength);
    assert_eq!(ask("lawsuit.hearing"), R::NoLength);
}

#[test]
fn the_furthest_days_are_refused_without_a_panic() {
    let last = Day::MAX;
    let period = "years:100".parse().unwrap();
    let error = deadlines::count(law(), last, period, &[]).unwrap_err();
    assert_eq!(error.problems[0].why, R::OutOfRange);
    let period = "days:1".parse().unwrap();
    let error = deadlines::count(law(), last, period, &[]).unwrap_err();
    assert_eq!(error.problems[0].why, R::OutOfRange);
}

#[test]
fn a_count_of_centuries_is_refused_and_not_attempted() {
    let forever = |from: &str| PeriodChange::Suspended {
        from: day(from),
        to: Some(day("9999-12-31")),
    };
    assert_eq!(
        why(count("2026-03-02", "days:15", &[forever("2026-03-05")])),
        R::OutOfRange
    );
    assert_eq!(
        why(count("2026-03-02", "months:1", &[forever("2026-03-05")])),
        R::OutOfRange
    );
    let longer: Vec<PeriodChange> = (0..50)
        .map(|_| PeriodChange::Extended {
            day: day("2026-03-03"),
            by: "days:36500".parse().unwrap(),
        })
        .collect();
    assert_eq!(why(count("2026-03-02", "days:15", &longer)), R::OutOfRange);
}
