//! The fields Android's own tables have, whichever app exported them
//! (`CallLog.Calls` and `Telephony.Sms` of the Android documentation).

use std::borrow::Cow;
use std::ops::Range;

use chrono::DateTime;
use domain::{Channel, Connection, Contact, ContactId, Direction, Instant, Phone, beijing};

use crate::{RejectCode, out::Refusal, value::LONGEST_CALL, xml::Attributes};

/// A row of the call log. `duration` is the name the app gives that field.
pub(super) fn call(fields: &Attributes<'_>, duration: &'static str) -> Result<Contact, Refusal> {
    let at = instant(fields)?;
    let seconds = seconds(fields, duration)?;
    let (direction, connection) = call_type(&required(fields, "type")?, seconds)?;
    let hidden = matches!(fields.get("presentation").as_deref(), Some("2" | "3" | "4"));
    Ok(Contact {
        duration_s: seconds,
        connection,
        number: if hidden {
            None
        } else {
            number(fields, "number")
        },
        ..contact(Channel::Call, direction, at)
    })
}

/// Who called, and whether anybody talked.
///
/// An incoming call logged as answered with 0 s stays unknown: some phones
/// write missed calls so, others a call cut off at once. A call logged as
/// missed or rejected that nevertheless lasted contradicts itself and stays
/// unknown too.
fn call_type(code: &str, seconds: Option<u32>) -> Result<(Direction, Connection), Refusal> {
    use {Connection::*, Direction::*};
    let talked = seconds.is_some_and(|s| s > 0);
    Ok(match code {
        // 1 answered, 7 answered on another device.
        "1" | "7" if talked => (Incoming, Connected),
        "1" | "7" => (Incoming, Unknown),
        "2" if talked => (Outgoing, Connected),
        "2" if seconds == Some(0) => (Outgoing, RangOnly),
        "2" => (Outgoing, Unknown),
        // 3 missed, 5 rejected, 6 on the phone's refused list.
        "3" | "5" | "6" if talked => (Incoming, Unknown),
        "3" | "5" | "6" => (Incoming, RangOnly),
        // Voicemail: nobody talked, but a message may have been left.
        "4" => (Incoming, Unknown),
        _ => return Err(Refusal::of(RejectCode::UnknownType, "type")),
    })
}

fn seconds(fields: &Attributes<'_>, name: &'static str) -> Result<Option<u32>, Refusal> {
    let Some(text) = fields.get(name) else {
        return Ok(None);
    };
    let value: i64 = text
        .parse()
        .map_err(|_| Refusal::of(RejectCode::BadValue, name))?;
    match u32::try_from(value) {
        Ok(seconds) if seconds <= LONGEST_CALL => Ok(Some(seconds)),
        // -1: not recorded.
        Err(_) if value < 0 => Ok(None),
        _ => Err(Refusal::of(RejectCode::DurationOutOfRange, name)),
    }
}

/// `date`: milliseconds since 1970, UTC, as Beijing time. The app's
/// `readable_date` follows the phone's language and is never read.
pub(super) fn instant(fields: &Attributes<'_>) -> Result<Instant, Refusal> {
    let text = required(fields, "date")?;
    let value: i64 = text
        .parse()
        .map_err(|_| Refusal::of(RejectCode::BadValue, "date"))?;
    if let Some(at) = believable(value) {
        return Ok(at);
    }
    let in_seconds = value.checked_mul(1000).and_then(believable).is_some();
    Err(Refusal::of(
        match in_seconds {
            true => RejectCode::DateInSeconds,
            false => RejectCode::DateOutOfRange,
        },
        "date",
    ))
}

/// From 1990 to 2099, Beijing time, in milliseconds since 1970: every row is asked.
const BELIEVABLE: Range<i64> = 631_123_200_000..4_102_416_000_000;

fn believable(milliseconds: i64) -> Option<Instant> {
    if !BELIEVABLE.contains(&milliseconds) {
        return None;
    }
    Some(DateTime::from_timestamp_millis(milliseconds)?.with_timezone(&beijing()))
}

/// A telephone number; none if hidden (`-1`, `Unknown`) or a mail address.
pub(super) fn number(fields: &Attributes<'_>, name: &str) -> Option<Phone> {
    fields
        .get(name)
        .filter(|text| !text.as_bytes().contains(&b'@'))
        .and_then(|text| Phone::parse(&text))
}

pub(super) fn required<'t>(
    fields: &Attributes<'t>,
    name: &'static str,
) -> Result<Cow<'t, str>, Refusal> {
    fields
        .get(name)
        .ok_or(Refusal::of(RejectCode::MissingField, name))
}

