//! What bills of payments have in common: how a state, a direction and an
//! amount are said.

use domain::Money;

use crate::{
    PaymentFlow, PaymentRow, PaymentState, RejectCode,
    columns::Role,
    out::Refusal,
    table::{Cells, Context},
    value,
};

/// The state a source's words say, and how much came back.
pub(super) fn state(text: &str) -> (PaymentState, Option<Money>) {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let state = if has(&["失败", "关闭", "取消", "撤销", "未支付", "已拒绝"]) {
        PaymentState::Failed
    } else if has(&["全额退款", "对方已退还", "已退还"]) {
        PaymentState::Refunded
    } else if has(&["已退款"]) {
        let inside = text.split(['(', '（']).nth(1).unwrap_or_default();
        let amount = inside.split([')', '）']).next().and_then(value::amount);
        return match amount {
            Some(back) => (PaymentState::PartlyRefunded, Some(back)),
            None => (PaymentState::Refunded, None),
        };
    } else if has(&["退款成功", "退款到账"]) {
        PaymentState::Refund
    } else if has(&["等待", "处理中", "待", "进行中"]) {
        PaymentState::Pending
    } else if has(&[
        "成功",
        "已收",
        "已存入",
        "已转账",
        "完成",
        "到账",
        "朋友已",
        "已支付",
        "已还款",
    ]) {
        PaymentState::Settled
    } else {
        PaymentState::Unknown
    };
    (state, None)
}

/// Where money went, by the source's word.
pub(super) fn flow(text: &str) -> PaymentFlow {
    let text = text.trim();
    if text.starts_with("支") || text.starts_with('借') || text.starts_with("转出") {
        PaymentFlow::Out
    } else if text.starts_with("收") || text.starts_with('贷') || text.starts_with("转入") {
        PaymentFlow::In
    } else {
        PaymentFlow::Neither
    }
}

/// An amount of a role, with its sign.
///
/// # Errors
/// `foreign_currency`, `bad_value`.
pub(super) fn amount(cells: &Cells<'_>, role: Role) -> Result<Option<Money>, Refusal> {
    let Some((column, text)) = cells.get(role) else {
        return Ok(None);
    };
    let code = match value::amount(text) {
        Some(amount) => return Ok(Some(amount)),
        None if text
            .trim_start()
            .starts_with(|c: char| c.is_ascii_uppercase()) =>
        {
            RejectCode::ForeignCurrency
        }
        None => RejectCode::BadValue,
    };
    Err(Refusal::of(code, column.name))
}

/// Without its sign.
pub(super) fn size(amount: Money) -> Money {
    match amount < Money::ZERO {
        true => Money::ZERO.minus(amount),
        false => amount,
    }
}

/// A payment with its day; the rest is for the format to say.
pub(super) fn payment(
    table: &Context,
    cells: &Cells<'_>,
    amount: Money,
) -> Result<PaymentRow, Refusal> {
    if let Some((column, currency)) = cells.words(Role::Currency).next()
        && !["人民币", "CNY", "RMB", "156", "元"]
            .iter()
            .any(|yuan| currency.contains(yuan))
    {
        return Err(Refusal::of(RejectCode::ForeignCurrency, column.name));
    }
    let (column, moment) = cells.moment()?;
    let year = table.year_of_statement(&moment);
    let refuse = |code| Refusal::of(code, column.name);
    Ok(PaymentRow {
        day: moment.date(year).map_err(refuse)?,
        at: match moment.time {
            Some(_) => Some(moment.instant(year, None).map_err(refuse)?),
            None => None,
        },
        amount: size(amount),
        refunded: None,
        flow: PaymentFlow::Neither,
        state: PaymentState::Unknown,
        counterparty: cells.text(Role::Counterparty),
        memo: cells.text(Role::Memo),
        method: cells.text(Role::Method),
        reference: cells.text(Role::Reference),
        entry: None,
        position: 0,
        raw: String::new(),
    })
}

/// What a row of a bill reads.
pub(super) const READS: &[Role] = &[
    Role::Time,
    Role::Day,
    Role::Clock,
    Role::Kind,
    Role::Amount,
    Role::AmountIn,
    Role::AmountOut,
    Role::Sign,
    Role::Counterparty,
    Role::Memo,
    Role::Status,
    Role::Method,
    Role::Reference,
    Role::Currency,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_known_by_their_words() {
        use PaymentState::*;
        for (text, expected) in [
            ("支付成功", Settled),
            ("朋友已收钱", Settled),
            ("提现已到账", Settled),
            ("已全额退款", Refunded),
            ("对方已退还", Refunded),
            ("退款成功", Refund),
            ("交易关闭", Failed),
            ("还款失败", Failed),
            ("等待确认收货", Pending),
            ("某种新状态", Unknown),
            ("", Unknown),
        ] {
            assert_eq!(state(text), (expected, None), "{text}");
        }
        let back = Some("12.50".parse().unwrap());
        assert_eq!(state("已退款(￥12.50)"), (PartlyRefunded, back));
        assert_eq!(state("已退款（¥12.50）"), (PartlyRefunded, back));
    }

    #[test]
    fn where_money_went_is_never_guessed() {
        assert_eq!(flow("支出"), PaymentFlow::Out);
        assert_eq!(flow("借 Dr"), PaymentFlow::Out);
        assert_eq!(flow("收入"), PaymentFlow::In);
        for text in ["不计收支", "/", "", "其他"] {
            assert_eq!(flow(text), PaymentFlow::Neither, "{text}");
        }
    }
}
