//! The wire: one list of commands, their types, error codes and the router.
