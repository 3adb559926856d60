//! What the record holds of one debt's money, in the form the computations take.

use domain::{
    Account, AccountEntry, Balance, Case, ChargeKind, Day, Debt, DebtId, EntryKind, Jurisdiction,
    LedgerEntry, LimitationEvent, LimitationEventKind, Money, Parts, PartyId, Payment,
};
use money::{AccountBalance, BalanceRequest, MoneyCode, MoneyError};

use super::{AccountProblem, AccountSection, BalanceFrom, EntryRow, EventRow};

/// The account of one debt as it stands in the record.
pub(crate) struct Books<'c> {
    pub(crate) case: &'c Case,
    pub(crate) debt: &'c Debt,
    pub(crate) account: Account,
    /// By day; on one day what was charged comes before what was paid.
    pub(crate) rows: Vec<EntryRow>,
}

impl<'c> Books<'c> {
    /// The account of a debt; `None` for a debt that is not there.
    pub(crate) fn of(case: &'c Case, id: &DebtId) -> Option<Self> {
        let debt = case.debt(id)?;
        let account = case.account(id).cloned().unwrap_or_else(|| {
            // Until terms are written down, those of the register hold.
            let mut account = Account::new(id.clone());
            account.terms.rate = debt.rate;
            account
        });
        let entries = case.entries.iter().filter(|e| e.debt == *id).map(entry_row);
        let payments = case.payments.iter().filter(|p| p.debt == *id);
        let mut rows: Vec<EntryRow> = entries.chain(payments.map(payment_row)).collect();
        rows.sort_by_key(|row| (row.entry.day, row.entry.kind == EntryKind::Payment));
        Some(Self {
            case,
            debt,
            account,
            rows,
        })
    }

    /// The account as the balance is computed from it.
    pub(crate) fn request(&self, days: Vec<Day>, working: bool) -> BalanceRequest {
        BalanceRequest {
            terms: self.account.terms.clone(),
            entries: self.rows.iter().map(|row| row.entry.clone()).collect(),
            days,
            working,
        }
    }

    /// Our balance on a day.
    ///
    /// # Errors
    /// As [`money::balance`].
    pub(crate) fn balance(&self, day: Day) -> Result<AccountBalance, MoneyError> {
        let answer = money::balance(&self.request(vec![day], false))?;
        answer
            .balances
            .into_iter()
            .next()
            .ok_or_else(|| MoneyError::at("days", MoneyCode::Required))
    }

    /// The newest figure that somebody else stated, else the newest of all, not
    /// later than a day.
    pub(crate) fn stated(&self, day: Day) -> Option<&'c Balance> {
        let upto = || self.debt.balances.iter().filter(|b| b.as_of <= day);
        let newest = |balances: &mut dyn Iterator<Item = &'c Balance>| {
            balances.max_by_key(|balance| balance.as_of)
        };
        newest(&mut upto().filter(|b| b.said_by.is_some())).or_else(|| newest(&mut upto()))
    }

    /// Day the contract was made: as registered, else the first disbursement.
    pub(crate) fn contract_day(&self) -> Option<Day> {
        self.debt.opened.or_else(|| {
            let handed = |row: &&EntryRow| row.entry.kind == EntryKind::Disbursement;
            self.rows.iter().find(handed).map(|row| row.entry.day)
        })
    }

    /// The figures of law that are collected are those of mainland China.
    ///
    /// # Errors
    /// `not_covered` at `jurisdiction` for a debt elsewhere.
    pub(crate) fn under_chinese_law(&self) -> Result<(), MoneyError> {
        match self.debt.jurisdiction {
            Jurisdiction::Cn => Ok(()),
            _ => Err(MoneyError::at("jurisdiction", MoneyCode::NotCovered)),
        }
    }

    /// What may have moved the limitation: what was entered, every payment and
    /// every agreement, by day.
    pub(crate) fn events(&self) -> Vec<EventRow> {
        let entered = self
            .case
            .limitation
            .iter()
            .filter(|r| r.debt == self.debt.id);
        let entered = entered.map(|record| EventRow {
            id: Some(record.id.clone()),
            event: record.event.clone(),
        });
        let follows = |day, kind, evidence: &Option<String>| EventRow {
            id: None,
            event: LimitationEvent {
                day,
                kind,
                until: None,
                evidence: evidence.clone(),
            },
        };
        let payments = self.case.payments.iter().filter(|p| p.debt == self.debt.id);
        let payments =
            payments.map(|p| follows(p.paid_on, LimitationEventKind::PartPayment, &p.evidence));
        let agreements = self
            .case
            .agreements
            .iter()
            .filter(|a| a.debt == self.debt.id);
        let agreements = agreements
            .map(|a| follows(a.agreed_on, LimitationEventKind::NewAgreement, &a.evidence));
        let mut events: Vec<EventRow> = entered.chain(payments).chain(agreements).collect();
        events.sort_by_key(|row| row.event.day);
        events
    }

    /// Problems of a computation, with the entries they are about.
    pub(crate) fn problems(
        &self,
        section: AccountSection,
        error: MoneyError,
    ) -> impl Iterator<Item = AccountProblem> {
        error.problems.into_iter().map(move |problem| {
            let row = position(&problem.field, "entries").and_then(|at| self.rows.get(at));
            AccountProblem {
                section,
                entry: row.map(|row| row.id.clone()),
                field: problem.field,
                code: problem.code,
            }
        })
    }
}

