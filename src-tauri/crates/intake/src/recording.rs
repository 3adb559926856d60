//! Recordings of calls: what their file names say, and which call they belong
//! to. The sound itself is never opened, and no file is ever renamed.
//!
//! Phones name recordings after the contact or the number and the time; how
//! differs by maker. Names of Huawei, vivo and Samsung follow the folders and
//! forms reported for them; real files of theirs were not seen, so the maker is
//! only a hint and the time is found the same way in all of them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::{Channel, Connection, Contact, ContactId, Instant, Phone, beijing};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::codes;

/// A recording begins when the call connects, the log counts from the first
/// ring, and some names have no seconds: so far apart they may be, in seconds.
pub const RECORDING_NEAR_S: i64 = 90;

codes! {
    /// Whose phone names recordings so.
    Maker {
        /// Xiaomi, MIUI: `通话录音@138 0000 0001(13800000001)_20260301223005.mp3`.
        Xiaomi = "xiaomi",
        /// OPPO, realme, OnePlus: `李专员-2603012230.mp3`.
        Oppo = "oppo",
        /// Huawei, Honor: `13800000001_20260301223005.amr`.
        Huawei = "huawei",
        /// vivo.
        Vivo = "vivo",
        /// Samsung: `通话录音 李专员_260301_223005.m4a`.
        Samsung = "samsung",
        /// Some other.
        Other = "other",
    }
}

/// What the name of a recording says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Recording {
    /// Whose phone named it so.
    pub maker: Maker,
    /// The other side's number, if it stands in the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub number: Option<Phone>,
    /// What the phone calls the other side, if that is no number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub label: Option<String>,
    /// When, as Beijing time; a phone writes its own clock.
    #[ts(type = "string")]
    pub at: Instant,
    /// Does the name have seconds?
    pub to_the_second: bool,
}

/// Endings of sound files phones write.
pub const SOUND_ENDINGS: &[&str] = &[
    "mp3", "amr", "m4a", "aac", "wav", "3gp", "ogg", "awb", "mp4",
];

/// Folders in which makers keep recordings; the telling part of each.
const FOLDERS: &[(&str, Maker)] = &[
    ("sound_recorder/call_rec", Maker::Xiaomi),
    ("sounds/callrecord", Maker::Huawei),
    ("record/call", Maker::Vivo),
    ("录音/通话录音", Maker::Vivo),
    ("recordings/call recordings", Maker::Oppo),
    ("phonerecord", Maker::Oppo),
    ("recordings/call", Maker::Samsung),
];

/// Reads the name of a recording, with or without its folders. None if it is no
/// sound file, or if its name has no time.
pub fn recording(path: &str) -> Option<Recording> {
    let path = path.replace('\\', "/");
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let (stem, ending) = name.rsplit_once('.')?;
    if !SOUND_ENDINGS
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
    {
        return None;
    }
    let (who, time) = time_in(stem)?;
    let folder = folder.to_lowercase();
    let by_folder = FOLDERS.iter().find(|(part, _)| folder.contains(part));
    let maker = match by_folder {
        Some((_, maker)) => *maker,
        None if stem.contains("通话录音@") => Maker::Xiaomi,
        None if time.short => Maker::Oppo,
        None if time.split => Maker::Samsung,
        None => Maker::Other,
    };
    let number = number_in(who);
    let label = label_in(who).filter(|label| number.is_none() || Phone::parse(label) != number);
    Some(Recording {
        maker,
        number,
        label,
        at: time.at.and_local_timezone(beijing()).single()?,
        to_the_second: !time.short,
    })
}

struct Time {
    at: NaiveDateTime,
    /// `yyMMddHHmm`: without seconds.
    short: bool,
    /// `yyMMdd_HHmmss`.
    split: bool,
}

/// What stands before the last time of a name, and that time: fourteen digits,
/// ten, or six and six. The last one counts, for a number may look like a time.
fn time_in(stem: &str) -> Option<(&str, Time)> {
    let runs = runs(stem);
    for (i, (start, run)) in runs.iter().enumerate().rev() {
        let short = run.len() == 10;
        let before = i.checked_sub(1).and_then(|i| runs.get(i));
        let joined = |len: usize| {
            let (start, first) = before.filter(|(at, first)| {
                // One character between them, such as `_`.
                first.len() == len
                    && stem
                        .get(at + len..*start)
                        .is_some_and(|s| s.chars().count() == 1)
            })?;
            (run.len() == 6).then(|| (*start, format!("{first}{run}")))
        };
        let found = match run.len() {
            10 | 14 => Some((*start, (*run).to_owned(), false)),
            _ => joined(8)
                .or_else(|| joined(6))
                .map(|(start, digits)| (start, digits, true)),
        };
        let Some((start, digits, split)) = found else {
            continue;
        };
        let full = match digits.len() {
            10 | 12 => format!("20{digits}"),
            _ => digits,
        };
        if let Some(at) = date_time(&full) {
            return Some((stem.get(..start)?, Time { at, short, split }));
        }
    }
    None
}

