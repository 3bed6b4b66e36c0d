//! Which of the six tips a draft shows, hints at or misses, and the words that say so.

#[allow(dead_code)] // the judge that applies it comes from another branch
mod gate;
mod next_change;
mod review;

pub use review::{AdviceKey, Finding, Level, Quote, Review, SectionReview, Verdict};
