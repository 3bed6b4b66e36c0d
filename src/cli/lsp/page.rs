//! A text that an editor holds, and the places in it as the editor counts them.

use lsp_types::{Position, Range};
use starcoach::text::Region;

/// How the columns of an editor are counted; which one is settled when it starts the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Columns {
    /// In bytes of UTF-8.
    Utf8,
    /// In units of UTF-16, as all editors can.
    #[default]
    Utf16,
}

impl Columns {
    /// Name in the protocol.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
        }
    }

    fn of(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
        }
    }
}

/// A text and where its lines begin.
#[derive(Clone, Debug)]
pub(super) struct Page {
    text: String,
    /// The byte at which each line begins; a line ends with a line feed, a carriage return or both.
    starts: Vec<usize>,
    columns: Columns,
}

impl Page {
    pub(super) fn new(text: String, columns: Columns) -> Self {
        let starts = line_starts(&text);
        Self { text, starts, columns }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Puts `text` in the place of `range`, or of all where there is none.
    pub(super) fn replace(&mut self, range: Option<Range>, text: &str) {
        match range {
            Some(range) => {
                let (start, end) = (self.offset(range.start), self.offset(range.end));
                self.text.replace_range(start.min(end)..end.max(start), text);
            }
            None => text.clone_into(&mut self.text),
        }
        self.starts = line_starts(&self.text);
    }

    /// The byte at `position`: what lies behind the end of a line or of the text is that end.
    fn offset(&self, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line) else { return self.text.len() };
        let mut column = 0;
        let content = self.line(line);
        let wanted = position.character as usize;
        let before = content.char_indices().take_while(|(_, c)| {
            column += self.columns.of(*c);
            column <= wanted
        });
        start + before.last().map_or(0, |(at, c)| at + c.len_utf8())
    }

    /// Line `line`, from 0, without its end; empty behind the last.
    fn line(&self, line: usize) -> &str {
        let Some(&start) = self.starts.get(line) else { return "" };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\n', '\r'])
    }

    /// The characters of a line, from 1, as readers see it: without the byte-order mark.
    fn seen(&self, line: usize) -> (&str, usize) {
        let content = self.line(line.saturating_sub(1));
        let mark = if line == 1 { "\u{feff}" } else { "" };
        let seen = content.strip_prefix(mark).unwrap_or(content);
        (seen, if seen.len() < content.len() { self.columns.of('\u{feff}') } else { 0 })
    }

    /// A line and a column in characters, both from 1, as the editor counts.
    pub(super) fn position(&self, (line, column): (usize, usize)) -> Position {
        let (seen, mark) = self.seen(line);
        let before = seen.chars().take(column.saturating_sub(1));
        let character = mark + before.map(|c| self.columns.of(c)).sum::<usize>();
        Position::new(line.saturating_sub(1) as u32, character as u32)
    }

