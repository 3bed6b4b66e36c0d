//! Answers without labels: a question with prose or bullets below it, or a file that is one story.

use super::answers::{ASIDE, Fate, Sorter, says_something};
use super::labels::hit;
use super::line::{Line, Place, join};
use super::names::Label;
use super::{Body, Found, prose, titles};
use crate::draft::Draft;

/// The fewest words that answer a question.
const ANSWER: usize = 8;
/// The fewest words of a story under a title that asks nothing.
const STORY: usize = 40;

const UNANSWERED: &str = "a question without an answer";
const NO_STORY: &str = "no labels and no story";
const CONTENTS: &str = "a table of contents";

/// A title with the lines below it, none of them claimed.
struct Part {
    title: Option<usize>,
    lines: Vec<usize>,
}

fn is_contents(title: &str) -> bool {
    let title = title.to_lowercase();
    title.contains("contents") || title.trim() == "toc" || title.trim() == "index"
}

/// "Difficulty: hard" below a question says something of the question.
fn is_remark(text: &str) -> bool {
    let key = text.split_once(':').is_some_and(|(key, _)| (1..=3).contains(&prose::words(key)));
    key && prose::words(text) <= 12 && !prose::is_first_person(text)
}

/// Claims the answers among the lines that are still open.
pub(super) fn sort(sorter: &mut Sorter<'_>) {
    for at in 0..sorter.lines.len() {
        if sorter.lines[at].place == Place::Aside {
            sorter.leave(at, ASIDE);
        }
    }
    let had_labels = !sorter.answers.is_empty();
    // A story may stand unlabelled among labelled ones, under a heading like theirs.
    let levels: Vec<u8> =
        sorter.answers.iter().filter_map(|(start, _)| sorter.lines[*start].heading()).collect();
    let parts = parts(sorter);
    let asked = parts.iter().any(|part| is_asked(sorter, part) && words(sorter, part) >= ANSWER);
    for part in &parts {
        let told = is_told(sorter, part);
        let answers = if is_asked(sorter, part) {
            words(sorter, part) >= ANSWER && told != Telling::Instruction
        } else {
            let level = part.title.and_then(|at| sorter.lines[at].heading());
            let beside = level.is_some_and(|level| levels.contains(&level));
            (!had_labels && !asked || beside)
                && words(sorter, part) >= STORY
                && told == Telling::Story
        };
        if answers {
            claim(sorter, part);
        } else if is_asked(sorter, part) && words(sorter, part) == 0 {
            leave(sorter, part, UNANSWERED);
        } else if had_labels || asked {
            leave(sorter, part, NO_STORY);
        }
    }
    // A guide or a list of questions is no answer either.
    let left = sorter.fate.iter().any(|fate| matches!(fate, Fate::Left(why) if *why != ASIDE));
    if sorter.answers.is_empty() && !left {
        whole(sorter, &parts);
    }
}

/// A file without labels, questions or stories is one answer all the same: the judge says what it lacks.
fn whole(sorter: &mut Sorter<'_>, parts: &[Part]) {
    let lines: Vec<usize> = parts
        .iter()
        .flat_map(|part| part.title.into_iter().chain(part.lines.iter().copied()))
        .collect();
    let lines: Vec<usize> =
        lines.into_iter().filter(|at| says_something(&sorter.lines[*at])).collect();
    let asks = |at: &usize| {
        prose::is_question(&sorter.lines[*at].text)
            || prose::is_instruction(&sorter.lines[*at].text)
    };
    let asking = lines.iter().filter(|at| asks(at)).count();
    let headings = lines.iter().filter(|at| sorter.lines[**at].heading().is_some()).count();
    let told = lines.iter().filter(|at| prose::is_first_person(&sorter.lines[**at].text)).count();
    // Many headings and nobody who speaks: a manual, not a story.
    if headings > 3 && told < 2 {
        for at in lines {
            sorter.leave(at, NO_STORY);
        }
        return;
    }
    if lines.is_empty() || asking * 2 > lines.len() && lines.len() > 1 {
        return;
    }
    let several = lines.len() > 1;
    let title = lines.first().copied().filter(|at| several && names_file(sorter, *at));
    let lines = lines.into_iter().skip(usize::from(title.is_some())).collect();
    claim(sorter, &Part { title, lines });
}

/// Whether line `at`, the first of a story, is its title.
fn names_file(sorter: &Sorter<'_>, at: usize) -> bool {
    let (line, next) = (&sorter.lines[at], sorter.lines.get(at + 1));
    let apart = next.is_some_and(|next| next.opens && !next.is_item());
    line.heading() == Some(1)
        || apart && line.place == Place::Text { depth: 0 } && titles::is_short(line)
}

