//! Numbers that identify a person or an account, as they may leave the vault.

/// An identity number: its first six and last two places.
pub(super) fn id_number(text: &str) -> String {
    masked(text, 6, 2)
}

/// A contract or card number: its last four places.
pub(super) fn account_number(text: &str) -> String {
    masked(text, 0, 4)
}

/// Numbers of at least so many digits name a person, an account or a device. Days,
/// times and amounts are shorter.
const LONG: usize = 7;

/// Most signs between two groups of digits of one number: `138 - 0000 - 0001`.
const GAP: usize = 3;

/// A text with its long numbers masked, however their digits are grouped: of a mobile
/// number the first three and the last four stay, as is usual (a country code before it
/// too), of others the last four. Days, times, the numbers of standards and a SHA-256
/// are left as they are. What may be a number is masked rather than shown.
pub(crate) fn digits(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = chars.clone();
    let mut at = 0;
    while at < chars.len() {
        at = match apart(&chars, at) {
            Some(end) => end,
            None if chars[at].is_numeric() => {
                let (number, end) = number(&chars, at);
                let (head, tail) = shown(&chars, &number);
                let hidden = number.len().saturating_sub(tail);
                for &place in number.get(head..hidden).unwrap_or_default() {
                    out[place] = '*';
                }
                end
            }
            None => at + 1,
        };
    }
    out.into_iter().collect()
}

/// How many digits of a number stay, from its start and from its end.
fn shown(chars: &[char], number: &[usize]) -> (usize, usize) {
    let value = |n: usize| ascii(*chars.get(*number.get(n)?)?).to_digit(10);
    let starts = |code: &[u32]| (0..).zip(code).all(|(n, digit)| value(n) == Some(*digit));
    match number.len() {
        short if short < LONG => (short, 0),
        11 => (3, 4),
        13 if starts(&[8, 6, 1]) => (5, 4),
        15 if starts(&[0, 0, 8, 6, 1]) => (7, 4),
        _ => (0, 4),
    }
}

/// The places of the digits of one number, and where it ends.
fn number(chars: &[char], from: usize) -> (Vec<usize>, usize) {
    let mut end = run(chars, from, char::is_numeric);
    let mut places: Vec<usize> = (from..end).collect();
    let (mut group, mut gaps) = (end - from, Vec::new());
    loop {
        let next = run(chars, end, joins);
        let after = run(chars, next, char::is_numeric);
        let gap = chars.get(end..next).unwrap_or_default();
        let dotted = gap.iter().any(|c| matches!(c, '.' | '．'));
        let hyphen = gap.iter().any(|c| !c.is_whitespace());
        let ends = gap.is_empty()
            || gap.len() > GAP
            || after == next
            // Two whole numbers side by side.
            || (group >= LONG && after - next >= LONG)
            // An amount.
            || (dotted && (group < 3 || after - next < 3))
            || (!hyphen && apart(chars, next).is_some());
        if ends {
            break;
        }
        gaps.push((dotted, end));
        places.extend(next..after);
        (group, end) = (after - next, after);
    }
    match gaps.as_slice() {
        // An amount as well: a telephone number has more than one point.
        [(true, whole)] => ((from..*whole).collect(), *whole),
        _ => (places, end),
    }
}

