//! Which section of a draft each sentence of a telling tells, by the words they share.

use std::collections::{HashMap, HashSet};

use crate::draft::{Section, Sections};
use crate::text::{Span, words};

/// Words of four letters or more that stand in any text.
const COMMON: [&str; 40] = [
    "about", "after", "also", "been", "before", "being", "both", "could", "does", "each", "even",
    "every", "from", "have", "having", "into", "it's", "just", "like", "many", "more", "most",
    "much", "only", "other", "over", "some", "such", "than", "that", "their", "them", "then",
    "there", "they", "this", "very", "were", "what", "with",
];

/// What a word of one section counts by the number of sections in which it stands.
const WEIGHTS: [f32; 5] = [0.0, 1.0, 0.4, 0.1, 0.0];

/// The share of a sentence's words that tells its section, at least.
const ENOUGH: f32 = 0.2;

/// What it costs to go on to the next section, to pass over another on the way, and to go back.
const ONWARDS: f32 = 0.1;
const PASSED: f32 = 0.05;
const BACK: f32 = 0.25;

/// The words of a draft's sections by which they are known again.
pub(super) struct Known {
    /// For each word a bit for each section in which it stands.
    places: HashMap<String, u8>,
}

/// A sentence of a telling.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Heard {
    pub(super) span: Span,
    pub(super) section: Section,
    /// Whether its own words say so, rather than those around it.
    pub(super) certain: bool,
}

impl Known {
    pub(super) fn new(sections: &Sections) -> Self {
        let mut places: HashMap<String, u8> = HashMap::new();
        for (section, text) in sections.iter() {
            for word in telling_words(text) {
                *places.entry(word).or_default() |= 1 << section.index();
            }
        }
        Self { places }
    }

    /// The likeliest section of each of `sentences`: by its own words, and by those before and after it. The order
    /// of the sections is no more than likely.
    pub(super) fn hear(&self, text: &str, sentences: &[Span]) -> Vec<Heard> {
        let scores: Vec<[f32; 4]> =
            sentences.iter().map(|span| self.score(span.of(text))).collect();
        let path = likeliest(&scores);
        let heard = sentences.iter().zip(path).zip(&scores);
        heard
            .map(|((span, section), score)| Heard {
                span: *span,
                section,
                certain: score[section.index()] >= ENOUGH,
            })
            .collect()
    }

    /// For each section, the share of the words of `sentence` that stand in it.
    fn score(&self, sentence: &str) -> [f32; 4] {
        let own = telling_words(sentence);
        let mut sums = [0.0; 4];
        for word in &own {
            let places = self.places.get(word).copied().unwrap_or_default();
            let weight = WEIGHTS[places.count_ones() as usize];
            for (at, sum) in sums.iter_mut().enumerate() {
                *sum += if places & (1 << at) == 0 { 0.0 } else { weight };
            }
        }
        // One word in common says little, however short the sentence.
        sums.map(|sum| if sum < 1.0 { 0.0 } else { sum / own.len().max(3) as f32 })
    }
}

/// The best way through the sections.
fn likeliest(scores: &[[f32; 4]]) -> Vec<Section> {
    let mut totals = scores.first().copied().unwrap_or_default();
    let mut from: Vec<[usize; 4]> = Vec::new();
    for score in scores.iter().skip(1) {
        let best: [(usize, f32); 4] = [0, 1, 2, 3].map(|to| {
            let through = |from: usize| totals[from] - cost(from, to);
            let first = (to, through(to));
            // Where all is equal, one stays as long as one can: an odd sentence belongs to those before it.
            let others = (0..4).filter(|from| *from != to).map(|from| (from, through(from)));
            others.fold(first, |best, next| if next.1 >= best.1 { next } else { best })
        });
        from.push(best.map(|(from, _)| from));
        totals = [0, 1, 2, 3].map(|to| best[to].1 + score[to]);
    }
    let mut at = (1..4).fold(0, |best, at| if totals[at] > totals[best] { at } else { best });
    let mut path = vec![Section::ALL[at]; scores.len()];
    for (place, from) in path.iter_mut().rev().skip(1).zip(from.iter().rev()) {
        at = from[at];
        *place = Section::ALL[at];
    }
    path
}

fn cost(from: usize, to: usize) -> f32 {
    match to.checked_sub(from) {
        Some(0) => 0.0,
        // Less than step by step, so that nobody is said to pass through a section without a word of it.
        Some(steps) => ONWARDS + PASSED * (steps - 1) as f32,
        None => BACK,
    }
}

/// The words of `text` that tell what it is about, each once and without its ending.
pub(super) fn telling_words(text: &str) -> HashSet<String> {
    let spans = words(text);
    let lower = spans.iter().map(|span| span.of(text).to_lowercase().replace('’', "'"));
    lower.filter(|word| tells(word)).map(|word| stem(&word).to_owned()).collect()
}

fn tells(word: &str) -> bool {
    let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
    has_digit || word.chars().count() > 3 && COMMON.binary_search(&word).is_err()
}

/// The word without its usual ending, and no more of it than six characters: "reports" and "reported" are one.
fn stem(word: &str) -> &str {
    let shorter =
        ["ing", "ed", "es", "s", "e", "ly"].iter().find_map(|ending| word.strip_suffix(ending));
    let word = shorter.filter(|rest| rest.chars().count() > 2).unwrap_or(word);
    word.char_indices().nth(6).map_or(word, |(end, _)| &word[..end])
}

#[cfg(test)]
mod tests {
    use super::{COMMON, Known, likeliest, stem, telling_words};
    use crate::draft::{Section, Sections};
    use crate::text::sentences;

    #[test]
    fn the_common_words_are_in_order_to_be_looked_up() {
        assert!(COMMON.is_sorted());
    }

    #[test]
    fn forms_of_a_word_are_one_and_short_or_common_words_tell_nothing() {
        assert_eq!(stem("reports"), stem("reported"));
        assert_eq!(stem("timed"), stem("timing"));
        assert!(telling_words("It was with them, and so I am").is_empty());
        assert_eq!(telling_words("in 48 of 48").len(), 1);
        assert_eq!(stem("ééééééééé"), "éééééé");
    }

    #[test]
    fn a_sentence_goes_to_the_section_whose_words_it_has_and_an_odd_one_to_its_neighbours() {
        let known = Known::new(&Sections::new(
            [
                "The nightly export failed for forty shops.",
                "My manager asked me to repair it before the audit.",
                "I timed every step and moved the cleanup to noon.",
                "Since then it needs 48 minutes and nobody gets paged.",
            ]
            .map(str::to_owned),
        ));
        let said = "Well. So the export failed, forty shops every night. Awful, really. I timed the steps, \
                    every single one. Then the cleanup moved to noon. Now it needs 48 minutes, nobody paged.";
        let heard = known.hear(said, &sentences(said));
        let found: Vec<_> = heard.iter().map(|heard| (heard.section, heard.certain)).collect();
        let expected = [
            (Section::Situation, false),
            (Section::Situation, true),
            (Section::Situation, false),
            (Section::Action, true),
            (Section::Action, true),
            (Section::Result, true),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn no_sentence_and_none_that_is_known_are_no_trouble() {
        assert!(likeliest(&[]).is_empty());
        assert_eq!(likeliest(&[[0.0; 4]; 3]), [Section::Situation; 3]);
    }
}
