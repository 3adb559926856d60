//! Folding: each call once, every row somewhere, nothing guessed.

use domain::{
    Case, Channel, Connection, Contact, ContactId, Direction, MergeReason, Phone, SameCall,
    SameCallId, Source, SourceKind, Tri, parse_instant,
};

use super::fold::{Calls, fold};

/// A call of a source, so many seconds after nine.
fn call(id: &str, source: SourceKind, at: i64, length: Option<u32>) -> Contact {
    let start = parse_instant("2026-04-08T09:00:00+08:00").unwrap();
    Contact {
        number: Phone::parse("01000000001"),
        duration_s: length,
        connection: match length {
            Some(1..) => Connection::Connected,
            Some(0) => Connection::RangOnly,
            None => Connection::Unknown,
        },
        source: Some(Source {
            kind: source,
            file: format!("{}.csv", source.code()),
            sha256: source.code().to_owned(),
            position: u32::try_from(at.rem_euclid(100_000)).unwrap(),
            raw: format!("{id},{at}"),
        }),
        ..Contact::new(
            ContactId::from(id),
            Channel::Call,
            Direction::Incoming,
            start + chrono::Duration::seconds(at),
        )
    }
}

fn log(id: &str, at: i64, length: u32) -> Contact {
    call(id, SourceKind::PhoneLog, at, Some(length))
}

fn bill(id: &str, at: i64, length: u32) -> Contact {
    call(id, SourceKind::CarrierBill, at, Some(length))
}

fn said(one: &str, other: &str, same: Tri, right: Option<&str>) -> SameCall {
    SameCall {
        id: SameCallId::from(format!("{one}-{other}")),
        one: ContactId::from(one),
        other: ContactId::from(other),
        same,
        right: right.map(ContactId::from),
    }
}

fn folded(contacts: Vec<Contact>, same_calls: Vec<SameCall>) -> (Case, Calls) {
    fold(Case {
        contacts,
        same_calls,
        ..Case::default()
    })
}

/// Ids of the contacts, each with its witnesses: `a+b`.
fn names((case, _): &(Case, Calls)) -> Vec<String> {
    let name = |contact: &Contact| {
        let others = contact.witnesses.iter().map(|w| w.id.as_str());
        [contact.id.as_str()]
            .into_iter()
            .chain(others)
            .collect::<Vec<_>>()
            .join("+")
    };
    case.contacts.iter().map(name).collect()
}

#[test]
fn a_call_in_two_sources_is_one_contact_named_by_the_row_logged_first() {
    let out = folded(vec![log("a", 0, 47), bill("b", 15, 48)], vec![]);
    assert_eq!(names(&out), ["a+b"]);
    let witness = &out.0.contacts[0].witnesses[0];
    assert_eq!(
        (
            witness.reason,
            witness.duration_s,
            witness.source.file.as_str()
        ),
        (MergeReason::NearInTime, Some(48), "carrier_bill.csv")
    );
    assert_eq!(out.1.away[&ContactId::from("b")].0.as_str(), "a");
    // In the other order it is the same call under its other name.
    let out = folded(vec![bill("b", 15, 48), log("a", 0, 47)], vec![]);
    assert_eq!(names(&out), ["b+a"]);
}

#[test]
fn what_may_be_a_call_already_logged_is_not_counted_until_somebody_says() {
    let rows = || vec![log("a", 0, 40), bill("b", 5, 47)];
    let out = folded(rows(), vec![]);
    assert_eq!(names(&out), ["a"]);
    assert_eq!(out.1.questions.len(), 1);
    assert!(out.1.held.contains(&ContactId::from("b")));
    let two = folded(rows(), vec![said("a", "b", Tri::No, None)]);
    assert_eq!(
        (names(&two), two.1.questions.len()),
        (vec!["a".into(), "b".into()], 0)
    );
    let one = folded(rows(), vec![said("a", "b", Tri::Yes, None)]);
    assert_eq!(
        (names(&one), one.1.questions.len()),
        (vec!["a+b".into()], 0)
    );
    assert_eq!(one.0.contacts[0].duration_s, Some(40));
    // The row that is right speaks for the call.
    let right = folded(rows(), vec![said("a", "b", Tri::Yes, Some("b"))]);
    assert_eq!(names(&right), ["b+a"]);
    assert_eq!(right.0.contacts[0].duration_s, Some(47));
    // Taken back, it is open again.
    let back = folded(rows(), vec![said("a", "b", Tri::Unknown, Some("b"))]);
    assert_eq!(
        (names(&back), back.1.questions.len()),
        (vec!["a".into()], 1)
    );
}

