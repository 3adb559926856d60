//! Nothing gets out: the command line and the core run under `strace`, which shows
//! every call they make. They ask for no socket, write nowhere but where they were
//! told to, and what they write of a case is encrypted unless it was asked for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;

use crate::cli::program;
use crate::faults::{child, said};
use crate::host::{PASSPHRASE, fixture, fonts};

/// A name that stands in the sample case.
const MARKER: &str = "张示例";

/// `command` under `strace`, which writes what it saw to `log`.
fn traced(command: &Command, log: &Path) -> Command {
    let mut traced = Command::new("strace");
    traced
        .args(["--follow-forks", "-qq", "--string-limit=4096", "--output"])
        .arg(log)
        // Files that are opened, made, renamed or linked, and everything of networks.
        .args(["-e", "trace=%network,open,openat,openat2,creat,rename,renameat,renameat2,link,linkat,io_uring_setup"])
        .arg("--")
        .arg(command.get_program())
        .args(command.get_args());
    for (name, value) in command.get_envs() {
        traced.env(name, value.unwrap_or_default());
    }
    traced
}

/// What a trace shows.
struct Seen {
    network: Vec<String>,
    written: BTreeSet<PathBuf>,
}

fn seen(log: &Path) -> Seen {
    let text = fs::read_to_string(log).unwrap_or_default();
    assert!(
        text.contains("openat("),
        "strace saw nothing. It needs the right to trace its own children (ptrace): {text}"
    );
    let (mut network, mut written) = (Vec::new(), BTreeSet::new());
    for line in text.lines() {
        let call = line
            .split_once(' ')
            .map_or(line, |(_, call)| call.trim_start());
        let name = call.split('(').next().unwrap_or_default();
        let paths = || call.split('"').skip(1).step_by(2).map(PathBuf::from);
        match name {
            "open" | "openat" | "openat2" | "creat" => {
                let writes = ["O_WRONLY", "O_RDWR", "O_CREAT", "creat("];
                if writes.iter().any(|flag| call.contains(flag)) && !call.contains(" = -1 ") {
                    written.extend(paths());
                }
            }
            "rename" | "renameat" | "renameat2" | "link" | "linkat" => written.extend(paths()),
            // The end of a process, or of a call that another one interrupted.
            _ if call.starts_with("+++") || call.starts_with("---") || call.starts_with("<...") => {
            }
            _ => network.push(call.to_owned()),
        }
    }
    Seen { network, written }
}

fn nothing_gets_out(seen: &Seen, allowed: &[&Path]) {
    assert_eq!(seen.network, <[String; 0]>::default());
    for path in &seen.written {
        let fine =
            path == Path::new("/dev/null") || allowed.iter().any(|own| path.starts_with(own));
        assert!(fine, "written: {}", path.display());
    }
}

#[test]
fn the_command_line_opens_no_socket_and_writes_only_what_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let sample = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../src-tauri/crates/app/src/case_file/sample.json"
    );
    let pdf = folder.path().join("letter.pdf");
    let events = folder.path().join("events.toml");
    let one = "[[event]]\nkind = \"suspended\"\nfrom = \"2026-03-10\"\nto = \"2026-03-19\"\n";
    fs::write(&events, one).unwrap();
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let letter = [
        "letter",
        sample,
        "--template",
        "complaint-lender",
        "--out",
        &text(&pdf),
    ];
    let runs: [&[&str]; 6] = [
        &["audit", sample],
        &[
            "import",
            &text(&fixture("intake/backup.zip")),
            "--format",
            "json",
        ],
        &["import", &text(&fixture("intake/CallHistory.storedata"))],
        &letter,
        &["money", "balance"],
        &[
            "deadline",
            "complaint-lender.decide",
            "--from",
            "2026-03-04",
            "--events",
            &text(&events),
        ],
    ];
    for words in runs {
        let mut command = Command::new(program());
        command.args(words).env("MINGZHANG_FONTS", fonts());
        let log = folder.path().join("trace");
        let balance = "/../src-tauri/crates/cli/src/verbs/money/examples/balance.json";
        let balance = format!("{}{balance}", env!("CARGO_MANIFEST_DIR"));
        let output = traced(&command, &log)
            .stdin(fs::File::open(balance).unwrap())
            .output()
            .expect("strace, which `cargo xtask test` installs");
        assert!(
            output.status.success(),
            "{words:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        let target: &[&Path] = if words[0] == "letter" { &[&pdf] } else { &[] };
        nothing_gets_out(&seen(&log), target);
    }
    assert!(fs::read(&pdf).unwrap().starts_with(b"%PDF"));
}

#[test]
fn the_core_opens_no_socket_and_what_it_keeps_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let export = folder.path().join("asked for.json");
    fs::create_dir(&data).unwrap();
    let sample = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../src-tauri/crates/app/src/case_file/sample.json"
    );
    let commands = json!([
        ["vault_create", { "passphrase": PASSPHRASE }],
        ["case_import", { "path": sample }],
        ["import_read", { "paths": [fixture("intake/calls-sample.xml")] }],
        ["vault_backup", {}],
        ["case_export", { "path": export }],
        ["vault_lock", {}],
        ["vault_open", { "passphrase": PASSPHRASE }],
        ["week_get", {}],
        ["vault_lock", {}],
    ]);
    let log = folder.path().join("trace");
    let mut command = traced(&child(&data, &commands), &log);
    command
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let (codes, _) = said(&mut command);
    assert_eq!(codes, ["ok"; 9]);
    let seen = seen(&log);
    let part = export.with_file_name(".asked for.json.mingzhang.part");
    nothing_gets_out(&seen, &[&data, &export, &part]);
    assert!(!part.exists());
    // The marker is in what was asked for, and in nothing else that was written.
    let holds = |path: &Path| {
        let bytes = fs::read(path).unwrap_or_default();
        bytes
            .windows(MARKER.len())
            .any(|window| window == MARKER.as_bytes())
    };
    assert!(holds(&export));
    let vault = data.join("vault/vault.db");
    assert!(seen.written.contains(&vault), "{:?}", seen.written);
    for path in seen.written.iter().filter(|path| path.starts_with(&data)) {
        assert!(!holds(path), "{}", path.display());
    }
}
