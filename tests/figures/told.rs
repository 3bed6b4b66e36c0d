//! A story as a list of sentences with the figures in them.

use std::collections::BTreeSet;

use starcoach::draft::{Section, Sections};
use starcoach::text::{FigureKind as Kind, Span, figures, sentences, words};

/// A sentence of a story.
pub(crate) struct Sentence {
    pub(crate) section: Section,
    pub(crate) text: String,
    /// What it speaks of: the beginnings of its longer words.
    pub(crate) topics: BTreeSet<String>,
    pub(crate) figures: Vec<Told>,
}

/// A figure as it is told.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    /// Where it stands in its sentence.
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    /// The least and the most that is said: 4 and 6 for "4-6 hours". Durations are in seconds.
    pub(crate) low: f64,
    pub(crate) high: f64,
    /// The unit, or what is counted; empty where neither is said.
    pub(crate) unit: String,
    /// How many seconds its unit has; 1 for what is no duration.
    pub(crate) scale: f64,
}

/// Words that stand after a number without being what it counts.
const LITTLE: [&str; 62] = [
    "a", "an", "the", "of", "in", "on", "at", "to", "from", "by", "for", "with", "and", "or",
    "but", "that", "which", "who", "where", "when", "were", "was", "is", "are", "be", "been",
    "had", "has", "have", "did", "do", "came", "got", "said", "went", "ran", "per", "each",
    "every", "than", "then", "so", "as", "it", "them", "us", "me", "we", "they", "he", "she", "i",
    "more", "less", "not", "out", "up", "down", "belonged", "would", "could", "should",
];

const SECONDS: [(&str, f64); 8] = [
    ("second", 1.0),
    ("minute", 60.0),
    ("hour", 3600.0),
    ("day", 86_400.0),
    ("night", 86_400.0),
    ("week", 604_800.0),
    ("month", 2_629_800.0),
    ("year", 31_557_600.0),
];

/// The sentences of `sections`, in the order in which they are told.
pub(crate) fn story(sections: &Sections) -> Vec<Sentence> {
    let mut told = Vec::new();
    for (section, text) in sections.iter() {
        for span in sentences(text) {
            let text = span.of(text).replace('\n', " ");
            let figures = ranges(&text, read(&text));
            told.push(Sentence { section, topics: topics(&text), figures, text });
        }
    }
    told
}

impl Sentence {
    /// The text before `figure`, in lower case.
    pub(crate) fn before(&self, figure: &Told) -> String {
        self.text[..figure.span.start].to_lowercase()
    }

    /// The text after `figure`, in lower case.
    pub(crate) fn after(&self, figure: &Told) -> String {
        self.text[figure.span.end..].to_lowercase()
    }

    /// Whether it speaks of something that `other` speaks of.
    pub(crate) fn shares_topic(&self, other: &Self) -> bool {
        self.topics.intersection(&other.topics).next().is_some()
    }

    /// Whether any of `parts` stands in it.
    pub(crate) fn has(&self, parts: &[&str]) -> bool {
        let text = self.text.to_lowercase();
        parts.iter().any(|part| text.contains(part))
    }
}

impl Told {
    /// Whether both may mean the same amount.
    pub(crate) fn equals(&self, other: &Self) -> bool {
        self.low <= other.high + 1e-9 && other.low <= self.high + 1e-9
    }

    /// Whether both measure in the same unit, whatever they measure.
    pub(crate) fn comparable(&self, other: &Self) -> bool {
        self.kind == other.kind
            && (self.kind != Kind::Count
                || self.unit == other.unit
                || self.unit.is_empty()
                || other.unit.is_empty())
    }
}

/// The figures of `text` that are amounts.
fn read(text: &str) -> Vec<Told> {
    let mut told = Vec::new();
    for figure in figures(text) {
        let kind = if figure.kind == Kind::Zero { Kind::Count } else { figure.kind };
        let value = match (kind, figure.value) {
            (Kind::Date | Kind::Name | Kind::Ordinal, _) => continue,
            (Kind::Share, _) => share(figure.span.of(text)),
            (_, Some(value)) => value,
            (_, None) => continue,
        };
        let unit = unit(text, figure.span, kind);
        let scale = if kind == Kind::Duration { scale(&unit) } else { 1.0 };
        let value = value * scale;
        told.push(Told { span: figure.span, kind, low: value, high: value, unit, scale });
    }
    told
}

/// "4-6 hours" as one figure, and "6 hours 40 minutes", too.
fn ranges(text: &str, figures: Vec<Told>) -> Vec<Told> {
    let mut told: Vec<Told> = Vec::new();
    for figure in figures {
        let Some(last) = told.last_mut() else {
            told.push(figure);
            continue;
        };
        let gap = &text[last.span.end..figure.span.start];
        if matches!(gap, "-" | "–") && last.unit.is_empty() {
            let span = Span::new(last.span.start, figure.span.end);
            *last = Told { span, low: last.low * figure.scale, ..figure };
        } else if matches!(gap, " " | " and ")
            && last.kind == Kind::Duration
            && figure.kind == Kind::Duration
            && figure.scale < last.scale
        {
            last.span.end = figure.span.end;
            last.low += figure.low;
            last.high += figure.high;
        } else {
            told.push(figure);
        }
    }
    told
}

/// A unit of time, what is counted, or what a percentage is of; words stand in the singular.
fn unit(text: &str, span: Span, kind: Kind) -> String {
    let own = span.of(text).to_lowercase();
    match kind {
        Kind::Duration => {
            let word = own.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let full = match word {
                "s" | "sec" | "secs" => "second",
                "min" | "mins" => "minute",
                "h" | "hr" | "hrs" => "hour",
                word => word.trim_end_matches('s'),
            };
            full.to_owned()
        }
        Kind::Measure => {
            own.trim_start_matches(|c: char| !c.is_alphabetic()).trim_end_matches('s').to_owned()
        }
        Kind::Count => {
            let rest = text[span.end..].to_lowercase();
            if !rest.starts_with(' ') {
                return String::new();
            }
            let word = words(&rest).first().map_or("", |word| word.of(&rest));
            let close = rest.trim_start().starts_with(word) && !LITTLE.contains(&word);
            if close { word.trim_end_matches('s').to_owned() } else { String::new() }
        }
        Kind::Percent => {
            let rest = text[span.end..].to_lowercase();
            let whole = rest.strip_prefix(" of ").unwrap_or_default();
            let whole = whole.strip_prefix("the ").unwrap_or(whole);
            let noun = words(whole).first().map_or("", |word| word.of(whole));
            noun.trim_end_matches('s').to_owned()
        }
        _ => String::new(),
    }
}

fn scale(unit: &str) -> f64 {
    if unit == "ms" {
        return 0.001;
    }
    SECONDS.iter().find(|(name, _)| *name == unit).map_or(1.0, |(_, seconds)| *seconds)
}

fn share(text: &str) -> f64 {
    match text.to_lowercase() {
        word if word.contains("third") => 1.0 / 3.0,
        word if word.contains("quarter") => 0.25,
        _ => 0.5,
    }
}

fn topics(text: &str) -> BTreeSet<String> {
    let common = ["that", "this", "with", "from", "were", "have", "been", "which", "when", "each"];
    let lower = text.to_lowercase();
    let longer = words(&lower).into_iter().map(|word| word.of(&lower)).filter(|word| {
        word.len() > 3 && word.is_ascii() && !common.contains(word) && !LITTLE.contains(word)
    });
    longer.map(|word| word[..word.len().min(5)].to_owned()).collect()
}