/// A contact that has no id yet.
pub(crate) fn contact(channel: Channel, direction: Direction, at: Instant) -> Contact {
    Contact::new(ContactId::from(""), channel, direction, at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(attributes: &str) -> Result<Contact, Refusal> {
        call(
            &Attributes::parse(&*format!("<call {attributes}/>")).unwrap(),
            "duration",
        )
    }

    fn read_type(code: u8, seconds: &str) -> (Direction, Connection, Option<u32>) {
        let text = format!(r#"date="1772375400000" type="{code}" duration="{seconds}""#);
        let contact = read(&text).unwrap();
        assert_eq!(contact.problems(), vec![], "{text}");
        (contact.direction, contact.connection, contact.duration_s)
    }

    #[test]
    fn types_say_who_called_and_whether_anybody_talked() {
        use {Connection::*, Direction::*};
        assert_eq!(read_type(1, "61"), (Incoming, Connected, Some(61)));
        assert_eq!(read_type(1, "0"), (Incoming, Unknown, Some(0)));
        assert_eq!(read_type(1, "-1"), (Incoming, Unknown, None));
        assert_eq!(read_type(2, "5"), (Outgoing, Connected, Some(5)));
        assert_eq!(read_type(2, "0"), (Outgoing, RangOnly, Some(0)));
        assert_eq!(read_type(2, "null"), (Outgoing, Unknown, None));
        for missed in [3, 5, 6] {
            assert_eq!(read_type(missed, "0"), (Incoming, RangOnly, Some(0)));
            assert_eq!(read_type(missed, ""), (Incoming, RangOnly, None));
            assert_eq!(read_type(missed, "12"), (Incoming, Unknown, Some(12)));
        }
        assert_eq!(read_type(4, "12"), (Incoming, Unknown, Some(12)));
        assert_eq!(read_type(7, "12"), (Incoming, Connected, Some(12)));
    }

    fn refused(attributes: &str) -> (&'static str, Option<&'static str>) {
        let refusal = read(attributes).unwrap_err();
        (refusal.code.code(), refusal.field)
    }

    #[test]
    fn what_cannot_be_believed_is_refused_with_its_field() {
        let date = r#"date="1772375400000""#;
        assert_eq!(refused(r#"type="1""#), ("missing_field", Some("date")));
        assert_eq!(refused(date), ("missing_field", Some("type")));
        assert_eq!(
            refused(&format!(r#"{date} type="null""#)),
            ("missing_field", Some("type"))
        );
        assert_eq!(
            refused(&format!(r#"{date} type="8""#)),
            ("unknown_type", Some("type"))
        );
        assert_eq!(
            refused(&format!(r#"{date} type="1" duration="1分""#)),
            ("bad_value", Some("duration"))
        );
        assert_eq!(
            refused(&format!(r#"{date} type="1" duration="86401""#)),
            ("duration_out_of_range", Some("duration"))
        );
        assert_eq!(
            refused(&format!(r#"{date} type="1" duration="99999999999""#)),
            ("duration_out_of_range", Some("duration"))
        );
        assert_eq!(
            refused(r#"date="2026-03-01" type="1""#),
            ("bad_value", Some("date"))
        );
    }

    fn date(value: i64) -> Result<String, &'static str> {
        read(&format!(r#"date="{value}" type="3""#))
            .map(|c| c.at.to_rfc3339())
            .map_err(|refusal| refusal.code.code())
    }

    #[test]
    fn dates_are_beijing_time_between_1990_and_2099() {
        assert_eq!(
            date(1_772_375_400_000).as_deref(),
            Ok("2026-03-01T22:30:00+08:00")
        );
        // The first and the last second of the range, Beijing time.
        assert_eq!(
            date(631_123_200_000).as_deref(),
            Ok("1990-01-01T00:00:00+08:00")
        );
        assert_eq!(date(631_123_199_999), Err("date_out_of_range"));
        assert_eq!(
            date(4_102_415_999_000).as_deref(),
            Ok("2099-12-31T23:59:59+08:00")
        );
        assert_eq!(date(4_102_416_000_000), Err("date_out_of_range"));
        // 1969, 1970, the end of time.
        for value in [-1, 0, 1, i64::MIN, i64::MAX] {
            assert_eq!(date(value), Err("date_out_of_range"), "{value}");
        }
    }

    #[test]
    fn seconds_are_not_taken_for_milliseconds() {
        assert_eq!(date(1_772_375_400), Err("date_in_seconds"));
        assert_eq!(date(631_123_200), Err("date_in_seconds"));
    }

    #[test]
    fn a_hidden_number_is_no_number() {
        let number = |attributes: &str| {
            read(&format!(r#"date="1772375400000" type="3" {attributes}"#))
                .unwrap()
                .number
                .map(String::from)
        };
        assert_eq!(
            number(r#"number="+86 138 0000 0001""#).as_deref(),
            Some("13800000001")
        );
        for hidden in ["", "-1", "-2", "Unknown", "null", "someone@example.invalid"] {
            assert_eq!(number(&format!(r#"number="{hidden}""#)), None, "{hidden}");
        }
        assert_eq!(number(""), None);
        for presentation in 2..=4 {
            let text = format!(r#"number="13800000001" presentation="{presentation}""#);
            assert_eq!(number(&text), None);
        }
        assert!(number(r#"number="13800000001" presentation="1""#).is_some());
    }
}
