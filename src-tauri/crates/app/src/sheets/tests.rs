//! Tables are read back as a spreadsheet reads them.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::*;

fn table(form: SheetForm) -> SheetExport {
    let column = |title: &str, kind| SheetColumn {
        title: title.to_owned(),
        kind,
    };
    let row = |cells: [&str; 5]| cells.map(str::to_owned).to_vec();
    SheetExport {
        path: String::new(),
        form,
        title: "联系记录[1]".to_owned(),
        columns: vec![
            column("号码", SheetKind::Text),
            column("时间", SheetKind::Moment),
            column("日期", SheetKind::Day),
            column("金额", SheetKind::Amount),
            column("内容", SheetKind::Text),
        ],
        rows: vec![
            row([
                "01000000001",
                "2026-03-01T14:30:05Z",
                "2026-03-02",
                "1234.50",
                "说\"要上门\"，𠮷",
            ]),
            row(["13800000001", "", "没有", "", "=HYPERLINK(\"x\")"]),
            row(["95000", "", "", "", "+86"]),
            row(["-", "", "", "", "@SUM(A1)"]),
            row(["\tx", "", "", "", "两\r\n行"]),
        ],
        about: SheetAbout {
            title: "关于".to_owned(),
            made: "导出时间".to_owned(),
            rows: "行数".to_owned(),
            entry: "流水账".to_owned(),
            hash: "指纹".to_owned(),
        },
    }
}

fn about() -> [(&'static str, String); 2] {
    [("流水账", "17".to_owned()), ("指纹", "ab".repeat(32))]
}

#[test]
fn a_workbook_reads_back_with_text_as_text_and_dates_as_dates() {
    let bytes = xlsx::write(&table(SheetForm::Xlsx), &about()).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["联系记录1", "关于"]);
    let sheet = book.worksheet_range("联系记录1").unwrap();
    let cell = |row: u32, column: u32| {
        sheet
            .get_value((row, column))
            .cloned()
            .unwrap_or(Data::Empty)
    };
    assert_eq!(cell(0, 0), Data::String("号码".into()));
    assert_eq!(cell(1, 0), Data::String("01000000001".into()));
    assert_eq!(cell(2, 0), Data::String("13800000001".into()));
    let Data::DateTime(at) = cell(1, 1) else {
        panic!("{:?}", cell(1, 1))
    };
    // 14:30:05 in UTC is 22:30:05 in Beijing. A spreadsheet counts the days since 30
    // December 1899.
    assert_eq!(format!("{:.5}", at.as_f64()), "46082.93756");
    let Data::DateTime(day) = cell(1, 2) else {
        panic!("{:?}", cell(1, 2))
    };
    assert_eq!(format!("{:.5}", day.as_f64()), "46083.00000");
    assert_eq!(cell(1, 3), Data::Float(1234.5));
    assert_eq!(cell(1, 4), Data::String("说\"要上门\"，𠮷".into()));
    // What is no day is kept as it is, and nothing is a formula.
    assert_eq!(cell(2, 2), Data::String("没有".into()));
    assert_eq!(cell(2, 3), Data::Empty);
    assert_eq!(cell(2, 4), Data::String("=HYPERLINK(\"x\")".into()));
    assert_eq!(cell(4, 4), Data::String("@SUM(A1)".into()));
    let formulas = book.worksheet_formula("联系记录1").unwrap();
    assert!(formulas.used_cells().next().is_none());
    let second = book.worksheet_range("关于").unwrap();
    assert_eq!(
        second.get_value((1, 1)),
        Some(&Data::String("ab".repeat(32)))
    );
}

/// A reader of quoted cells, as plain as the writer.
fn cells(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![]];
    let (mut cell, mut quoted) = (String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => rows.last_mut().unwrap().push(std::mem::take(&mut cell)),
            '\r' if !quoted => {}
            '\n' if !quoted => {
                rows.last_mut().unwrap().push(std::mem::take(&mut cell));
                rows.push(vec![]);
            }
            c => cell.push(c),
        }
    }
    rows.pop();
    rows
}

#[test]
fn a_text_has_its_mark_and_no_cell_runs() {
    let table = table(SheetForm::Csv);
    let bytes = csv(&table.columns, &table.rows, &about());
    assert!(bytes.starts_with(&[0xef, 0xbb, 0xbf]));
    let text = String::from_utf8(bytes).unwrap();
    let rows = cells(text.trim_start_matches('\u{feff}'));
    assert_eq!(rows[0], ["号码", "时间", "日期", "金额", "内容"]);
    // A telephone number keeps its zero and all its digits.
    assert_eq!(rows[1][0].trim_end(), "01000000001");
    assert!(rows[1][0].ends_with('\t') && rows[2][0].ends_with('\t'));
    assert_eq!(
        rows[1][1..],
        [
            "2026-03-01 22:30:05",
            "2026-03-02",
            "1234.50",
            "说\"要上门\"，𠮷"
        ]
    );
    for row in &rows {
        for cell in row {
            assert!(!may_run(cell), "{cell:?}");
        }
    }
    assert_eq!(rows[2][4], "'=HYPERLINK(\"x\")");
    assert_eq!(rows[5][4], "两\r\n行");
    let last = rows.last().unwrap();
    assert_eq!(last[..], ["指纹".to_owned(), "ab".repeat(32)]);
}
