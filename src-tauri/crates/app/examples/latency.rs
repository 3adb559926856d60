//! Prints what one contact more costs in a long log, until its findings are
//! known, and how that grows; what a page of the log and a search cost; then what a
//! letter costs. Release build. Takes other sizes of the log as arguments.

#![allow(
    clippy::float_arithmetic,
    clippy::print_stdout,
    reason = "it prints what it measures"
)]

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant as Clock;

use app::contacts::{ContactInput, ContactQuery};
use app::letters::LetterDraft;
use app::{App, Empty, Host};
use domain::{
    Borrower, CASE_FORMAT, Case, Channel, Connection, Contact, ContactId, DebtId, Direction,
    Instant, Lang, NumberEntry, NumberKind, Phone,
};

struct Machine {
    data: PathBuf,
    fonts: PathBuf,
}

impl Host for Machine {
    fn now(&self) -> Instant {
        domain::parse_instant("2026-11-21T10:00:00+08:00").unwrap_or_default()
    }

    fn random(&self, buffer: &mut [u8]) {
        let _ = getrandom::fill(buffer);
    }

    fn data_dir(&self) -> PathBuf {
        self.data.clone()
    }

    fn fonts_dir(&self) -> PathBuf {
        self.fonts.clone()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let fonts = std::env::var_os("MINGZHANG_FONTS").map_or_else(
        || {
            PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../../target/fonts"
            ))
        },
        PathBuf::from,
    );
    let asked: Vec<i64> = std::env::args().skip(1).flat_map(|n| n.parse()).collect();
    let counts = if asked.is_empty() {
        vec![1_000, 10_000, 100_000]
    } else {
        asked
    };
    for count in counts {
        let folder = tempfile::tempdir()?;
        let app = App::new(Machine {
            data: folder.path().to_owned(),
            fonts: fonts.clone(),
        });
        app::vault::create(
            &app,
            app::vault::CreateVault {
                passphrase: "invented passphrase".into(),
                afresh: false,
            },
        )?;
        let path = folder.path().join("case.json");
        std::fs::write(&path, serde_json::to_vec(&case(count))?)?;
        app::case_file::import(
            &app,
            app::case_file::FileRef {
                path: path.display().to_string(),
            },
        )?;

        let mut costs: Vec<u128> = Vec::new();
        for n in 0..11 {
            let clock = Clock::now();
            app::contacts::add(&app, input(n)?)?;
            app::findings::list(&app, app::findings::FindingQuery::default())?;
            costs.push(clock.elapsed().as_millis());
        }
        costs.sort_unstable();
        println!(
            "add a contact to {count:>6} until findings are refreshed: median {} ms, worst {} ms",
            costs[5], costs[10]
        );
        pages(&app, count)?;
        if count == 10_000 {
            letter(&app)?;
        }
    }
    Ok(())
}

/// What a page costs: the first one of a query, and those after it.
fn pages(app: &App, count: i64) -> Result<(), Box<dyn Error>> {
    let queries = [
        ("everything", serde_json::json!({})),
        ("at night", serde_json::json!({ "night_only": true })),
        ("flagged", serde_json::json!({ "flagged_only": true })),
        (
            "two hanzi, the first time",
            serde_json::json!({ "text": "还款" }),
        ),
        ("two hanzi", serde_json::json!({ "text": "家人" })),
        ("nowhere", serde_json::json!({ "text": "没有" })),
    ];
    for (name, query) in queries {
        let mut query: ContactQuery = serde_json::from_value(query)?;
        let clock = Clock::now();
        let first = app::contacts::list(app, query.clone())?;
        let found = clock.elapsed();
        query.offset = first.total / 2;
        let clock = Clock::now();
        app::contacts::list(app, query)?;
        println!(
            "{count:>8} contacts, {name}: {} rows, first page {:.1} ms, one in the middle {:.1} ms",
            first.total,
            found.as_secs_f64() * 1000.0,
            clock.elapsed().as_secs_f64() * 1000.0,
        );
    }
    Ok(())
}

fn letter(app: &App) -> Result<(), Box<dyn Error>> {
    let debts = app::debts::list(app, Empty {})?;
    let found = app::findings::list(app, app::findings::FindingQuery::default())?;
    let draft = LetterDraft {
        id: None,
        template: "complaint-lender".into(),
        lang: Lang::ZhCn,
        debt: debts.first().ok_or("no debt")?.debt.id.clone(),
        findings: found
            .findings
            .iter()
            .take(3)
            .map(|finding| finding.key.clone())
            .collect(),
        requests: vec!["stop_night".into(), "reply_in_writing".into()],
        filled: Default::default(),
        full_id: false,
        day: chrono::NaiveDate::from_ymd_opt(2026, 11, 21).ok_or("day")?,
        own_words: None,
        paragraphs: Vec::new(),
        plan: None,
        gap_sheet: false,
        enclose: Vec::new(),
        proceeding: None,
    };
    for round in 0..3 {
        let clock = Clock::now();
        let pages = app::letters::preview(app, draft.clone())?;
        println!(
            "letter as {} pages of preview, round {round}: {} ms",
            pages.pages.len(),
            clock.elapsed().as_millis()
        );
    }
    Ok(())
}

/// One debt, a few numbers, contacts every thirteen minutes of working days.
fn case(count: i64) -> Case {
    let mut case: Case = serde_json::from_value(serde_json::json!({
        "format": CASE_FORMAT,
        "parties": [
            { "id": "bank", "name": "示例银行", "role": "lender", "cba_member": "yes" },
            { "id": "agency", "name": "示例信息服务有限公司", "role": "agency" },
        ],
        "debts": [{ "id": "d", "lender": "bank", "lender_type": "bank_internet_loan", "online": "yes" }],
    }))
    .unwrap_or_default();
    case.borrower = Borrower {
        name: "张示例".into(),
        ..Borrower::default()
    };
    case.numbers = (0..20)
        .filter_map(number)
        .map(|number| NumberEntry {
            number,
            kind: NumberKind::Collector,
            party: Some("agency".into()),
            debt: Some(DebtId::from("d")),
        })
        .collect();
    let start = domain::parse_instant("2026-03-01T00:00:00+08:00").unwrap_or_default();
    // All before the fixed now: the more, the denser.
    let step = 260 * 86_400 / count;
    case.contacts = (0..count)
        .map(|n| {
            let at = start + chrono::TimeDelta::seconds(n * step);
            let mut contact = Contact::new(
                ContactId::from(format!("c{n}")),
                Channel::Call,
                Direction::Incoming,
                at,
            );
            contact.number = number(n % 20);
            contact.connection = if n % 3 == 0 {
                Connection::Connected
            } else {
                Connection::RangOnly
            };
            contact.duration_s = (n % 3 == 0).then_some(40);
            contact.said = Some(match n % 50 {
                0 => "您好，请联系我们商量还款安排，有困难可以说明。".into(),
                1 => "如不处理，将联系您的家人。".into(),
                _ => format!("示例短信第{n}条，请留意账单日期，谢谢配合。"),
            });
            contact
        })
        .collect();
    case
}

fn number(n: i64) -> Option<Phone> {
    Phone::parse(&format!("010000000{n:02}"))
}

fn input(n: i64) -> Result<ContactInput, serde_json::Error> {
    let at = domain::parse_instant("2026-11-20T22:30:00+08:00").unwrap_or_default();
    serde_json::from_value(serde_json::json!({
        "channel": "call", "direction": "incoming", "connection": "connected", "duration_s": 30,
        "at": (at + chrono::TimeDelta::seconds(n)).to_rfc3339(), "number": "01000000001",
    }))
}
