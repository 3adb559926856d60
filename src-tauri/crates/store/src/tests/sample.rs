//! A case in which every field of every record is filled at least once and
//! left empty at least once.

use domain::*;
use serde_json::json;

use super::at;
use crate::{Error, Import, Letter, Vault};

pub(crate) const PDF: &[u8] = b"%PDF-1.7 not really a document";

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn phone(text: &str) -> Phone {
    Phone::parse(text).unwrap()
}

fn money(text: &str) -> Money {
    text.parse().unwrap()
}

pub(crate) fn call(id: &str, at_text: &str) -> Contact {
    Contact::new(
        ContactId::from(id),
        Channel::Call,
        Direction::Incoming,
        at(at_text),
    )
}

pub(crate) fn case() -> Case {
    let party = |id: &str, role| Party {
        id: PartyId::from(id),
        name: format!("示例银行{id}"),
        role,
        cba_member: Tri::Yes,
        nifa_member: Tri::No,
        address: (id == "bank").then(|| "示例市示例路1号".to_owned()),
    };
    let link = |party: &str, from: Option<&str>| Assignment {
        party: PartyId::from(party),
        role: PartyRole::Agency,
        from: from.map(day),
        to: from.map(|_| day("2026-02-28")),
        authorisation_shown: Tri::No,
        told_in_advance: Tri::Unknown,
        on_published_list: Tri::Yes,
    };
    let balance = |as_of: &str, said_by: Option<&str>| Balance {
        as_of: day(as_of),
        principal: money("10000.00"),
        interest: money("123.45"),
        penalty: money("0.01"),
        fee: Money::ZERO,
        said_by: said_by.map(PartyId::from),
    };
    let debt = Debt {
        id: DebtId::from("d1"),
        lender: PartyId::from("bank"),
        lender_type: LenderType::BankCard,
        jurisdiction: Jurisdiction::Us,
        credit_reported_on: Some(day("2026-01-10")),
        product: "示例信用卡".to_owned(),
        contract_no: Some("6200000000000001".to_owned()),
        opened: Some(day("2020-02-29")),
        overdue_since: Some(day("2025-12-31")),
        currency: Currency::Cny,
        principal: Some(money("10000")),
        rate: Some(Rate {
            percent: rust_decimal::Decimal::new(182_500, 4),
            per: RatePeriod::Year,
        }),
        penalty_terms: Some("按月收取".to_owned()),
        online: Tri::No,
        stage: Stage::Negotiate,
        chain: vec![link("agency", Some("2026-01-01")), link("bank", None)],
        balances: vec![
            balance("2026-01-31", Some("bank")),
            balance("2026-02-28", None),
        ],
        note: Some("换行\n和 \"引号\" 与表情🙂".to_owned()),
    };
    let bare = Debt {
        id: DebtId::from("d2"),
        jurisdiction: Jurisdiction::Cn,
        credit_reported_on: None,
        contract_no: None,
        opened: None,
        overdue_since: None,
        principal: None,
        rate: None,
        penalty_terms: None,
        chain: vec![],
        balances: vec![],
        note: None,
        ..debt.clone()
    };
    let mut visit = call("c2", "2026-02-01T21:59:59.5+08:00");
    visit.channel = Channel::Visit;
    visit.debt = Some(debt.id.clone());
    visit.connection = Connection::Connected;
    visit.voice = Voice::Interactive;
    visit.purpose = Purpose::Collection;
    visit.number = Some(phone("13800000001"));
    visit.called_number = Some(phone("01000000002"));
    visit.party = Some(PartyId::from("agency"));
    visit.claimed_identity = Some("自称示例公司的张示例".to_owned());
    visit.reached = Reached {
        relation: Relation::Family,
        person: Some(PersonId::from("p1")),
    };
    visit.conducts = Some(vec![Conduct::Insult, Conduct::FalseClaim]);
    visit.disclosed = Some(vec![Disclosure::DebtExists]);
    visit.refused = Tri::Yes;
    visit.said = Some("再不还就通知你全家".to_owned());
    visit.visit = Some(Visit {
        place: VisitPlace::Home,
        people: Some(2),
        id_shown: Tri::No,
        recorded: Tri::Unknown,
        entered: Tri::Yes,
        entry_consented: Tri::No,
        others_told: Tri::Yes,
    });
    visit.debts_discussed = Some(vec![DebtId::from("d1"), DebtId::from("d2")]);
    visit.sent_to = Some("li@example.invalid".to_owned());
    visit.sent_at = Some(at("2026-02-01T08:00:00-05:00"));
    visit.validation = Some(Validation {
        dispute_until: Some(day("2026-03-15")),
    });
    let mut corrected = visit.clone();
    corrected.id = ContactId::from("c3");
    corrected.at = at("2026-02-01T13:59:59Z");
    corrected.supersedes = Some(visit.id.clone());
    corrected.conducts = Some(vec![]);
    corrected.disclosed = None;
    corrected.sent_at = None;
    corrected.debts_discussed = Some(vec![]);
    corrected.validation = Some(Validation::default());
    corrected.visit.as_mut().unwrap().people = None;
    let mut imported = call("c4", "2026-02-02T08:00:00+08:00");
    imported.duration_s = Some(61);
    imported.voicemail = Some(Voicemail::LimitedContent);
    imported.source = Some(Source {
        kind: domain::SourceKind::PhoneLog,
        file: "calls.xml".to_owned(),
        sha256: "ab".repeat(32),
        position: 7,
        raw: "<call number=\"13800000001\" />".to_owned(),
    });
    let notice = Notice {
        id: NoticeId::from("n1"),
        kind: NoticeKind::StopAddress,
        debt: Some(DebtId::from("d1")),
        party: Some(PartyId::from("agency")),
        channel: Channel::Letter,
        sent_at: at("2026-02-03T09:00:00-06:00"),
        received_at: Some(at("2026-02-05T12:00:00.25-06:00")),
        medium: Some(Channel::Email),
        address: Some("li@example.invalid".to_owned()),
        place: Some(VisitPlace::Workplace),
        from_time: "22:00:00".parse().ok(),
        to_time: "07:30:00".parse().ok(),
        until: Some(day("2026-12-31")),
        direct: Tri::Yes,
        note: Some("挂号信".to_owned()),
    };
    let bare_notice = Notice {
        id: NoticeId::from("n2"),
        kind: NoticeKind::Dispute,
        debt: None,
        party: None,
        received_at: None,
        medium: None,
        address: None,
        place: None,
        from_time: None,
        to_time: None,
        until: None,
        direct: Tri::Unknown,
        note: None,
        ..notice.clone()
    };
    let answer = |key, subject, value, choices: Option<&[&str]>| Answer {
        fact: Fact { key, subject },
        value,
        choices: choices.map(|c| c.iter().map(|s| (*s).to_owned()).collect()),
    };
    let rate = |percent: &str| Rate {
        percent: percent.parse().unwrap(),
        per: RatePeriod::Month,
    };
    let entry = |id: &str, on: &str, kind| LedgerEntry {
        id: EntryId::from(id),
        debt: DebtId::from("d1"),
        entry: AccountEntry {
            day: day(on),
            kind,
            amount: None,
            part: None,
            rate: None,
            evidence: None,
        },
        charge: None,
    };
    let mut disbursed = entry("e1", "2025-01-01", EntryKind::Disbursement);
    disbursed.entry.amount = Some(money("10000"));
    disbursed.entry.evidence = Some("放款短信".to_owned());
    let mut rate_changed = entry("e2", "2025-06-01", EntryKind::RateChange);
    rate_changed.entry.rate = Some(rate("1.2"));
    let mut waived = entry("e3", "2025-07-01", EntryKind::Waiver);
    waived.entry.amount = Some(money("12.34"));
    waived.entry.part = Some(Part::Fee);
    waived.charge = Some(ChargeKind::LateFee);
    let mut account = Account::new(DebtId::from("d1"));
    account.terms.penalty_rate = Some(rate("1.5"));
    account.last_due = Some(day("2026-12-01"));
    account.priority_monthly = Some(money("10"));
    account.gap = vec![GapPiece {
        part: Part::Interest,
        reason: GapReason::RateDiffers,
        amount: money("-3.5"),
        evidence: None,
    }];
    account.plans = vec![PlanOption {
        kind: PlanKind::Instalments,
        months: 12,
        rate: None,
        waived: Parts::default(),
        amount: None,
        first_due: Some(day("2026-03-01")),
    }];
    let obstacle = LimitationRecord {
        id: LimitationId::from("m1"),
        debt: DebtId::from("d1"),
        event: LimitationEvent {
            day: day("2026-02-01"),
            kind: LimitationEventKind::Obstacle,
            until: Some(day("2026-02-10")),
            evidence: Some("封控通知".to_owned()),
        },
    };
    Case {
        format: CASE_FORMAT.to_owned(),
        borrower: Borrower {
            name: "李示例".to_owned(),
            id_number: Some("000000199001010000".to_owned()),
            phones: vec![phone("13800000009"), phone("13800000008")],
            address: Some("示例市示例路2号".to_owned()),
            email: Some("li@example.invalid".to_owned()),
            time_zones: vec!["America/Chicago".to_owned(), "America/New_York".to_owned()],
        },
        parties: vec![
            party("bank", PartyRole::Lender),
            party("agency", PartyRole::Agency),
        ],
        people: vec![Person {
            id: PersonId::from("p1"),
            name: "王示例".to_owned(),
            relation: Relation::Spouse,
            phones: vec![phone("13800000007")],
        }],
        debts: vec![debt, bare],
        numbers: vec![
            NumberEntry {
                number: phone("13800000001"),
                kind: NumberKind::Collector,
                party: Some(PartyId::from("agency")),
                debt: Some(DebtId::from("d1")),
            },
            NumberEntry {
                number: phone("95000"),
                kind: NumberKind::Unrelated,
                party: None,
                debt: None,
            },
        ],
        contacts: vec![
            call("c1", "2026-01-31T22:30:00+08:00"),
            visit,
            corrected,
            imported,
        ],
        same_calls: vec![SameCall {
            id: SameCallId::from("w1"),
            one: ContactId::from("c1"),
            other: ContactId::from("c4"),
            same: Tri::Yes,
            right: Some(ContactId::from("c4")),
        }],
        payments: vec![Payment {
            id: PaymentId::from("y1"),
            debt: DebtId::from("d1"),
            paid_on: day("2026-01-15"),
            amount: money("500.5"),
            payee: Some("示例银行".to_owned()),
            evidence: Some("转账回单".to_owned()),
            source: Some(Source {
                kind: domain::SourceKind::Other,
                file: "账单.csv".to_owned(),
                sha256: "9".repeat(64),
                position: 4,
                raw: "2026-01-15,500.50,示例银行".to_owned(),
            }),
        }],
        agreements: vec![Agreement {
            id: AgreementId::from("a1"),
            debt: DebtId::from("d1"),
            agreed_on: day("2026-01-20"),
            months: Some(60),
            kept: Tri::Yes,
            broken_on: None,
            payments: vec![AgreedPayment {
                due: day("2026-02-20"),
                amount: money("300"),
            }],
            breaks: Some("连续两期未还，协议终止".to_owned()),
            evidence: Some("双方签字的协议".to_owned()),
        }],
        accounts: vec![account],
        entries: vec![disbursed, rate_changed, waived],
        limitation: vec![obstacle],
        budget: Some(Budget {
            income: vec![IncomeLine {
                group: IncomeGroup::Wage,
                amount: money("6000"),
            }],
            expenses: vec![ExpenseLine {
                group: ExpenseGroup::Food,
                amount: money("1500"),
            }],
            savings: Some(money("800")),
            hardship: vec![HardshipItem {
                proof: HardshipProof::JobLoss,
                at_hand: true,
                note: Some("离职证明".to_owned()),
            }],
        }),
        notices: vec![notice, bare_notice],
        proceedings: vec![
            Proceeding {
                id: ProceedingId::from("g1"),
                debt: Some(DebtId::from("d1")),
                procedure: "complaint-lender".to_owned(),
                events: vec![
                    ProceedingEvent {
                        letter: Some(LetterId::from("l1")),
                        ..ProceedingEvent::new(EventKind::Sent, day("2026-03-01"))
                    },
                    ProceedingEvent {
                        until: Some(day("2026-03-20")),
                        rule: Some("decide".to_owned()),
                        ..ProceedingEvent::new(EventKind::Postponed, day("2026-03-05"))
                    },
                ],
                deliberately: true,
                note: Some("挂号信".to_owned()),
            },
            Proceeding {
                id: ProceedingId::from("g2"),
                debt: None,
                procedure: "petition".to_owned(),
                events: vec![ProceedingEvent::new(EventKind::Sent, day("2026-03-02"))],
                deliberately: false,
                note: None,
            },
        ],
        answers: vec![
            answer(
                FactKey::IsCollection,
                Subject::Number(phone("13800000001")),
                Tri::Yes,
                None,
            ),
            answer(
                FactKey::WhichConducts,
                Subject::Contact(ContactId::from("c1")),
                Tri::Unknown,
                Some(&["insult", "harassment"]),
            ),
            answer(
                FactKey::HoursAgreed,
                Subject::Debt(DebtId::from("d1")),
                Tri::No,
                None,
            ),
            answer(
                FactKey::CbaMember,
                Subject::Party(PartyId::from("bank")),
                Tri::Yes,
                None,
            ),
            answer(
                FactKey::PersonOwes,
                Subject::Person(PersonId::from("p1")),
                Tri::No,
                Some(&[]),
            ),
        ],
    }
}

