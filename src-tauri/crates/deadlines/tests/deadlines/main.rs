//! Deadlines as their callers see them.
