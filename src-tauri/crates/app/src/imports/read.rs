//! Reading files in the background. Nothing is saved.

use std::fs;
use std::path::{Path, PathBuf};

use domain::{FieldProblem, ProblemCode};
use intake::{FileRead, Flow, Progress, ReadRow, Reject, Row};

use super::ImportFiles;
use crate::jobs::{Job, JobRef, JobResult};
use crate::{App, Error, ErrorCode};

/// What the files of one job held.
pub(crate) struct FilesRead {
    pub(crate) files: Vec<OneFile>,
    /// Files of a folder that hold no contacts, by name.
    pub(crate) skipped: Vec<String>,
}

/// What one file held.
pub(crate) struct OneFile {
    pub(crate) summary: FileRead,
    pub(crate) rows: Vec<ReadRow>,
    pub(crate) rejects: Vec<Reject>,
}

/// Starts reading files; the job tells how far it is.
///
/// # Errors
/// Locked; no file named.
pub fn read(app: &App, ImportFiles { paths }: ImportFiles) -> Result<JobRef, Error> {
    app.view(|_| Ok(()))?;
    if paths.is_empty() {
        return Err(Error::invalid(vec![FieldProblem::new(
            "paths",
            ProblemCode::Required,
        )]));
    }
    let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    app.jobs.start(app.new_id('j'), move |job| {
        Ok(JobResult::Read(read_all(&paths, job)?))
    })
}

/// One sound file after the other; the first that is not ends the job, so that
/// nobody takes half a log for a whole one.
fn read_all(paths: &[PathBuf], job: &Job) -> Result<FilesRead, Error> {
    let mut before = Progress {
        kb_done: 0,
        kb_total: 0,
        rows: 0,
    };
    let found = files_of(paths)?;
    let mut files = Vec::with_capacity(found.len());
    let mut skipped = Vec::new();
    for Found { path, named } in &found {
        let file = match read_one(path, job, before) {
            // Nobody said that everything in a folder is a log.
            Err(error) if !named && holds_no_contacts(&error) => {
                let name = path.file_name().unwrap_or_default();
                skipped.push(name.to_string_lossy().into_owned());
                continue;
            }
            read => read?,
        };
        before.rows += file.summary.rows;
        before.kb_done += kilobytes(path);
        before.kb_total = before.kb_done;
        files.push(file);
    }
    if files.is_empty() {
        let name = skipped.first().cloned().unwrap_or_default();
        return Err(Error::new(ErrorCode::FolderNoBackup).with("file", name));
    }
    Ok(FilesRead { files, skipped })
}

fn holds_no_contacts(error: &Error) -> bool {
    matches!(
        error.code,
        ErrorCode::FileUnknownFormat | ErrorCode::FileBinary | ErrorCode::FilePayments
    )
}

/// A file to read.
struct Found {
    path: PathBuf,
    /// Was it named by itself, rather than found in a folder?
    named: bool,
}

/// The files that were named, each folder replaced by the backups directly in
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
            .filter(|inside| is_backup(inside) && inside.is_file())
            .collect();
        if found.is_empty() {
            return Err(fault(ErrorCode::FolderNoBackup));
        }
        found.sort_unstable();
        files.extend(found.into_iter().map(|path| Found { path, named: false }));
    }
    Ok(files)
}

fn is_backup(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default();
    intake::ENDINGS
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

fn read_one(path: &Path, job: &Job, before: Progress) -> Result<OneFile, Error> {
    let mut rows = Vec::new();
    let mut rejects = Vec::new();
    let summary = intake::read_file(
        path,
        &mut |now| {
            job.progress(
                before.kb_done.saturating_add(now.kb_done),
                before.kb_total.saturating_add(now.kb_total),
                before.rows.saturating_add(now.rows),
            );
            if job.stopped() { Flow::Stop } else { Flow::Go }
        },
        &mut |row| match row {
            Row::Read(read) => rows.push(*read),
            Row::Payment(_) => {}
            Row::Reject(reject) => rejects.push(reject),
        },
    )?;
    // Payments have no place in the log of contacts; saying so is better than
    // an import of nothing.
    if summary.payments > 0 {
        return Err(Error::new(ErrorCode::FilePayments).with("file", &summary.file));
    }
    Ok(OneFile {
        summary,
        rows,
        rejects,
    })
}

fn kilobytes(path: &Path) -> u32 {
    let bytes = std::fs::metadata(path).map_or(0, |meta| meta.len());
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX)
}
