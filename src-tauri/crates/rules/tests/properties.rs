//! What must hold for every log, whatever is in it.

#![allow(
    clippy::unwrap_used,
    reason = "a strategy that cannot build its values is a broken test"
)]

use domain::{
    Answer, Case, Channel, Conduct, Connection, Contact, ContactId, Debt, DebtId, Direction,
    Disclosure, Fact, FactKey, LenderType, Party, PartyId, PartyRole, Person, PersonId, Phone,
    Purpose, Relation, Subject, Tri, Voice, parse_instant,
};
use proptest::prelude::*;
use rules::{Assessment, Counts, Finding, Marks, Pack, Verdict, embedded, evaluate};
use std::collections::BTreeSet;
use std::sync::LazyLock;

static PACKS: LazyLock<Vec<Pack>> = LazyLock::new(|| embedded().packs);

fn tri() -> impl Strategy<Value = Tri> {
    prop::sample::select(Tri::ALL)
}

fn contact() -> impl Strategy<Value = Contact> {
    let when = (
        0i64..20 * 24 * 60,
        prop::sample::select(vec!["2025-12-25", "2026-01-28"]),
    );
    let sort = (
        prop::sample::select(Channel::ALL),
        prop::sample::select(Direction::ALL),
        prop::sample::select(Connection::ALL),
        prop::sample::select(Voice::ALL),
        prop::sample::select(Purpose::ALL),
    );
    let what = (
        prop::sample::select(Relation::ALL),
        prop::option::of(prop::sample::subsequence(Conduct::ALL, 0..3)),
        prop::option::of(prop::sample::subsequence(Disclosure::ALL, 0..3)),
        tri(),
        prop::option::of(0u8..4),
        prop::option::of(0u8..3),
        prop::option::of(0u8..2),
    );
    (when, sort, what).prop_map(|((minutes, day), sort, what)| {
        let (channel, direction, connection, voice, purpose) = sort;
        let (relation, conducts, disclosed, refused, number, debt, person) = what;
        let start = parse_instant(&format!("{day}T00:00:00+08:00")).unwrap();
        let at = start + chrono::TimeDelta::minutes(minutes);
        let mut contact = Contact::new(ContactId::from(""), channel, direction, at);
        contact.connection = connection;
        contact.voice = voice;
        contact.purpose = purpose;
        contact.reached.relation = relation;
        contact.conducts = conducts;
        contact.disclosed = disclosed;
        contact.refused = refused;
        contact.number = number.map(|n| Phone::from(format!("0100000000{n}")));
        contact.debt = debt.map(|d| DebtId::from(format!("d{d}")));
        // Every other number is an agency's.
        contact.party = number
            .filter(|n| n % 2 == 1)
            .map(|_| PartyId::from("agency"));
        contact.reached.person = person.map(|p| PersonId::from(format!("q{p}")));
        contact
    })
}

fn case() -> impl Strategy<Value = Case> {
    let lenders = prop::collection::vec((prop::sample::select(LenderType::ALL), tri(), tri()), 3);
    (lenders, prop::collection::vec(contact(), 0..40)).prop_map(|(lenders, mut contacts)| {
        for (i, contact) in contacts.iter_mut().enumerate() {
            contact.id = ContactId::from(format!("c{i:03}"));
        }
        let mut case = Case {
            contacts,
            ..Case::default()
        };
        case.parties.push(Party {
            id: PartyId::from("agency"),
            name: "示例催收公司".to_owned(),
            role: PartyRole::Agency,
            cba_member: Tri::Unknown,
            nifa_member: Tri::Unknown,
            address: None,
        });
        for person in ["q0", "q1"] {
            case.people.push(Person {
                id: PersonId::from(person),
                name: "示例人".to_owned(),
                relation: Relation::Friend,
                phones: Vec::new(),
            });
        }
        for (i, (lender_type, online, member)) in lenders.into_iter().enumerate() {
            case.parties.push(Party {
                id: PartyId::from(format!("p{i}")),
                name: format!("示例机构{i}"),
                role: PartyRole::Lender,
                cba_member: member,
                nifa_member: member,
                address: None,
            });
            let debt = serde_json::json!({
                "id": format!("d{i}"), "lender": format!("p{i}"),
                "lender_type": lender_type, "online": online,
            });
            case.debts
                .push(serde_json::from_value::<Debt>(debt).unwrap());
        }
        case
    })
}

/// What happens to a case after it was opened.
#[derive(Clone, Debug)]
enum Step {
    Contact(Box<Contact>),
    /// Corrects the contact at this share of the log.
    Correction(Box<Contact>, prop::sample::Index),
    /// Answers something about something else.
    About(Fact, Tri),
    /// Answers something about the contact at this share of the log.
    Answer(FactKey, Tri, Vec<String>, prop::sample::Index),
}

