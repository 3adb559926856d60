//! One sample of every source, every row of it.

use domain::Connection;

use super::*;

/// Rows, payments and rejects of a sample in one line each.
fn shown(name: &str) -> (Vec<String>, &'static str) {
    let outcome = read_sample(name);
    for row in &outcome.rows {
        assert_eq!(row.contact.problems(), vec![], "{name}: {}", row.raw);
        assert!(!row.raw.is_empty(), "{name}");
    }
    let format = match &outcome.read {
        Ok(read) => read.format.code(),
        Err(error) => error.code.code(),
    };
    let mut lines: Vec<(u32, String)> = Vec::new();
    lines.extend(outcome.rows.iter().map(|row| (row.position, contact(row))));
    lines.extend(
        outcome
            .payments
            .iter()
            .map(|row| (row.position, payment(row))),
    );
    lines.extend(outcome.rejects.iter().map(|reject| {
        let field = reject.field.unwrap_or("-");
        (
            reject.position,
            format!("{} - {} {field}", reject.position, reject.code),
        )
    }));
    lines.sort_by_key(|(position, _)| *position);
    (lines.into_iter().map(|(_, line)| line).collect(), format)
}

fn contact(row: &ReadRow) -> String {
    let c = &row.contact;
    let mut line = format!(
        "{} {} {} {} {}",
        row.position,
        c.at.format("%F %T %:z"),
        c.channel.code(),
        c.direction.code(),
        match c.connection {
            Connection::Connected => "talked",
            Connection::RangOnly => "rang",
            Connection::NotConnected => "failed",
            Connection::Unknown => "?",
        }
    );
    if let Some(seconds) = c.duration_s {
        line += &format!(" {seconds}s");
    }
    line += &format!(
        " {}",
        c.number.as_ref().map_or("-", |number| number.as_str())
    );
    if let Some(number) = &c.called_number {
        line += &format!(" to {}", number.as_str());
    }
    if let Some(name) = &c.claimed_identity {
        line += &format!(" <{name}>");
    }
    if let Some(said) = &c.said {
        line += &format!(" “{said}”");
    }
    line
}

fn payment(row: &PaymentRow) -> String {
    let or = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    format!(
        "{} {} {} {} {} {}{} {} | {}",
        row.position,
        row.day,
        row.at
            .map_or("-".to_owned(), |at| at.format("%T").to_string()),
        row.amount,
        row.flow,
        row.state,
        row.refunded
            .map_or(String::new(), |back| format!(" ({back})")),
        or(&row.counterparty),
        or(&row.memo),
    )
}

/// The sample is of this format and holds this, row by row.
fn holds(name: &str, format: &str, lines: &[&str]) {
    let (read, known) = shown(name);
    assert_eq!(known, format, "{name}");
    assert_eq!(read, lines, "{name}");
}

