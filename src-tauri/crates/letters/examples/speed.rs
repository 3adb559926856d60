//! Prints what a letter of two pages costs once the fonts are warm, and writes its words
//! as a Typst source for whoever compares: `cargo run --release -p letters --example
//! speed -- OUT_DIR`.

#![allow(clippy::print_stdout, reason = "it prints what it measures")]

use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use letters::{Block, Document, Fonts, templates, to_pdf, to_svg, typeset};

/// Rounds of each measurement, of which the median is told.
const ROUNDS: usize = 21;

fn main() -> Result<(), Box<dyn Error>> {
    let out = PathBuf::from(std::env::args().nth(1).ok_or("usage: speed OUT_DIR")?);
    std::fs::create_dir_all(&out)?;
    let fonts = std::env::var_os("MINGZHANG_FONTS").ok_or("MINGZHANG_FONTS is not set")?;
    let clock = Instant::now();
    let fonts = Fonts::load(&PathBuf::from(fonts))?;
    println!("fonts read: {} ms", clock.elapsed().as_millis());
    for template in templates() {
        for sample in template.samples() {
            let document = sample.document(template).map_err(|_| "a sample fails")?;
            let pages = typeset(&document, &fonts)?;
            if pages.pages.len() != 2 {
                continue;
            }
            let pdf = to_pdf(&pages, &fonts)?;
            let mut printed = Vec::with_capacity(ROUNDS);
            let mut shown = Vec::with_capacity(ROUNDS);
            for _ in 0..ROUNDS {
                let clock = Instant::now();
                to_pdf(&typeset(&document, &fonts)?, &fonts)?;
                printed.push(clock.elapsed().as_micros());
                let clock = Instant::now();
                to_svg(&typeset(&document, &fonts)?, &fonts);
                shown.push(clock.elapsed().as_micros());
            }
            printed.sort_unstable();
            shown.sort_unstable();
            println!(
                "two pages of {} ({}): PDF {} ms, {} KB; preview {} ms",
                template.id(),
                sample.lang.tag(),
                printed[ROUNDS / 2].div_ceil(1000),
                pdf.len().div_ceil(1024),
                shown[ROUNDS / 2].div_ceil(1000),
            );
            std::fs::write(out.join("letter.typ"), typst(&document))?;
        }
    }
    Ok(())
}

/// The words of a letter as Typst source: paragraphs, lists and tables, plainly.
fn typst(document: &Document) -> String {
    let escaped = |text: &str| {
        let special = |c: char| c.is_ascii_punctuation();
        text.chars().fold(String::new(), |mut out, c| {
            if special(c) {
                out.push('\\');
            }
            out.push(c);
            out
        })
    };
    let mut out = String::from(
        "#set page(paper: \"a4\")\n#set text(font: (\"Source Serif 4\", \"Noto Serif SC\"), size: 12pt)\n",
    );
    for block in &document.blocks {
        let texts = block.inlines();
        let mut line = |text: &str| {
            // Writing to a String does not fail.
            let _ = writeln!(out, "{text}\n");
        };
        match block {
            Block::Table(table) => {
                let cells = texts
                    .iter()
                    .map(|text| format!("[{}]", escaped(&text.text())));
                let cells: Vec<String> = cells.collect();
                line(&format!(
                    "#table(columns: {}, {})",
                    table.head.len(),
                    cells.join(", ")
                ));
            }
            Block::Numbered(_) => {
                for text in texts {
                    line(&format!("+ {}", escaped(&text.text())));
                }
            }
            _ => {
                for text in texts {
                    line(&escaped(&text.text()));
                }
            }
        }
    }
    out
}
