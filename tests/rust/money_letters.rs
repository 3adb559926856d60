//! What letters say in figures: what the record supports, on whose word and for
//! which day, and nothing else.

use serde_json::{Value, json};

use crate::host::Bench;
use crate::money::account;

#[test]
fn the_gap_sheet_goes_with_a_letter_and_the_letter_says_what_it_does_to_limitation() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let found = bench.ok(
        "finding_list",
        json!({ "verdict": "flagged", "debt": "loan" }),
    );
    let key = &found["findings"][0]["key"];
    let draft = |debt: &str, lang: &str| {
        json!({ "template": "complaint-lender", "lang": lang, "debt": debt, "findings": [key],
                "requests": [], "day": "2026-11-21", "gap_sheet": true })
    };
    let said = |pages: &Value| {
        let sentences = pages["sentences"].as_array().unwrap().iter();
        let texts = sentences.map(|s| s["text"].as_str().unwrap().to_owned());
        texts.collect::<Vec<_>>().join("\n")
    };
    // The agency's newest figure against ours: the payment of July is missing in
    // theirs, and 300 of fees have no ground.
    let pages = bench.ok("letter_preview", draft("loan", "zh-CN"));
    assert_eq!(pages["problems"], json!([]));
    let text = said(&pages);
    for part in [
        "附：差额表",
        "43,672.17",
        "42,872.17",
        "原因不明：300.00",
        "原因不明：500.00",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(said(&bench.ok("letter_preview", draft("loan", "en"))).contains("Annex: gap sheet"));
    // The last instalment is not due before 2028: no period runs that the letter's
    // promise could start again. Were it due, the letter would.
    assert_eq!(pages["act"]["effect"], "none");
    let mut input = account(&bench, "loan", "2026-11-21")["account"].clone();
    input["last_due"] = json!("2026-10-01");
    input["gap"] = json!([]);
    bench.ok("account_save", input);
    let pages = bench.ok("letter_preview", draft("loan", "zh-CN"));
    assert_eq!(
        pages["act"],
        json!({ "effect": "restarts", "expires": "2029-11-21" })
    );

    // Without a disbursement there is no sheet, and the letter waits for it.
    bench.ok("entry_remove", json!({ "id": "e1" }));
    let pages = bench.ok("letter_preview", draft("loan", "zh-CN"));
    let missing = json!([{ "code": "gap_missing", "detail": "entries" }]);
    assert_eq!(pages["problems"], missing);
}

#[test]
fn a_letter_asks_for_a_plan_in_figures_that_add_up() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let cards = bench.ok("template_list", json!({}));
    let card = cards.as_array().unwrap().iter();
    let card = card
        .clone()
        .find(|c| c["id"] == "instalment-request")
        .unwrap();
    assert_eq!(
        (&card["needs_findings"], &card["plans"]),
        (&json!(false), &json!(["instalments", "reduction"]))
    );
    let mut draft = json!({
        "template": "instalment-request", "lang": "zh-CN", "debt": "loan", "findings": [],
        "requests": ["reply_in_writing"], "day": "2026-11-21",
        "plan": { "kind": "instalments", "months": 60 },
    });
    let pages = bench.ok("letter_preview", draft.clone());
    assert_eq!(pages["problems"], json!([]));
    let sentences = pages["sentences"].as_array().unwrap().iter();
    let text: String = sentences.map(|s| s["text"].as_str().unwrap()).collect();
    // 39 911.67 + 1 571.25 + 64 days of penalty interest at 23.1 %: 1 616.59.
    let view = account(&bench, "loan", "2026-11-21");
    let total = view["balance"]["total"].as_str().unwrap();
    assert_eq!(total, "43099.51");
    for part in [
        "43,099.51元（大写：肆万叁仟零玖拾玖元伍角壹分）",
        "分60期归还，第1期至",
        "家庭每月收入约6,700.00元",
        "近六个月工资流水",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // The runs of equal payments come to the whole.
    let runs = text.split("分60期归还，").nth(1).unwrap();
    let runs = runs.split("，首期").next().unwrap();
    let fen: i64 = runs
        .split('、')
        .map(|run| {
            let digits = |text: &str| -> Vec<i64> {
                let groups = text.split(|c: char| !c.is_ascii_digit());
                groups.filter_map(|group| group.parse().ok()).collect()
            };
            let (which, amount) = match run.split_once("每期") {
                Some((which, amount)) => (which, amount),
                None => run.split_once('期').unwrap(),
            };
            let (which, amount) = (digits(which), digits(amount));
            let count = which.last().unwrap() - which[0] + 1;
            count * (amount[0] * 100 + amount[1])
        })
        .sum();
    assert_eq!(fen, 4_309_951, "{runs}");
    // No card, no clause about cards.
    assert!(!text.contains("信用卡"), "{text}");

    draft["plan"] = json!({ "kind": "instalments", "months": 61 });
    let pages = bench.ok("letter_preview", draft.clone());
    assert_eq!(pages["problems"][0]["code"], "plan_wrong");
    draft.as_object_mut().unwrap().remove("plan");
    let pages = bench.ok("letter_preview", draft);
    assert_eq!(pages["problems"][0]["code"], "missing_value");
}

