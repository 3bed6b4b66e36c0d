use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Example;

/// The examples of a question, a slice to its users.
///
/// Those of the built-in packs are read when they are first looked at: most of the bank is stories, and a start
/// that lists questions or shows one story has no use for the others. So the table that `build.rs` writes holds
/// here only the ids; the stories stand beside them.
#[derive(Clone, Debug, Default)]
pub struct Examples {
    ids: Vec<String>,
    /// What `loaded` is read from, where it is not there from the start.
    table: &'static [u8],
    loaded: OnceLock<Vec<Example>>,
}

impl Examples {
    /// Their ids, without reading the stories.
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// The table of the stories as long as nobody has read them; all their texts stand in it as they are.
    pub(super) fn unread(&self) -> Option<&'static [u8]> {
        self.loaded.get().is_none().then_some(self.table)
    }

    /// These examples with their stories in `table`, as `build.rs` wrote it.
    pub(super) fn keep(&mut self, table: &'static [u8]) {
        self.table = table;
    }
}

impl Deref for Examples {
    type Target = [Example];

    fn deref(&self) -> &[Example] {
        self.loaded.get_or_init(|| match self.table {
            [] => Vec::new(),
            // The same types wrote these bytes in the same build, so that they cannot fail to read.
            table => postcard::from_bytes(table).expect("build.rs wrote this table"),
        })
    }
}

impl<'e> IntoIterator for &'e Examples {
    type Item = &'e Example;
    type IntoIter = std::slice::Iter<'e, Example>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl PartialEq for Examples {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Examples {}

impl From<Vec<Example>> for Examples {
    fn from(examples: Vec<Example>) -> Self {
        let ids = examples.iter().map(|example| example.id.clone()).collect();
        Self { ids, table: &[], loaded: OnceLock::from(examples) }
    }
}

impl Serialize for Examples {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.deref().serialize(serializer)
        } else {
            self.ids.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for Examples {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            Vec::<Example>::deserialize(deserializer).map(Self::from)
        } else {
            let ids = Vec::deserialize(deserializer)?;
            Ok(Self { ids, ..Self::default() })
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::bank::Pack;

    #[test]
    fn each_question_gets_the_stories_of_its_own_ids() {
        for question in Pack::builtin().iter().flat_map(|pack| &pack.questions) {
            let ids: Vec<&str> = question.examples.iter().map(|own| own.id.as_str()).collect();
            assert_eq!(ids, question.examples.ids(), "{}", question.id);
        }
    }
}
