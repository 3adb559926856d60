use proptest::prelude::*;

use super::*;

fn length(text: &str) -> Result<u32, &'static str> {
    seconds(text, Unit::Seconds).map_err(RejectCode::code)
}

#[test]
fn a_duration_has_many_forms() {
    for (text, expected) in [
        ("47秒", 47),
        ("8分27秒", 507),
        ("1分23", 83),
        ("1时2分3秒", 3723),
        ("1小时2分钟3秒", 3723),
        ("2小时", 7200),
        ("3分钟", 180),
        ("89", 89),
        ("83.0", 83),
        ("00:01:23", 83),
        ("1:43", 103),
        ("0:01:43", 103),
        ("1'23\"", 83),
        ("1′23″", 83),
        ("1h2m3s", 3723),
        ("１分２３秒", 83),
        (" 1 分 23 秒 ", 83),
        ("0", 0),
        ("24:00:00", 86_400),
    ] {
        assert_eq!(length(text), Ok(expected), "{text}");
    }
    assert_eq!(seconds("2", Unit::Minutes), Ok(120));
    assert_eq!(seconds("1.5", Unit::Minutes), Ok(90));
    for text in [
        "", "-", "分", "1秒2分", "1分2分", "1:60", "1:2:3:4", "1.5", "-5", "47元", "1:-2",
    ] {
        assert_eq!(length(text), Err("bad_value"), "{text}");
    }
    for text in ["86401", "24:00:01", "99999999999", "99999999999时"] {
        assert_eq!(length(text), Err("duration_out_of_range"), "{text}");
    }
}

fn at(text: &str) -> Option<String> {
    let moment = moment(text)?;
    moment.instant(None, None).ok().map(|at| at.to_rfc3339())
}

#[test]
fn a_date_has_many_forms() {
    for text in [
        "2026-03-01 22:30:05",
        "2026/3/1 22:30:05",
        "2026.03.01 22:30:05",
        "2026年3月1日 22时30分05秒",
        "2026年03月01日22:30:05",
        "20260301223005",
        "2026-03-01-22:30:05",
        "2026-03-01T22:30:05+08:00",
        "２０２６－０３－０１ ２２：３０：０５",
        "2026-03-01  22:30:05.0",
        "46082.9375578704",
        "2026/3/1 下午10:30:05",
    ] {
        assert_eq!(
            at(text).as_deref(),
            Some("2026-03-01T22:30:05+08:00"),
            "{text}"
        );
    }
    for text in [
        "",
        "-",
        "起始时间",
        "2026-02-30 10:00:00",
        "2017-03-31 20:17:-0",
        "2026-13-01 10:00:00",
        "2026-03-01 25:00:00",
        "2026-03-01",
        "3",
        "1234567",
        "13800000001",
        "2026-03-01 10",
        "2026-03-01 10:00:00 再",
        "10:30",
        "10:30:05",
        "1.5",
        "1-2-3-4-5-6-7-8-9",
    ] {
        assert_eq!(at(text), None, "{text}");
    }
    let minute = moment("2026/3/1 22:30").unwrap();
    assert!(!minute.to_the_second && minute.time.is_some());
    assert!(moment("46082.9375").unwrap().to_the_second);
    let day = moment("2026-03-01").unwrap();
    assert_eq!(
        (day.time, day.date(None).unwrap().to_string().as_str()),
        (None, "2026-03-01")
    );
}

#[test]
fn a_year_that_is_not_printed_is_asked_for() {
    let moment = moment("03-01 22:30:05").unwrap();
    assert_eq!(moment.date(None), Err(RejectCode::YearMissing));
    assert_eq!(moment.date(Some(2026)).unwrap().to_string(), "2026-03-01");
    assert_eq!(
        super::moment("02-29").unwrap().date(Some(2025)),
        Err(RejectCode::BadValue)
    );
    assert_eq!(
        super::moment("1980-01-01").unwrap().date(None),
        Err(RejectCode::DateOutOfRange)
    );
}