fn step() -> impl Strategy<Value = Step> {
    let agency = Subject::Party(PartyId::from("agency"));
    let answers = prop::sample::select(vec![
        (FactKey::IsCollection, vec![]),
        (FactKey::WasConnected, vec![]),
        (FactKey::RefusedBefore, vec![]),
        (FactKey::WhichDebt, vec!["d1".to_owned()]),
        (FactKey::WhoReached, vec!["colleague".to_owned()]),
        (FactKey::WhichConducts, vec!["insult".to_owned()]),
    ]);
    let listed = Fact {
        key: FactKey::AgencyListed,
        subject: agency,
    };
    prop_oneof![
        tri().prop_map(move |value| Step::About(listed.clone(), value)),
        contact().prop_map(|c| Step::Contact(Box::new(c))),
        (contact(), any::<prop::sample::Index>())
            .prop_map(|(c, at)| Step::Correction(Box::new(c), at)),
        (answers, tri(), any::<prop::sample::Index>())
            .prop_map(|((key, choices), value, at)| Step::Answer(key, value, choices, at)),
    ]
}

fn grow(assessment: &mut Assessment, case: &mut Case, step: Step, n: usize) {
    match step {
        Step::Contact(mut contact) => {
            contact.id = ContactId::from(format!("n{n}"));
            assessment.add_contact(&PACKS, case, *contact);
        }
        Step::Correction(mut contact, at) => {
            let standing = case.standing_contacts();
            let old = (!standing.is_empty()).then(|| at.get(&standing).id.clone());
            contact.id = ContactId::from(format!("n{n}"));
            contact.supersedes = old;
            assessment.add_contact(&PACKS, case, *contact);
        }
        Step::About(fact, value) => {
            let choices = None;
            assessment.add_answer(
                &PACKS,
                case,
                Answer {
                    fact,
                    value,
                    choices,
                },
            );
        }
        Step::Answer(key, value, choices, at) => {
            if case.contacts.is_empty() {
                return;
            }
            let subject = Subject::Contact(at.get(&case.contacts).id.clone());
            let choices = (!choices.is_empty()).then_some(choices);
            let fact = Fact { key, subject };
            assessment.add_answer(
                &PACKS,
                case,
                Answer {
                    fact,
                    value,
                    choices,
                },
            );
        }
    }
}

/// Everything an assessment says, beside everything an evaluation says.
fn agrees(assessment: &Assessment, case: &Case) -> Result<(), TestCaseError> {
    let all = evaluate(&PACKS, case, None).findings;
    let mut counts = Counts::default();
    let mut marks = vec![Marks::default(); case.contacts.len()];
    for verdict in Verdict::ALL {
        let one: Vec<_> = all
            .iter()
            .filter(|f| f.verdict == *verdict)
            .cloned()
            .collect();
        prop_assert_eq!(&assessment.findings(&PACKS, case, *verdict, None), &one);
        let n = u32::try_from(one.len()).unwrap();
        match verdict {
            Verdict::Flagged => counts.flagged = n,
            Verdict::NeedsFacts => counts.needs_facts = n,
            Verdict::Clear => counts.clear = n,
            Verdict::NotApplicable => counts.not_applicable = n,
            Verdict::NotCovered => counts.not_covered = n,
        }
    }
    prop_assert_eq!(assessment.counts(), counts);
    for finding in &all {
        for id in &finding.events {
            let row = case.contacts.iter().position(|c| c.id == *id).unwrap();
            marks[row].flags += u32::from(finding.verdict == Verdict::Flagged);
            let asks = finding.verdict == Verdict::NeedsFacts && !finding.manual;
            marks[row].questions += u32::from(asks);
        }
    }
    for (row, wanted) in marks.iter().enumerate() {
        prop_assert_eq!(assessment.marks(row), *wanted, "row {}", row);
        let id = &case.contacts[row].id;
        let about = |f: &&Finding| f.verdict == Verdict::Flagged && f.events.contains(id);
        let mine = assessment.findings_of(&PACKS, case, row);
        let mine: Vec<_> = mine.iter().filter(about).collect();
        prop_assert_eq!(mine, all.iter().filter(about).collect::<Vec<_>>());
    }
    for (debt, place) in case.debts.iter().zip(0..) {
        let about = |verdict| {
            let of = all.iter().filter(|f| f.debt.as_ref() == Some(&debt.id));
            of.filter(|f| f.verdict == verdict && !f.manual).count()
        };
        let tally = assessment.debt(&PACKS, place);
        prop_assert_eq!(tally.flagged as usize, about(Verdict::Flagged));
        prop_assert_eq!(tally.questions as usize, about(Verdict::NeedsFacts));
    }
    Ok(())
}

