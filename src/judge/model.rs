//! The judge's weights as they lie in `answers/weights.bin`.

use std::sync::OnceLock;

use super::bytes::Reader;
#[cfg(any(test, feature = "train"))]
use super::bytes::Writer;
use super::layer::{Scores, Teller, numbers};
use super::linear::Linear;
use super::reading::Sentence;
use super::review::Level;
use crate::draft::{Tip, Tips};

/// First bytes of the file; the digit changes with the format.
const MAGIC: &[u8] = b"starcoach weights 3\n";

/// The score of what cannot be.
const NEVER: f32 = -9.0;

/// Everything learned.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Which tips a sentence hints at and shows.
    pub(crate) sentence: Linear<12>,
    /// The same for a whole draft read as one bag of features.
    pub(crate) bag: Linear<12>,
    /// Which section a sentence belongs to.
    pub(crate) section: Linear<4>,
    /// For each tip, "at least hinted" and "shown".
    pub(crate) tellers: Tips<[Teller; 2]>,
    /// For each tip, the probabilities from which these two are said.
    pub(crate) limits: Tips<[f32; 2]>,
}

/// What the model says of a draft.
pub(crate) struct Judgement {
    /// Scores of each sentence.
    pub scores: Vec<Scores>,
    /// For each tip, how likely "at least hinted" and "shown" are.
    #[cfg_attr(not(feature = "train"), expect(dead_code, reason = "for the error listing"))]
    pub likely: Tips<[f32; 2]>,
    /// For each tip, the level.
    pub levels: Tips<Level>,
}

impl Model {
    /// The weights compiled in.
    ///
    /// # Panics
    /// Never in a build that passed its tests: they read the file.
    pub fn built_in() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| {
            Self::from_bytes(include_bytes!("../../answers/weights.bin"))
                .expect("answers/weights.bin is read by a test")
        })
    }

    /// Reads a weights file; `None` if it is not one.
    pub fn from_bytes(bytes: &'static [u8]) -> Option<Self> {
        let mut from = Reader(bytes.strip_prefix(MAGIC)?);
        let (sentence, bag, section) =
            (Linear::read(&mut from)?, Linear::read(&mut from)?, Linear::read(&mut from)?);
        let mut tellers = Tips::<[Teller; 2]>::default();
        for teller in tellers.iter_mut().flatten() {
            *teller = Teller::read(&mut from)?;
        }
        let mut limits = Tips::<[f32; 2]>::default();
        for limit in limits.iter_mut().flatten() {
            *limit = from.float()?;
        }
        Some(Self { sentence, bag, section, tellers, limits })
    }

    /// The bytes of the weights file.
    #[cfg(any(test, feature = "train"))]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer(MAGIC.to_vec());
        self.sentence.write(&mut out);
        self.bag.write(&mut out);
        self.section.write(&mut out);
        self.tellers.iter().flatten().for_each(|teller| teller.write(&mut out));
        self.limits.iter().flatten().for_each(|&limit| out.float(limit));
        out.0
    }

    /// Scores of one sentence.
    pub(crate) fn score(&self, sentence: &Sentence) -> Scores {
        self.sentence.scores(sentence.wording.iter().chain(&sentence.placing))
    }

    /// Levels of a draft with these sentences.
    ///
    /// `caps` are the highest levels that each sentence may earn; it scores for no higher one.
    pub(crate) fn judge(&self, sentences: &[Sentence], caps: &[Tips<Level>]) -> Judgement {
        let scores: Vec<Scores> = sentences
            .iter()
            .zip(caps)
            .map(|(sentence, caps)| capped(self.score(sentence), *caps))
            .collect();
        let bag = self.bag.scores(super::reading::bag(sentences).iter());
        let numbers = numbers(sentences, &scores, &bag);
        let likely = Tip::ALL.map(|tip| {
            let [hinted, shown] = &self.tellers[tip.index()];
            let hinted = hinted.probability(&numbers[tip.index()]);
            [hinted, shown.probability(&numbers[tip.index()]).min(hinted)]
        });
        let mut levels = Tip::ALL.map(|tip| level(likely[tip.index()], self.limits[tip.index()]));
        if only_planned(sentences, &scores) {
            let impact = &mut levels[Tip::Impact.index()];
            *impact = (*impact).min(Level::Hinted);
        }
        Judgement { scores, likely, levels }
    }
}

/// The scores without those for levels above the caps.
fn capped(mut scores: Scores, caps: Tips<Level>) -> Scores {
    for (n, score) in scores.iter_mut().enumerate() {
        if usize::from(caps[n % 6].score()) <= n / 6 {
            *score = NEVER;
        }
    }
    scores
}

/// Whether the sentence that would show an impact has figures and all of them are goals or hopes.
///
/// The codebook leaves no doubt here, and drafts that hope aloud are too few for the weights to learn it from.
fn only_planned(sentences: &[Sentence], scores: &[Scores]) -> bool {
    let shown = Tip::Impact.index() + 6;
    let best = sentences.iter().zip(scores).max_by(|a, b| a.1[shown].total_cmp(&b.1[shown]));
    best.is_some_and(|(sentence, _)| {
        let mut figures = sentence.tokens.iter().filter(|token| token.measures()).peekable();
        figures.peek().is_some() && figures.all(|token| token.planned)
    })
}

/// The level that probabilities stand for: the expected score against two limits.
///
/// The expected score keeps a draft that is either 0 or 2 from being called either with too little ground.
pub(crate) fn level([hinted, shown]: [f32; 2], [low, high]: [f32; 2]) -> Level {
    let expected = hinted + shown;
    if expected >= high {
        Level::Shown
    } else if expected >= low {
        Level::Hinted
    } else {
        Level::Missing
    }
}

#[cfg(test)]
mod tests {
    use super::Model;

    const BYTES: &[u8] = include_bytes!("../../answers/weights.bin");

    #[test]
    fn the_weights_are_read_back_as_written_and_below_a_mebibyte() {
        let model = Model::from_bytes(BYTES).expect("a weights file");
        assert!(model.to_bytes() == BYTES);
        assert!(BYTES.len() < 1 << 20);
    }

    #[test]
    fn a_damaged_file_is_refused() {
        assert!(Model::from_bytes(&BYTES[..BYTES.len() - 1]).is_none());
        assert!(Model::from_bytes(&BYTES[1..]).is_none());
        assert!(Model::from_bytes(b"").is_none());
    }
}