/// Signs with which the digits of one number are grouped.
fn joins(c: char) -> bool {
    let dash = matches!(c, '-' | '－' | '‐' | '‑' | '–' | '—' | '·' | '.' | '．');
    let bracket = matches!(c, '(' | ')' | '（' | '）');
    dash || bracket || (c.is_whitespace() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Where what begins here ends, if it only looks like a number of somebody: a hash, a
/// day, a time of day, a standard.
fn apart(chars: &[char], at: usize) -> Option<usize> {
    let word = run(chars, at, |c| c.is_ascii_alphanumeric());
    if word - at == 64 && chars[at..word].iter().all(char::is_ascii_hexdigit) {
        return Some(word);
    }
    if at > 0 && chars[at - 1].is_numeric() {
        return None;
    }
    let end = day(chars, at)
        .or_else(|| time(chars, at))
        .or_else(|| standard(chars, at))?;
    (run(chars, end, char::is_numeric) == end).then_some(end)
}

/// `2026-03-01`, `2026.3.1`.
fn day(chars: &[char], at: usize) -> Option<usize> {
    let (year, end) = value(chars, at, 4..=4)?;
    let sign = *chars.get(end).filter(|c| matches!(c, '-' | '.'))?;
    let (month, end) = value(chars, end + 1, 1..=2)?;
    chars.get(end).filter(|c| **c == sign)?;
    let (day, end) = value(chars, end + 1, 1..=2)?;
    let is_day = is_year(year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then_some(end)
}

/// `9:05`, `22:00:59`, `22:00:59.123`.
fn time(chars: &[char], at: usize) -> Option<usize> {
    let colon = |at: usize| chars.get(at).filter(|c| matches!(c, ':' | '：'));
    let (hour, end) = value(chars, at, 1..=2)?;
    colon(end)?;
    let (minute, end) = value(chars, end + 1, 2..=2)?;
    let seconds = colon(end).and_then(|_| value(chars, end + 1, 2..=2));
    let (second, end) = seconds.unwrap_or((0, end));
    let part = chars
        .get(end)
        .filter(|c| **c == '.')
        .and_then(|_| value(chars, end + 1, 1..=9));
    let end = part.map_or(end, |(_, end)| end);
    (hour <= 24 && minute < 60 && second < 61).then_some(end)
}

/// `GB/T 45251-2025`, from its number on.
fn standard(chars: &[char], at: usize) -> Option<usize> {
    let before = chars.get(..at)?.iter().rev().skip_while(|c| **c == ' ');
    let before: Vec<char> = before.take(2).copied().collect();
    if !matches!(before.as_slice(), ['T', '/'] | ['B', 'G']) {
        return None;
    }
    let (_, end) = value(chars, at, 2..=6)?;
    chars.get(end).filter(|c| matches!(c, '-' | '—' | '–'))?;
    let (year, end) = value(chars, end + 1, 4..=4)?;
    is_year(year).then_some(end)
}

fn is_year(year: u32) -> bool {
    (1900..2100).contains(&year)
}

/// The digits from here on, if they are as many as they may be, and where they end.
fn value(
    chars: &[char],
    at: usize,
    places: std::ops::RangeInclusive<usize>,
) -> Option<(u32, usize)> {
    let end = run(chars, at, |c| c.is_ascii_digit());
    let digits = chars.get(at..end).filter(|d| places.contains(&d.len()))?;
    let digits = digits.iter().filter_map(|c| c.to_digit(10));
    Some((digits.fold(0, |sum, digit| sum * 10 + digit), end))
}

/// A full-width digit as the usual one.
fn ascii(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
        _ => c,
    }
}

/// Where a run of such signs ends.
fn run(chars: &[char], from: usize, holds: impl Fn(char) -> bool) -> usize {
    let rest = chars.get(from..).unwrap_or_default().iter();
    from + rest.take_while(|&&c| holds(c)).count()
}

fn masked(text: &str, head: usize, tail: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    // A short number would be shown nearly whole.
    let (head, tail) = if chars.len() < head + tail + 4 {
        (0, 2)
    } else {
        (head, tail)
    };
    let shown = |i: usize| i < head || i + tail >= chars.len();
    chars
        .iter()
        .enumerate()
        .map(|(i, &c)| if shown(i) { c } else { '*' })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn long_numbers_in_a_text_are_hidden_and_days_and_hashes_are_not() {
        let day = "2026-11-21 10:00:05，共 123456 元";
        assert_eq!(digits(day), day);
        assert_eq!(
            digits("来电13800000001，尾号０００１"),
            "来电138****0001，尾号０００１"
        );
        assert_eq!(digits("卡号6222000011112222333"), "卡号***************2333");
        assert_eq!(digits("110101199001010000X"), "**************0000X");
        assert_eq!(digits("SL202500000001"), "SL********0001");
        assert_eq!(
            digits("１３８００００００01"),
            "１３８****0０01".replace("0０01", "００01")
        );
        let hash = "0123456789".repeat(7)[..64].to_owned();
        assert_eq!(digits(&hash), hash);
    }

    #[test]
    fn a_number_is_hidden_however_it_is_written() {
        for (written, hidden) in [
            ("138-0000-0001", "138-****-0001"),
            ("138 0000 0001", "138 **** 0001"),
            ("138.0000.0001", "138.****.0001"),
            ("+86 138 0000 0001", "+86 138 **** 0001"),
            ("+86-13800000001", "+86-138****0001"),
            ("0086 13800000001", "0086 138****0001"),
            ("１３８ ００００ ０００１", "１３８ **** ０００１"),
            (
                "＋８６１３８００００－０００１",
                "＋８６１３８****－０００１",
            ),
            ("(010) 1234 5678", "(010) **** 5678"),
            ("（0571）1234567", "（057*）***4567"),
            ("400-123-4567", "***-***-4567"),
            ("6222 0000 1111 2222 333", "**** **** **** ***2 333"),
            ("110101-1990-01-01-0010", "******-****-**-**-0010"),
            ("138 - 0000 - 0001", "138 - **** - 0001"),
        ] {
            assert_eq!(digits(written), hidden, "{written}");
        }
    }

    #[test]
    fn numbers_side_by_side_days_times_and_amounts_are_kept_apart() {
        for (written, hidden) in [
            ("13800000001 13800000002", "138****0001 138****0002"),
            (
                "2026-03-01 22:05:00 138 0000 0001",
                "2026-03-01 22:05:00 138 **** 0001",
            ),
            (
                "13800000001 2026-03-01 09:00",
                "138****0001 2026-03-01 09:00",
            ),
            (
                "2026-03-01T22:05:00.123456789+08:00",
                "2026-03-01T22:05:00.123456789+08:00",
            ),
            ("2026.3.1 9:05", "2026.3.1 9:05"),
            ("欠 123456.78 元", "欠 123456.78 元"),
            ("5000.00 6000.00", "5000.00 6000.00"),
            (
                "GB/T 45251-2025、GB 11643-1999",
                "GB/T 45251-2025、GB 11643-1999",
            ),
            ("12345\n67890", "12345\n67890"),
        ] {
            assert_eq!(digits(written), hidden, "{written}");
        }
    }

    /// Signs between the groups of a number, at most as many as join them.
    fn gap() -> impl Strategy<Value = &'static str> {
        let gaps = [
            "", " ", "-", "－", "\u{a0}", "\u{3000}", " - ", "‐", "–", ") ", "·",
        ];
        proptest::sample::select(gaps.to_vec())
    }

    fn wide(text: &str) -> String {
        let wide = |c: char| char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap();
        text.chars()
            .map(|c| if c.is_ascii_digit() { wide(c) } else { c })
            .collect()
    }

    fn visible(text: &str) -> String {
        let kept = text.chars().filter(|c| c.is_numeric() || *c == '*');
        kept.map(ascii).collect()
    }

    proptest! {
        /// Of a mobile number, grouped anyhow, only the first three and the last four
        /// digits can be read, whatever stands around it.
        #[test]
        fn a_mobile_number_is_hidden_in_any_grouping(
            number in "1[3-9][0-9]{9}",
            gaps in proptest::collection::vec(gap(), 11),
            code in proptest::sample::select(vec!["", "+86 ", "86-", "0086"]),
            full_width: bool,
            before in "[a-z来电：，]{0,4}",
            after in "[说，。a-z]{0,4}",
        ) {
            let digits_of = number.chars().zip(&gaps);
            let mut grouped: String = digits_of.map(|(c, gap)| format!("{c}{gap}")).collect();
            grouped.truncate(grouped.trim_end_matches(|c: char| !c.is_numeric()).len());
            let grouped = if full_width { wide(&grouped) } else { grouped };
            let hidden = digits(&format!("{before}{code}{grouped}{after}"));
            let code: String = code.chars().filter(char::is_ascii_digit).collect();
            let expected = format!("{code}{}****{}", &number[..3], &number[7..]);
            prop_assert_eq!(visible(&hidden), expected, "{}", hidden);
        }

        /// Of a card's number only the last four.
        #[test]
        fn a_card_number_is_hidden_in_any_grouping(
            number in "62[0-9]{14,17}",
            gaps in proptest::collection::vec(gap(), 19),
        ) {
            let grouped: String = number.chars().zip(&gaps).map(|(c, gap)| format!("{c}{gap}")).collect();
            let expected = format!("{}{}", "*".repeat(number.len() - 4), &number[number.len() - 4..]);
            prop_assert_eq!(visible(&digits(&grouped)), expected);
        }

        /// Days, times, short numbers and amounts below a million stay.
        #[test]
        fn what_names_nobody_stays(
            year in 1900..2100u32, month in 1..=12u32, day in 1..=31u32,
            hour in 0..24u32, minute in 0..60u32, second in 0..60u32,
            amount in 0..1_000_000u32, fen in 0..100u32,
        ) {
            let text = format!(
                "{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}，{amount}.{fen:02} 元"
            );
            prop_assert_eq!(digits(&text), text);
        }

        #[test]
        fn any_text_keeps_its_length(text in "\\PC{0,60}") {
            prop_assert_eq!(digits(&text).chars().count(), text.chars().count());
        }
    }
    #[test]
    fn most_of_a_number_is_hidden() {
        assert_eq!(id_number("110101199001010000"), "110101**********00");
        assert_eq!(account_number("SL202500000001"), "**********0001");
        assert_eq!(id_number("A123456"), "*****56");
        assert_eq!(account_number("12"), "12");
    }
}
