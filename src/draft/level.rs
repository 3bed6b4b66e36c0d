use std::fmt;

use serde::{Deserialize, Serialize};

/// How far a draft fulfils a tip, the codebook's three degrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing of it is on the page.
    Missing,
    /// Part of it is.
    Hinted,
    /// All of it is.
    Shown,
}

impl Level {
    /// All three, lowest first.
    pub const ALL: [Self; 3] = [Self::Missing, Self::Hinted, Self::Shown];

    /// Name as files, JSON and the command line spell it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Hinted => "hinted",
            Self::Shown => "shown",
        }
    }

    /// 0, 1 or 2, as raters write it.
    pub fn score(self) -> u8 {
        self as u8
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}
