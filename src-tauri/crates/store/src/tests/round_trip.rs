//! What is written comes back the same, also after closing and reopening.

use domain::*;
use serde_json::json;

use super::{create, full, now, open, sample};
use crate::{Error, Verified};

#[test]
fn a_full_case_comes_back_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let vault = full(dir.path());
    assert_eq!(sample::case().problems(), []);
    let check = |vault: &crate::Vault| {
        vault
            .read(|r| {
                let case = r.case()?;
                assert_eq!(case, sample::case());
                // Equality of instants does not look at the offset.
                assert_eq!(
                    serde_json::to_string(&case).unwrap(),
                    serde_json::to_string(&sample::case()).unwrap()
                );
                assert_eq!(r.imports()?, [sample::import("i1")]);
                assert_eq!(r.setting("lang")?.as_deref(), Some("zh-CN"));
                assert_eq!(r.packs()?, [sample::pack("示例规则")]);
                assert_eq!(r.holidays()?, [sample::holidays("year = 2027")]);
                let photo = r.attachment(&AttachmentId::from("f1"))?;
                let expected = Attachment {
                    size: photo.attachment.size,
                    sha256: photo.attachment.sha256.clone(),
                    ..sample::attachment("f1")
                };
                assert_eq!(photo.attachment, expected);
                assert_eq!(vault.files()?.read(&photo).unwrap(), sample::PHOTO);
                let letters = r.letters()?;
                assert_eq!(letters[0], sample::letter("l1"));
                let sent = letters[1].frozen.as_ref().unwrap();
                assert_eq!(sent.document, json!({"pages": ["投诉书"]}));
                assert_eq!(sent.findings, json!([{"rule": "calls-at-night"}]));
                assert_eq!(r.letter_pdf(&letters[1].id)?, sample::PDF);
                assert_eq!(r.verify_journal()?, Verified::Sound);
                let entry = r.journal(100)?.into_iter().find(|e| e.seq == sent.head_seq);
                assert_eq!(entry.unwrap().hash, sent.head_hash);
                Ok::<_, Error>(())
            })
            .unwrap();
    };
    check(&vault);
    vault.close().unwrap();
    check(&open(dir.path()).unwrap());
}

#[test]
fn a_new_vault_holds_an_empty_case() {
    let dir = tempfile::tempdir().unwrap();
    let (vault, _) = create(dir.path());
    let case = vault.read(|r| r.case()).unwrap();
    assert_eq!(case, Case::default());
}

#[test]
fn a_record_put_again_replaces_the_first_and_keeps_its_place() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let mut debt = sample::case().debts[0].clone();
    debt.balances.remove(0);
    debt.chain.clear();
    debt.stage = Stage::LegalAction;
    vault
        .write("debt_changed", now(), |w| w.put_debt(&debt))
        .unwrap();
    let case = vault.read(|r| r.case()).unwrap();
    assert_eq!(case.debts, [debt, sample::case().debts[1].clone()]);
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
}

#[test]
fn a_pack_is_replaced_whole_and_removed() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let next = sample::pack("新的规则");
    vault
        .write("pack_added", now(), |w| w.put_pack(&next))
        .unwrap();
    assert_eq!(vault.read(|r| r.packs()).unwrap(), [next]);
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
    vault
        .write("pack_removed", now(), |w| w.delete_pack("mine"))
        .unwrap();
    assert_eq!(vault.read(|r| r.packs()).unwrap(), []);
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
    let again = vault.write("pack_removed", now(), |w| w.delete_pack("mine"));
    assert_eq!(again, Err(Error::NotFound("packs")));
}

#[test]
fn the_latest_answer_counts() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let mut changed = sample::case().answers[2].clone();
    changed.value = Tri::Yes;
    vault
        .write("fact_answered", now(), |w| w.add_answer(&changed))
        .unwrap();
    let answers = vault.read(|r| r.case()).unwrap().answers;
    assert_eq!(answers.len(), 5);
    assert_eq!(answers[2], changed);
}

