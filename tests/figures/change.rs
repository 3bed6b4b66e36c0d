//! Changes: which way they go, and how large they are.

use starcoach::text::FigureKind as Kind;

use crate::rules::changes;
use crate::told::{Sentence, Told};

const DOWN: [&str; 6] = ["fell", "dropped", "down", "shrank", "reduced", "cut"];
const UP: [&str; 5] = ["rose", "grew", "climbed", "increased", " up"];

/// What a percentage that follows a comparison does to the amount: "40 % shorter".
const SMALLER: [&str; 8] =
    ["less", "fewer", "shorter", "faster", "lower", "smaller", "cheaper", "quicker"];
const LARGER: [&str; 5] = ["more", "higher", "longer", "larger", "slower"];

/// How far a share that is told may be from the one that the amounts give.
const SLACK: f64 = 0.05;

/// "fell from 5% to 8%".
pub(crate) fn wrong_way(sentence: &Sentence) -> Vec<String> {
    let mut found = Vec::new();
    for change in changes(sentence) {
        let Some(after) = change.after else { continue };
        let clause = clause(sentence, change.before.span.start.min(after.span.start));
        let (low, high) = scaled(after, change.before);
        let wrong = match direction(&clause) {
            Some(true) => high < change.before.low,
            Some(false) => low > change.before.high,
            None => false,
        };
        if wrong {
            found.push(format!("the change goes the other way: {}", sentence.text));
        }
    }
    found
}

/// "by 40 %, from 50 minutes to 25", or "40 % shorter, 25 minutes" where 50 were told before.
pub(crate) fn wrong_share(sentence: &Sentence, earlier: &[Sentence]) -> Vec<String> {
    let mut found = Vec::new();
    for figure in &sentence.figures {
        let Some(told) = ratio(sentence, figure) else { continue };
        let actual = ratios(sentence, figure, earlier);
        let slack = if is_rough(&sentence.before(figure)) { 2.0 * SLACK } else { SLACK };
        if !actual.is_empty() && actual.iter().all(|actual| (actual - told).abs() > slack) {
            let text = &sentence.text;
            let part = figure.span.of(text);
            found.push(format!("`{part}` leaves {told:.2}, the amounts {:.2}: {text}", actual[0]));
        }
    }
    found
}

/// What the amounts told make of the whole: of the sentence itself, or of an amount in it and those told before.
fn ratios(sentence: &Sentence, figure: &Told, earlier: &[Sentence]) -> Vec<f64> {
    let of = |before: &Told, after: &Told| scaled(after, before).0 / before.low;
    let here: Vec<f64> = changes(sentence)
        .iter()
        .filter(|change| change.before.span != figure.span)
        .filter_map(|change| Some(of(change.before, change.after?)))
        .collect();
    if !here.is_empty() {
        return here;
    }
    let near = |other: &&Told| {
        let (first, second) =
            if other.span < figure.span { (*other, figure) } else { (figure, *other) };
        let gap = &sentence.text[first.span.end.min(second.span.start)..second.span.start];
        other.span != figure.span
            && !matches!(other.kind, Kind::Share | Kind::Times)
            && gap.split_whitespace().count() <= 5
            && !gap.contains(" and ")
    };
    let mut found = Vec::new();
    for after in sentence.figures.iter().filter(near) {
        let told = earlier.iter().filter(|other| other.shares_topic(sentence));
        let same = told.flat_map(|other| &other.figures).filter(|known| {
            known.kind == after.kind && (known.kind == Kind::Duration || known.unit == after.unit)
        });
        found.extend(same.filter(|known| known.low > 0.0).map(|before| of(before, after)));
    }
    found
}

/// What `figure` says is left of an amount, as a share of it: 0.6 for "down by 40 %", 0.5 for "halved".
fn ratio(sentence: &Sentence, figure: &Told) -> Option<f64> {
    let (before, after) = (sentence.before(figure), sentence.after(figure));
    let next = after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let rough = ["about ", "nearly ", "almost ", "some ", "roughly "];
    let lead = before.trim_end();
    let lead = rough.iter().fold(lead, |lead, word| lead.trim_end_matches(word.trim()).trim_end());
    let lead = lead.trim_end_matches(" a").trim_end_matches(" one");
    let value = figure.low / if figure.kind == Kind::Percent { 100.0 } else { 1.0 };
    match figure.kind {
        Kind::Percent if SMALLER.contains(&next) => Some(1.0 - value),
        Kind::Percent if LARGER.contains(&next) => Some(1.0 + value),
        Kind::Percent | Kind::Share if lead.ends_with(" by") => {
            let rises = direction(&clause(sentence, figure.span.start))?;
            Some(if rises { 1.0 + value } else { 1.0 - value })
        }
        Kind::Share if lead.ends_with(" to") || lead.ends_with(" in") => Some(value),
        Kind::Times if next == "as" => Some(value),
        Kind::Times if SMALLER.contains(&next) => Some(1.0 / value),
        Kind::Times if figure.span.of(&sentence.text).ends_with("ed") => Some(value),
        _ => None,
    }
}

/// The least and the most of `after`, in the unit of `before` where it has none of its own: "from 52 hours to 5".
fn scaled(after: &Told, before: &Told) -> (f64, f64) {
    let scale = if after.kind == before.kind { 1.0 } else { before.scale };
    (after.low * scale, after.high * scale)
}

/// Whether the clause says that something rose; `None` where it says neither or both.
fn direction(clause: &str) -> Option<bool> {
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    match (has(&DOWN), has(&UP)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

/// The clause up to the byte `end`, and the few words after that may hold "down from".
fn clause(sentence: &Sentence, end: usize) -> String {
    let text = sentence.text.to_lowercase();
    let start = text[..end].rfind([',', ';', ':']).map_or(0, |comma| comma + 1);
    let rest = &text[end..];
    let stop = [", and", ";", ". "].iter().filter_map(|stop| rest.find(stop)).min();
    format!(" {}", &text[start..end + stop.unwrap_or(rest.len())])
}

fn is_rough(before: &str) -> bool {
    let lead = before.trim_end();
    ["about", "nearly", "almost", "roughly", "some", "over", "than"]
        .iter()
        .any(|word| lead.ends_with(word))
}
