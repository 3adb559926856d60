//! The money of a debt through the api, on a real vault: what is entered comes
//! back worked out, survives the lock, and what is missing is named.

use api::ErrorCode;
use serde_json::{Value, json};

use crate::host::{Bench, PASSPHRASE};

/// A vault with one debt: 10 000 at 18.25 % a year, which is 5.00 a day.
fn with_debt() -> (Bench, String) {
    let bench = Bench::with_vault();
    let row = bench.ok(
        "debt_save",
        json!({
            "lender_name": "示例银行", "lender_type": "bank_consumer_loan",
            "product": "示例贷", "opened": "2026-01-01", "currency": "CNY",
            "principal": "10000.00", "rate": { "percent": "18.25", "per": "year" },
            "online": "unknown", "stage": "verify", "cba_member": "yes", "nifa_member": "no",
            "chain": [],
            "balances": [{ "as_of": "2026-01-31", "principal": "9000.00", "interest": "135.00",
                           "penalty": "0.00", "fee": "30.00", "said_by": "示例银行" }],
        }),
    );
    let debt = row["debt"]["id"].as_str().unwrap().to_owned();
    (bench, debt)
}

fn entry(debt: &str, day: &str, kind: &str, amount: &str) -> Value {
    json!({ "debt": debt, "entry": { "day": day, "kind": kind, "amount": amount,
            "evidence": "回单" } })
}

/// Handed over less 1 000 of interest, 500 paid on the twentieth day after.
fn fill(bench: &Bench, debt: &str) {
    bench.ok(
        "entry_save",
        entry(debt, "2026-01-01", "disbursement", "10000.00"),
    );
    bench.ok(
        "entry_save",
        entry(debt, "2026-01-01", "interest_withheld", "1000.00"),
    );
    bench.ok("entry_save", entry(debt, "2026-01-21", "payment", "500.00"));
}

pub(crate) fn account(bench: &Bench, debt: &str, day: &str) -> Value {
    bench.ok("account_get", json!({ "debt": debt, "as_of": day }))
}

fn needs(view: &Value, section: &str) -> Vec<(String, String)> {
    let problems = view["problems"].as_array().unwrap().iter();
    problems
        .filter(|p| p["section"] == section)
        .map(|p| {
            let text = |key: &str| p[key].as_str().unwrap().to_owned();
            (text("field"), text("code"))
        })
        .collect()
}

/// What a refused command says of each field.
fn problems(bench: &Bench, command: &str, payload: Value) -> Vec<(String, String)> {
    let error = bench.rpc(command, payload).expect_err(command);
    assert_eq!(error.code, ErrorCode::Invalid);
    let fields = error.fields.into_iter();
    fields
        .map(|problem| {
            let code = serde_json::to_value(problem.code).unwrap();
            (problem.field, code.as_str().unwrap().to_owned())
        })
        .collect()
}

#[test]
fn an_empty_account_says_what_it_lacks() {
    let (bench, debt) = with_debt();
    let view = account(&bench, &debt, "2026-01-31");
    assert!(view.get("balance").is_none());
    let need = |field: &str| vec![(field.to_owned(), "required".to_owned())];
    assert_eq!(needs(&view, "balance"), need("entries"));
    assert_eq!(needs(&view, "gap"), need("entries"));
    assert_eq!(needs(&view, "limitation"), need("last_due"));
    // The register's rate stands in until terms are written down.
    assert_eq!(view["account"]["terms"]["rate"]["percent"], "18.25");
    let plans = bench.ok(
        "plan_compare",
        json!({ "debt": debt, "options": [{ "kind": "instalments", "months": 12 }] }),
    );
    // Without an account of our own the stated figure is taken, and said to be so.
    assert_eq!(plans["balance_from"], "stated");
    assert_eq!(plans["answer"]["today"], "9165.00");
}

