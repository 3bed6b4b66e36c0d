//! What a sentence says to the models: hashed features of its words, classes, figures and place.

use std::sync::LazyLock;

use super::lexicon::{Classes, Lexicon, bits};
use super::tokens::{Agent, Token};
use crate::draft::Section;
use crate::text::FigureKind;
use crate::text::word_set::{WordSet, word_set};

/// One feature of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Feature {
    /// Which: a hash, since names would fill the weights file.
    pub hash: u32,
    /// How much of it.
    pub value: f32,
    /// The first of its tokens and one past the last; empty for features of the whole sentence.
    pub from: u16,
    /// One past the last token.
    pub to: u16,
}

/// Where a sentence stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    /// Its section.
    pub section: Section,
    /// Its number in the section, and how many there are.
    pub number: usize,
    /// Sentences in the section.
    pub of: usize,
}

/// Longest distance, in tokens, of two classes that make a pair.
const PAIR_REACH: usize = 7;

/// Features of what the sentence itself says, wherever it stands.
pub(crate) fn wording(tokens: &[Token]) -> Vec<Feature> {
    let mut set = Set::of(tokens.len());
    stems(tokens, &mut set);
    symbols(tokens, &mut set);
    classes(tokens, &mut set);
    pairs(tokens, &mut set);
    numbers(tokens, &mut set);
    shape(tokens, &mut set);
    set.features
}

/// Features of where the sentence stands and what stands beside it.
pub(crate) fn placing(
    place: Place,
    tokens: &[Token],
    before: Option<&[Token]>,
    after: Option<&[Token]>,
    earlier: Classes,
) -> Vec<Feature> {
    let mut set = Set::of(tokens.len() / 8);
    let section = place.section.index() as u32;
    set.whole(hash(20, &[section]), 1.0);
    set.whole(
        hash(21, &[section, u32::from(place.number == 0), u32::from(place.number + 1 == place.of)]),
        0.7,
    );
    for (i, token) in tokens.iter().enumerate() {
        for class in moody(token) {
            set.add(hash(22, &[section, class]), 0.7, i, i + 1);
        }
        if let Some(kind) = token.figure {
            set.add(hash(23, &[section, kind as u32]), 1.0, i, i + 1);
        }
    }
    let late = u32::from(place.section.index() >= 2);
    for (i, token) in tokens.iter().enumerate().filter(|(_, token)| !token.mark) {
        set.add(hash(27, &[late, token.id]), 0.6, i, i + 1);
    }
    for class in bits(earlier) {
        set.whole(hash(26, &[class]), 0.25);
    }
    for (seed, beside) in [(24, before), (25, after)] {
        let Some(beside) = beside else {
            set.whole(hash(seed, &[999]), 0.5);
            continue;
        };
        for class in bits(beside.iter().fold(0, |all, token| all | token.classes)) {
            set.whole(hash(seed, &[class]), 0.35);
        }
        for token in beside.iter().filter_map(|token| token.figure) {
            set.whole(hash(seed, &[500 + token as u32]), 0.35);
        }
    }
    set.features
}

/// Features for telling which section a sentence belongs to, `at` its relative place in the whole answer.
pub(crate) fn whereabouts(at: f32) -> Vec<Feature> {
    let mut set = Set::of(0);
    let tenth = (at * 9.999) as u32;
    set.whole(hash(30, &[tenth]), 1.0);
    set.whole(hash(31, &[tenth / 3]), 1.0);
    set.whole(hash(32, &[]), at);
    set.features
}

/// Collects features, each once a sentence.
struct Set {
    features: Vec<Feature>,
    seen: Hashes,
}

/// A set of feature hashes, each in the slot that its last bits name or in the next free one.
///
/// A general set spent more on a feature than all that is done with it.
pub(crate) struct Hashes {
    /// A power of two of them; 0 is a free one.
    slots: Vec<u32>,
    used: usize,
    has_zero: bool,
}

impl Hashes {
    /// A set with room for about so many.
    pub(crate) fn for_about(count: usize) -> Self {
        let slots = vec![0; (2 * count).next_power_of_two().max(64)];
        Self { slots, used: 0, has_zero: false }
    }

    /// Adds a hash; whether it is new.
    pub(crate) fn insert(&mut self, hash: u32) -> bool {
        if hash == 0 {
            return !std::mem::replace(&mut self.has_zero, true);
        }
        if 4 * self.used > 3 * self.slots.len() {
            let mut larger = Self::for_about(self.slots.len());
            self.slots.iter().filter(|&&hash| hash != 0).for_each(|&hash| {
                larger.insert(hash);
            });
            (self.slots, self.used) = (larger.slots, larger.used);
        }
        let last = self.slots.len() - 1;
        let mut at = hash as usize & last;
        while self.slots[at] != 0 {
            if self.slots[at] == hash {
                return false;
            }
            at = (at + 1) & last;
        }
        self.slots[at] = hash;
        self.used += 1;
        true
    }
}