/// `yyyyMMddHHmm` with or without seconds, between 2000 and 2099.
fn date_time(digits: &str) -> Option<NaiveDateTime> {
    let part = |from: usize, to: usize| digits.get(from..to)?.parse::<u32>().ok();
    let year = part(0, 4).filter(|year| (2000..=2099).contains(year))?;
    let second = if digits.len() == 12 { 0 } else { part(12, 14)? };
    let time = NaiveTime::from_hms_opt(part(8, 10)?, part(10, 12)?, second)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, part(4, 6)?, part(6, 8)?)?;
    Some(date.and_time(time))
}

/// Runs of digits and where they begin.
fn runs(text: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut at = 0;
    for piece in text.split(|c: char| !c.is_ascii_digit()) {
        if !piece.is_empty() {
            runs.push((at, piece));
        }
        at += piece.len();
        at += text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8);
    }
    runs
}

/// The number in brackets, or else seven to thirteen digits, spaced or not.
fn number_in(who: &str) -> Option<Phone> {
    let inside = |(open, close): (char, char)| {
        let inner = who.rsplit_once(open)?.1;
        inner.split_once(close).map(|(inner, _)| inner)
    };
    let believed = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        let plain = text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-'));
        Some(text)
            .filter(|_| plain && (3..=15).contains(&digits))
            .and_then(Phone::parse)
    };
    [('(', ')'), ('（', '）')]
        .into_iter()
        .find_map(|pair| inside(pair).and_then(believed))
        .or_else(|| believed(bare(who)))
        .or_else(|| {
            let long = |(_, run): &&(usize, &str)| (7..=13).contains(&run.len());
            runs(who)
                .iter()
                .find(long)
                .and_then(|(_, run)| Phone::parse(run))
        })
}

fn label_in(who: &str) -> Option<String> {
    let label = bare(who)
        .split(['(', '（'])
        .next()
        .unwrap_or_default()
        .trim();
    let telling = label
        .chars()
        .any(|c| !c.is_ascii_digit() && !matches!(c, ' ' | '+' | '-' | '_'));
    telling.then(|| label.to_owned())
}

/// Without the words and signs phones put around it.
fn bare(who: &str) -> &str {
    let who = who.trim();
    let who = ["通话录音@", "通话录音", "Call recording", "Call_recording"]
        .iter()
        .find_map(|word| who.strip_prefix(word))
        .unwrap_or(who);
    who.trim_matches([' ', '_', '-', '@'])
}

/// Which call a recording belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordingMatch {
    /// One call, and no other could be meant.
    One(ContactId),
    /// Several; the user decides. Nearest in time first.
    Several(Vec<ContactId>),
    /// None in the log.
    None,
}

/// The calls a recording may be of: within [`RECORDING_NEAR_S`] seconds of its
/// time, with its number where both have one, and not known to have only rung.
/// A recording without a number may belong to any call of that time.
pub fn match_recording(recording: &Recording, calls: &[&Contact]) -> RecordingMatch {
    let at = recording.at.timestamp();
    let mut near: Vec<(u64, &Contact)> = calls
        .iter()
        .filter(|call| call.channel == Channel::Call)
        .filter(|call| call.connection != Connection::RangOnly)
        .filter(|call| match (&recording.number, &call.number) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        })
        .map(|call| (call.at.timestamp().abs_diff(at), *call))
        .filter(|(apart, _)| *apart <= RECORDING_NEAR_S.unsigned_abs())
        .collect();
    near.sort_by(|a, b| (a.0, a.1.id.as_str()).cmp(&(b.0, b.1.id.as_str())));
    match near.as_slice() {
        [] => RecordingMatch::None,
        [(_, call)] => RecordingMatch::One(call.id.clone()),
        _ => RecordingMatch::Several(near.into_iter().map(|(_, call)| call.id.clone()).collect()),
    }
}

#[cfg(test)]
mod tests {
    use domain::{Direction, parse_instant};
    use proptest::prelude::*;

    use super::*;

    fn read(path: &str) -> Option<String> {
        let r = recording(path)?;
        let number = r.number.as_ref().map_or("-", |n| n.as_str());
        let label = r.label.as_deref().unwrap_or("-");
        let at = r.at.format("%F %T");
        Some(format!(
            "{} {number} {label} {at} {}",
            r.maker, r.to_the_second
        ))
    }

