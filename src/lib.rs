//! starcoach: a coach for STAR interview answers, offline and in a terminal.
//!
//! The map of the house. Each room uses only the rooms below it:
//!
//! | room | what lives there |
//! |---|---|
//! | [`practice`] | the session as a state machine; no terminal, no files, no clock |
//! | [`store`] | the user's drafts on disk: whole or not at all |
//! | [`render`] | a review or a draft as terminal text, Markdown, HTML or JSON |
//! | [`bank`] | questions and example answers |
//! | [`judge`] | which of the six tips a draft shows, and what in it says so |
//! | [`draft`] | a STAR answer: its sections, the words of the tips, reading it from notes, writing it |
//! | [`text`] | spans, sentences, words, figures; decoding; safe YAML. No opinion |
//!
//! The command line (`cli`) belongs to the binary alone and sits above all of them.

pub mod bank;
pub mod draft;
pub mod judge;
pub mod practice;
pub mod render;
pub mod store;
pub mod text;
