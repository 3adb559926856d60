//! Reading files in the background. Nothing is saved.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use domain::{FieldProblem, ProblemCode};
use intake::{FileRead, Flow, Mapping, PaymentRow, Progress, ReadRow, Reject, Row};

use super::recordings::FoundRecording;
use super::{ImportFiles, UnknownTable, mappings};
use crate::jobs::{Job, JobRef, JobResult};
use crate::{App, Error, ErrorCode};

/// What the files of one job held.
pub(crate) struct FilesRead {
    pub(crate) files: Vec<OneFile>,
    /// Files of a folder that hold nothing to read, by name.
    pub(crate) skipped: Vec<String>,
    /// Tables that wait for somebody to name their columns.
    pub(crate) tables: Vec<UnknownTable>,
    pub(crate) recordings: Vec<FoundRecording>,
}

/// What one file held.
pub(crate) struct OneFile {
    pub(crate) summary: FileRead,
    pub(crate) rows: Vec<ReadRow>,
    pub(crate) payments: Vec<PaymentRow>,
    /// What the columns of its tables are, where the user said so.
    pub(crate) mappings: Vec<Mapping>,
    pub(crate) rejects: Vec<Reject>,
}

impl OneFile {
    fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.payments.is_empty() && self.rejects.is_empty()
    }
}

/// Starts reading files; the job tells how far it is.
///
/// # Errors
/// Locked; no file named; a mapping that lacks a column.
pub fn read(app: &App, request: ImportFiles) -> Result<JobRef, Error> {
    let ImportFiles {
        paths,
        mappings: mut said,
    } = request;
    let kept = app.with(|session| session.vault.read(mappings::kept))?;
    let problems = mappings::problems(&said);
    if !problems.is_empty() {
        return Err(Error::invalid(problems));
    }
    // What is said now goes before what was said once.
    said.extend(kept);
    if paths.is_empty() {
        return Err(Error::invalid(vec![FieldProblem::new(
            "paths",
            ProblemCode::Required,
        )]));
    }
    let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    app.jobs.start(app.new_id('j'), move |job| {
        Ok(JobResult::Read(read_all(&paths, &said, job)?))
    })
}

/// One sound file after the other; the first that is not ends the job, so that
/// nobody takes half a log for a whole one.
fn read_all(paths: &[PathBuf], said: &[Mapping], job: &Job) -> Result<FilesRead, Error> {
    let mut before = Progress {
        kb_done: 0,
        kb_total: 0,
        rows: 0,
    };
    let mut all = FilesRead {
        files: Vec::new(),
        skipped: Vec::new(),
        tables: Vec::new(),
        recordings: Vec::new(),
    };
    for Found { path, named } in files_of(paths)? {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if has_ending(&path, intake::SOUND_ENDINGS) {
            match intake::recording(&path.to_string_lossy()) {
                Some(recording) => all.recordings.push(FoundRecording {
                    path: path.to_string_lossy().into_owned(),
                    file: name,
                    recording,
                }),
                None => all.skipped.push(name),
            }
            continue;
        }
        let mut file = match read_one(&path, said, job, before) {
            Ok(read) => read,
            Err(error) if error.code == ErrorCode::FileUnknownFormat => {
                // Nobody said that everything in a folder is a log.
                match table_of(&path) {
                    Some(head) => all.tables.push(UnknownTable { file: name, head }),
                    None if named => return Err(error),
                    None => all.skipped.push(name),
                }
                continue;
            }
            Err(error) if !named && error.code == ErrorCode::FileBinary => {
                all.skipped.push(name);
                continue;
            }
            Err(error) => return Err(error),
        };
        let within = std::mem::take(&mut file.summary.tables);
        let nothing_else = !within.is_empty() && file.is_empty();
        all.tables
            .extend(within.into_iter().map(|table| UnknownTable {
                file: format!("{name}/{}", table.entry),
                head: table.head,
            }));
        if nothing_else {
            continue;
        }
        before.rows += file.summary.rows;
        before.kb_done += kilobytes(&path);
        before.kb_total = before.kb_done;
        all.files.push(file);
    }
    if all.files.is_empty() && all.tables.is_empty() && all.recordings.is_empty() {
        let name = all.skipped.first().cloned().unwrap_or_default();
        return Err(Error::new(ErrorCode::FolderNoBackup).with("file", name));
    }
    Ok(all)
}

/// Endings of tables. Anything may have a comma in it; nobody is asked for the columns
/// of a letter.
const TABLES: &[&str] = &["csv", "tsv", "xls", "xlsx"];

/// The beginning of a table whose columns nobody has named.
fn table_of(path: &Path) -> Option<intake::TableHead> {
    if !has_ending(path, TABLES) {
        return None;
    }
    let file = File::open(path).ok()?;
    intake::table_head("", file).ok()
}

/// A file to read.
struct Found {
    path: PathBuf,
    /// Was it named by itself, rather than found in a folder?
    named: bool,
}

/// The files that were named, each folder replaced by what can be read directly in
/// it, by name. Folders in a folder are left alone: whoever drops a whole phone
/// does not mean every file on it.
fn files_of(paths: &[PathBuf]) -> Result<Vec<Found>, Error> {
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        if !path.is_dir() {
            files.push(Found {
                path: path.clone(),
                named: true,
            });
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let fault = |code| Error::new(code).with("file", &name);
        let entries = fs::read_dir(path).map_err(|_| fault(ErrorCode::Io))?;
        let mut found: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|inside| is_readable(inside) && inside.is_file())
            .collect();
        if found.is_empty() {
            return Err(fault(ErrorCode::FolderNoBackup));
        }
        found.sort_unstable();
        files.extend(found.into_iter().map(|path| Found { path, named: false }));
    }
    Ok(files)
}

fn is_readable(path: &Path) -> bool {
    has_ending(path, intake::ENDINGS) || has_ending(path, intake::SOUND_ENDINGS)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().unwrap_or_default();
    let mut endings = endings.iter();
    endings.any(|known| ending.eq_ignore_ascii_case(known))
}

/// Reads a file as what it is; its tables as somebody said they are.
fn read_one(path: &Path, said: &[Mapping], job: &Job, before: Progress) -> Result<OneFile, Error> {
    let (mut rows, mut payments, mut rejects) = (Vec::new(), Vec::new(), Vec::new());
    let mut progress = |now: Progress| {
        job.progress(
            before.kb_done.saturating_add(now.kb_done),
            before.kb_total.saturating_add(now.kb_total),
            before.rows.saturating_add(now.rows),
        );
        if job.stopped() { Flow::Stop } else { Flow::Go }
    };
    let mut sink = |row| match row {
        Row::Read(read) => rows.push(*read),
        Row::Payment(payment) => payments.push(*payment),
        Row::Reject(reject) => rejects.push(reject),
    };
    let summary = intake::read_file(path, said, &mut progress, &mut sink)?;
    let mappings = summary.mapped.iter().filter_map(|signature| {
        let mut said = said.iter();
        said.find(|mapping| mapping.signature == *signature)
    });
    Ok(OneFile {
        mappings: mappings.cloned().collect(),
        summary,
        rows,
        payments,
        rejects,
    })
}

fn kilobytes(path: &Path) -> u32 {
    let bytes = std::fs::metadata(path).map_or(0, |meta| meta.len());
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX)
}