#[test]
fn letters_about_the_amount_and_about_an_agreement_say_what_the_record_holds() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let text = |template: &str| {
        let draft = json!({ "template": template, "lang": "zh-CN", "debt": "loan", "findings": [],
                            "requests": [], "day": "2026-11-21" });
        let pages = bench.ok("letter_preview", draft);
        let sentences = pages["sentences"].as_array().unwrap().iter();
        let text: String = sentences.map(|s| s["text"].as_str().unwrap()).collect();
        (text, pages["problems"].clone())
    };
    let (said, problems) = text("dispute-amount");
    assert_eq!(problems, json!([]));
    for part in [
        "示例信息服务有限公司告知的欠款金额为43,672.17元",
        "计算为42,872.17元，相差800.00元",
        "附：差额表",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    // Nothing was agreed: there is nothing to confirm.
    assert_eq!(text("confirm-agreement").1[0]["code"], "missing_value");
    bench.ok(
        "agreement_save",
        json!({
            "debt": "loan", "agreed_on": "2026-11-18", "kept": "unknown",
            "payments": [
                { "due": "2027-01-20", "amount": "300.00" }, { "due": "2026-12-20", "amount": "300.00" },
                { "due": "2027-02-20", "amount": "450.00" },
            ],
            "breaks": "连续两期未还，协议终止。",
        }),
    );
    let (said, problems) = text("confirm-agreement");
    assert_eq!(problems, json!([]));
    for part in [
        "分3期归还，第1期至第2期每期300.00元、第3期450.00元，首期于2026年12月20日支付",
        "合计人民币1,050.00元（大写：壹仟零伍拾元整）",
        "双方说明的是：连续两期未还，协议终止。",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
}

#[test]
fn a_stated_figure_keeps_its_day_and_its_speaker() {
    let bench = Bench::new();
    bench.ok("sample_open", json!({}));
    let draft = |template: &str| {
        json!({ "template": template, "lang": "zh-CN", "debt": "xf", "findings": [], "requests": [],
                "day": "2026-11-21", "plan": { "kind": "instalments", "months": 12 } })
    };
    let said = |pages: &Value| -> String {
        let sentences = pages["sentences"].as_array().unwrap().iter();
        sentences.map(|s| s["text"].as_str().unwrap()).collect()
    };
    let text = said(&bench.ok("letter_preview", draft("instalment-request")));
    assert!(
        text.contains("截至2026年10月31日，按贵机构告知的数额，欠款合计人民币5,898.10元"),
        "{text}"
    );
    let plans = bench.ok(
        "plan_compare",
        json!({ "debt": "xf", "options": [{ "kind": "instalments", "months": 12 }] }),
    );
    assert_eq!(
        (&plans["balance_day"], &plans["as_of"]),
        (&json!("2026-10-31"), &json!("2026-11-21"))
    );

    // Our own account comes to more than the lender says: nothing to object to.
    let entry = json!({ "day": "2024-11-02", "kind": "disbursement", "amount": "12000.00" });
    bench.ok("entry_save", json!({ "debt": "xf", "entry": entry }));
    let pages = bench.ok("letter_preview", draft("dispute-amount"));
    let problems = pages["problems"].as_array().unwrap();
    let lacks: Vec<_> = problems
        .iter()
        .map(|p| (&p["code"], &p["detail"]))
        .collect();
    assert_eq!(lacks, [(&json!("missing_value"), &json!("gap_difference"))]);
    // What is missing is said in words.
    let about = problems[0]["about"]["zh-CN"].as_str().unwrap();
    assert!(about.contains("差额表"), "{about}");
}
