//! The journal's chain, checked without what its rows record.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::hash::{Sha256Hex, hex, sha256};
use crate::manifest::{ChainRow, Disclosed};
use crate::report::{Finding, FindingCode};

/// What the first row of a vault names as the one before it.
const NOTHING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

impl ChainRow {
    /// What its hash has to be.
    pub fn expected_hash(&self) -> Sha256Hex {
        let seq = self.seq.to_string();
        let mut digest = Sha256::new();
        for field in [
            "mingzhang-journal/1",
            &self.prev,
            &seq,
            &self.at,
            &self.action,
            &self.payload_sha256,
        ] {
            digest.update((field.len() as u64).to_be_bytes());
            digest.update(field);
        }
        hex(&digest.finalize())
    }
}

/// Everything that does not fit in a chain and in what is disclosed of it.
pub(crate) fn check(rows: &[ChainRow], disclosed: &[Disclosed]) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut at = |code, seq| found.push(Finding::row(code, seq));
    match rows.first() {
        None => at(FindingCode::ChainEmpty, 0),
        Some(first) if first.seq == 1 && first.prev != NOTHING => at(FindingCode::ChainStart, 1),
        Some(_) => {}
    }
    for row in rows {
        if row.hash != row.expected_hash() {
            at(FindingCode::ChainRow, row.seq);
        }
    }
    for pair in rows.windows(2) {
        if pair[0].seq.checked_add(1) != Some(pair[1].seq) {
            at(FindingCode::ChainGap, pair[1].seq);
        }
        if pair[1].prev != pair[0].hash {
            at(FindingCode::ChainLink, pair[1].seq);
        }
    }
    let by_seq: BTreeMap<u64, &ChainRow> = rows.iter().map(|row| (row.seq, row)).collect();
    for shown in disclosed {
        match by_seq.get(&shown.seq) {
            None => at(FindingCode::DisclosedUnknown, shown.seq),
            Some(row) if row.payload_sha256 != sha256(shown.payload.as_bytes()) => {
                at(FindingCode::PayloadDiffers, shown.seq);
            }
            Some(_) => {}
        }
    }
    found
}
