//! `new`: the files a rule, a letter or a screen starts from.
//!
//! Nothing is overwritten, and what has to be filled in is left empty, so that
//! the lanes name it until it is filled in.

use std::fs;

use crate::{Outcome, command::root};

const USAGE: &str = "\
cargo xtask new rule SLUG --pack PACK --kind KIND
cargo xtask new letter ID
cargo xtask new screen NAME";

/// Writes the files and says what is left to do by hand.
pub(crate) fn run(words: &[String]) -> Outcome {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words[..] {
        ["rule", slug, "--pack", pack, "--kind", kind]
        | ["rule", slug, "--kind", kind, "--pack", pack] => rule(slug, pack, kind),
        ["letter", id] => letter(id),
        ["screen", name] => screen(name),
        _ => Err(USAGE.to_owned()),
    }
}

fn rule(slug: &str, pack: &str, kind: &str) -> Outcome {
    let folder = format!("src-tauri/packs/{}", plain(pack)?);
    if !root().join(&folder).join("pack.toml").is_file() {
        return Err(format!("{folder} is no pack"));
    }
    let text = include_str!("../scaffold/rule.toml").replace("KIND", kind);
    let files = [
        (format!("{folder}/rules/{slug}.toml"), text),
        (
            format!("{folder}/cases/{slug}.toml"),
            include_str!("../scaffold/cases.toml").to_owned(),
        ),
    ];
    write(slug, &files)?;
    println!("Fill both in, add a line to {folder}/CHANGELOG.md, then: cargo xtask packs");
    Ok(())
}

fn letter(id: &str) -> Outcome {
    let folder = format!("src-tauri/templates/{id}");
    let sample = include_str!("../scaffold/sample.toml");
    let files = [
        (
            format!("{folder}/letter.toml"),
            include_str!("../scaffold/letter.toml").to_owned(),
        ),
        (
            format!("{folder}/zh-CN.txt"),
            include_str!("../scaffold/letter.zh-CN.txt").to_owned(),
        ),
        (
            format!("{folder}/en.txt"),
            include_str!("../scaffold/letter.en.txt").to_owned(),
        ),
        (
            format!("{folder}/samples/first.zh-CN.toml"),
            sample.replace("LANG", "zh-CN"),
        ),
        (
            format!("{folder}/samples/first.en.toml"),
            sample.replace("LANG", "en"),
        ),
    ];
    write(id, &files)?;
    println!(
        "Fill them in, then look at the pages: cargo run -p letters --example samples -- target/look"
    );
    Ok(())
}

fn screen(name: &str) -> Outcome {
    let folder = format!("ui/src/screens/{name}");
    let words = "{\n  \"empty\": \"\"\n}\n";
    let files = [
        (
            format!("{folder}/Screen.svelte"),
            include_str!("../scaffold/Screen.svelte").to_owned(),
        ),
        (
            format!("{folder}/Screen.test.ts"),
            include_str!("../scaffold/Screen.test.ts").to_owned(),
        ),
        (format!("ui/src/i18n/zh-CN/{name}.json"), words.to_owned()),
        (format!("ui/src/i18n/en/{name}.json"), words.to_owned()),
    ];
    write(name, &files)?;
    println!(
        "One line each in ui/src/routes.ts and ui/src/i18n/resources.ts, and frame:nav.{name} in both languages."
    );
    Ok(())
}

/// Writes every file with the name filled in, or none.
fn write(name: &str, files: &[(String, String)]) -> Outcome {
    plain(name)?;
    if let Some((path, _)) = files.iter().find(|(path, _)| root().join(path).exists()) {
        return Err(format!("{path} is there already"));
    }
    for (path, text) in files {
        let file = root().join(path);
        let failed = |error| format!("{path}: {error}");
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&file, text.replace("SLUG", name)).map_err(failed)?;
        println!("{path}");
    }
    Ok(())
}

/// The name itself, when it can stand in a path and an identifier.
fn plain(name: &str) -> Outcome<&str> {
    let fine = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(fine) {
        Ok(name)
    } else {
        Err(format!(
            "{name} is not a name: small letters, digits and hyphens"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_their_folder() {
        for name in ["", "../x", "a/b", "A", "1a", "a b"] {
            assert!(plain(name).is_err(), "{name}");
        }
        assert_eq!(plain("quiet-hours-2"), Ok("quiet-hours-2"));
    }

    #[test]
    fn what_exists_is_not_overwritten() {
        let files = [
            ("README.md".to_owned(), String::new()),
            ("Cargo.toml".to_owned(), String::new()),
        ];
        assert!(write("x", &files).is_err());
        assert!(fs::metadata(root().join("Cargo.toml")).unwrap().len() > 0);
    }
}
