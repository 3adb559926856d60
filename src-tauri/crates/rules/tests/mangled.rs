//! Pack files as a stranger may hand them over: cut, doubled, overwritten. The
//! loader never breaks on them, and whatever it finds it says where.
//!
//! For a longer hunt: `PROPTEST_CASES=100000 cargo nextest run -p rules --test
//! mangled --release`.
#![allow(
    clippy::unwrap_used,
    reason = "a strategy that cannot build its values is a broken test"
)]

mod sound;

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use rules::{PackFiles, check, embedded_files};

/// The sound pack, and some of the real one: its heads and a few rules.
static FILES: LazyLock<PackFiles> = LazyLock::new(|| {
    let real = embedded_files();
    let stem = |path: &str| path.rsplit('/').next().unwrap().to_owned();
    let picked: Vec<String> = real
        .keys()
        .filter(|path| path.starts_with("cn-conduct/rules/"))
        .step_by(27)
        .map(|path| stem(path))
        .collect();
    let wanted = |path: &str| {
        path.starts_with("cn-conduct/")
            && (path.matches('/').count() == 1 || picked.contains(&stem(path)))
    };
    let mut files = sound::sound();
    files.extend(real.into_iter().filter(|(path, _)| wanted(path)));
    files
});

/// What is done to a file.
#[derive(Clone, Debug)]
enum Harm {
    /// A stretch goes.
    Cut(Index, usize),
    /// A stretch is there twice.
    Double(Index, usize),
    /// Something else stands in its place.
    Write(Index, usize, String),
    /// Two lines change places.
    Swap(Index, Index),
    /// Nothing but this is left.
    Only(String),
    /// The file is not there.
    Gone,
}

fn harm() -> impl Strategy<Value = Harm> {
    let word = prop_oneof![
        Just(String::new()),
        Just("\"".to_owned()),
        Just("[".to_owned()),
        Just("0".to_owned()),
        Just("\"9999-12-31\"".to_owned()),
        Just("\"-262143-01-01\"".to_owned()),
        Just("第九千九百九十九千条".to_owned()),
        Just("articles 1 to 4294967295 and".to_owned()),
        Just("《".to_owned()),
        Just("\n[[case]]\n".to_owned()),
        "\\PC{0,12}",
    ];
    prop_oneof![
        3 => (any::<Index>(), 1usize..80).prop_map(|(at, len)| Harm::Cut(at, len)),
        2 => (any::<Index>(), 1usize..200).prop_map(|(at, len)| Harm::Double(at, len)),
        6 => (any::<Index>(), 0usize..12, word).prop_map(|(at, len, word)| Harm::Write(at, len, word)),
        2 => (any::<Index>(), any::<Index>()).prop_map(|(a, b)| Harm::Swap(a, b)),
        1 => "\\PC{0,40}".prop_map(Harm::Only),
        1 => Just(Harm::Gone),
    ]
}

fn harmed(text: &str, harm: &Harm) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let stretch = |at: &Index, len: usize| {
        let from = at.index(chars.len() + 1);
        (from, (from + len).min(chars.len()))
    };
    let joined = |parts: &[&[char]]| parts.concat().into_iter().collect::<String>();
    Some(match harm {
        Harm::Cut(at, len) => {
            let (from, to) = stretch(at, *len);
            joined(&[&chars[..from], &chars[to..]])
        }
        Harm::Double(at, len) => {
            let (from, to) = stretch(at, *len);
            joined(&[&chars[..to], &chars[from..]])
        }
        Harm::Write(at, len, word) => {
            let (from, to) = stretch(at, *len);
            let word: Vec<char> = word.chars().collect();
            joined(&[&chars[..from], &word, &chars[to..]])
        }
        Harm::Swap(a, b) => {
            let mut lines: Vec<&str> = text.lines().collect();
            if lines.is_empty() {
                return Some(String::new());
            }
            let (a, b) = (a.index(lines.len()), b.index(lines.len()));
            lines.swap(a, b);
            lines.join("\n")
        }
        Harm::Only(word) => word.clone(),
        Harm::Gone => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(160))]

    #[test]
    fn whatever_is_done_to_the_files_the_loader_says_where(
        harms in prop::collection::vec((any::<Index>(), harm()), 1..4),
    ) {
        let mut files = FILES.clone();
        for (which, harm) in harms {
            if files.is_empty() {
                break;
            }
            let path = files.keys().nth(which.index(files.len())).unwrap().clone();
            let text = files.remove(&path).unwrap();
            files.extend(harmed(&text, &harm).map(|text| (path, text)));
        }
        let checked = check(&files);
        for issue in &checked.issues {
            let folder = issue.file.split('/').next().unwrap();
            prop_assert!(["x", "cn-conduct"].contains(&folder), "{issue}");
            let lines = files.get(&issue.file).map_or(1, |text| text.lines().count() + 1);
            prop_assert!((1..=lines).contains(&(issue.line as usize)), "{issue} of {lines}");
        }
        for pack in &checked.packs {
            let _ = rules::rules_markdown(std::slice::from_ref(pack));
            let _ = rules::misquoted(std::slice::from_ref(pack), "公约规定每天3次。");
        }
    }
}

#[test]
fn the_unharmed_files_are_sound() {
    let issues = check(&FILES).issues;
    // Rules that succeed one that was not picked miss it.
    let other: Vec<_> = issues
        .iter()
        .filter(|i| i.code != rules::IssueCode::UnknownRule)
        .collect();
    assert!(other.is_empty(), "{other:#?}");
}
