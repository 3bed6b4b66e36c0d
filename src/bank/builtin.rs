//! What comes with the program, as `build.rs` wrote it: checked there, read here only when asked for.

use std::sync::OnceLock;

use serde::Deserialize;

use super::{Judged, Pack, Vocabulary};

impl Pack {
    /// The packs that come with the program, read anew: a [`super::Bank`] keeps them.
    pub fn builtin() -> Vec<Self> {
        let (mut packs, stories): (Vec<Self>, Vec<&[u8]>) =
            read(include_bytes!(concat!(env!("OUT_DIR"), "/packs.bin")));
        let questions = packs.iter_mut().flat_map(|pack| &mut pack.questions);
        for (question, stories) in questions.zip(stories) {
            question.examples.keep(stories);
        }
        packs
    }
}

impl Judged {
    /// What the judge says of the built-in example `id`, found when the program was built.
    pub fn builtin(id: &str) -> Option<Self> {
        let all: Vec<(&str, &[u8])> = read(include_bytes!(concat!(env!("OUT_DIR"), "/judged.bin")));
        all.into_iter().find(|(own, _)| *own == id).map(|(_, judged)| read(judged))
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

fn read<T: Deserialize<'static>>(bytes: &'static [u8]) -> T {
    // The same types wrote these bytes in the same build, so that they cannot fail to read.
    postcard::from_bytes(bytes).expect("build.rs wrote this table")
}