#[test]
fn a_carrier_bill_lists_calls_that_connected_and_says_what_it_could_not_read() {
    holds(
        "mobile-bill.csv",
        "mobile_bill",
        &[
            "1 - remark_row -",
            "2 - remark_row -",
            "3 - remark_row -",
            "4 - blank_row -",
            "6 2026-03-01 22:30:00 +08:00 call incoming talked 47s 01000000001 to 13800000002",
            "7 2026-03-02 07:59:59 +08:00 call incoming talked 507s 13800000009 to 13800000002",
            "8 2026-03-02 08:00:00 +08:00 call outgoing talked 3723s 13800000009",
            "9 2026-03-31 21:59:59 +08:00 call incoming ? 12s 95000 to 13800000002",
            "10 - blank_row -",
            "11 2026-04-30 10:00:00 +08:00 call incoming talked 5s 01000000001 to 13800000002",
            "12 - year_missing 起始时间",
            "13 - unknown_type 通信方式",
            "14 - missing_field 通信时长",
            "15 - totals_row -",
            "16 - remark_row -",
        ],
    );
    holds(
        "unicom-bill.xls",
        "unicom_bill",
        &[
            "2 2016-01-31 20:17:05 +08:00 call incoming talked 62s 01000000001",
            "3 2016-01-30 08:00:00 +08:00 call outgoing talked 47s 13800000009",
            "4 - not_a_call 业务类型",
            "5 - bad_value 通话起始时间",
            "6 - totals_row -",
        ],
    );
    holds(
        "unicom-bill.xlsx",
        "unicom_bill",
        &[
            "1 - remark_row -",
            "4 2017-03-31 22:00:00 +08:00 call incoming talked 62s 13800000009",
            "5 2017-03-30 21:59:59 +08:00 call outgoing talked 83s 01000000001",
            "6 2017-03-29 07:59:59 +08:00 call incoming ? 120s 95000",
            "7 - totals_row -",
            "8 - unknown_record -",
        ],
    );
    holds(
        "telecom-bill.csv",
        "telecom_bill",
        &[
            "1 - remark_row -",
            "3 2026-03-01 22:30:00 +08:00 call incoming talked 47s 01000000001 to 13800000002",
            "4 2026-03-02 09:05:07 +08:00 call outgoing talked 125s 4000000000",
            "5 2026-03-03 10:00:00 +08:00 call incoming ? 0s - to 13800000002",
            "6 2026-03-04 10:00:00 +08:00 call incoming talked 60s 01000000001 to 13800000002",
            "7 - duration_out_of_range 通话时长(秒)",
            "8 - totals_row -",
        ],
    );
    holds(
        "telecom-yunnan.csv",
        "telecom_bill",
        &[
            "2 2026-03-01 22:30:00 +08:00 call outgoing talked 47s 01000000001",
            "3 2026-03-02 08:00:00 +08:00 call incoming talked 507s 13800000009 to 13800000002",
        ],
    );
    holds(
        "carrier-other.csv",
        "carrier_bill",
        &[
            "1 - remark_row -",
            "2 - remark_row -",
            "4 2015-03-01 22:30:00 +08:00 call incoming talked 47s 01000000001 to 13800000002",
            "5 2015-03-02 08:00:00 +08:00 call outgoing talked 60s 13800000009",
        ],
    );
    holds(
        "carrier-bill.csv",
        "mobile_bill",
        &["2 2026-03-01 22:30:00 +08:00 call incoming talked 47s 01000000001"],
    );
    holds(
        "mobile-messages.csv",
        "carrier_messages",
        &[
            "2 2026-03-01 22:31:00 +08:00 sms incoming talked 10650000000001",
            "3 2026-03-02 09:00:00 +08:00 sms outgoing ? 13800000009",
            "4 - unknown_type 通信方式",
        ],
    );
}

#[test]
fn a_bill_saved_again_by_a_spreadsheet_is_refused_where_it_lost_something() {
    holds(
        "bill-resaved.csv",
        "mobile_bill",
        &[
            "2 - seconds_lost 起始时间",
            "3 - digits_lost 对方号码",
            "4 2026-03-01 22:30:00 +08:00 call incoming talked 47s 13800000009",
            "5 2026-03-01 22:30:00 +08:00 call outgoing talked 83s 13800000009",
        ],
    );
}

#[test]
fn an_iphone_gives_its_calls_in_three_ways() {
    holds(
        "CallHistory.storedata",
        "iphone_calls",
        &[
            "1 2026-03-01 22:30:00 +08:00 call incoming talked 48s 13800000009",
            "2 2026-03-02 07:59:59 +08:00 call incoming rang 0s 01000000001",
            "3 2026-03-02 08:00:00 +08:00 call outgoing rang 0s 95000",
            "4 2026-03-02 09:00:00 +08:00 call outgoing talked 125s 4000000000",
            "5 2026-03-03 09:00:00 +08:00 call incoming rang 0s -",
            "6 - missing_field ZDATE",
            "7 - duration_out_of_range ZDURATION",
            "8 - date_out_of_range ZDATE",
        ],
    );
    holds(
        "imazing-calls.csv",
        "imazing_calls",
        &[
            "1 2026-05-31 22:45:00 +08:00 call incoming talked 103s 13800000009",
            "2 2026-06-02 09:45:00 +08:00 call outgoing rang 0s 01000000001",
            "3 2026-06-02 21:59:00 +08:00 call incoming rang 0s 4000000000",
            "4 2026-06-03 08:00:00 +08:00 call incoming ? 95000",
        ],
    );
    holds(
        "iexplorer-calls.csv",
        "iexplorer_calls",
        &[
            "2 2026-06-02 09:45:48 +08:00 call incoming talked 103s 13800000009",
            "3 2026-06-02 10:42:23 +08:00 call incoming rang 0s 13800000009",
            "4 2026-06-03 10:42:23 +08:00 call outgoing talked 130s 01000000001",
        ],
    );
}

