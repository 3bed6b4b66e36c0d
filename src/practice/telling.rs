//! An answer as it was said, held against the answer as it is written.

use std::collections::{BTreeMap, HashSet};

use super::overlap::{Heard, Known, telling_words};
use crate::draft::{Draft, Section, Sections, Tip, Tips};
use crate::judge::{Review, split};
use crate::text::{Span, Transcript, fillers, sentences, words};

/// What a transcript says of a telling.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    /// Its words.
    pub words: usize,
    /// How long it took, in seconds, where that is known.
    pub seconds: Option<u32>,
    /// The fillers, the most frequent first.
    pub fillers: Vec<(String, usize)>,
    /// The sections as they were told.
    pub sections: [Told; 4],
    /// The sections in the order they were told, where that is not the usual one.
    pub order: Option<Vec<Section>>,
    /// Whether the draft was known again; otherwise the sections are guessed from what they say.
    pub is_known: bool,
    /// Sentences of the draft of which hardly a word was said, in sections that were told.
    pub left_out: Vec<(Section, String)>,
    /// The review of what was said.
    pub said: Review,
    /// The review of the draft; `None` where nothing is written.
    pub written: Option<Review>,
}

/// A section as it was told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Told {
    /// Which.
    pub section: Section,
    /// Words said.
    pub words: usize,
    /// Seconds it took, where times are known.
    pub seconds: Option<u32>,
    /// How much of the draft's own wording was said, 0 to 1; `None` where that is too little to tell.
    pub covered: Option<f64>,
    /// Whether it is written and nothing of it was said.
    pub is_skipped: bool,
}

/// How many telling words a text needs before one can say that it was left out.
const TELLING: usize = 3;
/// A sentence of the draft is left out when less of its telling words than this was said.
const LEFT_OUT: f64 = 0.2;
/// The draft is known again when at least this share of the sentences said has its words.
const KNOWN: f64 = 1.0 / 6.0;
/// How far, in parts of the whole, a section must be told before an earlier one to be out of order.
const APART: f64 = 0.1;

impl Telling {
    /// Holds `transcript` against `draft`, as `judge` sees both; `seconds` is how long it took, where that is known.
    pub fn new(
        draft: &Draft,
        transcript: &Transcript,
        seconds: Option<u32>,
        judge: impl Fn(&Draft) -> Review,
    ) -> Self {
        let text = &transcript.text;
        let said_words = words(text);
        let known = Known::new(&draft.sections);
        let heard = known.hear(text, &sentences(text));
        let certain = heard.iter().filter(|heard| heard.certain).count();
        let is_known = certain > 0 && certain as f64 >= heard.len() as f64 * KNOWN;
        let heard = if is_known { heard } else { guessed(text) };
        let spoken = Draft { sections: gathered(text, &heard), ..draft.clone() };
        let all = telling_words(text);
        let sections = Section::ALL.map(|section| {
            let written = telling_words(&draft.sections[section]);
            let told = heard.iter().any(|heard| heard.section == section && heard.certain);
            Told {
                section,
                words: words(&spoken.sections[section]).len(),
                seconds: seconds
                    .and_then(|whole| took(transcript, &heard, section, whole, said_words.len())),
                covered: (written.len() >= TELLING).then(|| share(&written, &all)),
                is_skipped: is_known && !told && written.len() >= TELLING,
            }
        });
        let left_out =
            if is_known { left_out(&draft.sections, &sections, &all) } else { Vec::new() };
        Self {
            words: said_words.len(),
            seconds,
            fillers: counted(text, &said_words),
            order: order(&heard).filter(|_| is_known),
            is_known,
            left_out,
            said: judge(&spoken),
            written: (!draft.sections.is_blank()).then(|| judge(draft)),
            sections,
        }
    }

    /// Words a minute, where times are known.
    pub fn pace(&self) -> Option<u32> {
        let seconds = self.seconds.filter(|seconds| *seconds > 0)?;
        u32::try_from(self.words as u64 * 60 / u64::from(seconds)).ok()
    }

