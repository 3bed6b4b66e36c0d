//! How likely a text's word order is: a small table of which kinds of words follow which.
//!
//! Shuffled words keep their counts and lose their neighbours, so each pair of neighbours is weighed by how much
//! oftener it stands in rated drafts than in the same drafts shuffled. Pairs of two content words say nothing about
//! order and a lot about trade ("GPU queue depth"), so only pairs with a bound word count: notes in telegram style
//! have few of these, but those few stand right.

use super::read::{Class, Sentence};
use crate::text::word_set::{self, WordId, WordMap};

/// Words frequent enough to have a row of their own.
const OWN: &str = "the a i to of and in it was that for on we my so with at had not is as from but because they out \
    were by all which one up she he then when be me if after what before our who would no this only have two";

/// The table's numbers, written by `learn`.
const LEARNED: &[u8] = include_bytes!("../../../answers/word-order.bin");

/// What the numbers are multiplied by to fit a byte.
const SCALE: f64 = 32.0;

/// A text's word order in numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Likeness {
    sum: f64,
    pairs: usize,
}

impl Likeness {
    /// Mean weight of the pairs, drawn towards 0 where there are few. Prose stands near 0.6, shuffled words near −0.6.
    pub(super) fn score(self) -> f64 {
        self.sum / (self.pairs as f64 + 3.0)
    }

    pub(super) fn pairs(self) -> usize {
        self.pairs
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self { sum: self.sum + other.sum, pairs: self.pairs + other.pairs }
    }

    /// How likely the order of a sentence's words is.
    pub(super) fn of(sentence: &Sentence) -> Self {
        let mut likeness = Self::default();
        let mut before = Kind::EDGE;
        for word in &sentence.words {
            let kind = Kind::of(word.id, word.class);
            if word.parted && before != Kind::EDGE {
                likeness.add(before, Kind::EDGE);
                before = Kind::EDGE;
            }
            likeness.add(before, kind);
            before = kind;
        }
        if before != Kind::EDGE {
            likeness.add(before, Kind::EDGE);
        }
        likeness
    }

    fn add(&mut self, first: Kind, second: Kind) {
        if first.bound || second.bound {
            let weight = LEARNED.get(first.row * KINDS + second.row).map_or(0, |w| w.cast_signed());
            self.sum += f64::from(weight) / SCALE;
            self.pairs += 1;
        }
    }
}

/// A row of the table: a frequent word, or the class of a rarer one.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Kind {
    row: usize,
    bound: bool,
}

impl Kind {
    const EDGE: Self = Self { row: 0, bound: false };

    fn of(id: WordId, class: Class) -> Self {
        let row = OWN_ROWS.get(id).map_or(class as usize, usize::from);
        Self { row, bound: class.is_bound() }
    }
}

/// How many words have a row of their own.
const OWN_COUNT: usize = word_set::count(OWN);

/// The rows of these, behind those of the classes.
const OWN_ROWS: WordMap = {
    const ROWS: [(WordId, u8); OWN_COUNT] =
        word_set::sorted(word_set::append([(0, 0); OWN_COUNT], 0, OWN, Class::COUNT as u8, 1));
    WordMap(&ROWS)
};

/// Rows of the table, and columns.
const KINDS: usize = Class::COUNT + OWN_COUNT;

#[cfg(feature = "train")]
pub(super) use learning::learn;

#[cfg(feature = "train")]
mod learning {
    use super::{Class, KINDS, Kind, SCALE, Sentence, WordId};

    /// Shuffled forms made of each draft.
    const SHUFFLES: u32 = 3;
    /// Pairs seen seldom say little: this many are taken as seen in either form.
    const PRIOR: f64 = 2.0;