#[test]
fn other_apps_of_android_are_read_too() {
    holds(
        "android-calls.csv",
        "call_table",
        &[
            "2 2026-06-02 09:45:48 +08:00 call incoming talked 103s 13800000009",
            "3 2026-06-02 10:00:00 +08:00 call incoming rang 0s 01000000001",
            "4 2026-06-02 10:05:00 +08:00 call outgoing rang 0s 01000000001",
        ],
    );
    holds(
        "super-backup-sms.xml",
        "super_backup_sms",
        &[
            "1 2026-03-01 22:31:00 +08:00 sms incoming talked 10650000000001 “请于今日还款😡”",
            "2 2026-03-02 09:00:00 +08:00 sms outgoing ? 13800000009 “我会还的”",
            "3 - date_in_seconds date",
        ],
    );
}

#[test]
fn a_chat_has_a_sender_a_time_and_a_text_in_whatever_form() {
    holds(
        "memotrace.csv",
        "memotrace_table",
        &[
            "2 2026-03-01 22:30:00 +08:00 chat incoming talked - <李专员> “今天必须还，\n不然上门”",
            "4 2026-03-01 22:31:00 +08:00 chat outgoing ? - “我会还的，先说怎么分期”",
            "5 - no_text Type",
            "6 2026-03-01 22:33:00 +08:00 chat incoming talked - <李专员> “引用的话”",
            "7 - system_line Type",
        ],
    );
    holds(
        "memotrace-old.csv",
        "memotrace_table",
        &[
            "2 2026-03-01 22:30:00 +08:00 chat incoming talked - “还款”",
            "3 2026-03-01 22:31:18 +08:00 chat outgoing ? - “好的”",
        ],
    );
    holds(
        "memotrace-new.csv",
        "memotrace_table",
        &[
            "2 2026-03-01 22:30:00 +08:00 chat incoming talked - <李专员> “今天必须还”",
            "3 2026-03-01 22:31:00 +08:00 chat outgoing ? - “我会还的”",
            "4 - no_text 类型",
            "5 - system_line 类型",
        ],
    );
    holds(
        "agent-li.txt",
        "memotrace_text",
        &[
            "1 2026-03-01 22:30:00 +08:00 chat incoming talked - <agent-li> “今天必须还\n不然上门”",
            "5 2026-03-01 22:31:00 +08:00 chat outgoing ? - “我会还的”",
            "8 - no_text -",
            "11 - system_line -",
            "13 2026-03-01 22:34:00 +08:00 chat incoming talked - <agent-li> “最后一次机会”",
        ],
    );
    holds(
        "memotrace.html",
        "memotrace_page",
        &[
            "1 - system_line -",
            "2 2026-03-01 22:30:00 +08:00 chat incoming talked - <李专员> “今天必须还\n<不然>上门, it's {late}”",
            "3 2026-03-01 22:31:00 +08:00 chat outgoing ? - “我会还的”",
            "4 - no_text Type",
            "5 2026-03-01 22:33:00 +08:00 chat incoming talked - <李专员> “引用的话”",
        ],
    );
    holds(
        "chat.json",
        "chat_json",
        &[
            "1 2026-03-01 22:30:00 +08:00 chat incoming talked - <李专员> “今天必须还”",
            "2 2026-03-01 22:31:00 +08:00 chat outgoing ? - “我会还的”",
            "3 - no_text Type",
            "4 - unknown_record -",
            "5 - missing_field time",
        ],
    );
    holds(
        "chat.csv",
        "chat_table",
        &[
            "2 2026-03-01 22:30:00 +08:00 chat incoming talked - <李专员> “今天必须还”",
            "3 2026-03-01 22:31:00 +08:00 chat outgoing ? - “我会还的”",
            "4 - no_text 内容",
        ],
    );
    holds(
        "chat-unknown-side.csv",
        "chat_table",
        &["2 - side_unknown 发送人", "3 - side_unknown 发送人"],
    );
}

