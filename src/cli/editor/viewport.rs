use std::fmt::Write;

use console::measure_text_width;

/// Rows at the bottom of the normal screen that are painted again and again in place.
///
/// Nothing is asked of the terminal: every move is relative to where the last painting left the cursor, and only
/// rows that changed are sent.
#[derive(Debug, Default)]
pub(crate) struct Viewport {
    painted: Vec<String>,
    /// Row and column of the cursor.
    cursor: (usize, usize),
}

impl Viewport {
    /// What to send to show `rows` with the cursor at row and column `cursor`.
    ///
    /// No row may be wider than the terminal less one column, or the terminal would wrap it by itself.
    pub(crate) fn paint(&mut self, rows: Vec<String>, cursor: (usize, usize)) -> String {
        let mut out = String::from("\u{1b}[?25l");
        up(&mut out, self.cursor.0);
        let mut at = 0;
        for (index, row) in rows.iter().enumerate() {
            if self.painted.get(index) == Some(row) {
                continue;
            }
            // A line feed makes a row where there is none yet; within the painted ones it only goes down.
            out.push_str(&"\n".repeat(index - at));
            let _ = write!(out, "\r{row}\u{1b}[0m\u{1b}[K");
            at = index;
        }
        let last = rows.len().saturating_sub(1);
        if self.painted.len() > rows.len() {
            out.push_str(&"\n".repeat(last - at));
            // Clearing from the end of a full row would take its last character.
            out.push_str("\n\r\u{1b}[J\u{1b}[A");
            at = last;
        }
        if cursor.0 < at {
            up(&mut out, at - cursor.0);
        } else {
            out.push_str(&"\n".repeat(cursor.0 - at));
        }
        out.push('\r');
        if cursor.1 > 0 {
            let _ = write!(out, "\u{1b}[{}C", cursor.1);
        }
        out.push_str("\u{1b}[?25h");
        self.painted = rows;
        self.cursor = cursor;
        out
    }

    /// What to send to take everything painted off the screen, which may have become `columns` wide meanwhile.
    pub(crate) fn clear(&mut self, columns: usize) -> String {
        // Most terminals set a row anew that has become too wide; each counts for as many as it now takes.
        let height = |row: &String| measure_text_width(row).max(1).div_ceil(columns.max(1));
        let above: usize = self.painted.iter().take(self.cursor.0).map(height).sum();
        let mut out = String::new();
        up(&mut out, above + self.cursor.1 / columns.max(1));
        out.push_str("\r\u{1b}[J");
        *self = Self::default();
        out
    }
}

fn up(out: &mut String, rows: usize) {
    if rows > 0 {
        let _ = write!(out, "\u{1b}[{rows}A");
    }
}

#[cfg(test)]
mod tests {
    use super::Viewport;

    fn contents(terminal: &vt100::Parser) -> Vec<String> {
        terminal.screen().rows(0, 20).map(|row| row.trim_end().to_owned()).collect()
    }

    fn lines(text: &str) -> Vec<String> {
        text.split('/').map(str::to_owned).collect()
    }

    /// A terminal in raw mode does not turn a line feed into a new line, so the column must not matter.
    fn send(terminal: &mut vt100::Parser, text: &str) {
        terminal.process(text.as_bytes());
    }

    #[test]
    fn painting_again_leaves_what_stands_above_and_shows_only_the_new() {
        let mut terminal = vt100::Parser::new(6, 20, 100);
        send(&mut terminal, "above\r\n");
        let mut viewport = Viewport::default();
        for (rows, cursor) in [
            ("one", (0, 3)),
            ("one/two/three", (1, 1)),
            ("one/2", (1, 1)),
            ("1", (0, 0)),
            ("a/b/c/d", (3, 1)),
        ] {
            let out = viewport.paint(lines(rows), cursor);
            send(&mut terminal, &out);
            let mut expected = vec!["above".to_owned()];
            expected.extend(lines(rows));
            expected.resize(6, String::new());
            assert_eq!(contents(&terminal), expected);
            let (row, column) = terminal.screen().cursor_position();
            assert_eq!((usize::from(row), usize::from(column)), (cursor.0 + 1, cursor.1));
        }
    }

    #[test]
    fn growing_at_the_bottom_scrolls_and_clearing_takes_all_of_it() {
        let mut terminal = vt100::Parser::new(4, 20, 100);
        send(&mut terminal, "a\r\nb\r\nc\r\n");
        let mut viewport = Viewport::default();
        for rows in ["1", "1/2", "1/2/3"] {
            let height = lines(rows).len();
            send(&mut terminal, &viewport.paint(lines(rows), (height - 1, 0)));
        }
        assert_eq!(contents(&terminal), ["c", "1", "2", "3"]);
        send(&mut terminal, &viewport.clear(20));
        assert_eq!(contents(&terminal), ["c", "", "", ""]);
    }

    #[test]
    fn nothing_is_sent_for_rows_that_stay() {
        let mut viewport = Viewport::default();
        viewport.paint(lines("same/old"), (1, 0));
        let out = viewport.paint(lines("same/new"), (1, 0));
        assert!(!out.contains("same") && out.contains("new"), "{out:?}");
    }
}
