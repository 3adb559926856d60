//! Statements of banks and cards, found by the names of their columns.
//!
//! Banks sign amounts in three ways: two columns, a word (借, 贷), or a minus.
//! A card's statement turns the sign round: what was spent is above zero.
//! Where neither word nor sign says it, the flow stays open.

use domain::{Money, SourceKind};

use super::{
    Format, Shape,
    payments::{READS, amount, flow, payment, state},
};
use crate::{
    FormatCode, PaymentFlow, PaymentRow, PaymentState, RejectCode,
    columns::{Columns, Role},
    out::{Entry, Refusal},
    table::{Cells, Context, TableFormat},
};

pub(super) const FORMAT: Format = Format {
    code: FormatCode::BankStatement,
    kind: SourceKind::Other,
    looked_for: "交易日期 + 摘要 + 金额",
    shape: Shape::Table(&Statement),
};

pub(crate) struct Statement;

impl TableFormat for Statement {
    fn is_header(&self, columns: &Columns) -> bool {
        let dated = columns.any(Role::Day) || columns.any(Role::Time);
        let both = columns.any(Role::AmountIn) && columns.any(Role::AmountOut);
        let told = columns.any(Role::Memo) || columns.any(Role::Counterparty);
        // A bill of calls may have an amount too.
        let calls = columns.any(Role::Length);
        dated && told && !calls && (columns.any(Role::Amount) || both)
    }

    fn reads(&self) -> &[Role] {
        READS
    }

    fn entry(&self, table: &Context, cells: &Cells<'_>) -> Result<Entry, Refusal> {
        let (amount, flow) = amount_and_flow(table, cells)?;
        let row = payment(table, cells, amount)?;
        // A statement lists what was booked.
        let (state, refunded) = match cells.get(Role::Status) {
            Some((_, text)) => state(text),
            None => (PaymentState::Settled, None),
        };
        let back = |text: &String| text.contains("退款") || text.contains("退货");
        let state = match state {
            PaymentState::Settled
                if flow != PaymentFlow::Out && row.memo.as_ref().is_some_and(back) =>
            {
                PaymentState::Refund
            }
            state => state,
        };
        Ok(Entry::Payment(Box::new(PaymentRow {
            flow,
            state,
            refunded,
            ..row
        })))
    }
}

fn amount_and_flow(table: &Context, cells: &Cells<'_>) -> Result<(Money, PaymentFlow), Refusal> {
    for (role, flow) in [
        (Role::AmountIn, PaymentFlow::In),
        (Role::AmountOut, PaymentFlow::Out),
    ] {
        if let Some(amount) = amount(cells, role)?.filter(|amount| *amount != Money::ZERO) {
            return Ok((amount, flow));
        }
    }
    let amount = amount(cells, Role::Amount)?
        .ok_or_else(|| cells.refuse(RejectCode::MissingField, Role::Amount))?;
    let word = cells.get(Role::Sign).map(|(_, text)| flow(text));
    let above = amount > Money::ZERO;
    let signed = match (is_card(&table.columns), above) {
        (true, true) => PaymentFlow::Out,
        (true, false) => PaymentFlow::In,
        (false, false) => PaymentFlow::Out,
        (false, true) if table.negatives => PaymentFlow::In,
        (false, true) => PaymentFlow::Neither,
    };
    Ok((
        amount,
        word.filter(|flow| *flow != PaymentFlow::Neither)
            .unwrap_or(signed),
    ))
}

fn is_card(columns: &Columns) -> bool {
    columns.has("卡号末四位")
        || columns.has("卡号后四位")
        || columns.have(&["入账日期", "入账金额"])
}