#[test]
fn a_payment_says_how_much_where_it_went_and_whether_it_did() {
    holds(
        "wechat-pay.csv",
        "wechat_pay",
        &[
            "1 - remark_row -",
            "2 - remark_row -",
            "3 - remark_row -",
            "4 - remark_row -",
            "5 - remark_row -",
            "6 - blank_row -",
            "7 - remark_row -",
            "8 - remark_row -",
            "9 - remark_row -",
            "10 - remark_row -",
            "12 2026-03-01 12:45:27 1028.16 out settled 示例消费金融 | 3月还款",
            "13 2026-02-20 10:00:00 548.58 neither settled 示例银行信用卡还款 | 信用卡还款",
            "14 2026-02-10 10:00:00 100.00 in settled 张三 | 转账备注:还钱",
            "15 2026-02-09 10:00:00 199.00 out partly_refunded (99.00) 示例平台 | 会员费",
            "16 2026-02-08 10:00:00 299.00 out refunded 示例平台 | 咨询费",
            "17 2026-02-08 10:00:05 299.00 in refund 示例平台 | 咨询费",
            "18 - bad_value 金额(元)",
        ],
    );
    holds(
        "wechat-pay.xlsx",
        "wechat_pay",
        &[
            "1 - remark_row -",
            "2 - remark_row -",
            "3 - remark_row -",
            "4 - remark_row -",
            "5 - remark_row -",
            "7 - remark_row -",
            "8 - remark_row -",
            "9 - remark_row -",
            "10 - remark_row -",
            "12 2026-03-01 12:45:27 1028.16 out settled 示例消费金融 | 3月还款",
            "13 2026-02-20 10:00:00 548.58 neither settled 示例银行信用卡还款 | 信用卡还款",
            "14 2026-02-10 10:00:00 100.00 in settled 张三 | 转账备注:还钱",
            "15 2026-02-09 10:00:00 199.00 out partly_refunded (99.00) 示例平台 | 会员费",
            "16 2026-02-08 10:00:00 299.00 out refunded 示例平台 | 咨询费",
        ],
    );
    holds(
        "alipay.csv",
        "alipay",
        &[
            "1 - remark_row -",
            "2 - remark_row -",
            "3 - remark_row -",
            "4 - remark_row -",
            "5 - remark_row -",
            "6 - remark_row -",
            "7 - remark_row -",
            "8 - blank_row -",
            "9 - remark_row -",
            "10 - remark_row -",
            "11 - blank_row -",
            "12 - remark_row -",
            "14 2026-02-12 21:32:14 1200.00 neither settled 示例消费金融 | 主动还款-2026年02月账单",
            "15 2026-02-08 14:16:52 20.00 out pending 示例商店 | 日用",
            "16 2026-02-04 18:21:04 16.03 neither refund 示例商店 | 退款-日用",
            "17 2026-02-03 18:21:04 1200.00 neither failed 示例消费金融 | 自动还款",
            "18 2026-02-02 15:24:35 50.00 in settled 张三 | 转账",
            "19 2026-02-01 15:24:35 88.00 out failed 示例商店 | 衣服",
        ],
    );
    holds(
        "jd.csv",
        "paying_app",
        &[
            "1 - remark_row -",
            "2 - remark_row -",
            "3 - blank_row -",
            "4 - remark_row -",
            "6 2026-02-15 12:09:23 1125.43 neither settled 示例金融 | 白条主动还款",
            "7 2026-02-16 08:22:00 1.00 in refund 示例商店 | 退款-日用",
        ],
    );
    holds(
        "meituan.csv",
        "paying_app",
        &[
            "1 - remark_row -",
            "2 - blank_row -",
            "3 - remark_row -",
            "5 2026-02-12 20:59:20 48.12 out settled - | 【示例月付】主动还款2026年3月账单",
        ],
    );
}

