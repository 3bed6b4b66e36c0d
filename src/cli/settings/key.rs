use clap::ValueEnum;
use starcoach::bank::nearest;
use starcoach::draft::Tip;

use crate::cli::output::Colour;

/// What can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Key {
    Minutes,
    WordsAMinute,
    NotApplicable,
    Color,
}

impl Key {
    /// All, in the order shown.
    pub(crate) const ALL: [Self; 4] =
        [Self::Minutes, Self::WordsAMinute, Self::NotApplicable, Self::Color];

    /// Name in the file.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::WordsAMinute => "words_a_minute",
            Self::NotApplicable => "not_applicable",
            Self::Color => "color",
        }
    }

    /// Name in the environment.
    pub(crate) fn variable(self) -> &'static str {
        match self {
            Self::Minutes => "STARCOACH_MINUTES",
            Self::WordsAMinute => "STARCOACH_WORDS_A_MINUTE",
            Self::NotApplicable => "STARCOACH_NOT_APPLICABLE",
            Self::Color => "STARCOACH_COLOR",
        }
    }

    /// The key with this name in the file.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }
}

/// `did you mean` for a name that is not among `known`, and all that are.
pub(super) fn unknown(name: &str, known: &[&str]) -> String {
    let list = known.join("`, `");
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? Known here: `{list}`"),
        None => format!("known here: `{list}`"),
    }
}

pub(crate) fn minutes(text: &str) -> Result<f64, String> {
    let minutes = text.parse().ok().filter(|minutes| (0.25..=30.0).contains(minutes));
    minutes.ok_or_else(|| "expected a number of minutes, 0.25 to 30".to_owned())
}

pub(super) fn words_a_minute(text: &str) -> Result<u32, String> {
    let words = text.parse().ok().filter(|words| (50..=300).contains(words));
    words.ok_or_else(|| "expected a whole number of words a minute, 50 to 300".to_owned())
}

/// Tip ids, parted by commas.
pub(super) fn tips(text: &str) -> Result<Vec<Tip>, String> {
    let ids = text.split(',').map(str::trim).filter(|id| !id.is_empty());
    let known = Tip::ALL.map(Tip::id);
    ids.map(|id| Tip::from_id(id).ok_or_else(|| format!("no tip `{id}`; {}", unknown(id, &known))))
        .collect()
}

pub(super) fn color(text: &str) -> Result<Colour, String> {
    Colour::from_str(text, false).map_err(|_| "expected auto, always or never".to_owned())
}
