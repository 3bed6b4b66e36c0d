use starcoach::draft::{Section, Words};
use starcoach::text::WORDS_A_MINUTE;

/// How long an answer may take, and how fast it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pace {
    /// Spoken time that an answer is planned for, in seconds.
    pub(crate) planned: u32,
    pub(crate) words_a_minute: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self { planned: 120, words_a_minute: WORDS_A_MINUTE }
    }
}

impl Pace {
    /// How long it takes to say so many words, in seconds.
    pub(crate) fn spoken(self, words: usize) -> u32 {
        u32::try_from(words).unwrap_or(u32::MAX).saturating_mul(60) / self.words_a_minute.max(1)
    }

    /// The spoken time that `section` deserves, in seconds.
    pub(crate) fn deserved(self, section: Section, words: &Words) -> u32 {
        self.planned * words.section(section).share / 100
    }
}
