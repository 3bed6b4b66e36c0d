//! Why a draft is turned away, by what most of its sentences are.

use super::Why;
use super::mode::Mode;
use super::read::Sentence;
use crate::judge::Verdict;

/// Fewer words than this are no answer that can be judged.
const FEWEST: usize = 40;
/// Fewer unspoilt words than this hold nothing worth a level.
const SCRAP: usize = 8;

/// Why a draft is turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    Empty,
    Foreign,
    Machine,
    Salad,
    Blank,
    Pasted,
    Repeated,
    Short,
}

impl Refusal {
    /// What speaks against the sentences as a whole, if anything does.
    pub(super) fn of(sentences: &[Sentence], modes: &[Mode], whys: &[Option<Why>]) -> Option<Self> {
        if !sentences
            .iter()
            .flat_map(|s| &s.words)
            .any(|word| word.lower.chars().all(|c| c.is_alphabetic() || c == '\''))
        {
            return Some(Self::Empty);
        }
        let all: usize = sentences.iter().map(|sentence| sentence.words.len()).sum();
        let most =
            |why: Why, share: f64| words_of(sentences, whys, Some(why)) as f64 > share * all as f64;
        // A trace or a log has lines in words too, but nobody speaks in them.
        let spoken = modes.iter().zip(whys).any(|(mode, why)| why.is_none() && mode.first_person);
        let reminders = words_of(sentences, whys, Some(Why::Reminder)) > 0;
        let unfinished = reminders && words_of(sentences, whys, None) < FEWEST;
        let checks = [
            (most(Why::Foreign, 0.5), Self::Foreign),
            (most(Why::Machine, if spoken { 0.5 } else { 0.3 }), Self::Machine),
            (most(Why::Salad, 0.5), Self::Salad),
            (most(Why::Blank, 0.35) || unfinished, Self::Blank),
            (most(Why::Pasted, 0.5), Self::Pasted),
            (most(Why::Repeated, 0.4), Self::Repeated),
            (all < FEWEST, Self::Short),
        ];
        checks.into_iter().find_map(|(holds, refusal)| holds.then_some(refusal))
    }

    /// Whether not even a sentence of it can earn anything.
    pub(super) fn leaves_nothing(self, sentences: &[Sentence], whys: &[Option<Why>]) -> bool {
        match self {
            Self::Empty => true,
            Self::Short | Self::Repeated => false,
            _ => words_of(sentences, whys, None) < SCRAP,
        }
    }

    /// The reason in a sentence, and what to do about it.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Empty => {
                "There is nothing to judge yet: the four sections have no words in them."
            }
            Self::Foreign => {
                "Most of this is not in English, and English is the only language I can judge."
            }
            Self::Machine => {
                "Most of this reads like a log or code; say in sentences what you did."
            }
            Self::Salad => {
                "Most of these words stand in no order that tells of anything; write it as you would say it."
            }
            Self::Blank => {
                "There are places left to fill in; fill them in and I can judge the answer."
            }
            Self::Pasted => {
                "Most of this is the question or advice about answers, not yet your own answer."
            }
            Self::Repeated => "Most of this says one sentence over and over.",
            Self::Short => Verdict::TOO_SHORT,
        }
    }
}

/// Words in the sentences that are held for this reason, or for none.
fn words_of(sentences: &[Sentence], whys: &[Option<Why>], wanted: Option<Why>) -> usize {
    sentences
        .iter()
        .zip(whys)
        .filter(|(_, why)| **why == wanted)
        .map(|(sentence, _)| sentence.words.len())
        .sum()
}
