//! The counting windows against a slow, obvious count. What is written here
//! knows the words of the rules and nothing of how they are evaluated:
//!
//! - recorded or robot calls: those that got through to the debtor, over the
//!   creditor and all its agents, at most 3 on one day of Beijing;
//! - conversations: those the other side began and that got through to the
//!   debtor, likewise, at most 3;
//! - unanswered tries: those that only rang at one number of the debtor, at most
//!   6 on one day;
//! - visits to the debtor: at most 1 on one day.
//!
//! What a row leaves open is tried out in every combination. A count is exceeded
//! when it is exceeded however the open facts turn out, kept when it is kept
//! however they turn out, and a question otherwise.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a strategy that cannot build its values is a broken test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use domain::{
    Case, Channel, Connection, Contact, ContactId, DebtId, Direction, Phone, Purpose, Relation,
    Voice,
};
use proptest::prelude::*;
use rules::{Pack, Verdict, embedded, evaluate};

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| embedded().packs);

const RULES: [(&str, usize); 4] = [
    ("freq-voice-notify-gbt", 3),
    ("freq-voice-interactive-gbt", 3),
    ("freq-unanswered-cba", 6),
    ("freq-onsite-gbt", 1),
];
const PHONES: [&str; 2] = ["13800000001", "13800000002"];
/// The debts and the lender of each.
const DEBTS: [(&str, &str); 3] = [("d0", "p0"), ("d1", "p0"), ("d2", "p1")];
/// The debt under which a lender's counts are reported.
const FIRST: [(&str, &str); 2] = [("p0", "d0"), ("p1", "d2")];
/// Combinations tried are at most two (or three) to the power of this.
const MOST_OPEN: usize = 6;

#[derive(Clone, Debug)]
struct Row {
    /// Seconds since 1970.
    at: i64,
    /// Is the time written in the offset of Beijing?
    local: bool,
    channel: Channel,
    direction: Direction,
    connection: Connection,
    voice: Voice,
    purpose: Purpose,
    relation: Relation,
    called: Option<usize>,
    debt: Option<usize>,
}

/// 1 March 2026, 0:00 in Beijing.
const START: i64 = 1_772_294_400;
const DAY: i64 = 24 * 60 * 60;

/// Logs that crowd one of the four counts, so that limits are reached.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    (0..RULES.len())
        .prop_flat_map(|focus| prop::collection::vec(row(focus), 0..36))
        .prop_map(|mut rows| {
            settle(&mut rows);
            rows
        })
}

fn row(focus: usize) -> impl Strategy<Value = Row> {
    let weight = |of: usize| if focus == of { 12 } else { 1 };
    let visit = weight(3);
    let ring = if focus == 2 { 12 } else { 1 };
    (
        (0..DAY + DAY / 6, any::<bool>()),
        prop_oneof![8 => Just(Channel::Call), visit => Just(Channel::Visit), 1 => Just(Channel::Sms)],
        prop_oneof![14 => Just(Direction::Incoming), 1 => Just(Direction::Outgoing)],
        prop_oneof![6 => Just(Connection::Connected), ring => Just(Connection::RangOnly), 1 => Just(Connection::Unknown)],
        prop_oneof![weight(0) => Just(Voice::Notification), weight(1) => Just(Voice::Interactive), 1 => Just(Voice::Unknown)],
        prop_oneof![14 => Just(Purpose::Collection), 1 => Just(Purpose::Other), 1 => Just(Purpose::Unknown)],
        prop_oneof![14 => Just(Relation::Borrower), 1 => Just(Relation::Colleague), 1 => Just(Relation::Unknown)],
        prop_oneof![14 => Just(Some(0)), 1 => Just(Some(1)), 1 => Just(None)],
        prop_oneof![9 => Just(Some(0)), 3 => Just(Some(1)), 2 => Just(Some(2)), 1 => Just(None)],
    )
        .prop_map(
            |((at, local), channel, direction, connection, voice, purpose, relation, called, debt)| Row {
                at: START + at,
                local,
                channel,
                direction,
                connection,
                voice,
                purpose,
                relation,
                called,
                debt,
            },
        )
}

/// Settles what is open beyond the first few things, so that every combination
/// of the rest can be tried.
fn settle(rows: &mut [Row]) {
    let mut open = 0;
    let mut settles = |is_open: bool| {
        open += usize::from(is_open);
        is_open && open > MOST_OPEN
    };
    for row in rows {
        if settles(row.connection == Connection::Unknown) {
            row.connection = Connection::RangOnly;
        }
        if settles(row.voice == Voice::Unknown) {
            row.voice = Voice::Notification;
        }
        if settles(row.purpose == Purpose::Unknown) {
            row.purpose = Purpose::Collection;
        }
        if settles(row.relation == Relation::Unknown) {
            row.relation = Relation::Borrower;
        }
        if settles(row.called.is_none()) {
            row.called = Some(0);
        }
        if settles(row.debt.is_none()) {
            row.debt = Some(0);
        }
    }
}

