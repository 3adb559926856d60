//! Limitation, enforcement, guarantee, credit report, court: by hand.

use money::{
    ActEffect, FeeCourse, GuaranteeState, LimitationEventKind, LimitationState, LimitationStepKind,
    SmallClaim, act_effect, court_fee, credit_report, enforcement, guarantee, limitation,
    small_claim,
};
use serde_json::json;

use crate::{day, law, money, request};

fn claim(events: serde_json::Value, as_of: &str) -> money::LimitationAnswer {
    let asked = json!({"due": "2020-06-15", "events": events, "as_of": as_of});
    limitation(law(), &request(asked)).unwrap()
}

#[test]
fn three_years_end_on_the_corresponding_day() {
    // The catalogue's example: a restart on 2021-06-15 ends on 2024-06-15, not the 16th.
    let events = json!([{"day": "2021-06-15", "kind": "demand_arrived"}]);
    let running = claim(events.clone(), "2024-06-15");
    assert_eq!(running.state, LimitationState::Running);
    assert_eq!(running.expires, Some(day("2024-06-15")));
    assert_eq!(running.days_left, Some(0));
    assert_eq!(claim(events, "2024-06-16").state, LimitationState::Expired);
}

#[test]
fn the_receipt_names_every_step_and_its_clause() {
    let answer = claim(
        json!([
            {"day": "2024-05-01", "kind": "part_payment"},
            {"day": "2021-06-15", "kind": "card_reminder"},
            {"day": "2020-06-01", "kind": "demand_arrived"},
        ]),
        "2026-01-01",
    );
    let steps: Vec<_> = answer
        .steps
        .iter()
        .map(|step| (step.kind, step.event, step.basis.slug.as_str()))
        .collect();
    assert_eq!(
        steps,
        [
            (LimitationStepKind::Starts, None, "lim-3y"),
            (LimitationStepKind::BeforeStart, Some(2), "lim-3y"),
            (LimitationStepKind::Restarts, Some(1), "lim-interrupt-card"),
            (LimitationStepKind::Restarts, Some(0), "lim-interrupt-ack"),
        ]
    );
    assert_eq!(answer.expires, Some(day("2027-05-01")));
}

#[test]
fn after_expiry_a_demand_does_nothing_and_a_promise_gives_up_the_defence() {
    let late = claim(
        json!([{"day": "2023-07-01", "kind": "demand_arrived"}]),
        "2024-01-01",
    );
    assert_eq!(late.state, LimitationState::Expired);
    assert_eq!(late.steps[1].kind, LimitationStepKind::TooLate);
    assert_eq!(late.act_today, ActEffect::Waives);
    for kind in ["part_payment", "promise", "demand_signed", "new_agreement"] {
        let answer = claim(json!([{"day": "2023-06-16", "kind": kind}]), "2024-01-01");
        assert_eq!(answer.state, LimitationState::DefenceWaived, "{kind}");
    }
    // On the last day it still restarts.
    let answer = claim(
        json!([{"day": "2023-06-15", "kind": "promise"}]),
        "2024-01-01",
    );
    assert_eq!(answer.expires, Some(day("2026-06-15")));
}

#[test]
fn an_act_is_warned_of_before_it_is_done() {
    let asked = request(json!({"due": "2020-06-15", "as_of": "2022-01-01"}));
    let effect = |day_of: &str| {
        act_effect(law(), &asked, LimitationEventKind::Promise, day(day_of)).unwrap()
    };
    let restarts = |text| ActEffect::Restarts { expires: day(text) };
    assert_eq!(effect("2020-06-15"), ActEffect::None);
    assert_eq!(effect("2020-06-16"), restarts("2023-06-16"));
    assert_eq!(effect("2023-06-15"), restarts("2026-06-15"));
    assert_eq!(effect("2023-06-16"), ActEffect::Waives);
    assert_eq!(
        act_effect(
            law(),
            &asked,
            LimitationEventKind::DemandArrived,
            day("2023-06-16")
        )
        .unwrap(),
        ActEffect::None
    );
}

