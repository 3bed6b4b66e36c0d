use std::borrow::Cow;
use std::ops::Range;

use starcoach::text::visible;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A text set in rows of a width, words kept whole where they fit.
#[derive(Clone, Debug)]
pub(crate) struct Layout<'t> {
    text: &'t str,
    rows: Vec<Range<usize>>,
}

impl<'t> Layout<'t> {
    /// Sets `text` in rows of `width` columns.
    pub(crate) fn new(text: &'t str, width: usize) -> Self {
        let mut rows = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            set(line, start, width.max(2), &mut rows);
            start += line.len() + 1;
        }
        Self { text, rows }
    }

    /// The rows, as byte ranges of the text without their line feeds.
    pub(crate) fn rows(&self) -> &[Range<usize>] {
        &self.rows
    }

    /// Row and column of byte `place`.
    pub(crate) fn position(&self, place: usize) -> (usize, usize) {
        let row = self.rows.partition_point(|row| row.start <= place).saturating_sub(1);
        let start = self.rows[row].start;
        (row, width(&self.text[start..place.clamp(start, self.rows[row].end)]))
    }

    /// The byte that stands in `row` at `column`, or at the row's end when it is shorter.
    pub(crate) fn place(&self, row: usize, column: usize) -> usize {
        let row = row.min(self.rows.len() - 1);
        let range = self.rows[row].clone();
        // At the very end of a row that wraps, the cursor would stand in the next one.
        let wraps = self.rows.get(row + 1).is_some_and(|next| next.start == range.end);
        let mut at = 0;
        for (offset, grapheme) in self.text[range.clone()].grapheme_indices(true) {
            let is_last = range.start + offset + grapheme.len() == range.end;
            if at + cells(grapheme) > column || (wraps && is_last) {
                return range.start + offset;
            }
            at += cells(grapheme);
        }
        range.end
    }
}

/// `grapheme` as it is shown: a tab as blanks, a control character as a visible escape.
pub(crate) fn shown(grapheme: &str) -> Cow<'_, str> {
    if grapheme == "\t" { Cow::Borrowed("    ") } else { visible(grapheme) }
}

/// Columns that a piece of one row takes.
pub(crate) fn width(text: &str) -> usize {
    text.graphemes(true).map(cells).sum()
}

fn cells(grapheme: &str) -> usize {
    shown(grapheme).width()
}

/// Sets one line, which begins at byte `start` of the text.
fn set(line: &str, start: usize, width: usize, rows: &mut Vec<Range<usize>>) {
    let (mut row, mut column) = (0, 0);
    // Where the row can end, and the column there.
    let mut gap: Option<(usize, usize)> = None;
    for (at, grapheme) in line.grapheme_indices(true) {
        let cells = cells(grapheme);
        let is_blank = grapheme.chars().all(char::is_whitespace);
        // Blanks may hang over the edge, where nobody sees them.
        if column + cells > width && !is_blank {
            let (end, used) = gap.take().unwrap_or((at, column));
            rows.push(start + row..start + end);
            row = end;
            column -= used;
        }
        column += cells;
        if is_blank {
            gap = Some((at + grapheme.len(), column));
        }
    }
    rows.push(start + row..start + line.len());
}

#[cfg(test)]
mod tests {
    use super::{Layout, width};

    fn rows(text: &str, width: usize) -> Vec<&str> {
        Layout::new(text, width).rows().iter().map(|row| &text[row.clone()]).collect()
    }

    #[test]
    fn words_stay_whole_and_endless_ones_are_cut() {
        assert_eq!(rows("one two three", 8), ["one two ", "three"]);
        assert_eq!(rows("one two three", 7), ["one two ", "three"]);
        assert_eq!(rows("abcdefgh ij", 3), ["abc", "def", "gh ", "ij"]);
        assert_eq!(rows("a\n\nb\n", 9), ["a", "", "b", ""]);
        assert_eq!(rows("漢字漢字", 5), ["漢字", "漢字"]);
        assert_eq!(rows("", 5), [""]);
    }

    #[test]
    fn every_byte_stands_in_one_row_in_order() {
        let text = "First I listed 14 calls, 漢字 and 👩‍👩‍👧.\n\nThen\ta-very-long-word-that-does-not-fit  spaces   ";
        for columns in 2..60 {
            let layout = Layout::new(text, columns);
            let mut next = 0;
            for row in layout.rows() {
                assert!(
                    row.start == next || text.as_bytes()[next] == b'\n' && row.start == next + 1
                );
                assert!(width(text[row.clone()].trim_end()) <= columns.max(6));
                next = row.end;
            }
            assert_eq!(next, text.len());
        }
    }

    #[test]
    fn positions_and_places_answer_each_other() {
        let text = "one two three\nfour 漢字";
        let layout = Layout::new(text, 8);
        assert_eq!(layout.position(0), (0, 0));
        assert_eq!(layout.position(8), (1, 0));
        assert_eq!(layout.position(13), (1, 5));
        assert_eq!(layout.position(text.len()), (3, 4));
        for (place, _) in text.char_indices() {
            let (row, column) = layout.position(place);
            assert_eq!(layout.place(row, column), place);
        }
        // The end of a row that wraps is before its blank, so that going up and down stays in the row.
        assert_eq!(layout.place(0, 99), 7);
        assert_eq!(layout.place(99, 99), text.len());
    }
}
