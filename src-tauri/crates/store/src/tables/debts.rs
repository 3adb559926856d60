//! Debts, each with its chain of holders and its stated balances: two tables
//! that have no life of their own and are written with the debt.

use std::collections::HashMap;

use domain::{Assignment, Balance, Debt, DebtId, Rate};
use rusqlite::Connection;
use rusqlite::types::Value;

use super::cell::{Cells, cells};
use super::{Record, Table, select};
use crate::Result;

impl Record for Debt {
    const KIND: &'static str = "debt";
    const TABLES: &'static [Table] = &[
        Table {
            name: "debts",
            columns: &[
                "id",
                "lender",
                "lender_type",
                "product",
                "contract_no",
                "opened",
                "overdue_since",
                "currency",
                "principal",
                "rate_percent",
                "rate_per",
                "penalty_terms",
                "online",
                "stage",
                "note",
                "jurisdiction",
                "credit_reported_on",
            ],
            key: 1,
            replace: true,
        },
        Table {
            name: "assignments",
            columns: &[
                "debt",
                "place",
                "party",
                "role",
                "from_day",
                "to_day",
                "authorisation_shown",
                "told_in_advance",
                "on_published_list",
            ],
            key: 2,
            replace: true,
        },
        Table {
            name: "balances",
            columns: &[
                "debt",
                "place",
                "as_of",
                "principal",
                "interest",
                "penalty",
                "fee",
                "said_by",
            ],
            key: 2,
            replace: true,
        },
    ];

    fn key(&self) -> &str {
        self.id.as_str()
    }

    fn rows(&self, _: i64) -> Vec<(usize, Vec<Value>)> {
        let debt = cells![
            self.id,
            self.lender,
            self.lender_type,
            self.product,
            self.contract_no,
            self.opened,
            self.overdue_since,
            self.currency,
            self.principal,
            self.rate.map(|rate| rate.percent),
            self.rate.map(|rate| rate.per),
            self.penalty_terms,
            self.online,
            self.stage,
            self.note,
            self.jurisdiction,
            self.credit_reported_on,
        ];
        let chain = (0i64..).zip(&self.chain).map(|(place, link)| {
            let cells = cells![
                self.id,
                place,
                link.party,
                link.role,
                link.from,
                link.to,
                link.authorisation_shown,
                link.told_in_advance,
                link.on_published_list,
            ];
            (1, cells)
        });
        let balances = (0i64..).zip(&self.balances).map(|(place, balance)| {
            let cells = cells![
                self.id,
                place,
                balance.as_of,
                balance.principal,
                balance.interest,
                balance.penalty,
                balance.fee,
                balance.said_by,
            ];
            (2, cells)
        });
        std::iter::once((0, debt))
            .chain(chain)
            .chain(balances)
            .collect()
    }

    fn read(cells: &mut Cells<'_>) -> Result<Self> {
        Ok(Self {
            id: cells.take()?,
            lender: cells.take()?,
            lender_type: cells.take()?,
            product: cells.take()?,
            contract_no: cells.take()?,
            opened: cells.take()?,
            overdue_since: cells.take()?,
            currency: cells.take()?,
            principal: cells.take()?,
            rate: Option::zip(cells.take()?, cells.take()?)
                .map(|(percent, per)| Rate { percent, per }),
            penalty_terms: cells.take()?,
            online: cells.take()?,
            stage: cells.take()?,
            chain: Vec::new(),
            balances: Vec::new(),
            note: cells.take()?,
            jurisdiction: cells.take()?,
            credit_reported_on: cells.take()?,
        })
    }
}

/// All debts, each with its chain and balances.
pub(crate) fn whole(conn: &Connection) -> Result<Vec<Debt>> {
    let mut chains = dependent(conn, 1, |cells| {
        Ok(Assignment {
            party: cells.take()?,
            role: cells.take()?,
            from: cells.take()?,
            to: cells.take()?,
            authorisation_shown: cells.take()?,
            told_in_advance: cells.take()?,
            on_published_list: cells.take()?,
        })
    })?;
    let mut balances = dependent(conn, 2, |cells| {
        Ok(Balance {
            as_of: cells.take()?,
            principal: cells.take()?,
            interest: cells.take()?,
            penalty: cells.take()?,
            fee: cells.take()?,
            said_by: cells.take()?,
        })
    })?;
    let mut debts: Vec<Debt> = super::all(conn)?;
    for debt in &mut debts {
        debt.chain = chains.remove(&debt.id).unwrap_or_default();
        debt.balances = balances.remove(&debt.id).unwrap_or_default();
    }
    Ok(debts)
}

/// The rows of a dependent table by debt.
fn dependent<T>(
    conn: &Connection,
    table: usize,
    read: impl Fn(&mut Cells<'_>) -> Result<T>,
) -> Result<HashMap<DebtId, Vec<T>>> {
    let rows = select(
        conn,
        &Debt::TABLES[table],
        "ORDER BY debt, place",
        [],
        |cells| {
            let debt = cells.take()?;
            cells.skip(1);
            Ok((debt, read(cells)?))
        },
    )?;
    let mut by_debt: HashMap<DebtId, Vec<T>> = HashMap::new();
    for (debt, row) in rows {
        by_debt.entry(debt).or_default().push(row);
    }
    Ok(by_debt)
}
