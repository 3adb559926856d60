//! What a row of a table needs to know of the rest: the months the table is
//! of, whose number it is, how its days are written.

use std::borrow::Cow;

use chrono::NaiveTime;
use domain::{Instant, Phone};

use super::Line;
use crate::{
    RejectCode,
    columns::{Column, Columns, Role},
    out::Refusal,
    value::{self, Moment, is_nothing, narrow},
};

/// One table, its header read.
pub(crate) struct Context {
    pub(crate) columns: Columns,
    /// The first and the last month named around the table.
    months: Option<((i32, u32), (i32, u32))>,
    /// The number the table is of, if it says so above its header.
    pub(crate) own: Option<Phone>,
    /// Of days like 02/06/17: does the day stand first? `None`: nothing shows it.
    pub(crate) day_first: Option<bool>,
    /// The year of days without one, if somebody has said it.
    pub(crate) year: Option<i32>,
    /// Under which name the borrower writes, if somebody has said it.
    pub(crate) own_name: Option<String>,
    /// Is some amount below zero? Then one that is not came in.
    pub(crate) negatives: bool,
    pub(crate) sides: Sides,
}

impl Context {
    /// `around` is the text above the header and the names of file and sheet;
    /// `ahead` the first rows.
    pub(crate) fn new(columns: Columns, around: &[String], ahead: &[Line]) -> Self {
        let months: Vec<_> = around.iter().flat_map(|text| months_in(text)).collect();
        let months = months
            .iter()
            .min()
            .copied()
            .zip(months.iter().max().copied());
        let rows = || ahead.iter().map(|line| Cells::new(&columns, &line.cells));
        let negatives = rows().any(|row| {
            let amount = row.get(Role::Amount);
            amount.is_some_and(|(_, text)| text.starts_with('-'))
        });
        let senders = rows().filter_map(|row| row.text(Role::Sender));
        Self {
            sides: Sides::of(around.first().map_or("", String::as_str), senders),
            own: own_number(around),
            day_first: day_first(ahead),
            year: None,
            own_name: None,
            months,
            negatives,
            columns,
        }
    }

    /// As [`Context::year_of`], where the table may begin in the month before
    /// the one it is named after, as a card's statement does.
    pub(crate) fn year_of_statement(&self, moment: &Moment) -> Option<i32> {
        self.year_of(moment).or_else(|| {
            let ((year, month), _) = self.months?;
            match month {
                1 => (moment.month == 12).then_some(year - 1),
                _ => (moment.month == month - 1).then_some(year),
            }
        })
    }

    /// The year of a day without one, if the months around the table settle it.
    pub(crate) fn year_of(&self, moment: &Moment) -> Option<i32> {
        if self.year.is_some() {
            return self.year;
        }
        let (first, last) = self.months?;
        let mut years =
            (first.0..=last.0).filter(|year| (first..=last).contains(&(*year, moment.month)));
        years.next().filter(|_| years.next().is_none())
    }
}

/// Months a text names: `2026年03月`, `2026-03-01`, `202603`, `20260301`.
fn months_in(text: &str) -> Vec<(i32, u32)> {
    let text = narrow(text);
    let mut found = Vec::new();
    let mut rest = &*text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        rest = rest.get(start..).unwrap_or_default();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (run, after) = rest.split_at(digits);
        rest = after;
        let month = match digits {
            6 | 8 => run.get(4..6),
            4 => after
                .strip_prefix(['年', '-', '/', '.'])
                .map(|t| {
                    t.split(|c: char| !c.is_ascii_digit())
                        .next()
                        .unwrap_or_default()
                })
                .filter(|t| t.len() <= 2),
            _ => None,
        };
        let year = run.get(..4).and_then(|y| y.parse().ok());
        let month = month.and_then(|m| m.parse().ok());
        if let (Some(year @ 1990..=2099), Some(month @ 1..=12)) = (year, month) {
            found.push((year, month));
        }
    }
    found
}