#[test]
fn the_balance_and_the_gap_come_out_as_by_hand() {
    let (bench, debt) = with_debt();
    fill(&bench, &debt);
    // 20 days at 4.50 = 90; 410 of the 500 to principal; 10 days at 4.295 = 42.95.
    let view = account(&bench, &debt, "2026-01-31");
    assert_eq!(view["balance"]["principal"], "8590.00");
    assert_eq!(view["balance"]["interest"], "42.95");
    let gap = &view["gap"];
    assert_eq!(gap["said_by"], "示例银行");
    assert_eq!(gap["sheet"]["difference"], "532.05");
    assert_eq!(gap["sheet"]["unexplained"], "532.05");
    let proposed: Vec<_> = gap["proposed"]
        .as_array()
        .unwrap()
        .iter()
        .map(|piece| {
            (
                piece["part"].clone(),
                piece["reason"].clone(),
                piece["amount"].clone(),
            )
        })
        .collect();
    let piece =
        |part: &str, amount: &str| (json!(part), json!("payment_not_credited"), json!(amount));
    assert_eq!(
        proposed,
        [piece("principal", "410.00"), piece("interest", "92.05")]
    );
    assert_eq!(gap["proposed"][0]["evidence"], "回单");

    // Taking the proposals over leaves only the fee, which nothing explains.
    let mut input = view["account"].clone();
    input["gap"] = gap["proposed"].clone();
    input["plans"] = json!([]);
    bench.ok("account_save", input);
    let view = account(&bench, &debt, "2026-01-31");
    assert_eq!(view["gap"]["proposed"], json!([]));
    assert_eq!(view["gap"]["sheet"]["unexplained"], "30.00");

    // It is all there after the lock.
    bench.ok("vault_lock", json!({}));
    bench.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(account(&bench, &debt, "2026-01-31"), view);
}

#[test]
fn what_was_charged_is_held_against_the_ceilings() {
    let (bench, debt) = with_debt();
    fill(&bench, &debt);
    let mut fee = entry(&debt, "2026-01-10", "fee", "200.00");
    fee["charge"] = json!("guarantee");
    bench.ok("entry_save", fee);
    let view = account(&bench, &debt, "2026-01-31");
    // The fee is paid first: 200 of the 500; then 90 of interest; 210 of principal.
    assert_eq!(view["balance"]["principal"], "8790.00");
    let charges = view["charges"].as_array().unwrap();
    let charge = |kind: &str| charges.iter().find(|c| c["kind"] == kind).unwrap().clone();
    assert_eq!(charge("guarantee")["amount"], "200.00");
    assert_eq!(charge("guarantee")["paid"], "200.00");
    assert_eq!(charge("interest")["paid"], "90.00");
    let lines = view["ceiling"]["lines"].as_array().unwrap();
    assert!(!lines.is_empty(), "{view}");
    // 24 % of 9 000 for 20 days and of 8 790 for 10: 118.356 + 57.797.
    let line = lines.iter().find(|l| l["percent"] == "24").unwrap();
    assert_eq!(line["amounts"]["allowed"], "176.15", "{line}");
}