#[test]
fn an_undone_import_and_corrections_of_it_leave_the_case_but_not_the_log() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let mut fix = sample::call("c5", "2026-02-02T08:01:00+08:00");
    fix.supersedes = Some(ContactId::from("c4"));
    vault
        .write("contact_corrected", now(), |w| w.add_contact(&fix))
        .unwrap();
    vault
        .write("import_undone", now(), |w| {
            w.undo_import(&ImportId::from("i1"), now())
        })
        .unwrap();
    vault
        .read(|r| {
            let ids: Vec<_> = r
                .case()?
                .contacts
                .into_iter()
                .map(|c| c.id.to_string())
                .collect();
            assert_eq!(ids, ["c1", "c2", "c3"]);
            assert_eq!(r.contact(&fix.id)?, fix);
            assert_eq!(r.imports()?[0].undone_at, Some(now()));
            assert_eq!(r.verify_journal()?, Verified::Sound);
            Ok::<_, Error>(())
        })
        .unwrap();
}

#[test]
fn a_contact_knows_when_it_was_written_down() {
    let dir = tempfile::tempdir().unwrap();
    let vault = full(dir.path());
    let (seq, at) = vault
        .read(|r| r.contact_recorded(&ContactId::from("c1")))
        .unwrap();
    assert_eq!((seq, at), (3, now()));
}

#[test]
fn a_failed_write_leaves_nothing_and_an_empty_one_no_entry() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let before = vault.read(|r| r.journal_head()).unwrap();
    let failed: Result<(), Error> = vault.write("contact_added", now(), |w| {
        w.add_contact(&sample::call("c9", "2026-02-03T10:00:00+08:00"))?;
        Err(Error::NotFound("anything"))
    });
    assert_eq!(failed, Err(Error::NotFound("anything")));
    vault
        .write("nothing_done", now(), |_| Ok::<_, Error>(()))
        .unwrap();
    assert_eq!(vault.read(|r| r.journal_head()).unwrap(), before);
    assert_eq!(vault.read(|r| r.case()).unwrap(), sample::case());
}

#[test]
fn one_write_is_one_journal_row() {
    let dir = tempfile::tempdir().unwrap();
    let vault = full(dir.path());
    let actions: Vec<_> = vault
        .read(|r| r.journal(100))
        .unwrap()
        .into_iter()
        .rev()
        .map(|e| (e.seq, e.action, e.subjects.len()))
        .collect();
    let expected = [
        "vault_created",
        "case_begun",
        "contact_added",
        "contact_added",
        "contact_added",
        "import_saved",
        "money_recorded",
        "pack_added",
        "letter_written",
        "letter_sent",
    ];
    let counts = [0, 9, 1, 1, 1, 2, 17, 4, 2, 2];
    for (i, (seq, action, subjects)) in actions.into_iter().enumerate() {
        assert_eq!(seq, i64::try_from(i).unwrap() + 1);
        assert_eq!((action.as_str(), subjects), (expected[i], counts[i]));
    }
}

