//! The wire holds: bindings are current, every command answers or refuses in
//! codes, every code has words in both languages.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::host::Bench;

fn ui(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../ui/src")
        .join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_bindings_are_current() {
    assert!(
        ui("ipc/generated/wire.ts") == api::typescript(),
        "run `cargo xtask bindings` and commit the result"
    );
}

#[test]
fn every_command_answers_or_refuses_in_codes() {
    let bench = Bench::new();
    for command in api::commands() {
        // Without a vault and without its fields no command may do anything
        // but say so, or answer what needs neither.
        match bench.rpc(command, json!({})) {
            Ok(_) => assert!(
                [
                    "vault_status",
                    "vault_lock",
                    "about_get",
                    "bystander_list",
                    "rule_list",
                    "rule_search",
                    "template_list",
                    "procedure_list",
                    "paper_list",
                    "sample_open",
                ]
                .contains(command),
                "{command} answered while locked"
            ),
            Err(error) => {
                let code = serde_json::to_value(error.code).unwrap();
                assert!(
                    ["locked", "invalid", "no_vault", "not_found"]
                        .contains(&code.as_str().unwrap()),
                    "{command}: {code}"
                );
            }
        }
        bench.ok("vault_lock", json!({}));
    }
}

#[test]
fn an_unknown_command_is_refused() {
    assert_eq!(
        Bench::new().refused("vault_steal", json!({})).0,
        "unknown_command"
    );
}

#[test]
fn a_request_of_the_wrong_form_names_its_field() {
    let bench = Bench::with_vault();
    let (code, fields) = bench.refused("debt_save", json!({ "lender_type": "bank_card" }));
    assert_eq!(
        (code.as_str(), fields.as_slice()),
        ("invalid", &["lender_name".to_owned()][..])
    );
    let (code, fields) = bench.refused(
        "debt_save",
        json!({ "lender_name": "示例银行", "lender_type": "bank_card", "principal": "1.005" }),
    );
    assert_eq!(
        (code.as_str(), fields.as_slice()),
        ("invalid", &["principal".to_owned()][..])
    );
}

/// Error codes are members of a TypeScript union; the interface's table over it
/// is exhaustive by type. This holds the words behind the table.
#[test]
fn every_error_code_has_words_in_both_languages() {
    let wire = ui("ipc/generated/wire.ts");
    let union = wire
        .split("export type ErrorCode = ")
        .nth(1)
        .unwrap()
        .split(';')
        .next()
        .unwrap();
    let codes: Vec<&str> = union
        .split('|')
        .map(|code| code.trim().trim_matches('"'))
        .collect();
    assert!(codes.len() > 20, "{codes:?}");
    for lang in ["zh-CN", "en"] {
        let words: Value = serde_json::from_str(&ui(&format!("i18n/{lang}/errors.json"))).unwrap();
        for code in &codes {
            assert!(holds(&words, code), "{lang}: {code}");
        }
    }
}

/// Trace steps and reasons cross as plain codes; this is what keeps them worded.
#[test]
fn every_step_and_reason_has_words_in_both_languages() {
    let why: Vec<String> = rules::Why::ALL
        .iter()
        .map(|why| {
            serde_json::to_value(why)
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let facts: Vec<String> = domain::FactKey::ALL
        .iter()
        .map(|key| {
            serde_json::to_value(key)
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let steps = rules::TraceStep::CODES
        .iter()
        .map(|code| (*code).to_owned());
    for lang in ["zh-CN", "en"] {
        let mut all = Vec::new();
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../ui/src/i18n")
            .join(lang);
        for entry in fs::read_dir(folder).unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            all.push(serde_json::from_str::<Value>(&text).unwrap());
        }
        for code in steps
            .clone()
            .chain(why.iter().cloned())
            .chain(facts.iter().cloned())
        {
            assert!(
                all.iter().any(|words| holds(words, &code)),
                "{lang}: {code}"
            );
        }
    }
}

/// What the readers say of a file and of its records.
#[test]
fn every_code_of_the_readers_has_words_in_both_languages() {
    for lang in ["zh-CN", "en"] {
        let words: Value = serde_json::from_str(&ui(&format!("i18n/{lang}/import.json"))).unwrap();
        let of = |area: &str, code: &str| {
            assert!(words[area][code].is_string(), "{lang}: {area}.{code}");
        };
        for code in intake::FormatCode::ALL {
            of("format", code.code());
        }
        for code in intake::RejectCode::ALL {
            of("reject", code.code());
        }
        for code in intake::DoubtReason::ALL {
            of("doubt", code.code());
        }
    }
}

fn holds(words: &Value, key: &str) -> bool {
    match words {
        Value::Object(map) => map.contains_key(key) || map.values().any(|value| holds(value, key)),
        _ => false,
    }
}

/// What a quiet rule says in whole sentences, and the names of the conducts.
#[test]
fn every_kind_and_topic_has_words_in_both_languages() {
    let packs = rules::embedded().packs;
    let china = packs.iter().find(|pack| pack.id() == "cn-conduct").unwrap();
    for lang in ["zh-CN", "en"] {
        let read = |area: &str| -> Value {
            serde_json::from_str(&ui(&format!("i18n/{lang}/{area}.json"))).unwrap()
        };
        let findings = read("findings");
        for rule in china.rules().iter().filter(|rule| !rule.kind.is_empty()) {
            assert!(
                holds(&findings["clear"], &rule.kind),
                "{lang}: clear.{}",
                rule.kind
            );
        }
        assert!(holds(&findings["clear"], "other"), "{lang}");
        let terms = read("terms");
        for topic in rules::Topic::ALL {
            let code = serde_json::to_value(topic).unwrap();
            assert!(
                holds(&terms["topic"], code.as_str().unwrap()),
                "{lang}: {code}"
            );
        }
    }
}
