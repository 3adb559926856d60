//! Numbers that identify a person or an account, as they may leave the vault.

/// An identity number: its first six and last two places.
pub(super) fn id_number(text: &str) -> String {
    masked(text, 6, 2)
}

/// A contract or card number: its last four places.
pub(super) fn account_number(text: &str) -> String {
    masked(text, 0, 4)
}

/// Runs of digits at least this long name a person, an account or a device. Days,
/// times and amounts are shorter.
const LONG: usize = 7;

/// A text with its long runs of digits masked: of eleven the first three and the
/// last four stay, as is usual for telephone numbers, of others the last four. A
/// SHA-256 is left as it is.
pub(crate) fn digits(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let run = |from: usize, holds: fn(char) -> bool| {
            let rest = chars[from..].iter();
            from + rest.take_while(|&&c| holds(c)).count()
        };
        let word = run(at, |c| c.is_ascii_alphanumeric());
        let is_hash = word - at == 64 && chars[at..word].iter().all(char::is_ascii_hexdigit);
        let number = run(at, |c| c.is_numeric());
        if is_hash {
            out.extend(&chars[at..word]);
            at = word;
        } else if number == at {
            out.push(chars[at]);
            at += 1;
        } else {
            let run = &chars[at..number];
            let (head, tail) = match run.len() {
                ..LONG => (run.len(), 0),
                11 => (3, 4),
                _ => (0, 4),
            };
            let shown = |i: usize| i < head || i + tail >= run.len();
            out.extend(
                run.iter()
                    .enumerate()
                    .map(|(i, &c)| if shown(i) { c } else { '*' }),
            );
            at = number;
        }
    }
    out
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
    fn most_of_a_number_is_hidden() {
        assert_eq!(id_number("110101199001010000"), "110101**********00");
        assert_eq!(account_number("SL202500000001"), "**********0001");
        assert_eq!(id_number("A123456"), "*****56");
        assert_eq!(account_number("12"), "12");
    }
}
