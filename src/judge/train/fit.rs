//! The whole training, in two stages, and leaving files out.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::boost::{Boost, Case, boost};
use super::corpus::RatedFile;
use super::descent::{Dense, Descent};
use super::examples::{Example, Examples, Prepared};
use super::limits::{Held, choose};
use super::regression::regress;
use crate::draft::{Tip, Tips};
use crate::judge::layer::{Scores, Teller, numbers};
use crate::judge::linear::Linear;
use crate::judge::model::Model;

/// How to train. The defaults are what `answers/weights.bin` was made with.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Learning of the sentence models.
    pub sentence: Descent,
    /// Learning of the models of whole drafts.
    pub whole: Descent,
    /// Learning of the trees.
    pub boost: Boost,
    /// Pull of the draft layer's weights towards zero.
    pub decay: f32,
    /// Groups of files, each in turn judged by sentence models that did not see it.
    pub groups: usize,
    /// Features kept of sentence, whole-draft and section models.
    pub keep: [usize; 3],
}

impl Default for Options {
    fn default() -> Self {
        Self {
            sentence: Descent { passes: 12, rate: 0.3, decay: 1e-5 },
            whole: Descent { passes: 8, rate: 0.05, decay: 1e-5 },
            boost: Boost { trees: 100, depth: 3, rate: 0.06, leaf: 25 },
            decay: 0.02,
            groups: 4,
            keep: [32_000, 10_000, 7_000],
        }
    }
}

/// Trains models from rated files, with or without some of them.
pub struct Trainer {
    examples: Examples,
    files: usize,
    options: Options,
}

/// The models of the first stage.
struct Base {
    sentence: Dense<12>,
    whole: Dense<12>,
}

/// A draft as the draft layer sees it, from models that did not see the draft.
struct Unseen<'d> {
    draft: &'d Prepared,
    group: usize,
    numbers: Tips<Vec<f32>>,
}

impl Trainer {
    /// Reads the drafts once for all trainings.
    pub fn new(files: &[RatedFile], options: Options) -> Self {
        Self { examples: Examples::of(files), files: files.len(), options }
    }

    /// A model of all files but those `without`, by their numbers.
    pub fn train(&self, without: &[usize]) -> Model {
        self.train_on(without, threads())
    }

    /// For each set of files, a model that saw none of them.
    pub fn leave_out(&self, sets: &[Vec<usize>]) -> Vec<Model> {
        parallel(sets.len(), threads(), |i| self.train_on(&sets[i], 1))
    }

    fn train_on(&self, without: &[usize], threads: usize) -> Model {
        let used: Vec<usize> = (0..self.files).filter(|file| !without.contains(file)).collect();
        let whole: Vec<&Prepared> =
            self.examples.drafts.iter().filter(|draft| used.contains(&draft.file)).collect();
        let section = self.section(&whole);
        let divided: Vec<Option<Prepared>> = whole
            .iter()
            .map(|draft| draft.undivided.then(|| self.examples.divided(draft, &section)))
            .collect();
        let drafts: Vec<&Prepared> = whole
            .iter()
            .zip(&divided)
            .map(|(draft, divided)| divided.as_ref().unwrap_or(draft))
            .collect();
        let groups = self.options.groups.min(used.len()).max(1);
        let group = |draft: &Prepared| {
            used.iter().position(|&file| file == draft.file).unwrap_or(0) % groups
        };
        let bases = parallel(groups + 1, threads, |job| {
            let seen: Vec<&Prepared> = drafts
                .iter()
                .copied()
                .filter(|draft| job >= groups || group(draft) != job)
                .collect();
            self.base(&seen, job as u64)
        });
        let unseen: Vec<Unseen> = drafts
            .iter()
            .map(|draft| Unseen {
                draft,
                group: group(draft),
                numbers: base_numbers(&bases[group(draft)], draft),
            })
            .collect();
        let (tellers, limits) = self.layer(&unseen, groups, threads);
        let hashes = &self.examples.hashes;
        Model {
            sentence: bases[groups].sentence.pruned(hashes, self.options.keep[0]),
            bag: bases[groups].whole.pruned(hashes, self.options.keep[1]),
            section,
            tellers,
            limits,
        }
    }