pub(crate) fn import(id: &str) -> Import {
    Import {
        id: ImportId::from(id),
        file: "calls.xml".to_owned(),
        sha256: "ab".repeat(32),
        added: 1,
        same: 2,
        doubtful: 3,
        rejected: 4,
        payments: vec![PaymentId::from("y1")],
        at: at("2026-02-02T09:00:00+08:00"),
        undone_at: None,
    }
}

pub(crate) fn letter(id: &str) -> Letter {
    Letter {
        id: LetterId::from(id),
        template: "complaint-to-lender".to_owned(),
        lang: Lang::ZhCn,
        debt: Some(DebtId::from("d1")),
        reference: "MZ-2026-0001".to_owned(),
        created_at: at("2026-03-01T10:00:00+08:00"),
        fields: json!({"z": 1, "a": ["给示例银行的信"], "m": {"y": null}}),
        frozen: None,
    }
}

/// A pack with one file.
pub(crate) fn pack(text: &str) -> crate::StoredPack {
    crate::StoredPack {
        id: "mine".to_owned(),
        files: [("mine/pack.toml".to_owned(), text.to_owned())].into(),
    }
}

/// A notice of holidays.
pub(crate) fn holidays(text: &str) -> crate::StoredNotice {
    crate::StoredNotice {
        year: "2027".to_owned(),
        text: text.to_owned(),
    }
}