    /// The tips that the draft shows further than the telling, and those that the telling shows further.
    pub fn moved(&self) -> (Vec<Tip>, Vec<Tip>) {
        let Some(written) = &self.written else { return (Vec::new(), Vec::new()) };
        let levels = |review: &Review| review.findings.each_ref().map(|finding| finding.level);
        let (said, written): (Tips<_>, Tips<_>) = (levels(&self.said), levels(written));
        let tips = |test: &dyn Fn(usize) -> bool| {
            Tip::ALL.into_iter().filter(|tip| test(tip.index())).collect()
        };
        (tips(&|at| said[at] < written[at]), tips(&|at| said[at] > written[at]))
    }
}

/// Sentences with the sections that the classifier gives them.
fn guessed(text: &str) -> Vec<Heard> {
    let parts = split(text).into_iter();
    parts.map(|(section, span)| Heard { span, section, certain: false }).collect()
}

/// What was said of each section, put together.
fn gathered(text: &str, heard: &[Heard]) -> Sections {
    let mut sections = Sections::default();
    for Heard { span, section, .. } in heard {
        let section = &mut sections[*section];
        if !section.is_empty() {
            section.push(' ');
        }
        section.push_str(span.of(text));
    }
    sections
}

/// The seconds that `section` took: by the times of the transcript, else by its share of all words.
fn took(
    transcript: &Transcript,
    heard: &[Heard],
    section: Section,
    whole: u32,
    words_said: usize,
) -> Option<u32> {
    let own = heard.iter().enumerate().filter(|(_, heard)| heard.section == section);
    if transcript.cues.is_empty() {
        let own: usize = own.map(|(_, heard)| words(heard.span.of(&transcript.text)).len()).sum();
        let seconds = u64::from(whole) * own as u64 / words_said.max(1) as u64;
        return u32::try_from(seconds).ok();
    }
    let mut milliseconds = 0;
    for (at, sentence) in own {
        let next = heard.get(at + 1).map_or(transcript.text.len(), |next| next.span.start);
        let (from, to) = (transcript.time(sentence.span.start)?, transcript.time(next)?);
        milliseconds += to.saturating_sub(from);
    }
    u32::try_from((milliseconds + 500) / 1000).ok()
}

/// How much of `written` is among `said`.
fn share(written: &HashSet<String>, said: &HashSet<String>) -> f64 {
    written.intersection(said).count() as f64 / written.len().max(1) as f64
}

fn left_out(
    written: &Sections,
    told: &[Told; 4],
    said: &HashSet<String>,
) -> Vec<(Section, String)> {
    let sections = written.iter().filter(|(section, _)| !told[section.index()].is_skipped);
    let mut left_out = Vec::new();
    for (section, text) in sections {
        for sentence in sentences(text) {
            let own = telling_words(sentence.of(text));
            if own.len() >= TELLING && share(&own, said) < LEFT_OUT {
                left_out.push((section, sentence.of(text).to_owned()));
            }
        }
    }
    left_out
}

/// The sections as they came, where one came well before another that belongs before it.
fn order(heard: &[Heard]) -> Option<Vec<Section>> {
    let mut sums = [(0.0, 0_usize); 4];
    for (at, heard) in heard.iter().enumerate().filter(|(_, heard)| heard.certain) {
        let (sum, count) = &mut sums[heard.section.index()];
        *sum += at as f64;
        *count += 1;
    }
    let mut told: Vec<(f64, Section)> = Section::ALL
        .into_iter()
        .filter_map(|section| {
            let (sum, count) = sums[section.index()];
            (count > 0).then(|| (sum / count as f64, section))
        })
        .collect();
    let apart = heard.len() as f64 * APART;
    let is_odd = told
        .iter()
        .enumerate()
        .any(|(at, (place, _))| told[at + 1..].iter().any(|(later, _)| later + apart < *place));
    told.sort_by(|a, b| a.0.total_cmp(&b.0));
    is_odd.then(|| told.into_iter().map(|(_, section)| section).collect())
}

fn counted(text: &str, words: &[Span]) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for filler in fillers(text, words) {
        let words = filler.of(text).to_lowercase();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        *counts.entry(words).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

#[cfg(test)]
#[path = "telling_tests.rs"]
mod tests;
