//! The app while it runs: the host, the packs, and the open vault if there is one.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLock};

use deadlines::Procedures;
use domain::{Answer, Case, Contact, Day, Instant, beijing, beijing_day, new_id};
use letters::{Fonts, Template};
use money::Figures;
use rules::Pack;
use store::{Vault, Writer};

use crate::action::Action;
use crate::faces;
use crate::findings::Library;
use crate::jobs::Jobs;
use crate::letters::PageCounts;
use crate::reminders::Reminders;
use crate::vault::check_in_background;
use crate::view::View;
use crate::{Error, ErrorCode, Host};

/// The core behind every host.
pub struct App {
    host: Arc<dyn Host>,
    /// The packs this build carries.
    embedded: Arc<Vec<Pack>>,
    /// Those, and the ones the open vault adds.
    packs: RwLock<Arc<Vec<Pack>>>,
    /// The letter templates the open vault adds.
    own_templates: RwLock<Arc<Vec<Template>>>,
    fonts: OnceLock<Arc<Fonts>>,
    figures: OnceLock<Figures>,
    /// The proceedings this build carries, read once.
    procedures: OnceLock<Arc<Procedures>>,
    /// Those, with the holidays the open vault adds, if it adds any.
    counted: RwLock<Option<Arc<Procedures>>>,
    library: Mutex<Option<Arc<Library>>>,
    session: Mutex<Option<Session>>,
    /// There is a vault, by what was seen of it: should its folder be missing, it is
    /// gone, and not one that was never made.
    pub(crate) known: AtomicBool,
    pub(crate) jobs: Jobs,
    reminders: Mutex<Reminders>,
}

/// An open vault.
pub(crate) struct Session {
    pub(crate) vault: Vault,
    pub(crate) view: View,
    /// True for the sample case, whose vault goes when it is closed.
    pub(crate) sample: bool,
    /// The latest time in the journal when the vault was opened.
    pub(crate) written_at: Instant,
    /// The job that checks, or last checked, the record.
    pub(crate) check: Option<String>,
    /// The job that encrypts the vault under another key, if one was begun.
    pub(crate) rekey: Option<String>,
    /// Pages of stored files that were counted.
    pub(crate) page_counts: PageCounts,
}

impl App {
    /// An app without an open vault.
    pub fn new(host: impl Host) -> Self {
        let embedded = Arc::new(rules::embedded().packs);
        Self {
            host: Arc::new(host),
            packs: RwLock::new(Arc::clone(&embedded)),
            embedded,
            own_templates: RwLock::default(),
            fonts: OnceLock::new(),
            figures: OnceLock::new(),
            procedures: OnceLock::new(),
            counted: RwLock::new(None),
            library: Mutex::new(None),
            session: Mutex::new(None),
            known: AtomicBool::new(false),
            jobs: Jobs::default(),
            reminders: Mutex::default(),
        }
    }

    pub(crate) fn host(&self) -> &dyn Host {
        self.host.as_ref()
    }

    /// The host, for work on a thread of its own.
    pub(crate) fn shared_host(&self) -> Arc<dyn Host> {
        Arc::clone(&self.host)
    }

    /// Now, in Beijing's offset.
    pub(crate) fn now(&self) -> Instant {
        self.host.now().with_timezone(&beijing())
    }

    /// Today in Beijing.
    pub(crate) fn today(&self) -> Day {
        beijing_day(&self.host.now())
    }

    /// A new identifier text of a kind.
    pub(crate) fn new_id(&self, kind: char) -> String {
        let mut random = [0; 8];
        self.host.random(&mut random);
        new_id(kind, self.host.now().timestamp_millis(), random)
    }

    /// Random bytes, as the store asks for them.
    pub(crate) fn random(&self) -> impl FnMut(&mut [u8]) {
        |buffer: &mut [u8]| self.host.random(buffer)
    }

