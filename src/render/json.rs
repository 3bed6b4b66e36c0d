use serde::Serialize;

use crate::bank::Words;
use crate::draft::{Draft, Section, Sections, Tip};
use crate::judge::{Finding, Level, Quote, Review, SectionReview};

/// A review as one line of `--format ndjson`: the documented contract, field for field.
#[derive(Debug, Serialize)]
pub struct ReviewLine<'r> {
    id: &'r str,
    source: &'r str,
    question: &'r str,
    tips: Vec<TipLine<'r>>,
    sections: Vec<SectionLine<'r>>,
    spoken_seconds: u32,
    verdict: &'static str,
    reason: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewer: Option<Opinion>,
}

/// What the command of `--reviewer` came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Opinion {
    /// What it said.
    Text(String),
    /// Why it said nothing.
    Error(String),
}

#[derive(Debug, Serialize)]
struct TipLine<'r> {
    tip: Tip,
    level: Level,
    score: u8,
    finding: String,
    quotes: Vec<QuoteLine<'r>>,
    advice: String,
}

#[derive(Debug, Serialize)]
struct QuoteLine<'r> {
    section: Section,
    start: usize,
    end: usize,
    text: &'r str,
}

#[derive(Debug, Serialize)]
struct SectionLine<'r> {
    section: Section,
    words: usize,
    share: f64,
    notes: &'r [String],
}

impl<'r> ReviewLine<'r> {
    /// The line for `draft`, known as `id` and read from `source`, with the findings on `tips` only.
    pub fn new(
        (id, source): (&'r str, &'r str),
        draft: &'r Draft,
        review: &'r Review,
        words: &Words,
        tips: &[Tip],
    ) -> Self {
        let findings = review.findings.iter().filter(|finding| tips.contains(&finding.tip));
        Self {
            id,
            source,
            question: &draft.question,
            tips: findings.map(|finding| TipLine::new(finding, draft, words)).collect(),
            sections: review.sections.iter().map(SectionLine::new).collect(),
            spoken_seconds: review.spoken_seconds,
            verdict: review.verdict.id(),
            reason: review.verdict.reason(),
            reviewer: None,
        }
    }

    /// The line with a second opinion beside the coach's own.
    #[must_use]
    pub fn with_opinion(mut self, opinion: Option<Opinion>) -> Self {
        self.reviewer = opinion;
        self
    }
}

impl<'r> TipLine<'r> {
    fn new(finding: &'r Finding, draft: &Draft, words: &Words) -> Self {
        let about = finding.subject().map(|quote| &*quote.text);
        Self {
            tip: finding.tip,
            level: finding.level,
            score: finding.level.score(),
            finding: finding.id(),
            quotes: finding
                .quotes
                .iter()
                .map(|quote| QuoteLine::new(quote, &draft.sections))
                .collect(),
            advice: words.tip(finding.tip).advice(finding.advice, about),
        }
    }
}

impl<'r> QuoteLine<'r> {
    fn new(quote: &'r Quote, sections: &Sections) -> Self {
        let chars = quote.span.chars(&sections[quote.section]);
        Self { section: quote.section, start: chars.start, end: chars.end, text: &quote.text }
    }
}

impl<'r> SectionLine<'r> {
    fn new(section: &'r SectionReview) -> Self {
        let share = (section.share * 1000.0).round() / 1000.0;
        Self { section: section.section, words: section.words, share, notes: &section.notes }
    }
}
