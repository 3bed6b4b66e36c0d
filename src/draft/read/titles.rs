//! Which line names an answer, and which headings stand over it.

use super::labels::hit;
use super::line::{Line, Place, has_words};
use super::names::{Label, Weight};
use super::prose;

/// The lines that say what an answer answers.
#[derive(Clone, Debug, Default)]
pub(super) struct Title {
    /// Where the answer begins: its title, or its first line where it has none.
    pub(super) start: usize,
    pub(super) question: Option<usize>,
    pub(super) headline: Option<usize>,
    /// Whether the question stands over other answers too.
    pub(super) shared: bool,
}

/// How many lines above the first label are searched.
const ABOVE: usize = 40;

/// Words that name the place of an answer and not its subject.
const BARE: [&str; 16] = [
    "answer",
    "answers",
    "example",
    "examples",
    "story",
    "stories",
    "star",
    "response",
    "my",
    "sample",
    "format",
    "model",
    "suggested",
    "your",
    "the",
    "draft",
];

/// For each line the heading above it, of a higher level where it is a heading itself.
pub(super) fn parents(lines: &[Line]) -> Vec<Option<usize>> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut parents = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        if let Some(level) = line.heading() {
            open.retain(|(above, _)| *above < level);
            parents.push(open.last().map(|(_, at)| *at));
            open.push((level, at));
        } else {
            parents.push(open.last().map(|(_, at)| *at));
        }
    }
    parents
}

/// The title of the answer whose first label is line `first`; lines before `from` belong to others.
pub(super) fn find(lines: &[Line], parents: &[Option<usize>], from: usize, first: usize) -> Title {
    let nearest = nearest(lines, from, first);
    let start = nearest.unwrap_or(first);
    let mut title = Title { start, ..Title::default() };
    let above = chain(parents, nearest.unwrap_or(first), lines, first);
    let asks = |at: usize| is_asked(&lines[at]);
    match nearest {
        Some(at) if asks(at) => {
            title.question = Some(at);
            title.headline =
                parents[at].filter(|above| *above >= from && lines[at].heading().is_none());
            title.start = title.headline.unwrap_or(at);
        }
        Some(at) => {
            let over = above.iter().copied().find(|above| asks(*above));
            let over =
                over.or_else(|| is_bare(&lines[at].text).then(|| above.first().copied()).flatten());
            title.question = Some(over.unwrap_or(at));
            title.headline = over.map(|_| at);
        }
        None => title.question = above.first().copied(),
    }
    title
}

/// The headings over line `at`, innermost first.
fn chain(parents: &[Option<usize>], at: usize, lines: &[Line], first: usize) -> Vec<usize> {
    let level = lines[first].heading().unwrap_or(u8::MAX);
    std::iter::successors(parents.get(at).copied().flatten(), |above| parents[*above])
        .filter(|above| lines[*above].heading() < Some(level))
        .take(6)
        .collect()
}

fn nearest(lines: &[Line], from: usize, first: usize) -> Option<usize> {
    let depth = lines[first].depth();
    let mut ruled = false;
    for at in (from..first).rev().take(ABOVE) {
        let line = &lines[at];
        match &line.place {
            Place::Rule => ruled = true,
            // A heading below the level of the labels belongs to what stands before them.
            Place::Heading(found) if lines[first].heading().is_some_and(|level| *found > level) => {
                return None;
            }
            Place::Heading(_) => return Some(at),
            _ if is_announcement(line) => {}
            Place::Item { depth: found, .. } if *found < depth => return Some(at),
            _ if is_asked(line) || is_bold_title(line) => return Some(at),
            Place::Item { depth: found, marker } if *found <= depth && marker != "- " => {
                return Some(at);
            }
            Place::Text { .. } if at + 1 == first && is_short(line) => return Some(at),
            _ if ruled => return None,
            _ => {}
        }
    }
    None
}

/// Whether a line is emphasised as a title; "**What they look for:**" heads a list.
pub(super) fn is_bold_title(line: &Line) -> bool {
    line.is_bold() && has_words(&line.text) && !line.text.trim_end().ends_with([':', '：'])
}

/// Whether a line without markup looks like a title: a few words and no end of a sentence.
pub(super) fn is_short(line: &Line) -> bool {
    let text = line.text.trim();
    // "Company: Acme" is about the story and not its title.
    let key = text.split_once(": ").is_some_and(|(key, _)| key.chars().all(char::is_alphabetic));
    line.opens
        && !key
        && (1..=14).contains(&prose::words(text))
        && !text.ends_with(['.', ',', ';', '!'])
}

/// Whether the line is the question that an answer answers.
pub(super) fn is_asked(line: &Line) -> bool {
    hit(line).is_some_and(|hit| hit.label == Label::Question) || prose::is_question(&line.text)
}

/// Whether a title says no more than "Example 2" or "Sample STAR answer".
pub(super) fn is_bare(text: &str) -> bool {
    text.replace('.', "")
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| BARE.contains(&word.to_lowercase().as_str()))
}

/// Whether the line only says that an answer follows.
fn is_announcement(line: &Line) -> bool {
    let answer = hit(line).is_some_and(|hit| {
        let says = hit.label == Label::Answer || hit.weight == Weight::Letter;
        says && !has_words(&line.text[hit.end..])
    });
    answer || line.heading().is_none() && is_bare(&line.text)
}

/// The words of a title: no label, no number that only counts questions.
pub(super) fn words_of(line: &Line) -> &str {
    let text = &line.text;
    let text = hit(line)
        .filter(|hit| hit.label == Label::Question)
        .map_or(&text[..], |hit| &text[hit.end..]);
    prose::asked(text).trim()
}

/// What stands before those words: "Q3.", "Question:".
pub(super) fn number_of(line: &Line) -> &str {
    let at = line.text.find(words_of(line)).unwrap_or_default();
    &line.text[..at]
}
