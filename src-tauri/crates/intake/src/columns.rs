//! What the columns of a table mean, by the names sources give them.
//!
//! One list for every table: [`ALIASES`]. A name may mean several things
//! (通话类型 is the direction in one file and the tariff in another); which,
//! the row itself decides.

use std::{collections::HashMap, sync::LazyLock};

use sha2::{Digest, Sha256};

use crate::{code::codes, value::narrow};

codes! {
    /// What a column of a table holds.
    Role {
        /// Day and time of day.
        Time = "time",
        /// The day alone.
        Day = "day",
        /// The time of day alone.
        Clock = "clock",
        /// Who started it.
        Direction = "direction",
        /// The other side's number.
        Peer = "peer",
        /// The borrower's own number.
        Own = "own",
        /// The number that called.
        Caller = "caller",
        /// The number that was called.
        Callee = "callee",
        /// How long a call lasted.
        Length = "length",
        /// Where a call was made. Kept in the raw record only.
        Place = "place",
        /// The text of a message.
        Text = "text",
        /// Who wrote a message.
        Sender = "sender",
        /// Did the borrower write it?
        IsOwn = "is_own",
        /// What kind of message, call or record it is.
        Kind = "kind",
        /// An amount, with or without a sign.
        Amount = "amount",
        /// An amount that came in.
        AmountIn = "amount_in",
        /// An amount that went out.
        AmountOut = "amount_out",
        /// Whether money came in or went out.
        Sign = "sign",
        /// Who paid or was paid.
        Counterparty = "counterparty",
        /// What for.
        Memo = "memo",
        /// Whether it went through.
        Status = "status",
        /// From what account or card.
        Method = "method",
        /// The source's own number of the payment.
        Reference = "reference",
        /// In what currency.
        Currency = "currency",
        /// Nothing that is read.
        Ignored = "ignored",
    }
}