#[test]
fn limitation_follows_payments_and_agreements_by_itself() {
    let (bench, debt) = with_debt();
    fill(&bench, &debt);
    let mut input = account(&bench, &debt, "2026-01-31")["account"].clone();
    input["last_due"] = json!("2026-01-15");
    input["gap"] = json!([]);
    input["plans"] = json!([]);
    bench.ok("account_save", input);
    let view = account(&bench, &debt, "2026-06-01");
    // The payment of 21 January, after the last day to perform, starts it again.
    assert_eq!(view["limitation"]["state"], "running");
    assert_eq!(view["limitation"]["expires"], "2029-01-21");
    assert_eq!(view["events"][0]["event"]["kind"], "part_payment");
    assert!(view["events"][0].get("id").is_none());
    assert_eq!(
        view["limitation"]["act_today"],
        json!({ "effect": "restarts", "expires": "2029-06-01" })
    );

    bench.ok(
        "limitation_save",
        json!({ "debt": debt, "event": { "day": "2026-05-01", "kind": "demand_arrived" } }),
    );
    let view = account(&bench, &debt, "2026-06-01");
    assert_eq!(view["limitation"]["expires"], "2029-05-01");
    let id = view["events"][1]["id"].clone();
    bench.ok("limitation_remove", json!({ "id": id }));
    assert_eq!(
        account(&bench, &debt, "2026-06-01")["limitation"]["expires"],
        "2029-01-21"
    );

    for (field, code, event) in [
        (
            "event.day",
            "in_future",
            json!({ "day": "2030-01-01", "kind": "promise" }),
        ),
        (
            "event.until",
            "before_start",
            json!({ "day": "2026-05-01", "kind": "obstacle", "until": "2026-04-01" }),
        ),
        (
            "event.until",
            "contradiction",
            json!({ "day": "2026-05-01", "kind": "promise", "until": "2026-06-01" }),
        ),
    ] {
        let payload = json!({ "debt": debt, "event": event });
        assert_eq!(
            problems(&bench, "limitation_save", payload),
            [(field.to_owned(), code.to_owned())]
        );
    }
}

