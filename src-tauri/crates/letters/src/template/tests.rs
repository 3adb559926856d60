//! The built-in templates, and what a broken one is told.

use std::collections::BTreeMap;

use domain::Lang;

use super::*;
use crate::merge::{MergeCode, Value, Values, merge};
use crate::{normalise::clean, to_text};

const MANIFEST: &str = r#"
id = "t"
author = "name"
reference = "name"
title = { zh-CN = "信", en = "Letter" }
purpose = { zh-CN = "信", en = "A letter" }
use_when = { zh-CN = [], en = [] }
not_when = { zh-CN = [], en = [] }
enclose = { zh-CN = [], en = [] }
text = [
  { name = "name", about = "" },
  { name = "extra", about = "", optional = true },
]
flag = [{ name = "on", about = "" }]
list = [{ name = "items", about = "", text = [{ name = "what", about = "" }] }]
"#;

const GOOD: &str = "\
# 信
[on>甲{name}。]
[!on>乙{name}。]
[has:extra>丙{extra}。]

[each items>
1. ^ {what}。
]

> 签名： |
";

fn load_with(zh_cn: &str) -> Result<Template, Vec<TemplateProblem>> {
    let file = |name: &str| format!("t/{name}");
    let files = [
        (file("letter.toml"), MANIFEST),
        (file("zh-CN.txt"), zh_cn),
        (file("en.txt"), GOOD),
    ];
    load("t", &files)
}

fn problems_of(zh_cn: &str) -> Vec<(u32, TemplateCode, String)> {
    let problems = load_with(zh_cn).unwrap_err();
    problems
        .into_iter()
        .map(|problem| (problem.line, problem.code, problem.detail))
        .collect()
}

fn values(name: &str, items: &[(&str, &[&str])]) -> Values {
    let item = |(what, rows): &(&str, &[&str])| Values {
        text: BTreeMap::from([(
            "what".to_owned(),
            Value {
                text: (*what).to_owned(),
                rows: rows.iter().map(|&row| row.to_owned()).collect(),
                own: false,
            },
        )]),
        ..Values::default()
    };
    Values {
        text: BTreeMap::from([("name".to_owned(), Value::from(name))]),
        flags: ["on".to_owned()].into(),
        lists: BTreeMap::from([("items".to_owned(), items.iter().map(item).collect())]),
    }
}

#[test]
fn every_built_in_template_loads_and_every_sample_merges() {
    assert_eq!(template_problems(), []);
    assert!(!templates().is_empty());
    for template in templates() {
        for lang in [Lang::ZhCn, Lang::En] {
            assert!(
                template.samples().iter().any(|sample| sample.lang == lang),
                "{} has no sample in {}",
                template.id(),
                lang.tag()
            );
        }
        for sample in template.samples() {
            let document = merge(template, sample.lang, &sample.values).unwrap();
            let text = to_text(&document);
            assert!(!text.contains("[has:"), "{}", sample.name);
            // What happened rests on rows; a letter that tells nothing of the kind
            // has none to rest on, such as one where facts are only welcome.
            let facts = sample.values.lists.get("facts");
            let tells = facts.is_some_and(|facts| !facts.is_empty());
            let needs = template.manifest.findings == Findings::Needed;
            assert!(tells || !needs, "{} needs facts", sample.name);
            let rests = document.sentences().any(|s| !s.rows.is_empty());
            assert_eq!(tells, rests, "{}", sample.name);
        }
    }
}

#[test]
fn the_complaint_says_it_will_pay_before_anything_else() {
    let template = templates()
        .iter()
        .find(|found| found.id() == "complaint-lender")
        .unwrap();
    for sample in template.samples() {
        let text = to_text(&merge(template, sample.lang, &sample.values).unwrap());
        let (pay, facts) = match sample.lang {
            Lang::ZhCn => ("愿意承担还款责任", "二、事实"),
            Lang::En => ("I am willing to pay", "2. Facts"),
        };
        assert!(
            text.find(pay).unwrap() < text.find(facts).unwrap(),
            "{}",
            sample.name
        );
    }
}

