//! Writes contacts into a vault until it is killed, and prints the id of each
//! once it is acknowledged. `writer DIR PASSPHRASE` creates the vault when
//! there is none. For the test that kills it in the middle.

use std::error::Error;
use std::io::Write;
use std::path::Path;

use domain::{Channel, Contact, ContactId, Direction, Instant};
use store::{Kdf, Vault};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(dir), Some(passphrase)) = (arguments.next(), arguments.next()) else {
        return Err("usage: writer DIR PASSPHRASE".into());
    };
    let dir = Path::new(&dir);
    let at: Instant = "2026-03-01T12:00:00+08:00".parse()?;
    let mut vault = if Vault::exists(dir) {
        Vault::open(dir, &passphrase, at)?
    } else {
        let cheap = Kdf {
            memory_kib: 64,
            passes: 1,
            lanes: 1,
        };
        let mut random = |bytes: &mut [u8]| {
            // A source that fails leaves zeros, which the store refuses.
            let _ = getrandom::fill(bytes);
        };
        Vault::create(dir, &passphrase, cheap, &mut random, at)?.0
    };
    let written = vault.read(|r| r.case())?.contacts.len();
    let mut out = std::io::stdout().lock();
    for number in written.. {
        let id = ContactId(format!("c{number}"));
        let mut contact = Contact::new(id, Channel::Sms, Direction::Incoming, at);
        contact.said = Some("一条示例短信。".repeat(number % 600));
        vault.write("contact_added", at, |w| w.add_contact(&contact))?;
        writeln!(out, "{}", contact.id)?;
        out.flush()?;
        if number % 25 == 24 {
            vault.backup(at)?;
        }
    }
    Ok(())
}
