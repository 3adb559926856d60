//! What the journal calls each use case. Codes are permanent.

/// A use case that writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    BorrowerSaved,
    PersonSaved,
    DebtSaved,
    DebtRemoved,
    AgreementSaved,
    AccountSaved,
    EntrySaved,
    EntryRemoved,
    LimitationSaved,
    LimitationRemoved,
    BudgetSaved,
    NoticeSaved,
    NoticeRemoved,
    ContactAdded,
    ContactCorrected,
    NumberAssigned,
    Imported,
    ImportUndone,
    FactAnswered,
    LetterSaved,
    LetterFinished,
    LetterSent,
    LetterDiscarded,
    SettingSaved,
    CaseImported,
    PackAdded,
    PackRemoved,
}

impl Action {
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::BorrowerSaved => "borrower_saved",
            Self::PersonSaved => "person_saved",
            Self::DebtSaved => "debt_saved",
            Self::DebtRemoved => "debt_removed",
            Self::AgreementSaved => "agreement_saved",
            Self::AccountSaved => "account_saved",
            Self::EntrySaved => "entry_saved",
            Self::EntryRemoved => "entry_removed",
            Self::LimitationSaved => "limitation_saved",
            Self::LimitationRemoved => "limitation_removed",
            Self::BudgetSaved => "budget_saved",
            Self::NoticeSaved => "notice_saved",
            Self::NoticeRemoved => "notice_removed",
            Self::ContactAdded => "contact_added",
            Self::ContactCorrected => "contact_corrected",
            Self::NumberAssigned => "number_assigned",
            Self::Imported => "imported",
            Self::ImportUndone => "import_undone",
            Self::FactAnswered => "fact_answered",
            Self::LetterSaved => "letter_saved",
            Self::LetterFinished => "letter_finished",
            Self::LetterSent => "letter_sent",
            Self::LetterDiscarded => "letter_discarded",
            Self::SettingSaved => "setting_saved",
            Self::CaseImported => "case_imported",
            Self::PackAdded => "pack_added",
            Self::PackRemoved => "pack_removed",
        }
    }
}