#[test]
fn requests_appear_only_when_asked_for() {
    let template = templates()
        .iter()
        .find(|found| found.id() == "complaint-lender")
        .unwrap();
    let sample = template
        .samples()
        .iter()
        .find(|found| found.name == "five-findings.zh-CN");
    let mut values = sample.unwrap().values.clone();
    let words = [
        ("stop_third_party", "与债务无关的人"),
        ("stop_night", "不再在夜间联系"),
        ("stop_frequency", "减少联系次数"),
        ("show_authorisation", "出示委托催收的证明"),
        ("private_account", "书面告知贵机构的收款账户"),
        ("discipline_staff", "按贵机构的制度处理"),
        ("instalment_wanted", "安排专人与本人协商个性化分期还款"),
        ("reply_in_writing", "书面答复本人"),
    ];
    for (flag, word) in words {
        values.flags.insert(flag.to_owned());
        assert!(
            to_text(&merge(template, Lang::ZhCn, &values).unwrap()).contains(word),
            "{flag}"
        );
        values.flags.remove(flag);
        assert!(
            !to_text(&merge(template, Lang::ZhCn, &values).unwrap()).contains(word),
            "{flag}"
        );
    }
}

#[test]
fn user_text_is_never_read_as_template() {
    let template = load_with(GOOD).unwrap();
    let nasty = "{name} [on>x] [each items> \\{ ] | ^ # ~";
    let document = merge(&template, Lang::ZhCn, &values(nasty, &[(nasty, &["r"])])).unwrap();
    let text = to_text(&document);
    assert!(text.contains(&format!("甲{nasty}。")), "{text}");
    assert!(text.contains(&format!("1. {nasty}。")), "{text}");
    assert_eq!(clean(nasty), nasty);
}

#[test]
fn a_missing_value_names_file_line_and_name() {
    let template = load_with(GOOD).unwrap();
    let problems = merge(&template, Lang::ZhCn, &Values::default()).unwrap_err();
    let found: Vec<_> = problems
        .iter()
        .map(|p| (p.file.as_str(), p.line, p.code, p.name.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("t/zh-CN.txt", 3, MergeCode::MissingValue, "name"),
            ("t/zh-CN.txt", 6, MergeCode::MissingList, "items"),
            ("t/zh-CN.txt", 0, MergeCode::MissingValue, "name"),
            ("t/zh-CN.txt", 0, MergeCode::MissingValue, "name"),
        ]
    );
}

#[test]
fn a_blank_value_is_as_good_as_missing() {
    let template = load_with(GOOD).unwrap();
    let problems = merge(&template, Lang::ZhCn, &values("  ", &[("来电", &["r"])])).unwrap_err();
    assert!(
        problems
            .iter()
            .all(|problem| problem.code == MergeCode::MissingValue && problem.name == "name")
    );
}

#[test]
fn an_assertion_without_rows_is_refused() {
    let template = load_with(GOOD).unwrap();
    let problems = merge(&template, Lang::ZhCn, &values("甲", &[("来电", &[])])).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!(
        (problems[0].line, problems[0].code),
        (7, MergeCode::NeedsEvidence)
    );
    let document = merge(
        &template,
        Lang::ZhCn,
        &values("甲", &[("来电", &["b", "a", "b"])]),
    );
    let document = document.unwrap();
    let rows: Vec<_> = document
        .sentences()
        .flat_map(|sentence| sentence.rows.clone())
        .collect();
    assert_eq!(rows, ["a", "b"]);
}

