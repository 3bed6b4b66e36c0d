//! Text without an opinion: places in it, its sentences, words and figures; decoding it, showing it, safe YAML.

mod device;
mod fault;
mod figure;
mod filler;
mod locate;
mod sentence;
mod source;
mod span;
mod transcript;
mod visible;
mod word;
pub(crate) mod word_set;
pub mod yaml;

pub use device::is_device;
pub use fault::Fault;
pub use figure::{Figure, Kind as FigureKind, figures};
pub use filler::fillers;
pub use locate::{Region, locate};
pub use sentence::sentences;
pub use source::{MAX_BYTES, decode, read_capped};
pub use span::Span;
pub use transcript::{Cue, Transcript};
pub(crate) use visible::unsafe_chars;
pub use visible::{visible, visible_but_colours, visible_json};
pub use word::words;

/// Speaking rate that spoken times assume when the user sets none, in words a minute.
///
/// 150 is the middle of the 140 to 160 that speech trainers commonly give for talks.
pub const WORDS_A_MINUTE: u32 = 150;