/// The checks in the tables must let every code of every vocabulary through.
#[test]
fn every_code_of_every_vocabulary_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let mut case = sample::case();
    let (party, person) = (case.parties.remove(0), case.people.remove(0));
    let (debt, number) = (case.debts.remove(0), case.numbers.remove(0));
    let (call, visit) = (case.contacts[0].clone(), case.contacts[1].clone());
    let mut written = Case::default();
    for role in PartyRole::ALL {
        written.parties.push(Party {
            id: PartyId::from(format!("x-{}", role.code()).as_str()),
            role: *role,
            ..party.clone()
        });
    }
    for relation in Relation::ALL {
        written.people.push(Person {
            id: PersonId::from(format!("x-{}", relation.code()).as_str()),
            relation: *relation,
            ..person.clone()
        });
    }
    for (n, lender_type) in LenderType::ALL.iter().enumerate() {
        let mut debt = Debt {
            id: DebtId::from(format!("x-{n}").as_str()),
            lender_type: *lender_type,
            stage: Stage::ALL[n % Stage::ALL.len()],
            currency: Currency::ALL[n % Currency::ALL.len()],
            jurisdiction: Jurisdiction::ALL[n % Jurisdiction::ALL.len()],
            ..debt.clone()
        };
        if let Some(rate) = &mut debt.rate {
            rate.per = [RatePeriod::Year, RatePeriod::Month, RatePeriod::Day][n % 3];
        }
        for link in &mut debt.chain {
            link.role = PartyRole::ALL[n % PartyRole::ALL.len()];
        }
        written.debts.push(debt);
    }
    for (n, kind) in NumberKind::ALL.iter().enumerate() {
        written.numbers.push(NumberEntry {
            number: Phone::parse(&format!("0100000100{n}")).unwrap(),
            kind: *kind,
            ..number.clone()
        });
    }
    for n in 0..Relation::ALL.len() {
        let from = if n % 2 == 0 { &call } else { &visit };
        let mut contact = Contact {
            id: ContactId::from(format!("x-{n}").as_str()),
            channel: Channel::ALL[n % Channel::ALL.len()],
            direction: Direction::ALL[n % Direction::ALL.len()],
            connection: Connection::ALL[n % Connection::ALL.len()],
            voice: Voice::ALL[n % Voice::ALL.len()],
            purpose: Purpose::ALL[n % Purpose::ALL.len()],
            refused: Tri::ALL[n % Tri::ALL.len()],
            conducts: Some(Conduct::ALL.to_vec()),
            disclosed: Some(Disclosure::ALL.to_vec()),
            ..from.clone()
        };
        contact.reached.relation = Relation::ALL[n];
        if let Some(visit) = &mut contact.visit {
            visit.place = VisitPlace::ALL[n % VisitPlace::ALL.len()];
        }
        written.contacts.push(contact);
    }
    vault
        .write("case_imported", now(), |w| {
            written.parties.iter().try_for_each(|p| w.put_party(p))?;
            written.people.iter().try_for_each(|p| w.put_person(p))?;
            written.debts.iter().try_for_each(|d| w.put_debt(d))?;
            written.numbers.iter().try_for_each(|n| w.put_number(n))?;
            w.add_contacts(&written.contacts)
        })
        .unwrap();
    let case = vault.read(|r| r.case()).unwrap();
    assert!(case.parties.ends_with(&written.parties));
    assert!(case.people.ends_with(&written.people));
    assert!(case.debts.ends_with(&written.debts));
    assert!(case.numbers.ends_with(&written.numbers));
    assert!(case.contacts.ends_with(&written.contacts));
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
}

/// Odd text that people and phones produce.
#[test]
fn odd_values_come_back_and_raise_no_false_alarm() {
    let dir = tempfile::tempdir().unwrap();
    let mut vault = full(dir.path());
    let mut written = Vec::new();
    for (n, printed) in [
        "+868613800000001",
        "0086008613800000001",
        "私人号码",
        "-1",
        "1",
        "",
        " +86 ",
    ]
    .into_iter()
    .enumerate()
    {
        let time = [
            "1990-01-01T00:00:00.123456789-11:30",
            "2099-12-31T23:59:60Z",
        ][n % 2];
        let mut contact = sample::call(&format!("x{n}"), time);
        contact.number = Some(Phone::from(printed.to_owned()));
        contact.said = Some(["\0", "\u{feff}\r\n", "'; DROP TABLE contacts; --"][n % 3].into());
        contact.claimed_identity = Some(String::new());
        written.push(contact);
    }
    vault
        .write("contacts_added", now(), |w| w.add_contacts(&written))
        .unwrap();
    let case = vault.read(|r| r.case()).unwrap();
    assert!(case.contacts.ends_with(&written));
    assert_eq!(
        serde_json::to_string(&case.contacts[4..]).unwrap(),
        serde_json::to_string(&written).unwrap()
    );
    assert_eq!(vault.read(|r| r.verify_journal()).unwrap(), Verified::Sound);
}