#[test]
fn loading_collects_every_problem_with_its_line() {
    use TemplateCode::{
        ForbiddenWord, LawInTemplate, Syntax, Unbalanced, UnguardedOptional, UnknownName,
        UnusedName,
    };
    let text = "\
# 信
{nobody}。
{extra}。
第六十八条！
[on>没有结束
{Name}
]
[each nothing>
乙。
";
    let found = problems_of(text);
    let expect = [
        (2, UnknownName, "nobody"),
        (3, UnguardedOptional, "extra"),
        (4, ForbiddenWord, "！"),
        (4, LawInTemplate, "第六十八条！"),
        (5, Unbalanced, "[on>"),
        (6, Syntax, "Name"),
        (7, Unbalanced, "]"),
        (8, Unbalanced, "]"),
        (8, UnknownName, "nothing"),
        (0, TemplateCode::Outline, ">"),
        (0, UnusedName, "on"),
        (0, UnusedName, "items"),
        (0, UnusedName, "items.what"),
    ];
    for (line, code, detail) in expect {
        assert!(
            found.contains(&(line, code, detail.to_owned())),
            "{code:?} in {found:?}"
        );
    }
    assert_eq!(found.len(), expect.len(), "{found:?}");
}

#[test]
fn a_table_row_must_match_its_head() {
    let text = GOOD.replace("> 签名", "|- 1 2\n| a | b |\n| c |\n\n> 签名");
    assert_eq!(
        problems_of(&text),
        [(12, TemplateCode::TableShape, "|".to_owned())]
    );
}

#[test]
fn a_missing_file_and_a_bad_manifest_are_told() {
    let files = [("t/letter.toml".to_owned(), "id = \"t\"\ntitle = 3\n")];
    let codes: Vec<_> = load("t", &files)
        .unwrap_err()
        .iter()
        .map(|p| (p.line, p.code))
        .collect();
    assert_eq!(
        codes,
        [
            (0, TemplateCode::FileMissing),
            (0, TemplateCode::FileMissing),
            (2, TemplateCode::Manifest),
        ]
    );
}

#[test]
fn brackets_nest_and_a_backslash_takes_the_next_sign() {
    let text = GOOD.replace("甲{name}。", "甲[has:name>（{name}[on>，是]）]\\[x\\]。");
    let template = load_with(&text).unwrap();
    let document = merge(&template, Lang::ZhCn, &values("名", &[("事", &["r"])])).unwrap();
    assert!(to_text(&document).contains("甲（名，是）[x]。"));
}

#[test]
fn every_sample_passes_proofreading() {
    for template in templates() {
        for sample in template.all_samples() {
            let document = sample.document(template).unwrap();
            let remarks = crate::proofread(&document, &crate::KnownNumbers::default());
            assert_eq!(remarks, [], "{}/{}", template.id(), sample.name);
        }
    }
}

#[test]
fn every_sample_cites_what_is_in_force_on_its_day() {
    for template in templates() {
        for sample in template.samples() {
            for text in &template.manifest.text {
                let Some(cited) = text.cite.as_deref().and_then(citation::find) else {
                    continue;
                };
                let Some(value) = sample.values.text.get(&text.name) else {
                    continue;
                };
                let place = format!("{}/{}: {}", template.id(), sample.name, text.name);
                assert!(cited.in_force(sample.date), "{place}");
                assert_eq!(value.text, cited.words(sample.lang), "{place}");
            }
        }
    }
}

#[test]
fn citations_are_sound() {
    let mut seen = std::collections::BTreeSet::new();
    assert!(!citations().is_empty());
    for one in citations() {
        assert!(seen.insert(&one.id), "{}", one.id);
        assert!(one.to.is_none_or(|to| one.from <= to), "{}", one.id);
        let zh = one.instrument.get(Lang::ZhCn);
        assert!(zh.starts_with('《') && zh.contains('》'), "{}", one.id);
        for lang in [Lang::ZhCn, Lang::En] {
            assert!(!one.clause.get(lang).is_empty(), "{}", one.id);
        }
        assert!(!one.source.is_empty(), "{}", one.id);
    }
}

#[test]
fn a_citation_has_its_days_and_says_what_is_to_be_verified() {
    let mut one = citation::find("pipl-copy").unwrap().clone();
    let day = |text: &str| text.parse().unwrap();
    assert!(!one.in_force(day("2021-10-31")));
    assert!(one.in_force(day("2021-11-01")));
    one.to = Some(day("2026-01-01"));
    assert!(one.in_force(day("2026-01-01")));
    assert!(!one.in_force(day("2026-01-02")));
    one.grade = CitationGrade::B;
    assert!(one.words(Lang::ZhCn).ends_with("（待核）"));
    assert!(one.words(Lang::En).ends_with("(to be verified)"));
}

#[test]
fn a_manifest_names_what_there_is() {
    let manifest = MANIFEST.replacen(
        "reference = \"name\"",
        "reference = \"name\"\ncommon = [\"nothing_of_the_kind\"]",
        1,
    );
    let choice = "\n[[choice]]\nlabel = { zh-CN = \"理由\", en = \"Reasons\" }\nflags = [\"on\"]\n";
    let manifest = manifest.replacen(
        "{ name = \"extra\", about = \"\", optional = true }",
        "{ name = \"extra\", about = \"\", optional = true, cite = \"no-such-law\" }",
        1,
    ) + choice;
    let file = |name: &str| format!("t/{name}");
    let files = [
        (file("letter.toml"), manifest.as_str()),
        (file("zh-CN.txt"), GOOD),
        (file("en.txt"), GOOD),
    ];
    let problems = load("t", &files).unwrap_err();
    let found: Vec<_> = problems
        .iter()
        .map(|p| (p.code, p.detail.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (TemplateCode::UnknownName, "nothing_of_the_kind"),
            // A switch that is not offered cannot be chosen.
            (TemplateCode::UnknownName, "on"),
            (TemplateCode::UnknownCitation, "no-such-law"),
        ]
    );
}

#[test]
fn every_template_has_every_kind_of_sample_in_both_languages() {
    let exhibits = |one: &Sample| one.values.lists.get("exhibits").map_or(0, Vec::len);
    for template in templates() {
        let all = template.all_samples();
        for kind in ["rare", "radicals", "long", "minimal", "exhibits"] {
            for lang in [Lang::ZhCn, Lang::En] {
                let name = format!("{kind}.{}", lang.tag());
                let sample = all.iter().find(|one| one.name == name && one.lang == lang);
                let listed = |one: &Sample| exhibits(one) > 0;
                let own = template.samples().iter().filter(|one| one.lang == lang);
                if kind == "exhibits" && !own.clone().any(listed) {
                    assert!(sample.is_none(), "{}/{name}", template.id());
                    continue;
                }
                // One written for it says no more already.
                if kind == "minimal" && sample.is_none() {
                    continue;
                }
                let sample = sample.unwrap_or_else(|| panic!("{}/{name}", template.id()));
                let text = to_text(&sample.document(template).unwrap());
                let says = |word: &str| text.contains(word);
                let place = format!("{}/{name}", template.id());
                match kind {
                    "rare" => assert!(says("𠮷") && says("㐂"), "{place}"),
                    // As a reader and a search know them.
                    "radicals" => {
                        assert!(
                            says("人口") && !says("⼈") && !says("⼝"),
                            "{place}: {text}"
                        );
                    }
                    "exhibits" => assert_eq!(exhibits(sample), 30, "{place}"),
                    _ => {}
                }
            }
        }
    }
    let long = templates().iter().flat_map(Template::all_samples);
    assert!(long.filter(|one| exhibits(one) == 30).count() >= 6);
    let minimal = templates().iter().flat_map(Template::all_samples);
    let minimal = minimal.filter(|one| one.name.starts_with("minimal."));
    assert!(minimal.count() >= 36);
}