#[test]
fn a_statement_is_read_whichever_way_the_bank_signs_amounts() {
    holds(
        "bank-two-columns.csv",
        "bank_statement",
        &[
            "1 - remark_row -",
            "2 - blank_row -",
            "3 - remark_row -",
            "4 - blank_row -",
            "6 2026-02-02 - 13.40 out settled 示例支付公司 | 消费",
            "7 2026-01-25 - 1234.56 out settled 示例消费金融 | 自动还款",
            "8 2026-01-20 - 500.00 in settled 张三 | 他行汇入",
            "9 - blank_row -",
            "10 - totals_row -",
        ],
    );
    holds(
        "bank-signed.csv",
        "bank_statement",
        &[
            "2 2026-01-01 - 1234.00 in settled 示例公司 | 代发工资",
            "3 2026-01-02 - 1000.00 out settled 示例消费金融 | 转账汇款",
            "4 - foreign_currency 货币",
        ],
    );
    holds(
        "bank-words.csv",
        "bank_statement",
        &[
            "2 2026-01-01 00:00:00 1.23 in settled 应付利息 | 存款利息",
            "3 2026-02-02 13:15:12 3.21 out settled 示例银行 | 信用卡转账还款",
        ],
    );
    holds(
        "card-statement.csv",
        "bank_statement",
        &[
            "1 - remark_row -",
            "3 2025-12-29 - 1.23 in settled - | 手机银行还款",
            "4 2026-01-02 - 56.78 out settled - | 示例商店",
            "5 2026-01-03 - 387.42 out settled - | （分期）示例分期10/12期",
        ],
    );
}

#[test]
fn every_format_on_the_list_has_a_sample() {
    let mut seen: Vec<_> = std::fs::read_dir(sample(""))
        .unwrap()
        .filter_map(|entry| {
            read_sample(&entry.unwrap().file_name().into_string().unwrap())
                .read
                .ok()
        })
        .map(|read| read.format)
        .collect();
    seen.sort();
    seen.dedup();
    let mapped = intake::FormatCode::MappedTable;
    let expected: Vec<_> = intake::FormatCode::ALL
        .iter()
        .copied()
        .filter(|code| *code != mapped)
        .collect();
    assert_eq!(seen, expected);
}

#[test]
fn a_table_says_what_it_was_known_by_and_what_was_not_read() {
    let read = read_sample("unicom-bill.xls").read.unwrap();
    assert!(read.known_by.contains(&"通话起始时间".to_owned()));
    assert_eq!(
        read.unread,
        ["序号", "通话地点", "通话费", "其他费", "小计"]
    );
    assert_eq!(
        read_sample("calls-sample.xml").read.unwrap().known_by,
        ["<calls>"]
    );
    assert_eq!(
        read_sample("CallHistory.storedata").read.unwrap().known_by,
        ["ZCALLRECORD"]
    );
}

#[test]
fn what_a_source_can_prove_is_kept_with_its_rows() {
    use domain::SourceKind::{CarrierBill, Other, PhoneLog};
    for (name, kind) in [
        ("mobile-bill.csv", CarrierBill),
        ("unicom-bill.xlsx", CarrierBill),
        ("CallHistory.storedata", PhoneLog),
        ("imazing-calls.csv", PhoneLog),
        ("chat.csv", Other),
    ] {
        assert!(
            read_sample(name).rows.iter().all(|row| row.kind == kind),
            "{name}"
        );
    }
}

#[test]
fn a_row_of_a_table_keeps_its_own_text() {
    let chat = read_sample("memotrace.csv");
    let text = std::fs::read_to_string(sample("memotrace.csv")).unwrap();
    let first = &chat.rows[0];
    // The one change is the line break within the cell.
    assert!(text.replace("\r\n", "\n").contains(&first.raw));
    let bill = read_sample("unicom-bill.xlsx");
    assert!(
        bill.rows[0]
            .raw
            .starts_with("1\t语音电话\t2017-03-31 22:00:00\t00:01:02\t被叫")
    );
    let paid = read_sample("wechat-pay.csv");
    assert!(paid.payments[0].raw.contains("¥1,028.16"));
    assert_eq!(paid.payments[0].reference.as_deref(), Some("100000000001"));
    let read = paid.read.unwrap();
    assert_eq!(read.payments, 6);
    let source = paid.payments[0].source(&read);
    assert_eq!(
        (source.position, source.file.as_str()),
        (12, "wechat-pay.csv")
    );
    assert_eq!(
        (source.sha256.len(), source.raw),
        (64, paid.payments[0].raw.clone())
    );
}

