//! Questions, their example answers and the words of the tips, from YAML packs.

mod words;

pub use words::{SectionWords, TipWords, Words};
