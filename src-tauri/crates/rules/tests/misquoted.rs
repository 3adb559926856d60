//! Known misquotations in own words.
#![allow(
    clippy::unwrap_used,
    clippy::string_slice,
    reason = "a sample that cannot be built is a broken test"
)]

use std::sync::LazyLock;

use rules::{Pack, embedded, misquoted};

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| embedded().packs);

fn found(text: &str) -> Vec<(&str, &'static str)> {
    misquoted(&PACKS, text)
        .into_iter()
        .map(|m| (&text[m.span], m.misquotation.id.as_str()))
        .collect()
}

#[test]
fn every_claim_as_the_pack_words_it_is_found() {
    for pack in PACKS.iter() {
        for wrong in pack.misquotations() {
            // The tenth claims something of a year, not in a sentence.
            if wrong.id == "public-security-old-numbers" {
                continue;
            }
            for claim in [&wrong.claim.zh, &wrong.claim.en] {
                let ids: Vec<_> = found(claim).into_iter().map(|(_, id)| id).collect();
                assert!(ids.contains(&wrong.id.as_str()), "{claim}: {ids:?}");
            }
        }
    }
}

#[test]
fn no_correction_makes_a_claim() {
    for pack in PACKS.iter() {
        for wrong in pack.misquotations() {
            for text in [&wrong.correction.zh, &wrong.correction.en] {
                assert_eq!(found(text), vec![], "{}", wrong.id);
            }
        }
    }
}

#[test]
fn no_text_of_a_rule_makes_a_claim() {
    for rule in PACKS.iter().flat_map(Pack::rules) {
        for words in [&rule.texts.zh, &rule.texts.en] {
            for text in [&words.why, &words.allowed, &words.limits, &words.tell] {
                assert_eq!(found(text), vec![], "{}", rule.slug);
            }
        }
    }
}

#[test]
fn the_sentence_is_pointed_at_and_the_rest_left_alone() {
    let text = "本人愿意还款。依照公约第１７条，每天不得超过３次。请书面答复。";
    assert_eq!(
        found(text),
        [("依照公约第１７条，每天不得超过３次", "convention-numbers")]
    );
}

#[test]
fn words_of_a_claim_in_different_sentences_make_none() {
    assert_eq!(found("贵公司违反公约。昨天对方一天3次来电。"), vec![]);
    assert_eq!(found(""), vec![]);
    assert_eq!(found("。！？\n"), vec![]);
}
