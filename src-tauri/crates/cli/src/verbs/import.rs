//! `import`: what an exported log holds, with provenance. Nothing is saved.

use std::path::Path;

use domain::{Contact, ContactId, Source};
use intake::{FileRead, Flow, PaymentRow, ReadRow, Reject, Row};
use serde_json::json;

use super::print_json;
use crate::args::{Format, Import};
use crate::outcome::{Failure, Outcome, Result};
use crate::words;

pub(crate) fn import(request: &Import) -> Result {
    let mut contacts: Vec<Contact> = Vec::new();
    let mut payments: Vec<(PaymentRow, Source)> = Vec::new();
    let mut rejects: Vec<(String, Reject)> = Vec::new();
    for path in &request.files {
        let (summary, rows, paid, refused) = read(path)?;
        if request.format == Format::Text {
            say!("{}", words::file_line(&summary));
        }
        for row in rows {
            let id = ContactId::from(format!(
                "{}-{}",
                summary.sha256.get(..8).unwrap_or(""),
                row.position
            ));
            contacts.push(row.into_contact(id, &summary));
        }
        payments.extend(paid.into_iter().map(|payment| {
            let source = payment.source(&summary);
            (payment, source)
        }));
        rejects.extend(
            refused
                .into_iter()
                .map(|reject| (summary.file.clone(), reject)),
        );
    }
    match request.format {
        Format::Text => {
            for contact in &contacts {
                say!("{}", words::contact_line(contact));
            }
            for (payment, _) in &payments {
                say!("{}", words::payment_line(payment));
            }
            for (file, reject) in &rejects {
                say!("{}", words::reject_line(file, reject));
            }
        }
        Format::Json => {
            let rejects: Vec<_> = rejects
                .iter()
                .map(|(file, reject)| {
                    json!({
                        "file": file,
                        "position": reject.position,
                        "code": reject.code.code(),
                        "field": reject.field,
                        "message": words::reject(reject),
                    })
                })
                .collect();
            let payments: Vec<_> = payments
                .iter()
                .map(|(payment, source)| json!({ "payment": payment, "source": source }))
                .collect();
            print_json(&json!({ "rows": contacts, "payments": payments, "rejects": rejects }))?;
        }
    }
    Ok(Outcome::Done)
}

type Read = (FileRead, Vec<ReadRow>, Vec<PaymentRow>, Vec<Reject>);

fn read(path: &Path) -> std::result::Result<Read, Failure> {
    let mut rows = Vec::new();
    let mut payments = Vec::new();
    let mut rejects = Vec::new();
    let summary = intake::read_file(path, &[], &mut |_| Flow::Go, &mut |row| match row {
        Row::Read(read) => rows.push(*read),
        Row::Payment(payment) => payments.push(*payment),
        Row::Reject(reject) => rejects.push(reject),
    })
    .map_err(|error| Failure::input(words::intake_error(&error)))?;
    Ok((summary, rows, payments, rejects))
}
