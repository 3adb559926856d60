//! The command line.

use std::path::PathBuf;

use chrono::{DateTime, FixedOffset};

/// What the host was asked to serve.
pub(crate) struct Options {
    /// Folder of the vaults.
    pub(crate) data: PathBuf,
    /// Folder of the built page.
    pub(crate) dist: PathBuf,
    /// Folder of the letters' fonts.
    pub(crate) fonts: PathBuf,
    /// The instant the core believes it is, always; the real one when absent.
    pub(crate) now: Option<DateTime<FixedOffset>>,
}

impl Options {
    /// Reads `--data DIR --dist DIR --fonts DIR [--now RFC3339]`.
    ///
    /// # Errors
    /// A sentence that names the word that is wrong or missing.
    pub(crate) fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let (mut data, mut dist, mut fonts, mut now) = (None, None, None, None);
        while let Some(word) = words.next() {
            let value = words
                .next()
                .ok_or_else(|| format!("{word} wants a value"))?;
            match word.as_str() {
                "--data" => data = Some(value.into()),
                "--dist" => dist = Some(value.into()),
                "--fonts" => fonts = Some(value.into()),
                "--now" => {
                    let instant = DateTime::parse_from_rfc3339(&value)
                        .map_err(|error| format!("--now {value}: {error}"))?;
                    now = Some(instant);
                }
                _ => return Err(format!("{word} is not an option")),
            }
        }
        Ok(Self {
            data: data.ok_or("--data is missing")?,
            dist: dist.ok_or("--dist is missing")?,
            fonts: fonts.ok_or("--fonts is missing")?,
            now,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options, String> {
        Options::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn reads_every_option() {
        let options =
            read("--data /d --dist /p --fonts /f --now 2026-03-01T09:30:00+08:00").unwrap();
        assert_eq!(options.data, PathBuf::from("/d"));
        assert_eq!(options.dist, PathBuf::from("/p"));
        assert_eq!(options.fonts, PathBuf::from("/f"));
        assert_eq!(
            options.now.unwrap().to_rfc3339(),
            "2026-03-01T09:30:00+08:00"
        );
    }

    #[test]
    fn names_the_word_that_is_wrong() {
        for (line, named) in [
            ("--data /d --dist /p", "--fonts"),
            ("--data", "--data"),
            ("--port 80", "--port"),
            ("--data /d --dist /p --fonts /f --now noon", "noon"),
        ] {
            let message = read(line).map(drop).unwrap_err();
            assert!(message.contains(named), "{message}");
        }
    }
}
