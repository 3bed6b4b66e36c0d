//! Which of the six tips a draft shows, hints at or misses, and the words that say so.

mod advice;
mod agreement;
mod assess;
mod bytes;
mod features;
mod forest;
mod gate;
mod layer;
mod lexicon;
mod linear;
mod look;
mod marks;
mod model;
mod next_change;
mod notes;
mod quotes;
mod reading;
mod review;
mod split;
mod stem;
mod tokens;
#[cfg(feature = "train")]
pub mod train;
mod verdict;

pub use agreement::{Agreement, FileAgreement, TipAgreement};
pub use assess::review;
pub use marks::{Mark, marks};
pub use model::Model;
pub use review::{AdviceKey, Finding, Level, Quote, Review, SectionReview, Verdict};
pub use split::{split, split_with};

/// What the build script writes for the library to read as it lies: the name of each table, and its bytes.
#[cfg(not(prepared))]
pub fn tables() -> [(&'static str, Vec<u8>); 2] {
    [("lexicon.bin", lexicon::compiled()), ("own-runs.bin", gate::own_runs())]
}
