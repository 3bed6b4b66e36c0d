use std::ops::Range;

/// A place in a text: byte offsets, end exclusive, both on character boundaries.
///
/// Evidence is kept as spans; strings are cut out only to show them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from byte `start` up to byte `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Self { start, end }
    }

    /// The words of `text` at this place.
    ///
    /// # Panics
    /// If the span was made for another text and does not fit this one.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range()]
    }

    /// The same place as a byte range.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(&self, other: &Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same place moved right by `bytes`, for a text that stands inside a longer one.
    #[must_use]
    pub fn shifted(&self, bytes: usize) -> Self {
        Self::new(self.start + bytes, self.end + bytes)
    }

    /// The span without white space at its ends.
    #[must_use]
    pub fn trimmed(&self, text: &str) -> Self {
        let slice = self.of(text);
        let start = self.start + (slice.len() - slice.trim_start().len());
        Self::new(start, start + slice.trim().len())
    }

    /// Start and end counted in Unicode scalar values of `text`, as the ndjson contract gives them.
    pub fn chars(&self, text: &str) -> Range<usize> {
        let start = text[..self.start].chars().count();
        start..start + self.of(text).chars().count()
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_span_counts_characters_where_bytes_differ() {
        let text = "naïve 5 µs";
        let span = Span::new(7, 12);
        assert_eq!(span.of(text), "5 µs");
        assert_eq!(span.chars(text), 6..10);
    }

    #[test]
    fn trimming_keeps_the_words_and_drops_the_space_around_them() {
        let text = "  a b\n";
        assert_eq!(Span::new(0, text.len()).trimmed(text).of(text), "a b");
        assert!(Span::new(0, 2).trimmed(text).is_empty());
    }

    #[test]
    fn spans_that_only_touch_do_not_overlap() {
        assert!(!Span::new(0, 3).overlaps(&Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(&Span::new(3, 5)));
    }
}
