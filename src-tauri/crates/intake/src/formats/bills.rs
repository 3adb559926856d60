//! Bills of Chinese carriers (通话详单), as a table in a text or a spreadsheet.
//!
//! A bill lists what was charged or could have been: calls that connected.
//! Ringing is in no bill, so nothing in one says that nobody called. Carriers
//! print Beijing time to the second; a bill without seconds was saved again by
//! a spreadsheet. Real samples of some provinces were not seen: columns are
//! found by their names, and what has no known name is said to be unread.

use domain::{Channel, Connection, Contact, Direction, Phone, SourceKind};

use super::{
    Format, Shape,
    call_tables::{Word, direction, length},
    fields,
};
use crate::{
    FormatCode, RejectCode,
    columns::{Columns, Role},
    out::{Entry, Refusal},
    table::{Cells, Context, TableFormat},
};

pub(super) const MOBILE: Format = Format {
    code: FormatCode::MobileBill,
    kind: SourceKind::CarrierBill,
    looked_for: "通信方式 + 对方号码 + 通信时长",
    shape: Shape::Table(&Bill(|columns| {
        columns.have(&["通信方式", "对方号码", "通信时长"])
            || columns.have(&["commMode", "anotherNm", "commTime"])
    })),
};

pub(super) const UNICOM: Format = Format {
    code: FormatCode::UnicomBill,
    kind: SourceKind::CarrierBill,
    looked_for: "通话起始时间 + 呼叫类型 + 对方号码 + 通话时长",
    shape: Shape::Table(&Bill(|columns| {
        columns.have(&["通话起始时间", "呼叫类型", "对方号码", "通话时长"])
            || columns.have(&["calldate", "othernum", "calllonghour"])
            || columns.have(&["calldateformat", "othernumber"])
    })),
};

pub(super) const TELECOM: Format = Format {
    code: FormatCode::TelecomBill,
    kind: SourceKind::CarrierBill,
    looked_for: "对方号码 + 呼叫类型 + 起始时间 + 通话时长",
    shape: Shape::Table(&Bill(|columns| {
        columns.have(&["对方号码", "呼叫类型", "起始时间"]) && columns.any(Role::Length)
            || columns.have(&["主叫号码", "被叫号码", "通话开始时间", "通话时长"])
    })),
};

/// A bill of no known carrier is known by what it charges.
pub(super) const OTHERS: Format = Format {
    code: FormatCode::CarrierBill,
    kind: SourceKind::CarrierBill,
    looked_for: "对方号码 + 起始时间 + 通话时长 + 通话费",
    shape: Shape::Table(&Bill(|columns| {
        let timed = columns.any(Role::Time) || columns.any(Role::Day);
        let peer = columns.any(Role::Peer) || columns.any(Role::Callee);
        let charged = columns
            .names
            .iter()
            .any(|name| name.contains('费') || name.contains("套餐"));
        let placed = columns.any(Role::Place);
        timed && peer && columns.any(Role::Length) && (charged || placed)
    })),
};

pub(super) const MESSAGES: Format = Format {
    code: FormatCode::CarrierMessages,
    kind: SourceKind::CarrierBill,
    looked_for: "起始时间 + 对方号码 + 信息类型",
    shape: Shape::Table(&Messages),
};

struct Bill(fn(&Columns) -> bool);

impl TableFormat for Bill {
    fn is_header(&self, columns: &Columns) -> bool {
        self.0(columns)
    }

    fn reads(&self) -> &[Role] {
        &[
            Role::Time,
            Role::Day,
            Role::Clock,
            Role::Kind,
            Role::Direction,
            Role::Peer,
            Role::Own,
            Role::Caller,
            Role::Callee,
            Role::Length,
        ]
    }

