//! A STAR answer: four sections, and the tips its writer says do not apply.

mod read;
mod record;
mod section;
mod tip;
mod write;

use std::collections::BTreeMap;

pub use read::{Body, Found, LeftOut, Notes, Written, read, read_json_line};
pub use record::{Attempt, Record};
pub use section::{Section, Sections};
pub use tip::{Tip, Tips};
pub use write::{REVIEW_MARK, to_markdown};

/// The user's own answer to one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The question answered, in words; empty when the notes name none.
    pub question: String,
    /// The answer itself.
    pub sections: Sections,
    /// Tips that the writer marked "does not apply"; they count neither for nor against the verdict.
    pub not_applicable: Vec<Tip>,
    /// Parts of the notes that are none of the four sections ("Reflection", "Nugget"), by their label.
    pub extra: BTreeMap<String, String>,
}