/// Names of columns, the most telling first. Compared after [`plain`].
pub(crate) const ALIASES: &[(Role, &[&str])] = &[
    (
        Role::Time,
        &[
            "起始时间",
            "通话起始时间",
            "通话开始时间",
            "开始时间",
            "截获时间",
            "呼叫时间",
            "主叫时间",
            "通话时间",
            "发送时间",
            "交易时间",
            "交易成功时间",
            "交易创建时间",
            "starttime",
            "CreateTime",
            "StrTime",
            "calldateformat",
            "Timestamp",
            "Date",
            "Time",
            "时间",
            "日期时间",
            "消息时间",
            "date_time",
            "datetime",
        ],
    ),
    (
        Role::Day,
        &[
            "通话日期",
            "交易日期",
            "记账日期",
            "交易日",
            "记账日",
            "入账日期",
            "银行记账日",
            "日期",
            "calldate",
            "账务日期",
        ],
    ),
    (
        Role::Clock,
        &["通话时间", "交易时间", "记账时间", "时间", "calltime"],
    ),
    (
        Role::Direction,
        &[
            "通信方式",
            "呼叫类型",
            "事件类型名称",
            "协议代码",
            "话单方向",
            "通话方式",
            "主被叫",
            "主叫/被叫",
            "主/被叫",
            "呼叫方向",
            "方向",
            "commMode",
            "calltypeName",
            "Call Type",
            "Type",
            "通话类型",
            "收发类型",
            "direction",
        ],
    ),
    (
        Role::Peer,
        &[
            "对方号码",
            "对端号码",
            "对方电话",
            "对方电话号码",
            "对方手机号",
            "通话号码",
            "通话对方",
            "anotherNm",
            "othernum",
            "othernumber",
            "Unformatted Number",
            "Number",
            "电话号码",
            "手机号",
            "号码",
            "phone",
            "phone number",
        ],
    ),
    (
        Role::Own,
        &[
            "用户号码",
            "己方号码",
            "业务号码",
            "本机号码",
            "计费号码",
            "手机号码",
        ],
    ),
    (Role::Caller, &["主叫号码", "主叫电话", "主叫"]),
    (Role::Callee, &["被叫号码", "被叫电话", "被叫"]),
    (
        Role::Length,
        &[
            "通信时长",
            "通话时长",
            "通话时长(秒)",
            "通话时长(s)",
            "通话时长(分钟)",
            "通话时长(分)",
            "拨打秒数",
            "时长",
            "时长(秒)",
            "时长(分钟)",
            "计费时长",
            "calllonghour",
            "calllonghour(s)",
            "commTime",
            "DurationSeconds",
            "Duration",
            "duration(s)",
            "dur",
        ],
    ),
    (
        Role::Place,
        &[
            "通信地点",
            "通话地点",
            "通话地",
            "本机通话地",
            "己方通话地",
            "漫游城市",
            "使用地点",
            "话单位置",
            "主叫位置",
            "被叫位置",
            "commPlac",
            "homeareaName",
            "calledhome",
            "Number Geo Description",
            "对方归属地",
        ],
    ),
    (
        Role::Text,
        &[
            "StrContent",
            "内容",
            "消息内容",
            "短信内容",
            "Content",
            "message",
            "text",
            "正文",
            "聊天内容",
        ],
    ),
    (
        Role::Sender,
        &[
            "SenderName",
            "NickName",
            "Sender",
            "发送人",
            "发送者",
            "发件人",
            "发言人",
            "昵称",
            "displayname",
            "talker",
            "name",
            "from",
            "姓名",
        ],
    ),
    (
        Role::IsOwn,
        &["IsSender", "isSelf", "is_send", "是否本人", "是否发送"],
    ),
    (
        Role::Kind,
        &[
            "业务类型",
            "信息类型",
            "业务名称",
            "消息类型",
            "类型",
            "交易类型",
            "交易分类",
            "Type",
            "交易名称",
            "commType",
            "landtype",
        ],
    ),
    (
        Role::Amount,
        &[
            "金额(元)",
            "金额",
            "实付金额",
            "交易金额",
            "人民币金额",
            "入账金额",
            "发生额",
            "入账币种/金额",
            "交易币种/金额",
            "amount",
            "订单金额",
        ],
    ),
    (
        Role::AmountIn,
        &[
            "记账金额(收入)",
            "交易金额(收入)",
            "收入金额",
            "收入",
            "存入",
            "存入金额",
            "贷方金额",
            "贷方发生额",
            "转入金额",
        ],
    ),
    (
        Role::AmountOut,
        &[
            "记账金额(支出)",
            "交易金额(支出)",
            "支出金额",
            "支出",
            "转出金额",
            "借方金额",
            "借方发生额",
            "取出金额",
        ],
    ),
    (
        Role::Sign,
        &[
            "收/支",
            "收支",
            "收支类型",
            "借贷",
            "借贷标志",
            "借/贷",
            "借贷方向",
            "交易方向",
        ],
    ),
    (
        Role::Counterparty,
        &[
            "交易对方",
            "商户名称",
            "对方户名",
            "对方账户名",
            "对方名称",
            "对方账户名称",
            "对方账号与户名",
            "对手信息",
            "交易场所",
            "收款人",
            "payee",
        ],
    ),
    (
        Role::Memo,
        &[
            "商品",
            "商品说明",
            "商品名称",
            "交易说明",
            "订单标题",
            "摘要",
            "交易摘要",
            "交易描述",
            "客户摘要",
            "附言",
            "交易附言",
            "交易备注",
            "交易类型",
            "备注",
            "memo",
        ],
    ),
    (Role::Status, &["当前状态", "交易状态", "状态", "status"]),
    (
        Role::Method,
        &[
            "支付方式",
            "收/付款方式",
            "付款方式",
            "卡号末四位",
            "卡号后四位",
            "method",
        ],
    ),
    (
        Role::Reference,
        &[
            "交易单号",
            "交易订单号",
            "交易号",
            "日志号",
            "流水号",
            "交易流水号",
            "商户单号",
            "序号",
        ],
    ),
    (
        Role::Currency,
        &[
            "交易货币",
            "入账货币",
            "货币",
            "币别",
            "币种",
            "记账币种",
            "交易币种",
            "currency",
        ],
    ),
];

/// A name as it is compared: narrow, without blanks, lower case.
pub(crate) fn plain(name: &str) -> String {
    narrow(name)
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Where a name stands in the list: which role, how telling it is there.
type Place = (Role, usize, &'static str);

static PLACES: LazyLock<HashMap<String, Vec<Place>>> = LazyLock::new(|| {
    let mut places: HashMap<String, Vec<Place>> = HashMap::new();
    for (role, names) in ALIASES {
        for (rank, name) in names.iter().enumerate() {
            places
                .entry(plain(name))
                .or_default()
                .push((*role, rank, name));
        }
    }
    places
});

/// Longest name of a column, in bytes; a longer cell is no name.
const MAX_NAME: usize = 120;

/// One column that has a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Where it stands, from 0.
    pub(crate) index: usize,
    /// Its name, as the list has it.
    pub(crate) name: &'static str,
}

/// The header row of a table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Columns {
    /// As printed.
    pub(crate) names: Vec<String>,
    plain: Vec<String>,
    roles: Vec<(Role, Vec<Column>)>,
}

