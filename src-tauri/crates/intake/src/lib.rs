//! Export files of phones and carriers, read into contact rows with provenance.