/// The number in `list[3].field`.
fn position(field: &str, list: &str) -> Option<usize> {
    let rest = field.strip_prefix(list)?.strip_prefix('[')?;
    rest.split_once(']')?.0.parse().ok()
}

pub(super) fn entry_row(entry: &LedgerEntry) -> EntryRow {
    EntryRow {
        id: entry.id.to_string(),
        entry: entry.entry.clone(),
        charge: entry.charge,
        payee: None,
    }
}

pub(super) fn payment_row(payment: &Payment) -> EntryRow {
    EntryRow {
        id: payment.id.to_string(),
        entry: AccountEntry {
            day: payment.paid_on,
            kind: EntryKind::Payment,
            amount: Some(payment.amount),
            part: None,
            rate: None,
            evidence: payment.evidence.clone(),
        },
        charge: None,
        payee: payment.payee.clone(),
    }
}

/// Our figures as a lender states them: penalty interest and liquidated damages
/// are one line there.
pub(super) fn as_stated(balance: &AccountBalance) -> Parts {
    Parts {
        principal: balance.principal,
        interest: balance.interest,
        penalty: balance.penalty.plus(balance.damages),
        damages: Money::ZERO,
        fee: balance.fee,
    }
}

/// A stated figure as parts.
pub(super) fn parts_of(balance: &Balance) -> Parts {
    Parts {
        principal: balance.principal,
        interest: balance.interest,
        penalty: balance.penalty,
        damages: Money::ZERO,
        fee: balance.fee,
    }
}

/// What is owed on a debt, and on whose word.
pub(crate) struct Owed {
    pub(crate) parts: Parts,
    /// The day the figure is for: that of the question for our own account, that
    /// of the statement for a stated one.
    pub(crate) day: Day,
    pub(crate) from: BalanceFrom,
    /// Who stated it; none for our account and for the borrower.
    pub(crate) said_by: Option<PartyId>,
}

/// What is owed on a debt: by our account if there is one, else as it was last
/// stated.
pub(crate) fn balance_of(books: &Books<'_>, day: Day) -> Option<Owed> {
    if let Ok(balance) = books.balance(day) {
        let parts = Parts {
            principal: balance.principal,
            interest: balance.interest,
            penalty: balance.penalty,
            damages: balance.damages,
            fee: balance.fee,
        };
        return Some(Owed {
            parts,
            day,
            from: BalanceFrom::Account,
            said_by: None,
        });
    }
    let newest = books.debt.balances.iter().filter(|b| b.as_of <= day);
    let newest = newest.max_by_key(|balance| balance.as_of)?;
    Some(Owed {
        parts: parts_of(newest),
        day: newest.as_of,
        from: BalanceFrom::Stated,
        said_by: newest.said_by.clone(),
    })
}

/// What a fee in the account is for; other charges by their kind.
pub(super) fn charge_kind(row: &EntryRow) -> Option<ChargeKind> {
    match row.entry.kind {
        EntryKind::Fee | EntryKind::UpfrontFee => {
            Some(row.charge.unwrap_or(ChargeKind::ServiceFee))
        }
        _ => None,
    }
}
