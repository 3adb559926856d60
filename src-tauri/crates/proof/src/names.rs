//! Names of files inside a pack: neutral, and safe to unpack on any system.
//!
//! A pack's files are named by what they are and their number; how their owner
//! called them stays out of it.

use crate::manifest::Role;

/// Longest name of a file or folder in a pack.
const LONGEST: usize = 64;

/// Longest ending that is kept.
const LONGEST_ENDING: usize = 5;

/// Names Windows keeps for devices, whatever follows their dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Where a file of a role and number lies, with the ending it had, if that is
/// harmless.
pub(crate) fn path(role: Role, number: u32, ending: &str) -> String {
    let ending = safe_ending(ending);
    match role {
        Role::Index => "index.pdf".to_owned(),
        Role::Verifier => "verify.html".to_owned(),
        Role::Rows => format!("rows.{ending}"),
        Role::Letter => format!("letters/{number:03}.{ending}"),
        Role::Original => format!("exhibits/{number:03}-original.{ending}"),
        Role::Redacted => format!("exhibits/{number:03}-redacted.{ending}"),
    }
}

fn safe_ending(ending: &str) -> String {
    let lower = ending.to_ascii_lowercase();
    let plain = lower.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if lower.is_empty() || lower.len() > LONGEST_ENDING || !plain {
        return "bin".to_owned();
    }
    lower
}

/// May a file of this name be in a pack? At most one folder deep, small letters,
/// digits, `-` and `.`, no device of Windows.
pub(crate) fn is_safe(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    parts.len() <= 2 && parts.iter().all(|part| is_safe_part(part))
}

fn is_safe_part(part: &str) -> bool {
    let plain = |byte: u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'.'
    };
    let edge = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    let stem = part.split('.').next().unwrap_or_default();
    part.len() <= LONGEST
        && part.bytes().all(plain)
        && edge(part.bytes().next())
        && edge(part.bytes().last())
        && !part.contains("..")
        && !is_device(stem)
}

fn is_device(stem: &str) -> bool {
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|rest| {
            rest.len() == 1 && rest != "0" && rest.as_bytes()[0].is_ascii_digit()
        })
    };
    DEVICES.contains(&stem) || numbered("com") || numbered("lpt")
}

/// A name somebody else chose, as it may be shown: no control characters, no
/// marks that turn the direction of writing, not too long.
pub(crate) fn shown(name: &str) -> String {
    let harmless = |c: char| {
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || turns {
            '\u{fffd}'
        } else {
            c
        }
    };
    name.chars().take(200).map(harmless).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_this_crate_gives_is_safe() {
        for role in Role::ALL {
            for ending in ["pdf", "JPG", "", "../../x", "tar.gz", "html\u{202e}", "m4a"] {
                assert!(is_safe(&path(role, 7, ending)), "{}", path(role, 7, ending));
            }
        }
        assert_eq!(path(Role::Original, 12, "JPG"), "exhibits/012-original.jpg");
        assert_eq!(path(Role::Redacted, 3, "a/b"), "exhibits/003-redacted.bin");
    }

    #[test]
    fn names_that_could_do_harm_are_not_safe() {
        for name in [
            "",
            "/",
            "/a",
            "a/",
            "../a",
            "a/../b",
            "a/b/c",
            ".hidden",
            "a.",
            "a..b",
            "C:a",
            "a\\b",
            "con",
            "con.txt",
            "com1.pdf",
            "lpt9",
            "A.pdf",
            "a b",
            "录音.mp3",
            "a\0",
        ] {
            assert!(!is_safe(name), "{name:?}");
        }
        assert!(is_safe(&"a".repeat(64)) && !is_safe(&"a".repeat(65)));
        assert!(is_safe("com10.pdf") && is_safe("console.txt"));
    }

    #[test]
    fn a_name_is_shown_without_what_would_deceive() {
        assert_eq!(shown("a\u{1b}[2Jb\u{202e}fdp"), "a\u{fffd}[2Jb\u{fffd}fdp");
    }
}
