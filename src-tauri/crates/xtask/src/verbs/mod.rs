//! The one list of verbs; each has a file of its own.

mod bench;
mod bindings;
mod bundle;
mod docx;
mod fonts;
mod golden;
mod look;
mod new;
mod packs;
mod pdf;
mod run;
mod test;
mod xlsx;

use crate::Outcome;

/// One thing the tool can do.
pub(crate) struct Verb {
    pub(crate) name: &'static str,
    /// What may follow the name, as shown in the help.
    pub(crate) words: &'static str,
    pub(crate) help: &'static str,
    pub(crate) run: fn(&[String]) -> Outcome,
}

/// Every verb, in the order of the help.
pub(crate) const VERBS: &[Verb] = &[
    Verb {
        name: "run",
        words: "",
        help: "install what is missing, build, open the window",
        run: run::run,
    },
    Verb {
        name: "test",
        words: "[--lane NAME]…",
        help: "install what is missing, run every lane or the named ones",
        run: test::run,
    },
    Verb {
        name: "bindings",
        words: "",
        help: "write ui/src/ipc/generated from the list of commands",
        run: bindings::run,
    },
    Verb {
        name: "packs",
        words: "",
        help: "check every rule pack and the procedures, write docs/rules.md, procedures.md",
        run: packs::run,
    },
    Verb {
        name: "golden",
        words: "",
        help: "accept the letters as they are now; look at the pages first",
        run: golden::run,
    },
    Verb {
        name: "new",
        words: "rule|letter|screen …",
        help: "the files a new one starts from",
        run: new::run,
    },
    Verb {
        name: "look",
        words: "",
        help: "pictures of every screen in both languages, in target/look",
        run: look::run,
    },
    Verb {
        name: "bench",
        words: "[NAME]",
        help: "measure, print, judge nothing",
        run: bench::run,
    },
    Verb {
        name: "bundle",
        words: "",
        help: "Debian and RPM packages, in target/release/bundle",
        run: bundle::run,
    },
    Verb {
        name: "fonts",
        words: "",
        help: "copy the letters' fonts to target/fonts",
        run: fonts::run,
    },
];
