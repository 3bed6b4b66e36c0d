//! Text without an opinion: places in it, its sentences, words and figures.

mod span;

pub use span::Span;

/// Speaking rate that spoken times assume when the user sets none, in words a minute.
///
/// 150 is the middle of the 140 to 160 that speech trainers commonly give for talks.
pub const WORDS_A_MINUTE: u32 = 150;
