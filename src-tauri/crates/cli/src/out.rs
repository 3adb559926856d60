//! What is printed. Whoever reads it may have read enough (`mingzhang-cli … | head`), which
//! is no fault: the run ends there.

use std::fmt::Arguments;
use std::io::{self, ErrorKind, Write};
use std::process::exit;

/// The exit code of a program whose reader went away, as the shell gives it.
const NOBODY_READS: i32 = 141;

/// Prints one line.
macro_rules! say {
    ($($words:tt)*) => { $crate::out::put(format_args!("{}\n", format_args!($($words)*))) };
}

/// Prints text as it is.
macro_rules! put {
    ($($words:tt)*) => { $crate::out::put(format_args!($($words)*)) };
}

/// Writes to the output, or ends the run: nothing more can be said there.
pub(crate) fn put(words: Arguments<'_>) {
    let Err(error) = io::stdout().lock().write_fmt(words) else {
        return;
    };
    if error.kind() == ErrorKind::BrokenPipe {
        exit(NOBODY_READS);
    }
    // The system's own words: they tell what is wrong with the place it goes to.
    eprintln!("写不出来 / cannot write: {error}");
    exit(2);
}
