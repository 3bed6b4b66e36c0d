//! Reading the notes that people already have, whatever their markup.
//!
//! Three steps, each blind to the others. A markup's reader (`markdown`, `org`, …) turns the file into lines of
//! plain words and says which bytes it took them from. `marks` finds the lines that label something, and `answers`
//! the answers between them. Nothing is thrown away in silence: each line goes to one section, to `extra`, to the
//! question or headline, or to the list of what was left out; source bytes with words that no line took over
//! (addresses of links, attributes of HTML) go to that list as well.

mod answers;
mod bounds;
mod data;
mod html;
mod json_lines;
mod labels;
mod line;
mod markdown;
mod marks;
mod names;
mod org;
mod own;
mod plain;
mod prose;
mod runins;
mod slug;
mod source;
mod spot;
mod table;
mod titles;
mod unlabelled;

pub use data::read_json_line;
pub use json_lines::JsonLines;
pub use source::read;

use super::{Draft, Record, Section};
use crate::text::Fault;

/// What a file of notes holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes {
    /// The answers, in the order of the file.
    pub answers: Vec<Found>,
    /// The text that belongs to no answer, in the order of the file.
    pub left_out: Vec<LeftOut>,
    /// The lines of a JSON Lines file that could not be read; the others were.
    pub faults: Vec<Fault>,
}

/// An answer as the notes have it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Names the answer among those of its file: the id it has there, or made from its question.
    pub id: String,
    /// The line on which it begins, from 1.
    pub first_line: usize,
    /// The line on which it ends.
    pub last_line: usize,
    /// Question, sections and extra parts; the sections are blank where `body` is [`Body::Unsplit`].
    pub draft: Draft,
    /// Whether the sections are known.
    pub body: Body,
    /// The minutes that the notes allot to each section.
    pub minutes: [Option<u16>; 4],
    /// The title that the notes give the story beside the question.
    pub headline: Option<String>,
    /// The labels as written, in order: which words became which section.
    pub labels: Vec<Written>,
    /// The whole record, where the file is one of the coach's own.
    pub record: Option<Record>,
}

/// Whether an answer came in sections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// The notes label the sections.
    #[default]
    Labelled,
    /// This is the whole answer, and nothing says which part is which.
    Unsplit(String),
}

/// A label as the notes write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Its line, from 1.
    pub line: usize,
    /// Its words.
    pub text: String,
    /// The section it opens, if it opens one.
    pub section: Option<Section>,
}

/// Text that belongs to no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its line, from 1.
    pub line: usize,
    /// The text.
    pub text: String,
    /// Why it is no part of an answer.
    pub why: &'static str,
}
