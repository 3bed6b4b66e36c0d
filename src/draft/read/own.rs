//! The coach's own Markdown: nothing is guessed, headings are labels and all else is text.

use std::ops::Range;

use super::line::{Line, join};
use super::{Body, Found, LeftOut, Written};
use crate::draft::write::{DRAFT_MARK, NOT_APPLICABLE, REVIEW_MARK};
use crate::draft::{Draft, Section, Tip};
use crate::text::Fault;

const BEFORE: &str = "stands before the first draft";
const REVIEW: &str = "a review that the coach wrote";

/// Whether `text` holds a draft that the coach wrote.
pub(super) fn is_own(text: &str) -> bool {
    text.starts_with(DRAFT_MARK) || text.contains(&format!("\n{DRAFT_MARK}"))
}

/// Whether a line of the source is one of the coach's marks.
pub(super) fn is_mark(line: &str) -> bool {
    line.starts_with(DRAFT_MARK) || line.starts_with(REVIEW_MARK)
}

/// The drafts in `lines`, one after each mark.
pub(super) fn sort(source: &str, lines: &[Line]) -> (Vec<Found>, Vec<LeftOut>) {
    let mut left_out = Vec::new();
    let mut answers = Vec::new();
    let marks: Vec<usize> = starts(source, DRAFT_MARK);
    let reviews = starts(source, REVIEW_MARK);
    let first = marks.first().copied().unwrap_or(source.len());
    leave(source, within(lines, 0..first), BEFORE, &mut left_out);
    for (at, mark) in marks.iter().enumerate() {
        let end = marks.get(at + 1).copied().unwrap_or(source.len());
        let review =
            reviews.iter().copied().find(|review| review > mark && *review < end).unwrap_or(end);
        answers.push(draft(source, *mark, within(lines, *mark..review)));
        leave(source, within(lines, review..end), REVIEW, &mut left_out);
    }
    (answers, left_out)
}

fn starts(source: &str, mark: &str) -> Vec<usize> {
    let begins = |at: usize| at == 0 || source.as_bytes()[at - 1] == b'\n';
    source.match_indices(mark).map(|(at, _)| at).filter(|at| begins(*at)).collect()
}

fn within(lines: &[Line], range: Range<usize>) -> &[Line] {
    let first = lines.partition_point(|line| line.span.start < range.start);
    let end = lines.partition_point(|line| line.span.start < range.end);
    &lines[first..end.max(first)]
}

fn leave(source: &str, lines: &[Line], why: &'static str, left_out: &mut Vec<LeftOut>) {
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        left_out.push(LeftOut { line: number(source, line), text: line.text.clone(), why });
    }
}

fn number(source: &str, line: &Line) -> usize {
    Fault::place(source, line.span.start).0
}

fn draft(source: &str, mark: usize, lines: &[Line]) -> Found {
    let mut draft = Draft { not_applicable: not_applicable(&source[mark..]), ..Draft::default() };
    let mut labels = Vec::new();
    let mut next = 0;
    let heads: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].heading() == Some(2)).collect();
    let before = &lines[..heads.first().copied().unwrap_or(lines.len())];
    if let [question, notes @ ..] = before {
        draft.question.clone_from(&question.text);
        if !notes.is_empty() {
            draft.extra.insert("Notes".to_owned(), join(source, notes));
        }
    }
    for (at, head) in heads.iter().enumerate() {
        let end = heads.get(at + 1).copied().unwrap_or(lines.len());
        let text = join(source, &lines[head + 1..end]);
        let name = &lines[*head].text;
        let section = Section::ALL[next..].iter().copied().find(|section| section.title() == name);
        match section {
            Some(section) => {
                draft.sections[section] = text;
                next = section.index() + 1;
            }
            None => drop(draft.extra.insert(name.clone(), text)),
        }
        labels.push(Written { line: number(source, &lines[*head]), text: name.clone(), section });
    }
    let first_line = Fault::place(source, mark).0;
    let last_line = lines.last().map_or(first_line, |line| number(source, line));
    Found { first_line, last_line, draft, body: Body::Labelled, labels, ..Found::default() }
}

fn not_applicable(mark: &str) -> Vec<Tip> {
    let line = mark.lines().next().unwrap_or_default();
    let tips = line.split_once(NOT_APPLICABLE).map_or("", |(_, tips)| tips);
    tips.split_whitespace().filter_map(Tip::from_id).collect()
}
