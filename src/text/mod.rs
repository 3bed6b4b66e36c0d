//! Text without an opinion: places in it, its sentences, words and figures.

mod figure;
mod sentence;
mod span;
mod word;

pub use figure::{Figure, Kind as FigureKind, figures};
pub use sentence::sentences;
pub use span::Span;
pub use word::words;

/// Speaking rate that spoken times assume when the user sets none, in words a minute.
///
/// 150 is the middle of the 140 to 160 that speech trainers commonly give for talks.
pub const WORDS_A_MINUTE: u32 = 150;
