//! How two figures of one story can contradict each other.
//!
//! Each rule speaks up only where the story itself refers back ("the 97", "from 52 hours", "as promised") or does a
//! sum ("by 40 %", "the remaining three"): two figures that merely differ are no contradiction.

use starcoach::draft::{Section, Sections};
use starcoach::text::FigureKind as Kind;

use crate::change;
use crate::dates;
use crate::told::{Sentence, Told, story};

/// A figure that changed, as one sentence tells it.
pub(crate) struct Change<'s> {
    pub(crate) before: &'s Told,
    /// What it came to, where the sentence says so.
    pub(crate) after: Option<&'s Told>,
    /// Whether `before` is what was believed and is denied now, so that it must have been told.
    denied: bool,
}

/// What contradicts what in `sections`, a line each.
pub(crate) fn contradictions(sections: &Sections) -> Vec<String> {
    let story = story(sections);
    let mut found = Vec::new();
    for (at, sentence) in story.iter().enumerate() {
        let earlier = &story[..at];
        found.extend(named_again(sentence, earlier));
        found.extend(more_than_the_whole(sentence));
        found.extend(wrong_remainder(sentence, earlier));
        found.extend(another_baseline(sentence, earlier));
        found.extend(change::wrong_way(sentence));
        found.extend(change::wrong_share(sentence, earlier));
        found.extend(dates::late_but_on_time(sentence, earlier));
        found.extend(dates::wrong_interval(sentence, earlier));
    }
    for (section, text) in sections.iter() {
        found.extend(miscounted_list(text).map(|problem| format!("{section}: {problem}")));
    }
    found
}

/// The figures that changed in `sentence`: "from 8 s to 2 s", "2 s, down from 8 s", "2 s, not 8 s".
pub(crate) fn changes(sentence: &Sentence) -> Vec<Change<'_>> {
    let mut found = Vec::new();
    for (at, before) in sentence.figures.iter().enumerate() {
        let lead = sentence.before(before);
        let lead = lead.trim_end_matches(['$', '£', '€', ' ']);
        let next = sentence.figures.get(at + 1);
        let last = at.checked_sub(1).map(|last| &sentence.figures[last]);
        let ends = |words: &[&str]| words.iter().any(|word| lead.ends_with(word));
        if ends(&["down from", "up from", ", against", ", not", "instead of"]) {
            let after = last.filter(|last| last.kind == before.kind);
            let to = next.filter(|next| is_target(sentence, before, next));
            found.push(Change { before, after: to.or(after), denied: ends(&[", not"]) });
        } else if ends(&[" from"])
            && let Some(after) = next.filter(|next| is_target(sentence, before, next))
        {
            found.push(Change { before, after: Some(after), denied: false });
        }
    }
    found
}

/// Whether `after` is what `before` came to: "to" stands between them, and little else.
fn is_target(sentence: &Sentence, before: &Told, after: &Told) -> bool {
    let gap = sentence.text[before.span.end..after.span.start].to_lowercase();
    let words: Vec<&str> = gap.split_whitespace().collect();
    let unit_left_out = after.kind == Kind::Count && after.unit.is_empty();
    words.len() <= 5
        && words.contains(&"to")
        && !gap.contains([',', '.', ';'])
        && (after.kind == before.kind || unit_left_out)
}

/// "the 97", "all 31 tickets", "those five teams": an amount that was told before, or should have been.
fn named_again(sentence: &Sentence, earlier: &[Sentence]) -> Vec<String> {
    let mut found = Vec::new();
    for (at, figure) in sentence.figures.iter().enumerate() {
        let before = sentence.before(figure);
        let lead = before.trim_end_matches(['$', '£', '€', ' ']);
        let after = sentence.after(figure);
        let whole = (figure.kind == Kind::Percent && after.starts_with(" of the "))
            || (after.starts_with(" of those ") && before.ends_with("all "));
        let refers = ["the", "all", "those", "these"].iter().any(|word| {
            lead.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
        });
        // "The one hour" is said of the only one that there is.
        let only = figure.span.of(&sentence.text).starts_with("one ");
        if only || !(refers || whole) || (!whole && introduces(sentence, figure)) {
            continue;
        }
        let known: Vec<&Told> = earlier
            .iter()
            .flat_map(|sentence| &sentence.figures)
            .chain(&sentence.figures[..at])
            .filter(|known| known.kind == figure.kind)
            .collect();
        let same_unit: Vec<&&Told> =
            known.iter().filter(|known| known.unit == figure.unit).collect();
        let bare = figure.unit.is_empty() && matches!(figure.kind, Kind::Count | Kind::Percent);
        let told = known.iter().any(|known| known.equals(figure))
            || (before.ends_with("all ") && is_sum(figure, &known));
        if !told && (bare || !same_unit.is_empty()) {
            found.push(format!(
                "`{}` refers to what was never told: {}",
                figure.span.of(&sentence.text),
                sentence.text
            ));
        }
    }
    found
}

