use crate::draft::{Section, Tip};
use crate::judge::{Level, Review};

/// What the session waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The text of a section.
    Section {
        /// Which.
        section: Section,
        /// What stands there so far.
        text: String,
        /// Whether it is written again after the review.
        again: bool,
    },
    /// How far the writer thinks the draft shows a tip, before the coach says it.
    Rating(Tip),
    /// An answer to the interviewer.
    FollowUp {
        /// Which of the questions this is, from 1.
        number: usize,
        /// How many there are.
        of: usize,
        /// The tip it is after.
        tip: Tip,
        /// The question.
        question: String,
        /// Whether it is asked since the answer is still too short to be judged.
        is_short: bool,
    },
    /// Where an answer to the interviewer shall stand in the draft.
    Place {
        /// The answer.
        answer: String,
        /// Where it fits best.
        fits: Section,
    },
    /// What to do next.
    Menu {
        /// What there is to choose from.
        choices: Vec<Choice>,
        /// The one that the coach would take.
        best: Choice,
    },
    /// Which section to revise.
    PickSection,
    /// Which tip does not apply, or applies again; with those that do not now.
    PickTip(Vec<Tip>),
    /// Nothing more.
    Over,
}

/// What can be done once there is a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Write a section again.
    Revise,
    /// Be asked two questions.
    FollowUps,
    /// Say that a tip does not apply, or applies after all.
    Dismiss,
    /// See the example beside one's own.
    Example,
    /// See the review at length.
    Explain,
    /// Write the draft and its review to a file.
    Export,
    /// Stop here.
    Done,
}

/// What the writer did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Finished the text asked for.
    Written(String),
    /// Went back, with this text so far.
    Back(String),
    /// Asked for a hint, with this text so far.
    Hint(String),
    /// Left, with this text so far; it is not finished.
    Leave(String),
    /// Rated the tip asked for, or passed it over.
    Rated(Option<Level>),
    /// Passed over all ratings that are left.
    RatedEnough,
    /// Put the answer into this section, or nowhere.
    Placed(Option<Section>),
    /// Chose from the menu.
    Chose(Choice),
    /// Picked the section to revise, or none.
    PickedSection(Option<Section>),
    /// Picked the tip to mark, or none.
    PickedTip(Option<Tip>),
}

/// What whoever drives the session has to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Keep the record.
    Save,
    /// Keep this unfinished text of a section for the next time.
    Keep(Section, String),
    /// Nothing of the section in progress needs to be kept any more.
    Forget,
    /// Say this hint.
    Hint(String),
    /// Show the review.
    Review,
    /// Show where the writer's own ratings differ from the review.
    Ratings,
    /// Show the review at length.
    Explain,
    /// Show which tips rose or fell since the review before.
    Moved(Vec<Move>),
    /// Show the example beside the draft.
    Example,
    /// Write the draft to a file.
    Export,
    /// Say that nothing was written, so nothing is kept.
    Nothing,
}

/// A tip whose level changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// The tip.
    pub tip: Tip,
    /// Its level before.
    pub from: Level,
    /// Its level now.
    pub to: Level,
}

impl Move {
    /// The tips whose levels differ between two reviews, in order.
    pub fn between(before: &Review, after: &Review) -> Vec<Self> {
        let pairs = before.findings.iter().zip(&after.findings);
        pairs
            .filter(|(before, after)| before.level != after.level)
            .map(|(before, after)| Self { tip: before.tip, from: before.level, to: after.level })
            .collect()
    }
}
