//! Logistic regressions that share their features, learned together by stochastic gradient descent.

use super::examples::Example;
use crate::judge::linear::{Linear, sigmoid};

/// How fast and how far to learn. Chosen once by leaving files out, coarsely.
#[derive(Clone, Copy, Debug)]
pub struct Descent {
    /// Passes over the examples.
    pub passes: usize,
    /// First step width.
    pub rate: f32,
    /// Pull of weights towards zero, at each step that touches them.
    pub decay: f32,
}

/// `N` models' weights, a row a feature.
pub(crate) struct Dense<const N: usize> {
    weights: Vec<[f32; N]>,
    bias: [f32; N],
}

/// A feature's weights and their summed squared slopes (`AdaGrad`), side by side since each step needs both.
#[derive(Clone)]
struct Row<const N: usize> {
    weights: [f32; N],
    squares: [f32; N],
}

impl<const N: usize> Dense<N> {
    /// Learns from the examples, in an order that only `seed` decides.
    pub(crate) fn learn(
        examples: &[&Example<N>],
        features: usize,
        how: Descent,
        seed: u64,
    ) -> Self {
        let fresh = Row { weights: [0.0; N], squares: [1e-3; N] };
        let mut rows = vec![fresh.clone(); features];
        let mut bias = fresh;
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut random = Random(seed);
        for _ in 0..how.passes {
            random.shuffle(&mut order);
            for &i in &order {
                step(examples[i], how, &mut rows, &mut bias);
            }
        }
        Self { weights: rows.into_iter().map(|row| row.weights).collect(), bias: bias.weights }
    }

    pub(crate) fn scores(&self, row: &[(u32, f32)]) -> [f32; N] {
        let mut sum = self.bias;
        for &(feature, value) in row {
            let weights = &self.weights[feature as usize];
            for n in 0..N {
                sum[n] += weights[n] * value;
            }
        }
        sum
    }

    /// The `keep` features of greatest weight, quantised.
    pub(crate) fn pruned(&self, hashes: &[u32], keep: usize) -> Linear<N> {
        let size = |row: &[f32; N]| row.iter().fold(0.0_f32, |size, weight| size.max(weight.abs()));
        let mut order: Vec<usize> =
            (0..hashes.len()).filter(|&i| size(&self.weights[i]) > 0.0).collect();
        order.sort_by(|&a, &b| {
            size(&self.weights[b]).total_cmp(&size(&self.weights[a])).then(a.cmp(&b))
        });
        order.truncate(keep);
        order.sort_unstable_by_key(|&i| hashes[i]);
        let rows: Vec<(u32, [f32; N])> =
            order.into_iter().map(|i| (hashes[i], self.weights[i])).collect();
        Linear::quantised(&rows, self.bias)
    }
}

fn step<const N: usize>(
    example: &Example<N>,
    how: Descent,
    rows: &mut [Row<N>],
    bias: &mut Row<N>,
) {
    let mut score = bias.weights;
    for &(feature, value) in &example.row {
        let weights = &rows[feature as usize].weights;
        for n in 0..N {
            score[n] += weights[n] * value;
        }
    }
    let error: [f32; N] = std::array::from_fn(|n| {
        (sigmoid(score[n]) - f32::from(u8::from(example.labels[n]))) * example.weights[n]
    });
    for &(feature, value) in &example.row {
        rows[feature as usize].step(&error, value, how);
    }
    bias.step(&error, 1.0, how);
}

impl<const N: usize> Row<N> {
    fn step(&mut self, error: &[f32; N], value: f32, how: Descent) {
        let row = self.weights.iter_mut().zip(&mut self.squares);
        for ((weight, squares), error) in row.zip(error) {
            let slope = error * value + how.decay * *weight;
            *squares += slope * slope;
            *weight -= how.rate * slope / squares.sqrt();
        }
    }
}

/// A small generator of random numbers (splitmix64): the same on every machine.
pub(crate) struct Random(pub u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, self.below(i + 1));
        }
    }
}
