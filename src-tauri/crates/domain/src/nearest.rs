//! What was probably meant by a misspelt name, for the authors of data files.

/// The known word nearest to `word`, if one is near enough to be meant: one edit,
/// and one more for every four bytes of the word.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .min()
        .filter(|(steps, _)| *steps <= 1 + word.len() / 4)
        .map(|(_, candidate)| candidate.to_owned())
}

/// Edits that turn one word into the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let substituted = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        let known = ["bank_card", "micro_loan"];
        assert_eq!(nearest("bank_crad", known).as_deref(), Some("bank_card"));
        assert_eq!(nearest("zzz", known), None);
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
