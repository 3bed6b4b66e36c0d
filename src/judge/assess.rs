//! A draft in, a review out.

use super::advice::advise;
use super::model::{Judgement, Model};
use super::notes::section_reviews;
use super::quotes::{cue, quotes};
use super::reading::{Sentence, read};
use super::review::{Finding, Level, Review};
use super::verdict::verdict;
use crate::draft::{Draft, Sections, Tip, Tips};
use crate::text::{WORDS_A_MINUTE, words};

/// The review of a draft.
pub fn review(draft: &Draft) -> Review {
    Model::built_in().review(draft)
}

/// A draft read and judged, before anything is said of it.
pub(crate) struct Case<'d> {
    pub model: &'d Model,
    pub sections: &'d Sections,
    pub sentences: Vec<Sentence>,
    pub judgement: Judgement,
}

impl Model {
    /// The review of a draft by these weights.
    pub fn review(&self, draft: &Draft) -> Review {
        let case = Case::of(self, &draft.sections);
        let findings = Tip::ALL.map(|tip| case.finding(tip));
        let words = draft
            .sections
            .iter()
            .map(|(_, text)| words(text).len())
            .sum::<usize>();
        Review {
            verdict: verdict(&findings, &draft.not_applicable),
            findings,
            sections: section_reviews(&case),
            spoken_seconds: (words as u64 * 60).div_ceil(u64::from(WORDS_A_MINUTE)) as u32,
            capped: None,
        }
    }
}

impl<'d> Case<'d> {
    pub(crate) fn of(model: &'d Model, sections: &'d Sections) -> Self {
        let sentences = read(sections);
        let mut judgement = model.judge(&sentences);
        if sentences.is_empty() {
            judgement.levels = Tips::from([Level::Missing; 6]);
        }
        Self {
            model,
            sections,
            sentences,
            judgement,
        }
    }

    fn finding(&self, tip: Tip) -> Finding {
        let level = self.judgement.levels[tip.index()];
        let quotes = quotes(
            self.model,
            self.sections,
            &self.sentences,
            &self.judgement.scores,
            tip,
            level,
        );
        let cue = quotes
            .first()
            .and_then(|quote| cue(self.model, &self.sentences, quote, tip, level));
        let (advice, about) = advise(self, tip, level, &quotes);
        Finding {
            tip,
            level,
            quotes,
            cue,
            advice,
            about,
        }
    }
}