    /// The model that tells sections, from drafts that have them.
    fn section(&self, drafts: &[&Prepared]) -> Linear<4> {
        let divided = drafts.iter().filter(|draft| !draft.undivided);
        let sentences: Vec<&Example<4>> = divided.flat_map(|draft| &draft.by_section).collect();
        let hashes = &self.examples.hashes;
        Dense::learn(&sentences, hashes.len(), self.options.sentence, 7)
            .pruned(hashes, self.options.keep[2])
    }

    fn base(&self, drafts: &[&Prepared], seed: u64) -> Base {
        let sentences: Vec<&Example<12>> =
            drafts.iter().flat_map(|draft| &draft.by_sentence).collect();
        let wholes: Vec<&Example<12>> = drafts.iter().map(|draft| &draft.whole).collect();
        let features = self.examples.hashes.len();
        Base {
            sentence: Dense::learn(&sentences, features, self.options.sentence, seed),
            whole: Dense::learn(&wholes, features, self.options.whole, seed),
        }
    }

    /// The draft layer and its limits; the limits from layers that did not see the group they are chosen on.
    fn layer(
        &self,
        unseen: &[Unseen],
        groups: usize,
        threads: usize,
    ) -> (Tips<[Teller; 2]>, Tips<[f32; 2]>) {
        let learned = parallel(6, threads, |t| {
            let tip = Tip::ALL[t];
            let mut held = Vec::new();
            for group in 0..groups {
                let tellers = self.tellers(
                    tip,
                    &unseen.iter().filter(|draft| draft.group != group).collect::<Vec<_>>(),
                );
                held.extend(unseen.iter().filter(|draft| draft.group == group).map(|draft| {
                    let numbers = &draft.numbers[t];
                    let hinted = tellers[0].probability(numbers);
                    let likely = [hinted, tellers[1].probability(numbers).min(hinted)];
                    Held { file: draft.draft.file, likely, rated: draft.draft.levels[t] }
                }));
            }
            (self.tellers(tip, &unseen.iter().collect::<Vec<_>>()), choose(&held))
        });
        let limits = std::array::from_fn(|t| learned[t].1);
        let mut tellers = learned.into_iter().map(|(tellers, _)| tellers);
        (std::array::from_fn(|_| tellers.next().unwrap_or_default()), limits)
    }

    fn tellers(&self, tip: Tip, drafts: &[&Unseen]) -> [Teller; 2] {
        std::array::from_fn(|step| {
            let case = |unseen: &&Unseen| Case {
                numbers: unseen.numbers[tip.index()].clone(),
                yes: unseen.draft.levels[tip.index()] > step as u8,
            };
            let cases: Vec<Case> = drafts.iter().map(case).collect();
            let (weights, bias) = regress(&cases, self.options.decay);
            let seed = tip.index() as u64 * 2 + step as u64;
            Teller { weights, bias, forest: boost(&cases, self.options.boost, seed) }
        })
    }
}

fn base_numbers(base: &Base, draft: &Prepared) -> Tips<Vec<f32>> {
    let scores: Vec<Scores> =
        draft.by_sentence.iter().map(|example| base.sentence.scores(&example.row)).collect();
    numbers(&draft.sentences, &scores, &base.whole.scores(&draft.whole.row))
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// The results of `count` independent jobs in order, whichever thread does which.
fn parallel<T: Send>(count: usize, threads: usize, job: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads.min(count).max(1) {
            scope.spawn(|| {
                loop {
                    let i = next.fetch_add(1, Ordering::Relaxed);
                    if i >= count {
                        break;
                    }
                    let result = job(i);
                    done.lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner)
                        .push((i, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Options, Trainer};
    use crate::judge::train::read_folder;

    #[test]
    fn training_twice_gives_the_same_bytes_whichever_thread_is_first() {
        let mut files = read_folder(Path::new("answers/rated")).expect("rated drafts");
        files.truncate(4);
        for file in &mut files {
            file.drafts.truncate(6);
        }
        let mut options = Options::default();
        options.sentence.passes = 2;
        options.boost.trees = 5;
        let bytes = || Trainer::new(&files, options).train(&[]).to_bytes();
        assert!(bytes() == bytes());
        let trainer = Trainer::new(&files, options);
        assert!(trainer.train_on(&[0], 1) == trainer.train_on(&[0], 3));
    }
}
