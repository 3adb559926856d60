//! Letters: compose from findings, preview, save, print, send.

mod annex;
mod batch;
mod card;
mod compose;
mod discard;
mod draft;
mod enclosures;
mod envelope;
mod exhibits;
mod export;
mod figures;
mod file;
mod filled;
mod from_case;
mod list;
mod mask;
mod own;
mod page_counts;
mod phrases;
mod preview;
mod print;
mod proof_index;
mod reasons;
mod replies;
mod row;
mod save;
mod send;
mod sentences;
mod shown;
mod templates;
mod versions;
mod volume;
mod what;

pub use batch::batch;
pub use card::{
    LetterAsk, LetterAskForm, LetterAudience, LetterChoice, RequestOption, TemplateCard,
};
pub use discard::discard;
pub use draft::{Enclosure, LetterDraft, OwnParagraph};
pub(crate) use enclosures::encloses;
pub use envelope::envelope;
pub use export::export;
pub use file::{
    Exported, LetterBatch, LetterEnvelope, LetterEnvelopeSize, LetterExport, LetterFile,
    LetterForm, LetterLacking, LetterVolume, LettersWritten,
};
pub use from_case::{FromCase, from_case};
pub(crate) use list::{draft_of, unknown_letters};
pub use list::{get, list};
pub(crate) use mask::digits as mask_digits;
pub(crate) use page_counts::PageCounts;
pub(crate) use phrases::Phrases;
pub use preview::preview;
pub use print::Written;
pub(crate) use proof_index::ProofIndex;
pub(crate) use reasons::reasons;
pub use row::{LetterDetail, LetterRef, LetterRow, LetterVersion};
pub(crate) use save::reference as new_reference;
pub use save::save;
pub use send::{finish, send};
pub use shown::{
    Enclosed, LetterNote, LetterPages, LetterProblem, LetterProblemCode, LetterRemark,
    LetterRemarkCode, LikelyReply, LikelyReplyCode, RowSource, SentenceRows, SentenceSpot,
    SupportingRow,
};
pub use templates::templates;
pub(crate) use templates::{own_card, template_title};
pub use versions::versions;
pub use volume::exhibits;
