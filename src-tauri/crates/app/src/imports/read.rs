//! Reading files in the background. Nothing is saved.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use domain::{FieldProblem, ProblemCode};
use intake::{FileRead, Flow, Progress, ReadRow, Reject, Row};

use super::ImportFiles;
use crate::jobs::{Job, JobRef};
use crate::{App, Error, ErrorCode};

/// What the files of one job held.
pub(crate) struct FilesRead {
    pub(crate) files: Vec<OneFile>,
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
    let id = app.new_id('j');
    let job = app.jobs.start(id.clone());
    let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    thread::Builder::new()
        .name("import".into())
        .spawn(move || job.finish(read_all(&paths, &job)))
        .map_err(|_| ErrorCode::Bug)?;
    Ok(JobRef { job: id })
}

/// One sound file after the other; the first that is not ends the job, so that
/// nobody takes half a log for a whole one.
fn read_all(paths: &[PathBuf], job: &Arc<Job>) -> Result<FilesRead, Error> {
    let mut before = Progress {
        kb_done: 0,
        kb_total: 0,
        rows: 0,
    };
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let file = read_one(path, job, before)?;
        before.rows += file.summary.rows;
        before.kb_done += kilobytes(path);
        before.kb_total = before.kb_done;
        files.push(file);
    }
    Ok(FilesRead { files })
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
            Row::Reject(reject) => rejects.push(reject),
        },
    )?;
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
