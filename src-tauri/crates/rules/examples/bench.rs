//! How long an evaluation takes, and how it grows with the log.
#![allow(clippy::print_stdout, reason = "a tool speaks to a terminal")]

use std::time::Instant;

use domain::{
    CASE_FORMAT, Case, Channel, Conduct, Connection, Contact, ContactId, Debt, DebtId, Direction,
    LenderType, NumberEntry, NumberKind, Party, PartyId, PartyRole, Phone, Relation, Tri, Voice,
    parse_instant,
};

fn main() {
    let start = Instant::now();
    let packs = rules::embedded().packs;
    println!("load packs: {:.1?}", start.elapsed());
    for size in [1_000, 10_000, 100_000] {
        for looked in [true, false] {
            let case = case(size, looked);
            let mut best = None;
            let mut findings = 0;
            for _ in 0..5 {
                let start = Instant::now();
                findings = rules::evaluate(&packs, &case, None).findings.len();
                let took = start.elapsed();
                best = Some(best.map_or(took, |b: std::time::Duration| b.min(took)));
            }
            let log = if looked {
                "every row filled in"
            } else {
                "as imported"
            };
            println!(
                "{size:>7} contacts, {log}: {:.1?}, {findings} findings",
                best.unwrap_or_default()
            );
        }
    }
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
    let phone = |i: usize| Phone::from(format!("0100000{:04}", i % 16));
    let first = parse_instant("2025-03-01T00:00:00+08:00").unwrap_or_default();
    let contact = |i: usize| {
        let minutes = i64::try_from(i).unwrap_or_default() * 72;
        let minutes = minutes % (60 * 24 * 540);
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
    };
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
        contacts: (0..size).map(contact).collect(),
        ..Case::default()
    }
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
