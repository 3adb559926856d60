use chrono::Duration;
use domain::{Direction, Phone, Source, SourceKind, parse_instant};
use proptest::prelude::*;

use super::*;

/// One row: its source, seconds after nine, length, number.
fn row(id: &str, source: &str, at: i64, length: Option<u32>, number: &str) -> Contact {
    let start = parse_instant("2026-04-08T09:00:00+08:00").unwrap();
    Contact {
        number: Phone::parse(number),
        duration_s: length,
        connection: match length {
            Some(1..) => Connection::Connected,
            Some(0) => Connection::RangOnly,
            None => Connection::Unknown,
        },
        source: Some(Source {
            kind: SourceKind::PhoneLog,
            file: source.to_owned(),
            sha256: source.to_owned(),
            position: 1,
            raw: String::new(),
        }),
        ..Contact::new(
            ContactId::from(id),
            Channel::Call,
            Direction::Incoming,
            start + Duration::seconds(at),
        )
    }
}

const NUMBER: &str = "01000000001";

fn call(id: &str, source: &str, at: i64, length: u32) -> Contact {
    row(id, source, at, Some(length), NUMBER)
}

/// The plan in words: `a+b reason`, `a?b conflict`, `a-source`.
fn outcome(contacts: &[Contact], answers: &Answers) -> Vec<String> {
    let plan = merge(&contacts.iter().collect::<Vec<_>>(), answers);
    let merged = plan.merged.iter().map(|m| {
        let ids: Vec<_> = m.witnesses.iter().map(ContactId::as_str).collect();
        let reasons: Vec<_> = m.links.iter().map(|link| link.reason.code()).collect();
        format!("{} {}", ids.join("+"), reasons.join(" "))
    });
    let questions = plan
        .questions
        .iter()
        .map(|q| format!("{}?{} {}", q.one, q.other, q.conflict));
    let lacking = plan
        .lacking
        .iter()
        .map(|l| format!("{}-{}", l.contact, l.sha256));
    merged.chain(questions).chain(lacking).collect()
}

fn found(contacts: &[Contact]) -> Vec<String> {
    outcome(contacts, &Answers::default())
}

#[test]
fn the_same_second_and_length_is_one_call_with_three_witnesses() {
    let rows = [
        call("a", "log", 0, 47),
        call("b", "bill", 0, 47),
        call("c", "phone", 0, 47),
    ];
    assert_eq!(found(&rows), ["b+a+c same_second same_second"]);
}

#[test]
fn a_carrier_counts_from_the_answer_and_rounds_up() {
    assert_eq!(
        found(&[call("a", "log", 0, 46), call("b", "bill", 15, 47)]),
        ["a+b near_in_time"]
    );
    assert_eq!(
        found(&[call("a", "log", 0, 47), call("b", "bill", 90, 47)]),
        ["a+b near_in_time"]
    );
    assert_eq!(
        found(&[call("a", "log", 0, 47), call("b", "bill", 91, 47)]),
        Vec::<String>::new()
    );
}

#[test]
fn a_conflict_is_a_question() {
    assert_eq!(
        found(&[call("a", "log", 0, 40), call("b", "bill", 5, 47)]),
        ["a?b length_differs"]
    );
    assert_eq!(
        found(&[call("a", "log", 0, 47), call("b", "bill", 8 * 3600, 47)]),
        ["a?b eight_hours"]
    );
    assert_eq!(
        found(&[
            call("a", "log", 0, 47),
            call("b", "bill", 8 * 3600 + 20, 48)
        ]),
        ["a?b eight_hours"]
    );
    let unknown = row("b", "bill", 5, None, NUMBER);
    assert_eq!(
        found(&[call("a", "log", 0, 47), unknown]),
        ["a?b length_missing"]
    );
    assert_eq!(
        found(&[
            call("a", "log", 0, 47),
            call("b", "log", 60, 47),
            call("c", "bill", 30, 47)
        ]),
        ["a?c ambiguous", "c?b ambiguous"]
    );
    // Ringing has no length to be known by.
    assert_eq!(
        found(&[call("a", "log", 0, 0), call("b", "phone", 5, 0)]),
        ["a?b ambiguous"]
    );
}