/// Whether what follows `figure` says which ones are meant, so that nothing need be told before: "the 6 cases that …".
fn introduces(sentence: &Sentence, figure: &Told) -> bool {
    let after = sentence.after(figure);
    let told = after.split([',', '.', ';', ':', '?', '!']).next().unwrap_or_default();
    let next = told
        .split_whitespace()
        .nth(usize::from(!figure.unit.is_empty() && figure.kind == Kind::Count));
    next.is_some_and(|word| {
        [
            "since", "when", "that", "which", "who", "whose", "where", "in", "of", "on", "at",
            "with", "from", "before", "after", "behind", "we", "i", "he", "she", "they", "or",
        ]
        .contains(&word)
    })
}

/// Whether `figure` is the last two amounts together: six of these and six of those, then "all twelve".
fn is_sum(figure: &Told, known: &[&Told]) -> bool {
    let [.., one, other] = known else { return false };
    (one.low + other.low - figure.low).abs() < 1e-9
}

/// "41 of the 39": a part that is larger than its whole.
fn more_than_the_whole(sentence: &Sentence) -> Vec<String> {
    let parts = parts(sentence).into_iter().filter(|(part, whole)| part.low > whole.high);
    parts.map(|_| format!("a part is larger than its whole: {}", sentence.text)).collect()
}

/// "209 of the 212": each part with its whole.
fn parts(sentence: &Sentence) -> Vec<(&Told, &Told)> {
    let pairs = sentence.figures.windows(2).map(|pair| (&pair[0], &pair[1]));
    let of_whole = pairs.filter(|(part, whole)| {
        let gap = sentence.text[part.span.end..whole.span.start].to_lowercase();
        let plain = part.unit.is_empty() && part.kind == Kind::Count;
        matches!(gap.trim(), "of" | "of the" | "of those" | "of these" | "out of" | "out of the")
            && (part.kind == whole.kind || plain)
    });
    of_whole.collect()
}

/// "209 of the 212 …. The remaining four": what is left, as against what was taken away.
fn wrong_remainder(sentence: &Sentence, earlier: &[Sentence]) -> Vec<String> {
    let mut found = Vec::new();
    for figure in &sentence.figures {
        if !sentence.before(figure).trim_end().ends_with("remaining") {
            continue;
        }
        let Some((part, whole)) = earlier.last().and_then(|last| parts(last).pop()) else {
            continue;
        };
        let rest = whole.low - part.low;
        if figure.kind == Kind::Count && (rest - figure.low).abs() > 1e-9 {
            found.push(format!("{rest} remain: {}", sentence.text));
        }
    }
    found
}

/// "from 60 hours to 5", where 52 hours were told of the same before.
fn another_baseline(sentence: &Sentence, earlier: &[Sentence]) -> Vec<String> {
    // In the Situation "from 8 to 10" is a span of time, and nothing has changed yet.
    if sentence.section == Section::Situation {
        return Vec::new();
    }
    let used_to = sentence.figures.iter().filter(|figure| is_past(sentence, figure));
    let used_to = used_to.map(|before| Change { before, after: None, denied: false });
    let mut found = Vec::new();
    for Change { before, denied, .. } in changes(sentence).into_iter().chain(used_to) {
        let known = |other: &&Sentence| {
            (denied || other.shares_topic(sentence))
                && other.figures.iter().any(|known| known.comparable(before))
        };
        let same = |known: &Told| known.kind == before.kind && known.equals(before);
        let told = earlier.iter().flat_map(|other| &other.figures).any(same);
        if let Some(other) = earlier.iter().find(known).filter(|_| !told) {
            let (from, was) = (before.span.of(&sentence.text), &other.text);
            found.push(format!("`{from}` is not the baseline: {}\n  before: {was}", sentence.text));
        }
    }
    found
}

/// Whether `figure` says how it was: "used to go off nine times a week".
fn is_past(sentence: &Sentence, figure: &Told) -> bool {
    let clause = sentence.before(figure);
    let clause = clause.rsplit([',', ';']).next().unwrap_or_default();
    sentence.section == Section::Result && clause.contains("used to ")
}

/// "three parts:" over a list of four.
fn miscounted_list(text: &str) -> impl Iterator<Item = String> {
    let blocks: Vec<&str> = text.split("\n\n").collect();
    let pairs: Vec<(&str, &str)> = blocks.windows(2).map(|pair| (pair[0], pair[1])).collect();
    pairs.into_iter().filter_map(|(lead, list)| {
        let lead = lead.trim_end().strip_suffix(':')?;
        let lead = lead.rsplit(". ").next().unwrap_or(lead).replace('\n', " ");
        let sections = Sections::new([lead.clone(), String::new(), String::new(), String::new()]);
        let story = story(&sections);
        let counts: Vec<f64> = story
            .iter()
            .flat_map(|own| &own.figures)
            .filter(|own| own.kind == Kind::Count)
            .map(|own| own.low)
            .collect();
        let is_item = |line: &&str| {
            let line = line.trim_start();
            line.starts_with("- ")
                || line.split_once(". ").is_some_and(|(number, _)| number.parse::<u8>().is_ok())
        };
        let items = list.lines().filter(is_item).count();
        let wrong = items > 0 && !counts.is_empty() && !counts.contains(&(items as f64));
        wrong.then(|| format!("{items} items follow: {lead}"))
    })
}
