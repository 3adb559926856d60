//! Does a rule cover a debt? Decided once per rule and debt.

use domain::{Debt, FactKey, LenderType, Tri};

use super::answers::About;
use super::finding::Why;
use super::known::Known;
use super::record::Record;
use crate::packs::{Force, Membership, Pack, Rule, Scope};

/// Whether a rule covers a debt.
#[derive(Clone, Copy, Debug)]
pub(crate) enum DebtScope {
    /// It does not.
    Out(Why),
    /// It does, or may.
    In(Known),
}

impl DebtScope {
    pub(crate) fn of<'a>(pack: &Pack, rule: &Rule, debt: &'a Debt, record: &Record<'a>) -> Self {
        if debt.jurisdiction.code() != pack.jurisdiction {
            return Self::Out(Why::Jurisdiction);
        }
        let lenders = &rule.scope.lenders;
        if !lenders.is_empty() && !lenders.contains(&debt.lender_type) {
            return Self::Out(Why::LenderType);
        }
        // Financial regulation, standards and conventions address
        // institutions; only the law itself reaches a private lender.
        if debt.lender_type == LenderType::PrivateLender
            && !matches!(rule.force, Force::Law | Force::Judicial)
        {
            return Self::Out(Why::LenderType);
        }
        let network = if rule.scope.network_credit {
            network_credit(debt, record)
        } else {
            Known::Yes
        };
        if network.is_no() {
            return Self::Out(Why::NotNetworkCredit);
        }
        let member = rule
            .scope
            .member_of
            .map_or(Known::Yes, |of| membership(of, debt, record));
        if member.is_no() {
            return Self::Out(Why::NotMember);
        }
        Self::In(network.and(member))
    }
}

impl Scope {
    /// Is more asked of the debt than its kind of lender?
    pub(crate) fn limited(&self) -> bool {
        self.network_credit || self.member_of.is_some()
    }
}

/// What the row says, then what was answered, then what the kind of lender
/// settles by itself.
fn network_credit<'a>(debt: &'a Debt, record: &Record<'a>) -> Known {
    let answered = || {
        record
            .answers
            .tri(FactKey::IsNetworkCredit, [About::Debt(debt.id.as_str())])
    };
    let tri = if debt.online == Tri::Unknown {
        answered()
    } else {
        debt.online
    };
    match (tri, debt.lender_type) {
        (Tri::Yes, _) => Known::Yes,
        (Tri::No, _) => Known::No,
        (Tri::Unknown, LenderType::BankInternetLoan | LenderType::FacilitationPlatform) => {
            Known::Yes
        }
        (
            Tri::Unknown,
            LenderType::BankCard | LenderType::BankConsumerLoan | LenderType::PrivateLender,
        ) => Known::No,
        (Tri::Unknown, LenderType::ConsumerFinance | LenderType::MicroLoan | LenderType::Other) => {
            Known::ask(FactKey::IsNetworkCredit)
        }
    }
}

fn membership<'a>(of: Membership, debt: &'a Debt, record: &Record<'a>) -> Known {
    let lender = record.party(&debt.lender);
    let (key, held) = match of {
        Membership::Cba => (FactKey::CbaMember, lender.map(|p| p.cba_member)),
        Membership::Nifa => (FactKey::NifaMember, lender.map(|p| p.nifa_member)),
    };
    let answered = || {
        record
            .answers
            .tri(key, [About::Party(debt.lender.as_str())])
    };
    let tri = held
        .filter(|tri| *tri != Tri::Unknown)
        .unwrap_or_else(answered);
    Known::from_tri(tri, key)
}
