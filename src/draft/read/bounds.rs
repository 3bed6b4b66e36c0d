//! Where one thing ends and another may begin: rules, headings, emphasised questions.

use super::line::{Line, Place};
use super::prose;

/// For each line the next boundary at or after it, so that asking costs nothing however often.
pub(super) struct Bounds {
    /// By level: 0 for rules and questions, `n` for headings of level `n` and above as well.
    next: Vec<Vec<usize>>,
}

const LEVELS: u8 = 7;

impl Bounds {
    pub(super) fn of(lines: &[Line]) -> Self {
        let next = (0..=LEVELS).map(|level| {
            let mut next = vec![lines.len(); lines.len() + 1];
            for (at, line) in lines.iter().enumerate().rev() {
                let here = match line.place {
                    Place::Rule => true,
                    Place::Heading(found) => found <= level,
                    _ => line.is_bold() && prose::is_question(&line.text),
                };
                next[at] = if here { at } else { next[at + 1] };
            }
            next
        });
        Self { next: next.collect() }
    }

    /// Whether a boundary stands in `from..to`: a heading counts from `level` up.
    pub(super) fn any(&self, from: usize, to: usize, level: Option<u8>) -> bool {
        from < to && self.next[usize::from(level.unwrap_or(LEVELS).min(LEVELS))][from] < to
    }
}