/// Features of its wording that a token has, about.
const A_TOKEN: usize = 48;

impl Set {
    /// A set for a sentence of so many tokens.
    fn of(tokens: usize) -> Self {
        let about = A_TOKEN * tokens;
        Self { features: Vec::with_capacity(about), seen: Hashes::for_about(about) }
    }

    fn add(&mut self, hash: u32, value: f32, from: usize, to: usize) {
        if self.seen.insert(hash) {
            self.features.push(Feature { hash, value, from: from as u16, to: to as u16 });
        }
    }

    fn whole(&mut self, hash: u32, value: f32) {
        self.add(hash, value, 0, 0);
    }
}

/// 1-, 2- and 3-grams of stems.
fn stems(tokens: &[Token], set: &mut Set) {
    let ids: Vec<u32> = padded(tokens.iter().map(|token| token.id));
    for n in 1..=3 {
        for (i, gram) in ids.windows(n).enumerate() {
            if n == 1 && gram[0] < 2 {
                continue;
            }
            set.add(
                hash(n as u32, gram),
                [1.0, 0.8, 0.6][n - 1],
                i.saturating_sub(1),
                (i + n - 1).min(tokens.len()),
            );
        }
    }
}

/// 2-, 3- and 4-grams in which content words stand as their class: "I <gather> the <`ev_noun`> to".
fn symbols(tokens: &[Token], set: &mut Set) {
    let ids: Vec<u32> = padded(tokens.iter().map(symbol));
    for n in 2..=4 {
        for (i, gram) in ids.windows(n).enumerate() {
            set.add(
                hash(4 + n as u32, gram),
                [0.4, 0.3, 0.2][n - 2],
                i.saturating_sub(1),
                (i + n - 1).min(tokens.len()),
            );
        }
    }
}

/// The symbol of a token: a short word itself, else its first class and tense, else its shape.
fn symbol(token: &Token) -> u32 {
    if token.mark || token.figure.is_some() || token.stem.len() <= 3 || FUNCTION_WORDS.has(token.id)
    {
        return token.id;
    }
    let tense = u32::from(token.past);
    if token.classes != 0 {
        return hash(10, &[token.classes.trailing_zeros(), tense]);
    }
    let ending = token.stem.as_bytes();
    hash(11, &[u32::from(ending.ends_with(b"ly")), tense])
}

/// Words of grammar: they stand for themselves among the symbols.
const FUNCTION_WORDS: WordSet = word_set!(
    "that this these those with from into were have been they them their there what when where which while would \
    could should will because since after before until then than also only never always every each other some \
    most more less about instead rather though although without still just even both either neither whether once \
    over down back onto again same such very much many your mine does being having must might shall here between \
    against during under upon whose"
);

/// Each class met, with who acts. One that is denied or only planned is another feature, so that it earns nothing by itself.
fn classes(tokens: &[Token], set: &mut Set) {
    for (i, token) in tokens.iter().enumerate() {
        let agent = match token.agent {
            Agent::Me => 0,
            Agent::We => 1,
            Agent::Other => 2,
        };
        for class in moody(token) {
            set.add(hash(12, &[class]), 1.0, i, i + 1);
            set.add(hash(13, &[class, agent, u32::from(token.past)]), 0.7, i, i + 1);
        }
    }
}

/// The classes of a token, numbered apart by whether it is denied or planned.
fn moody(token: &Token) -> impl Iterator<Item = u32> {
    let mood = mood(token);
    bits(token.classes).map(move |class| class + 1000 * mood)
}

fn mood(token: &Token) -> u32 {
    u32::from(token.negated) + 2 * u32::from(token.planned)
}

/// Two classes in order within reach, and whether one clause holds both.
fn pairs(tokens: &[Token], set: &mut Set) {
    for (i, first) in tokens.iter().enumerate() {
        if first.classes == 0 {
            continue;
        }
        let reach = (i + 1 + PAIR_REACH).min(tokens.len());
        for (j, second) in tokens.iter().enumerate().take(reach).skip(i + 1) {
            for a in moody(first) {
                for b in moody(second) {
                    set.add(hash(15, &[a, b]), 0.35, i, j + 1);
                }
            }
        }
    }
}

