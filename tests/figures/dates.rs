//! Dates, deadlines and times of the clock.

use starcoach::draft::Section;
use starcoach::text::{FigureKind as Kind, words};

use crate::told::Sentence;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const HOURS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];
/// Words that begin a deadline, and words that claim that it was kept.
const DUE: [&str; 8] =
    ["promised", "deadline", " due", " by ", "until ", "before ", " end of", " from "];
const KEPT: [&str; 6] =
    ["as promised", "on time", "in time", "as planned", "as agreed", "the day we had promised"];

/// "The first keys were handed over on 8 June as promised", where they had been promised for the end of May.
pub(crate) fn late_but_on_time(sentence: &Sentence, earlier: &[Sentence]) -> Option<String> {
    if sentence.section != Section::Result || !sentence.has(&KEPT) {
        return None;
    }
    let due = |other: &&Sentence| {
        matches!(other.section, Section::Situation | Section::Task) && other.has(&DUE)
    };
    let deadlines: Vec<u32> =
        earlier.iter().filter(due).flat_map(|other| dates(&other.text)).collect();
    let late = |day: &u32| !deadlines.iter().any(|deadline| !is_after(*day, *deadline));
    if !deadlines.is_empty() && dates(&sentence.text).iter().any(late) {
        return Some(format!("on time, but after the date that was set: {}", sentence.text));
    }
    let spans = |other: &Sentence| {
        let long = other.figures.iter().filter(|figure| figure.kind == Kind::Duration);
        long.map(|figure| figure.high).fold(0.0, f64::max)
    };
    let given = earlier
        .iter()
        .filter(|other| other.section == Section::Task)
        .map(spans)
        .fold(0.0, f64::max);
    let taken = sentence.figures.iter().filter(|figure| {
        let before = sentence.before(figure);
        let took = ["in", "within", "after"]
            .iter()
            .any(|word| before.trim_end().ends_with(&format!(" {word}")));
        figure.kind == Kind::Duration && took && !sentence.has(&["since"])
    });
    let longest = taken.map(|figure| figure.low).fold(0.0, f64::max);
    (given > 0.0 && longest > given)
        .then(|| format!("on time, but after longer than was given: {}", sentence.text))
}

/// "at half past one, which is four hours earlier", where it was ten past five before.
pub(crate) fn wrong_interval(sentence: &Sentence, earlier: &[Sentence]) -> Option<String> {
    let (interval, sooner) = sentence.figures.iter().find_map(|figure| {
        let after = sentence.after(figure);
        let sooner = after.starts_with(" earlier") || after.starts_with(" sooner");
        let moved = figure.kind == Kind::Duration && (sooner || after.starts_with(" later"));
        moved.then_some((figure.low as i64 / 60, sooner))
    })?;
    let now = *clock(&sentence.text).first()?;
    let before: Vec<i64> = earlier
        .iter()
        .filter(|other| other.shares_topic(sentence))
        .flat_map(|other| clock(&other.text))
        .collect();
    let fits = |before: &i64| {
        let moved = if sooner { before - now } else { now - before };
        moved.rem_euclid(HALF_DAY) == interval.rem_euclid(HALF_DAY)
    };
    (!before.is_empty() && !before.iter().any(fits))
        .then(|| format!("the times of day are not so far apart: {}", sentence.text))
}

/// Minutes after which the hands of a clock stand as before.
const HALF_DAY: i64 = 12 * 60;

/// The full dates in `text` as days of a year of months with 31 days; "the end of May" is its last.
fn dates(text: &str) -> Vec<u32> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = words(&lower).iter().map(|word| word.of(&lower)).collect();
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let Some(month) = MONTHS.iter().position(|month| month == word) else { continue };
        let number =
            |at: Option<usize>| words.get(at?)?.parse::<u32>().ok().filter(|day| *day <= 31);
        let end = at >= 2 && words[at - 2..at] == ["end", "of"];
        let day = number(at.checked_sub(1)).or_else(|| number(Some(at + 1))).or(end.then_some(31));
        found.extend(day.map(|day| month as u32 * 31 + day));
    }
    found
}

/// Whether `day` comes after `other`, within half a year.
fn is_after(day: u32, other: u32) -> bool {
    let year = 12 * 31;
    (1..year / 2).contains(&((day + year - other) % year))
}

/// The times of day in `text`, in minutes since twelve.
fn clock(text: &str) -> Vec<i64> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = words(&lower).iter().map(|word| word.of(&lower)).collect();
    let number = |word: &str| (1..).zip(HOURS).find(|(_, hour)| *hour == word).map(|(at, _)| at);
    let mut found = Vec::new();
    for three in words.windows(3) {
        let Some(hour) = number(three[2]) else { continue };
        let minutes = match (three[0], three[1]) {
            ("half", "past") => Some(30),
            ("quarter", "past") => Some(15),
            ("quarter", "to") => Some(-15),
            (word, "past") => number(word),
            _ => None,
        };
        found.extend(minutes.map(|minutes| hour * 60 + minutes));
    }
    for two in words.windows(2) {
        let hour = number(two[0]).or_else(|| two[0].parse().ok());
        found
            .extend(hour.filter(|_| matches!(two[1], "o'clock" | "o’clock")).map(|hour| hour * 60));
    }
    found
}
