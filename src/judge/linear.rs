//! Linear models over hashed features, quantised to a byte a weight.

use super::bytes::Reader;
#[cfg(any(test, feature = "train"))]
use super::bytes::Writer;
use super::features::Feature;

/// `N` linear models that share their features.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Linear<const N: usize> {
    /// The features that have a weight, ascending.
    hashes: Vec<u32>,
    weights: Vec<[i8; N]>,
    scale: [f32; N],
    bias: [f32; N],
}

impl<const N: usize> Linear<N> {
    /// Quantises weights given by ascending feature hash.
    #[cfg(feature = "train")]
    pub(crate) fn quantised(weights: &[(u32, [f32; N])], bias: [f32; N]) -> Self {
        let mut scale = [1e-9_f32; N];
        for (_, row) in weights {
            for (largest, weight) in scale.iter_mut().zip(row) {
                *largest = largest.max(weight.abs() / 127.0);
            }
        }
        let mut linear = Self { hashes: Vec::new(), weights: Vec::new(), scale, bias };
        for (hash, row) in weights {
            let mut small = [0_i8; N];
            for n in 0..N {
                small[n] = (row[n] / scale[n]).round() as i8;
            }
            if small.iter().any(|&weight| weight != 0) {
                linear.hashes.push(*hash);
                linear.weights.push(small);
            }
        }
        linear
    }

    /// The scores of a text with these features, before any sigmoid.
    pub(crate) fn scores<'f>(
        &self,
        features: impl Iterator<Item = &'f Feature> + Clone,
    ) -> [f32; N] {
        let norm = norm(features.clone());
        let mut sum = [0.0_f32; N];
        for feature in features {
            if let Some(row) = self.row(feature.hash) {
                for n in 0..N {
                    sum[n] += f32::from(row[n]) * feature.value;
                }
            }
        }
        std::array::from_fn(|n| sum[n] * self.scale[n] * norm + self.bias[n])
    }

    /// What one feature adds to the score `n`, up to a factor common to its sentence.
    pub(crate) fn share(&self, feature: &Feature, n: usize) -> f32 {
        self.row(feature.hash).map_or(0.0, |row| f32::from(row[n]) * self.scale[n] * feature.value)
    }

    fn row(&self, hash: u32) -> Option<&[i8; N]> {
        self.hashes.binary_search(&hash).ok().map(|at| &self.weights[at])
    }

    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self, out: &mut Writer) {
        out.count(self.hashes.len());
        // Differences of ascending hashes are short; the file stays small without a compressor.
        let mut last = 0;
        for &hash in &self.hashes {
            out.short(hash - last);
            last = hash;
        }
        for row in &self.weights {
            for &weight in row {
                out.byte(weight.cast_unsigned());
            }
        }
        self.scale.iter().chain(&self.bias).for_each(|&value| out.float(value));
    }

    pub(crate) fn read(from: &mut Reader) -> Option<Self> {
        let count = from.count()?;
        let mut hashes = Vec::with_capacity(count);
        let mut last = 0_u32;
        for _ in 0..count {
            last = last.checked_add(from.short()?)?;
            hashes.push(last);
        }
        let mut weights = Vec::with_capacity(count);
        for _ in 0..count {
            let mut row = [0_i8; N];
            for weight in &mut row {
                *weight = from.byte()?.cast_signed();
            }
            weights.push(row);
        }
        let (mut scale, mut bias) = ([0.0; N], [0.0; N]);
        for value in scale.iter_mut().chain(&mut bias) {
            *value = from.float()?;
        }
        Some(Self { hashes, weights, scale, bias })
    }
}

/// What the values of a text are multiplied by, so that long and short texts weigh alike.
pub(crate) fn norm<'f>(features: impl Iterator<Item = &'f Feature>) -> f32 {
    let squares: f32 = features.map(|feature| feature.value * feature.value).sum();
    1.0 / squares.max(20.0).sqrt()
}

/// The probability that a score stands for.
pub(crate) fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