#[test]
fn an_obstacle_in_the_last_six_months_moves_the_end() {
    // The period ends on 2023-06-15; its last six months start after 2022-12-15.
    let obstacle = |from: &str, until: &str, as_of: &str| {
        claim(
            json!([{"day": from, "kind": "obstacle", "until": until}]),
            as_of,
        )
        .expires
    };
    // Ended before the last six months: nothing.
    assert_eq!(
        obstacle("2022-01-01", "2022-12-15", "2023-06-01"),
        Some(day("2023-06-15"))
    );
    // One day into them: six months from its end.
    assert_eq!(
        obstacle("2022-01-01", "2022-12-16", "2023-06-01"),
        Some(day("2023-06-16"))
    );
    assert_eq!(
        obstacle("2023-06-15", "2023-08-31", "2023-09-01"),
        Some(day("2024-02-29"))
    );
    // Began after the end: nothing.
    assert_eq!(
        obstacle("2023-06-16", "2023-08-31", "2023-09-01"),
        Some(day("2023-06-15"))
    );
    // While it lasts there is no last day.
    let lasting = claim(
        json!([{"day": "2023-01-01", "kind": "obstacle"}]),
        "2025-01-01",
    );
    assert_eq!(lasting.state, LimitationState::Suspended);
    assert_eq!(lasting.expires, None);
}

#[test]
fn twenty_years_are_the_end_whatever_happens() {
    let events: Vec<_> = (1..8)
        .map(|n| json!({"day": format!("{}-06-01", 2020 + n * 5 / 2), "kind": "demand_arrived"}))
        .collect();
    let answer = claim(json!(events), "2038-01-01");
    assert_eq!(answer.outer_limit, Some(day("2040-06-15")));
    assert_eq!(answer.expires, Some(day("2040-06-01")));
    let more = json!([events, [{"day": "2040-01-01", "kind": "demand_arrived"}]]);
    let all: Vec<serde_json::Value> = more
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|part| part.as_array().unwrap().clone())
        .collect();
    assert_eq!(
        claim(json!(all), "2040-02-01").expires,
        Some(day("2040-06-15"))
    );
}

#[test]
fn a_holiday_at_the_end_moves_it_and_a_leap_day_has_a_last_day() {
    let asked = json!({
        "due": "2023-10-01", "as_of": "2026-01-01",
        "days_off": ["2026-10-01", "2026-10-02", "2026-10-03", "2026-10-04", "2026-10-05",
                     "2026-10-06", "2026-10-07"],
    });
    let answer = limitation(law(), &request(asked)).unwrap();
    assert_eq!(answer.expires, Some(day("2026-10-08")));
    assert_eq!(answer.steps[1].kind, LimitationStepKind::Rolls);
    let leap = json!({"due": "2024-02-29", "as_of": "2025-01-01"});
    let answer = limitation(law(), &request(leap)).unwrap();
    assert_eq!(answer.expires, Some(day("2027-02-28")));
}

#[test]
fn a_suit_restarts_from_its_end_if_that_is_known() {
    let suit = |until: Option<&str>| {
        let mut event = json!({"day": "2022-01-01", "kind": "lawsuit"});
        if let Some(until) = until {
            event["until"] = json!(until);
        }
        claim(json!([event]), "2024-01-01")
    };
    assert_eq!(suit(Some("2022-09-30")).expires, Some(day("2025-09-30")));
    assert!(!suit(Some("2022-09-30")).proceedings_open);
    assert_eq!(suit(None).expires, Some(day("2025-01-01")));
    assert!(suit(None).proceedings_open);
}