/// Packs whose limits are stricter by 1, 2 and 3: fewer calls, longer nights.
static STRICTER: LazyLock<Vec<Vec<Pack>>> = LazyLock::new(|| {
    let stricter = |by: u32| {
        let mut files = rules::embedded_files();
        for text in files.values_mut() {
            for limit in [6, 3, 1u32] {
                let (old, new) = (format!("limit = {limit}\n"), limit.saturating_sub(by));
                if text.contains(&old) {
                    *text = text.replace(&old, &format!("limit = {new}\n"));
                    break;
                }
            }
            *text = text.replace(
                "from = \"22:00:00\"",
                &format!("from = \"{}:00:00\"", 22 - by),
            );
            *text = text.replace(
                "to = \"08:00:00\"",
                &format!("to = \"{:02}:00:00\"", 8 + by),
            );
        }
        rules::load(&files).packs
    };
    (1..=3).map(stricter).collect()
});

/// What is raised, flag or question, row by row.
fn raised(findings: &[Finding]) -> BTreeSet<(String, Option<DebtId>, ContactId)> {
    let raised = findings
        .iter()
        .filter(|f| matches!(f.verdict, Verdict::Flagged | Verdict::NeedsFacts));
    raised
        .flat_map(|f| {
            let of = |id: &ContactId| (f.rule.clone(), f.debt.clone(), id.clone());
            f.events.iter().map(of).collect::<Vec<_>>()
        })
        .collect()
}

/// Answers that no hours and no number of calls were agreed.
fn nothing_agreed(case: &mut Case) {
    for debt in &case.debts {
        for key in ["hours_agreed", "frequency_agreed"] {
            let answer = serde_json::json!({
                "fact": { "key": key, "subject": { "of": "debt", "id": debt.id } },
                "value": "no",
            });
            case.answers.push(serde_json::from_value(answer).unwrap());
        }
    }
}