#[test]
fn years_are_counted_in_beijing() {
    let at = |text| {
        moment(text)
            .unwrap()
            .instant(None, None)
            .map_err(RejectCode::code)
    };
    assert!(at("1990-01-01 00:00:00").is_ok());
    assert_eq!(at("2099-12-31T23:00:00-05:00"), Err("date_out_of_range"));
    assert_eq!(
        in_range(epoch("172375580").unwrap()),
        Err(RejectCode::DateOutOfRange)
    );
}

#[test]
fn a_time_of_day_may_stand_alone() {
    for text in ["21:49:51", "214951", "21时49分51秒", "２１:４９:５１"] {
        assert_eq!(clock(text).unwrap().to_string(), "21:49:51", "{text}");
    }
    assert_eq!(clock("21:49").unwrap().to_string(), "21:49:00");
    for text in ["", "21", "25:00:00", "2149511", "3分"] {
        assert_eq!(clock(text), None, "{text}");
    }
}

#[test]
fn a_number_survives_the_spreadsheet_or_is_refused() {
    let number = |text| {
        phone(text)
            .map(|p| p.map(String::from))
            .map_err(RejectCode::code)
    };
    for text in [
        "13800000001",
        "13800000001.0",
        "1.3800000001E+10",
        "1.3800000001e10",
        "+86 138 0000 0001",
        "１３８００００００01",
    ] {
        assert_eq!(number(text), Ok(Some("13800000001".to_owned())), "{text}");
    }
    assert_eq!(number("1.38E+10"), Err("digits_lost"));
    assert_eq!(number("1E+10"), Err("digits_lost"));
    for text in ["", "-", "138****0001", "无", "a@example.invalid", "未知"] {
        assert_eq!(number(text), Ok(None), "{text}");
    }
}

#[test]
fn an_amount_keeps_its_sign_and_its_fen() {
    for (text, expected) in [
        ("¥1,234.56", "1234.56"),
        ("￥12", "12.00"),
        ("12.3元", "12.30"),
        ("-100.00", "-100.00"),
        ("+10.00", "10.00"),
        ("(5.00)", "-5.00"),
        ("CNY 12.30", "12.30"),
        ("8,000.00(CN)", "8000.00"),
    ] {
        assert_eq!(amount(text).unwrap().to_string(), expected, "{text}");
    }
    for text in ["", "-", "/", "1.234", "USD 5", "免费", "¥", "1e5", "--5"] {
        assert_eq!(amount(text), None, "{text}");
    }
}

#[test]
fn seconds_and_milliseconds_are_told_apart_by_their_length() {
    let at = |text| epoch(text).map(|at| at.to_rfc3339());
    assert_eq!(
        at("1772375400").as_deref(),
        Some("2026-03-01T22:30:00+08:00")
    );
    assert_eq!(
        at("1772375400000").as_deref(),
        Some("2026-03-01T22:30:00+08:00")
    );
    assert_eq!(at("20260301"), None);
}

proptest! {
    #[test]
    fn no_cell_panics(text in "(\\PC|[0-9:年月日时分秒.E+-]){0,24}") {
        let _ = (moment(&text), clock(&text), epoch(&text), amount(&text), serial(&text));
        let _ = (phone(&text), seconds(&text, Unit::Minutes), is_nothing(&text));
    }

    #[test]
    fn every_length_of_a_call_comes_back(s in 0u32..=86_400) {
        let (h, m, r) = (s / 3600, s / 60 % 60, s % 60);
        for text in [format!("{s}"), format!("{h:02}:{m:02}:{r:02}"), format!("{h}时{m}分{r}秒"), format!("{}分{r}秒", s / 60)] {
            prop_assert_eq!(length(&text), Ok(s), "{}", text);
        }
    }

    #[test]
    fn every_second_of_a_spreadsheet_comes_back(day in 32_874u32..73_050, s in 0u32..86_400) {
        let value = Decimal::from(day) + (Decimal::from(s) / Decimal::from(86_400)).round_dp(10);
        let at = serial(&value.to_string()).unwrap();
        let expected = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap().and_time(NaiveTime::MIN)
            + Duration::days(i64::from(day)) + Duration::seconds(i64::from(s));
        prop_assert_eq!(at, expected);
    }
}
