//! Where a value of YAML or JSON stands in its file.

use crate::text::yaml::Node;

/// A value's place: its lines, from 1, and where its parts stand, as far as that is known.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot<'n> {
    node: Option<&'n Node>,
    /// The line on which it begins; that of its key, where it has one.
    pub(super) first: usize,
    /// The line before the next value, or the last of what it is part of.
    pub(super) last: usize,
}

impl<'n> Spot<'n> {
    /// The whole of `text`, whose root is `node`.
    pub(super) fn whole(text: &str, node: Option<&'n Node>) -> Self {
        Self { node, first: 1, last: text.lines().count().max(1) }
    }

    /// The value of `key`, the entry `at` of a mapping.
    pub(super) fn entry(&self, at: usize, key: &str) -> Self {
        let entries = self.node.map(Node::entries).unwrap_or_default();
        match entries.get(at) {
            Some((name, (line, _), value)) if name == key => {
                self.part(value, *line, entries.get(at + 1).map(|(_, (line, _), _)| *line))
            }
            _ => *self,
        }
    }

    /// The item `at` of a list.
    pub(super) fn item(&self, at: usize) -> Self {
        let items = self.node.map(Node::items).unwrap_or_default();
        match items.get(at) {
            Some(item) => self.part(item, item.place.0, items.get(at + 1).map(|item| item.place.0)),
            None => *self,
        }
    }

    fn part(&self, node: &'n Node, first: usize, next: Option<usize>) -> Self {
        let last = next.map_or(self.last, |next| next.saturating_sub(1));
        Self { node: Some(node), first, last: last.max(first) }
    }
}
