//! Every command, once: name, request, answer, the reads a write makes stale,
//! and the verb that does it. The router, the TypeScript schema and the
//! interface's refetching all come from this list.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a command reads or changes; the interface refetches by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Tag {
    /// State of the vault, settings, backups.
    Vault,
    /// Debts, parties, people, the borrower.
    Debts,
    /// The contact log and the number book.
    Contacts,
    /// Findings and questions.
    Findings,
    /// Letters.
    Letters,
    /// Proceedings, and the working days they are counted with.
    Proceedings,
    /// Files that prove something.
    Attachments,
}

/// Calls `$visit!` with the whole list. Paths are those of `app`; the place that
/// visits brings its modules into scope.
macro_rules! with_commands {
    ($visit:ident) => { $visit! {
        // The vault
        vault_status (Empty) -> vault::VaultStatus [reads Vault] = vault::status;
        vault_create (vault::CreateVault) -> vault::VaultCreated [changes Vault Debts Contacts Findings Letters Proceedings Attachments] = vault::create;
        vault_open (vault::OpenVault) -> vault::VaultStatus [changes Vault Debts Contacts Findings Letters Proceedings Attachments] = vault::open;
        vault_recover (vault::RecoverVault) -> vault::VaultStatus [changes Vault Debts Contacts Findings Letters Proceedings Attachments] = vault::recover;
        vault_lock (Empty) -> vault::VaultStatus [changes Vault Debts Contacts Findings Letters Proceedings Attachments] = vault::lock;
        vault_change_passphrase (vault::ChangePassphrase) -> Done [changes] = vault::change_passphrase;
        vault_backup (Empty) -> vault::BackupRow [changes Vault] = vault::backup;
        vault_check (Empty) -> jobs::JobRef [changes Vault Attachments] = vault::check;
        vault_rekey (vault::RekeyVault) -> jobs::JobRef [changes] = vault::rekey;
        vault_rekey_words (jobs::JobRef) -> vault::VaultCreated [reads] = vault::rekey_words;
        vault_rekey_switch (jobs::JobRef) -> vault::VaultStatus [changes Vault Attachments] = vault::rekey_switch;
        vault_carry (vault::VaultFolder) -> jobs::JobRef [changes] = vault::carry;
        vault_bring (vault::BringVault) -> jobs::JobRef [changes] = vault::bring;
        vault_holdings (Empty) -> vault::VaultHoldings [reads Vault Debts Contacts Letters Proceedings Attachments] = vault::holdings;
        vault_remove (vault::RemoveVault) -> jobs::JobRef [changes] = vault::remove;
        backup_list (Empty) -> Vec<vault::BackupRow> [reads Vault] = vault::backups;
        backup_restore (vault::BackupRef) -> vault::VaultStatus [changes Vault Debts Contacts Findings Letters Proceedings Attachments] = vault::restore;
        settings_get (Empty) -> settings::Settings [reads Vault] = settings::get;
        settings_set (settings::Settings) -> settings::Settings [changes Vault] = settings::set;
        about_get (Empty) -> settings::About [reads Vault] = settings::about;

        // The exchange form and the sample
        case_export (case_file::FileRef) -> letters::Exported [changes] = case_file::export;
        case_import (case_file::FileRef) -> case_file::CaseImported [changes Debts Contacts Findings Letters Proceedings] = case_file::import;
        sample_open (Empty) -> vault::VaultStatus [changes Vault Debts Contacts Findings Letters Proceedings Attachments] = case_file::open_sample;

        // People and debts
        borrower_get (Empty) -> domain::Borrower [reads Debts] = people::borrower;
        borrower_save (people::BorrowerInput) -> domain::Borrower [changes Debts Findings Letters] = people::save_borrower;
        person_list (Empty) -> Vec<domain::Person> [reads Debts] = people::list;
        person_save (people::PersonInput) -> domain::Person [changes Debts Findings] = people::save;
        party_list (Empty) -> Vec<domain::Party> [reads Debts] = people::parties;
        debt_list (Empty) -> Vec<debts::DebtRow> [reads Debts Findings] = debts::list;
        debt_save (debts::DebtInput) -> debts::DebtRow [changes Debts Contacts Findings Letters] = debts::save;
        debt_remove (debts::DebtRef) -> Done [changes Debts Findings] = debts::remove;
        agreement_save (debts::AgreementInput) -> domain::Agreement [changes Debts Findings] = debts::save_agreement;

        // The money of a debt
        account_get (accounts::AccountQuery) -> accounts::AccountView [reads Debts] = accounts::get;
        account_save (accounts::AccountInput) -> Done [changes Debts] = accounts::save;
        entry_save (accounts::EntryInput) -> accounts::EntryRow [changes Debts Findings] = accounts::save_entry;
        entry_remove (accounts::EntryRef) -> Done [changes Debts Findings] = accounts::remove_entry;
        limitation_save (accounts::EventInput) -> Done [changes Debts] = accounts::save_event;
        limitation_remove (accounts::EventRef) -> Done [changes Debts] = accounts::remove_event;
        plan_compare (accounts::PlanQuery) -> accounts::PlanView [reads Debts] = accounts::compare;
        money_compute (accounts::Computation) -> accounts::Computed [reads] = accounts::compute;
        lpr_get (Empty) -> accounts::LprView [reads Debts] = accounts::lpr;
        lpr_save (accounts::LprInput) -> accounts::LprView [changes Debts] = accounts::save_lpr;
        budget_get (Empty) -> budget::BudgetView [reads Debts] = budget::get;
        budget_save (budget::BudgetInput) -> budget::BudgetView [changes Debts] = budget::save;
        agreement_list (Empty) -> Vec<budget::AgreementRow> [reads Debts] = budget::agreements;

        // What the borrower told collectors
        notice_list (Empty) -> Vec<domain::Notice> [reads Debts] = notices::list;
        notice_save (notices::NoticeInput) -> domain::Notice [changes Debts Findings] = notices::save;
        notice_remove (notices::NoticeRef) -> Done [changes Debts Findings] = notices::remove;

        // The contact log
        contact_list (contacts::ContactQuery) -> contacts::ContactPage [reads Contacts Findings] = contacts::list;
        contact_get (contacts::ContactRef) -> contacts::ContactDetail [reads Contacts Findings] = contacts::get;
        contact_rules (contacts::ContactRef) -> Vec<findings::FindingRow> [reads Contacts Findings] = contacts::rules;
        contact_week (contacts::WeekQuery) -> contacts::WeekView [reads Contacts Findings] = contacts::week;
        contact_hours (contacts::HoursQuery) -> contacts::HoursView [reads Contacts Findings] = contacts::hours;
        contact_add (contacts::ContactInput) -> contacts::ContactSaved [changes Contacts Findings] = contacts::add;
        contact_correct (contacts::ContactCorrection) -> contacts::ContactSaved [changes Contacts Findings Letters] = contacts::correct;
        number_list (Empty) -> Vec<numbers::NumberRow> [reads Contacts] = numbers::list;
        number_assign (numbers::NumberAssign) -> numbers::NumberRow [changes Contacts Debts Findings] = numbers::assign;

        // Calls that stand in several sources
        call_questions (calls::CallQuery) -> calls::CallQuestions [reads Contacts] = calls::list;
        call_answer (calls::CallAnswer) -> contacts::ContactRef [changes Contacts Findings Letters] = calls::answer;

        // Importing
        import_read (imports::ImportFiles) -> jobs::JobRef [changes] = imports::read;
        job_status (jobs::JobRef) -> jobs::JobStatus [reads] = jobs::status;
        job_cancel (jobs::JobRef) -> jobs::JobStatus [changes] = jobs::cancel;
        import_plan (jobs::JobRef) -> imports::ImportPlan [reads] = imports::plan;
        import_commit (imports::ImportCommit) -> imports::ImportDone [changes Contacts Findings Debts] = imports::commit;
        import_list (Empty) -> Vec<imports::ImportRow> [reads Contacts] = imports::list;
        import_undo (imports::ImportRef) -> Done [changes Contacts Findings Debts] = imports::undo;

        // Findings
        finding_list (findings::FindingQuery) -> findings::FindingList [reads Findings] = findings::list;
        fact_answer (findings::FactAnswer) -> findings::FindingCounts [changes Findings Debts Contacts] = findings::answer;
        rule_list (Empty) -> Vec<findings::RuleCard> [reads Findings] = findings::rules;
        rule_search (findings::RuleQuery) -> findings::RuleSearch [reads Findings] = findings::search;
        rule_get (findings::RuleRef) -> findings::RulePage [reads Findings Contacts] = findings::rule;

        // Packs of rules
        pack_list (Empty) -> packs::PackList [reads Vault] = packs::list;
        pack_add (packs::PackFolder) -> packs::PackAdded [changes Vault Debts Contacts Findings Letters] = packs::add;
        pack_remove (packs::PackRef) -> Done [changes Vault Debts Contacts Findings Letters] = packs::remove;

        // Letters
        template_list (Empty) -> Vec<letters::TemplateCard> [reads Vault] = letters::templates;
        template_own (Empty) -> templates::OwnTemplates [reads Vault] = templates::list;
        template_add (templates::TemplateFolder) -> templates::TemplateAdded [changes Vault Letters] = templates::add;
        template_remove (templates::TemplateRef) -> Done [changes Vault Letters] = templates::remove;
        template_start (templates::TemplateStart) -> templates::TemplateStarted [changes] = templates::start;
        letter_list (Empty) -> Vec<letters::LetterRow> [reads Letters Proceedings Attachments] = letters::list;
        letter_get (letters::LetterRef) -> letters::LetterDetail [reads Letters Proceedings Attachments] = letters::get;
        letter_preview (letters::LetterDraft) -> letters::LetterPages [reads Letters Findings Attachments] = letters::preview;
        letter_save (letters::LetterDraft) -> letters::LetterRow [changes Letters] = letters::save;
        letter_export (letters::LetterExport) -> letters::Exported [changes] = letters::export;
        letter_batch (letters::LetterBatch) -> jobs::JobRef [changes Letters] = letters::batch;
        letter_exhibits (letters::LetterVolume) -> jobs::JobRef [changes] = letters::exhibits;
        letter_envelope (letters::LetterEnvelope) -> letters::Exported [changes] = letters::envelope;
        letter_finish (letters::LetterRef) -> letters::LetterRow [changes Letters] = letters::finish;
        letter_send (domain::Posting) -> letters::LetterRow [changes Letters Proceedings] = letters::send;
        letter_versions (letters::LetterRef) -> Vec<letters::LetterVersion> [reads Letters] = letters::versions;
        letter_discard (letters::LetterRef) -> Done [changes Letters] = letters::discard;

        // The proof pack
        proof_outline (proof::ProofDraft) -> proof::ProofOutline [reads Findings Letters Contacts] = proof::outline;
        proof_make (proof::ProofMake) -> jobs::JobRef [changes] = proof::make;

        // Whom letters go to
        recipient_list (Empty) -> Vec<recipients::RecipientRow> [reads Letters Debts Proceedings] = recipients::list;
        recipient_save (recipients::RecipientInput) -> recipients::RecipientRow [changes Letters] = recipients::save;
        recipient_remove (recipients::RecipientRef) -> Done [changes Letters] = recipients::remove;

        // Procedures and the proceedings of the vault
        procedure_list (Empty) -> Vec<proceedings::ProcedureCard> [reads] = proceedings::procedures;
        proceeding_list (Empty) -> proceedings::ProceedingList [reads Proceedings Debts Letters] = proceedings::list;
        proceeding_get (proceedings::ProceedingRef) -> proceedings::ProceedingDetail [reads Proceedings Debts] = proceedings::get;
        proceeding_save (proceedings::ProceedingInput) -> proceedings::ProceedingDetail [changes Proceedings] = proceedings::save;
        proceeding_events (proceedings::ProceedingEventsInput) -> proceedings::ProceedingDetail [changes Proceedings] = proceedings::add_events;
        proceeding_event_remove (proceedings::ProceedingEventInput) -> proceedings::ProceedingDetail [changes Proceedings] = proceedings::remove_event;
        proceeding_remove (proceedings::ProceedingRef) -> Done [changes Proceedings] = proceedings::remove;
        deadlines_export (proceedings::DeadlinesExport) -> letters::Exported [changes] = proceedings::export;
        holidays_list (Empty) -> holidays::HolidaysView [reads Proceedings] = holidays::list;
        holidays_add (holidays::HolidaysInput) -> holidays::HolidaysChanged [changes Proceedings] = holidays::add;
        holidays_remove (holidays::HolidaysRef) -> holidays::HolidaysChanged [changes Proceedings] = holidays::remove;

        // Finding one's way
        paper_list (Empty) -> Vec<guidance::PaperCard> [reads] = guidance::papers;
        bystander_list (Empty) -> Vec<guidance::BystanderCard> [reads] = guidance::bystanders;
        stage_guide (guidance::StageQuery) -> guidance::StageCard [reads] = guidance::stage;
        recourse_find (guidance::RecourseQuery) -> guidance::RecourseFound [reads] = guidance::find;

        // Files that prove something
        attachment_add (attachments::AttachmentFiles) -> jobs::JobRef [changes] = attachments::add;
        attachment_keep (attachments::AttachmentKeep) -> attachments::AttachmentsKept [changes Attachments Letters] = attachments::keep;
        attachment_list (attachments::AttachmentQuery) -> attachments::AttachmentList [reads Attachments] = attachments::list;
        attachment_get (attachments::AttachmentRef) -> attachments::AttachmentDetail [reads Attachments Letters] = attachments::get;
        attachment_save (attachments::AttachmentInput) -> attachments::AttachmentRow [changes Attachments Letters] = attachments::save;
        attachment_read (attachments::AttachmentRange) -> attachments::AttachmentPiece [reads] = attachments::read;
        attachment_page (attachments::AttachmentPage) -> attachments::PageShown [reads] = attachments::page;
        attachment_redact_image (attachments::RedactImage) -> attachments::AttachmentRow [changes Attachments Letters] = attachments::redact_image;
        attachment_redact_text (attachments::RedactText) -> attachments::AttachmentRow [changes Attachments Letters] = attachments::redact_text;
        attachment_export (attachments::AttachmentExport) -> letters::Exported [changes] = attachments::export;
        attachment_remove (attachments::AttachmentRef) -> Done [changes Attachments Letters] = attachments::remove;

        // Lists as tables for WPS and Excel
        sheet_export (sheets::SheetExport) -> letters::Exported [changes] = sheets::export;

        // This week
        week_get (Empty) -> week::ThisWeek [reads Debts Contacts Findings Letters Proceedings] = week::get;
    }};
}
pub(crate) use with_commands;