/// `手机号码：13800000001`, in one cell or in two.
fn own_number(around: &[String]) -> Option<Phone> {
    let number = |text: &str| {
        let phone = value::phone(text).ok().flatten()?;
        (7..=12).contains(&phone.as_str().len()).then_some(phone)
    };
    around.iter().enumerate().find_map(|(i, cell)| {
        let cell = narrow(cell);
        let (label, rest) = cell.split_once(':').unwrap_or((&cell, ""));
        if !(label.ends_with("号码") || label.ends_with("手机号")) {
            return None;
        }
        let rest = rest.split_whitespace().next().unwrap_or_default();
        number(rest).or_else(|| number(around.get(i + 1)?))
    })
}

/// Of cells like 31/01/17 some prove which part is the day; if some prove the
/// opposite, nothing is proved.
fn day_first(ahead: &[Line]) -> Option<bool> {
    let (mut first, mut second) = (false, false);
    for cell in ahead.iter().flat_map(|line| &line.cells) {
        if let Some([a, b, _]) = slashed(cell.split_whitespace().next().unwrap_or_default()) {
            first |= a > 12;
            second |= b > 12;
        }
    }
    (first != second).then_some(first)
}

/// The numbers of a day written `02/06/17`.
fn slashed(text: &str) -> Option<[u32; 3]> {
    let mut parts = text.split('/').map(|part| part.parse().ok());
    let day = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(day)
}

/// The cells of one row, by what they mean.
pub(crate) struct Cells<'c> {
    columns: &'c Columns,
    cells: &'c [String],
}

impl<'c> Cells<'c> {
    pub(crate) fn new(columns: &'c Columns, cells: &'c [String]) -> Self {
        Self { columns, cells }
    }

    /// The cell by its place, empty if the row is short.
    pub(crate) fn at(&self, index: usize) -> &'c str {
        self.cells.get(index).map_or("", |cell| cell.trim())
    }

    /// The filled cells of a role, the most telling column first.
    pub(crate) fn all(&self, role: Role) -> impl Iterator<Item = (Column, &'c str)> {
        let columns = self.columns.all(role).iter();
        columns
            .map(|column| (*column, self.at(column.index)))
            .filter(|(_, text)| !is_nothing(text))
    }

    /// The first filled cell of a role.
    pub(crate) fn get(&self, role: Role) -> Option<(Column, &'c str)> {
        self.all(role).next()
    }

    /// Its text, if there is one.
    pub(crate) fn text(&self, role: Role) -> Option<String> {
        self.get(role).map(|(_, text)| text.to_owned())
    }

    /// The name of the column of a role, as a reason names it.
    pub(crate) fn name(&self, role: Role) -> &'static str {
        self.columns
            .first(role)
            .map_or(role.code(), |column| column.name)
    }

    pub(crate) fn refuse(&self, code: RejectCode, role: Role) -> Refusal {
        Refusal::of(code, self.name(role))
    }

    /// A number of a role; none if the cell is empty or hides it.
    ///
    /// # Errors
    /// `digits_lost`.
    pub(crate) fn phone(&self, role: Role) -> Result<Option<Phone>, Refusal> {
        match self.get(role) {
            Some((column, text)) => {
                value::phone(text).map_err(|code| Refusal::of(code, column.name))
            }
            None => Ok(None),
        }
    }

    /// The printed date and its column, with the time of day of a second
    /// column put in.
    ///
    /// # Errors
    /// `missing_field`, `bad_value`.
    pub(crate) fn moment(&self) -> Result<(Column, Moment), Refusal> {
        let mut seen = None;
        for (column, text) in self.all(Role::Time).chain(self.all(Role::Day)) {
            let Some(mut moment) = value::moment(text) else {
                seen = seen.or(Some(column));
                continue;
            };
            if moment.time.is_none() || self.midnight_of_a_day(column, &moment) {
                let clock = self.clock_beside(column);
                moment.time = clock;
                moment.to_the_second = clock.is_some();
            }
            return Ok((column, moment));
        }
        Err(match seen {
            Some(column) => Refusal::of(RejectCode::BadValue, column.name),
            None => self.refuse(RejectCode::MissingField, Role::Time),
        })
    }

    /// The time of day in a column of its own.
    fn clock_beside(&self, column: Column) -> Option<NaiveTime> {
        self.all(Role::Clock)
            .filter(|(clock, _)| clock.index != column.index)
            .find_map(|(_, text)| value::clock(text))
    }

    /// A spreadsheet's day is a midnight; in a column of days it is a day.
    fn midnight_of_a_day(&self, column: Column, moment: &Moment) -> bool {
        let days = self
            .columns
            .all(Role::Day)
            .iter()
            .any(|c| c.index == column.index);
        days && moment.time == Some(NaiveTime::MIN)
    }

    /// The instant of the row, to the second.
    ///
    /// # Errors
    /// Every reason a date can be refused for.
    pub(crate) fn instant(&self, table: &Context) -> Result<Instant, Refusal> {
        let (column, moment) = self.moment()?;
        let at = moment.instant(table.year_of(&moment), None);
        let at = at.map_err(|code| Refusal::of(code, column.name))?;
        match moment.to_the_second {
            true => Ok(at),
            false => Err(Refusal::of(RejectCode::SecondsLost, column.name)),
        }
    }

    /// The instant of the row, where the source prints minutes only, or the
    /// seconds since 1970, or days like 02/06/17.
    ///
    /// # Errors
    /// Every reason a date can be refused for, but `seconds_lost`.
    pub(crate) fn minute(&self, table: &Context) -> Result<Instant, Refusal> {
        for (column, text) in self.all(Role::Time).chain(self.all(Role::Day)) {
            let printed = match (value::epoch(text), shortened(text, table.day_first)) {
                (Some(at), _) => Some(value::in_range(at)),
                (None, Some(moment)) => {
                    let clock = self.clock_beside(column);
                    Some(moment.and_then(|moment| moment.instant(None, clock)))
                }
                (None, None) => None,
            };
            if let Some(at) = printed {
                return at.map_err(|code| Refusal::of(code, column.name));
            }
        }
        let (column, moment) = self.moment()?;
        let at = moment.instant(table.year_of(&moment), None);
        at.map_err(|code| Refusal::of(code, column.name))
    }

    /// What a source wrote, in words, for comparison.
    pub(crate) fn words(&self, role: Role) -> impl Iterator<Item = (Column, Cow<'c, str>)> {
        self.all(role).map(|(column, text)| (column, narrow(text)))
    }
}

