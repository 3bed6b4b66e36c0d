use crate::draft::{Draft, Section, Tip, Words};
use crate::judge::Review;

/// What a session works with besides the draft.
#[derive(Clone, Copy, Debug)]
pub struct Brief<'w> {
    /// The words of the tips and sections.
    pub words: &'w Words,
    /// Who judges a draft.
    pub judge: fn(&Draft) -> Review,
    /// Whether there is an example to compare with.
    pub has_example: bool,
    /// The tip that is practised above all.
    pub tip: Option<Tip>,
    /// Tips that never apply to what the writer tells: the judge hears of them, the record does not.
    pub never: &'w [Tip],
}

/// Where a session begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// With the first section that is blank; with the review when none is.
    GoOn,
    /// With blank sections, as a new attempt.
    Afresh,
    /// Within this section, whose unfinished text is given.
    Within(Section, String),
}
