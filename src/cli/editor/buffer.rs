use unicode_segmentation::UnicodeSegmentation;

/// A text being written: the text, the cursor in it, and the way back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Buffer {
    text: String,
    /// Byte offset, always between two characters as a reader sees them.
    cursor: usize,
    undo: Vec<(String, usize)>,
    redo: Vec<(String, usize)>,
    /// What was cut last, to be put back elsewhere.
    cut: String,
    /// Whether the last change was a typed character, so that the next one belongs to the same step back.
    typing: bool,
}

/// A way to move within the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    LineStart,
    LineEnd,
    Start,
    End,
}

/// How many steps back are kept.
const STEPS: usize = 500;

impl Buffer {
    /// The text `text` with the cursor at its end.
    pub(crate) fn new(text: &str) -> Self {
        let text = normalised(text);
        Self { cursor: text.len(), text, ..Self::default() }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts the cursor at byte `place`, or at the nearest character before it.
    pub(crate) fn move_to(&mut self, place: usize) {
        let place = place.min(self.text.len());
        self.cursor =
            (0..=place).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or_default();
        self.typing = false;
    }

    pub(crate) fn go(&mut self, motion: Motion) {
        self.move_to(self.place(motion));
    }

    /// Types or pastes `text`.
    pub(crate) fn insert(&mut self, text: &str) {
        let text = normalised(text);
        // A word is one step back, and so is a paste.
        let goes_on =
            self.typing && text.chars().count() == 1 && !text.starts_with(char::is_whitespace);
        if !goes_on {
            self.step();
        }
        self.text.insert_str(self.cursor, &text);
        self.cursor += text.len();
        self.typing = text.chars().count() == 1;
    }

    /// Deletes what lies between the cursor and where `motion` leads.
    pub(crate) fn delete(&mut self, motion: Motion) {
        self.remove(motion);
    }

    /// The same, and keeps it to be put back.
    pub(crate) fn cut(&mut self, motion: Motion) {
        if let Some(removed) = self.remove(motion) {
            self.cut = removed;
        }
    }

    /// Puts back what was cut last.
    pub(crate) fn put_back(&mut self) {
        let cut = self.cut.clone();
        self.insert(&cut);
        self.typing = false;
    }

    /// Replaces the whole text, as one step.
    pub(crate) fn replace(&mut self, text: &str) {
        self.step();
        self.text = normalised(text);
        self.cursor = self.text.len();
    }

    pub(crate) fn undo(&mut self) {
        if let Some(before) = self.undo.pop() {
            let now = std::mem::replace(&mut self.text, before.0);
            self.redo.push((now, std::mem::replace(&mut self.cursor, before.1)));
            self.typing = false;
        }
    }

    pub(crate) fn redo(&mut self) {
        if let Some(after) = self.redo.pop() {
            let now = std::mem::replace(&mut self.text, after.0);
            self.undo.push((now, std::mem::replace(&mut self.cursor, after.1)));
            self.typing = false;
        }
    }

    /// The line that the cursor stands in.
    pub(crate) fn line(&self) -> &str {
        &self.text[self.place(Motion::LineStart)..self.place(Motion::LineEnd)]
    }

    fn remove(&mut self, motion: Motion) -> Option<String> {
        let place = self.place(motion);
        let (start, end) = (place.min(self.cursor), place.max(self.cursor));
        if start == end {
            return None;
        }
        self.step();
        self.cursor = start;
        Some(self.text.drain(start..end).collect())
    }

    fn step(&mut self) {
        self.undo.push((self.text.clone(), self.cursor));
        if self.undo.len() > STEPS {
            self.undo.remove(0);
        }
        self.redo.clear();
        self.typing = false;
    }

    fn place(&self, motion: Motion) -> usize {
        let (before, after) = self.text.split_at(self.cursor);
        let len = self.text.len();
        let starts_word = |word: &str| word.starts_with(char::is_alphanumeric);
        match motion {
            Motion::Left => before.grapheme_indices(true).next_back().map_or(0, |(at, _)| at),
            Motion::Right => {
                after.graphemes(true).next().map_or(len, |next| self.cursor + next.len())
            }
            Motion::WordLeft => before
                .split_word_bound_indices()
                .rfind(|(_, word)| starts_word(word))
                .map_or(0, |(at, _)| at),
            Motion::WordRight => after
                .split_word_bound_indices()
                .find(|(_, word)| starts_word(word))
                .map_or(len, |(at, word)| self.cursor + at + word.len()),
            Motion::LineStart => before.rfind('\n').map_or(0, |newline| newline + 1),
            Motion::LineEnd => after.find('\n').map_or(len, |newline| self.cursor + newline),
            Motion::Start => 0,
            Motion::End => len,
        }
    }
}

/// Line ends as line feeds: a terminal sends a paste's as carriage returns.
fn normalised(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::{Buffer, Motion};

    fn typed(text: &str) -> Buffer {
        let mut buffer = Buffer::default();
        for c in text.chars() {
            buffer.insert(&c.to_string());
        }
        buffer
    }

    #[test]
    fn moves_and_deletes_go_by_what_a_reader_sees_as_one_character() {
        let mut buffer = typed("a👩‍👩‍👧e\u{301}漢");
        for expected in ["a👩‍👩‍👧e\u{301}", "a👩‍👩‍👧", "a", ""] {
            buffer.delete(Motion::Left);
            assert_eq!(buffer.text(), expected);
        }
        let mut buffer = Buffer::new("🇩🇪x");
        buffer.go(Motion::Start);
        buffer.go(Motion::Right);
        assert_eq!(buffer.cursor(), "🇩🇪".len());
    }

    #[test]
    fn words_are_passed_and_cut_as_wholes() {
        let mut buffer = Buffer::new("I don't know, really.");
        buffer.go(Motion::WordLeft);
        assert_eq!(&buffer.text()[buffer.cursor()..], "really.");
        buffer.cut(Motion::WordLeft);
        assert_eq!(buffer.text(), "I don't really.");
        buffer.go(Motion::Start);
        buffer.put_back();
        assert_eq!(buffer.text(), "know, I don't really.");
        buffer.go(Motion::WordRight);
        buffer.go(Motion::WordRight);
        assert_eq!(&buffer.text()[buffer.cursor()..], " really.");
    }

    #[test]
    fn undo_takes_back_a_word_at_a_time_and_redo_brings_it_again() {
        let mut buffer = typed("one two\nthree");
        for expected in ["one two\n", "one two", "one "] {
            buffer.undo();
            let trimmed = buffer.text();
            assert!(expected.starts_with(trimmed.trim_end()), "{trimmed:?} for {expected:?}");
        }
        while buffer.text() != "one two\nthree" {
            let before = buffer.text().to_owned();
            buffer.redo();
            assert_ne!(buffer.text(), before);
        }
        let mut empty = Buffer::default();
        empty.undo();
        empty.redo();
        assert_eq!(empty.text(), "");
    }

    #[test]
    fn a_paste_is_one_step_and_its_line_ends_are_line_feeds() {
        let mut buffer = typed("x ");
        buffer.insert("a\r\nb\rc");
        assert_eq!(buffer.text(), "x a\nb\nc");
        assert_eq!(buffer.line(), "c");
        buffer.undo();
        assert_eq!(buffer.text(), "x ");
    }

    #[test]
    fn lines_end_where_they_end() {
        let mut buffer = Buffer::new("first\nsecond\nthird");
        buffer.move_to(8);
        buffer.go(Motion::LineStart);
        assert_eq!(buffer.cursor(), 6);
        buffer.go(Motion::LineEnd);
        assert_eq!(buffer.cursor(), 12);
        buffer.cut(Motion::LineStart);
        assert_eq!(buffer.text(), "first\n\nthird");
    }
}
