//! Sets of words built by the compiler, so that a start pays nothing for them and a question costs one halving.

/// The identity of a word: its FNV-1a hash.
///
/// Two of the few thousand words known here do not share one (a test of the lexicon holds), and that a stranger meets
/// one of them is a chance of one in a million.
pub(crate) type WordId = u32;

/// The identity of a word or mark.
pub(crate) const fn word_id(word: &str) -> WordId {
    id_of(word.as_bytes(), 0, word.len())
}

/// The identity of `bytes[from..to]`.
const fn id_of(bytes: &[u8], from: usize, to: usize) -> WordId {
    let mut hash = 0x811C_9DC5_u32;
    let mut at = from;
    while at < to {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}

/// A set of words by identity, ascending. Made by [`word_set`].
pub(crate) struct WordSet(pub(crate) &'static [WordId]);

impl WordSet {
    pub(crate) fn has(&self, id: WordId) -> bool {
        self.0.binary_search(&id).is_ok()
    }
}

/// A number for each of some words, by identity, ascending.
pub(crate) struct WordMap(pub(crate) &'static [(WordId, u8)]);

impl WordMap {
    pub(crate) fn get(&self, id: WordId) -> Option<u8> {
        self.0.binary_search_by_key(&id, |entry| entry.0).ok().map(|at| self.0[at].1)
    }
}

/// How many words a list parted by spaces has.
pub(crate) const fn count(list: &str) -> usize {
    let bytes = list.as_bytes();
    let (mut count, mut at) = (0, 0);
    while at < bytes.len() {
        if bytes[at] != b' ' && (at + 1 == bytes.len() || bytes[at + 1] == b' ') {
            count += 1;
        }
        at += 1;
    }
    count
}

/// The words of a list behind the first `used` of `all`: the first gets the number `tag`, each further one `step` more.
pub(crate) const fn append<const N: usize>(
    mut all: [(WordId, u8); N],
    mut used: usize,
    list: &str,
    mut tag: u8,
    step: u8,
) -> [(WordId, u8); N] {
    let bytes = list.as_bytes();
    let (mut start, mut at) = (0, 0);
    while at <= bytes.len() {
        if at == bytes.len() || bytes[at] == b' ' {
            if at > start {
                all[used] = (id_of(bytes, start, at), tag);
                used += 1;
                tag += step;
            }
            start = at + 1;
        }
        at += 1;
    }
    all
}

/// The entries by identity.
///
/// # Panics
/// In the compiler, when a word is given twice.
pub(crate) const fn sorted<const N: usize>(mut all: [(WordId, u8); N]) -> [(WordId, u8); N] {
    let mut i = 1;
    while i < N {
        let entry = all[i];
        let mut j = i;
        while j > 0 && all[j - 1].0 >= entry.0 {
            assert!(all[j - 1].0 != entry.0, "a word is listed twice");
            all[j] = all[j - 1];
            j -= 1;
        }
        all[j] = entry;
        i += 1;
    }
    all
}

/// The identities of a list's words, ascending.
pub(crate) const fn ids<const N: usize>(list: &str) -> [WordId; N] {
    let all = sorted(append([(0, 0); N], 0, list, 0, 0));
    let mut ids = [0; N];
    let mut at = 0;
    while at < N {
        ids[at] = all[at].0;
        at += 1;
    }
    ids
}

/// The set of the words in a list parted by spaces: `word_set!("to > now")`.
macro_rules! word_set {
    ($list:expr) => {{
        const LIST: &str = $list;
        const IDS: [u32; $crate::text::word_set::count(LIST)] = $crate::text::word_set::ids(LIST);
        $crate::text::word_set::WordSet(&IDS)
    }};
}

pub(crate) use word_set;

#[cfg(test)]
mod tests {
    use super::{WordSet, word_id};

    const SMALL: WordSet = word_set!(
        "the a  of don't \
        über"
    );

    #[test]
    fn a_set_has_the_words_of_its_list_and_no_others() {
        for word in ["the", "a", "of", "don't", "über"] {
            assert!(SMALL.has(word_id(word)), "{word}");
        }
        for word in ["", " ", "th", "them", "o", "uber"] {
            assert!(!SMALL.has(word_id(word)), "{word}");
        }
        assert_eq!(SMALL.0.len(), 5);
        assert!(SMALL.0.is_sorted());
    }
}
