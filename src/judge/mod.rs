//! Which of the six tips a draft shows, hints at or misses, and the words that say so.

mod next_change;
mod review;

pub use review::{AdviceKey, Finding, Level, Quote, Review, SectionReview, Verdict};
