use std::fmt;

use serde::{Deserialize, Serialize};

/// One of the six tips, in the order they are shown everywhere.
///
/// Only the name lives here: its words are in `answers/tips.yaml`, its judgement in the weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tip {
    /// How the speaker went about it.
    Methodology,
    /// Evidence before conclusions.
    Debugging,
    /// Why this and not that.
    TradeOffs,
    /// Specific figures for what changed.
    Impact,
    /// What it taught the speaker.
    Learning,
    /// Why anyone outside the team should care.
    BusinessValue,
}

impl Tip {
    /// All six, in order.
    pub const ALL: [Self; 6] = [
        Self::Methodology,
        Self::Debugging,
        Self::TradeOffs,
        Self::Impact,
        Self::Learning,
        Self::BusinessValue,
    ];

    /// Name as files, JSON and the command line spell it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Methodology => "methodology",
            Self::Debugging => "debugging",
            Self::TradeOffs => "trade-offs",
            Self::Impact => "impact",
            Self::Learning => "learning",
            Self::BusinessValue => "business-value",
        }
    }

    /// The tip with this id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tip| tip.id() == id)
    }

    /// Place in the order, 0 to 5.
    pub fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Tip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

/// One value for each tip, in order.
pub type Tips<T> = [T; 6];
