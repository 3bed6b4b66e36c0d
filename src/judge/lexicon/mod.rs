//! The word classes of `answers/lexicon.txt`: what kind of thing a word speaks of.

#[cfg(any(test, not(prepared)))]
mod compile;

use std::sync::OnceLock;

use super::bytes::Reader;
use crate::text::word_set::WordId;

#[cfg(any(test, not(prepared)))]
pub(crate) use compile::compiled;

/// A set of word classes, a bit each.
pub(crate) type Classes = u128;

/// The classes by name, and the stemmed words and phrases in them.
///
/// Read where it lies: stemming the lexicon's words at each start took three times as long as a review.
pub(crate) struct Lexicon {
    names: Vec<&'static str>,
    /// The different sets of classes that words and phrases have, 16 bytes each.
    sets: &'static [[u8; 16]],
    words: Table,
    /// Phrases by their first stem.
    phrases: Table,
    /// For each phrase, where its further stems end in `rests`.
    ends: &'static [[u8; 2]],
    rests: &'static [[u8; 4]],
}

/// Stems, ascending, and the set of each.
struct Table {
    stems: &'static [[u8; 4]],
    sets: &'static [[u8; 2]],
}

/// What the build script made of `answers/lexicon.txt`.
#[cfg(prepared)]
const COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

impl Lexicon {
    /// The lexicon compiled in.
    pub(crate) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        #[cfg(prepared)]
        let bytes = || COMPILED;
        #[cfg(not(prepared))]
        let bytes = || compiled().leak();
        LEXICON.get_or_init(|| Self::read(&mut Reader(bytes())).expect("a test reads the lexicon"))
    }

    fn read(from: &mut Reader<'static>) -> Option<Self> {
        let names = (0..from.count()?).map(|_| {
            let len = from.count()?;
            std::str::from_utf8(from.slice(len)?).ok()
        });
        let names = names.collect::<Option<_>>()?;
        let sets = from.array()?;
        let words = Table { stems: from.array()?, sets: from.array()? };
        let phrases = Table { stems: from.array()?, sets: from.array()? };
        Some(Self { names, sets, words, phrases, ends: from.array()?, rests: from.array()? })
    }

    /// The classes of a word by itself.
    pub(crate) fn of(&self, stem: WordId) -> Classes {
        self.words.first(stem).map_or(0, |at| self.set(self.words.sets[at]))
    }

    /// The classes of each phrase that begins at `at`, and how many words it has.
    pub(crate) fn phrases(
        &self,
        stems: &[WordId],
        at: usize,
    ) -> impl Iterator<Item = (Classes, usize)> {
        let first = self.phrases.first(stems[at]).unwrap_or(self.phrases.stems.len());
        let same = move |n: &usize| self.phrases.stem(*n) == Some(stems[at]);
        (first..).take_while(same).filter_map(move |n| {
            let start = n.checked_sub(1).map_or(0, |before| self.end(before));
            let rest = &self.rests[start..self.end(n)];
            let text = stems.get(at + 1..=at + rest.len())?;
            let said = rest.iter().zip(text).all(|(stem, id)| u32::from_le_bytes(*stem) == *id);
            said.then(|| (self.set(self.phrases.sets[n]), rest.len() + 1))
        })
    }

    /// The set that holds the class `name` alone; empty for a name that the lexicon does not have.
    pub(crate) fn class(&self, name: &str) -> Classes {
        self.names.iter().position(|known| *known == name).map_or(0, |bit| 1 << bit)
    }

    /// The set of the classes with these names.
    pub(crate) fn classes(&self, names: &[&str]) -> Classes {
        names.iter().fold(0, |set, name| set | self.class(name))
    }

    fn set(&self, number: [u8; 2]) -> Classes {
        Classes::from_le_bytes(self.sets[usize::from(u16::from_le_bytes(number))])
    }

    fn end(&self, phrase: usize) -> usize {
        usize::from(u16::from_le_bytes(self.ends[phrase]))
    }
}

impl Table {
    fn stem(&self, n: usize) -> Option<WordId> {
        self.stems.get(n).map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// The first entry of this stem.
    fn first(&self, stem: WordId) -> Option<usize> {
        let at = self.stems.partition_point(|bytes| u32::from_le_bytes(*bytes) < stem);
        (self.stem(at) == Some(stem)).then_some(at)
    }
}

/// The numbers of the classes in a set, lowest first.
pub(crate) fn bits(mut set: Classes) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        (set != 0).then(|| {
            let bit = set.trailing_zeros();
            set &= set - 1;
            bit
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, bits, compiled};
    use crate::text::word_set::{WordId, word_id};

    fn ids(stems: &[&str]) -> Vec<WordId> {
        stems.iter().map(|stem| word_id(stem)).collect()
    }

    #[test]
    fn a_word_is_found_in_any_form_and_in_all_its_classes() {
        let lexicon = Lexicon::get();
        assert_ne!(lexicon.of(word_id("measur")) & lexicon.class("gather"), 0);
        assert!(bits(lexicon.of(word_id("ticket"))).count() > 1);
        assert_eq!(lexicon.of(word_id("zzzz")), 0);
    }

    #[test]
    fn a_phrase_is_found_where_it_begins() {
        let lexicon = Lexicon::get();
        let stems = ids(&["we", "look", "back", "look"]);
        let hindsight = (lexicon.class("hindsight"), 2);
        assert!(lexicon.phrases(&stems, 1).any(|phrase| phrase == hindsight));
        assert!(!lexicon.phrases(&stems, 0).any(|phrase| phrase == hindsight));
        assert!(!lexicon.phrases(&stems, 3).any(|phrase| phrase == hindsight), "cut short");
    }

    #[test]
    fn classes_have_names_of_their_own_and_fit_the_set() {
        let names = &Lexicon::get().names;
        assert!(names.len() <= 128);
        let mut unique = names.clone();
        unique.sort_unstable();
        unique.dedup();
        assert_eq!(unique.len(), names.len());
    }

    #[test]
    fn the_lexicon_that_was_built_in_is_that_of_the_text() {
        assert!(super::COMPILED == compiled());
    }
}