/// A letter template with one file.
pub(crate) fn template(text: &str) -> crate::StoredTemplate {
    crate::StoredTemplate {
        id: "mine".to_owned(),
        files: [("mine/letter.toml".to_owned(), text.to_owned())].into(),
    }
}

/// Organisations letters go to: one known in full, one by name alone.
pub(crate) fn recipients() -> [Recipient; 2] {
    let bare = Recipient {
        id: RecipientId::from("q2"),
        name: "示例法院".to_owned(),
        department: None,
        address: None,
        postcode: None,
        source: None,
        verified_on: None,
    };
    let whole = Recipient {
        id: RecipientId::from("q1"),
        department: Some("立案庭".to_owned()),
        address: Some("示例市示例路2号".to_owned()),
        postcode: Some("100000".to_owned()),
        source: Some("门口的公告栏".to_owned()),
        verified_on: Some(day("2026-03-01")),
        ..bare.clone()
    };
    [whole, bare]
}

/// Writes the sample case, an import, a draft, a sent letter, a pack and a
/// setting.
/// A photograph, kept with the sample, and a copy of it with a part hidden.
pub(crate) const PHOTO: &[u8] = b"\xFF\xD8\xFF invented photograph";
const HIDDEN: &[u8] = b"\xFF\xD8\xFF invented photog###";

