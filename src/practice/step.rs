use crate::draft::{Section, Tip};

/// What a session waits for.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Write { section: Section, text: String, again: bool },
    Rate(usize),
    Answer { tips: Vec<Tip>, number: usize },
    Place { tips: Vec<Tip>, number: usize, answer: String },
    Menu,
    PickSection,
    PickTip,
    Over,
}
