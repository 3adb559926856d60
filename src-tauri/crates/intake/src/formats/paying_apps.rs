//! Bills of WeChat Pay, Alipay, JD and Meituan: an explanation of some twenty
//! lines, then a table that says of each payment where it went and whether it
//! did. Repayments of credit often are 不计收支: neither in nor out.

use domain::SourceKind;

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

pub(super) const WECHAT: Format = Format {
    code: FormatCode::WechatPay,
    kind: SourceKind::Other,
    looked_for: "交易时间 + 交易对方 + 收/支 + 当前状态",
    shape: Shape::Table(&Bill(|columns| {
        columns.have(&["交易时间", "交易对方", "收/支", "当前状态"])
    })),
};

pub(super) const ALIPAY: Format = Format {
    code: FormatCode::Alipay,
    kind: SourceKind::Other,
    looked_for: "交易时间 + 交易对方 + 商品说明 + 收/支 + 交易状态",
    shape: Shape::Table(&Bill(|columns| {
        columns.have(&["交易时间", "交易对方", "商品说明", "收/支", "交易状态"])
    })),
};

pub(super) const OTHERS: Format = Format {
    code: FormatCode::PayingApp,
    kind: SourceKind::Other,
    looked_for: "交易时间 + 收/支 + 金额",
    shape: Shape::Table(&Bill(|columns| {
        columns.has("收/支") && columns.any(Role::Time) && columns.any(Role::Amount)
    })),
};

struct Bill(fn(&Columns) -> bool);

impl TableFormat for Bill {
    fn is_header(&self, columns: &Columns) -> bool {
        self.0(columns)
    }

    fn reads(&self) -> &[Role] {
        READS
    }

    fn entry(&self, table: &Context, cells: &Cells<'_>) -> Result<Entry, Refusal> {
        let paid = amount(cells, Role::Amount)?
            .ok_or_else(|| cells.refuse(RejectCode::MissingField, Role::Amount))?;
        let row = payment(table, cells, paid)?;
        let flow = cells
            .get(Role::Sign)
            .map_or(PaymentFlow::Neither, |(_, text)| flow(text));
        let (mut state, refunded) = match cells.get(Role::Status) {
            Some((_, text)) => state(text),
            // Meituan lists only what went through.
            None if table.columns.any(Role::Status) => (PaymentState::Unknown, None),
            None => (PaymentState::Settled, None),
        };
        let says_refund = |role| cells.all(role).any(|(_, text)| text.contains("退款"));
        if state == PaymentState::Settled
            && flow != PaymentFlow::Out
            && (says_refund(Role::Kind) || says_refund(Role::Memo))
        {
            state = PaymentState::Refund;
        }
        if refunded == Some(row.amount) {
            state = PaymentState::Refunded;
        }
        Ok(Entry::Payment(Box::new(PaymentRow {
            flow,
            state,
            refunded,
            ..row
        })))
    }
}