#[test]
fn a_wrong_entry_is_refused_at_its_field_and_nothing_is_kept() {
    let (bench, debt) = with_debt();
    let refused = |entry: Value| {
        problems(
            &bench,
            "entry_save",
            json!({ "debt": debt, "entry": entry }),
        )
    };
    let field = |name: &str, code: &str| vec![(name.to_owned(), code.to_owned())];
    let day = "2026-01-01";
    assert_eq!(
        refused(json!({ "day": day, "kind": "fee" })),
        field("entry.amount", "required")
    );
    assert_eq!(
        refused(json!({ "day": day, "kind": "payment", "amount": "0" })),
        field("entry.amount", "out_of_range")
    );
    assert_eq!(
        refused(json!({ "day": day, "kind": "fee", "amount": "-1" })),
        field("entry.amount", "out_of_range")
    );
    assert_eq!(
        refused(json!({ "day": day, "kind": "waiver", "amount": "1" })),
        field("entry.part", "required")
    );
    assert_eq!(
        refused(json!({ "day": day, "kind": "rate_change" })),
        field("entry.rate", "required")
    );
    assert_eq!(
        refused(json!({ "day": "2027-01-01", "kind": "disbursement", "amount": "1" })),
        field("entry.day", "in_future")
    );
    // What cannot be an amount or a day never reaches the verb.
    for broken in [
        json!({ "day": day, "kind": "fee", "amount": "1.005" }),
        json!({ "day": "2026-02-30", "kind": "fee", "amount": "1" }),
    ] {
        assert_eq!(
            bench
                .refused("entry_save", json!({ "debt": debt, "entry": broken }))
                .0,
            "invalid"
        );
    }
    assert_eq!(account(&bench, &debt, day)["entries"], json!([]));

    bench.ok(
        "entry_save",
        entry(&debt, "2026-01-01", "disbursement", "10000.00"),
    );
    let row = bench.ok(
        "entry_save",
        entry(&debt, "2026-01-05", "payment", "100.00"),
    );
    // A debt with entries stays; taken out they are gone, and the journal has them.
    assert_eq!(
        bench.refused("debt_remove", json!({ "id": debt })).0,
        "still_referenced"
    );
    bench.ok("entry_remove", json!({ "id": row["id"] }));
    assert_eq!(
        account(&bench, &debt, day)["entries"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        bench.refused("entry_remove", json!({ "id": row["id"] })).0,
        "not_found"
    );
}

#[test]
fn the_surplus_is_shared_over_every_debt_and_plans_are_held_against_it() {
    let (bench, debt) = with_debt();
    fill(&bench, &debt);
    let other = bench.ok(
        "debt_save",
        json!({
            "lender_name": "示例消费金融", "lender_type": "consumer_finance", "product": "",
            "currency": "CNY", "online": "unknown", "stage": "verify",
            "cba_member": "unknown", "nifa_member": "unknown", "chain": [],
            "balances": [{ "as_of": "2026-11-01", "principal": "3000.00", "interest": "0.00",
                           "penalty": "0.00", "fee": "0.00" }],
        }),
    );
    let other = other["debt"]["id"].as_str().unwrap();
    let view = bench.ok(
        "budget_save",
        json!({ "budget": {
            "income": [{ "group": "wage", "amount": "5000.00" }],
            "expenses": [{ "group": "housing", "amount": "3000.00" }, { "group": "food", "amount": "1000.00" }],
            "savings": "2000.00",
        } }),
    );
    assert_eq!(view["answer"]["surplus"], "1000.00");
    let offers = view["offers"]["offers"].as_array().unwrap();
    let offered = |id: &str| offers.iter().find(|o| o["id"] == id).unwrap()["offer"].clone();
    let fen = |text: &Value| {
        text.as_str()
            .unwrap()
            .replace('.', "")
            .parse::<i64>()
            .unwrap()
    };
    assert_eq!(fen(&offered(&debt)) + fen(&offered(other)), 100_000);
    // Ours of today: 8 590 of principal and 309 + ... days of interest, more than
    // the other's 3 000, so it gets the larger part.
    assert!(fen(&offered(&debt)) > fen(&offered(other)));

    let plans = bench.ok(
        "plan_compare",
        json!({ "debt": other, "options": [
            { "kind": "instalments", "months": 60 },
            { "kind": "lump_sum", "months": 1, "amount": "2000.00" },
            { "kind": "lump_sum", "months": 1, "amount": "2500.00" },
        ] }),
    );
    assert_eq!(plans["surplus"], offered(other));
    let outcomes = plans["answer"]["outcomes"].as_array().unwrap();
    let fits: Vec<_> = outcomes.iter().map(|o| o["fits"].clone()).collect();
    assert_eq!(fits, [json!(true), json!(true), json!(false)]);
    assert_eq!(outcomes[0]["rows"].as_array().unwrap().len(), 60);

    // A debt that comes first takes its part before the others share; both are
    // written down as one.
    let budget = bench.ok("budget_get", json!({}))["budget"].clone();
    let first = |monthly: &str| json!({ "budget": budget, "priority": [{ "debt": debt, "monthly": monthly }] });
    let view = bench.ok("budget_save", first("800.00"));
    assert_eq!(view["answer"]["surplus"], "200.00");
    assert_eq!(
        view["offers"]["offers"],
        json!([{ "id": other, "balance": "3000.00", "offer": "200.00", "months": 15 }])
    );
    let kept = account(&bench, &debt, "2026-11-21")["account"].clone();
    assert_eq!(kept["terms"]["rate"]["percent"], "18.25");
    assert_eq!(
        problems(&bench, "budget_save", first("-1.00")),
        [("priority[0].monthly".to_owned(), "out_of_range".to_owned())]
    );
    let negative =
        json!({ "budget": { "income": [{ "group": "wage", "amount": "-1.00" }], "expenses": [] } });
    assert_eq!(
        problems(&bench, "budget_save", negative),
        [("income[0].amount".to_owned(), "out_of_range".to_owned())]
    );
}

#[test]
fn an_agreement_is_tracked_payment_by_payment() {
    let (bench, debt) = with_debt();
    bench.ok(
        "agreement_save",
        json!({
            "debt": debt, "agreed_on": "2026-08-01", "months": 5, "kept": "unknown",
            "payments": [
                { "due": "2026-08-20", "amount": "300.00" }, { "due": "2026-09-20", "amount": "300.00" },
                { "due": "2026-10-20", "amount": "300.00" }, { "due": "2026-11-25", "amount": "300.00" },
                { "due": "2026-12-20", "amount": "300.00" },
            ],
            "breaks": "连续两期未还，协议终止", "evidence": "双方盖章的协议",
        }),
    );
    // Before the agreement; on time and a part ahead; the second part late.
    for (day, amount) in [
        ("2026-07-31", "100.00"),
        ("2026-08-20", "400.00"),
        ("2026-09-25", "200.00"),
    ] {
        bench.ok("entry_save", entry(&debt, day, "payment", amount));
    }
    let rows = bench.ok("agreement_list", json!({}));
    let row = &rows[0];
    let states: Vec<_> = row["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["paid", "paid_late", "missed", "due_soon", "ahead"]);
    assert_eq!(
        (&row["agreed"], &row["paid"]),
        (&json!("1500.00"), &json!("600.00"))
    );
    assert_eq!(row["next"]["due"], "2026-10-20");
    assert_eq!(row["agreement"]["breaks"], "连续两期未还，协议终止");
    // The week says so too, with its day.
    let week = bench.ok("week_get", json!({}));
    let step = week["steps"]
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["code"] == "pay_agreed")
        .unwrap();
    assert_eq!(
        (&step["due"], &step["params"]["amount"]),
        (&json!("2026-10-20"), &json!("300.00"))
    );
}

#[test]
fn a_later_lpr_is_the_users_own_and_marked() {
    let (bench, debt) = with_debt();
    let known = bench.ok("lpr_get", json!({}));
    let verified = known["verified_to"].as_str().unwrap();
    assert!(verified < "2026-11-21", "{verified}");
    let early = json!({ "own": [{ "day": verified, "percent": "3" }] });
    assert_eq!(
        problems(&bench, "lpr_save", early),
        [("own[0].day".to_owned(), "contradiction".to_owned())]
    );
    let saved = bench.ok(
        "lpr_save",
        json!({ "own": [{ "day": "2026-11-20", "percent": "2.9" }] }),
    );
    assert_eq!(saved["own"][0]["percent"], "2.9");
    bench.ok("vault_lock", json!({}));
    assert_eq!(bench.refused("lpr_get", json!({})).0, "locked");
    assert_eq!(
        bench.refused("account_get", json!({ "debt": debt })).0,
        "locked"
    );
    bench.ok("vault_open", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(bench.ok("lpr_get", json!({}))["own"], saved["own"]);
}

#[test]
fn a_single_figure_needs_no_vault() {
    let bench = Bench::new();
    let request = json!({ "op": "schedule", "request": {
        "principal": "12000.00", "rate": { "percent": "12", "per": "year" }, "periods": 12,
        "method": "equal_principal" } });
    let computed = bench.ok("money_compute", request);
    // 1 000 a month; interest 120, 110, … 10: 780.
    assert_eq!(computed["answer"]["answer"]["total_interest"], "780.00");
    let wrong = json!({ "op": "schedule", "request": {
        "principal": "0", "rate": { "percent": "12", "per": "year" }, "periods": 0,
        "method": "equal_principal" } });
    let computed = bench.ok("money_compute", wrong);
    assert_eq!(
        computed["problems"],
        json!([{ "field": "principal", "code": "not_positive" }, { "field": "periods", "code": "out_of_range" }])
    );
}

#[test]
fn a_debt_elsewhere_is_not_measured_by_chinese_law() {
    let (bench, debt) = with_debt();
    fill(&bench, &debt);
    let rows = bench.ok("debt_list", json!({}));
    let held = &rows[0]["debt"];
    bench.ok(
        "debt_save",
        json!({
            "id": debt, "lender_name": "Example Bank", "lender_type": held["lender_type"],
            "product": "", "jurisdiction": "US", "currency": "USD", "rate": held["rate"], "online": "unknown",
            "stage": "verify", "cba_member": "unknown", "nifa_member": "unknown",
            "chain": [], "balances": [],
        }),
    );
    let view = account(&bench, &debt, "2026-01-31");
    assert_eq!(view["balance"]["principal"], "8590.00");
    let elsewhere = vec![("jurisdiction".to_owned(), "not_covered".to_owned())];
    assert_eq!(needs(&view, "ceiling"), elsewhere);
    assert_eq!(needs(&view, "limitation"), elsewhere);
    assert!(view.get("ceiling").is_none() && view.get("limitation").is_none());
}
