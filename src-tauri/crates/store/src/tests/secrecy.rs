//! Nothing of what is in a vault can be read beside it.

use std::fs;
use std::path::Path;

use domain::Lang;

use super::{PASSPHRASE, create, now, random, sample};

/// Every file below a folder.
fn files(dir: &Path) -> Vec<std::path::PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => out.extend(files(&entry.path())),
            Ok(kind) if kind.is_file() => out.push(entry.path()),
            _ => {}
        }
    }
    out
}

/// The text as UTF-8, and as UTF-16 in either order.
fn forms(text: &str) -> [Vec<u8>; 3] {
    [
        text.as_bytes().to_vec(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ]
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn nothing_can_be_read_beside_the_vault() {
    let dir = tempfile::tempdir().unwrap();
    let (mut vault, words) = create(dir.path());
    sample::fill(&mut vault);
    vault.backup(now()).unwrap();
    vault
        .change_passphrase(PASSPHRASE, "a second passphrase", &mut random)
        .unwrap();
    let backup = vault.backups().unwrap()[0].name.clone();
    vault.restore(&backup, now()).unwrap();
    // A sort that would spill to a temporary file if it might.
    vault
        .conn
        .query_row(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
             SELECT count(*) FROM (SELECT i, s.said FROM n, contacts s ORDER BY i % 97, s.said)",
            [],
            |row| row.get::<_, i64>(0),
        )
        .unwrap();
    let mut secrets: Vec<String> = [
        PASSPHRASE,
        "a second passphrase",
        "李示例",
        "000000199001010000",
        "13800000001",
        "6200000000000001",
        "再不还就通知你全家",
        "示例银行",
        "calls.xml",
        "contact_added",
        "zh-CN",
        "CREATE TABLE",
        "SQLite format 3",
        "PDF-1.7",
        "MZ-2026-0001",
        "invented photograph",
        "催收函照片",
        "AGE-SECRET-KEY-",
    ]
    .map(str::to_owned)
    .into();
    secrets.push(words.words(Lang::ZhCn).concat());
    secrets.push(words.words(Lang::ZhCn).join(" "));
    secrets.push(words.words(Lang::En).join(" "));
    let mut needles: Vec<Vec<u8>> = secrets.iter().flat_map(|s| forms(s)).collect();
    let pragma = vault.key.pragma("key");
    let hex = pragma.split('\'').nth(1).unwrap();
    needles.push(hex.as_bytes().to_vec());
    needles.push(crate::hex::decode::<32>(hex).unwrap().to_vec());
    let look = |when: &str| {
        let found = files(dir.path());
        assert!(found.len() >= 5, "{when}");
        for file in found {
            let bytes = fs::read(&file).unwrap();
            for needle in &needles {
                assert!(!holds(&bytes, needle), "{when}: {}", file.display());
            }
        }
    };
    look("open");
    // Open files without a name count too.
    #[cfg(target_os = "linux")]
    for link in fs::read_dir("/proc/self/fd").unwrap().flatten() {
        let target = fs::read_link(link.path()).unwrap_or_default();
        let name = target.to_string_lossy().into_owned();
        assert!(
            !name.contains("etilqs"),
            "a temporary file of SQLite: {name}"
        );
    }
    vault.close().unwrap();
    look("closed");
    let kept = files(&dir.path().join("files"));
    assert_eq!(kept.len(), 2);
    for file in kept {
        assert!(
            fs::read(&file)
                .unwrap()
                .starts_with(b"age-encryption.org/v1\n")
        );
        let name = file.file_name().unwrap().to_str().unwrap();
        assert!(name.len() == 36 && name.ends_with(".age"), "{name}");
    }
    let mut names: Vec<_> = files(dir.path())
        .iter()
        .map(|f| f.strip_prefix(dir.path()).unwrap().display().to_string())
        .filter(|name| !name.starts_with("backups/backup-") && !name.starts_with("files/"))
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["backups/vault.key", "vault.db", "vault.key", "vault.lock"]
    );
    assert_eq!(fs::read(dir.path().join("vault.lock")).unwrap(), b"");
}

/// Runs itself again with a temporary folder of its own, which no other
/// program writes to.
#[test]
fn the_temporary_folder_stays_empty() {
    let Some(vault) = std::env::var_os("VAULT_BESIDE_TEMP") else {
        let (temp, vault) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let done = std::process::Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "tests::secrecy::the_temporary_folder_stays_empty",
            ])
            .env("VAULT_BESIDE_TEMP", vault.path())
            .envs(["TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"].map(|name| (name, temp.path())))
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout);
        assert!(done.status.success() && said.contains("1 passed"), "{said}");
        assert!(vault.path().join("vault.db").exists());
        assert_eq!(files(temp.path()), <[std::path::PathBuf; 0]>::default());
        return;
    };
    let mut vault = super::full(Path::new(&vault));
    let backup = vault.backup(now()).unwrap();
    vault.restore(&backup.name, now()).unwrap();
    // While it is open, too.
    assert_eq!(fs::read_dir(std::env::temp_dir()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn a_new_folder_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("v");
    drop(create(&path));
    for folder in [&path, &path.join("backups"), &path.join("files")] {
        let mode = fs::metadata(folder).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
