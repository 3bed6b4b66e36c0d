use std::collections::{BTreeMap, BTreeSet};

use super::Look;
use crate::draft::Tip;
use crate::text::{Span, visible};

/// The sign that stands for `tip` behind the words that earn it; it reads without colour.
pub fn tag(tip: Tip) -> char {
    ['¹', '²', '³', '⁴', '⁵', '⁶'][tip.index()]
}

/// `text` set in lines of `look`'s width behind `indent`, with brackets around the words of each mark and the tips'
/// tags behind them, `[like this]¹²`, and in colour where there is any.
///
/// Lines are filled anew, so that a text that was wrapped in its file is not wrapped twice; blank lines and
/// list items stay. A mark over several paragraphs or items is closed and opened again between them.
pub fn marked(text: &str, marks: &[(Span, Tip)], look: Look, indent: &str) -> String {
    let mut page = String::new();
    let mut end_of_last = 0;
    for block in blocks(text) {
        let span = block.span;
        if !page.is_empty() && text[end_of_last..span.start].matches('\n').count() > 1 {
            page.push('\n');
        }
        end_of_last = span.end;
        let rest = format!("{indent}{}", " ".repeat(block.marker));
        page.push_str(&look.lay(&inline(text, &block, marks, look), indent, &rest));
    }
    page
}

/// A paragraph or list item.
pub(super) struct Block {
    pub(super) span: Span,
    /// Length of its list marker, which is also how far its later lines stand in; 0 for a paragraph.
    pub(super) marker: usize,
}

impl Block {
    /// What stands behind the list marker.
    pub(super) fn words(&self) -> Span {
        Span::new(self.span.start + self.marker, self.span.end)
    }

    /// The part of each mark that falls on its words, without white space around it.
    pub(super) fn clipped(&self, text: &str, marks: &[(Span, Tip)]) -> BTreeSet<(Span, Tip)> {
        let words = self.words();
        let clipped = marks.iter().filter(|(span, _)| span.overlaps(&words)).map(|(span, tip)| {
            let span = Span::new(span.start.max(words.start), span.end.min(words.end));
            (span.trimmed(text), *tip)
        });
        clipped.filter(|(span, _)| !span.is_empty()).collect()
    }
}

/// `whole` cut wherever a mark begins or ends.
pub(super) fn pieces(whole: Span, marks: &BTreeSet<(Span, Tip)>) -> Vec<Span> {
    let ends = marks.iter().flat_map(|(span, _)| [span.start, span.end]);
    let places: BTreeSet<usize> = ends.chain([whole.start, whole.end]).collect();
    let places: Vec<usize> = places.into_iter().collect();
    places.windows(2).map(|ends| Span::new(ends[0], ends[1])).collect()
}

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut start = 0;
    let mut is_open = false;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trimmed(text);
        start += line.len();
        if span.is_empty() {
            is_open = false;
            continue;
        }
        let marker = marker(span.of(text));
        match blocks.last_mut() {
            Some(block) if is_open && marker == 0 => block.span.end = span.end,
            _ => blocks.push(Block { span, marker }),
        }
        is_open = true;
    }
    blocks
}

/// The length of a list marker with its blank, 0 where `line` begins with none.
fn marker(line: &str) -> usize {
    let Some((marker, _)) = line.split_once(' ') else { return 0 };
    let number = marker.trim_end_matches(['.', ')']);
    let is_number = number.len() < marker.len()
        && (1..=2).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number || matches!(marker, "-" | "*") { marker.len() + 1 } else { 0 }
}

/// The words of one block on one line, with brackets and tags.
fn inline(text: &str, block: &Block, marks: &[(Span, Tip)], look: Look) -> String {
    let mut tips: BTreeMap<Span, Vec<Tip>> = BTreeMap::new();
    let marks = block.clipped(text, marks);
    for (span, tip) in &marks {
        tips.entry(*span).or_default().push(*tip);
    }
    let mut line = String::new();
    for piece in pieces(block.span, &marks) {
        for _ in tips.keys().filter(|span| span.start == piece.start) {
            line.push_str(&look.dim("["));
        }
        let is_marked = tips.keys().any(|span| span.overlaps(&piece));
        push_words(&mut line, piece.of(text), |word| {
            if is_marked { look.quote(word) } else { word.to_owned() }
        });
        // What began last ends first.
        for (_, tips) in tips.iter().rev().filter(|(span, _)| span.end == piece.end) {
            let tags: String = tips.iter().copied().map(tag).collect();
            line.push_str(&look.dim(&format!("]{tags}")));
        }
    }
    line
}

/// Adds `text` to `line`, each run of white space as one blank and each word as `paint` makes it.
///
/// Words are painted one by one: no colour runs over a line's end, wherever that falls.
fn push_words(line: &mut String, text: &str, paint: impl Fn(&str) -> String) {
    for (index, word) in text.split(char::is_whitespace).enumerate() {
        if index > 0 && !line.is_empty() && !line.ends_with(' ') {
            line.push(' ');
        }
        if !word.is_empty() {
            line.push_str(&paint(&visible(word)));
        }
    }
}

#[cfg(test)]
mod tests {
    use console::{measure_text_width, strip_ansi_codes};

    use super::{Look, Span, Tip, marked};

    fn of(text: &str, words: &str, tip: Tip) -> (Span, Tip) {
        let start = text.find(words).expect("words of the text");
        (Span::new(start, start + words.len()), tip)
    }

    #[test]
    fn marked_words_are_bracketed_and_tagged() {
        let text = "First I looked,\nthen I counted. It was 9.\n\nDone.";
        let marks = [
            of(text, "First I looked,\nthen I counted.", Tip::Methodology),
            of(text, "then I counted.", Tip::Debugging),
            of(text, "Done.", Tip::Impact),
            of(text, "Done.", Tip::Learning),
        ];
        assert_eq!(
            marked(text, &marks, Look::plain(), "  "),
            "  [First I looked, [then I counted.]²]¹ It was 9.\n\n  [Done.]⁴⁵\n"
        );
    }

    #[test]
    fn a_mark_over_list_items_is_closed_at_each() {
        let text = "It had parts:\n\n1. one\n   more\n2. two\n";
        let marks = [of(text, "one\n   more\n2. two", Tip::TradeOffs)];
        assert_eq!(
            marked(text, &marks, Look::plain(), ""),
            "It had parts:\n\n1. [one more]³\n2. [two]³\n"
        );
    }

    #[test]
    fn no_line_is_too_wide_and_no_word_is_lost_with_or_without_colour() {
        let text = "- some words that go on and on, with a\nblue-green deployment\t in them\n\n\
            wide 漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字 and \u{1b}[2J as well";
        for width in [20, 40, 80] {
            for colour in [true, false] {
                let look = Look::new(width, colour);
                for start in 0..30 {
                    let marks = [(Span::new(start, start + 40), Tip::Impact)];
                    let page = marked(text, &marks, look, "  ");
                    let plain = strip_ansi_codes(&page).into_owned();
                    assert!(plain.lines().all(|line| measure_text_width(line) <= width), "{plain}");
                    assert!(plain.contains("^[[2J"), "{plain:?}");
                    let letters = |text: &str| -> String {
                        text.chars().filter(|c| c.is_alphabetic()).collect()
                    };
                    assert_eq!(letters(&plain), letters(text));
                }
            }
        }
    }

    #[test]
    fn a_text_of_white_space_is_nothing() {
        assert_eq!(marked(" \n\t\n", &[], Look::plain(), "  "), "");
    }
}