pub(crate) fn attachment(id: &str) -> Attachment {
    Attachment {
        id: AttachmentId::from(id),
        name: "催收函照片.jpg".to_owned(),
        kind: MediaKind::Image,
        mime: "image/jpeg".to_owned(),
        size: 0,
        sha256: String::new(),
        added_at: at("2026-03-01T10:00:00+08:00"),
        taken_at: Some("2026-02-28T19:05:11".to_owned()),
        about: vec![
            AttachedTo::Contact(ContactId::from("c1")),
            AttachedTo::Debt(DebtId::from("d1")),
        ],
        note: Some("贴在门上的".to_owned()),
        timed_notes: Vec::new(),
        checks: ScreenshotChecks {
            number: Tri::Yes,
            ..ScreenshotChecks::default()
        },
        copy_of: None,
        redaction: None,
    }
}

pub(crate) fn fill(vault: &mut Vault) {
    let case = case();
    let files = vault.files().unwrap();
    let take_in = |mut bytes: &[u8]| {
        files
            .take_in(&mut bytes, &mut super::random, &mut |_| true)
            .unwrap()
    };
    let (photo, hidden) = (take_in(PHOTO), take_in(HIDDEN));
    let mut copy = attachment("f2");
    copy.copy_of = Some(AttachmentId::from("f1"));
    let region = Region {
        x: 1,
        y: 2,
        width: 3,
        height: 4,
    };
    copy.redaction = Some(Redaction::Image {
        regions: vec![region],
    });
    let write = |vault: &mut Vault, action, f: &dyn Fn(&crate::Writer<'_>) -> Result<(), Error>| {
        vault.write(action, super::now(), f).unwrap();
    };
    write(vault, "case_begun", &|w| {
        w.put_borrower(&case.borrower)?;
        case.parties.iter().try_for_each(|p| w.put_party(p))?;
        case.people.iter().try_for_each(|p| w.put_person(p))?;
        case.debts.iter().try_for_each(|d| w.put_debt(d))?;
        case.numbers.iter().try_for_each(|n| w.put_number(n))?;
        w.set_setting("lang", "zh-CN")
    });
    for contact in &case.contacts[..3] {
        write(vault, "contact_added", &|w| w.add_contact(contact));
    }
    write(vault, "import_saved", &|w| {
        let import = import("i1");
        w.put_import(&import)?;
        w.add_imported(&case.contacts[3..], &import.id)
    });
    write(vault, "money_recorded", &|w| {
        case.same_calls
            .iter()
            .try_for_each(|s| w.put_same_call(s))?;
        case.payments.iter().try_for_each(|p| w.put_payment(p))?;
        case.agreements
            .iter()
            .try_for_each(|a| w.put_agreement(a))?;
        case.accounts.iter().try_for_each(|a| w.put_account(a))?;
        case.entries.iter().try_for_each(|e| w.put_entry(e))?;
        case.limitation
            .iter()
            .try_for_each(|l| w.put_limitation(l))?;
        case.budget.iter().try_for_each(|b| w.put_budget(b))?;
        case.notices.iter().try_for_each(|n| w.put_notice(n))?;
        case.proceedings
            .iter()
            .try_for_each(|p| w.put_proceeding(p))?;
        case.answers.iter().try_for_each(|a| w.add_answer(a))
    });
    write(vault, "pack_added", &|w| {
        w.put_pack(&pack("示例规则"))?;
        w.put_holidays(&holidays("year = 2027"))?;
        w.keep_attachment(&attachment("f1"), &photo)?;
        w.keep_attachment(&copy, &hidden)?;
        w.put_template(&template("示例信"))?;
        recipients().iter().try_for_each(|r| w.put_recipient(r))
    });
    write(vault, "letter_written", &|w| {
        w.put_letter(&letter("l1"))?;
        w.put_letter(&letter("l2"))
    });
    write(vault, "letter_sent", &|w| {
        w.freeze_letter(
            &LetterId::from("l2"),
            json!({"pages": ["投诉书"]}),
            json!([{"rule": "calls-at-night"}]),
            PDF,
            at("2026-03-01T11:00:00+08:00"),
        )?;
        w.put_posting(&Posting {
            letter: LetterId::from("l2"),
            sent_on: day("2026-03-01"),
            method: PostingMethod::Ems,
            tracking: None,
            delivered_on: Some(day("2026-03-03")),
            answered_on: None,
            answer: None,
            reply: None,
        })
    });
}
