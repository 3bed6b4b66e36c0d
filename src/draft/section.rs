use std::fmt;
use std::ops::{Index, IndexMut};

use serde::{Deserialize, Serialize};

/// One of the four parts of a STAR answer, in the order they are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// Where and when, and what was at stake.
    Situation,
    /// What the speaker had to do.
    Task,
    /// What the speaker did.
    Action,
    /// What came of it.
    Result,
}

impl Section {
    /// All four, in the order they are told.
    pub const ALL: [Self; 4] = [Self::Situation, Self::Task, Self::Action, Self::Result];

    /// Lower-case name, as files and JSON spell it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Situation => "situation",
            Self::Task => "task",
            Self::Action => "action",
            Self::Result => "result",
        }
    }

    /// Name as a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Situation => "Situation",
            Self::Task => "Task",
            Self::Action => "Action",
            Self::Result => "Result",
        }
    }

    /// The section with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.id() == id)
    }

    /// Place in the order, 0 to 3.
    pub fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.title())
    }
}

/// The text of the four sections, each possibly empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sections([String; 4]);

impl Sections {
    /// The four texts in order.
    pub fn new(texts: [String; 4]) -> Self {
        Self(texts)
    }

    /// Each section with its text, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Section, &str)> {
        Section::ALL.into_iter().zip(self.0.iter().map(String::as_str))
    }

    /// Whether nothing but white space has been written.
    pub fn is_blank(&self) -> bool {
        self.0.iter().all(|text| text.trim().is_empty())
    }

    /// The sections with no text, in order.
    pub fn blank(&self) -> impl Iterator<Item = Section> {
        self.iter().filter(|(_, text)| text.trim().is_empty()).map(|(section, _)| section)
    }
}

impl Index<Section> for Sections {
    type Output = String;

    fn index(&self, section: Section) -> &String {
        &self.0[section.index()]
    }
}

impl IndexMut<Section> for Sections {
    fn index_mut(&mut self, section: Section) -> &mut String {
        &mut self.0[section.index()]
    }
}