/// Every way the open facts of the rows may turn out.
fn worlds(rows: &[Row]) -> Vec<Vec<Row>> {
    let mut out = vec![Vec::new()];
    for row in rows {
        let mut ways = vec![row.clone()];
        let mut split = |change: &dyn Fn(&Row) -> Vec<Row>| {
            ways = ways.iter().flat_map(change).collect();
        };
        split(&|r| match r.connection {
            Connection::Unknown => vec![
                Row {
                    connection: Connection::Connected,
                    ..r.clone()
                },
                Row {
                    connection: Connection::RangOnly,
                    ..r.clone()
                },
            ],
            _ => vec![r.clone()],
        });
        // Whoever answers the debtor's own number is taken for the debtor; and
        // where nobody answered, the row would say if it was another's phone.
        split(&|r| {
            let rang = r.channel == Channel::Call && r.connection == Connection::RangOnly;
            match r.relation {
                Relation::Unknown if rang || r.called.is_some() => {
                    vec![Row {
                        relation: Relation::Borrower,
                        ..r.clone()
                    }]
                }
                Relation::Unknown => vec![
                    Row {
                        relation: Relation::Borrower,
                        ..r.clone()
                    },
                    Row {
                        relation: Relation::Colleague,
                        ..r.clone()
                    },
                ],
                _ => vec![r.clone()],
            }
        });
        split(&|r| match r.voice {
            Voice::Unknown => vec![
                Row {
                    voice: Voice::Notification,
                    ..r.clone()
                },
                Row {
                    voice: Voice::Interactive,
                    ..r.clone()
                },
            ],
            _ => vec![r.clone()],
        });
        split(&|r| match r.purpose {
            Purpose::Unknown => vec![
                Row {
                    purpose: Purpose::Collection,
                    ..r.clone()
                },
                Row {
                    purpose: Purpose::Other,
                    ..r.clone()
                },
            ],
            _ => vec![r.clone()],
        });
        split(&|r| match r.called {
            None => vec![
                Row {
                    called: Some(0),
                    ..r.clone()
                },
                Row {
                    called: Some(1),
                    ..r.clone()
                },
            ],
            _ => vec![r.clone()],
        });
        split(&|r| match r.debt {
            None => (0..3)
                .map(|debt| Row {
                    debt: Some(debt),
                    ..r.clone()
                })
                .collect(),
            _ => vec![r.clone()],
        });
        out = out
            .iter()
            .flat_map(|world: &Vec<Row>| {
                ways.iter()
                    .map(|way| [world.clone(), vec![way.clone()]].concat())
            })
            .collect();
    }
    out
}

