//! Prints what a vault of N contacts costs: `vault [N]`, in a release build.

#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use std::error::Error;
use std::time::Instant as Clock;

use domain::{Channel, Contact, ContactId, Direction, Instant, Phone, Source};
use store::{Kdf, Vault};

fn main() -> Result<(), Box<dyn Error>> {
    let count: i64 = std::env::args().nth(1).map_or(Ok(10_000), |n| n.parse())?;
    let folder = tempfile::tempdir()?;
    let dir = folder.path();
    let passphrase = "invented passphrase";
    let start: Instant = "2024-01-01T08:00:00+08:00".parse()?;
    let contacts: Vec<Contact> = (0..count)
        .map(|n| {
            let id = ContactId::from(format!("c{n:08}"));
            let at = start + chrono::Duration::minutes(n * 13);
            let mut contact = Contact::new(id, Channel::Call, Direction::Incoming, at);
            contact.number = Phone::parse(&format!("1380000{:04}", n % 50));
            contact.duration_s = Some(30);
            contact.conducts = (n % 10 == 0).then(Vec::new);
            contact.source = Some(Source {
                kind: domain::SourceKind::PhoneLog,
                file: "calls.xml".to_owned(),
                sha256: "ab".repeat(32),
                position: u32::try_from(n).unwrap_or(0),
                raw: format!("<call number=\"1380000{:04}\" duration=\"30\" />", n % 50),
            });
            contact
        })
        .collect();
    let mut random = |bytes: &mut [u8]| {
        let _ = getrandom::fill(bytes);
    };
    let clock = Clock::now();
    let told =
        |what: &str, clock: Clock| println!("{what:<32}{:>8} ms", clock.elapsed().as_millis());
    let (mut vault, _) = Vault::create(dir, passphrase, Kdf::default(), &mut random, start)?;
    told("create", clock);
    let clock = Clock::now();
    vault.write("import_saved", start, |w| w.add_contacts(&contacts))?;
    told("write all in one entry", clock);
    for _ in 0..2 {
        let clock = Clock::now();
        let case = vault.read(|r| r.case())?;
        told(&format!("case of {}", case.contacts.len()), clock);
    }
    let clock = Clock::now();
    for n in 0..20 {
        let id = ContactId::from(format!("x{n}"));
        let contact = Contact::new(id, Channel::Sms, Direction::Incoming, start);
        vault.write("contact_added", start, |w| w.add_contact(&contact))?;
    }
    told("add twenty contacts, one by one", clock);
    let clock = Clock::now();
    let verified = vault.read(|r| r.verify_journal())?;
    told(&format!("verify: {verified:?}"), clock);
    let clock = Clock::now();
    let backup = vault.backup(start)?;
    told(&format!("backup of {} KiB", backup.bytes / 1024), clock);
    vault.close()?;
    let clock = Clock::now();
    let vault = Vault::open(dir, passphrase, start)?;
    told("open", clock);
    vault.close()?;
    Ok(())
}
