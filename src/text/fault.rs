use std::fmt;

use super::visible;

/// What is wrong at one place of a user's file, and what would put it right.
///
/// Shown as path, line and column, the line itself with a caret, and the cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as the user named it; `-` for standard input.
    pub source: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The line itself, without its end.
    pub excerpt: String,
    /// What is wrong, a phrase.
    pub problem: String,
    /// What was expected, or what to do about it.
    pub cure: String,
}

/// How much of a long line is shown, in characters either side of the column.
const AROUND: usize = 60;

impl Fault {
    /// A fault at `line` and `column` (both from 1) of `text`.
    pub fn at(
        source: &str,
        text: &str,
        (line, column): (usize, usize),
        problem: &str,
        cure: &str,
    ) -> Self {
        Self {
            source: source.to_owned(),
            line,
            column,
            excerpt: text.lines().nth(line.saturating_sub(1)).unwrap_or_default().to_owned(),
            problem: problem.to_owned(),
            cure: cure.to_owned(),
        }
    }

    /// Line and column, both from 1, of the byte at `offset`; columns count characters.
    pub fn place(text: &str, offset: usize) -> (usize, usize) {
        let before = &text.as_bytes()[..offset.min(text.len())];
        let start = before.iter().rposition(|&byte| byte == b'\n').map_or(0, |newline| newline + 1);
        let line = before.split(|&byte| byte == b'\n').count();
        (line, String::from_utf8_lossy(&before[start..]).chars().count() + 1)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { source, line, column, .. } = self;
        write!(f, "{}:{line}:{column}: {}", visible(source), visible(&self.problem))?;
        if !self.excerpt.is_empty() {
            let skipped = column.saturating_sub(AROUND + 1);
            let shown: String = self.excerpt.chars().skip(skipped).take(2 * AROUND).collect();
            // A tab is one character in the column but several cells on the screen.
            let shown = shown.replace('\t', " ");
            let before: String = shown.chars().take(column.saturating_sub(skipped + 1)).collect();
            let indent = console::measure_text_width(&visible(&before));
            let number = line.to_string();
            write!(f, "\n {number} | {}", visible(&shown))?;
            write!(f, "\n {:width$} | {:indent$}^", "", "", width = number.len())?;
        }
        write!(f, "\n {}", visible(&self.cure))
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::Fault;

    #[test]
    fn a_fault_shows_path_place_line_and_cure() {
        let fault =
            Fault::at("a.yaml", "one\nnaïve: x\n", (2, 6), "bad colon", "write it otherwise");
        assert_eq!(
            fault.to_string(),
            "a.yaml:2:6: bad colon\n 2 | naïve: x\n   |      ^\n write it otherwise"
        );
    }

    #[test]
    fn a_long_line_is_shown_around_its_fault_only() {
        let fault = Fault::at("a", &"x".repeat(5000), (1, 3000), "p", "c");
        let longest = fault.to_string().lines().map(|line| line.chars().count()).max();
        assert!(longest < Some(140), "{longest:?}");
    }

    #[test]
    fn places_count_lines_and_characters() {
        assert_eq!(Fault::place("ab\nçd", 6), (2, 3));
        assert_eq!(Fault::place("", 0), (1, 1));
    }
}
