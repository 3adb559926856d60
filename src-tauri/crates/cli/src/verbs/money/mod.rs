//! `money`: one operation of the money crate, JSON in, JSON out.
//!
//! The list below is the only one: name, what it does, the function. An
//! operation's example stands in `examples/NAME.json`, is printed by `--help`, and
//! is run by the tests.

use std::io::Read;

use clap::Subcommand;
use money::{Figures, MoneyError};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::print_json;
use crate::money_words;
use crate::outcome::{Failure, Outcome, Result};

/// More than any account a person keeps.
const LARGEST_BYTES: u64 = 64 * 1024 * 1024;

macro_rules! operations {
    ($($op:ident $name:literal $about:literal => $run:expr;)+) => {
        /// An operation.
        #[derive(Clone, Copy, Subcommand)]
        pub(crate) enum MoneyOp {
            $(
                #[command(
                    name = $name,
                    about = $about,
                    after_help = concat!(
                        "例 / Example:\n\nmingzhang-cli money ", $name, " <<'JSON'\n",
                        include_str!(concat!("examples/", $name, ".json")),
                        "JSON"
                    )
                )]
                $op,
            )+
        }

        /// Runs one operation on the JSON of the standard input.
        pub(crate) fn money(op: MoneyOp) -> Result {
            let figures = money::embedded()
                .map_err(|error| Failure::internal(format!("figures: {error}")))?;
            let text = input()?;
            match op {
                $(MoneyOp::$op => answer(&text, &figures, $run),)+
            }
        }
    };
}

operations! {
    Schedule "schedule" "还款计划：等额本息、等额本金、先息后本、到期还本付息 / repayment schedule"
        => |_, request| money::schedule(request);
    Card "card" "信用卡账单：最低还款、按日计息 / credit-card statements"
        => |_, request| money::card_statements(request);
    Irr "irr" "内部收益率（等期）/ internal rate of return, equal periods"
        => |_, request| money::irr(request);
    Xirr "xirr" "内部收益率（按日期）/ internal rate of return on dates"
        => |_, request| money::xirr(request);
    Apr "apr" "真实年化成本，含费用 / true annual cost, fees included"
        => money::cost;
    Balance "balance" "某日余额，分项并附算式 / balance on a day, split, with its working"
        => |_, request| money::balance(request);
    SetOff "set-off" "一笔付款在多笔债务间抵充 / one payment over several debts"
        => money::set_off;
    Ceiling "ceiling" "适用的利率上限与超出部分 / ceilings that apply and what is above"
        => money::ceiling;
    OverdueInterest "overdue-interest" "逾期利息 / interest on overdue principal"
        => money::overdue_interest;
    PostJudgment "post-judgment" "判决后的利息 / interest after judgment"
        => money::post_judgment;
    Limitation "limitation" "诉讼时效 / limitation of a claim"
        => money::limitation;
    Enforcement "enforcement" "申请执行期间 / period to apply for enforcement"
        => money::enforcement;
    Guarantee "guarantee" "保证期间 / guarantee period"
        => money::guarantee;
    Budget "budget" "家庭收支与结余 / household budget and surplus"
        => |_, request| money::budget(request);
    Offers "offers" "按比例向各债权人提出的还款额 / pro-rata offers"
        => |_, request| money::offers(request);
    Plan "plan" "还款方案比较 / plans side by side"
        => money::plan;
    Gap "gap" "差额表 / gap sheet"
        => |_, request| money::gap(request);
    CourtFee "court-fee" "诉讼费减半、三分之一、减交 / what the court fee becomes"
        => money::court_fee;
    SmallClaim "small-claim" "是否适用小额诉讼 / small-claims lines"
        => money::small_claim;
    CreditReport "credit-report" "不良信息保存到哪一天 / until when negative credit data is kept"
        => money::credit_report;
}

fn input() -> std::result::Result<String, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .take(LARGEST_BYTES)
        .read_to_end(&mut bytes)
        .map_err(|error| {
            Failure::input(format!(
                "stdin: 无法读取 / cannot be read: {}",
                error.kind()
            ))
        })?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::input(format!(
            "stdin: 第 {at} 字节起不是 UTF-8 文本 / not UTF-8 text from byte {at}"
        ))
    })
}

fn answer<Q: DeserializeOwned, A: Serialize>(
    text: &str,
    figures: &Figures,
    run: impl Fn(&Figures, &Q) -> std::result::Result<A, MoneyError>,
) -> Result {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // A list would be taken for the fields in their order.
    if !text.trim_start().starts_with('{') {
        return Err(Failure::input(money_words::NOT_AN_OBJECT));
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let request: Q = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let field = error.path().to_string();
        Failure::input(money_words::malformed(&field, &error.into_inner()))
    })?;
    json.end()
        .map_err(|error| Failure::input(money_words::malformed(".", &error)))?;
    let answer = run(figures, &request).map_err(|error| money_words::failure(figures, &error))?;
    print_json(&answer)?;
    Ok(Outcome::Done)
}