#[test]
fn other_numbers_directions_and_hand_written_rows_are_left_alone() {
    let one = call("a", "log", 0, 47);
    let number = row("b", "bill", 0, Some(47), "95000");
    let mut outgoing = call("c", "bill", 0, 47);
    outgoing.direction = Direction::Outgoing;
    let mut hand = call("d", "", 0, 47);
    hand.source = None;
    let mut sms = call("e", "bill", 0, 47);
    sms.channel = Channel::Sms;
    assert_eq!(
        found(&[one, number, outgoing, hand, sms]),
        Vec::<String>::new()
    );
}

#[test]
fn a_source_witnesses_a_call_once() {
    let rows = [
        call("a", "log", 0, 47),
        call("b", "log", 0, 47),
        call("c", "bill", 0, 47),
    ];
    assert_eq!(found(&rows), ["c+a same_second", "b-bill"]);
    // Not even through a third source.
    let chain = [
        call("a", "log", 0, 47),
        call("b", "bill", 80, 47),
        call("c", "phone", 160, 47),
        call("d", "log", 240, 47),
    ];
    let merged = found(&chain);
    assert!(!merged[0].contains("a+b+c+d"), "{merged:?}");
}

#[test]
fn a_call_that_one_source_lacks_is_said_only_between_sources_of_one_telephone() {
    let shared = [call("a", "log", 0, 47), call("b", "bill", 0, 47)];
    let more = [
        call("c", "log", 1000, 30),
        call("d", "bill", 2000, 20),
        call("e", "log", 3000, 10),
    ];
    let rows: Vec<_> = shared.into_iter().chain(more.clone()).collect();
    // What lies beyond the other's last row it need not have.
    assert_eq!(found(&rows), ["b+a same_second", "c-bill", "d-log"]);
    assert_eq!(found(&more), Vec::<String>::new());
}

#[test]
fn what_the_user_says_counts_and_can_be_taken_back() {
    let rows = [
        call("a", "log", 0, 47),
        call("b", "bill", 8 * 3600, 47),
        call("c", "phone", 0, 47),
    ];
    let id = |id: &str| ContactId::from(id);
    let together = Answers {
        together: vec![(id("b"), id("a"))],
        ..Answers::default()
    };
    assert_eq!(
        outcome(&rows, &together),
        ["a+c+b said_so same_second"].map(|_| "a+c+b same_second said_so")
    );
    let apart = Answers {
        apart: vec![(id("c"), id("a")), (id("a"), id("b"))],
        ..Answers::default()
    };
    assert_eq!(outcome(&rows, &apart), ["c?b eight_hours"]);
    // Somebody who says both is not believed in either way blindly.
    let both = Answers {
        together: vec![(id("a"), id("c"))],
        apart: vec![(id("c"), id("a"))],
    };
    assert!(
        !outcome(&rows, &both)
            .iter()
            .any(|line| line.starts_with("a+c"))
    );
    assert_eq!(outcome(&rows, &Answers::default())[0], "a+c same_second");
}

/// Would take minutes if it were quadratic.
#[test]
fn forty_thousand_rows_of_one_number_are_merged_in_one_go() {
    let rows: Vec<_> = (0..20_000)
        .flat_map(|i: u32| {
            let at = i64::from(i) * 200;
            [
                call(&format!("a{i}"), "log", at, 47),
                call(&format!("b{i}"), "bill", at + 9, 47),
            ]
        })
        .collect();
    let plan = merge(&rows.iter().collect::<Vec<_>>(), &Answers::default());
    assert_eq!(
        (plan.merged.len(), plan.questions.len(), plan.lacking.len()),
        (20_000, 0, 0)
    );
}

