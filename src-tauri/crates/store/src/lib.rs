//! The vault: one encrypted database and its key file.
