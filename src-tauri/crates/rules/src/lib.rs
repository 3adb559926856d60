//! Law as dated data, and the closed set of checks that read it.
