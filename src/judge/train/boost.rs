//! Boosted trees over a draft's numbers: each round one small tree corrects what the others got wrong.

use super::descent::Random;
use crate::judge::forest::{Forest, Growth};
use crate::judge::linear::sigmoid;

/// A draft as numbers, and whether it reaches the level.
pub(crate) struct Case {
    pub numbers: Vec<f32>,
    pub yes: bool,
}

/// How many trees, how deep, how bold. Chosen once by leaving files out, coarsely.
#[derive(Clone, Copy, Debug)]
pub struct Boost {
    /// Trees.
    pub trees: usize,
    /// Questions before a leaf.
    pub depth: usize,
    /// What share of a tree's answer is taken.
    pub rate: f32,
    /// Drafts that a leaf must hold.
    pub leaf: usize,
}

/// Limits tried for each number.
const LIMITS: usize = 24;
/// Pull of leaves towards zero.
const PULL: f32 = 4.0;

pub(crate) fn boost(cases: &[Case], how: Boost, seed: u64) -> Forest {
    let yes: f32 = cases.iter().map(|case| f32::from(u8::from(case.yes))).sum();
    let all = cases.len() as f32;
    let base = ((yes + 1.0) / (all - yes + 1.0)).ln();
    let binned = Binned::of(cases);
    let mut forest = Forest::new(base);
    let mut scores = vec![base; cases.len()];
    let mut random = Random(seed);
    for _ in 0..how.trees {
        // Each tree sees two thirds of the drafts and half of the numbers, so that trees differ and overfit less.
        let rows: Vec<usize> = (0..cases.len()).filter(|_| random.below(3) < 2).collect();
        let columns: Vec<usize> =
            (0..binned.limits.len()).filter(|_| random.below(2) == 0).collect();
        let slopes: Vec<(f32, f32)> = scores
            .iter()
            .zip(cases)
            .map(|(score, case)| {
                let p = sigmoid(*score);
                ((f32::from(u8::from(case.yes)) - p), (p * (1.0 - p)).max(1e-4))
            })
            .collect();
        let mut tree =
            Growing { binned: &binned, slopes: &slopes, columns: &columns, how, nodes: Vec::new() };
        tree.grow(&rows, 0);
        let added = forest.plant(&tree.nodes);
        scores.iter_mut().zip(cases).for_each(|(score, case)| *score += added(&case.numbers));
    }
    forest
}

/// Every number of every case as the count of limits it reaches.
struct Binned {
    limits: Vec<Vec<f32>>,
    bins: Vec<Vec<u8>>,
}

impl Binned {
    fn of(cases: &[Case]) -> Self {
        let width = cases.first().map_or(0, |case| case.numbers.len());
        let limits: Vec<Vec<f32>> = (0..width)
            .map(|i| {
                let mut values: Vec<f32> = cases.iter().map(|case| case.numbers[i]).collect();
                values.sort_by(f32::total_cmp);
                let mut limits: Vec<f32> =
                    (1..=LIMITS).map(|k| values[k * (values.len() - 1) / (LIMITS + 1)]).collect();
                limits.dedup();
                limits
            })
            .collect();
        let bins = (0..width)
            .map(|i| {
                cases
                    .iter()
                    .map(|case| {
                        limits[i].iter().filter(|&&limit| case.numbers[i] >= limit).count() as u8
                    })
                    .collect()
            })
            .collect();
        Self { limits, bins }
    }
}

/// A tree being grown.
struct Growing<'a> {
    binned: &'a Binned,
    slopes: &'a [(f32, f32)],
    columns: &'a [usize],
    how: Boost,
    nodes: Vec<Growth>,
}

impl Growing<'_> {
    /// Adds the subtree for `rows` and says where it begins.
    fn grow(&mut self, rows: &[usize], depth: usize) -> usize {
        let at = self.nodes.len();
        let (slope, curve) = self.sum(rows);
        self.nodes.push(Growth::Leaf(self.how.rate * slope / (curve + PULL)));
        if depth == self.how.depth {
            return at;
        }
        let Some((feature, bin)) = self.best(rows, slope, curve) else {
            return at;
        };
        let (above, below): (Vec<usize>, Vec<usize>) =
            rows.iter().partition(|&&row| self.binned.bins[feature][row] > bin);
        let limit = self.binned.limits[feature][usize::from(bin)];
        self.grow(&below, depth + 1);
        let above = self.grow(&above, depth + 1);
        self.nodes[at] = Growth::Split { feature, limit, above };
        at
    }

    fn sum(&self, rows: &[usize]) -> (f32, f32) {
        rows.iter().fold((0.0, 0.0), |(slope, curve), &row| {
            (slope + self.slopes[row].0, curve + self.slopes[row].1)
        })
    }

    /// The question that parts these rows best, if one gains anything.
    fn best(&self, rows: &[usize], slope: f32, curve: f32) -> Option<(usize, u8)> {
        let mut best = (1e-3, None);
        let whole = slope * slope / (curve + PULL);
        for &feature in self.columns {
            let mut sums = [(0.0_f32, 0.0_f32, 0_usize); LIMITS + 1];
            for &row in rows {
                let sum = &mut sums[usize::from(self.binned.bins[feature][row])];
                *sum = (sum.0 + self.slopes[row].0, sum.1 + self.slopes[row].1, sum.2 + 1);
            }
            let mut below = (0.0, 0.0, 0);
            for (bin, sum) in sums.iter().enumerate().take(self.binned.limits[feature].len()) {
                below = (below.0 + sum.0, below.1 + sum.1, below.2 + sum.2);
                if below.2 < self.how.leaf || rows.len() - below.2 < self.how.leaf {
                    continue;
                }
                let (s, c) = (slope - below.0, curve - below.1);
                let gain = below.0 * below.0 / (below.1 + PULL) + s * s / (c + PULL) - whole;
                if gain > best.0 {
                    best = (gain, Some((feature, bin as u8)));
                }
            }
        }
        best.1
    }
}
