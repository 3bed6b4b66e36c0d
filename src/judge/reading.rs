//! A draft cut into sentences, each with its tokens and features: what all models read.

use std::sync::LazyLock;

use super::features::{Feature, Place, placing, wording};
use super::gate::Gate;
use super::lexicon::{Classes, Lexicon};
use super::tokens::{Token, tokens};
use crate::draft::{Section, Sections};
use crate::text::{Span, sentences};

/// A sentence of a draft.
pub(crate) struct Sentence {
    /// The section whose text it stands in.
    pub home: Section,
    /// Its bytes in that text.
    pub span: Span,
    /// The section it is judged in, and its number there. Other than `home` only where a draft has all in one section.
    pub place: Place,
    /// Its words.
    pub tokens: Vec<Token>,
    /// What it says.
    pub wording: Vec<Feature>,
    /// Where it stands and what stands beside it.
    pub placing: Vec<Feature>,
}

/// The sentences of all four sections, in order.
pub(crate) fn read(sections: &Sections) -> Vec<Sentence> {
    sections.iter().flat_map(|(section, text)| read_section(section, text)).collect()
}

/// The sentences that may earn something, in order.
pub(crate) fn admitted(sections: &Sections, gate: &Gate) -> Vec<Sentence> {
    let mut sentences = read(sections);
    sentences.retain(|sentence| !gate.excludes(sentence.home, sentence.span));
    sentences
}

/// The sentences of one section.
pub(crate) fn read_section(section: Section, text: &str) -> Vec<Sentence> {
    let spans = sentences(text);
    let of = spans.len();
    let mut all: Vec<Sentence> = spans
        .into_iter()
        .enumerate()
        .map(|(number, span)| {
            let tokens = tokens(text, span);
            Sentence {
                home: section,
                span,
                place: Place { section, number, of },
                wording: wording(&tokens),
                placing: Vec::new(),
                tokens,
            }
        })
        .collect();
    place(&mut all);
    all
}

/// Whether the whole answer stands in one section, so that its parts must be told by what they say.
pub(crate) fn is_undivided(sections: &Sections, sentences: &[Sentence]) -> bool {
    sections.blank().count() == 3 && sentences.len() >= 4
}

/// Judges each sentence in the section given for it.
pub(crate) fn divide(sentences: &mut [Sentence], sections: &[Section]) {
    for section in Section::ALL {
        let of = sections.iter().filter(|&&given| given == section).count();
        let inside = sentences.iter_mut().zip(sections).filter(|(_, given)| **given == section);
        for (number, (sentence, _)) in inside.enumerate() {
            sentence.place = Place { section, number, of };
        }
    }
    for section in sentences.chunk_by_mut(|a, b| a.place.section == b.place.section) {
        place(section);
    }
}

/// Fills in `placing` for the sentences of one section.
fn place(sentences: &mut [Sentence]) {
    let mut earlier = 0;
    for i in 0..sentences.len() {
        let before = i.checked_sub(1).map(|i| sentences[i].tokens.as_slice());
        let after = sentences.get(i + 1).map(|sentence| sentence.tokens.as_slice());
        let placing = placing(sentences[i].place, &sentences[i].tokens, before, after, earlier);
        sentences[i].placing = placing;
        earlier |= deeds(&sentences[i].tokens);
    }
}

/// The acts and findings told, by class: whether a fix comes before its evidence tells one kind of story from another.
fn deeds(tokens: &[Token]) -> Classes {
    static TOLD: LazyLock<Classes> = LazyLock::new(|| {
        Lexicon::get().classes(&[
            "gather",
            "look",
            "ask",
            "experiment",
            "make",
            "alter",
            "rollout",
            "find",
            "cause",
            "alt",
            "choose",
            "price",
        ])
    });
    tokens
        .iter()
        .filter(|token| !token.negated && !token.planned)
        .fold(0, |set, token| set | token.classes)
        & *TOLD
}

/// The features of a whole draft, each once: what its sentences say, and in which section.
pub(crate) fn bag(sentences: &[Sentence]) -> Vec<Feature> {
    let most = 2 * sentences.iter().map(|sentence| sentence.wording.len()).sum::<usize>();
    let mut seen = super::features::Hashes::for_about(most / 2);
    let mut all = Vec::with_capacity(most);
    for sentence in sentences {
        let late = u32::from(sentence.place.section.index() >= 2);
        for feature in &sentence.wording {
            for hash in [feature.hash, super::features::hash(60, &[feature.hash, late])] {
                if seen.insert(hash) {
                    all.push(Feature { hash, value: feature.value, from: 0, to: 0 });
                }
            }
        }
    }
    all
}
