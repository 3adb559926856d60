//! Making a pack, in the background.

use std::path::PathBuf;
use std::sync::Arc;

use ::proof::{ChainRow, Disclosed, Draft, Part, Progress, Target, WriteError};
use domain::{FieldProblem, ProblemCode};
use letters::Fonts;
use store::Reader;

use super::outline::{check, chosen, contacts, found, number};
use super::{ProofDraft, ProofForm, ProofMade, ProofMake, files, rows};
use crate::files::Unfinished;
use crate::jobs::{Job, JobRef, JobResult};
use crate::letters::{ProofIndex, new_reference};
use crate::{App, Error, ErrorCode};

/// Everything a pack is made from, taken from the vault at one moment.
struct Ready {
    target: Target,
    draft: Draft,
    parts: Vec<Part<'static>>,
    index: ProofIndex,
}

/// Starts making a pack; the job tells how far it is.
///
/// # Errors
/// Locked; nothing chosen; a finding that is no longer there; a letter that is not
/// final; fonts missing. What goes wrong while it is written ends the job.
pub fn make(app: &App, request: ProofMake) -> Result<JobRef, Error> {
    if request.path.trim().is_empty() {
        let field = FieldProblem::new("path", ProblemCode::Required);
        return Err(Error::invalid(vec![field]));
    }
    let ready = ready(app, request)?;
    let fonts = Arc::clone(app.fonts()?);
    app.jobs.start(app.new_id('j'), move |job| {
        Ok(JobResult::Packed(written(job, ready, &fonts)?))
    })
}

fn ready(app: &App, request: ProofMake) -> Result<Ready, Error> {
    let ProofMake { draft, form, path } = request;
    let path = PathBuf::from(path);
    let reference = new_reference(app);
    let made_at = app.now();
    let packs = app.packs();
    let fonts = app.fonts().ok().map(|fonts| &**fonts);
    app.with(|session| {
        check(session, &draft)?;
        let view = &session.view;
        let found = found(&packs, view, &draft)?;
        let contacts = contacts(view, &found);
        let stored = session.vault.files()?;
        let going = session
            .vault
            .read(|reader| files::evidence(reader, view, &draft, &contacts))?;
        let going = chosen(going, &draft);
        let index = ProofIndex::new(
            &packs,
            view,
            &found,
            going.iter().map(|one| {
                let counts = &session.page_counts;
                let pages = counts.of_file(&stored, &one.kept, draft.lang, fonts);
                (&one.kept.attachment, pages)
            }),
            draft.lang,
            fonts,
            !draft.unmasked,
        );
        session.vault.read(|reader| {
            let ids: Vec<_> = contacts.iter().map(|contact| contact.id.clone()).collect();
            Ok(Ready {
                target: match form {
                    ProofForm::Zip => Target::Zip(path),
                    ProofForm::Folder => Target::Folder(path),
                },
                parts: files::files(reader, &stored, &draft, &contacts, &going, index.first_file)?,
                index: index.on(domain::beijing_day(&made_at), &reference),
                draft: Draft {
                    made_at: made_at.to_rfc3339(),
                    tool: concat!("mingzhang ", env!("CARGO_PKG_VERSION")).to_owned(),
                    lang: draft.lang,
                    about: reference,
                    masked: !draft.unmasked,
                    journal: chain(reader)?,
                    disclosed: disclosed(reader, &draft, &ids)?,
                },
            })
        })
    })
}

fn chain(reader: &Reader<'_>) -> Result<Vec<ChainRow>, Error> {
    let links = reader.journal_chain()?.into_iter();
    links
        .map(|link| {
            Ok(ChainRow {
                seq: u64::from(number(link.seq)?),
                at: link.at,
                action: link.action,
                payload_sha256: link.payload_sha256,
                prev: link.prev,
                hash: link.hash,
            })
        })
        .collect()
}

/// What the chosen rows of the journal record. Only those can be chosen that wrote
/// a row of the pack.
fn disclosed(
    reader: &Reader<'_>,
    draft: &ProofDraft,
    contacts: &[domain::ContactId],
) -> Result<Vec<Disclosed>, Error> {
    let mut out = Vec::new();
    for (seq, _) in rows::written_by(reader, contacts)? {
        let shown = number(seq)?;
        if draft.disclose.contains(&shown) {
            out.push(Disclosed {
                seq: u64::from(shown),
                payload: reader.journal_payload(seq)?.0,
            });
        }
    }
    let unknown = |seq: &&u32| !out.iter().any(|shown| shown.seq == u64::from(**seq));
    if draft.disclose.iter().any(|seq| unknown(&seq)) {
        let field = FieldProblem::new("disclose", ProblemCode::UnknownReference);
        return Err(Error::invalid(vec![field]));
    }
    Ok(out)
}

fn written(job: &Job, ready: Ready, fonts: &Fonts) -> Result<ProofMade, Error> {
    let Ready {
        target,
        draft,
        parts,
        index,
    } = ready;
    let (Target::Folder(path) | Target::Zip(path)) = &target;
    let name = path.file_name().unwrap_or_default();
    let name = name.to_string_lossy().into_owned();
    let mut fault = None;
    let mut set = |manifest: &::proof::Manifest| {
        let pdf = index.pdf(fonts, manifest, &mut || !job.stopped());
        pdf.map_err(|error| fault = Some(error)).ok()
    };
    let mut proceed = |now: Progress| {
        job.progress(kilobytes(now.done), kilobytes(now.total), 0);
        !job.stopped()
    };
    let unfinished = Unfinished::beside(path);
    let place = unfinished.path();
    let written = ::proof::write(&target, place, draft, parts, &mut set, &mut proceed);
    let written = written.map_err(|error| match error {
        WriteError::Index => fault.unwrap_or_else(|| ErrorCode::Bug.into()),
        WriteError::Exists => Error::new(ErrorCode::FolderNotEmpty).with("file", &name),
        WriteError::Io(error) => crate::files::unwritable(&error, &name),
        WriteError::Cancelled => ErrorCode::Cancelled.into(),
        // What the vault keeps is not what it recorded.
        WriteError::Changed(_) => ErrorCode::DamagedVault.into(),
        WriteError::Duplicate(_) => ErrorCode::Bug.into(),
    })?;
    let manifest = written.manifest;
    let head = manifest.head().ok_or(ErrorCode::DamagedVault)?;
    Ok(ProofMade {
        file: name,
        kb: kilobytes(written.bytes),
        files: u32::try_from(manifest.entries.len() + 1).map_err(|_| ErrorCode::Bug)?,
        head: head.hash.clone(),
        head_seq: u32::try_from(head.seq).map_err(|_| ErrorCode::Bug)?,
        reference: manifest.about,
        seal: manifest.seal,
    })
}

fn kilobytes(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(1024)).unwrap_or(u32::MAX)
}
