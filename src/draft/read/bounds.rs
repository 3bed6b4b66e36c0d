//! Where one thing ends and another may begin: rules, headings, emphasised questions.

use super::labels::hit;
use super::line::{Line, Place};
use super::names::Label;
use super::prose;

/// For each line the next boundary at or after it, so that asking costs nothing however often.
pub(super) struct Bounds {
    /// By level: 0 for questions, `n` for headings of level `n` and above as well.
    next: Vec<Vec<usize>>,
    /// The next rule.
    rules: Vec<usize>,
}

const LEVELS: u8 = 7;

impl Bounds {
    pub(super) fn of(lines: &[Line]) -> Self {
        let asks: Vec<bool> = lines
            .iter()
            .map(|line| hit(line).is_some_and(|hit| hit.label == Label::Question))
            .collect();
        let next = |is_one: &dyn Fn(usize, &Line) -> bool| {
            let mut next = vec![lines.len(); lines.len() + 1];
            for (at, line) in lines.iter().enumerate().rev() {
                next[at] = if is_one(at, line) { at } else { next[at + 1] };
            }
            next
        };
        let titles = |level: u8| {
            next(&|at, line| match line.place {
                Place::Heading(found) => found <= level,
                Place::Rule => false,
                _ => line.is_bold() && prose::is_question(&line.text) || asks[at],
            })
        };
        Self {
            next: (0..=LEVELS).map(titles).collect(),
            rules: next(&|_, line| line.place == Place::Rule),
        }
    }

    /// Whether a boundary stands in `from..to`: a heading counts from `level` up.
    pub(super) fn any(&self, from: usize, to: usize, level: Option<u8>) -> bool {
        from < to && self.rules[from] < to || self.any_title(from, to, level)
    }

    /// Whether a boundary with words stands there.
    pub(super) fn any_title(&self, from: usize, to: usize, level: Option<u8>) -> bool {
        from < to && self.next[usize::from(level.unwrap_or(LEVELS).min(LEVELS))][from] < to
    }
}
