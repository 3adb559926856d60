//! From files to [`Procedures`]. Loading never stops at the first problem: whatever is
//! sound loads, and everything that is not is reported with its place.

use std::collections::BTreeMap;

use domain::{Day, nearest};
use include_dir::{Dir, include_dir};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::issue::{DataIssue, DataIssueCode};
use super::{PeriodGround, Procedures, lints};
use crate::calendar::{Calendar, HolidayYear};
use crate::count::PeriodChange;
use crate::paper::Paper;
use crate::proceeding::Procedure;
use crate::recourse::Recourse;
use crate::stage::{BystanderGuide, StageGuide};
use crate::words::{ProcedureSource, ProcedureText, Wording};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../procedures");

/// The folder.
const FOLDER: &str = "cn";

/// Files by their path from the folder of the procedures, such as
/// `cn/proceedings/lawsuit.toml`.
pub type DataFiles = BTreeMap<String, String>;

/// What came of loading: what is sound, and every problem of every file.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// What is sound.
    pub procedures: Procedures,
    /// The problems, by file and line.
    pub issues: Vec<DataIssue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPack {
    id: String,
    title: Wording,
    version: String,
    #[serde(rename = "jurisdiction")]
    _jurisdiction: String,
    checked_on: Day,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSources {
    source: Vec<ProcedureSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTexts {
    instrument: Vec<ProcedureText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGrounds {
    ground: Vec<PeriodGround>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRecourses {
    recourse: Vec<Recourse>,
}

/// The files this build carries.
pub fn embedded_files() -> DataFiles {
    let mut files = DataFiles::new();
    collect(&EMBEDDED, &mut files);
    files
}

/// What this build carries.
pub fn embedded() -> Loaded {
    load(&embedded_files())
}

fn collect(dir: &Dir<'_>, files: &mut DataFiles) {
    for file in dir.files() {
        if let Some(text) = file.contents_utf8() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            files.insert(path, text.to_owned());
        }
    }
    for inner in dir.dirs() {
        collect(inner, files);
    }
}

/// Loads the files.
pub fn load(files: &DataFiles) -> Loaded {
    let mut reader = Reader {
        files,
        issues: Vec::new(),
    };
    let mut out = Procedures::default();
    if let Some(pack) = reader.one::<RawPack>("pack.toml") {
        out.id = pack.id;
        out.title = pack.title;
        out.version = pack.version;
        out.checked_on = pack.checked_on;
    }
    let sources = reader.one::<RawSources>("sources.toml");
    out.sources = sources.map(|raw| raw.source).unwrap_or_default();
    let texts = reader.one::<RawTexts>("instruments.toml");
    out.texts = texts.map(|raw| raw.instrument).unwrap_or_default();
    let grounds = reader.one::<RawGrounds>("periods.toml");
    out.grounds = grounds.map(|raw| raw.ground).unwrap_or_default();
    let recourses = reader.one::<RawRecourses>("recourse.toml");
    out.recourses = recourses.map(|raw| raw.recourse).unwrap_or_default();
    let years: Vec<(String, HolidayYear)> = reader.folder("calendar");
    let proceedings: Vec<(String, Procedure)> = reader.folder("proceedings");
    let papers: Vec<(String, Paper)> = reader.folder("papers");
    let stages: Vec<(String, StageGuide)> = reader.folder("stages");
    let bystanders: Vec<(String, BystanderGuide)> = reader.folder("bystanders");

    let mut issues = reader.issues;
    out.calendar = Calendar::new(years.iter().map(|(_, year)| year.clone()));
    out.proceedings = proceedings.iter().map(|(_, one)| one.clone()).collect();
    out.proceedings.sort_by_key(|one| one.order);
    out.papers = papers.into_iter().map(|(_, paper)| paper).collect();
    out.papers.sort_by_key(|paper| paper.kind);
    out.stages = stages.into_iter().map(|(_, stage)| stage).collect();
    out.stages.sort_by_key(|guide| guide.stage);
    out.bystanders = bystanders.into_iter().map(|(_, guide)| guide).collect();
    out.bystanders.sort_by_key(|guide| guide.who);
    lints::check(&lints::Written {
        files,
        law: &out,
        years: &years,
        proceedings: &proceedings,
    })
    .into_iter()
    .for_each(|issue| issues.push(issue));
    issues.sort();
    Loaded {
        procedures: out,
        issues,
    }
}

/// Reads the notice of a year that a user entered, in the form of the files of
/// `calendar/`.
///
/// # Errors
/// Every problem, with the line; `name` stands for the file.
pub fn read_notice(name: &str, text: &str) -> Result<HolidayYear, Vec<DataIssue>> {
    let mut year: HolidayYear = read(name, text).map_err(|issue| vec![issue])?;
    // What a user enters is the user's: no grade of ours, no source of ours.
    year.grade = None;
    year.sources.clear();
    let issues = lints::year(name, text, &year);
    if issues.is_empty() {
        Ok(year)
    } else {
        Err(issues)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChanges {
    #[serde(default)]
    event: Vec<PeriodChange>,
}

/// Reads what changed a period: a file of `[[event]]`, each with its `kind`.
///
/// # Errors
/// The first problem, with the line; `name` stands for the file.
pub fn read_changes(name: &str, text: &str) -> Result<Vec<PeriodChange>, DataIssue> {
    read::<RawChanges>(name, text).map(|raw| raw.event)
}

struct Reader<'a> {
    files: &'a DataFiles,
    issues: Vec<DataIssue>,
}

impl Reader<'_> {
    fn one<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let path = format!("{FOLDER}/{name}");
        let Some(text) = self.files.get(&path) else {
            self.issues.push(DataIssue {
                file: path,
                line: 1,
                code: DataIssueCode::MissingFile,
                detail: name.to_owned(),
                suggestion: None,
            });
            return None;
        };
        read(&path, text)
            .map_err(|issue| self.issues.push(issue))
            .ok()
    }

    fn folder<T: DeserializeOwned>(&mut self, name: &str) -> Vec<(String, T)> {
        let prefix = format!("{FOLDER}/{name}/");
        let mut out = Vec::new();
        for (path, text) in self.files {
            if path.starts_with(&prefix) && path.ends_with(".toml") {
                match read(path, text) {
                    Ok(value) => out.push((path.clone(), value)),
                    Err(issue) => self.issues.push(issue),
                }
            }
        }
        out
    }
}

/// Reads one file; a word that is not in a vocabulary comes with the one nearest to it.
fn read<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, DataIssue> {
    toml::from_str(text).map_err(|error| {
        let message = error.message();
        let mut quoted = message.split('`').skip(1).step_by(2);
        let word = quoted.next().unwrap_or_default();
        let suggestion = if message.starts_with("unknown ") {
            nearest(word, quoted)
        } else {
            None
        };
        DataIssue {
            file: path.to_owned(),
            line: error.span().map_or(1, |span| line_at(text, span.start)),
            code: DataIssueCode::Unreadable,
            detail: message.to_owned(),
            suggestion,
        }
    })
}

/// The 1-based line of a byte offset.
pub(super) fn line_at(text: &str, offset: usize) -> u32 {
    let before = text.bytes().take(offset).filter(|byte| *byte == b'\n');
    u32::try_from(before.count()).map_or(u32::MAX, |n| n.saturating_add(1))
}