impl Columns {
    pub(crate) fn of(names: &[String]) -> Self {
        let plain: Vec<String> = names
            .iter()
            .map(|name| {
                if name.len() > MAX_NAME {
                    String::new()
                } else {
                    plain(name)
                }
            })
            .collect();
        let mut found: Vec<(Role, usize, Column)> = Vec::new();
        for (index, name) in plain.iter().enumerate() {
            for &(role, rank, name) in PLACES.get(name).into_iter().flatten() {
                found.push((role, rank, Column { index, name }));
            }
        }
        found.sort_by_key(|(role, rank, column)| (*role, *rank, column.index));
        let mut roles: Vec<(Role, Vec<Column>)> = Vec::new();
        for (role, _, column) in found {
            match roles.last_mut() {
                Some((last, columns)) if *last == role => columns.push(column),
                _ => roles.push((role, vec![column])),
            }
        }
        Self {
            names: names.iter().map(|n| n.trim().to_owned()).collect(),
            plain,
            roles,
        }
    }

    /// The roles a user gave, each to a column by its place.
    pub(crate) fn mapped(names: &[String], given: &[(Role, usize)]) -> Self {
        let roles = Role::ALL.iter().map(|role| {
            let columns = given.iter().filter(|(r, _)| r == role);
            (
                *role,
                columns
                    .map(|(r, index)| Column {
                        index: *index,
                        name: r.code(),
                    })
                    .collect(),
            )
        });
        Self {
            roles: roles.collect(),
            ..Self::of(names)
        }
    }

    /// Is there a column of exactly this name?
    pub(crate) fn has(&self, name: &str) -> bool {
        let name = plain(name);
        self.plain.contains(&name)
    }

    /// Are there columns of all these names?
    pub(crate) fn have(&self, names: &[&str]) -> bool {
        names.iter().all(|name| self.has(name))
    }

    /// The columns that may have this role, the most telling first.
    pub(crate) fn all(&self, role: Role) -> &[Column] {
        let found = self.roles.iter().find(|(r, _)| *r == role);
        found.map_or(&[], |(_, columns)| columns)
    }

    pub(crate) fn any(&self, role: Role) -> bool {
        !self.all(role).is_empty()
    }

    /// The column this role is read from.
    pub(crate) fn first(&self, role: Role) -> Option<Column> {
        self.all(role).first().copied()
    }

    /// How many cells are a known name.
    pub(crate) fn known(&self) -> usize {
        (0..self.plain.len())
            .filter(|&i| self.role_of(i).is_some())
            .count()
    }

    /// The first role a column may have.
    pub(crate) fn role_of(&self, index: usize) -> Option<Role> {
        let has = |columns: &[Column]| columns.iter().any(|column| column.index == index);
        self.roles
            .iter()
            .find(|(_, columns)| has(columns))
            .map(|(role, _)| *role)
    }

    /// Is this row the header row again?
    pub(crate) fn repeated_in(&self, cells: &[String]) -> bool {
        cells.len() >= 2
            && cells
                .iter()
                .zip(&self.plain)
                .all(|(cell, name)| plain(cell) == *name)
    }

    /// Names the same header row in another file.
    pub(crate) fn signature(&self) -> String {
        let mut hash = Sha256::new();
        for name in &self.plain {
            hash.update(name.as_bytes());
            hash.update([0]);
        }
        hash.finalize()
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(header: &str) -> Columns {
        Columns::of(&header.split(',').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn a_name_is_known_however_it_is_spaced_and_bracketed() {
        let table = columns("\u{feff}对方号码, 通话时长（秒） ,CALL TYPE");
        assert_eq!(table.first(Role::Peer).unwrap().index, 0);
        assert_eq!(table.first(Role::Length).unwrap().name, "通话时长(秒)");
        assert_eq!(table.first(Role::Direction).unwrap().index, 2);
        assert_eq!(table.known(), 3);
    }

    #[test]
    fn one_name_may_have_several_roles() {
        let table = columns("呼叫类型,通话类型,通话时间");
        let direction: Vec<_> = table.all(Role::Direction).iter().map(|c| c.index).collect();
        assert_eq!(direction, [0, 1]);
        assert!(table.any(Role::Time) && table.any(Role::Clock));
    }

    #[test]
    fn the_signature_is_of_the_names_alone() {
        assert_eq!(columns("a, B").signature(), columns("A,b").signature());
        assert_ne!(columns("a,b").signature(), columns("ab").signature());
    }

    #[test]
    fn no_role_lists_a_name_twice() {
        for (role, names) in ALIASES {
            let mut seen: Vec<_> = names.iter().map(|name| plain(name)).collect();
            seen.sort();
            let count = seen.len();
            seen.dedup();
            assert_eq!(seen.len(), count, "{role}");
        }
    }
}
