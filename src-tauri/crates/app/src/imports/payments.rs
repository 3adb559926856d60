//! Payments of the files: which are known, and whose debt each may have been for.
//! A suggestion is a name that was found in the words of the source, no more.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::{Case, Day, DebtId, Money, Payment, PaymentId};
use intake::{PaymentFlow, PaymentRow, PaymentState};

use super::{FilesRead, PaymentChoice};

/// Words at the end of a company's name that tell nobody which company it is.
const COMPANY: &[&str] = &["有限责任公司", "股份有限公司", "有限公司", "公司"];
/// A shorter name would be found in anything.
const SHORTEST: usize = 3;

/// What there is to choose from.
pub(super) struct Choices {
    pub(super) rows: Vec<PaymentChoice>,
    pub(super) total: u32,
    pub(super) same: u32,
}

/// The payments that went through and are not in the record, those with a
/// suggestion first, then the newest; `most` of them.
pub(super) fn choices(case: &Case, read: &FilesRead, most: usize) -> Choices {
    let names = names(case);
    let known = Known::of(&case.payments);
    let mut same = 0;
    let mut rows = Vec::new();
    for (index, file, row) in all(read) {
        if known.record(&file.summary.sha256, row) {
            same += 1;
        } else if went_through(row) {
            let (suggested, because) = suggest(&names, row);
            rows.push(PaymentChoice {
                index,
                file: file.summary.file.clone(),
                row: row.clone(),
                suggested,
                because,
                existing: known.alike(row),
            });
        }
    }
    rows.sort_by_key(|choice| {
        let incoming = choice.row.flow == PaymentFlow::In;
        let day = std::cmp::Reverse(choice.row.day);
        (choice.because.is_none(), incoming, day, choice.index)
    });
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    rows.truncate(most);
    Choices { rows, total, same }
}

/// Every payment of the files with its index.
pub(super) fn all(
    read: &FilesRead,
) -> impl Iterator<Item = (u32, &super::read::OneFile, &PaymentRow)> {
    let rows = read
        .files
        .iter()
        .flat_map(|file| file.payments.iter().map(move |row| (file, row)));
    (0..)
        .zip(rows)
        .map(|(index, (file, row))| (index, file, row))
}

/// As it is kept. `None`: all of it came back.
pub(super) fn payment(
    id: PaymentId,
    debt: DebtId,
    file: &super::read::OneFile,
    row: &PaymentRow,
) -> Option<Payment> {
    let amount = paid(row);
    (amount > Money::ZERO).then(|| {
        let source = row.source(&file.summary);
        Payment {
            id,
            debt,
            paid_on: row.day,
            amount,
            payee: row.counterparty.clone(),
            evidence: Some(format!("{} #{}", source.file, source.position)),
            source: Some(source),
        }
    })
}

/// What stayed with the other side.
fn paid(row: &PaymentRow) -> Money {
    row.refunded
        .map_or(row.amount, |back| row.amount.minus(back))
}

/// Did money move, as far as the source says?
pub(super) fn went_through(row: &PaymentRow) -> bool {
    let moved = match row.state {
        PaymentState::Settled | PaymentState::PartlyRefunded | PaymentState::Unknown => true,
        PaymentState::Refunded
        | PaymentState::Refund
        | PaymentState::Failed
        | PaymentState::Pending => false,
    };
    moved && paid(row) > Money::ZERO
}

/// The names of whoever lent or collects each debt.
fn names(case: &Case) -> Vec<(String, String, DebtId)> {
    let mut names = Vec::new();
    for debt in &case.debts {
        let chain = debt.chain.iter().map(|link| &link.party);
        for party in chain.chain([&debt.lender]) {
            if let Some(party) = case.party(party) {
                let plain = plain(&party.name);
                if plain.chars().count() >= SHORTEST {
                    names.push((plain, party.name.clone(), debt.id.clone()));
                }
            }
        }
    }
    names
}

/// The debt whose lender or collector is named, if it is one alone, and the name.
fn suggest(
    names: &[(String, String, DebtId)],
    row: &PaymentRow,
) -> (Option<DebtId>, Option<String>) {
    let words: Vec<String> = [&row.counterparty, &row.memo]
        .into_iter()
        .flatten()
        .map(|text| plain(text))
        .collect();
    let named = |name: &str| {
        words.iter().any(|words| {
            let part = words.chars().count() >= SHORTEST && name.contains(words.as_str());
            words.contains(name) || part
        })
    };
    let found: Vec<_> = names.iter().filter(|(name, ..)| named(name)).collect();
    let debts: BTreeSet<&DebtId> = found.iter().map(|(_, _, debt)| debt).collect();
    let only = match debts.len() {
        1 => debts.first().map(|debt| (*debt).clone()),
        _ => None,
    };
    (only, found.first().map(|(_, name, _)| name.clone()))
}

/// Without spaces, brackets and the words every company has.
fn plain(name: &str) -> String {
    let mut name: String = name
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    for word in COMPANY {
        if let Some(rest) = name.strip_suffix(word) {
            name = rest.to_owned();
            break;
        }
    }
    name
}

/// The payments of the record.
struct Known<'c> {
    places: HashSet<(&'c str, u32)>,
    records: HashSet<(&'c str, Day)>,
    alike: HashMap<(Day, Money), &'c PaymentId>,
}

impl<'c> Known<'c> {
    fn of(payments: &'c [Payment]) -> Self {
        let sources = || {
            let all = payments.iter();
            all.filter_map(|payment| Some((payment, payment.source.as_ref()?)))
        };
        Self {
            places: sources()
                .map(|(_, source)| (source.sha256.as_str(), source.position))
                .collect(),
            records: sources()
                .map(|(payment, source)| (source.raw.as_str(), payment.paid_on))
                .collect(),
            alike: payments
                .iter()
                .map(|payment| ((payment.paid_on, payment.amount), &payment.id))
                .collect(),
        }
    }

    /// Is this very record kept, from this file or from another that holds it?
    fn record(&self, sha256: &str, row: &PaymentRow) -> bool {
        self.places.contains(&(sha256, row.position))
            || self.records.contains(&(row.raw.as_str(), row.day))
    }

    fn alike(&self, row: &PaymentRow) -> Option<PaymentId> {
        self.alike
            .get(&(row.day, paid(row)))
            .map(|id| (*id).clone())
    }
}