fn sources() -> impl Strategy<Value = Vec<Contact>> {
    let one = (0usize..4, 0i64..400, 0u32..4, 0usize..2, any::<bool>());
    proptest::collection::vec(one, 0..24).prop_map(|rows| {
        let names = ["log", "bill", "phone", "other"];
        rows.iter()
            .enumerate()
            .map(|(i, &(source, at, length, number, shifted))| {
                let at = at + if shifted { 8 * 3600 } else { 0 };
                let length = (length < 3).then_some(length * 30);
                let number = [NUMBER, "95000"][number];
                let mut contact = row(&format!("c{i}"), names[source], at, length, number);
                if let Some(source) = contact.source.as_mut() {
                    source.position = u32::try_from(i).unwrap();
                }
                contact
            })
            .collect()
    })
}

proptest! {
    /// In whatever order files are imported, and whatever ids rows are given.
    #[test]
    fn the_order_of_imports_means_nothing(rows in sources(), seed in any::<prop::sample::Index>()) {
        let plan = |rows: &[Contact]| merge(&rows.iter().collect::<Vec<_>>(), &Answers::default());
        let expected = plan(&rows);
        let mut turned = rows.clone();
        if !turned.is_empty() {
            let by = seed.index(turned.len());
            turned.rotate_left(by);
        }
        turned.reverse();
        prop_assert_eq!(&plan(&turned), &expected);
        // New ids, the same rows.
        let count = turned.len();
        let position = |id: &ContactId| rows.iter().position(|r| r.id == *id).unwrap();
        let renamed: Vec<Contact> = rows
            .iter()
            .enumerate()
            .map(|(i, row)| Contact { id: ContactId::from(format!("x{}", count - i)), ..row.clone() })
            .collect();
        let place = |id: &ContactId| renamed.iter().position(|r| r.id == *id).unwrap();
        let by_place = |plan: &MergePlan, place: &dyn Fn(&ContactId) -> usize| -> Vec<Vec<usize>> {
            plan.merged.iter().map(|m| m.witnesses.iter().map(place).collect()).collect()
        };
        prop_assert_eq!(by_place(&plan(&renamed), &place), by_place(&expected, &position));
    }

    /// Saying what was found finds it again, and nothing more.
    #[test]
    fn merging_what_is_merged_changes_nothing(rows in sources()) {
        let rows: Vec<_> = rows.iter().collect();
        let first = merge(&rows, &Answers::default());
        let links = first.merged.iter().flat_map(|m| &m.links);
        let said = Answers {
            together: links.map(|link| (link.one.clone(), link.other.clone())).collect(),
            ..Answers::default()
        };
        let again = merge(&rows, &said);
        let groups = |plan: &MergePlan| -> Vec<Vec<ContactId>> {
            plan.merged.iter().map(|m| m.witnesses.clone()).collect()
        };
        prop_assert_eq!(groups(&again), groups(&first));
        prop_assert_eq!(again.questions, first.questions);
        prop_assert_eq!(again.lacking, first.lacking);
    }

    #[test]
    fn no_source_is_twice_in_a_call_and_no_row_in_two(rows in sources()) {
        let plan = merge(&rows.iter().collect::<Vec<_>>(), &Answers::default());
        let mut seen = std::collections::HashSet::new();
        for merged in &plan.merged {
            prop_assert!(merged.witnesses.len() >= 2);
            prop_assert_eq!(merged.links.len(), merged.witnesses.len() - 1);
            let mut of = std::collections::HashSet::new();
            for id in &merged.witnesses {
                prop_assert!(seen.insert(id.clone()));
                let row = rows.iter().find(|row| row.id == *id).unwrap();
                prop_assert!(of.insert(row.source.as_ref().unwrap().sha256.clone()));
            }
        }
    }
}
