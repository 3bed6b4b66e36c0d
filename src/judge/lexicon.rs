//! The word classes of `answers/lexicon.txt`: what kind of thing a word speaks of.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::stem::stem;

/// A set of word classes, a bit each.
pub(crate) type Classes = u128;

/// Room for all words, so that the tables do not grow step by step at each start.
const WORDS: usize = 3500;

/// The classes by name and the stemmed words and phrases in them.
pub(crate) struct Lexicon {
    names: Vec<&'static str>,
    words: HashMap<String, Classes>,
    /// Phrases by their first stem: the further stems and the classes.
    phrases: HashMap<String, Vec<(Vec<String>, Classes)>>,
}

impl Lexicon {
    /// The lexicon compiled in, parsed at its first use.
    pub(crate) fn get() -> &'static Self {
        static LEXICON: OnceLock<Lexicon> = OnceLock::new();
        LEXICON.get_or_init(|| Self::parse(include_str!("../../answers/lexicon.txt")))
    }

    fn parse(source: &'static str) -> Self {
        let mut lexicon = Self {
            names: Vec::new(),
            words: HashMap::with_capacity(WORDS),
            phrases: HashMap::with_capacity(WORDS),
        };
        for line in source.lines() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let entries = if line.starts_with(' ') {
                line
            } else {
                let (name, entries) = line.split_once(':').unwrap_or((line, ""));
                lexicon.names.push(name);
                entries
            };
            let class: Classes = 1 << (lexicon.names.len() - 1);
            for entry in entries.split(',') {
                lexicon.add(entry.trim(), class);
            }
        }
        lexicon
    }

    fn add(&mut self, entry: &str, class: Classes) {
        let mut stems = split_entry(entry).into_iter();
        let Some(first) = stems.next() else { return };
        let rest: Vec<String> = stems.collect();
        if rest.is_empty() {
            *self.words.entry(first).or_default() |= class;
        } else {
            self.phrases.entry(first).or_default().push((rest, class));
        }
    }

    /// The classes of the word at `at`, those of phrases that begin there, and how many words the longest of these has.
    pub(crate) fn at(&self, stems: &[&str], at: usize) -> (Classes, Vec<(Classes, usize)>) {
        let word = self.words.get(stems[at]).copied().unwrap_or(0);
        let phrases = self.phrases.get(stems[at]).map_or_else(Vec::new, |phrases| {
            phrases
                .iter()
                .filter(|(rest, _)| {
                    stems.len() > at + rest.len()
                        && rest.iter().zip(&stems[at + 1..]).all(|(a, b)| a == b)
                })
                .map(|(rest, class)| (*class, rest.len() + 1))
                .collect()
        });
        (word, phrases)
    }

    /// The set that holds the class `name` alone; empty for a name that the lexicon does not have.
    pub(crate) fn class(&self, name: &str) -> Classes {
        self.names.iter().position(|known| *known == name).map_or(0, |bit| 1 << bit)
    }
}

/// An entry's stems, cut and spelled as [`super::tokens`] cuts and spells a text.
fn split_entry(entry: &str) -> Vec<String> {
    entry
        .split([' ', '-'])
        .filter(|word| !word.is_empty())
        .flat_map(super::tokens::parts)
        .map(|part| stem(&part))
        .collect()
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
    use super::{Lexicon, bits};

    #[test]
    fn a_word_is_found_in_any_form_and_in_all_its_classes() {
        let lexicon = Lexicon::get();
        let (classes, _) = lexicon.at(&["measur"], 0);
        assert_ne!(classes & lexicon.class("gather"), 0);
        let (classes, _) = lexicon.at(&["ticket"], 0);
        assert!(bits(classes).count() > 1);
    }

    #[test]
    fn a_phrase_is_found_where_it_begins() {
        let lexicon = Lexicon::get();
        let stems = ["we", "look", "back", "look", "back"];
        let (_, phrases) = lexicon.at(&stems, 1);
        assert!(
            phrases.iter().any(|&(class, len)| class == lexicon.class("hindsight") && len == 2)
        );
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
}
