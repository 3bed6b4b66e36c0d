//! Linear models over hashed features, quantised to a byte a weight.

use std::borrow::Cow;

use super::bytes::Reader;
#[cfg(any(test, feature = "train"))]
use super::bytes::Writer;
use super::features::Feature;

/// `N` linear models that share their features.
///
/// Hashes and weights stay the bytes of the weights file: unpacking sixty thousand of each took longer than a review.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Linear<const N: usize> {
    /// For each beginning of a hash, how many features have it or a lesser one: where to look for a hash.
    ends: Cow<'static, [[u8; 2]]>,
    /// The hashes of the features that have a weight, ascending, without their first byte, which the place tells.
    hashes: Cow<'static, [[u8; 3]]>,
    /// Their weights, a signed byte each.
    weights: Cow<'static, [[u8; N]]>,
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
        let mut counts = vec![0_u16; BEGINNINGS];
        let (mut hashes, mut bytes) = (Vec::new(), Vec::new());
        for (hash, row) in weights {
            let small: [i8; N] = std::array::from_fn(|n| (row[n] / scale[n]).round() as i8);
            if small.iter().any(|&weight| weight != 0) {
                let [_, rest @ ..] = hash.to_be_bytes();
                counts[beginning(*hash)] += 1;
                hashes.push(rest);
                bytes.push(small.map(i8::cast_unsigned));
            }
        }
        let mut end = 0;
        let ends = counts.iter().map(|count| {
            end += count;
            end.to_le_bytes()
        });
        Self {
            ends: ends.collect::<Vec<_>>().into(),
            hashes: hashes.into(),
            weights: bytes.into(),
            scale,
            bias,
        }
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
                    sum[n] += f32::from(row[n].cast_signed()) * feature.value;
                }
            }
        }
        std::array::from_fn(|n| sum[n] * self.scale[n] * norm + self.bias[n])
    }

    /// What one feature adds to the score `n`, up to a factor common to its sentence.
    pub(crate) fn share(&self, feature: &Feature, n: usize) -> f32 {
        self.row(feature.hash)
            .map_or(0.0, |row| f32::from(row[n].cast_signed()) * self.scale[n] * feature.value)
    }

    fn row(&self, hash: u32) -> Option<&[u8; N]> {
        let [_, rest @ ..] = hash.to_be_bytes();
        let beginning = beginning(hash);
        let end = |beginning: usize| usize::from(u16::from_le_bytes(self.ends[beginning]));
        let start = beginning.checked_sub(1).map_or(0, end);
        // Eight or so, among which a walk is quicker than halving.
        let at = self.hashes.get(start..end(beginning))?.iter().position(|other| *other == rest);
        self.weights.get(start + at?)
    }

    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self, out: &mut Writer) {
        out.array(self.ends.iter().copied());
        out.array(self.hashes.iter().copied());
        out.array(self.weights.iter().copied());
        self.scale.iter().chain(&self.bias).for_each(|&value| out.float(value));
    }

    pub(crate) fn read(from: &mut Reader<'static>) -> Option<Self> {
        let (ends, hashes, weights) = (from.array()?, from.array()?, from.array()?);
        let (mut scale, mut bias) = ([0.0; N], [0.0; N]);
        for value in scale.iter_mut().chain(&mut bias) {
            *value = from.float()?;
        }
        let whole = ends.len() == BEGINNINGS && hashes.len() == weights.len();
        whole.then(|| Self {
            ends: ends.into(),
            hashes: hashes.into(),
            weights: weights.into(),
            scale,
            bias,
        })
    }
}

/// How many beginnings of hashes are told apart.
const BEGINNINGS: usize = 1 << 12;

/// The first twelve bits of a hash.
fn beginning(hash: u32) -> usize {
    (hash >> 20) as usize
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
