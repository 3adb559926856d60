//! Letters as they were accepted: the text of every sample in full, the PDF of those
//! written for a template by hash. After a deliberate change look at the pages, then
//! `cargo xtask golden`.

use std::fs;
use std::path::PathBuf;

use letters::{Fonts, template, to_pdf, to_text, typeset};
use sha2::{Digest, Sha256};

use crate::host::fonts;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("golden")
}

#[test]
fn letters_are_as_accepted() {
    let fonts = Fonts::load(&fonts()).expect("run `cargo xtask fonts` first");
    let accept = std::env::var_os("MINGZHANG_ACCEPT_GOLDEN").is_some();
    let mut wrong = Vec::new();
    let mut seen = 0;
    assert_eq!(template::template_problems(), []);
    for letter in template::templates() {
        for sample in letter.all_samples() {
            let document = sample.document(letter).unwrap();
            let name = format!("{}.{}", letter.id(), sample.name);
            let mut kept = vec![("txt", to_text(&document))];
            // Of the kinds every template has the words are kept; how pages are set is
            // the same for all, and the samples of the template show it.
            if letter.samples().iter().any(|own| own.name == sample.name) {
                let pdf = to_pdf(&typeset(&document, &fonts).unwrap(), &fonts).unwrap();
                assert!(pdf.len() < 200 * 1024, "{name}: {} bytes", pdf.len());
                let hash = Sha256::digest(&pdf);
                let hash: String = hash.iter().map(|b| format!("{b:02x}")).collect();
                kept.push(("pdf.sha256", format!("{hash}\n")));
            }
            for (ending, now) in kept {
                let path = folder().join(format!("{name}.{ending}"));
                if accept {
                    fs::create_dir_all(folder()).unwrap();
                    fs::write(&path, &now).unwrap();
                }
                if fs::read_to_string(&path).unwrap_or_default() != now {
                    wrong.push(format!("{name}.{ending}"));
                }
            }
            seen += 1;
        }
    }
    assert!(seen >= 9 * template::templates().len(), "{seen}");
    assert_eq!(
        wrong,
        Vec::<String>::new(),
        "look at the pages, then `cargo xtask golden`"
    );
}