/// `02/06/17 09:45`. None if it is written otherwise.
fn shortened(text: &str, day_first: Option<bool>) -> Option<Result<Moment, RejectCode>> {
    let (date, clock) = text.split_once(' ').unwrap_or((text, ""));
    let [a, b, year] = slashed(date)?;
    // Beyond two digits it is no short year, and the year stands first or last.
    if year > 99 && date.rsplit('/').next().is_some_and(|year| year.len() != 4) {
        return None;
    }
    let (day, month) = match day_first {
        _ if a > 31 => return None,
        _ if a > 12 => (a, b),
        _ if b > 12 => (b, a),
        _ if a == b => (a, b),
        Some(true) => (a, b),
        Some(false) => (b, a),
        None => return Some(Err(RejectCode::DateAmbiguous)),
    };
    let year = full_year(year)?;
    chrono::NaiveDate::from_ymd_opt(year, month, day)?;
    Some(Ok(Moment {
        year: Some(year),
        month,
        day,
        time: value::clock(clock.trim()),
        to_the_second: clock.matches(':').count() == 2,
        offset: None,
    }))
}

/// The year of a two-digit year: 70 to 99 are of the last century.
fn full_year(year: u32) -> Option<i32> {
    let year = i32::try_from(year).ok()?;
    Some(match year {
        0..=69 => year + 2000,
        70..=99 => year + 1900,
        _ => year,
    })
}

/// Names chat programs give to whoever exported the chat.
const ME: &[&str] = &["我", "自己", "本人", "me", "Me"];

/// Who of those who write is the borrower.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Sides {
    /// Does somebody write as 我?
    me: bool,
    /// The other side's name: chats are saved under it.
    other: Option<String>,
}

impl Sides {
    /// From the name of the file and those who write at its beginning.
    pub(crate) fn of(file: &str, senders: impl Iterator<Item = String>) -> Self {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let mut sides = Self::default();
        for sender in senders {
            sides.me |= ME.contains(&sender.trim());
            if sender.trim() == stem {
                sides.other = Some(stem.to_owned());
            }
        }
        sides
    }

