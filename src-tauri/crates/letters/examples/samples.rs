//! Writes every sample letter as PDF, SVG, Word and text, for a person to look at:
//! `cargo run -p letters --example samples -- OUT_DIR [all]`.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line example"
)]

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// The samples written for a template, and with `all` those of the kinds every template
/// has. Judges that start anew for every file are shown the latter of two templates,
/// which between them have every block there is: the words of all are held by the golden
/// texts, and a judge looks at structure, which kinds of words do not change.
fn samples(template: &letters::Template) -> Vec<letters::template::Sample> {
    const JUDGED: [&str; 2] = ["complaint-regulator", "defence"];
    let all = std::env::args().nth(2).is_some_and(|word| word == "all");
    match all || JUDGED.contains(&template.id()) {
        true => template.all_samples(),
        false => template.samples().to_vec(),
    }
}

/// A font of the system for characters ours lack, if there is one.
fn add_rare(fonts: &mut letters::Fonts) -> bool {
    let rare = letters::fonts::FaceId::Rare;
    let folder = std::path::Path::new("/usr/share/fonts/truetype/lxgw-wenkai");
    let mut files = rare.system_files().iter();
    let found = files.find_map(|file| std::fs::read(folder.join(file)).ok());
    found.is_some_and(|bytes| fonts.add(rare, bytes).is_ok())
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let out = PathBuf::from(
        std::env::args()
            .nth(1)
            .ok_or("usage: samples OUT_DIR [all]")?,
    );
    let fonts = std::env::var_os("MINGZHANG_FONTS").map_or_else(
        || {
            PathBuf::from(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../../../target/fonts"
            ))
        },
        PathBuf::from,
    );
    std::fs::create_dir_all(&out)?;
    let started = Instant::now();
    let mut fonts = letters::Fonts::load(&fonts)?;
    let has_rare = add_rare(&mut fonts);
    println!("fonts {:?}", started.elapsed());
    for problem in letters::template_problems() {
        println!("{problem}");
    }
    for template in letters::templates() {
        for sample in samples(template) {
            let document = sample
                .document(template)
                .map_err(|problems| format!("{problems:?}"))?;
            if !has_rare && sample.name.starts_with("rare.") {
                println!(
                    "{}: no font with rare characters on this machine",
                    template.id()
                );
                continue;
            }
            let path = out.join(format!("{}.{}", template.id(), sample.name));
            for _ in 0..2 {
                let start = Instant::now();
                let pages = letters::typeset(&document, &fonts)?;
                let set = start.elapsed();
                let bytes = letters::to_pdf(&pages, &fonts)?;
                println!(
                    "{} set {set:?} all {:?} {} bytes {} pages",
                    sample.name,
                    start.elapsed(),
                    bytes.len(),
                    pages.pages.len()
                );
                std::fs::write(
                    path.with_extension(format!("{}.pdf", sample.lang.tag())),
                    bytes,
                )?;
                let start = Instant::now();
                let svg = letters::to_svg(&pages, &fonts);
                println!(
                    "svg {:?} {} bytes",
                    start.elapsed(),
                    svg.iter().map(String::len).sum::<usize>()
                );
                for (index, page) in svg.iter().enumerate() {
                    std::fs::write(
                        path.with_extension(format!("{}.{}.svg", sample.lang.tag(), index + 1)),
                        page,
                    )?;
                }
            }
            let start = Instant::now();
            let docx = letters::to_docx(&document)?;
            println!("docx {:?} {} bytes", start.elapsed(), docx.len());
            std::fs::write(
                path.with_extension(format!("{}.docx", sample.lang.tag())),
                docx,
            )?;
            let text = letters::to_text(&document);
            std::fs::write(
                path.with_extension(format!("{}.txt", sample.lang.tag())),
                text,
            )?;
        }
    }
    Ok(())
}
