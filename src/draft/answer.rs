use std::collections::BTreeMap;

use super::{Sections, Tip};

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
