//! Rated drafts turned into rows of numbers, once for all folds.

use std::collections::HashMap;

use super::corpus::{Rated, RatedFile};
use crate::draft::{Section, Tip};
use crate::judge::features::{Feature, whereabouts};
use crate::judge::gate::examine;
use crate::judge::linear::{Linear, norm};
use crate::judge::reading::{Sentence, admitted, bag, divide, is_undivided};
use crate::judge::split::{plain_features, sections_of};

/// A feature seen fewer times than this over all drafts is left out.
const SEEN: u32 = 3;

/// A row: features by number, scaled.
pub(crate) type Row = Vec<(u32, f32)>;

/// One example for `N` yes-or-no questions.
pub(crate) struct Example<const N: usize> {
    pub row: Row,
    pub labels: [bool; N],
    pub weights: [f32; N],
}

/// A draft as its sentences and all examples made of it.
pub(crate) struct Prepared {
    pub file: usize,
    pub rated: Rated,
    /// Whether all of it stands in one section.
    pub undivided: bool,
    pub levels: [u8; 6],
    pub sentences: Vec<Sentence>,
    pub by_sentence: Vec<Example<12>>,
    pub whole: Example<12>,
    pub by_section: Vec<Example<4>>,
    fresh: Vec<(Section, usize)>,
}

/// All drafts and the features' hashes by number.
pub(crate) struct Examples {
    pub drafts: Vec<Prepared>,
    pub hashes: Vec<u32>,
    numbering: Numbering,
}

/// Numbers for the features that are met often enough.
struct Numbering {
    numbers: HashMap<u32, u32>,
}

impl Examples {
    pub(crate) fn of(files: &[RatedFile]) -> Self {
        let read: Vec<(usize, &Rated, Vec<Sentence>)> = files
            .iter()
            .enumerate()
            .flat_map(|(file, rated)| {
                rated.drafts.iter().map(move |draft| (file, draft, sentences(draft)))
            })
            .collect();
        let (numbering, hashes) = Numbering::of(&read);
        let fresh = changed(files);
        let drafts = read
            .into_iter()
            .zip(fresh)
            .map(|((file, rated, sentences), fresh)| {
                numbering.prepare(file, rated, sentences, fresh)
            })
            .collect();
        Self { drafts, hashes, numbering }
    }

    /// An undivided draft anew, its sentences in the sections that the model tells.
    pub(crate) fn divided(&self, draft: &Prepared, model: &Linear<4>) -> Prepared {
        let mut sentences = sentences(&draft.rated);
        let sections = sections_of(model, &sentences);
        divide(&mut sentences, &sections);
        let fresh = draft.fresh.clone();
        self.numbering.prepare(draft.file, &draft.rated, sentences, fresh)
    }
}

impl Numbering {
    fn of(read: &[(usize, &Rated, Vec<Sentence>)]) -> (Self, Vec<u32>) {
        let mut seen: HashMap<u32, u32> = HashMap::new();
        for (_, _, sentences) in read {
            for sentence in sentences {
                let features = sentence.wording.iter().chain(&sentence.placing);
                features.for_each(|feature| *seen.entry(feature.hash).or_default() += 1);
            }
            for feature in bag(sentences) {
                *seen.entry(feature.hash).or_default() += 1;
            }
        }
        for step in 0_u8..=200 {
            for feature in whereabouts(f32::from(step) / 200.0) {
                *seen.entry(feature.hash).or_default() += SEEN;
            }
        }
        // Common features first: their weights then lie close together, which halves the time of learning.
        let mut common: Vec<(u32, u32)> =
            seen.into_iter().filter(|&(_, count)| count >= SEEN).collect();
        common.sort_unstable_by_key(|&(hash, count)| (std::cmp::Reverse(count), hash));
        let hashes: Vec<u32> = common.into_iter().map(|(hash, _)| hash).collect();
        let numbers =
            hashes.iter().enumerate().map(|(number, &hash)| (hash, number as u32)).collect();
        (Self { numbers }, hashes)
    }

