//! `verify.html`: one page that checks a pack in the reader's browser. Its parts
//! are files of their own beside this crate's sources; here they become one.
//!
//! The page may load nothing: its policy allows this very script and this very
//! style, by their hashes, and no connection at all.

use std::sync::LazyLock;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::words;

const PAGE: &str = include_str!("../verifier/page.html");
const STYLE: &str = include_str!("../verifier/style.css");
const SCRIPTS: [&str; 5] = [
    include_str!("../verifier/sha256.js"),
    include_str!("../verifier/source.js"),
    include_str!("../verifier/zip.js"),
    include_str!("../verifier/check.js"),
    include_str!("../verifier/page.js"),
];

/// The page, whole.
pub fn verifier() -> &'static str {
    static WHOLE: LazyLock<String> = LazyLock::new(|| {
        let script = format!(
            "'use strict';\nconst WORDS = {};\n{}",
            words::FILE.trim_end(),
            SCRIPTS.join("\n")
        );
        PAGE.replace("{style_hash}", &hash(STYLE))
            .replace("{script_hash}", &hash(&script))
            .replace("{style}", STYLE)
            .replace("{script}", &script)
    });
    &WHOLE
}

/// The hash of an inline element, as a content security policy names it.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_stands_alone() {
        let page = verifier();
        assert!(page.contains("default-src 'none'; script-src 'sha256-"));
        for outside in [
            "http://", "https://", "src=", "href=", "@import", "url(", "{script", "{style",
        ] {
            assert!(!page.contains(outside), "{outside}");
        }
        assert_eq!(page.matches("</script>").count(), 1);
        assert_eq!(page.matches("</style>").count(), 1);
    }
}