    #[test]
    fn makers_name_recordings_each_in_their_way() {
        for (path, expected) in [
            (
                "/MIUI/sound_recorder/call_rec/通话录音@138 0000 0001(13800000001)_20260301223005.mp3",
                "xiaomi 13800000001 - 2026-03-01 22:30:05 true",
            ),
            (
                "通话录音@李专员(13800000001)_20260301223005.mp3",
                "xiaomi 13800000001 李专员 2026-03-01 22:30:05 true",
            ),
            (
                "13800000001(13800000001)_20260301223005.mp3",
                "other 13800000001 - 2026-03-01 22:30:05 true",
            ),
            (
                "138 0000 0001_20260301223005.mp3",
                "other 13800000001 - 2026-03-01 22:30:05 true",
            ),
            (
                "/Music/Recordings/Call Recordings/Papa-2512232146.mp3",
                "oppo - Papa 2025-12-23 21:46:00 false",
            ),
            (
                "01000000001-2603012230.amr",
                "oppo 01000000001 - 2026-03-01 22:30:00 false",
            ),
            (
                "Sounds\\CallRecord\\李专员_20260301223005.amr",
                "huawei - 李专员 2026-03-01 22:30:05 true",
            ),
            ("/Record/Call/95000 2026-03-01 22-30.m4a", "-"),
            (
                "/录音/通话录音/13800000001 20260301223005.m4a",
                "vivo 13800000001 - 2026-03-01 22:30:05 true",
            ),
            (
                "通话录音 李专员_260301_223005.m4a",
                "samsung - 李专员 2026-03-01 22:30:05 true",
            ),
            (
                "/Recordings/Call/Call recording 95000_260301_223005.m4a",
                "samsung 95000 - 2026-03-01 22:30:05 true",
            ),
            (
                "95000_20260301_223005.wav",
                "samsung 95000 - 2026-03-01 22:30:05 true",
            ),
        ] {
            let expected = Some(expected.to_owned()).filter(|text| text != "-");
            assert_eq!(read(path), expected, "{path}");
        }
        for path in [
            "",
            "a.mp3",
            "13800000001.mp3",
            "x_20261301223005.mp3",
            "20260301223005.txt",
            "20260301223005",
        ] {
            assert_eq!(read(path), None, "{path}");
        }
    }

    fn call(id: &str, at: &str, number: Option<&str>) -> Contact {
        Contact {
            number: number.and_then(Phone::parse),
            connection: Connection::Connected,
            ..Contact::new(
                ContactId::from(id),
                Channel::Call,
                Direction::Incoming,
                parse_instant(&format!("2026-03-01T{at}+08:00")).unwrap(),
            )
        }
    }

    fn matched(path: &str, calls: &[Contact]) -> RecordingMatch {
        match_recording(&recording(path).unwrap(), &calls.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_recording_belongs_to_one_call_or_it_is_a_question() {
        let one = || RecordingMatch::One(ContactId::from("c1"));
        let several = |ids: &[&str]| {
            RecordingMatch::Several(ids.iter().map(|id| ContactId::from(*id)).collect())
        };
        let calls = [
            call("c1", "22:29:00", Some("13800000001")),
            call("c2", "22:29:30", Some("01000000001")),
        ];
        assert_eq!(matched("13800000001_20260301223005.mp3", &calls), one());
        assert_eq!(
            matched("李专员-2603012230.mp3", &calls),
            several(&["c2", "c1"])
        );
        assert_eq!(
            matched("95000_20260301223005.mp3", &calls),
            RecordingMatch::None
        );
        // Ninety seconds and no more.
        let one_call = [call("c1", "22:30:00", Some("13800000001"))];
        assert_eq!(matched("13800000001_20260301223130.mp3", &one_call), one());
        assert_eq!(matched("13800000001_20260301222830.mp3", &one_call), one());
        assert_eq!(
            matched("13800000001_20260301223131.mp3", &one_call),
            RecordingMatch::None
        );
        // What only rang was not recorded.
        let mut rang = call("c3", "22:30:00", Some("13800000001"));
        rang.connection = Connection::RangOnly;
        assert_eq!(
            matched("13800000001_20260301223000.mp3", &[rang]),
            RecordingMatch::None
        );
        // A hidden number may be anybody's.
        assert_eq!(
            matched(
                "13800000001_20260301223000.mp3",
                &[call("c1", "22:30:00", None)]
            ),
            one()
        );
    }

    proptest! {
        #[test]
        fn no_name_panics(name in "(\\PC|[0-9]{6,14}|通话录音|[_@() -]){0,8}\\.(mp3|amr)") {
            if let Some(recording) = recording(&name) {
                prop_assert!((2000..=2099).contains(&chrono::Datelike::year(&recording.at)));
            }
        }

        #[test]
        fn every_name_of_a_maker_is_read(number in "1[3-9][0-9]{9}", s in 0i64..2_000_000_000) {
            let at = chrono::DateTime::from_timestamp(1_000_000_000 + s, 0).unwrap().with_timezone(&beijing());
            let name = format!("通话录音@{number}({number})_{}.mp3", at.format("%Y%m%d%H%M%S"));
            let read = recording(&name).unwrap();
            prop_assert_eq!((read.at, read.number), (at, Phone::parse(&number)));
        }
    }
}
