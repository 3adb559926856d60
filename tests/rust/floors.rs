//! Who may know whom. Cargo enforces that imports are declared; this holds the
//! declarations to the table of ARCHITECTURE.md, and names to their one place.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Crate, floor. A crate imports crates of lower floors only; `xtask` none.
const FLOORS: &[(&str, u8)] = &[
    ("domain", 0),
    ("money", 1),
    ("deadlines", 1),
    ("rules", 1),
    ("letters", 1),
    ("intake", 1),
    ("proof", 1),
    ("store", 1),
    ("app", 2),
    ("api", 3),
    ("cli", 4),
    ("devhost", 4),
];

fn manifest(krate: &str) -> toml::Table {
    let path = root()
        .join("src-tauri/crates")
        .join(krate)
        .join("Cargo.toml");
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn imports_only_ever_point_down() {
    let floors: BTreeMap<_, _> = FLOORS.iter().copied().collect();
    for (krate, floor) in FLOORS {
        let manifest = manifest(krate);
        for section in ["dependencies", "build-dependencies"] {
            let Some(table) = manifest.get(section).and_then(|s| s.as_table()) else {
                continue;
            };
            for name in table.keys() {
                if let Some(below) = floors.get(name.as_str()) {
                    assert!(
                        below < floor,
                        "{krate} (floor {floor}) imports {name} (floor {below})"
                    );
                }
            }
        }
    }
}

#[test]
fn every_crate_stands_on_a_floor() {
    for entry in fs::read_dir(root().join("src-tauri/crates")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            name == "xtask" || FLOORS.iter().any(|(krate, _)| *krate == name),
            "{name}"
        );
    }
}

/// Words that may stand in one place of the Rust sources only.
const PLACES: &[(&str, &[&str])] = &[
    ("rusqlite", &["src-tauri/crates/store/"]),
    ("printpdf::", &["src-tauri/crates/letters/src/pdf.rs"]),
    ("hayro::", &["src-tauri/crates/app/src/attachments/page.rs"]),
    ("tauri::", &["src-tauri/src/", "src-tauri/build.rs"]),
    // The clock and randomness enter through the hosts.
    (
        "SystemTime::now",
        &[
            "src-tauri/src/",
            "src-tauri/crates/devhost/",
            "src-tauri/crates/xtask/",
        ],
    ),
    (
        "getrandom::",
        &[
            "src-tauri/src/",
            "src-tauri/crates/devhost/",
            "examples/",
            "tests/",
        ],
    ),
    ("TcpListener", &["src-tauri/crates/devhost/"]),
    ("TcpStream", &["src-tauri/crates/devhost/"]),
    ("UdpSocket", &[]),
    // Data files of the law are read in one place each.
    (
        "toml::from_str",
        &[
            "src-tauri/crates/rules/src/packs/",
            "src-tauri/crates/letters/src/template/",
            "src-tauri/crates/money/src/figures/",
            "src-tauri/crates/deadlines/src/data/",
            "src-tauri/crates/app/src/letters/phrases.rs",
        ],
    ),
];

#[test]
fn what_has_one_place_stands_there_only() {
    let mut wrong = Vec::new();
    for file in files(&root().join("src-tauri"), "rs") {
        let text = fs::read_to_string(&file).unwrap();
        let path = file
            .strip_prefix(root())
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for (word, places) in PLACES {
                if line.contains(word) && !places.iter().any(|place| path.contains(place)) {
                    wrong.push(format!("{path}: {word}"));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_one_file_of_the_interface_knows_the_shell() {
    let mut wrong = Vec::new();
    for ending in ["ts", "svelte"] {
        for file in files(&root().join("ui/src"), ending) {
            let path = file
                .strip_prefix(root())
                .unwrap()
                .to_string_lossy()
                .into_owned();
            let text = fs::read_to_string(&file).unwrap();
            if text.contains("@tauri-apps/") && !path.ends_with("ui/src/ipc/tauri.ts") {
                wrong.push(path);
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(files(&path, ending));
        } else if path.extension().is_some_and(|e| e == ending) {
            out.push(path);
        }
    }
    assert!(!out.is_empty() || folder.components().count() > 2);
    out
}