fn flags(findings: &[Finding]) -> BTreeSet<(String, Option<DebtId>, Vec<ContactId>)> {
    let flagged = findings.iter().filter(|f| f.verdict == Verdict::Flagged);
    flagged
        .map(|f| (f.rule.clone(), f.debt.clone(), f.events.clone()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_order_of_rows_and_repetition_change_nothing(case in case(), seed in any::<u64>()) {
        let once = evaluate(&PACKS, &case, None);
        prop_assert_eq!(&once, &evaluate(&PACKS, &case, None));
        let mut shuffled = case.clone();
        shuffled.contacts.sort_by_key(|c| {
            c.id.as_str().bytes().fold(seed, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
        });
        prop_assert_eq!(&once, &evaluate(&PACKS, &shuffled, None));
    }

    #[test]
    fn a_case_that_grew_is_judged_as_one_read_whole(
        case in case(),
        steps in prop::collection::vec(step(), 0..8),
    ) {
        let mut case = case;
        let mut assessment = Assessment::new(&PACKS, &case);
        agrees(&assessment, &case)?;
        for (n, step) in steps.into_iter().enumerate() {
            grow(&mut assessment, &mut case, step, n);
        }
        agrees(&assessment, &case)?;
    }

    #[test]
    fn an_unrelated_contact_takes_no_flag_away(case in case(), mut other in contact()) {
        let before = flags(&evaluate(&PACKS, &case, None).findings);
        other.id = ContactId::from("other");
        other.purpose = Purpose::Other;
        other.reached.person = None;
        let mut more = case;
        more.contacts.push(other);
        let after = flags(&evaluate(&PACKS, &more, None).findings);
        prop_assert_eq!(before, after);
    }

    /// Somebody who calls about something else, and not to the borrower, is no
    /// part of any question either.
    #[test]
    fn an_unrelated_contact_changes_nothing(case in case(), mut other in contact()) {
        let before = evaluate(&PACKS, &case, None).findings;
        other.id = ContactId::from("other");
        other.purpose = Purpose::Other;
        other.reached.person = None;
        other.reached.relation = Relation::Colleague;
        let mut more = case;
        more.contacts.push(other);
        let after = evaluate(&PACKS, &more, None).findings;
        let loud = |all: Vec<Finding>| -> Vec<Finding> {
            let loud = |f: &Finding| matches!(f.verdict, Verdict::Flagged | Verdict::NeedsFacts);
            all.into_iter().filter(loud).collect()
        };
        prop_assert_eq!(loud(before), loud(after));
    }

    #[test]
    fn before_a_rule_begins_it_says_nothing(mut case in case(), which in any::<prop::sample::Index>()) {
        let evaluated = |rule: &&rules::Rule| {
            matches!(rule.engine, rules::Engine::Auto | rules::Engine::Manual)
        };
        let rules: Vec<_> = PACKS.iter().flat_map(Pack::rules).filter(evaluated).collect();
        let rule = rules[which.index(rules.len())];
        let last = case.contacts.iter().map(|c| domain::beijing_day(&c.at)).max();
        if let (Some(last), Some(from)) = (last, rule.from) {
            let back = last - from + chrono::TimeDelta::days(1);
            for contact in &mut case.contacts {
                contact.at -= back;
            }
        }
        for finding in evaluate(&PACKS, &case, None).findings {
            let quiet = matches!(finding.verdict, Verdict::NotApplicable | Verdict::NotCovered);
            prop_assert!(finding.rule != rule.slug || quiet, "{finding:?}");
        }
    }

    #[test]
    fn a_stricter_limit_takes_no_finding_away(mut case in case(), by in 0usize..3, answered in any::<bool>()) {
        if answered {
            nothing_agreed(&mut case);
        }
        let lax = evaluate(&PACKS, &case, None).findings;
        let strict = evaluate(&STRICTER[by], &case, None).findings;
        prop_assert!(raised(&lax).is_subset(&raised(&strict)));
        prop_assert!(flags(&lax).is_subset(&flags(&strict)));
    }

    #[test]
    fn every_evaluated_rule_is_listed_and_every_finding_is_whole(case in case()) {
        let out = evaluate(&PACKS, &case, None);
        let listed: BTreeSet<&str> = out.findings.iter().map(|f| f.rule.as_str()).collect();
        for rule in PACKS.iter().flat_map(Pack::rules) {
            let evaluated = matches!(rule.engine, rules::Engine::Auto | rules::Engine::Manual);
            prop_assert_eq!(listed.contains(rule.slug.as_str()), evaluated, "{}", rule.slug);
        }
        for finding in &out.findings {
            let open = finding.verdict == Verdict::NeedsFacts;
            prop_assert!(finding.missing.is_empty() || open);
            prop_assert!(!open || finding.manual || !finding.missing.is_empty(), "{finding:?}");
            prop_assert!(finding.verdict != Verdict::Flagged || !finding.events.is_empty());
            prop_assert!(finding.verdict != Verdict::Flagged || !finding.manual);
            prop_assert_eq!(finding.why.is_some(), finding.verdict == Verdict::NotApplicable);
        }
    }

    #[test]
    fn a_row_after_the_day_asked_for_counts_for_nothing(case in case()) {
        let day = parse_instant("2026-01-05T00:00:00+08:00").unwrap().date_naive();
        let mut earlier = case.clone();
        earlier.contacts.retain(|c| domain::beijing_day(&c.at) <= day);
        prop_assert_eq!(evaluate(&PACKS, &case, Some(day)), evaluate(&PACKS, &earlier, None));
    }
}

/// The stricter packs are stricter: what one more call, or one hour, makes.
#[test]
fn the_stricter_packs_flag_more() {
    let mut case: Case = serde_json::from_value(serde_json::json!({
        "format": domain::CASE_FORMAT,
        "parties": [{ "id": "p", "name": "示例网贷", "role": "lender" }],
        "debts": [{ "id": "d", "lender": "p", "lender_type": "bank_internet_loan", "online": "yes" }],
    }))
    .unwrap();
    for hour in [12, 13, 21] {
        let at = parse_instant(&format!("2026-03-01T{hour}:30:00+08:00")).unwrap();
        let id = ContactId::from(format!("c{hour}"));
        let mut call = Contact::new(id, Channel::Call, Direction::Incoming, at);
        call.connection = Connection::Connected;
        call.voice = Voice::Interactive;
        call.purpose = Purpose::Collection;
        call.reached.relation = Relation::Borrower;
        case.contacts.push(call);
    }
    nothing_agreed(&mut case);
    let rules = |packs: &[Pack]| -> BTreeSet<String> {
        let flags = flags(&evaluate(packs, &case, None).findings);
        flags.into_iter().map(|(rule, ..)| rule).collect()
    };
    assert_eq!(rules(&PACKS), BTreeSet::new());
    let strict = rules(&STRICTER[0]);
    for rule in ["freq-voice-interactive-gbt", "time-night-gbt"] {
        assert!(strict.contains(rule), "{strict:?}");
    }
}