    fn prepare(
        &self,
        file: usize,
        rated: &Rated,
        sentences: Vec<Sentence>,
        fresh: Vec<(Section, usize)>,
    ) -> Prepared {
        let by_sentence =
            sentences.iter().map(|sentence| self.sentence(rated, sentence, &fresh)).collect();
        let count = sentences.len();
        let by_section = sentences
            .iter()
            .enumerate()
            .map(|(i, sentence)| {
                let features: Vec<Feature> = plain_features(sentence, i, count);
                let labels = Section::ALL.map(|section| section == sentence.place.section);
                Example { row: self.row(features.iter()), labels, weights: [1.0; 4] }
            })
            .collect();
        let levels = rated.levels.map(crate::judge::Level::score);
        let labels = std::array::from_fn(|n| levels[n % 6] > (n / 6) as u8);
        let whole = Example { row: self.row(bag(&sentences).iter()), labels, weights: [1.0; 12] };
        Prepared {
            file,
            rated: rated.clone(),
            undivided: is_undivided(&rated.draft.sections, &sentences),
            fresh,
            levels,
            sentences,
            by_sentence,
            whole,
            by_section,
        }
    }

    /// What a sentence teaches: it is positive where it overlaps the rater's evidence.
    ///
    /// A sentence beside the evidence of a draft that has the level may well earn it too, raters quote a few of many; it counts
    /// less as a negative. What one half of a contrast pair says and the other does not is what flips the level; it counts more.
    fn sentence(
        &self,
        rated: &Rated,
        sentence: &Sentence,
        fresh: &[(Section, usize)],
    ) -> Example<12> {
        let mut labels = [false; 12];
        let mut weights = [1.0; 12];
        let section = sentence.home;
        let changed = fresh.contains(&(section, sentence.span.start));
        for tip in Tip::ALL {
            let level = rated.levels[tip.index()].score();
            let quoted = rated.evidence[tip.index()]
                .iter()
                .any(|(place, span)| *place == section && span.overlaps(&sentence.span));
            for step in 0..2 {
                let n = tip.index() + 6 * step;
                labels[n] = quoted && level > step as u8;
                weights[n] = match (labels[n], level > step as u8, changed) {
                    (false, true, _) => 0.15,
                    (_, _, true) => 2.0,
                    _ => 1.0,
                };
            }
        }
        Example { row: self.row(sentence.wording.iter().chain(&sentence.placing)), labels, weights }
    }

    fn row<'f>(&self, features: impl Iterator<Item = &'f Feature> + Clone) -> Row {
        let scale = norm(features.clone());
        features
            .filter_map(|feature| Some((*self.numbers.get(&feature.hash)?, feature.value * scale)))
            .collect()
    }
}

/// The sentences that the judge will see too.
fn sentences(rated: &Rated) -> Vec<Sentence> {
    admitted(&rated.draft.sections, &examine(&rated.draft))
}

/// For each draft, the sentences that its contrast twin (ids alike but for a last "a" or "b") does not have.
fn changed(files: &[RatedFile]) -> Vec<Vec<(Section, usize)>> {
    let mut all = Vec::new();
    for file in files {
        for draft in &file.drafts {
            let twin =
                twin(&draft.id).and_then(|id| file.drafts.iter().find(|other| other.id == id));
            let mut fresh = Vec::new();
            if let Some(twin) = twin {
                for (section, text) in draft.draft.sections.iter() {
                    let other = &twin.draft.sections[section];
                    fresh.extend(
                        crate::text::sentences(text)
                            .into_iter()
                            .filter(|span| !other.contains(span.of(text)))
                            .map(|span| (section, span.start)),
                    );
                }
            }
            all.push(fresh);
        }
    }
    all
}

/// The id of the other half of a contrast pair.
pub(crate) fn twin(id: &str) -> Option<String> {
    let (base, other) = if let Some(base) = id.strip_suffix('a') {
        (base, 'b')
    } else {
        (id.strip_suffix('b')?, 'a')
    };
    base.ends_with(|c: char| c.is_ascii_digit()).then(|| format!("{base}{other}"))
}
