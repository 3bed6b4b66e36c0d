use std::collections::BTreeMap;

use serde::Serialize;

use super::Story;
use crate::draft::{Draft, Section, Sections, Tip, Words};
use crate::judge::{Finding, Level, Quote, Review, SectionReview};
use crate::text::visible_json;

/// A review as one line of `--format ndjson`: the documented contract, field for field.
#[derive(Debug, Serialize)]
pub struct ReviewLine<'r> {
    id: &'r str,
    source: &'r str,
    question: &'r str,
    #[serde(flatten)]
    review: Findings<'r>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewer: Option<Opinion>,
}

/// A story with its text and, where it was reviewed, what the coach says of it.
#[derive(Debug, Serialize)]
struct StoryLine<'r> {
    id: &'r str,
    question: &'r str,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'r str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'r str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    competencies: &'r [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    not_applicable: &'r [Tip],
    situation: &'r str,
    task: &'r str,
    action: &'r str,
    result: &'r str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extra: &'r BTreeMap<String, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<Findings<'r>>,
}

/// What is said of one draft, wherever it stands.
#[derive(Debug, Serialize)]
struct Findings<'r> {
    tips: Vec<TipLine<'r>>,
    sections: Vec<SectionLine<'r>>,
    spoken_seconds: u32,
    verdict: &'static str,
    reason: Option<&'r str>,
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
        let review = Findings::new(draft, review, words, tips);
        Self { id, source, question: &draft.question, review, reviewer: None }
    }

    /// The line with a second opinion beside the coach's own.
    #[must_use]
    pub fn with_opinion(mut self, opinion: Option<Opinion>) -> Self {
        self.reviewer = opinion;
        self
    }
}

/// One story as a JSON object on a line of its own.
///
/// `review` is what `--format ndjson` says of a draft; its quotes are places in the section texts beside it.
///
/// # Errors
/// None that a story can cause; serde's signature has them.
pub fn json(story: &Story, words: &Words) -> serde_json::Result<String> {
    let Story { draft, .. } = story;
    let section = |section| draft.sections[section].as_str();
    let review = story.review.as_ref();
    let line = StoryLine {
        id: &story.id,
        question: &draft.question,
        headline: story.headline.as_deref(),
        date: story.date.as_deref(),
        competencies: &story.competencies,
        not_applicable: &draft.not_applicable,
        situation: section(Section::Situation),
        task: section(Section::Task),
        action: section(Section::Action),
        result: section(Section::Result),
        extra: &draft.extra,
        review: review.map(|review| Findings::new(draft, review, words, &Tip::ALL)),
    };
    Ok(visible_json(&serde_json::to_string(&line)?).into_owned() + "\n")
}

/// All stories as one JSON array, a story a line.
///
/// # Errors
/// Those of [`json`].
pub fn json_booklet(stories: &[Story], words: &Words) -> serde_json::Result<String> {
    let line = |story| json(story, words).map(|line| line.trim_end().to_owned());
    let lines = stories.iter().map(line).collect::<serde_json::Result<Vec<String>>>()?;
    Ok(format!("[\n{}\n]\n", lines.join(",\n")))
}

impl<'r> Findings<'r> {
    fn new(draft: &Draft, review: &'r Review, words: &Words, tips: &[Tip]) -> Self {
        let findings = review.findings.iter().filter(|finding| tips.contains(&finding.tip));
        Self {
            tips: findings.map(|finding| TipLine::new(finding, draft, words)).collect(),
            sections: review.sections.iter().map(SectionLine::new).collect(),
            spoken_seconds: review.spoken_seconds,
            verdict: review.verdict.id(),
            reason: review.verdict.reason(),
        }
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

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::{Story, json, json_booklet};
    use crate::draft::{Draft, Section, Tip, Words, read};
    use crate::judge::review;

    fn story(question: &str) -> Story {
        let mut draft = Draft { question: question.to_owned(), ..Draft::default() };
        draft.sections[Section::Action] =
            "Héllo. First I timed thirty checkouts, then I batched the queries, because 22 of them waited \u{1b}[0m.".to_owned();
        draft.not_applicable = vec![Tip::TradeOffs];
        draft.extra.insert("Reflection".to_owned(), "Ask.".to_owned());
        Story { review: Some(review(&draft)), draft, ..Story::default() }
    }

    #[test]
    fn quotes_are_slices_of_the_section_texts_beside_them() {
        let line = json(&story("Why?"), Words::builtin()).expect("JSON");
        assert!(line.ends_with("}\n") && !line.contains('\u{1b}'), "{line}");
        let value: Value = serde_json::from_str(&line).expect("JSON");
        let tips = value["review"]["tips"].as_array().expect("tips");
        let quotes: Vec<&Value> =
            tips.iter().flat_map(|tip| tip["quotes"].as_array().expect("quotes")).collect();
        assert!(tips.len() == 6 && !quotes.is_empty());
        for quote in quotes {
            let place = |key: &str| quote[key].as_u64().expect(key) as usize;
            let text = value[quote["section"].as_str().expect("a section")].as_str().expect("text");
            let slice: String = text.chars().take(place("end")).skip(place("start")).collect();
            assert_eq!(quote["text"], *slice);
        }
    }

    #[test]
    fn a_booklet_is_an_array_that_reads_back_as_its_drafts() {
        let stories = [story("One?"), story("Two?")];
        let booklet = json_booklet(&stories, Words::builtin()).expect("JSON");
        let notes = read("all.json", booklet.as_bytes()).expect("readable");
        let back: Vec<&Draft> = notes.answers.iter().map(|found| &found.draft).collect();
        assert_eq!(back, [&stories[0].draft, &stories[1].draft]);
    }
}
