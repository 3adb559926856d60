//! Chats in a table: MemoTrace (留痕) in its versions, and others by the names
//! of their columns. Who is the borrower must be said by the file (a column, a
//! sender called 我, a file named after the other side); it is never guessed,
//! for the borrower's words must not become the collector's.

use domain::{Channel, Connection, Contact, Direction, SourceKind};

use super::{Format, Shape, fields, sms_backup_restore_sms::MAX_TEXT};
use crate::{
    FormatCode, RejectCode,
    columns::{Columns, Role},
    out::{Entry, Refusal},
    table::{Cells, Context, TableFormat},
    value::narrow,
};

pub(super) const MEMOTRACE: Format = Format {
    code: FormatCode::MemotraceTable,
    kind: SourceKind::Other,
    looked_for: "StrContent + IsSender + CreateTime, 消息ID + 类型 + 发送人 + 时间 + 内容",
    shape: Shape::Table(&ChatTable(|columns| {
        columns.have(&["Type", "IsSender", "CreateTime", "StrContent"])
            || columns.have(&["消息ID", "类型", "发送人", "时间", "内容"])
    })),
};

pub(super) const OTHERS: Format = Format {
    code: FormatCode::ChatTable,
    kind: SourceKind::Other,
    looked_for: "时间 + 发送人 + 内容",
    shape: Shape::Table(&ChatTable(|columns| {
        let timed = columns.any(Role::Time) || columns.any(Role::Day);
        let sided = [Role::Sender, Role::IsOwn, Role::Direction]
            .iter()
            .any(|r| columns.any(*r));
        timed
            && columns.any(Role::Text)
            && sided
            && !columns.any(Role::Length)
            && !columns.any(Role::Amount)
    })),
};

/// Does a word say that the borrower sent it? None if it says neither.
pub(super) fn sent(text: &str) -> Option<bool> {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&[
        "接收", "收到", "已收", "收件", "来信", "received", "inbox", "incoming",
    ]) || text == "收"
    {
        Some(false)
    } else if has(&["发送", "已发", "发件", "发出", "sent", "outgoing"]) || text == "发" {
        Some(true)
    } else {
        None
    }
}

/// A chat, recognised by its columns.
pub(crate) struct ChatTable(pub(crate) fn(&Columns) -> bool);

impl TableFormat for ChatTable {
    fn is_header(&self, columns: &Columns) -> bool {
        self.0(columns)
    }

    fn reads(&self) -> &[Role] {
        &[
            Role::Time,
            Role::Day,
            Role::Clock,
            Role::Text,
            Role::Sender,
            Role::IsOwn,
            Role::Direction,
            Role::Kind,
            Role::Peer,
        ]
    }

    fn entry(&self, table: &Context, cells: &Cells<'_>) -> Result<Entry, Refusal> {
        if let Some(code) = cells
            .get(Role::Kind)
            .and_then(|(_, kind)| no_text(kind, cells))
        {
            return Err(cells.refuse(code, Role::Kind));
        }
        let at = cells.minute(table)?;
        let (column, text) = cells
            .get(Role::Text)
            .ok_or_else(|| cells.refuse(RejectCode::NoText, Role::Text))?;
        if text.chars().count() > MAX_TEXT {
            return Err(Refusal::of(RejectCode::TooLong, column.name));
        }
        let own = is_own(table, cells)
            .ok_or_else(|| cells.refuse(RejectCode::SideUnknown, Role::Sender))?;
        let number = cells.phone(Role::Peer)?;
        let channel = match number {
            Some(_) => Channel::Sms,
            None => Channel::Chat,
        };
        let sender = || {
            cells
                .text(Role::Sender)
                .filter(|name| name.chars().count() <= 200)
        };
        let said = Some(text.to_owned());
        Ok(match own {
            true => Contact {
                said,
                number,
                ..fields::contact(channel, Direction::Outgoing, at)
            },
            false => Contact {
                said,
                number,
                connection: Connection::Connected,
                claimed_identity: sender(),
                ..fields::contact(channel, Direction::Incoming, at)
            },
        }
        .into())
    }
}

/// Why a record of this kind has no text. WeChat counts: 1 text, 3 picture,
/// 34 voice, 43 film, 47 sticker, 49 card (a reply, 57, has text), 10000 system.
fn no_text(kind: &str, cells: &Cells<'_>) -> Option<RejectCode> {
    let markup = || {
        cells
            .get(Role::Text)
            .is_none_or(|(_, text)| text.starts_with('<'))
    };
    match &*narrow(kind) {
        "1" | "text" | "Text" | "文本" | "文字" => None,
        "10000" | "系统消息" | "拍一拍" | "system" => Some(RejectCode::SystemLine),
        "49" | "引用" | "引用消息" | "回复" => markup().then_some(RejectCode::NoText),
        "3" | "34" | "42" | "43" | "47" | "48" | "50" | "图片" | "语音" | "视频" | "表情包"
        | "表情" | "文件" | "名片" | "位置" => Some(RejectCode::NoText),
        _ => markup().then_some(RejectCode::NoText),
    }
}

/// Is the row the borrower's? By what somebody has said, by a column, by names.
fn is_own(table: &Context, cells: &Cells<'_>) -> Option<bool> {
    if let (Some(own), Some((_, sender))) = (&table.own_name, cells.get(Role::Sender)) {
        return Some(own.trim() == sender);
    }
    if let Some((_, flag)) = cells.get(Role::IsOwn) {
        return match &*narrow(flag).to_lowercase() {
            "1" | "true" | "是" | "yes" => Some(true),
            "0" | "false" | "否" | "no" => Some(false),
            _ => None,
        };
    }
    if let Some(own) = cells
        .words(Role::Direction)
        .find_map(|(_, text)| sent(&text))
    {
        return Some(own);
    }
    cells
        .get(Role::Sender)
        .and_then(|(_, sender)| table.sides.is_own(sender))
}
