//! What `money` says about an input it cannot compute with.

use money::{Figures, MoneyCode, MoneyError};

use crate::outcome::Failure;

/// Anything but `{…}`.
pub(crate) const NOT_AN_OBJECT: &str =
    "stdin:1:1: .: 应为一个 JSON 对象，见 --help / a JSON object is expected, see --help";

/// JSON that is not of the operation's form.
pub(crate) fn malformed(field: &str, error: &serde_json::Error) -> String {
    format!(
        "stdin:{}:{}: {field}: 格式不对，见 --help / not of the operation's form, see --help: {error}",
        error.line(),
        error.column(),
    )
}

/// Every problem of a request, one a line.
pub(crate) fn failure(figures: &Figures, error: &MoneyError) -> Failure {
    let lines: Vec<String> = error
        .problems
        .iter()
        .map(|problem| {
            let mut line = format!("stdin: {}: {}", problem.field, words(problem.code));
            if problem.code == MoneyCode::PastVerified {
                line.push_str(&format!(" ({})", figures.lpr().verified_to()));
            }
            line
        })
        .collect();
    let ours = error
        .problems
        .iter()
        .any(|problem| problem.code == MoneyCode::FigureMissing);
    let text = lines.join("\n");
    if ours {
        Failure::internal(text)
    } else {
        Failure::input(text)
    }
}

const fn words(code: MoneyCode) -> &'static str {
    match code {
        MoneyCode::Required => "必须填写 / is required",
        MoneyCode::NotPositive => "必须大于零 / has to be above zero",
        MoneyCode::Negative => "不能小于零 / may not be below zero",
        MoneyCode::OutOfRange => "超出可以计算的范围 / is out of range",
        MoneyCode::BeforeStart => "早于它所依据的日期 / is before the day it depends on",
        MoneyCode::AfterEnd => "晚于允许的日期 / is after the day it may be",
        MoneyCode::Contradiction => "与其他字段矛盾 / contradicts another field",
        MoneyCode::Duplicate => "重复 / is there twice",
        MoneyCode::UnknownReference => "指向不存在的编号 / refers to something that is not there",
        MoneyCode::NeverAmortises => {
            "这样还款永远还不清本金 / these payments never repay the principal"
        }
        MoneyCode::NoRate => "没有使收支相等的利率 / no rate balances the flows",
        MoneyCode::OneSided => {
            "只有收入或只有支出，没有利率可言 / flows in one direction only have no rate"
        }
        MoneyCode::PastVerified => {
            "LPR没有核实到这一天，请在 own_lpr 中自行填写之后的数值；核实到 / the LPR is not verified for this day; give a later figure in own_lpr; verified to"
        }
        MoneyCode::NotCovered => {
            "没有收集到适用的数字；平台请填写实际出借人 / no figure was collected for this; for a platform name the lender of record"
        }
        MoneyCode::FigureMissing => "程序数据缺失 / a figure of the program is missing",
    }
}
