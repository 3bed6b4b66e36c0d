use std::sync::LazyLock;

use super::Words;

static WORDS: LazyLock<Words> = LazyLock::new(read);

impl Words {
    /// The words that come with the program, as `build.rs` wrote them: checked there, read here only when asked for.
    pub fn builtin() -> &'static Self {
        &WORDS
    }
}

fn read() -> Words {
    // The same type wrote these bytes in the same build, so that they cannot fail to read.
    postcard::from_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/tips.bin")))
        .expect("build.rs wrote this table")
}