#[test]
fn of_two_rows_that_may_be_a_third_one_is_a_call_of_its_own() {
    let rows = [log("a", 0, 47), log("b", 60, 47), bill("c", 30, 47)];
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0], [2, 1, 0]] {
        let out = folded(order.map(|i| rows[i].clone()).to_vec(), vec![]);
        assert_eq!(
            (out.0.contacts.len(), out.1.held.len()),
            (2, 1),
            "{order:?}"
        );
    }
}

#[test]
fn a_correction_changes_what_a_call_says_but_not_which_rows_it_is() {
    let mut fixed = log("a2", 600, 50);
    fixed.supersedes = Some(ContactId::from("a"));
    let rows = vec![log("a", 0, 47), bill("b", 15, 48), fixed];
    let out = folded(rows, vec![]);
    assert_eq!(names(&out), ["a", "a2+b"]);
    assert_eq!(out.0.contacts[1].duration_s, Some(50));
    assert_eq!(out.1.away[&ContactId::from("b")].0.as_str(), "a2");
}

#[test]
fn what_a_source_leaves_open_another_may_say_and_nothing_is_replaced() {
    let mut told = call("b", SourceKind::CarrierBill, 5, Some(47));
    told.called_number = Phone::parse("13800000001");
    told.said = Some("明天还款".into());
    let mut heard = call("a", SourceKind::Other, 0, None);
    heard.said = Some("今天还款".into());
    let out = folded(vec![heard, told], vec![said("a", "b", Tri::Yes, None)]);
    let contact = &out.0.contacts[0];
    assert_eq!(contact.id.as_str(), "a");
    assert_eq!(
        (contact.duration_s, contact.connection),
        (Some(47), Connection::Connected)
    );
    assert_eq!(contact.called_number, Phone::parse("13800000001"));
    assert_eq!(contact.said.as_deref(), Some("今天还款"));
}

/// Any rows in any order: the same number of calls, and no row lost.
#[test]
fn however_files_are_imported_there_are_as_many_calls() {
    let kinds = [
        SourceKind::PhoneLog,
        SourceKind::CarrierBill,
        SourceKind::Messages,
        SourceKind::Other,
    ];
    // A small generator of our own: the same numbers in every run.
    let mut state = 7u64;
    let mut next = |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) % below
    };
    for round in 0..300 {
        let rows: Vec<Contact> = (0..next(16))
            .map(|i| {
                let kind = kinds[usize::try_from(next(4)).unwrap()];
                let shift = i64::try_from(next(2)).unwrap() * 8 * 3600;
                let at = i64::try_from(next(300)).unwrap() + shift;
                let length = [None, Some(0), Some(30), Some(31)][usize::try_from(next(4)).unwrap()];
                call(&format!("r{i}"), kind, at, length)
            })
            .collect();
        let first = folded(rows.clone(), vec![]);
        let mut turned = rows.clone();
        if !turned.is_empty() {
            let by = usize::try_from(next(turned.len() as u64)).unwrap();
            turned.rotate_left(by);
            turned.reverse();
        }
        let second = folded(turned, vec![]);
        assert_eq!(
            first.0.contacts.len(),
            second.0.contacts.len(),
            "round {round}"
        );
        for (case, calls) in [&first, &second] {
            let mut ids: Vec<&str> = case.contacts.iter().map(|c| c.id.as_str()).collect();
            ids.extend(calls.away.keys().map(ContactId::as_str));
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), rows.len(), "round {round}");
            let witnesses: usize = case.contacts.iter().map(|c| c.witnesses.len()).sum();
            assert_eq!(
                witnesses + calls.held.len(),
                calls.away.len(),
                "round {round}"
            );
        }
    }
}

/// Would take minutes if it were quadratic.
#[test]
fn forty_thousand_rows_are_folded_in_one_go() {
    let rows: Vec<Contact> = (0..20_000i64)
        .flat_map(|i| {
            [
                log(&format!("a{i}"), i * 200, 47),
                bill(&format!("b{i}"), i * 200 + 9, 47),
            ]
        })
        .collect();
    let (case, calls) = folded(rows, vec![]);
    assert_eq!((case.contacts.len(), calls.away.len()), (20_000, 20_000));
}
