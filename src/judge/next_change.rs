use super::{Finding, Level, Quote, Review};
use crate::draft::Tip;

/// How much an answer gains when a tip is raised one level, by tip in order.
///
/// A judgement, not a measurement: without the speaker's own steps there is no answer at all, and an outcome
/// without a figure is the gap interviewers name most; the rest is polish on top of these.
const GAIN: [u32; 6] = [6, 4, 3, 5, 2, 4];

impl Review {
    /// The finding whose next level would help the draft most; none when nothing is left to raise.
    ///
    /// A missing tip goes before a hinted one of the same weight, since its first sentence is the cheapest.
    pub fn next_change(&self, not_applicable: &[Tip]) -> Option<&Finding> {
        self.findings
            .iter()
            .filter(|finding| {
                finding.level < Level::Shown && !not_applicable.contains(&finding.tip)
            })
            .max_by_key(|finding| {
                let steps = u32::from(2 - finding.level.score());
                (GAIN[finding.tip.index()] * (2 + steps), std::cmp::Reverse(finding.tip))
            })
    }
}

impl Finding {
    /// The words of the draft that the advice speaks about: those it was chosen for, else the first quote.
    pub fn subject(&self) -> Option<&Quote> {
        self.about.as_ref().or(self.quotes.first())
    }
}
