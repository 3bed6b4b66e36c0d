use super::{Fault, Span, words};

/// Where some words stand in a file: lines and columns from 1, columns in characters, the end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Line of the first character.
    pub line: usize,
    /// Its column.
    pub column: usize,
    /// Line of the last character.
    pub end_line: usize,
    /// One past its column.
    pub end_column: usize,
}

impl Region {
    /// A whole line, from 1; columns of zero say that none is known.
    pub fn line(line: usize) -> Self {
        let line = line.max(1);
        Self { line, column: 0, end_line: line, end_column: 0 }
    }

    /// The same place in a text that has so many `lines` before this one.
    #[must_use]
    pub fn below(self, lines: usize) -> Self {
        Self { line: self.line + lines, end_line: self.end_line + lines, ..self }
    }
}

/// Finds the words of `quote` in the lines `first` to `last` (from 1) of `text`, the file that the quote was read from.
///
/// Readers fold white space and drop markup, so the quote need not stand there letter for letter: its words must
/// follow each other with nothing but white space, punctuation and signs between them. The first such place counts.
pub fn locate(text: &str, (first, last): (usize, usize), quote: &str) -> Option<Region> {
    let wanted: Vec<&str> = words(quote).iter().map(|word| word.of(quote)).collect();
    let rest = &text[line_start(text, first)?..];
    let lines = &rest[..line_start(rest, (last + 2).saturating_sub(first)).unwrap_or(rest.len())];
    let found: Vec<Span> = words(lines);
    if wanted.is_empty() || found.len() < wanted.len() {
        return None;
    }
    let same =
        |window: &[Span]| window.iter().map(|word| word.of(lines)).eq(wanted.iter().copied());
    let at = found.windows(wanted.len()).position(same)?;
    let (start, end) = (found[at].start, found[at + wanted.len() - 1].end);
    let (line, column) = Fault::place(lines, start);
    let (end_line, end_column) = Fault::place(lines, end);
    Some(Region { line, column, end_line, end_column }.below(first.saturating_sub(1)))
}

/// The byte at which line `number` begins.
fn line_start(text: &str, number: usize) -> Option<usize> {
    if number <= 1 {
        return Some(0);
    }
    text.match_indices('\n').nth(number - 2).map(|(at, _)| at + 1)
}

#[cfg(test)]
mod tests {
    use super::{Region, locate};

    const NOTES: &str = "# Été\n\nWe cut it.\n\n- **We cut** it\n  from 8 s to `1.4 s`, twice.\n";

    #[test]
    fn words_are_found_across_markup_and_line_ends() {
        let region = locate(NOTES, (1, 6), "cut it from 8 s to 1.4 s");
        assert_eq!(region, Some(Region { line: 5, column: 8, end_line: 6, end_column: 21 }));
    }

    #[test]
    fn the_search_keeps_to_the_lines_of_the_answer() {
        let place = |lines| locate(NOTES, lines, "We cut it").map(|region| region.line);
        assert_eq!(place((1, 6)), Some(3));
        assert_eq!(place((4, 6)), Some(5));
        assert_eq!(place((4, 5)), Some(5));
        assert_eq!(place((6, 6)), None);
        assert_eq!(place((40, 50)), None);
    }

    #[test]
    fn columns_count_characters_and_a_part_of_a_word_is_no_match() {
        let region = locate("ééé naïve end", (1, 1), "naïve").expect("it is there");
        assert_eq!((region.column, region.end_column), (5, 10));
        assert_eq!(locate("unnaïve", (1, 1), "naïve"), None);
        assert_eq!(locate("words", (1, 1), "…"), None);
    }
}