    /// Is this sender the borrower? `None`: nothing says so.
    pub(crate) fn is_own(&self, sender: &str) -> Option<bool> {
        let sender = sender.trim();
        if ME.contains(&sender) {
            return Some(true);
        }
        match (&self.other, self.me) {
            (_, true) => Some(false),
            (Some(other), false) => Some(other != sender),
            (None, false) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(around: &[&str]) -> Context {
        let around: Vec<_> = around.iter().map(|&text| text.to_owned()).collect();
        Context::new(Columns::default(), &around, &[])
    }

    fn year(around: &[&str], day: &str) -> Option<i32> {
        context(around).year_of(&value::moment(day).unwrap())
    }

    #[test]
    fn a_year_comes_from_the_months_around_the_table() {
        assert_eq!(year(&["账期：2026年03月"], "03-01 10:00:00"), Some(2026));
        assert_eq!(year(&["查询月份:202603"], "03-31 10:00:00"), Some(2026));
        assert_eq!(year(&["2016年01月语音通信.xls"], "01-31"), Some(2016));
        let winter = ["2025-12-01 至 2026-01-31"];
        assert_eq!(year(&winter, "12-31"), Some(2025));
        assert_eq!(year(&winter, "01-01"), Some(2026));
        assert_eq!(year(&winter, "02-01"), None);
        assert_eq!(year(&["2024年3月", "2026年4月"], "03-01"), None);
        assert_eq!(year(&["13800000001", "1234-5"], "03-01"), None);
        assert_eq!(year(&[], "03-01"), None);
    }

    #[test]
    fn the_own_number_stands_above_the_table() {
        let own = |around: &[&str]| context(around).own.map(String::from);
        assert_eq!(
            own(&["手机号码：13800000001"]).as_deref(),
            Some("13800000001")
        );
        assert_eq!(
            own(&["用户号码", "13800000001"]).as_deref(),
            Some("13800000001")
        );
        assert_eq!(own(&["客户姓名：张三", "共12条"]), None);
        assert_eq!(own(&["13800000001_通话详单.xls"]), None);
    }

    #[test]
    fn which_part_is_the_day_is_proved_or_unknown() {
        let shown = |cells: &[&str]| {
            let lines: Vec<_> = cells
                .iter()
                .map(|cell| Line {
                    cells: vec![(*cell).to_owned()],
                    ..Line::default()
                })
                .collect();
            day_first(&lines)
        };
        assert_eq!(shown(&["02/06/17 09:45", "31/05/17 09:45"]), Some(true));
        assert_eq!(shown(&["02/06/17 09:45", "05/31/17 09:45"]), Some(false));
        assert_eq!(shown(&["02/06/17 09:45"]), None);
        assert_eq!(shown(&["31/05/17", "05/31/17"]), None);
        let at = |text, day_first| {
            shortened(text, day_first)
                .unwrap()
                .map(|m| (m.month, m.day))
        };
        assert_eq!(at("02/06/17 09:45", Some(true)), Ok((6, 2)));
        assert_eq!(at("02/06/17 09:45", Some(false)), Ok((2, 6)));
        assert_eq!(at("02/06/17 09:45", None), Err(RejectCode::DateAmbiguous));
        assert_eq!(at("31/05/2017 09:45", None), Ok((5, 31)));
        assert_eq!(at("06/06/17", None), Ok((6, 6)));
        assert!(shortened("2017/06/02 09:45", Some(true)).is_none());
    }

    #[test]
    fn who_writes_is_known_by_me_or_by_the_name_of_the_file() {
        let sides = |file: &str, names: &[&str]| {
            Sides::of(file, names.iter().map(|name| (*name).to_owned()))
        };
        let me = sides("x.csv", &["我", "小李"]);
        assert_eq!(
            (me.is_own("我"), me.is_own("小李")),
            (Some(true), Some(false))
        );
        let named = sides("小李.csv", &["小李", "阿强"]);
        assert_eq!(
            (named.is_own("阿强"), named.is_own("小李")),
            (Some(true), Some(false))
        );
        assert_eq!(sides("x.csv", &["小李", "阿强"]).is_own("小李"), None);
    }
}