    /// The packs in use: those this build carries and those of the open vault.
    pub(crate) fn packs(&self) -> Arc<Vec<Pack>> {
        Arc::clone(&self.packs.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The packs this build carries.
    pub(crate) fn embedded(&self) -> &[Pack] {
        &self.embedded
    }

    /// Takes up the packs of a vault beside those this build carries.
    pub(crate) fn use_packs_of(&self, vault: &Vault) -> Result<(), Error> {
        let added = crate::packs::sound(self.embedded(), &vault.read(|reader| reader.packs())?);
        self.use_packs(if added.is_empty() {
            Arc::clone(&self.embedded)
        } else {
            Arc::new([self.embedded.as_slice(), &added].concat())
        });
        Ok(())
    }

    fn use_packs(&self, packs: Arc<Vec<Pack>>) {
        *self.packs.write().unwrap_or_else(PoisonError::into_inner) = packs;
    }

    /// The letter templates the open vault adds to those this build carries.
    pub(crate) fn own_templates(&self) -> Arc<Vec<Template>> {
        let own = self.own_templates.read();
        Arc::clone(&own.unwrap_or_else(PoisonError::into_inner))
    }

    /// Takes up the letter templates of a vault.
    pub(crate) fn use_templates_of(&self, vault: &Vault) -> Result<(), Error> {
        let stored = vault.read(|reader| reader.templates())?;
        self.use_templates(Arc::new(crate::templates::sound(&stored)));
        Ok(())
    }

    fn use_templates(&self, own: Arc<Vec<Template>>) {
        let mut kept = self
            .own_templates
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *kept = own;
    }

    /// The proceedings, and the working days they are counted with: those of this
    /// build and those of the open vault.
    pub(crate) fn law(&self) -> Arc<Procedures> {
        let counted = self.counted.read().unwrap_or_else(PoisonError::into_inner);
        let carried = || Arc::clone(self.carried());
        counted.as_ref().map_or_else(carried, Arc::clone)
    }

    /// The proceedings this build carries.
    pub(crate) fn carried(&self) -> &Arc<Procedures> {
        self.procedures
            .get_or_init(|| Arc::new(deadlines::embedded().procedures))
    }

    /// Takes up the holidays of a vault beside those this build carries.
    pub(crate) fn use_holidays_of(&self, vault: &Vault) -> Result<(), Error> {
        let stored = vault.read(|reader| reader.holidays())?;
        let own = crate::holidays::sound(&stored);
        let law = (!own.is_empty()).then(|| {
            let carried = Procedures::clone(self.carried());
            Arc::new(
                own.into_iter()
                    .fold(carried, |law, year| law.with_year(year)),
            )
        });
        self.use_law(law);
        Ok(())
    }

    fn use_law(&self, law: Option<Arc<Procedures>>) {
        *self.counted.write().unwrap_or_else(PoisonError::into_inner) = law;
    }

    /// Closes what was open, whatever it was.
    pub(crate) fn forget(&self) -> Option<Session> {
        self.use_packs(Arc::clone(&self.embedded));
        self.use_law(None);
        self.use_templates(Arc::default());
        self.session().take()
    }

    /// The folder of the vault.
    pub(crate) fn vault_dir(&self) -> PathBuf {
        self.host.data_dir().join("vault")
    }

    /// The letter fonts, read once.
    pub(crate) fn fonts(&self) -> Result<&Arc<Fonts>, Error> {
        if let Some(fonts) = self.fonts.get() {
            return Ok(fonts);
        }
        let mut fonts = Fonts::load(&self.host.fonts_dir()).map_err(|_| ErrorCode::FontsMissing)?;
        faces::add_from(&self.host.system_fonts(), &mut fonts);
        Ok(self.fonts.get_or_init(|| Arc::new(fonts)))
    }

    /// The figures of law that money is computed with, read once.
    pub(crate) fn figures(&self) -> Result<&Figures, Error> {
        if let Some(figures) = self.figures.get() {
            return Ok(figures);
        }
        let figures = money::embedded().map_err(|_| ErrorCode::Bug)?;
        Ok(self.figures.get_or_init(|| figures))
    }

    /// The rights library with its index, made once for the packs in use.
    pub(crate) fn library(&self) -> Result<Arc<Library>, Error> {
        let packs = self.packs();
        let mut kept = self.library.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(library) = kept.as_ref().filter(|library| library.is_of(&packs)) {
            return Ok(Arc::clone(library));
        }
        let library = Arc::new(Library::new(packs)?);
        *kept = Some(Arc::clone(&library));
        Ok(library)
    }

    /// What is remembered of reminders.
    pub(crate) fn reminders(&self) -> MutexGuard<'_, Reminders> {
        self.reminders
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// The session, whatever its state. A panic elsewhere does not lock us out:
    /// the record on disk is sound, and the view is rebuilt on the next change.
    pub(crate) fn session(&self) -> MutexGuard<'_, Option<Session>> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads from the open vault's view.
    pub(crate) fn view<T>(&self, read: impl FnOnce(&View) -> Result<T, Error>) -> Result<T, Error> {
        self.with(|session| read(&session.view))
    }

    /// Works with the open vault.
    pub(crate) fn with<T>(
        &self,
        work: impl FnOnce(&mut Session) -> Result<T, Error>,
    ) -> Result<T, Error> {
        work(self.session().as_mut().ok_or(ErrorCode::Locked)?)
    }

    /// One use case that writes: one transaction, one journal row. `write` gets
    /// a copy of the case to look things up in and to keep in step while it
    /// writes; afterwards the view is read anew from the vault.
    pub(crate) fn change<T>(
        &self,
        action: Action,
        write: impl FnOnce(&Writer<'_>, &mut Case) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let now = self.now();
        self.with(|session| {
            let mut case = session.view.case.clone();
            let answer = session
                .vault
                .write(action.code(), now, |writer| write(writer, &mut case))?;
            let case = session.vault.read(|reader| reader.case())?;
            session.view = View::new(case, &self.packs());
            Ok(answer)
        })
    }

    /// A use case that changes which packs this vault adds. The record stays as it
    /// is; what the rules say of it is found anew.
    pub(crate) fn change_packs(
        &self,
        action: Action,
        write: impl FnOnce(&Writer<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let now = self.now();
        self.with(|session| {
            session.vault.write(action.code(), now, write)?;
            self.use_packs_of(&session.vault)?;
            session.view.judged_by(&self.packs());
            Ok(())
        })
    }

    /// A use case that changes which holidays this vault adds.
    pub(crate) fn change_holidays(
        &self,
        action: Action,
        write: impl FnOnce(&Writer<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let now = self.now();
        self.with(|session| {
            session.vault.write(action.code(), now, write)?;
            self.use_holidays_of(&session.vault)
        })
    }

    /// A use case that writes beside the case, which rules do not look at: what is in
    /// memory stays as it is.
    pub(crate) fn beside<T>(
        &self,
        action: Action,
        write: impl FnOnce(&Writer<'_>, &Case) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let now = self.now();
        self.with(|session| {
            let Session { vault, view, .. } = session;
            vault.write(action.code(), now, |writer| write(writer, &view.case))
        })
    }

    /// A use case that changes which letter templates this vault adds.
    pub(crate) fn change_templates(
        &self,
        action: Action,
        write: impl FnOnce(&Writer<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let now = self.now();
        self.with(|session| {
            session.vault.write(action.code(), now, write)?;
            self.use_templates_of(&session.vault)
        })
    }

    /// Appends a contact. What is in memory is extended instead of read anew, so
    /// that one contact more in a long log is known at once.
    pub(crate) fn append(&self, action: Action, contact: &Contact) -> Result<(), Error> {
        let now = self.now();
        self.with(|session| {
            session.vault.write(action.code(), now, |writer| {
                writer.add_contact(contact)?;
                Ok::<_, Error>(())
            })?;
            session.view.add_contact(&self.packs(), contact.clone());
            Ok(())
        })
    }

    /// Appends an answer, likewise without reading the case anew.
    pub(crate) fn append_answer(&self, action: Action, answer: Answer) -> Result<(), Error> {
        let now = self.now();
        self.with(|session| {
            session.vault.write(action.code(), now, |writer| {
                writer.add_answer(&answer)?;
                Ok::<_, Error>(())
            })?;
            session.view.add_answer(&self.packs(), answer);
            Ok(())
        })
    }

    /// Puts an opened vault in place of whatever was open.
    pub(crate) fn enter(&self, vault: Vault, sample: bool) -> Result<(), Error> {
        let case = vault.read(|reader| reader.case())?;
        self.use_packs_of(&vault)?;
        self.use_holidays_of(&vault)?;
        self.use_templates_of(&vault)?;
        let view = View::new(case, &self.packs());
        let written_at = vault.read(|reader| reader.latest_write())?;
        let check = check_in_background(self, &vault);
        *self.session() = Some(Session {
            vault,
            view,
            sample,
            written_at,
            check,
            rekey: None,
            page_counts: PageCounts::default(),
        });
        if !sample {
            self.known.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    /// Notes a fault in the local log and gives the mark it is found by. The log
    /// holds the time, the mark and the command, and nothing of the record. The
    /// vault is locked: what is on disk is sound, what is in memory may not be.
    pub fn incident(&self, command: &str) -> String {
        drop(self.forget());
        let mark = self.new_id('x');
        let line = format!("{} {mark} {command}\n", self.now().to_rfc3339());
        let log = self.host.data_dir().join("incidents.log");
        let file = OpenOptions::new().create(true).append(true).open(log);
        // A log that cannot be written must not hide the fault itself.
        let _ = file.and_then(|mut file| file.write_all(line.as_bytes()));
        mark
    }

    /// Locks when a failed work left no database to go on with: what is not there
    /// must not look open.
    pub(crate) fn leave_if_lost<T>(&self, done: &Result<T, Error>) {
        let lost = self.with(|s| Ok(s.vault.read(|reader| reader.journal_head()).is_err()));
        if done.is_err() && lost.unwrap_or(false) {
            self.leave().ok();
        }
    }

    /// Closes the open vault, if any; the sample's folder goes with it.
    pub(crate) fn leave(&self) -> Result<(), Error> {
        self.jobs.forget();
        let Some(session) = self.forget() else {
            return Ok(());
        };
        let sample = session.sample;
        session.vault.close()?;
        if sample {
            crate::case_file::remove_sample(self);
        }
        Ok(())
    }
}