fn parts(sorter: &Sorter<'_>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut level = None;
    let mut broken = true;
    for (at, line) in sorter.lines.iter().enumerate() {
        if sorter.fate[at] != Fate::Open || line.place == Place::Aside {
            broken = true;
            level = None;
            continue;
        }
        let asks = titles::is_asked(line) && (line.opens || line.is_item());
        let heads = match line.place {
            Place::Heading(found) => asks || level.is_none_or(|level| found <= level),
            Place::Rule => true,
            _ => asks,
        };
        if heads {
            let rule = line.place == Place::Rule;
            level = if rule { None } else { line.heading().or(level) };
            parts.push(Part { title: (!rule).then_some(at), lines: Vec::new() });
        } else if let Some(part) = parts.last_mut().filter(|_| !broken) {
            part.lines.push(at);
        } else {
            level = None;
            parts.push(Part { title: None, lines: vec![at] });
        }
        broken = false;
    }
    parts
}

fn is_asked(sorter: &Sorter<'_>, part: &Part) -> bool {
    part.title.is_some_and(|at| titles::is_asked(&sorter.lines[at]))
}

fn words(sorter: &Sorter<'_>, part: &Part) -> usize {
    let texts = part.lines.iter().map(|at| &sorter.lines[*at].text);
    texts.filter(|text| !is_remark(text)).map(|text| prose::words(text)).sum()
}

#[derive(PartialEq, Eq)]
enum Telling {
    Story,
    Instruction,
    Neither,
}

fn is_told(sorter: &Sorter<'_>, part: &Part) -> Telling {
    let texts = || part.lines.iter().map(|at| sorter.lines[*at].text.as_str());
    let own = texts().filter(|text| prose::is_first_person(text)).count();
    let telling = texts().filter(|text| prose::is_instruction(text)).count();
    if own == 0 && telling * 2 >= texts().count().max(1) {
        Telling::Instruction
    } else if own > 0 {
        Telling::Story
    } else {
        Telling::Neither
    }
}

fn leave(sorter: &mut Sorter<'_>, part: &Part, why: &'static str) {
    let mut contents = false;
    for at in part.title.into_iter().chain(part.lines.iter().copied()) {
        if sorter.lines[at].heading().is_some() {
            contents = is_contents(&sorter.lines[at].text);
        }
        sorter.leave(at, if contents { CONTENTS } else { why });
    }
}

fn claim(sorter: &mut Sorter<'_>, part: &Part) {
    let untitled = part.title.is_none() && part.lines.len() > 1;
    let titled = Part {
        title: part.lines.first().copied(),
        lines: part.lines.iter().skip(1).copied().collect(),
    };
    let part = if untitled && names_file(sorter, part.lines[0]) { &titled } else { part };
    let lines: Vec<_> = part.lines.iter().map(|at| sorter.lines[*at].clone()).collect();
    let mut found = Found::default();
    let lines = without_label(sorter, part, lines, &mut found);
    let text = join(sorter.source, &lines).trim().to_owned();
    let question = part.title.map(|at| titles::words_of(&sorter.lines[at]).to_owned());
    let mut claimed = part.title.into_iter().chain(part.lines.iter().copied());
    let Some(first) = claimed.next() else { return };
    let last = claimed.last().unwrap_or(first);
    let draft = Draft { question: question.unwrap_or_default(), ..Draft::default() };
    let (first_line, last_line) = (sorter.number(first), sorter.number(last));
    let found = Found { first_line, last_line, draft, body: Body::Unsplit(text), ..found };
    sorter.answers.push((first, found));
    for at in part.title.into_iter().chain(part.lines.iter().copied()) {
        sorter.fate[at] = Fate::Used;
    }
}

/// Takes "Answer:" off the first line, and takes note of it and of what the title is numbered by.
fn without_label(
    sorter: &Sorter<'_>,
    part: &Part,
    mut lines: Vec<Line>,
    found: &mut Found,
) -> Vec<Line> {
    if let Some(at) = part.title {
        sorter.label(found, at, titles::number_of(&sorter.lines[at]));
    }
    if let (Some(at), Some(line)) = (part.lines.first(), lines.first_mut())
        && let Some(hit) = hit(line).filter(|hit| hit.label == Label::Answer)
    {
        sorter.label(found, *at, &line.text[..hit.end]);
        *line = line.rest(hit.end);
    }
    lines
}
