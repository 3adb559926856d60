//! All whole-product tests.