#[test]
fn tables_and_spreadsheets_are_found_in_an_archive() {
    let read = |name: &str| std::fs::read(sample(name)).unwrap();
    let (bill, sheet) = (read("mobile-bill.csv"), read("unicom-bill.xlsx"));
    let packed = zip(&[
        ("a/bill.csv", &bill),
        ("b.xlsx", &sheet),
        ("note.csv", b"a,b\n1,2\n"),
    ]);
    let outcome = read_bytes(&packed);
    assert_eq!(outcome.rows.len(), 5 + 3);
    let entries: Vec<_> = outcome
        .rows
        .iter()
        .map(|row| row.entry.as_deref().unwrap())
        .collect();
    assert_eq!(entries[0], "bill.csv");
    assert_eq!(entries[7], "b.xlsx/2017年03月语音通信");
    let mut positions: Vec<_> = outcome.rows.iter().map(|row| row.position).collect();
    positions.dedup();
    assert_eq!(positions.len(), 8);
    assert!(positions.is_sorted());
}

#[test]
fn a_table_nobody_knows_is_read_once_its_columns_are_named() {
    use intake::{MappedColumn, MappedKind, Mapping, Role};
    let file = || std::fs::File::open(sample("unknown-table.csv")).unwrap();
    let head = intake::table_head("unknown-table.csv", file()).unwrap();
    assert_eq!((head.row, head.columns.len()), (2, 6));
    assert_eq!(head.sample[0][0], "01000000001");
    let column = |index, role| MappedColumn { index, role };
    let mapping = Mapping {
        kind: MappedKind::Calls,
        columns: vec![
            column(0, Role::Peer),
            column(1, Role::Day),
            column(2, Role::Clock),
            column(3, Role::Direction),
            column(4, Role::Length),
        ],
        day_first: Some(true),
        ..head.suggested
    };
    let text = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&text).unwrap(), mapping);
    let read = |mapping: &Mapping| {
        collect(|sink| {
            intake::read_mapped(
                "t.csv",
                file(),
                std::slice::from_ref(mapping),
                &mut |_| Flow::Go,
                sink,
            )
        })
    };
    let outcome = read(&mapping);
    let rows: Vec<_> = outcome.rows.iter().map(contact).collect();
    assert_eq!(
        rows,
        [
            "3 2026-06-02 22:30:15 +08:00 call incoming talked 47s 01000000001",
            "4 2026-06-03 09:00:00 +08:00 call outgoing talked 60s 13800000009",
        ]
    );
    assert_eq!(outcome.read.unwrap().unread, ["备忘"]);
    // Without the word of the user the day is not guessed.
    let open = read(&Mapping {
        day_first: None,
        ..mapping.clone()
    });
    assert_eq!(
        open.rejected(),
        [
            "1 remark_row -",
            "3 date_ambiguous day",
            "4 date_ambiguous day"
        ]
    );
    let other = read(&Mapping {
        signature: "0".repeat(64),
        ..mapping
    });
    assert_eq!(other.code(), "unknown_format");
}

#[test]
fn the_columns_of_a_spreadsheet_can_be_named_too() {
    let file = || std::fs::File::open(sample("unicom-bill.xls")).unwrap();
    let head = intake::table_head("unicom-bill.xls", file()).unwrap();
    assert_eq!(
        (head.row, head.suggested.kind),
        (1, intake::MappedKind::Calls)
    );
    assert_eq!(head.columns[5], "对方号码");
    let said = [head.suggested];
    let mapped =
        collect(|sink| intake::read_mapped("b.xls", file(), &said, &mut |_| Flow::Go, sink));
    assert_eq!(mapped.read.unwrap().format, intake::FormatCode::MappedTable);
    assert_eq!(
        contact(&mapped.rows[0]),
        "2 2016-01-31 20:17:05 +08:00 call incoming talked 62s 01000000001"
    );
}