    /// The words at `region`; those of its line where it has no columns.
    pub(super) fn range(&self, region: Region) -> Range {
        if region.column > 0 {
            let end = (region.end_line, region.end_column);
            return Range::new(self.position((region.line, region.column)), self.position(end));
        }
        let (seen, _) = self.seen(region.line);
        let indent = seen.chars().take_while(|c| c.is_whitespace()).count();
        let place = |column: usize| self.position((region.line, column + 1));
        let end = seen.trim_end().chars().count();
        Range::new(place(indent.min(end)), place(end))
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().filter(|(at, byte)| {
        **byte == b'\n' || **byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')
    });
    std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use lsp_types::{Position, Range};
    use proptest::prelude::*;
    use starcoach::text::Region;

    use super::{Columns, Page};

    fn range(start: (u32, u32), end: (u32, u32)) -> Range {
        Range::new(Position::new(start.0, start.1), Position::new(end.0, end.1))
    }

    #[test]
    fn edits_land_where_the_editor_counts_them() {
        for (columns, at) in [(Columns::Utf16, 3), (Columns::Utf8, 6)] {
            let mut page = Page::new("é😀x\r\ny\rz".to_owned(), columns);
            page.replace(Some(range((0, at), (0, at + 1))), "w");
            assert_eq!(page.text(), "é😀w\r\ny\rz");
            page.replace(Some(range((2, 0), (2, 1))), "\nlast");
            assert_eq!(page.text(), "é😀w\r\ny\r\nlast");
            page.replace(Some(range((0, 99), (1, 0))), "");
            assert_eq!(page.text(), "é😀wy\r\nlast");
            page.replace(None, "new");
            assert_eq!(page.text(), "new");
        }
    }

    #[test]
    fn places_outside_the_text_or_inside_a_character_are_the_nearest_in_it() {
        let mut page = Page::new("a😀b\n".to_owned(), Columns::Utf16);
        page.replace(Some(range((0, 2), (0, 2))), "-");
        page.replace(Some(range((9, 9), (9, 9))), "end");
        page.replace(Some(range((0, 4), (0, 1))), "");
        assert_eq!(page.text(), "ab\nend");
    }

    fn pieces() -> impl Strategy<Value = String> {
        let piece =
            prop::sample::select(vec!["a", "é", "😀", "\r", "\n", "\r\n", "\u{feff}", "\u{301}"]);
        prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn no_range_breaks_a_text_and_no_edit_loses_its_lines(
            text in pieces(),
            edits in prop::collection::vec(((0_u32..5, 0_u32..9), (0_u32..5, 0_u32..9), pieces()), 0..4),
            is_utf8 in any::<bool>(),
        ) {
            let columns = if is_utf8 { Columns::Utf8 } else { Columns::Utf16 };
            let mut page = Page::new(text, columns);
            for (start, end, new) in edits {
                let before = page.text().len();
                page.replace(Some(range(start, end)), &new);
                prop_assert!(page.text().contains(&new) && page.text().len() <= before + new.len());
                let fresh = Page::new(page.text().to_owned(), columns);
                prop_assert_eq!(&page.starts, &fresh.starts);
            }
        }

        #[test]
        fn an_edit_at_a_place_that_the_page_names_lands_there(text in pieces(), line in 1_usize..5, column in 1_usize..9) {
            for columns in [Columns::Utf8, Columns::Utf16] {
                let mut page = Page::new(text.clone(), columns);
                let place = page.position((line, column));
                page.replace(Some(Range::new(place, place)), "#");
                let lines = text.replace("\r\n", "\n").replace('\r', "\n");
                let seen = |text: &str| text.strip_prefix('\u{feff}').unwrap_or(text).to_owned();
                let mut wanted: Vec<Vec<char>> = seen(&lines).split('\n').map(|own| own.chars().collect()).collect();
                let at = line.min(wanted.len()) - 1;
                // Behind the last line is its end.
                let within = if at + 1 < line { usize::MAX } else { column - 1 };
                let within = within.min(wanted[at].len());
                wanted[at].insert(within, '#');
                let wanted: Vec<String> = wanted.into_iter().map(|own| own.into_iter().collect()).collect();
                let found = seen(&page.text().replace("\r\n", "\n").replace('\r', "\n"));
                prop_assert_eq!(found, wanted.join("\n"));
            }
        }
    }

    #[test]
    fn regions_come_out_in_the_editors_columns() {
        let text = "\u{feff}😀 one\n\t two  \n";
        for (columns, start, end) in [(Columns::Utf16, 4, 7), (Columns::Utf8, 8, 11)] {
            let page = Page::new(text.to_owned(), columns);
            let region = Region { line: 1, column: 3, end_line: 1, end_column: 6 };
            assert_eq!(page.range(region), range((0, start), (0, end)));
            let whole = Region { line: 2, column: 0, end_line: 2, end_column: 0 };
            assert_eq!(page.range(whole), range((1, 2), (1, 5)));
        }
    }
}
