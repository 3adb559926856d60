//! `schema`: the documented form of the exchange files.

use domain::Case;

use super::print_json;
use crate::args::{Schema, SchemaOf};
use crate::outcome::{Outcome, Result};

pub(crate) fn schema(request: &Schema) -> Result {
    match request.what {
        SchemaOf::Case => print_json(&schemars::schema_for!(Case))?,
        SchemaOf::Proof => print_json(&schemars::schema_for!(proof::Manifest))?,
        SchemaOf::ProofReport => print_json(&schemars::schema_for!(proof::Report))?,
    }
    Ok(Outcome::Done)
}