#[test]
fn tables_in_an_archive_are_offered_and_read_once_their_columns_are_named() {
    let file = |name: &str| std::fs::read(sample(name)).unwrap();
    let (table, bill) = (file("unknown-table.csv"), file("mobile-bill.csv"));
    let entries: [(&str, &[u8]); 4] = [
        ("记录/通话.csv", &table),
        ("mobile-bill.csv", &bill),
        ("说明.csv", b"one column\nonly\n"),
        ("letter.txt", b"dear, all\nof, you\n"),
    ];
    let packed = crate::zip(&entries);
    let read = |said: &[intake::Mapping]| {
        let input = std::io::Cursor::new(packed.clone());
        collect(|sink| intake::read_mapped("a.zip", input, said, &mut |_| Flow::Go, sink))
    };
    let asked = read(&[]);
    let summary = asked.read.unwrap();
    let names: Vec<_> = summary.tables.iter().map(|t| t.entry.as_str()).collect();
    assert_eq!(names, ["通话.csv"]);
    assert_eq!(summary.mapped, [""; 0]);
    let of_bill = asked.rows.len();
    assert!(of_bill > 0, "the bill is read all the same");

    let head = summary.tables[0].head.clone();
    assert_eq!(head.columns.len(), 6);
    let roles = [
        intake::Role::Peer,
        intake::Role::Day,
        intake::Role::Clock,
        intake::Role::Direction,
        intake::Role::Length,
    ];
    let columns = (0..).zip(roles);
    let mapping = intake::Mapping {
        kind: intake::MappedKind::Calls,
        columns: columns
            .map(|(index, role)| intake::MappedColumn { index, role })
            .collect(),
        day_first: Some(true),
        ..head.suggested
    };
    let named = read(std::slice::from_ref(&mapping));
    let summary = named.read.unwrap();
    assert_eq!(summary.mapped, [mapping.signature]);
    assert_eq!(summary.tables, []);
    assert_eq!(named.rows.len(), of_bill + 2);
    assert_eq!(named.rows[0].entry.as_deref(), Some("通话.csv"));

    // An archive of nothing but such a table is no error either.
    let alone = crate::zip(&entries[..1]);
    let alone = collect(|sink| {
        let input = std::io::Cursor::new(alone);
        intake::read_mapped("a.zip", input, &[], &mut |_| Flow::Go, sink)
    });
    assert_eq!(alone.read.unwrap().tables.len(), 1);
}

#[test]
fn who_the_borrower_is_in_a_chat_can_be_said() {
    let file = || std::fs::File::open(sample("chat-unknown-side.csv")).unwrap();
    let head = intake::table_head("chat-unknown-side.csv", file()).unwrap();
    assert_eq!(head.suggested.kind, intake::MappedKind::Messages);
    let mapping = intake::Mapping {
        own_name: Some("小满".to_owned()),
        ..head.suggested
    };
    let chat =
        collect(|sink| intake::read_mapped("c.csv", file(), &[mapping], &mut |_| Flow::Go, sink));
    let sides: Vec<_> = chat
        .rows
        .iter()
        .map(|row| row.contact.direction.code())
        .collect();
    assert_eq!(sides, ["incoming", "outgoing"]);
}

#[test]
fn a_table_is_known_by_what_it_is_about() {
    for (header, format) in [
        (
            "对方号码,起始时间,通话类型,通话时长,金额(元),备注",
            "call_table",
        ),
        (
            "对方号码,起始时间,通话类型,通话时长,通话费(元),备注",
            "carrier_bill",
        ),
        ("号码,时间,类型,时长,方向", "call_table"),
        ("日期,摘要,金额", "bank_statement"),
        ("时间;发送人;内容", "chat_table"),
        ("时间\t发送人\t内容", "chat_table"),
        (
            "Time,SenderName,Sender,TalkerName,Talker,Content",
            "chat_table",
        ),
        (
            "calldate,calltime,calllonghour,othernum,calltypeName,totalfee",
            "unicom_bill",
        ),
        (
            "收/支,交易对方,对方账号,商品说明,收/付款方式,金额,交易状态,交易分类,交易订单号,商家订单号,交易时间",
            "alipay",
        ),
        ("姓名,电话", "unknown_format"),
        ("一段话，里面有时间，也有内容", "unknown_format"),
    ] {
        let outcome = read_bytes(format!("{header}\n").as_bytes());
        let known = outcome
            .read
            .map_or_else(|e| e.code.code(), |read| read.format.code());
        assert_eq!(known, format, "{header}");
    }
}
