use serde::{Deserialize, Serialize};

use super::Example;
use crate::draft::{Draft, Section, Sections, Tip, Tips};
use crate::judge::{Level, Review, marks, review};
use crate::text::Span;

/// What the judge says of an example: as much of it as is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// Of the example itself.
    pub answer: Evidence,
    /// Of its weak first draft, where there is one.
    pub weak: Option<Evidence>,
    /// The example's sentences, each with the tips it speaks to by itself.
    pub sentences: Vec<Sentence>,
}

/// The levels of an answer, and the words that earn them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The level of each tip.
    pub levels: Tips<Level>,
    /// The words quoted for each tip.
    quotes: Vec<(Tip, Section, usize, usize)>,
}

/// A sentence with the tips it speaks to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    section: Section,
    start: usize,
    end: usize,
    /// The tips it hints at or shows.
    pub tips: Vec<(Tip, Level)>,
}

impl Judged {
    /// Judges `example` now.
    ///
    /// What its author says it does not show is left unmarked: a false mark would teach what is false.
    pub fn new(example: &Example) -> Self {
        let sections = example.sections();
        let is_missing = |tip: Tip| example.levels.get(&tip) == Some(&Level::Missing);
        let mut answer = Evidence::of(&sections);
        answer.quotes.retain(|(tip, ..)| !is_missing(*tip));
        let mut sentences = Vec::new();
        for (section, text) in sections.iter() {
            sentences.extend(marks(section, text).into_iter().map(|mut mark| {
                mark.tips.retain(|(tip, _)| !is_missing(*tip));
                let Span { start, end } = mark.span;
                Sentence { section, start, end, tips: mark.tips }
            }));
        }
        let weak = example.weak.as_ref().map(|weak| Evidence::of(&weak.sections()));
        Self { answer, weak, sentences }
    }

    /// The sentences of `section`, in order.
    pub fn sentences(&self, section: Section) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(move |sentence| sentence.section == section)
    }
}

impl Evidence {
    fn of(sections: &Sections) -> Self {
        Self::from(&review(&Draft { sections: sections.clone(), ..Draft::default() }))
    }

    /// The words of `section` that are quoted, with the tip that each earns.
    pub fn quotes(&self, section: Section) -> Vec<(Span, Tip)> {
        let own = self.quotes.iter().filter(|(_, own, ..)| *own == section);
        own.map(|&(tip, _, start, end)| (Span::new(start, end), tip)).collect()
    }
}

impl From<&Review> for Evidence {
    fn from(review: &Review) -> Self {
        let levels = Tip::ALL.map(|tip| review.findings[tip.index()].level);
        let mut quotes = Vec::new();
        for finding in &review.findings {
            quotes.extend(
                finding
                    .quotes
                    .iter()
                    .map(|quote| (finding.tip, quote.section, quote.span.start, quote.span.end)),
            );
        }
        Self { levels, quotes }
    }
}

impl Sentence {
    /// Where it stands in its section.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}