#[test]
fn two_years_to_apply_for_enforcement() {
    let ask = |as_of: &str, events: serde_json::Value| {
        let asked = json!({"perform_by": "2024-03-10", "as_of": as_of, "events": events});
        enforcement(law(), &request(asked)).unwrap()
    };
    assert_eq!(ask("2026-03-10", json!([])).state, LimitationState::Running);
    assert_eq!(ask("2026-03-11", json!([])).state, LimitationState::Expired);
    let paid = ask(
        "2026-03-11",
        json!([{"day": "2025-05-01", "kind": "part_payment"}]),
    );
    assert_eq!(paid.expires, Some(day("2027-05-01")));
}

#[test]
fn a_guarantee_ends_after_six_months_unless_the_right_act_comes_in_time() {
    let ask = |kind: &str, how: Option<(&str, &str)>, as_of: &str| {
        let claims: Vec<_> = how
            .map(|(day, how)| json!({"day": day, "how": how}))
            .into_iter()
            .collect();
        let asked = json!({"kind": kind, "due": "2025-08-31", "claims": claims, "as_of": as_of});
        guarantee(law(), &request(asked)).unwrap()
    };
    // Six months from 31 August: 28 February.
    let open = ask("general", None, "2026-02-28");
    assert_eq!(
        (open.ends, open.state),
        (day("2026-02-28"), GuaranteeState::Open)
    );
    assert_eq!(
        ask("general", None, "2026-03-01").state,
        GuaranteeState::Lapsed
    );
    // A demand does not keep a general guarantee, nor one whose kind is not stated.
    let demanded = Some(("2026-01-01", "demanded_from_guarantor"));
    assert_eq!(
        ask("general", demanded, "2026-06-01").state,
        GuaranteeState::Lapsed
    );
    assert_eq!(
        ask("not_stated", demanded, "2026-06-01").state,
        GuaranteeState::Lapsed
    );
    let joint = ask("joint", demanded, "2026-06-01");
    assert_eq!(joint.state, GuaranteeState::Claimed);
    assert_eq!(joint.limitation_expires, Some(day("2029-01-01")));
    let late = Some(("2026-03-01", "demanded_from_guarantor"));
    assert_eq!(
        ask("joint", late, "2026-06-01").state,
        GuaranteeState::Lapsed
    );
}

#[test]
fn negative_data_is_gone_five_years_after_the_default_ended() {
    let ask = |as_of: &str| {
        credit_report(
            law(),
            &request(json!({"ended": "2020-02-29", "as_of": as_of})),
        )
        .unwrap()
    };
    assert_eq!(ask("2025-02-28").kept_to, Some(day("2025-02-28")));
    assert!(!ask("2025-02-28").should_be_gone);
    assert!(ask("2025-03-01").should_be_gone);
    let lasting = credit_report(law(), &request(json!({"as_of": "2030-01-01"}))).unwrap();
    assert!(!lasting.should_be_gone && lasting.kept_to.is_none());
}

#[test]
fn fees_and_small_claims_by_the_catalogue_s_factors() {
    let fee = |course: FeeCourse| {
        let asked = money::CourtFeeRequest {
            full_fee: money("2300.01"),
            course,
        };
        court_fee(law(), &asked).unwrap()
    };
    assert_eq!(fee(FeeCourse::Ordinary).fee, money("2300.01"));
    // Half of 2,300.01 is 1,150.005: up to 1,150.01. A third is 766.67.
    assert_eq!(fee(FeeCourse::Summary).fee, money("1150.01"));
    assert_eq!(fee(FeeCourse::PaymentOrder).fee, money("766.67"));
    assert_eq!(fee(FeeCourse::Ordinary).reduced_at_most, money("1610.01"));
    let claim = |claim: &str| {
        let asked = json!({"claim": claim, "average_annual_wage": "96000.00"});
        small_claim(law(), &request(asked)).unwrap().small_claim
    };
    assert_eq!(claim("48000.00"), SmallClaim::Applies);
    assert_eq!(claim("48000.01"), SmallClaim::IfAgreed);
    assert_eq!(claim("192000.00"), SmallClaim::IfAgreed);
    assert_eq!(claim("192000.01"), SmallClaim::No);
}
