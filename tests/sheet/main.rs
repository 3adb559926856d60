//! A list as the app writes it for a spreadsheet, for the lane `xlsx`:
//!
//! ```sh
//! cargo run -p mingzhang-tests --example sheet -- OUT
//! ```
//!
//! Puts `list.xlsx` into the folder, and `list.txt`: the cells a spreadsheet must show,
//! texts in quotes, numbers and days without.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    dead_code,
    reason = "a sample for a test"
)]

#[path = "../rust/host.rs"]
mod host;

use std::fs;
use std::path::PathBuf;

use serde_json::json;

fn main() {
    let out = PathBuf::from(std::env::args().nth(1).expect("sheet OUT"));
    fs::create_dir_all(&out).unwrap();
    let bench = host::Bench::new();
    bench.ok("sample_open", json!({}));
    // Of each number something would be lost if it were taken for one.
    let rows = json!([
        [
            "01000000001",
            "2026-03-01T14:30:05Z",
            "2026-03-02",
            "234.50",
            "3",
            "说“要上门”，𠮷"
        ],
        [
            "13800000001",
            "2026-12-31T16:00:00Z",
            "2026-01-01",
            "0.01",
            "0",
            "=1+1"
        ],
        ["+8613800000001", "", "", "-20.00", "", "-5"],
        ["6222000000000000001", "", "", "1000000", "1000", "@SUM(A1)"],
        ["95000", "", "没有", "", "", "两\n行"],
    ]);
    let kinds = ["text", "moment", "day", "amount", "count", "text"];
    let titles = ["号码", "时间", "日期", "金额", "次数", "内容"];
    let columns: Vec<_> = titles
        .iter()
        .zip(kinds)
        .map(|(title, kind)| json!({ "title": title, "kind": kind }))
        .collect();
    bench.ok(
        "sheet_export",
        json!({
            "path": out.join("list.xlsx"), "form": "xlsx", "title": "联系记录",
            "columns": columns, "rows": rows,
            "about": { "title": "关于", "made": "导出时间", "rows": "行数", "entry": "流水号", "hash": "指纹" },
        }),
    );
    fs::write(out.join("list.txt"), SHOWN).unwrap();
}

/// Moments in Beijing time, amounts with two places.
const SHOWN: &str = r#""号码","时间","日期","金额","次数","内容"
"01000000001",2026-03-01 22:30:05,2026-03-02,234.50,3,"说“要上门”，𠮷"
"13800000001",2027-01-01 00:00:00,2026-01-01,0.01,0,"=1+1"
"+8613800000001",,,-20.00,,"-5"
"6222000000000000001",,,1000000,1000,"@SUM(A1)"
"95000",,"没有",,,"两
行"
"#;