/// What a row is counted under: lender, day of Beijing, number.
type Count = (&'static str, i64, usize);

/// Debt and rows.
type Flag = (String, BTreeSet<String>);

/// Debt and day of Beijing.
type Question = (String, i64);

/// The count of a rule this row belongs to, all its facts being known.
fn counted(rule: &str, row: &Row) -> Option<Count> {
    if row.direction != Direction::Incoming || row.purpose != Purpose::Collection {
        return None;
    }
    let debtor = row.relation == Relation::Borrower;
    let call = row.channel == Channel::Call;
    let through = call && row.connection == Connection::Connected;
    let counts = match rule {
        "freq-voice-notify-gbt" => through && debtor && row.voice == Voice::Notification,
        "freq-voice-interactive-gbt" => through && debtor && row.voice == Voice::Interactive,
        "freq-unanswered-cba" => call && row.connection == Connection::RangOnly && debtor,
        _ => row.channel == Channel::Visit && debtor,
    };
    let number = if rule == "freq-unanswered-cba" {
        row.called?
    } else {
        0
    };
    let day = (row.at + 8 * 60 * 60).div_euclid(DAY);
    counts.then_some((DEBTS[row.debt?].1, day, number))
}

/// Flagged counts with their rows, and the (lender, day) that are questions.
fn expected(
    rule: &str,
    limit: usize,
    worlds: &[Vec<Row>],
    agreed: &BTreeMap<&str, &str>,
) -> (BTreeSet<Flag>, BTreeSet<Question>) {
    let mut counts: BTreeSet<Count> = BTreeSet::new();
    for world in worlds {
        counts.extend(world.iter().filter_map(|row| counted(rule, row)));
    }
    let (mut flagged, mut open) = (BTreeSet::new(), BTreeSet::new());
    for count in counts {
        let exceeded = worlds.iter().filter(|world| {
            let held = |row: &&Row| counted(rule, row) == Some(count);
            world.iter().filter(held).count() > limit
        });
        let exceeded = exceeded.count();
        let (lender, day, _) = count;
        let first = FIRST
            .iter()
            .find(|(of, _)| *of == lender)
            .unwrap()
            .1
            .to_owned();
        match (exceeded, agreed[lender]) {
            (0, _) | (_, "yes") => {}
            (n, "no") if n == worlds.len() => {
                let sure = (0..worlds[0].len()).filter(|i| {
                    worlds
                        .iter()
                        .all(|world| counted(rule, &world[*i]) == Some(count))
                });
                flagged.insert((first, sure.map(|i| format!("c{i:02}")).collect()));
            }
            _ => {
                open.insert((first, day));
            }
        }
    }
    (flagged, open)
}

fn case(rows: &[Row], agreed: &BTreeMap<&str, &str>) -> Case {
    let answers: Vec<_> = FIRST
        .iter()
        .filter(|(lender, _)| agreed[lender] != "unknown")
        .map(|(lender, debt)| {
            serde_json::json!({
                "fact": { "key": "frequency_agreed", "subject": { "of": "debt", "id": debt } },
                "value": agreed[lender],
            })
        })
        .collect();
    let mut case: Case = serde_json::from_value(serde_json::json!({
        "format": domain::CASE_FORMAT,
        "borrower": { "name": "张示例", "phones": PHONES },
        "parties": [
            { "id": "p0", "name": "示例银行", "role": "lender", "cba_member": "yes" },
            { "id": "p1", "name": "示例网贷", "role": "lender", "cba_member": "yes" },
        ],
        "debts": DEBTS.map(|(id, lender)| serde_json::json!({
            "id": id, "lender": lender, "lender_type": "bank_internet_loan", "online": "yes",
        })),
        "answers": answers,
    }))
    .unwrap();
    for (i, row) in rows.iter().enumerate() {
        let offset = chrono::FixedOffset::east_opt(if row.local { 8 * 3600 } else { -5 * 3600 });
        let at = chrono::DateTime::from_timestamp(row.at, 0).unwrap();
        let mut contact = Contact::new(
            ContactId::from(format!("c{i:02}")),
            row.channel,
            row.direction,
            at.with_timezone(&offset.unwrap()),
        );
        contact.connection = row.connection;
        contact.voice = row.voice;
        contact.purpose = row.purpose;
        contact.reached.relation = row.relation;
        contact.called_number = row.called.map(|i| Phone::from(PHONES[i].to_owned()));
        contact.debt = row.debt.map(|i| DebtId::from(DEBTS[i].0));
        case.contacts.push(contact);
    }
    case
}

fn agreed() -> impl Strategy<Value = BTreeMap<&'static str, &'static str>> {
    let one = || prop_oneof![4 => Just("no"), 1 => Just("yes"), 1 => Just("unknown")];
    (one(), one()).prop_map(|(p0, p1)| BTreeMap::from([("p0", p0), ("p1", p1)]))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_count_is_what_the_slow_count_says(rows in rows(), agreed in agreed()) {
        let case = case(&rows, &agreed);
        let findings = evaluate(&PACKS, &case, None).findings;
        let days: BTreeMap<String, i64> = rows
            .iter()
            .enumerate()
            .map(|(i, row)| (format!("c{i:02}"), (row.at + 8 * 60 * 60).div_euclid(DAY)))
            .collect();
        let worlds = worlds(&rows);
        for (rule, limit) in RULES {
            let (flagged, open) = expected(rule, limit, &worlds, &agreed);
            let of = |verdict| findings.iter().filter(move |f| f.rule == rule && f.verdict == verdict);
            let debt = |f: &rules::Finding| f.debt.as_ref().unwrap().as_str().to_owned();
            let ids = |f: &rules::Finding| f.events.iter().map(|id| id.as_str().to_owned()).collect::<BTreeSet<_>>();
            let said: BTreeSet<_> = of(Verdict::Flagged).map(|f| (debt(f), ids(f))).collect();
            prop_assert_eq!(&said, &flagged, "flagged by {}", rule);
            let asked: BTreeSet<_> = of(Verdict::NeedsFacts)
                .flat_map(|f| ids(f).into_iter().map(move |id| (debt(f), id)))
                .map(|(debt, id)| (debt, days[&id]))
                .collect();
            prop_assert_eq!(&asked, &open, "asked by {}", rule);
        }
    }
}

/// The logs above reach what they are there to reach.
#[test]
fn the_logs_exceed_every_limit_and_leave_every_count_open() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut seen: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for _ in 0..200 {
        use proptest::strategy::ValueTree as _;
        let rows = rows().new_tree(&mut runner).unwrap().current();
        let agreed = BTreeMap::from([("p0", "no"), ("p1", "no")]);
        let worlds = worlds(&rows);
        for (rule, limit) in RULES {
            let (flagged, open) = expected(rule, limit, &worlds, &agreed);
            let (exceeded, asked) = seen.entry(rule).or_default();
            *exceeded += flagged.len();
            *asked += open.len();
        }
    }
    for (rule, (exceeded, asked)) in &seen {
        assert!(
            *exceeded >= 5 && *asked >= 2,
            "{rule}: {exceeded} and {asked}"
        );
    }
}