    /// The bytes of the table learned from drafts, a list of sentences each. The same drafts give the same bytes.
    pub(in super::super) fn learn(drafts: &[Vec<Sentence>]) -> Vec<u8> {
        let size = KINDS * KINDS;
        let (mut real, mut shuffled) = (vec![0_u32; size], vec![0_u32; size]);
        let mut random = Random(0x9E37_79B9_7F4A_7C15);
        for draft in drafts {
            for sentence in draft {
                count(sentence, &mut real);
            }
            for _ in 0..SHUFFLES {
                for sentence in &shuffle(draft, &mut random) {
                    count(sentence, &mut shuffled);
                }
            }
        }
        let total = |counts: &[u32]| f64::from(counts.iter().sum::<u32>().max(1));
        let (all_real, all_shuffled) = (total(&real), total(&shuffled));
        let weight = |(&seen, &by_chance): (&u32, &u32)| {
            let odds = ((f64::from(seen) + PRIOR) / all_real)
                / ((f64::from(by_chance) + PRIOR * f64::from(SHUFFLES)) / all_shuffled);
            #[allow(clippy::cast_possible_truncation)] // within ±96 after the clamp
            let byte = (odds.ln().clamp(-3.0, 3.0) * SCALE).round() as i8;
            byte.cast_unsigned()
        };
        real.iter().zip(&shuffled).map(weight).collect()
    }

    /// Counts a sentence's pairs by walking it as `likeness` does.
    fn count(sentence: &Sentence, counts: &mut [u32]) {
        let mut before = Kind::EDGE;
        let mut add = |first: Kind, second: Kind| counts[first.row * KINDS + second.row] += 1;
        for word in &sentence.words {
            let kind = Kind::of(word.id, word.class);
            if word.parted && before != Kind::EDGE {
                add(before, Kind::EDGE);
                before = Kind::EDGE;
            }
            add(before, kind);
            before = kind;
        }
        if before != Kind::EDGE {
            add(before, Kind::EDGE);
        }
    }

    /// The draft with its words in any order, between the marks where they were.
    pub(in super::super) fn shuffle(draft: &[Sentence], random: &mut Random) -> Vec<Sentence> {
        let mut words: Vec<(String, WordId, Class)> = draft
            .iter()
            .flat_map(|s| &s.words)
            .map(|word| (word.lower.clone(), word.id, word.class))
            .collect();
        for i in (1..words.len()).rev() {
            words.swap(i, random.below(i + 1));
        }
        let mut next = words.into_iter();
        let mut shuffled = draft.to_vec();
        for word in shuffled.iter_mut().flat_map(|sentence| &mut sentence.words) {
            if let Some((lower, id, class)) = next.next() {
                (word.lower, word.id, word.class) = (lower, id, class);
            }
        }
        shuffled
    }

    /// Xorshift: the same on every machine, which a seeded library need not be over its versions.
    pub(in super::super) struct Random(pub u64);

    impl Random {
        fn below(&mut self, limit: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % limit as u64).unwrap_or(0)
        }
    }

    #[cfg(test)]
    mod tests {
        use super::super::super::read::loose;
        use super::super::Likeness;
        use super::{Random, learn, shuffle};

        #[test]
        fn learning_twice_gives_the_same_bytes() {
            let drafts = vec![vec![loose("I took the log and read it, because it was there.")]; 3];
            assert_eq!(learn(&drafts), learn(&drafts));
        }

        #[test]
        fn a_shuffled_account_is_far_from_its_own_order() {
            let draft = vec![loose(
                "I took the log of the night and read it line by line, because nobody could say which of the two \
                 jobs had failed, and then I asked the people who had been there what they had seen of it.",
            )];
            let sum = |draft: &[_]| {
                draft.iter().map(Likeness::of).fold(Likeness::default(), Likeness::and).score()
            };
            assert!(sum(&draft) > 0.3, "{}", sum(&draft));
            let mixed = shuffle(&draft, &mut Random(7));
            assert!(sum(&mixed) < -0.2, "{}", sum(&mixed));
        }
    }
}
