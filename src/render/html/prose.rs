use std::collections::BTreeSet;
use std::fmt::Write;

use super::escape::escape;
use crate::draft::Tip;
use crate::render::marked::{Block, blocks, pieces};
use crate::text::Span;

/// A run of blocks that stand together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Bullets,
    Numbers,
}

/// `text` as paragraphs and lists, with the words of each mark underlined in the way of its tip and its number behind them,
/// a link to the row of the tip in the table of `story`.
pub(super) fn prose(text: &str, marks: &[(Span, Tip)], story: &str) -> String {
    let mut html = String::new();
    let mut open = Kind::Paragraph;
    for block in blocks(text) {
        let marker = &text[block.span.start..block.span.start + block.marker];
        let kind = match marker.chars().next() {
            None => Kind::Paragraph,
            Some('-' | '*') => Kind::Bullets,
            Some(_) => Kind::Numbers,
        };
        if kind != open {
            html.push_str(ends(open));
            html.push_str(begins(kind));
            open = kind;
        }
        let words = inline(text, &block, marks, story);
        let number: String = marker.chars().take_while(char::is_ascii_digit).collect();
        let _ = match kind {
            Kind::Paragraph => writeln!(html, "<p dir=\"auto\">{words}</p>"),
            Kind::Bullets => writeln!(html, "<li dir=\"auto\">{words}</li>"),
            Kind::Numbers => writeln!(html, "<li value=\"{number}\" dir=\"auto\">{words}</li>"),
        };
    }
    html.push_str(ends(open));
    html
}

fn begins(kind: Kind) -> &'static str {
    match kind {
        Kind::Paragraph => "",
        Kind::Bullets => "<ul>\n",
        Kind::Numbers => "<ol>\n",
    }
}

fn ends(kind: Kind) -> &'static str {
    match kind {
        Kind::Paragraph => "",
        Kind::Bullets => "</ul>\n",
        Kind::Numbers => "</ol>\n",
    }
}

/// The words of one block.
///
/// Marks may cross, elements may not: the text is cut wherever a mark begins or ends, and each piece stands in an
/// element for each of its tips. Underlines of neighbouring pieces meet.
fn inline(text: &str, block: &Block, marks: &[(Span, Tip)], story: &str) -> String {
    let marks = block.clipped(text, marks);
    let mut html = String::new();
    for piece in pieces(block.words(), &marks) {
        let tips = tips_where(&marks, |span| span.overlaps(&piece));
        html.extend(tips.iter().enumerate().map(|(depth, tip)| {
            let element = if depth == 0 { "mark" } else { "span" };
            format!("<{element} class=\"t{}\">", number(*tip))
        }));
        html.push_str(&escape(piece.of(text)));
        html.extend(
            (0..tips.len()).rev().map(|depth| if depth == 0 { "</mark>" } else { "</span>" }),
        );
        html.push_str(&tags(&tips_where(&marks, |span| span.end == piece.end), story));
    }
    html
}

fn tips_where(marks: &BTreeSet<(Span, Tip)>, holds: impl Fn(&Span) -> bool) -> BTreeSet<Tip> {
    marks.iter().filter(|(span, _)| holds(span)).map(|(_, tip)| *tip).collect()
}

/// The numbers of tips behind the words that earn them.
fn tags(tips: &BTreeSet<Tip>, story: &str) -> String {
    if tips.is_empty() {
        return String::new();
    }
    let links = tips.iter().map(|tip| {
        let number = number(*tip);
        format!("<a href=\"#{story}-{tip}\" aria-label=\"Tip {number}\">{number}</a>")
    });
    format!("<sup>{}</sup>", links.collect::<Vec<_>>().join(","))
}

/// The number by which a tip is known on a page.
pub(super) fn number(tip: Tip) -> usize {
    tip.index() + 1
}

#[cfg(test)]
mod tests {
    use super::{Span, Tip, prose};

    fn of(text: &str, words: &str, tip: Tip) -> (Span, Tip) {
        let start = text.find(words).expect("words of the text");
        (Span::new(start, start + words.len()), tip)
    }

    #[test]
    fn marks_that_cross_come_out_as_elements_that_do_not() {
        let text = "one two three";
        let marks = [of(text, "one two", Tip::Methodology), of(text, "two three", Tip::Impact)];
        assert_eq!(
            prose(text, &marks, "s"),
            "<p dir=\"auto\"><mark class=\"t1\">one </mark><mark class=\"t1\"><span class=\"t4\">two</span></mark>\
             <sup><a href=\"#s-methodology\" aria-label=\"Tip 1\">1</a></sup><mark class=\"t4\"> three</mark>\
             <sup><a href=\"#s-impact\" aria-label=\"Tip 4\">4</a></sup></p>\n"
        );
    }

    #[test]
    fn paragraphs_and_lists_keep_their_form() {
        let text = "Two <parts>:\n\n- one\n- two\n  more\n\n3. three\nend";
        assert_eq!(
            prose(text, &[], "s"),
            "<p dir=\"auto\">Two &lt;parts&gt;:</p>\n<ul>\n<li dir=\"auto\">one</li>\n<li dir=\"auto\">two\n  more</li>\n\
             </ul>\n<ol>\n<li value=\"3\" dir=\"auto\">three\nend</li>\n</ol>\n"
        );
        assert_eq!(prose(" \n", &[], "s"), "");
    }
}