/// Words between two figures that make them a change.
const TOWARDS: WordSet = word_set!("to > now before from instead");

static FROM_TO: LazyLock<Classes> = LazyLock::new(|| Lexicon::get().class("from_to"));

/// Figures with what stands near them, and changes "from … to …".
fn numbers(tokens: &[Token], set: &mut Set) {
    let figures: Vec<(usize, FigureKind)> = tokens
        .iter()
        .enumerate()
        .filter_map(|(i, token)| token.figure.map(|kind| (i, kind)))
        .collect();
    let measuring = |kind: FigureKind| {
        !matches!(kind, FigureKind::Date | FigureKind::Name | FigureKind::Ordinal)
    };
    let count = figures.iter().filter(|(_, kind)| measuring(*kind)).count();
    set.whole(hash(40, &[count.min(3) as u32]), 1.0);
    for &(i, kind) in &figures {
        let kind = kind as u32 + 1000 * mood(&tokens[i]);
        set.add(hash(41, &[kind]), 1.0, i, i + 1);
        let near = i.saturating_sub(5)..(i + 6).min(tokens.len());
        for j in near.filter(|&j| j != i) {
            for class in bits(tokens[j].classes) {
                set.add(
                    hash(43, &[class, u32::from(j < i) + 2 * mood(&tokens[i])]),
                    0.6,
                    i.min(j),
                    i.max(j) + 1,
                );
                set.add(hash(44, &[class, kind]), 0.5, i.min(j), i.max(j) + 1);
            }
        }
    }
    for pair in figures.windows(2) {
        let [(i, a), (j, b)] = [pair[0], pair[1]];
        if measuring(a) && measuring(b) && j - i < 12 {
            let between: Classes =
                tokens[i + 1..j].iter().fold(0, |all, token| all | token.classes);
            let to = tokens[i + 1..j].iter().any(|token| TOWARDS.has(token.id));
            set.add(
                hash(45, &[u32::from(a == b), u32::from(to), mood(&tokens[i]), mood(&tokens[j])]),
                1.0,
                i,
                j + 1,
            );
            let from_to = between & *FROM_TO != 0;
            set.add(
                hash(46, &[u32::from(from_to), u32::from(i > 0 && tokens[i - 1].stem == "from")]),
                0.7,
                i,
                j + 1,
            );
        }
    }
}

/// Length, first and last words, marks.
fn shape(tokens: &[Token], set: &mut Set) {
    let words = tokens.iter().filter(|token| !token.mark).count();
    let length = [4, 8, 13, 20, 30].iter().filter(|&&limit| words > limit).count();
    set.whole(hash(50, &[length as u32]), 0.7);
    for (i, token) in tokens.iter().enumerate().take(2) {
        for class in bits(token.classes) {
            set.add(hash(51, &[i as u32, class]), 0.6, i, i + 1);
        }
    }
    let tense = tokens.iter().filter(|token| token.past).count().min(3);
    set.whole(hash(52, &[tense as u32]), 0.5);
    let agents = |agent| u32::from(tokens.iter().any(|token| token.agent == agent && !token.mark));
    set.whole(hash(53, &[agents(Agent::Me), agents(Agent::We)]), 0.6);
    let clauses = tokens.last().map_or(0, |token| u32::from(token.clause.min(6)));
    set.whole(hash(54, &[clauses]), 0.4);
}

/// Ids between marks of the beginning (0) and the end (1).
fn padded(ids: impl Iterator<Item = u32>) -> Vec<u32> {
    std::iter::once(0).chain(ids.map(|id| id.max(2))).chain(std::iter::once(1)).collect()
}

/// A hash of a feature's family and parts, mixed so that neighbouring numbers fall apart.
pub(crate) fn hash(family: u32, parts: &[u32]) -> u32 {
    let mut h = u64::from(family).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    for &part in parts {
        h = (h ^ u64::from(part)).wrapping_mul(0xFF51_AFD7_ED55_8CCD);
        h ^= h >> 32;
    }
    h = h.wrapping_mul(0xC4CE_B9FE_1A85_EC53);
    (h >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::{Hashes, hash};

    #[test]
    fn a_hash_is_new_once_however_many_there_are_and_wherever_they_fall() {
        let mut set = Hashes::for_about(0);
        let mixed = (0..5000).map(|n| hash(1, &[n]));
        let crowded = (0..500).map(|n| n << 20);
        let all: Vec<u32> = mixed.chain(crowded).collect();
        assert!(all.iter().all(|&hash| set.insert(hash)));
        assert!(!all.iter().any(|&hash| set.insert(hash)));
    }
}
