//! What comes with the program, as `build.rs` wrote it: checked there, read here only when asked for.

use std::sync::OnceLock;

use serde::de::DeserializeOwned;

use super::{Pack, Vocabulary, Words};

impl Pack {
    /// The packs that come with the program, read anew: a [`super::Bank`] keeps them.
    pub fn builtin() -> Vec<Self> {
        read(include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin")))
    }
}

impl Words {
    /// The words that come with the program.
    pub fn builtin() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| read(include_bytes!(concat!(env!("OUT_DIR"), "/tips.bin"))))
    }
}

impl Vocabulary {
    /// The competencies that come with the program, which are all there are.
    pub fn builtin() -> &'static Self {
        static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
        VOCABULARY
            .get_or_init(|| read(include_bytes!(concat!(env!("OUT_DIR"), "/competencies.bin"))))
    }
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> T {
    // The same types wrote these bytes in the same build, so that they cannot fail to read.
    postcard::from_bytes(bytes).expect("build.rs wrote this table")
}
