//! Numbers that identify a person or an account, as they may leave the vault.

/// An identity number: its first six and last two places.
pub(super) fn id_number(text: &str) -> String {
    masked(text, 6, 2)
}

/// A contract or card number: its last four places.
pub(super) fn account_number(text: &str) -> String {
    masked(text, 0, 4)
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
    fn most_of_a_number_is_hidden() {
        assert_eq!(id_number("110101199001010000"), "110101**********00");
        assert_eq!(account_number("SL202500000001"), "**********0001");
        assert_eq!(id_number("A123456"), "*****56");
        assert_eq!(account_number("12"), "12");
    }
}
