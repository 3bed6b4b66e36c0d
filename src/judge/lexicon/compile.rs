//! `answers/lexicon.txt` made into tables that are read where they lie.

use std::collections::{BTreeMap, HashMap};

use super::Classes;
use crate::judge::bytes::Writer;
use crate::judge::stem::stem;
use crate::judge::tokens::parts;
use crate::text::word_set::{WordId, word_id};

/// Words, and phrases by their first word: in the order of the identities by which they are looked up.
#[derive(Default)]
struct Entries {
    names: Vec<&'static str>,
    words: BTreeMap<WordId, Classes>,
    phrases: BTreeMap<WordId, Vec<(Vec<WordId>, Classes)>>,
    /// The stem that an identity stands for.
    known: HashMap<WordId, String>,
}

/// The bytes of the compiled lexicon.
///
/// # Panics
/// If two stems of the lexicon share an identity: one of them must then be left out.
pub(crate) fn compiled() -> Vec<u8> {
    let mut entries = Entries::default();
    for line in include_str!("../../../answers/lexicon.txt").lines() {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let words = if line.starts_with(' ') {
            line
        } else {
            let (name, words) = line.split_once(':').unwrap_or((line, ""));
            entries.names.push(name);
            words
        };
        words.split(',').for_each(|entry| entries.add(entry.trim()));
    }
    entries.bytes()
}

impl Entries {
    /// Adds a word or phrase to the class named last.
    fn add(&mut self, entry: &str) {
        let class: Classes = 1 << (self.names.len() - 1);
        let mut stems = split_entry(entry).into_iter().map(|stem| self.known(&stem));
        let Some(first) = stems.next() else { return };
        let rest: Vec<WordId> = stems.collect();
        if rest.is_empty() {
            *self.words.entry(first).or_default() |= class;
        } else {
            self.phrases.entry(first).or_default().push((rest, class));
        }
    }

    fn known(&mut self, stem: &str) -> WordId {
        let id = word_id(stem);
        let before = self.known.entry(id).or_insert_with(|| stem.to_owned());
        assert!(before == stem, "lexicon.txt: \"{before}\" and \"{stem}\" share an identity");
        id
    }

    fn bytes(&self) -> Vec<u8> {
        let phrases: Vec<(WordId, &[WordId], Classes)> = self
            .phrases
            .iter()
            .flat_map(|(first, rests)| rests.iter().map(|(rest, set)| (*first, &rest[..], *set)))
            .collect();
        let mut sets: Vec<Classes> =
            self.words.values().copied().chain(phrases.iter().map(|phrase| phrase.2)).collect();
        sets.sort_unstable();
        sets.dedup();
        let number =
            |set: Classes| (sets.partition_point(|&other| other < set) as u16).to_le_bytes();
        let mut out = Writer::default();
        out.count(self.names.len());
        for name in &self.names {
            out.count(name.len());
            out.0.extend_from_slice(name.as_bytes());
        }
        out.array(sets.iter().map(|set| set.to_le_bytes()));
        out.array(self.words.keys().map(|stem| stem.to_le_bytes()));
        out.array(self.words.values().map(|&set| number(set)));
        out.array(phrases.iter().map(|phrase| phrase.0.to_le_bytes()));
        out.array(phrases.iter().map(|phrase| number(phrase.2)));
        let mut end = 0_u16;
        out.array(phrases.iter().map(|phrase| {
            end += phrase.1.len() as u16;
            end.to_le_bytes()
        }));
        out.array(phrases.iter().flat_map(|phrase| phrase.1).map(|stem| stem.to_le_bytes()));
        out.0
    }
}

/// An entry's stems, cut and spelled as [`crate::judge::tokens`] cuts and spells a text.
fn split_entry(entry: &str) -> Vec<String> {
    entry.split([' ', '-']).filter(|word| !word.is_empty()).flat_map(parts).map(stem).collect()
}
