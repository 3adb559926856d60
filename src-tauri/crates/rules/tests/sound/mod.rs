//! A small pack in which nothing is wrong, to be broken in one place at a time.

use rules::PackFiles;

/// A pack of one rule, all in order.
pub(crate) fn sound() -> PackFiles {
    let rule = r#"slug = "night"
kind = "contact_in_quiet_hours"
instrument = "LAW"
clause = "第1条"
from = "2025-01-01"
force = "law"
grade = "A1"
engine = "auto"
sources = ["S"]
topic = "time"
[scope]
lenders = ["bank_card"]

[params]
from = "22:00:00"
to = "08:00:00"

[zh]
title = "夜间"
why = "夜间不得联系。"
allowed = "白天可以。"
limits = "无。"
evidence = "截图。"
tell = "机构。"

[en]
title = "Night"
why = "No contact at night."
allowed = "By day."
limits = "None."
evidence = "Screenshots."
tell = "The lender."
"#;
    let cases = r#"[shared]
contact = { purpose = "collection" }
answers = [{ fact = { key = "hours_agreed", subject = { of = "debt", id = "debt" } }, value = "no" }]
[[case]]
name = "before"
proves = "day_before"
contacts = [{ at = "2024-12-31 23:00:00" }]
verdict = "not_applicable"
why = "not_in_force"
[[case]]
name = "first"
proves = "first_day"
contacts = [{ at = "2025-01-01 23:00:00" }]
verdict = "flagged"
[[case]]
name = "edge"
proves = "boundary"
contacts = [{ at = "2025-01-01 21:59:59" }]
verdict = "clear"
[[case]]
name = "open"
proves = "missing_fact"
contacts = [{ at = "2025-01-01 23:00:00", purpose = "unknown" }]
verdict = "needs_facts"
missing = ["is_collection"]
"#;
    let pack = r#"id = "x"
title = { zh = "示例", en = "Sample" }
version = "1.0.0"
jurisdiction = "CN"
checked_on = "2026-11-21"
covers_from = "2020-01-01"
"#;
    let instruments = r#"[[instrument]]
id = "LAW"
name = "示例法"
name_en = "Sample Law"
issuer = "示例机关"
effective = "2025-01-01"
force = "law"
grade = "A1"
clauses = ["1"]
sources = ["S"]
"#;
    let misquotations = r#"[[misquotation]]
id = "three-calls"
instrument = "LAW"
claim = { zh = "示例法规定每天3次", en = "The sample law says three calls a day" }
verdict = "wrong"
correction = { zh = "示例法第1条没有数字。", en = "It has no number." }
marks = [["示例法", "每天3次"]]
unless = ["没有规定"]
says = ["示例法规定每天3次。"]
says_not = ["示例法没有规定每天3次。"]
"#;
    [
        ("x/pack.toml", pack),
        ("x/sources.toml", "[[source]]\nid = \"S\"\ntitle = \"T\"\n"),
        ("x/instruments.toml", instruments),
        ("x/misquotations.toml", misquotations),
        ("x/rules/night.toml", rule),
        ("x/cases/night.toml", cases),
    ]
    .map(|(path, text)| (path.to_owned(), text.to_owned()))
    .into()
}
