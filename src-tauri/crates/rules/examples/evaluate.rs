//! How long an evaluation takes, and how it grows with the log.
#![allow(clippy::print_stdout, reason = "a tool speaks to a terminal")]

use std::time::{Duration, Instant};

use domain::{
    CASE_FORMAT, Case, Channel, Conduct, Connection, Contact, ContactId, Debt, DebtId, Direction,
    LenderType, NumberEntry, NumberKind, Party, PartyId, PartyRole, Phone, Relation, Tri, Voice,
    parse_instant,
};
use rules::{Assessment, Verdict};

fn main() {
    let start = Instant::now();
    let packs = rules::embedded().packs;
    let rules = packs
        .iter()
        .flat_map(|pack| pack.rules())
        .filter(|rule| !rule.kind.is_empty())
        .count();
    println!("load packs: {:.1?}, {rules} rules judge", start.elapsed());
    for size in [1_000, 10_000, 100_000, 1_000_000] {
        for looked in [true, false] {
            let log = if looked {
                "every row filled in"
            } else {
                "as imported"
            };
            let before = resident();
            let mut case = case(size, looked);
            case.make_room();
            let with_case = resident();
            let rounds = if size > 100_000 { 1 } else { 5 };
            let whole = best(rounds, || Assessment::new(&packs, &case));
            let mut assessment = Assessment::new(&packs, &case);
            let with_all = resident();
            let mut adds: Vec<Duration> = (0..51)
                .map(|n| {
                    let more = contact(size + n, size, looked);
                    let start = Instant::now();
                    assessment.add_contact(&packs, &mut case, more);
                    start.elapsed()
                })
                .collect();
            adds.sort_unstable();
            let flagged = best(1, || {
                assessment.findings(&packs, &case, Verdict::Flagged, None)
            });
            let nanos = whole.as_nanos() / size as u128;
            println!(
                "{size:>9} contacts, {log}: judged in {whole:.1?} ({nanos} ns a contact, {} ns a contact and rule), \
                 one more in {:.2?} (worst {:.2?}), flags read in {flagged:.1?}; \
                 case {} MB, assessment {} MB",
                nanos / rules as u128,
                adds[25],
                adds[50],
                (with_case - before) / 1024,
                (with_all - with_case) / 1024,
            );
            if size <= 100_000 {
                let all = best(3, || rules::evaluate(&packs, &case, None));
                println!("{:>9} with every step and question: {all:.1?}", "");
            }
        }
    }
}

fn best<T>(rounds: usize, mut work: impl FnMut() -> T) -> Duration {
    let times = (0..rounds).map(|_| {
        let start = Instant::now();
        let made = work();
        let took = start.elapsed();
        drop(made);
        took
    });
    times.min().unwrap_or_default()
}

/// Resident memory in KiB; 0 where the system does not say.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|rest| rest.split_whitespace().next());
    number.and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// Four lenders, sixteen numbers, twenty contacts a day.
fn case(size: usize, looked: bool) -> Case {
    let lenders = [
        LenderType::BankCard,
        LenderType::BankInternetLoan,
        LenderType::ConsumerFinance,
        LenderType::MicroLoan,
    ];
    let name = |i: usize| format!("d{i}");
    Case {
        format: CASE_FORMAT.to_owned(),
        parties: (0..4)
            .map(|i| Party {
                id: PartyId::from(name(i)),
                name: format!("示例机构{i}"),
                role: PartyRole::Lender,
                cba_member: Tri::Yes,
                nifa_member: Tri::Yes,
                address: None,
            })
            .collect(),
        debts: lenders
            .into_iter()
            .enumerate()
            .map(|(i, lender)| debt(&name(i), lender))
            .collect(),
        numbers: (0..16)
            .map(|i| NumberEntry {
                number: phone(i),
                kind: NumberKind::Collector,
                party: None,
                debt: Some(DebtId::from(name(i % 4))),
            })
            .collect(),
        contacts: (0..size).map(|i| contact(i, size, looked)).collect(),
        ..Case::default()
    }
}

fn phone(i: usize) -> Phone {
    Phone::from(format!("0100000{:04}", i % 16))
}

fn contact(i: usize, size: usize, looked: bool) -> Contact {
    // Twenty a day, from the time most rules began; a longer log is a fuller one.
    let days = (size / 20).clamp(1, 540) as u64;
    let minutes = i as u64 * 72 % (60 * 24 * days);
    let minutes = i64::try_from(minutes).unwrap_or_default();
    let first = parse_instant("2025-03-01T00:00:00+08:00").unwrap_or_default();
    let at = first + chrono::TimeDelta::minutes(minutes);
    let mut contact = Contact::new(
        ContactId::from(format!("contact-{i:012}")),
        Channel::Call,
        Direction::Incoming,
        at,
    );
    contact.number = Some(phone(i));
    contact.connection = if i.is_multiple_of(3) {
        Connection::Connected
    } else {
        Connection::RangOnly
    };
    if looked {
        contact.reached.relation = if i.is_multiple_of(20) {
            Relation::Colleague
        } else {
            Relation::Borrower
        };
        contact.voice = if i.is_multiple_of(2) {
            Voice::Notification
        } else {
            Voice::Interactive
        };
        contact.conducts = Some(if i.is_multiple_of(50) {
            vec![Conduct::Insult]
        } else {
            Vec::new()
        });
        contact.disclosed = Some(Vec::new());
    }
    contact
}

fn debt(id: &str, lender_type: LenderType) -> Debt {
    Debt {
        id: DebtId::from(id),
        lender: PartyId::from(id),
        lender_type,
        product: String::new(),
        contract_no: None,
        opened: None,
        overdue_since: None,
        jurisdiction: domain::Jurisdiction::Cn,
        credit_reported_on: None,
        currency: domain::Currency::Cny,
        principal: None,
        rate: None,
        penalty_terms: None,
        online: Tri::Yes,
        stage: domain::Stage::FollowUp,
        chain: Vec::new(),
        balances: Vec::new(),
        note: None,
    }
}