    fn entry(&self, table: &Context, cells: &Cells<'_>) -> Result<Entry, Refusal> {
        if let Some((column, _)) = cells.words(Role::Kind).find(|(_, text)| is_no_call(text)) {
            return Err(Refusal::of(RejectCode::NotACall, column.name));
        }
        let at = cells.instant(table)?;
        let seconds = length(cells)?;
        let seconds =
            seconds.ok_or_else(|| cells.refuse(RejectCode::MissingField, Role::Length))?;
        let word = who_called(table, cells)?;
        let direction = match word {
            Word::Outgoing => Direction::Outgoing,
            Word::Incoming | Word::Missed | Word::Forwarded => Direction::Incoming,
        };
        Ok(Contact {
            number: other_side(direction, cells)?,
            called_number: own_side(direction, table, cells)?,
            duration_s: Some(seconds),
            connection: match word {
                Word::Outgoing | Word::Incoming if seconds > 0 => Connection::Connected,
                _ => Connection::Unknown,
            },
            ..fields::contact(Channel::Call, direction, at)
        }
        .into())
    }
}

fn is_no_call(kind: &str) -> bool {
    ["短信", "彩信", "上网", "流量", "数据", "增值", "宽带"]
        .iter()
        .any(|word| kind.contains(word))
}

/// The word of the row, or else the side on which the own number stands.
fn who_called(table: &Context, cells: &Cells<'_>) -> Result<Word, Refusal> {
    direction(cells).or_else(|refusal| {
        let Some(own) = &table.own else {
            return Err(refusal);
        };
        let side = |role| Ok::<_, Refusal>(cells.phone(role)?.as_ref() == Some(own));
        match (side(Role::Caller)?, side(Role::Callee)?) {
            (true, false) => Ok(Word::Outgoing),
            (false, true) => Ok(Word::Incoming),
            _ => Err(refusal),
        }
    })
}

/// The other party: its own column, or whichever of the two numbers is not
/// the borrower's. A bill with 被叫号码 alone prints the other party there.
fn other_side(direction: Direction, cells: &Cells<'_>) -> Result<Option<Phone>, Refusal> {
    if let Some(phone) = cells.phone(Role::Peer)? {
        return Ok(Some(phone));
    }
    match direction {
        Direction::Outgoing => cells.phone(Role::Callee),
        Direction::Incoming => match cells.phone(Role::Caller)? {
            Some(caller) => Ok(Some(caller)),
            None => cells.phone(Role::Callee),
        },
    }
}

/// The number that was called, when it is the borrower's.
fn own_side(
    direction: Direction,
    table: &Context,
    cells: &Cells<'_>,
) -> Result<Option<Phone>, Refusal> {
    if direction == Direction::Outgoing {
        return Ok(None);
    }
    let printed = match (cells.phone(Role::Own)?, cells.phone(Role::Caller)?) {
        (Some(own), _) => Some(own),
        (None, Some(_)) => cells.phone(Role::Callee)?,
        (None, None) => None,
    };
    Ok(printed.or_else(|| table.own.clone()))
}

/// Messages of a bill: when and with whom; the words are in no bill.
struct Messages;

impl TableFormat for Messages {
    fn is_header(&self, columns: &Columns) -> bool {
        columns.any(Role::Time)
            && columns.any(Role::Peer)
            && columns.has("信息类型")
            && !columns.any(Role::Length)
    }

    fn reads(&self) -> &[Role] {
        &[
            Role::Time,
            Role::Day,
            Role::Clock,
            Role::Kind,
            Role::Direction,
            Role::Peer,
            Role::Own,
        ]
    }

    fn entry(&self, table: &Context, cells: &Cells<'_>) -> Result<Entry, Refusal> {
        let at = cells.instant(table)?;
        let sent = cells
            .words(Role::Direction)
            .chain(cells.words(Role::Kind))
            .find_map(|(_, text)| super::chat_tables::sent(&text));
        let (direction, connection) = match sent {
            Some(true) => (Direction::Outgoing, Connection::Unknown),
            Some(false) => (Direction::Incoming, Connection::Connected),
            None => return Err(cells.refuse(RejectCode::UnknownType, Role::Direction)),
        };
        Ok(Contact {
            number: cells.phone(Role::Peer)?,
            called_number: own_side(direction, table, cells)?,
            connection,
            ..fields::contact(Channel::Sms, direction, at)
        }
        .into())
    }
}
