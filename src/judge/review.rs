use crate::draft::{Section, Tip, Tips};
use crate::text::Span;

pub use crate::draft::Level;

/// Words of the draft that earned a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The section they stand in.
    pub section: Section,
    /// Where in that section's text.
    pub span: Span,
    /// Exactly that slice.
    pub text: String,
}

/// Which advice of a tip fits the draft: a key of `advice:` in `answers/tips.yaml`.
pub type AdviceKey = &'static str;

/// A tip's level for a draft, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The tip judged.
    pub tip: Tip,
    /// How far the draft fulfils it.
    pub level: Level,
    /// The words that earned the level, strongest first; empty when nothing did.
    pub quotes: Vec<Quote>,
    /// The words inside the first quote that counted most, when any did.
    pub cue: Option<String>,
    /// What would raise the level.
    pub advice: AdviceKey,
    /// Words of the draft that the advice speaks about, even where they earned nothing.
    pub about: Option<Quote>,
}

impl Finding {
    /// The stable name of what was found, which `explain` knows: `impact.no-figure`.
    pub fn id(&self) -> String {
        format!("{}.{}", self.tip, self.advice)
    }
}

/// Length and content of one section. Information, never a fault by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionReview {
    /// The section.
    pub section: Section,
    /// Its length in words.
    pub words: usize,
    /// Its share of the draft's words, 0 to 1.
    pub share: f64,
    /// Remarks, a sentence each.
    pub notes: Vec<String>,
}

/// Where the draft stands as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Good enough: stop polishing.
    Ready,
    /// One or two tips away.
    Close,
    /// More to do.
    NotYet,
    /// Not an account that can be judged; the reason, as a sentence.
    CannotTell(String),
}

impl Verdict {
    /// The reason why an answer cannot be judged of which there is too little.
    pub const TOO_SHORT: &'static str =
        "Fewer than 40 words are too few to judge; tell a little more of it.";

    /// Whether it cannot be told for no other reason than that there is too little of it.
    pub fn is_too_short(&self) -> bool {
        self.reason() == Some(Self::TOO_SHORT)
    }

    /// Name as JSON and scripts spell it.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Close => "close",
            Self::NotYet => "not-yet",
            Self::CannotTell(_) => "cannot-tell",
        }
    }

    /// Why it cannot be told, when it cannot.
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::CannotTell(reason) => Some(reason),
            _ => None,
        }
    }
}

/// Everything the judge says of one draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// A finding for each tip, in order.
    pub findings: Tips<Finding>,
    /// The four sections, in order.
    pub sections: [SectionReview; 4],
    /// Time to say the draft aloud, in seconds.
    pub spoken_seconds: u32,
    /// Where the draft stands.
    pub verdict: Verdict,
    /// Why levels were held down although an account was found ("no part of the speaker's"), a sentence.
    pub capped: Option<String>,
}

impl Review {
    /// The same review for someone who says `words_a_minute` words a minute.
    #[must_use]
    pub fn spoken_at(mut self, words_a_minute: u32) -> Self {
        let words: usize = self.sections.iter().map(|section| section.words).sum();
        let seconds = (words as u64 * 60).div_ceil(u64::from(words_a_minute.max(1)));
        self.spoken_seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
        self
    }
}
