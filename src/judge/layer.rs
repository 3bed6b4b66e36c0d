//! From sentences to a draft: the numbers a level is told by, and the models that tell it.

use std::sync::LazyLock;

use super::bytes::Reader;
#[cfg(any(test, feature = "train"))]
use super::bytes::Writer;
use super::forest::Forest;
use super::lexicon::{Classes, Lexicon};
use super::linear::sigmoid;
use super::reading::Sentence;
use super::tokens::{Agent, Token};
use crate::draft::{Section, Tip, Tips};
use crate::text::word_set::{WordSet, word_set};

/// Scores of a sentence or draft: for each tip "at least hinted", then for each tip "shown".
pub(crate) type Scores = [f32; 12];

/// Tells one threshold of one tip: a logistic regression and boosted trees, averaged.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Teller {
    /// Mean and inverse deviation of each number, then its weight.
    pub weights: Vec<[f32; 3]>,
    /// Score of an average draft.
    pub bias: f32,
    /// The trees beside it.
    pub forest: Forest,
}

impl Teller {
    /// The probability that the draft with these numbers reaches the level.
    pub(crate) fn probability(&self, numbers: &[f32]) -> f32 {
        let line: f32 = self
            .weights
            .iter()
            .zip(numbers)
            .map(|([mean, inverse, weight], number)| {
                ((number - mean) * inverse).clamp(-4.0, 4.0) * weight
            })
            .sum();
        f32::midpoint(sigmoid(self.bias + line), sigmoid(self.forest.score(numbers)))
    }

    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self, out: &mut Writer) {
        out.count(self.weights.len());
        self.weights.iter().flatten().for_each(|&value| out.float(value));
        out.float(self.bias);
        self.forest.write(out);
    }

    pub(crate) fn read(from: &mut Reader<'static>) -> Option<Self> {
        let count = from.count()?;
        let mut weights = vec![[0.0; 3]; count];
        for value in weights.iter_mut().flatten() {
            *value = from.float()?;
        }
        Some(Self { weights, bias: from.float()?, forest: Forest::read(from)? })
    }
}

/// The numbers of a draft, for each tip: what its sentences score, what else is in it.
///
/// `scores` are those of the sentences, `bag` those of the whole text as one.
pub(crate) fn numbers(sentences: &[Sentence], scores: &[Scores], bag: &Scores) -> Tips<Vec<f32>> {
    let common = common(sentences);
    let best: Vec<f32> = (0..12).map(|n| top(scores.iter().map(|score| score[n]), 1)[0]).collect();
    Tip::ALL.map(|tip| {
        let mut all = own(tip, sentences, scores);
        for n in [tip.index(), tip.index() + 6] {
            all.push(bag[n]);
        }
        all.extend(&best);
        all.extend(bag);
        all.extend(&common);
        all
    })
}

/// What the sentences score for this tip: best, second, third, sums, best per section, best neighbours.
fn own(tip: Tip, sentences: &[Sentence], scores: &[Scores]) -> Vec<f32> {
    let mut all = Vec::new();
    for n in [tip.index(), tip.index() + 6] {
        let column = || scores.iter().map(|score| score[n]);
        all.extend(top(column(), 4));
        all.push(column().map(sigmoid).sum());
        all.push(column().filter(|&score| score > 0.0).count() as f32);
        for section in Section::ALL {
            let inside = sentences
                .iter()
                .zip(scores)
                .filter(|(sentence, _)| sentence.place.section == section);
            all.push(top(inside.map(|(_, score)| score[n]), 1)[0]);
        }
        let neighbours = scores.windows(2).map(|pair| pair[0][n] + pair[1][n]);
        all.push(top(neighbours, 1)[0]);
    }
    all
}

/// The `n` largest, descending, with a low score where there are fewer.
fn top(scores: impl Iterator<Item = f32>, n: usize) -> Vec<f32> {
    let mut all: Vec<f32> = scores.collect();
    all.sort_by(|a, b| b.total_cmp(a));
    all.resize(all.len().max(n), -9.0);
    all.truncate(n);
    for score in &mut all {
        *score = score.clamp(-9.0, 9.0);
    }
    all
}

/// Classes whose count in Action and in Result tells something of the whole draft.
static COUNTED: LazyLock<[Classes; 18]> = LazyLock::new(|| {
    let names = [
        "gather",
        "look",
        "ask",
        "experiment",
        "make",
        "alter",
        "effort",
        "vague_act",
        "find",
        "cause",
        "seq",
        "purpose",
        "because",
        "alt",
        "price",
        "lesson",
        "customer",
        "vague_quant",
    ];
    names.map(|name| Lexicon::get().class(name))
});

/// Numbers about the draft as a whole.
fn common(sentences: &[Sentence]) -> Vec<f32> {
    let words = |section: Option<Section>| {
        sentences
            .iter()
            .filter(move |sentence| section.is_none_or(|section| sentence.place.section == section))
            .flat_map(|sentence| sentence.tokens.iter().filter(|token| !token.mark))
    };
    let total = words(None).count().max(1) as f32;
    let mut all = vec![total.ln(), sentences.len() as f32, total / sentences.len().max(1) as f32];
    all.extend(Section::ALL.map(|section| (1.0 + words(Some(section)).count() as f32).ln()));
    let share = |test: &dyn Fn(&Token) -> bool| {
        words(None).filter(|token| test(token)).count() as f32 / total
    };
    all.push(share(&|token| token.stem == "i" || token.stem == "my"));
    all.push(share(&|token| token.stem == "we" || token.stem == "our"));
    all.push(share(&|token| token.planned));
    all.push(share(&|token| token.negated));
    all.push(share(&|token| token.classes != 0));
    all.push(share(&|token| token.past));
    all.push(share(&|token| GRAMMAR.has(token.id)));
    for section in [None, Some(Section::Action), Some(Section::Result)] {
        let measured = |token: &&Token| token.measures();
        all.push(words(section).filter(measured).count() as f32);
    }
    for class in *COUNTED {
        all.push(
            words(None)
                .filter(|token| token.classes & class != 0 && !token.negated && !token.planned)
                .count() as f32,
        );
    }
    for agent in [Agent::Me, Agent::We] {
        let acts = |sentence: &&Sentence| {
            sentence.place.section == Section::Action
                && sentence.tokens.iter().any(|token| token.agent == agent && token.past)
        };
        all.push(sentences.iter().filter(acts).count() as f32);
    }
    all
}

/// The commonest words of English: an account has many, a heap of keywords few.
const GRAMMAR: WordSet = word_set!(
    "the a an to of and in i was it that for on we with my had so were but at they from by"
);
