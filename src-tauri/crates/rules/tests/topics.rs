//! Every rule that can say something of a contact names the conduct it is
//! about, so that what several instruments say of it stands together.
#![allow(
    clippy::unwrap_used,
    reason = "a sample that cannot be built is a broken test"
)]

mod sound;

use rules::{Engine, IssueCode, Topic, embedded, load};
use sound::sound;

const RULE: &str = "x/rules/night.toml";

#[test]
fn an_evaluated_rule_without_a_topic_does_not_load() {
    let mut files = sound();
    let rule = files.get_mut(RULE).unwrap();
    *rule = rule.replace("topic = \"time\"\n", "\n");
    let loaded = load(&files);
    let issues: Vec<_> = loaded
        .issues
        .iter()
        .map(|issue| (issue.code, issue.file.as_str(), issue.line))
        .collect();
    assert_eq!(issues, [(IssueCode::TopicMissing, RULE, 1)]);
}

#[test]
fn a_topic_nobody_knows_is_refused() {
    let mut files = sound();
    let rule = files.get_mut(RULE).unwrap();
    *rule = rule.replace("topic = \"time\"", "topic = \"tme\"");
    let loaded = load(&files);
    assert_eq!(loaded.issues.first().unwrap().code, IssueCode::Unreadable);
    assert!(loaded.packs.first().unwrap().rules().is_empty());
}

#[test]
fn the_night_rules_of_several_instruments_are_about_one_conduct() {
    let loaded = embedded();
    let pack = loaded
        .packs
        .iter()
        .find(|p| p.id() == "cn-conduct")
        .unwrap();
    for slug in ["time-night-gbt", "time-night-cba"] {
        let rule = pack.rule(slug).unwrap();
        assert_eq!(rule.topic, Some(Topic::Time), "{slug}");
        assert_eq!(rule.params["from"], ["22:00:00"], "{slug}");
    }
    for rule in pack.rules() {
        let evaluated = matches!(rule.engine, Engine::Auto | Engine::Manual);
        assert!(!evaluated || rule.topic.is_some(), "{}", rule.slug);
    }
    for topic in Topic::ALL {
        let about = pack.rules().iter().filter(|r| r.topic == Some(*topic));
        assert!(about.count() > 0, "{topic:?} names nothing");
    }
}
