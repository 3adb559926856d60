//! Keeping what a job took in: all of it in one transaction.

use domain::{Attachment, AttachmentId, FieldProblem, ProblemCode, ScreenshotChecks};

use super::{AttachmentKeep, AttachmentsKept, SameFile, row, unknown};
use crate::action::Action;
use crate::jobs::JobResult;
use crate::{App, Error};

/// Keeps the files of a finished job. One that is there already, byte for byte, is
/// kept once; it is then also about what was asked for.
///
/// # Errors
/// Locked; not found: the job; what the files are about is not in the record, or is
/// not said of each file; saving failed. Then nothing is kept, and the job can be kept again.
pub fn keep(
    app: &App,
    AttachmentKeep { job, about, each }: AttachmentKeep,
) -> Result<AttachmentsKept, Error> {
    let result = app.jobs.find(&job)?.result()?;
    let JobResult::Taken(taken) = result.as_ref() else {
        return Err(Error::not_found("job"));
    };
    if !each.is_empty() && each.len() != taken.len() {
        let problem = FieldProblem::new("each", ProblemCode::Malformed);
        return Err(Error::invalid(vec![problem]));
    }
    let now = app.now();
    let kept = app.beside(Action::AttachmentAdded, |writer, case| {
        let mut problems = unknown("about", &about, &[], writer, case)?;
        problems.extend(unknown("each", &each, &[], writer, case)?);
        if !problems.is_empty() {
            return Err(Error::invalid(problems));
        }
        let mut all = writer.attachments()?;
        let mut done = AttachmentsKept {
            added: Vec::new(),
            same: Vec::new(),
        };
        for (place, one) in taken.iter().enumerate() {
            let mut about = about.clone();
            about.extend(each.get(place).filter(|one| !about.contains(one)).cloned());
            let there = all
                .iter_mut()
                .find(|other| other.attachment.sha256 == one.staged.sha256);
            if let Some(there) = there {
                let known = &mut there.attachment;
                let more = about.iter().filter(|one| !known.about.contains(one));
                let more: Vec<_> = more.cloned().collect();
                if !more.is_empty() {
                    known.about.extend(more);
                    writer.describe_attachment(known)?;
                }
                done.same.push(SameFile {
                    name: one.name.clone(),
                    id: known.id.clone(),
                });
                continue;
            }
            let attachment = Attachment {
                id: AttachmentId::from(app.new_id('f')),
                name: one.name.clone(),
                kind: one.kind,
                mime: one.mime.to_owned(),
                size: one.staged.size,
                sha256: one.staged.sha256.clone(),
                added_at: now,
                taken_at: one.taken_at.clone(),
                about,
                note: None,
                timed_notes: Vec::new(),
                checks: ScreenshotChecks::default(),
                copy_of: None,
                redaction: None,
            };
            let kept = writer.keep_attachment(&attachment, &one.staged)?;
            done.added.push(row(&kept, &[]));
            all.push(kept);
        }
        Ok(done)
    })?;
    app.jobs.drop(&job);
    Ok(kept)
}
