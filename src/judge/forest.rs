//! Small boosted trees over the numbers of a draft.

use super::bytes::Reader;
#[cfg(any(test, feature = "train"))]
use super::bytes::Writer;

/// A node: a question about one number, or a leaf.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// Go to the first node if the number is below the limit, else to the second.
    Split { feature: usize, limit: f32, below: usize, above: usize },
    /// What the tree adds to the score.
    Leaf(f32),
}

/// Trees whose answers are added.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Forest {
    /// Score before any tree.
    pub base: f32,
    /// Each tree as its nodes, the root first.
    pub trees: Vec<Vec<Node>>,
}

impl Forest {
    /// The score of a draft with these numbers, before the sigmoid.
    pub(crate) fn score(&self, numbers: &[f32]) -> f32 {
        self.base + self.trees.iter().map(|tree| leaf(tree, numbers)).sum::<f32>()
    }

    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self, out: &mut Writer) {
        out.float(self.base);
        out.count(self.trees.len());
        for tree in &self.trees {
            out.count(tree.len());
            for node in tree {
                match node {
                    Node::Leaf(value) => {
                        out.short(0);
                        out.float(*value);
                    }
                    Node::Split { feature, limit, below, above } => {
                        out.count(feature + 1);
                        out.float(*limit);
                        out.count(*below);
                        out.count(*above);
                    }
                }
            }
        }
    }

    pub(crate) fn read(from: &mut Reader) -> Option<Self> {
        let base = from.float()?;
        let count = from.count()?;
        let mut trees = Vec::with_capacity(count);
        for _ in 0..count {
            let nodes = from.count()?;
            let tree: Vec<Node> = (0..nodes).map(|_| read_node(from)).collect::<Option<_>>()?;
            trees.push(tree);
        }
        Some(Self { base, trees })
    }
}

fn read_node(from: &mut Reader) -> Option<Node> {
    let kind = from.short()? as usize;
    let number = from.float()?;
    if kind == 0 {
        return Some(Node::Leaf(number));
    }
    Some(Node::Split {
        feature: kind - 1,
        limit: number,
        below: from.short()? as usize,
        above: from.short()? as usize,
    })
}

fn leaf(tree: &[Node], numbers: &[f32]) -> f32 {
    let mut at = 0;
    // A tree has more nodes than steps; the bound keeps a damaged file from looping.
    for _ in 0..tree.len() {
        match tree.get(at) {
            Some(Node::Leaf(value)) => return *value,
            Some(Node::Split { feature, limit, below, above }) => {
                let number = numbers.get(*feature).copied().unwrap_or(0.0);
                at = if number < *limit { *below } else { *above };
            }
            None => return 0.0,
        }
    }
    0.0
}

#[cfg(test)]
mod tests {
    use super::{Forest, Node};
    use crate::judge::bytes::{Reader, Writer};

    fn forest() -> Forest {
        let tree = vec![
            Node::Split { feature: 1, limit: 0.5, below: 1, above: 2 },
            Node::Leaf(-1.0),
            Node::Leaf(2.0),
        ];
        Forest { base: 0.25, trees: vec![tree] }
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
        assert_eq!(Forest::read(&mut Reader(&out.0)), Some(forest()));
        assert_eq!(Forest::read(&mut Reader(&out.0[..out.0.len() - 1])), None);
    }
}
