//! A target for a fuzzer: reads one mangled pack file from standard input and
//! loads the packs with it in place of a sound one, which the length of the
//! first line chooses. It must end by itself and name the file of every problem.
//! For instance: `afl-fuzz -i SEEDS -o OUT target/debug/examples/fuzz_loader`.

use std::io::Read;

fn main() {
    let mut input = Vec::new();
    if std::io::stdin().read_to_end(&mut input).is_err() {
        return;
    }
    let text = String::from_utf8_lossy(&input);
    let (first, rest) = text.split_once('\n').unwrap_or(("", text.as_ref()));
    let mut files = rules::embedded_files();
    let names: Vec<String> = files.keys().cloned().collect();
    if let Some(name) = names.get(first.len() % names.len().max(1)) {
        files.insert(name.clone(), rest.to_owned());
    }
    for issue in rules::load(&files).issues {
        assert!(issue.to_string().contains('/'), "{issue}");
    }
}
