//! Taking files in: encrypted while they are read, hashed on the way. The job has no
//! hand on the record; `keep` names the files in it.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use domain::{FieldProblem, MediaKind, ProblemCode};
use store::{Files, StagedFile};

use super::{AttachmentFiles, FileTaken, sniff};
use crate::jobs::{Job, JobRef, JobResult};
use crate::{App, Error, ErrorCode, Host};

/// A file taken in by a job.
pub(crate) struct Taken {
    pub(super) name: String,
    pub(super) kind: MediaKind,
    pub(super) mime: &'static str,
    pub(super) taken_at: Option<String>,
    pub(super) staged: StagedFile,
}

impl Taken {
    /// What is told of it before it is kept.
    pub(crate) fn told(&self) -> FileTaken {
        FileTaken {
            name: self.name.clone(),
            kb: kilobytes(self.staged.size),
        }
    }
}

/// Starts taking files in; `keep` keeps them once the job is done. One that cannot
/// be read ends the job, and nothing of any is left.
///
/// # Errors
/// Locked; no file named. The job fails when a file is empty or cannot be read, or
/// the disk is full.
pub fn add(app: &App, AttachmentFiles { paths }: AttachmentFiles) -> Result<JobRef, Error> {
    let files = app.with(|session| Ok(session.vault.files()?))?;
    if paths.is_empty() {
        let problem = FieldProblem::new("paths", ProblemCode::Required);
        return Err(Error::invalid(vec![problem]));
    }
    let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    let host = app.shared_host();
    app.jobs.start(app.new_id('j'), move |job| {
        let sizes = paths.iter().map(|path| {
            let size = path.metadata().map_or(0, |meta| meta.len());
            kilobytes(size)
        });
        let total = sizes.fold(0u32, u32::saturating_add);
        let mut taken = Vec::with_capacity(paths.len());
        let mut before = 0;
        for path in &paths {
            let rows = u32::try_from(taken.len()).unwrap_or(u32::MAX);
            let one = take(path, &files, host.as_ref(), job, (before, total, rows))?;
            before += kilobytes(one.staged.size);
            taken.push(one);
        }
        Ok(JobResult::Taken(taken))
    })
}

fn take(
    path: &Path,
    files: &Files,
    host: &dyn Host,
    job: &Job,
    (before, total, rows): (u32, u32, u32),
) -> Result<Taken, Error> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let named = |code| Error::new(code).with("file", &name);
    let unreadable = |_| named(ErrorCode::Io);
    let mut file = File::open(path).map_err(unreadable)?;
    let mut head = Vec::new();
    file.by_ref()
        .take(sniff::HEAD)
        .read_to_end(&mut head)
        .map_err(unreadable)?;
    if head.is_empty() {
        return Err(named(ErrorCode::FileEmpty));
    }
    let (kind, mime) = sniff::kind(&head);
    let taken_at = match kind {
        MediaKind::Image => sniff::taken_at(&head),
        _ => None,
    };
    let mut random = |buffer: &mut [u8]| host.random(buffer);
    let staged = files
        .take_in(
            &mut head.as_slice().chain(file),
            &mut random,
            &mut |bytes| {
                let done = before.saturating_add(kilobytes(bytes));
                job.progress(done, total.max(done), rows);
                !job.stopped()
            },
        )
        .map_err(|error| match error {
            store::Error::Source(_) => named(ErrorCode::Io),
            error => error.into(),
        })?;
    Ok(Taken {
        name,
        kind,
        mime,
        taken_at,
        staged,
    })
}

pub(crate) fn kilobytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX)
}
