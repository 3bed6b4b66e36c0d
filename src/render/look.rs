use console::{Style, measure_text_width, truncate_str};
use textwrap::Options;
use textwrap::core::display_width;

use crate::judge::{Level, Verdict};
use crate::text::visible;

/// The widest that running text is set, in columns; longer lines are hard to read.
const MAX_WIDTH: usize = 100;

/// How text is laid out for where it goes: the one place for colours, marks and wrapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    width: usize,
    colour: bool,
}

impl Look {
    /// For a place `columns` wide, with or without colour. Very wide places are used up to 100 columns.
    pub fn new(columns: usize, colour: bool) -> Self {
        Self { width: columns.clamp(20, MAX_WIDTH), colour }
    }

    /// For files and pipes: 80 columns, no colour.
    pub fn plain() -> Self {
        Self::new(80, false)
    }

    /// The same colours, `columns` wide.
    #[must_use]
    pub fn with_width(&self, columns: usize) -> Self {
        Self::new(columns, self.colour)
    }

    /// Columns to fill.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether colour is used.
    pub fn has_colour(&self) -> bool {
        self.colour
    }

    /// Whether there is too little room for two things beside each other.
    pub fn is_narrow(&self) -> bool {
        self.width < 60
    }

    /// `text` as a heading.
    pub fn heading(&self, text: &str) -> String {
        self.paint(Style::new().bold(), text)
    }

    /// `text` as an aside.
    pub fn dim(&self, text: &str) -> String {
        self.paint(Style::new().dim(), text)
    }

    /// `text` where words of the draft are quoted.
    pub fn quote(&self, text: &str) -> String {
        self.paint(Style::new().cyan(), text)
    }

    /// A line across, between two things.
    pub fn rule(&self) -> String {
        self.dim(&"─".repeat(self.width))
    }

    /// `text` coloured as its level is everywhere.
    pub fn level(&self, level: Level, text: &str) -> String {
        let style = match level {
            Level::Missing => Style::new().red(),
            Level::Hinted => Style::new().yellow(),
            Level::Shown => Style::new().green(),
        };
        self.paint(style, text)
    }

    /// `text` that an older version had.
    pub fn gone(&self, text: &str) -> String {
        self.paint(Style::new().red(), text)
    }

    /// `text` that a newer version has.
    pub fn came(&self, text: &str) -> String {
        self.paint(Style::new().green(), text)
    }

    /// `text` coloured as its verdict is.
    pub fn verdict(&self, verdict: &Verdict, text: &str) -> String {
        let style = match verdict {
            Verdict::Ready => Style::new().green().bold(),
            Verdict::Close => Style::new().yellow().bold(),
            Verdict::NotYet | Verdict::CannotTell(_) => Style::new().red().bold(),
        };
        self.paint(style, text)
    }

    /// The mark of a level, told apart by shape so that it reads without colour.
    pub fn mark(level: Level) -> &'static str {
        match level {
            Level::Missing => "○",
            Level::Hinted => "◐",
            Level::Shown => "●",
        }
    }

    /// A bar of one column, eight heights from `share` 0 to 1; a point for none.
    pub fn bar(share: Option<f64>) -> &'static str {
        const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
        share.map_or("·", |share| BARS[(share.clamp(0.0, 1.0) * 7.0).round() as usize])
    }

    /// `text` in lines of this width: the first begins with `first`, the others with `rest`.
    ///
    /// Control characters come out visible.
    pub fn wrap(&self, text: &str, first: &str, rest: &str) -> String {
        self.lay(&visible(text), first, rest)
    }

    /// [`Look::wrap`] for a text whose control characters are this program's own colours.
    pub(super) fn lay(self, text: &str, first: &str, rest: &str) -> String {
        let text = text.trim();
        // What fits as it is needs no search for places to break, and in a list nearly every line fits.
        if columns(first) + columns(text) <= self.width && !text.contains('\n') {
            return format!("{}\n", format!("{first}{text}").trim_end());
        }
        let options = Options::new(self.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .break_words(true);
        let mut wrapped = String::new();
        for line in textwrap::wrap(text, options) {
            wrapped.push_str(line.trim_end());
            wrapped.push('\n');
        }
        wrapped
    }

    /// `text` on one line, its white space folded, control characters visible, cut at `columns` with an ellipsis.
    pub fn one_line(text: &str, columns: usize) -> String {
        let folded = visible(text).split_whitespace().collect::<Vec<_>>().join(" ");
        truncate_str(&folded, columns, "…").into_owned()
    }

    /// `text` filled with blanks to `columns`.
    pub fn padded(text: &str, columns: usize) -> String {
        let missing = columns.saturating_sub(measure_text_width(text));
        format!("{text}{:missing$}", "")
    }

    fn paint(self, style: Style, text: &str) -> String {
        style.force_styling(self.colour).apply_to(visible(text)).to_string()
    }
}

/// The columns that `text` takes.
fn columns(text: &str) -> usize {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain { text.len() } else { display_width(text) }
}

#[cfg(test)]
mod tests {
    use super::Look;
    use crate::judge::Level;

    #[test]
    fn plain_look_sends_no_escape_and_a_coloured_one_does() {
        assert_eq!(Look::plain().level(Level::Shown, "yes"), "yes");
        assert!(Look::new(80, true).level(Level::Shown, "yes").contains('\u{1b}'));
    }

    #[test]
    fn a_text_brings_no_colours_of_its_own() {
        let heading = Look::new(80, true).heading("a\u{1b}[35mb");
        assert!(heading.contains("a^[[35mb") && !heading.contains("[35m\u{1b}"), "{heading:?}");
        assert_eq!(Look::plain().dim("a\u{1b}[35mb"), "a^[[35mb");
    }

    #[test]
    fn wrapped_lines_keep_to_the_width_even_with_one_endless_word() {
        let text = format!("short words and then {} end", "x".repeat(200));
        for line in Look::new(40, false).wrap(&text, "- ", "  ").lines() {
            assert!(line.chars().count() <= 40, "{line}");
        }
    }

    #[test]
    fn one_line_folds_breaks_shows_escapes_and_counts_wide_characters() {
        assert_eq!(Look::one_line("a\n  b\u{1b}[0m", 20), "a b^[[0m");
        assert_eq!(Look::one_line("漢字漢字漢字", 7), "漢字漢…");
    }
}
