//! Small boosted trees over the numbers of a draft.

use std::borrow::Cow;

use super::bytes::Reader;
#[cfg(any(test, feature = "train"))]
use super::bytes::Writer;

/// A node: a question about one number, or a leaf.
///
/// One byte for the number asked about, counted from 1, or 0 for a leaf; one for how many nodes further on the node for
/// "not below the limit" lies, while that for "below" is the next; then the limit, or what the leaf adds to the score.
type Node = [u8; 6];

/// Trees whose answers are added. They stay the bytes of the weights file, as [`super::linear::Linear`] does.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Forest {
    /// Score before any tree.
    base: f32,
    /// Where each tree's root is among the nodes.
    roots: Cow<'static, [[u8; 2]]>,
    nodes: Cow<'static, [Node]>,
}

impl Forest {
    /// The score of a draft with these numbers, before the sigmoid.
    pub(crate) fn score(&self, numbers: &[f32]) -> f32 {
        let roots = self.roots.iter().map(|root| usize::from(u16::from_le_bytes(*root)));
        self.base + roots.map(|root| self.leaf(root, numbers)).sum::<f32>()
    }

    fn leaf(&self, root: usize, numbers: &[f32]) -> f32 {
        let mut at = root;
        // Each step goes on in the list, so it ends even in a damaged file.
        while let Some(&[feature, above, value @ ..]) = self.nodes.get(at) {
            let value = f32::from_le_bytes(value);
            let Some(feature) = usize::from(feature).checked_sub(1) else { return value };
            let number = numbers.get(feature).copied().unwrap_or(0.0);
            at += if number < value { 1 } else { usize::from(above).max(1) };
        }
        0.0
    }

    /// A forest without trees.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn new(base: f32) -> Self {
        Self { base, ..Self::default() }
    }

    /// Adds a tree, its root first, and says what it adds to the score of a draft with given numbers.
    ///
    /// # Panics
    /// If the tree has over 255 nodes or asks about more than 255 numbers, which no depth in use gives.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn plant(&mut self, tree: &[Growth]) -> impl Fn(&[f32]) -> f32 {
        let root = self.nodes.len();
        self.roots.to_mut().push(u16::try_from(root).expect("few nodes").to_le_bytes());
        self.nodes.to_mut().extend(tree.iter().enumerate().map(|(at, node)| {
            let (feature, above, value) = match *node {
                Growth::Leaf(value) => (0, 0, value),
                Growth::Split { feature, limit, above } => (feature + 1, above - at, limit),
            };
            let byte = |number: usize| u8::try_from(number).expect("small trees");
            let [a, b, c, d] = value.to_le_bytes();
            [byte(feature), byte(above), a, b, c, d]
        }));
        move |numbers| self.leaf(root, numbers)
    }

    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self, out: &mut Writer) {
        out.float(self.base);
        out.array(self.roots.iter().copied());
        out.array(self.nodes.iter().copied());
    }

    pub(crate) fn read(from: &mut Reader<'static>) -> Option<Self> {
        let base = from.float()?;
        Some(Self { base, roots: from.array()?.into(), nodes: from.array()?.into() })
    }
}

/// A node of a tree that is being grown.
#[cfg(any(test, feature = "train"))]
#[derive(Clone, Copy, Debug)]
pub(crate) enum Growth {
    /// Go to the next node if the number is below the limit, else to `above`.
    Split { feature: usize, limit: f32, above: usize },
    /// What the tree adds to the score.
    Leaf(f32),
}

#[cfg(test)]
mod tests {
    use super::{Forest, Growth};
    use crate::judge::bytes::{Reader, Writer};

    fn forest() -> Forest {
        let mut forest = Forest::new(0.25);
        let split = Growth::Split { feature: 1, limit: 0.5, above: 2 };
        let added = forest.plant(&[split, Growth::Leaf(-1.0), Growth::Leaf(2.0)])(&[0.0, 0.5]);
        assert!((added - 2.0).abs() < 1e-6);
        forest
    }

    #[test]
    fn a_tree_answers_by_its_limits() {
        assert!((forest().score(&[0.0, 0.4]) - -0.75).abs() < 1e-6);
        assert!((forest().score(&[0.0, 0.5]) - 2.25).abs() < 1e-6);
        assert!(
            (forest().score(&[]) - -0.75).abs() < 1e-6,
            "a number that is not there counts as 0"
        );
    }

    #[test]
    fn a_forest_is_read_back_as_written() {
        let mut out = Writer::default();
        forest().write(&mut out);
        let bytes: &[u8] = out.0.leak();
        assert_eq!(Forest::read(&mut Reader(bytes)), Some(forest()));
        assert_eq!(Forest::read(&mut Reader(&bytes[..bytes.len() - 1])), None);
    }
}
