//! A draft cut into sentences, each with its tokens and features: what all models read.

use super::features::{Feature, Place, placing, wording};
use super::tokens::{Token, tokens};
use crate::draft::{Section, Sections};
use crate::text::{Span, sentences};

/// A sentence of a draft.
pub(crate) struct Sentence {
    /// Where it stands.
    pub place: Place,
    /// Its bytes in the section's text.
    pub span: Span,
    /// Its words.
    pub tokens: Vec<Token>,
    /// What it says.
    pub wording: Vec<Feature>,
    /// Where it stands and what stands beside it.
    pub placing: Vec<Feature>,
}

/// The sentences of all four sections, in order.
pub(crate) fn read(sections: &Sections) -> Vec<Sentence> {
    sections
        .iter()
        .flat_map(|(section, text)| read_section(section, text))
        .collect()
}

/// The sentences of one section.
pub(crate) fn read_section(section: Section, text: &str) -> Vec<Sentence> {
    let spans = sentences(text);
    let all: Vec<Vec<Token>> = spans.iter().map(|&span| tokens(text, span)).collect();
    let of = spans.len();
    spans
        .into_iter()
        .enumerate()
        .map(|(number, span)| {
            let place = Place {
                section,
                number,
                of,
            };
            let before = number.checked_sub(1).map(|i| all[i].as_slice());
            let after = all.get(number + 1).map(Vec::as_slice);
            Sentence {
                place,
                span,
                wording: wording(&all[number]),
                placing: placing(place, &all[number], before, after),
                tokens: all[number].clone(),
            }
        })
        .collect()
}

/// The features of a whole draft, each once: what its sentences say, and in which section.
pub(crate) fn bag(sentences: &[Sentence]) -> Vec<Feature> {
    let mut seen = std::collections::HashSet::new();
    let mut all = Vec::new();
    for sentence in sentences {
        let late = u32::from(sentence.place.section.index() >= 2);
        for feature in &sentence.wording {
            for hash in [
                feature.hash,
                super::features::hash(60, &[feature.hash, late]),
            ] {
                if seen.insert(hash) {
                    all.push(Feature {
                        hash,
                        value: feature.value,
                        from: 0,
                        to: 0,
                    });
                }
            }
        }
    }
    all
}
